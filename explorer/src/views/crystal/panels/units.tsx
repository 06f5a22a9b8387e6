/** Molecules, polyatomic ions, covalent chains and layers. */
import { Panel } from '../../../parts/panel.js';
import { type Column, Table } from '../../../parts/table.js';
import { chargeText, Formula, number } from '../../../parts/text.js';
import type { CrystalData } from '../model/site.js';

type Unit = CrystalData['units'][number];

const EXTENT = ['molecule', 'chain', 'layer', 'framework'];

const COLUMNS: readonly Column<Unit>[] = [
  {
    key: 'unit',
    title: 'Unit',
    cell: ({ formula, charge, name }) => (
      <>
        <Formula of={formula} />
        {charge !== null && charge !== 0 && <sup>{chargeText(charge)}</sup>}{' '}
        {name !== null && <span class="quiet">{name}</span>}
      </>
    ),
  },
  {
    key: 'extent',
    title: 'is a',
    cell: ({ dimensionality, charge, isCentre }) => (
      <>
        {dimensionality === 0 && charge !== null && charge !== 0 ? 'ion' : EXTENT[dimensionality]}
        {isCentre && <span class="quiet"> · centre of polyhedra</span>}
      </>
    ),
  },
  { key: 'count', title: 'in the primitive cell', isNumber: true, cell: ({ count }) => number(count) },
];

export function Units({ units }: { units: readonly Unit[] }) {
  if (units.length === 0) return null;
  return (
    <Panel title="Molecular units" class="crystal-units">
      {/* Isomers have one formula. */}
      <Table caption="Molecular units" columns={COLUMNS} rows={units} keyOf={(unit) => String(units.indexOf(unit))} />
    </Panel>
  );
}
