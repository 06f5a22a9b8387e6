/** Lattices of integer vectors. */
import type { Image } from './crystal.js';
import { difference } from './vectors.js';

/** All sums of multiples of integer vectors; a basis in echelon form. All integer, so exact. */
export class IntegerLattice {
  /** At k a vector whose first number other than 0 stands at k. */
  private readonly rows: (Image | null)[] = [null, null, null];

  get basis(): Image[] {
    return this.rows.filter((row) => row !== null);
  }

  /** How many translations of Z³ lie in one cell of it; of rank 3 only. */
  get index(): number {
    return this.rows.reduce((product, row, k) => product * Math.abs(row![k]!), 1);
  }

  /** The same vector for all that differ by one of the lattice. */
  remainder(vector: Image): Image {
    let rest = vector;
    for (let k = 0; k < 3; k++) {
      const row = this.rows[k]!;
      if (row === null) continue;
      // Rows below have 0 at k, so that what is done here is not undone.
      const quotient = Math.floor(rest[k]! / row[k]!);
      rest = difference(rest, [quotient * row[0], quotient * row[1], quotient * row[2]]);
    }
    return rest;
  }

  add(vector: Image): void {
    let rest = vector;
    for (let k = 0; k < 3; k++) {
      let row = this.rows[k]!;
      // Euclid's algorithm on the numbers at k.
      while (row !== null && rest[k] !== 0) {
        const quotient = Math.trunc(row[k]! / rest[k]!);
        [row, rest] = [rest, difference(row, [quotient * rest[0], quotient * rest[1], quotient * rest[2]])];
      }
      this.rows[k] = row;
      if (row === null && rest[k] !== 0) {
        this.rows[k] = rest;
        return;
      }
    }
  }
}
