/** The matrix as a table: one row for each pair. */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/controls.js';
import { KIND_NAMES, KindGlyph } from '../../parts/glyphs.js';
import { KINDS } from '../../parts/kinds.js';
import { Motif } from '../../parts/motif-chip.js';
import { type Column, type Sorting, Table } from '../../parts/table.js';
import { number } from '../../parts/text.js';
import type { Pair, Pairs } from './model.js';
import type { Count } from './state.js';

interface PairTableProps {
  pairs: Pairs;
  count: Count;
  picked: readonly [string, string] | null;
  onPick: (motif: string, other: string) => void;
}

const STEP = 100;
const keyOf = ({ motifs }: Pair) => motifs.join(' ');

export function PairTable({ pairs, count, picked, onPick }: PairTableProps) {
  const [sorting, setSorting] = useState<Sorting>({ key: 'CORNER', descending: true });
  const [length, setLength] = useState(STEP);
  const columns: Column<Pair>[] = [
    { key: 'motif', title: 'Motif', cell: ({ motifs }) => <Motif id={motifs[0]} />, sortable: true },
    { key: 'other', title: 'and', cell: ({ motifs }) => <Motif id={motifs[1]} />, sortable: true },
    ...KINDS.map((kind) => ({
      key: kind,
      title: (
        <>
          <KindGlyph kind={kind} /> {KIND_NAMES[kind].one}
        </>
      ),
      cell: ({ tallies }: Pair) => (tallies[kind] === undefined ? '–' : number(tallies[kind][count])),
      isNumber: true,
      sortable: true,
    })),
  ];
  const sorted = [...pairs.values()].sort((a, b) => (sorting.descending ? -1 : 1) * compare(a, b, sorting.key, count));
  return (
    <>
      <Table
        caption={`Pairs of motifs and in how many ${count} they share corners, edges and faces`}
        columns={columns}
        rows={sorted.slice(0, length)}
        keyOf={keyOf}
        sorting={sorting}
        onSort={setSorting}
        picked={picked === null ? null : [...picked].sort().join(' ')}
        onPick={({ motifs }) => onPick(...motifs)}
      />
      {sorted.length > length && (
        <div class="row">
          <Button onClick={() => setLength(length + STEP)}>
            {number(Math.min(STEP, sorted.length - length))} more
          </Button>
          <span class="quiet">
            {number(length)} of {number(sorted.length)} pairs
          </span>
        </div>
      )}
    </>
  );
}

function compare(a: Pair, b: Pair, key: string, count: Count): number {
  if (key === 'motif' || key === 'other') {
    const end = key === 'motif' ? 0 : 1;
    return a.motifs[end] < b.motifs[end] ? -1 : a.motifs[end] > b.motifs[end] ? 1 : 0;
  }
  const value = ({ tallies }: Pair) => tallies[key as (typeof KINDS)[number]]?.[count] ?? 0;
  return value(a) - value(b);
}
