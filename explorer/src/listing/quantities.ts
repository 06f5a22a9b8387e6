/** Numbers that crystals have, by their parameter in the address: what they are called, and measured in. */
import type { CrystalNumber, CrystalSortKey } from '../graphql/generated/operations.js';

export interface Quantity {
  /** As the API calls it, to sort by and to look at. */
  readonly of: CrystalNumber & CrystalSortKey;
  readonly name: string;
  /** Where there is little room. */
  readonly short: string;
  readonly unit: string;
  readonly decimals: number;
}

export const QUANTITIES = {
  gap: { of: 'BAND_GAP', name: 'Predicted band gap', short: 'Gap', unit: 'eV', decimals: 2 },
  energy: {
    of: 'FORMATION_ENERGY_PER_ATOM',
    name: 'Predicted formation energy',
    short: 'Formation energy',
    unit: 'eV/atom',
    decimals: 2,
  },
  metal: { of: 'METAL_PROBABILITY', name: 'Probability of being a metal', short: 'Metal', unit: '', decimals: 2 },
  density: { of: 'DENSITY', name: 'Density', short: 'Density', unit: 'g/cm³', decimals: 2 },
  volume: { of: 'VOLUME_PER_ATOM', name: 'Volume per atom', short: 'Volume per atom', unit: 'Å³', decimals: 1 },
  atoms: { of: 'ATOM_COUNT', name: 'Atoms in the primitive cell', short: 'Atoms', unit: '', decimals: 0 },
  instability: {
    of: 'GLOBAL_INSTABILITY_INDEX',
    name: 'Global instability index',
    short: 'GII',
    unit: 'v.u.',
    decimals: 2,
  },
} as const satisfies Readonly<Record<string, Quantity>>;

export type QuantityName = keyof typeof QUANTITIES;

/** In the order in which they are shown. */
export const QUANTITY_NAMES = Object.keys(QUANTITIES) as QuantityName[];

/** `Density, g/cm³`. */
export function withUnit(name: string, { unit }: Pick<Quantity, 'unit'>): string {
  return unit === '' ? name : `${name}, ${unit}`;
}
