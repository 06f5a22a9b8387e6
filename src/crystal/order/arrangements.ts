/** All ways to put whole atoms on the shared and partly empty positions of a cell, and their electrostatic energies. */
import { COULOMB } from './ewald.js';

/** m positions whose occupants are to be chosen; the others are settled. */
export interface Choice {
  /** For each of the m positions its sublattice. */
  readonly sublatticeOf: ArrayLike<number>;
  /** Of each sublattice: charges of its occupants, and how many of each there are; an empty place has the charge 0. */
  readonly sublattices: readonly Sublattice[];
  /** Energy in e²/Å of a unit charge at each of the m positions with all settled ones; m. */
  readonly potential: Float64Array;
  /** Of unit charges at the m positions, as `ewaldMatrix` has it; m × m. */
  readonly matrix: Float64Array;
  /** For each position those before it that are not occupied together with it. */
  readonly exclusive: readonly (readonly number[])[];
  /** What symmetry does with the positions: a permutation each. The first ones are translations, without the identity. */
  readonly permutations: readonly Int32Array[];
  readonly translationCount: number;
}

export interface Sublattice {
  readonly charges: readonly number[];
  readonly counts: readonly number[];
  /** Index of what leaves the position empty; −1 where nothing does. */
  readonly empty: number;
}

export interface Arrangement {
  /** Index of the occupant of each position in its sublattice; m. */
  readonly occupants: Uint8Array;
  /** eV, without what the settled charges have with each other. */
  readonly energy: number;
}

/**
 * Each arrangement once of all that symmetry makes of each other; those that a translation leaves as they are belong to a
 * smaller cell, and are left out.
 */
export function* arrangements(choice: Choice): Generator<Arrangement> {
  const { sublatticeOf, sublattices, potential, matrix, exclusive } = choice;
  const m = sublatticeOf.length;
  const left = sublattices.map(({ counts }) => [...counts]);
  const occupants = new Uint8Array(m);
  const charges = new Float64Array(m);
  const place = function* (position: number, energy: number): Generator<Arrangement> {
    if (position === m) {
      if (isFirst(occupants, choice)) yield { occupants: occupants.slice(), energy: COULOMB * energy };
      return;
    }
    const { charges: ofOccupants, empty } = sublattices[sublatticeOf[position]!]!;
    const counts = left[sublatticeOf[position]!]!;
    for (let occupant = 0; occupant < counts.length; occupant++) {
      if (counts[occupant] === 0) continue;
      if (occupant !== empty && exclusive[position]!.some((other) => isOccupied(other, occupants, choice))) continue;
      const charge = ofOccupants[occupant]!;
      let field = potential[position]! + (charge * matrix[position * m + position]!) / 2;
      for (let other = 0; other < position; other++) field += charges[other]! * matrix[position * m + other]!;
      occupants[position] = occupant;
      charges[position] = charge;
      counts[occupant]!--;
      yield* place(position + 1, energy + charge * field);
      counts[occupant]!++;
    }
  };
  yield* place(0, 0);
}

function isOccupied(position: number, occupants: Uint8Array, { sublatticeOf, sublattices }: Choice): boolean {
  return occupants[position] !== sublattices[sublatticeOf[position]!]!.empty;
}

/** Whether it is the first in order of all that symmetry makes of it, and no translation leaves it as it is. */
function isFirst(occupants: Uint8Array, { permutations, translationCount }: Choice): boolean {
  return permutations.every((permutation, i) => {
    for (let position = 0; position < occupants.length; position++) {
      const difference = occupants[permutation[position]!]! - occupants[position]!;
      if (difference !== 0) return difference > 0;
    }
    return i >= translationCount;
  });
}

/** How many ways there are to distribute such numbers of occupants, symmetry and exclusion aside. */
export function waysToPlace(sublattices: readonly Pick<Sublattice, 'counts'>[]): number {
  let ways = 1;
  for (const { counts } of sublattices) {
    let placed = 0;
    for (const count of counts) for (let i = 1; i <= count; i++) ways *= ++placed / i;
  }
  return Math.round(ways);
}
