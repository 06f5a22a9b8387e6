/** A sparse matrix by rows, and its products with dense ones; all that a truncated decomposition needs of it. */

import { addScaled } from './row-sums.js';

/** Column index → value. */
export type SparseRow = ReadonlyMap<number, number>;

export class SparseMatrix {
  /** The row r holds entries `starts[r]` … `starts[r + 1]`; length rows + 1. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;

  constructor(
    rows: readonly SparseRow[],
    readonly columns: number,
  ) {
    const size = rows.reduce((sum, row) => sum + row.size, 0);
    this.starts = new Int32Array(rows.length + 1);
    this.indices = new Int32Array(size);
    this.values = new Float64Array(size);
    let at = 0;
    for (const [r, row] of rows.entries()) {
      for (const [column, value] of [...row].sort(([a], [b]) => a - b)) {
        this.indices[at] = column;
        this.values[at++] = value;
      }
      this.starts[r + 1] = at;
    }
  }

  get rows(): number {
    return this.starts.length - 1;
  }

  /** X · dense. @param dense columns × width, by rows. @returns rows × width, by rows. */
  times(dense: Float64Array, width: number): Float64Array {
    const product = new Float64Array(this.rows * width);
    for (let r = 0; r < this.rows; r++) {
      for (let k = this.starts[r]!; k < this.starts[r + 1]!; k++) {
        addScaled(product, r * width, dense, this.indices[k]! * width, this.values[k]!, width);
      }
    }
    return product;
  }

  /** Xᵀ · dense. @param dense rows × width, by rows. @returns columns × width, by rows. */
  transposedTimes(dense: Float64Array, width: number): Float64Array {
    const product = new Float64Array(this.columns * width);
    for (let r = 0; r < this.rows; r++) {
      for (let k = this.starts[r]!; k < this.starts[r + 1]!; k++) {
        addScaled(product, this.indices[k]! * width, dense, r * width, this.values[k]!, width);
      }
    }
    return product;
  }
}
