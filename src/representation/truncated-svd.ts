/**
 * Truncated singular value decomposition of a sparse matrix by random projection with subspace iterations
 * (N. Halko, P. G. Martinsson & J. A. Tropp, SIAM Review 53, 217 (2011), algorithms 4.4 and 5.1).
 */
import { EVD, Matrix } from 'ml-matrix';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { addRows } from './row-sums.js';
import type { SparseMatrix } from './sparse-matrix.js';

/** Directions that are carried along beyond those asked for. */
const OVERSAMPLING = 12;
const ITERATIONS = 4;
/** Directions of a smaller share of the largest eigenvalue are noise of the arithmetic. */
const RANK_TOLERANCE = 1e-12;
const ROWS_IN_PART = 64;

export interface TruncatedSvd {
  /** Descending; fewer than asked for where the matrix has a lower rank. */
  readonly singularValues: Float64Array;
  /** Right singular vectors: columns of the matrix × rank, by rows. X · V = U · D. */
  readonly components: Float64Array;
}

/** The same seed gives the same numbers; the sign of each component is that of its largest entry, made positive. */
export function truncatedSvd(matrix: SparseMatrix, rank: number, seed: number): TruncatedSvd {
  const width = Math.min(rank + OVERSAMPLING, matrix.rows, matrix.columns);
  if (width === 0) return { singularValues: new Float64Array(0), components: new Float64Array(0) };
  let basis = whitened(matrix.times(startingDirections(matrix, width, seed), width), width);
  for (let i = 0; i < ITERATIONS; i++) {
    const back = matrix.transposedTimes(basis.columns, basis.width);
    basis = whitened(matrix.times(back, basis.width), basis.width);
  }
  // Once more, because the first pass loses digits where columns nearly agree.
  basis = whitened(basis.columns, basis.width);
  // X ≈ Q·(Qᵀ X): the right singular vectors of QᵀX are the eigenvectors of (XᵀQ)ᵀ(XᵀQ), carried back.
  const small = matrix.transposedTimes(basis.columns, basis.width);
  const { values, vectors } = eigen(gram(small, basis.width));
  const found = Math.min(rank, values.length);
  const singularValues = Float64Array.from(values.slice(0, found), Math.sqrt);
  const components = scaledProduct(small, basis.width, vectors, singularValues);
  fixSigns(components, found);
  return { singularValues, components };
}

/**
 * Columns × width, by rows. Random signs find the directions that weigh most; of a matrix so small that all its directions
 * are carried along, signs could miss one, and its own rows or columns are taken.
 */
function startingDirections(matrix: SparseMatrix, width: number, seed: number): Float64Array {
  if (width === matrix.columns) return identity(width);
  if (width === matrix.rows) return matrix.transposedTimes(identity(width), width);
  const random = xoroshiro128plus(seed);
  return Float64Array.from({ length: matrix.columns * width }, () => 2 * uniformInt(random, 0, 1) - 1);
}

function identity(width: number): Float64Array {
  return Float64Array.from({ length: width * width }, (_, at) => Number(at % (width + 1) === 0));
}

interface Columns {
  /** By rows. */
  readonly columns: Float64Array;
  readonly width: number;
}

/** An orthonormal basis of what the columns of Y span: Y · V · Λ^(−1/2) with the eigenvectors V of YᵀY. */
function whitened(columns: Float64Array, width: number): Columns {
  const { values, vectors } = eigen(gram(columns, width));
  return { columns: scaledProduct(columns, width, vectors, values.map(Math.sqrt)), width: values.length };
}

/**
 * Y · V with column j divided by divisors[j], of as many columns as there are divisors.
 *
 * @param columns Y, rows × width, by rows. @returns rows × divisors, by rows.
 */
function scaledProduct(
  columns: Float64Array,
  width: number,
  vectors: Matrix,
  divisors: ArrayLike<number>,
): Float64Array {
  const kept = divisors.length;
  const factors = Float64Array.from({ length: width * kept }, (_, at) => {
    const j = at % kept;
    return vectors.get((at - j) / kept, j) / divisors[j]!;
  });
  const rows = columns.length / width;
  const product = new Float64Array(rows * kept);
  const rowsOfFactors = { values: factors, start: 0, stride: kept };
  for (let r = 0; r < rows; r++) {
    addRows(product, r * kept, kept, width, rowsOfFactors, { values: columns, start: r * width, stride: 1 });
  }
  return product;
}

/** YᵀY. */
function gram(columns: Float64Array, width: number): Matrix {
  const product = new Float64Array(width * width);
  const rows = columns.length / width;
  // In parts that stay in the processor's cache.
  for (let r = 0; r < rows; r += ROWS_IN_PART) {
    const part = Math.min(ROWS_IN_PART, rows - r);
    for (let i = 0; i < width; i++) {
      const column = { values: columns, start: r * width + i, stride: width };
      addRows(product, i * width + i, width - i, part, column, column);
    }
  }
  const matrix = new Matrix(width, width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      matrix.set(i, j, product[i * width + j]!);
      matrix.set(j, i, product[i * width + j]!);
    }
  }
  return matrix;
}

/** Eigenvalues that stand out of the noise, descending, and their vectors as columns in that order. */
function eigen(symmetric: Matrix): { readonly values: readonly number[]; readonly vectors: Matrix } {
  const { realEigenvalues, eigenvectorMatrix } = new EVD(symmetric, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const largest = realEigenvalues[order[0]!] ?? 0;
  const kept = order.filter((i) => realEigenvalues[i]! > RANK_TOLERANCE * largest && realEigenvalues[i]! > 0);
  return { values: kept.map((i) => realEigenvalues[i]!), vectors: eigenvectorMatrix.subMatrixColumn(kept) };
}

function fixSigns(components: Float64Array, width: number): void {
  for (let j = 0; j < width; j++) {
    let largest = 0;
    for (let at = j; at < components.length; at += width) {
      if (Math.abs(components[at]!) > Math.abs(largest)) largest = components[at]!;
    }
    if (largest >= 0) continue;
    for (let at = j; at < components.length; at += width) components[at]! *= -1;
  }
}
