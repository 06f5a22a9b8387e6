/** Points as rows: what a screen reader has in place of the map. */
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { Motif } from '../../parts/motif-chip.js';
import { type Column, Table } from '../../parts/table.js';
import { Formula, number, SpaceGroup } from '../../parts/text.js';
import type { CrystalData, MapData, MotifData } from './data.js';
import type { SpaceGroups } from './search.js';

interface PointRowsProps {
  data: MapData;
  /** Positions of the points. */
  rows: readonly number[];
  spaceGroups: SpaceGroups;
  /** All that is known, where there is room. */
  isWide?: boolean;
}

export function PointRows({ data, rows, spaceGroups, isWide = false }: PointRowsProps) {
  const columns = data.of === 'crystals' ? crystalColumns(data, spaceGroups) : motifColumns(data);
  return (
    <Table
      caption={`Chosen ${data.of}`}
      columns={columns.filter(({ key }) => isWide || NARROW.has(key))}
      rows={rows}
      keyOf={(index) => data.ids[index]!}
    />
  );
}

const NARROW = new Set(['formula', 'group', 'gap', 'motif', 'count']);

function crystalColumns(data: CrystalData, spaceGroups: SpaceGroups): readonly Column<number>[] {
  return [
    {
      key: 'formula',
      title: 'Formula',
      cell: (index) => (
        <Link href={addressOf.crystal(data.ids[index]!)}>
          <Formula of={data.formula[index]!} />
        </Link>
      ),
    },
    { key: 'id', title: 'Id', cell: (index) => <span class="quiet">{data.ids[index]}</span> },
    {
      key: 'group',
      title: 'Space group',
      cell: (index) => {
        const symbol = spaceGroups.get(data.spaceGroup[index]!);
        return symbol === undefined ? data.spaceGroup[index] : <SpaceGroup of={symbol} />;
      },
    },
    {
      key: 'motifs',
      title: 'Motifs',
      cell: (index) => (
        <span class="row">
          {data.motifs[index]!.map((motif) => (
            <Motif key={motif} id={data.motifIds[motif]!} />
          ))}
        </span>
      ),
    },
    clusterColumn(data),
    {
      key: 'gap',
      title: 'Gap, eV',
      isNumber: true,
      cell: (index) => {
        const gap = data.gap[index] ?? null;
        return gap === null ? '–' : number(gap, 2);
      },
    },
  ];
}

function motifColumns(data: MotifData): readonly Column<number>[] {
  return [
    {
      key: 'motif',
      title: 'Motif',
      cell: (index) => {
        const id = data.ids[index]!;
        const motif = <Motif id={id} named />;
        return data.present.has(id) ? <Link href={addressOf.motif(id)}>{motif}</Link> : motif;
      },
    },
    { key: 'id', title: 'Id', cell: (index) => <span class="quiet">{data.ids[index]}</span> },
    clusterColumn(data),
    { key: 'count', title: 'Crystals', isNumber: true, cell: (index) => number(data.count[index]!) },
  ];
}

function clusterColumn(data: MapData): Column<number> {
  return {
    key: 'cluster',
    title: 'Cluster',
    isNumber: true,
    cell: (index) => {
      const cluster = data.cluster[index] ?? null;
      return cluster === null ? '–' : number(cluster + 1);
    },
  };
}
