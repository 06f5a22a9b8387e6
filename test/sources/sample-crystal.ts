/**
 * Expands an entry of the sample the plain way, without the readers: every operation on every site, copies dropped. What
 * the readers make of the same entry is compared with it.
 */
import { latticeFromParameters } from '../../src/crystal/lattice.js';
import { loadMoyo } from '../../src/crystal/moyo.js';
import { hallEntryOf } from '../../src/sources/sample-cif.js';
import type { SampleEntry, SampleSite } from '../../src/sources/sample-table.js';

export interface Atom {
  readonly site: SampleSite;
  /** Fractional, in [0, 1). */
  readonly position: readonly number[];
}

export interface Neighbour {
  readonly site: SampleSite;
  /** Å. */
  readonly distance: number;
}

export interface Expanded {
  readonly lattice: Float64Array;
  /** All atoms of the conventional cell. */
  readonly atoms: readonly Atom[];
}

/** Å: images of a site on a special position agree within the digits that publications print. */
const SAME_PLACE = 0.02;

export function expand(entry: SampleEntry): Expanded {
  const [a, b, c, alpha, beta, gamma] = entry.cell;
  const lattice = latticeFromParameters({ a, b, c, alpha, beta, gamma });
  const hall = hallEntryOf(entry);
  const operations = loadMoyo().operations_from_number(
    hall.number,
    { type: 'HallNumber', value: hall.hall_number },
    false,
  );
  const atoms: Atom[] = [];
  for (const site of entry.sites) {
    const orbit: Atom[] = [];
    for (const { rotation, translation } of operations) {
      const position = [0, 1, 2].map((row) => {
        // moyo's operations come column by column.
        const value = site.position.reduce(
          (sum, coordinate, column) => sum + rotation[3 * column + row]! * coordinate,
          translation[row]!,
        );
        return value - Math.floor(value);
      });
      if (!orbit.some((other) => separation(lattice, position, other.position) < SAME_PLACE)) {
        orbit.push({ site, position });
      }
    }
    atoms.push(...orbit);
  }
  return { lattice, atoms };
}

/** All atoms within `radius` Å of an atom, nearest first. */
export function neighbours({ lattice, atoms }: Expanded, centre: Atom, radius: number): Neighbour[] {
  const found: Neighbour[] = [];
  const reach = [0, 3, 6].map((row) => 1 + Math.ceil((2 * radius) / Math.hypot(...lattice.subarray(row, row + 3)))) as [
    number,
    number,
    number,
  ];
  for (const atom of atoms) {
    for (let i = -reach[0]; i <= reach[0]; i++) {
      for (let j = -reach[1]; j <= reach[1]; j++) {
        for (let k = -reach[2]; k <= reach[2]; k++) {
          const shift = atom.position.map((value, axis) => value + [i, j, k][axis]! - centre.position[axis]!);
          const distance = length(lattice, shift);
          if (distance > 1e-6 && distance < radius) found.push({ site: atom.site, distance });
        }
      }
    }
  }
  return found.sort((one, other) => one.distance - other.distance);
}

/** Whether a point of the orbit lies on the Wyckoff position with the coordinates `x,2x,1/4` (its first triplet). */
export function liesOn(coordinates: string, orbit: readonly Atom[]): boolean {
  const triplet = (u: readonly number[]) => coordinates.split(',').map((term) => valueAt(term, u));
  const origin = triplet([0, 0, 0]);
  const directions: number[][] = [];
  for (const unit of [0, 1, 2].map((axis) => [0, 1, 2].map((other) => Number(axis === other)))) {
    const column = rejected(
      triplet(unit).map((value, axis) => value - origin[axis]!),
      directions,
    );
    const norm = Math.hypot(...column);
    if (norm > 1e-6) directions.push(column.map((value) => value / norm));
  }
  const shifts = [-2, -1, 0, 1, 2];
  return orbit.some(({ position }) =>
    shifts.some((i) =>
      shifts.some((j) =>
        shifts.some((k) => {
          const apart = position.map((value, axis) => value + [i, j, k][axis]! - origin[axis]!);
          return Math.hypot(...rejected(apart, directions)) < 1e-3;
        }),
      ),
    ),
  );
}

/** What is left of a vector when its parts along orthonormal directions are taken away. */
function rejected(vector: readonly number[], directions: readonly (readonly number[])[]): number[] {
  return directions.reduce<number[]>(
    (rest, direction) => {
      const along = rest.reduce((sum, value, axis) => sum + value * direction[axis]!, 0);
      return rest.map((value, axis) => value - along * direction[axis]!);
    },
    [...vector],
  );
}

/** Of a term such as `-2x+1/4`. */
function valueAt(term: string, u: readonly number[]): number {
  let value = 0;
  for (const [, sign, numerator, denominator, axis] of term.matchAll(/([+-]?)(\d*)(?:\/(\d+))?([xyz]?)/g)) {
    if (numerator === '' && axis === '') continue;
    const size = (numerator === '' ? 1 : Number(numerator)) / Number(denominator ?? 1);
    value += (sign === '-' ? -size : size) * (axis === '' ? 1 : u['xyz'.indexOf(axis!)]!);
  }
  return value;
}

/** Distance of the nearest images, Å; right for distances below half of the cell. */
export function separation(lattice: Float64Array, one: readonly number[], other: readonly number[]): number {
  return length(
    lattice,
    one.map((value, axis) => {
      const difference = value - other[axis]!;
      return difference - Math.round(difference);
    }),
  );
}

function length(lattice: Float64Array, [u = 0, v = 0, w = 0]: readonly number[]): number {
  return Math.hypot(...[0, 1, 2].map((axis) => u * lattice[axis]! + v * lattice[3 + axis]! + w * lattice[6 + axis]!));
}
