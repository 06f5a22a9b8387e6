/**
 * Superlattices of a lattice, and what symmetry does with the positions of their cells (G. L. W. Hart & R. W. Forcade, Phys.
 * Rev. B 77, 224115 (2008)).
 */
import type { Image } from '../crystal.js';
import { IntegerLattice } from '../integer-lattice.js';
import type { SymmetryOperations } from '../symmetry.js';

/** Rows are basis vectors in units of those of the lattice: [a b c; 0 d e; 0 0 f] with 0 ≤ b < d and 0 ≤ c, e < f. */
export type Superlattice = readonly [Image, Image, Image];

/** All of this index, one of each set that the rotations make of each other. */
export function superlattices(index: number, { count, rotations }: SymmetryOperations): Superlattice[] {
  const seen = new Set<string>();
  const different: Superlattice[] = [];
  for (const lattice of ofIndex(index)) {
    if (seen.has(lattice.join())) continue;
    different.push(lattice);
    for (let operation = 0; operation < count; operation++) {
      seen.add(canonical(lattice.map((row) => rotated(row, rotations, operation))).join());
    }
  }
  return different;
}

function* ofIndex(index: number): Generator<Superlattice> {
  for (let a = 1; a <= index; a++) {
    for (let d = 1; a * d <= index; d++) {
      const f = index / (a * d);
      if (!Number.isInteger(f)) continue;
      for (let b = 0; b < d; b++) {
        for (let c = 0; c < f; c++) {
          for (let e = 0; e < f; e++) {
            yield [
              [a, b, c],
              [0, d, e],
              [0, 0, f],
            ];
          }
        }
      }
    }
  }
}

function canonical(rows: readonly Image[]): Superlattice {
  const lattice = new IntegerLattice();
  for (const row of rows) lattice.add(row);
  const [first, second, third] = lattice.basis.map((row, k) =>
    row.map((x) => (row[k]! < 0 ? -x : x) || 0),
  ) as unknown as [Image, Image, Image];
  const times = Math.floor(first[1] / second[1]);
  return [
    [first[0], first[1] - times * second[1], mod(first[2] - times * second[2], third[2])],
    [0, second[1], mod(second[2], third[2])],
    third,
  ];
}

/** Of a translation, as a row. */
export function rotated(row: Image, rotations: Int8Array, operation: number): Image {
  const at = 9 * operation;
  return [0, 3, 6].map((k) => {
    const x = rotations[at + k]! * row[0] + rotations[at + k + 1]! * row[1] + rotations[at + k + 2]! * row[2];
    return x || 0;
  }) as unknown as Image;
}

/** Translations of the lattice in the cell of a superlattice, in the order of their numbers. */
export function translationsIn([[a], [, d], [, , f]]: Superlattice): Image[] {
  const all: Image[] = [];
  for (let i = 0; i < a; i++) for (let j = 0; j < d; j++) for (let k = 0; k < f; k++) all.push([i, j, k]);
  return all;
}

/** The number of the translation that this one is equivalent to. */
export function numberOf([[a, b, c], [, d, e], [, , f]]: Superlattice, [x, y, z]: Image): number {
  const p = Math.floor(x / a);
  const q = Math.floor((y - p * b) / d);
  return ((x - p * a) * d + (y - p * b - q * d)) * f + mod(z - p * c - q * e, f);
}

export function isKept(lattice: Superlattice, rotations: Int8Array, operation: number): boolean {
  return lattice.every((row) => numberOf(lattice, rotated(row, rotations, operation)) === 0);
}

function mod(x: number, n: number): number {
  return x - n * Math.floor(x / n);
}
