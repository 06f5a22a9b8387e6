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

/** Distance of the nearest images, Å; right for distances below half of the cell. */
function separation(lattice: Float64Array, one: readonly number[], other: readonly number[]): number {
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
