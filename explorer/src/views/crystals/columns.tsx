/** Columns of the table of crystals. */
import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import type { CrystalSortKey, CrystalsPageQuery } from '../../graphql/generated/operations.js';
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
  name: string,
  unit: string,
  decimals: number,
  member: keyof CrystalRow & string,
  sortKey: CrystalSortKey,
  title: ComponentChildren = name,
): CrystalColumn => ({
  key,
  name,
  title: (
    <span>
      {title}
      {unit !== '' && <span class="unit">, {unit}</span>}
    </span>
  ),
  sortKey,
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
  figure('gap', 'Predicted band gap', 'eV', 2, 'bandGap', 'BAND_GAP', 'Gap'),
  figure(
    'energy',
    'Predicted formation energy',
    'eV/atom',
    3,
    'formationEnergyPerAtom',
    'FORMATION_ENERGY_PER_ATOM',
    'Formation energy',
  ),
  figure('metal', 'Probability of being a metal', '', 2, 'metalProbability', 'METAL_PROBABILITY', 'Metal'),
  figure('density', 'Density', 'g/cm³', 2, 'density', 'DENSITY'),
  figure('volume', 'Volume per atom', 'Å³', 1, 'volumePerAtom', 'VOLUME_PER_ATOM'),
  figure('atoms', 'Atoms in the primitive cell', '', 0, 'atomCount', 'ATOM_COUNT', 'Atoms'),
  figure('elementCount', 'Number of elements', '', 0, 'elementCount', 'ELEMENT_COUNT', 'Elements'),
  figure(
    'instability',
    'Global instability index',
    'v.u.',
    2,
    'globalInstabilityIndex',
    'GLOBAL_INSTABILITY_INDEX',
    'GII',
  ),
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
