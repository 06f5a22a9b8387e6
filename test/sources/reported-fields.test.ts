import { expect, it } from 'vitest';
import { reportedBy, reportsSomething } from '../../src/sources/providers/reported-fields.js';

const reported = (attributes: Record<string, unknown>) =>
  reportedBy(attributes, (field) => reportsSomething(field, undefined), 'X').map(({ property, value }) => [
    property,
    value,
  ]);

it('goes by names that say what they are, whoever gives them', () => {
  expect(reported({ _exmpl_band_gap: 1, _odbx_hull_distance: 0.1, _x_magnetic_ordering: 'fm' })).toEqual([
    ['bandGap', 1],
    ['energyAboveHull', 0.1],
    ['magneticOrder', 'FM'],
  ]);
});

it('goes by names and providers where a name alone could be anything', () => {
  expect(reported({ _oqmd_delta_e: -2, _oqmd_stability: 0.2, _aflow_Egap: 3, _mp_ordering: 'AFM' })).toEqual([
    ['formationEnergy', -2],
    ['energyAboveHull', 0.2],
    ['bandGap', 3],
    ['magneticOrder', 'AFM'],
  ]);
  expect(reported({ _x_delta_e: -2, _x_stability: 0.9, _x_ordering: 'AFM', band_gap: 1 })).toEqual([]);
});

it('takes stabilities of the Materials Project by the functional, the better one first', () => {
  const of = (value: number) => ({ energy_above_hull: value, formation_energy_per_atom: -value });
  expect(reported({ _mp_stability: { 'gga_gga+u': of(1), r2scan: of(2) } })).toEqual([
    ['energyAboveHull', 2],
    ['formationEnergy', -2],
  ]);
  expect(reported({ _mp_stability: 0.1 })).toEqual([]);
});

it('takes no names of JavaScript for fields', () => {
  expect(reported({ _x_constructor: 1, _x_tostring: 1, _x_band_gap: {} })).toEqual([]);
});

it('leaves energies in other units', () => {
  const fits = (unit: unknown) => reportsSomething('_x_formation_energy_per_atom', unit);
  expect(['eV', 'ev/atom', 'eV*atom^-1', undefined, null].map(fits)).toEqual([true, true, true, true, true]);
  expect(['kJ/mol', 'meV/atom', 'Ha', 'dimensionless'].map(fits)).toEqual([false, false, false, false]);
  expect(reportsSomething('_x_band_gap', 'J')).toBe(false);
});
