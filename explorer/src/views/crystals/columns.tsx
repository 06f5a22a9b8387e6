/** Columns of the table of crystals. */
import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import type { CrystalSortKey, CrystalsPageQuery } from '../../graphql/generated/operations.js';
import { QUANTITIES, type Quantity } from '../../listing/quantities.js';
import { MotifChip } from '../../parts/motif-chip.js';
import type { Column } from '../../parts/table.js';
import { Formula, number, SpaceGroup } from '../../parts/text.js';

export type CrystalRow = NonNullable<CrystalsPageQuery['crystals']>['rows'][number];

export interface CrystalColumn extends Column<CrystalRow> {
  /** The title in words, for the choice of columns. */
  readonly name: string;
  readonly sortKey?: CrystalSortKey;
  /** Columns of an export that say the same. */
  readonly exported: readonly string[];
}

const absent = <span class="quiet">–</span>;

const figure = (
  key: string,
  { name, short, unit, decimals, of }: Omit<Quantity, 'of'> & { of: CrystalSortKey },
  member: keyof CrystalRow & string,
): CrystalColumn => ({
  key,
  name,
  title: (
    <span>
      {short}
      {unit !== '' && <span class="unit">, {unit}</span>}
    </span>
  ),
  sortKey: of,
  exported: [member],
  isNumber: true,
  sortable: true,
  cell: (row) => {
    const value = row[member] as number | null;
    return value === null ? absent : number(value, decimals);
  },
});

const text = (
  key: string,
  name: string,
  cell: (row: CrystalRow) => ComponentChildren,
  exported: readonly string[],
  sortKey?: CrystalSortKey,
): CrystalColumn => ({
  key,
  name,
  title: name,
  cell,
  exported,
  ...(sortKey === undefined ? {} : { sortKey, sortable: true }),
});

/** More of them would make rows of several lines. */
const MOST_MOTIFS = 4;

export const COLUMNS: readonly CrystalColumn[] = [
  text(
    'formula',
    'Formula',
    ({ crystalId, chemicalFormula }) => (
      <Link class="link" href={addressOf.crystal(crystalId)}>
        <Formula of={chemicalFormula} />
      </Link>
    ),
    ['formula'],
    'FORMULA',
  ),
  text('id', 'Id', ({ crystalId }) => <span class="quiet">{crystalId}</span>, ['crystalId'], 'ID'),
  text(
    'spaceGroup',
    'Space group',
    ({ spaceGroupSymbol, spaceGroupNumber }) => (
      <>
        <SpaceGroup of={spaceGroupSymbol} /> <span class="quiet">({spaceGroupNumber})</span>
      </>
    ),
    ['spaceGroupSymbol', 'spaceGroupNumber'],
    'SPACE_GROUP_NUMBER',
  ),
  text('system', 'Crystal system', ({ crystalSystem }) => crystalSystem.toLowerCase(), ['crystalSystem']),
  text('type', 'Structure type', ({ structureType }) => structureType ?? absent, ['structureType'], 'STRUCTURE_TYPE'),
  text('mineral', 'Mineral', ({ mineral }) => mineral ?? absent, ['mineral'], 'MINERAL'),
  text('motifs', 'Motifs', ({ motifIds }) => <Motifs ids={motifIds} />, ['motifIds']),
  figure('gap', QUANTITIES.gap, 'bandGap'),
  figure('energy', { ...QUANTITIES.energy, decimals: 3 }, 'formationEnergyPerAtom'),
  figure('metal', QUANTITIES.metal, 'metalProbability'),
  figure('density', QUANTITIES.density, 'density'),
  figure('volume', QUANTITIES.volume, 'volumePerAtom'),
  figure('atoms', QUANTITIES.atoms, 'atomCount'),
  figure(
    'elementCount',
    { of: 'ELEMENT_COUNT', name: 'Number of elements', short: 'Elements', unit: '', decimals: 0 },
    'elementCount',
  ),
  figure('instability', QUANTITIES.instability, 'globalInstabilityIndex'),
  text('dimensionality', 'Net of all connections', ({ dimensionality }) => NETS[dimensionality], ['dimensionality']),
  text('units', 'Molecules and ions', ({ unitFormulas }) => <Units formulas={unitFormulas} />, ['unitFormulas']),
  text('chemistry', 'Chemical system', ({ chemicalSystem }) => chemicalSystem.replaceAll('-', '–'), ['chemicalSystem']),
  text('anonymous', 'Anonymous formula', ({ anonymousFormula }) => <Formula of={anonymousFormula} />, [
    'anonymousFormula',
  ]),
  text('prototype', 'Prototype', ({ prototype }) => <code>{prototype}</code>, ['prototype']),
  text('ordered', 'Ordered', ({ isOrdered }) => (isOrdered ? 'yes' : 'no'), ['isOrdered']),
  text('dataset', 'Data set', ({ dataset }) => dataset ?? absent, ['dataset']),
];

export const DEFAULT_COLUMNS = ['formula', 'id', 'spaceGroup', 'type', 'motifs', 'gap', 'density', 'atoms'] as const;

const NETS = ['clusters', 'chains', 'sheets', 'framework'] as const;

function Motifs({ ids }: { ids: string }) {
  const all = ids === '' ? [] : ids.split(' ');
  if (all.length === 0) return absent;
  return (
    <span class="motif-chips">
      {all.slice(0, MOST_MOTIFS).map((id) => (
        <MotifChip key={id} id={id} />
      ))}
      {all.length > MOST_MOTIFS && (
        <span class="quiet" title={all.join(' ')}>
          and {all.length - MOST_MOTIFS} more
        </span>
      )}
    </span>
  );
}

function Units({ formulas }: { formulas: string }) {
  if (formulas === '') return absent;
  return (
    <span class="motif-chips">
      {formulas.split(' ').map((formula) => (
        <Formula key={formula} of={formula} />
      ))}
    </span>
  );
}
