/**
 * Vectors in space and 3 × 3 matrices, row by row. Vectors are tuples, or stand one after another in a list, where `i` is
 * the place of the first number. Where most of an analysis's time goes (polygons, nuclear norm, permutations) numbers are
 * kept in variables of their own: there a vector in memory costs more than what is computed with it.
 */

export type Vector = readonly [number, number, number];

export function sum(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function difference(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function vectorAt(list: ArrayLike<number>, i: number): Vector {
  return [list[i]!, list[i + 1]!, list[i + 2]!];
}

export function dot(a: Float64Array, i: number, b: Float64Array, j: number): number {
  return a[i]! * b[j]! + a[i + 1]! * b[j + 1]! + a[i + 2]! * b[j + 2]!;
}

export function length(list: Float64Array, i: number): number {
  return Math.sqrt(dot(list, i, list, i));
}

/** a · (b × c). */
export function tripleProduct(
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  cx: number,
  cy: number,
  cz: number,
): number {
  return ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
}

/** Of a lattice, its signed volume. */
export function determinant(m: ArrayLike<number>): number {
  return tripleProduct(m[0]!, m[1]!, m[2]!, m[3]!, m[4]!, m[5]!, m[6]!, m[7]!, m[8]!);
}

/** Of a lattice (rows are basis vectors): Cartesian row vector × inverse = fractional. */
export function inverse(m: ArrayLike<number>): Float64Array {
  const [a, b, c] = [m[0]!, m[1]!, m[2]!];
  const [d, e, f] = [m[3]!, m[4]!, m[5]!];
  const [g, h, i] = [m[6]!, m[7]!, m[8]!];
  const det = determinant(m);
  return Float64Array.of(
    (e * i - f * h) / det,
    (c * h - b * i) / det,
    (b * f - c * e) / det,
    (f * g - d * i) / det,
    (a * i - c * g) / det,
    (c * d - a * f) / det,
    (d * h - e * g) / det,
    (b * g - a * h) / det,
    (a * e - b * d) / det,
  );
}

export function transposed(m: ArrayLike<number>): Float64Array {
  return Float64Array.of(m[0]!, m[3]!, m[6]!, m[1]!, m[4]!, m[7]!, m[2]!, m[5]!, m[8]!);
}

/**
 * Row vectors times a matrix: fractional × lattice = Cartesian (Å); the rows of a matrix, its product with another one.
 * `rows` has 3n numbers, and so has the result.
 */
export function rowsTimesMatrix(rows: ArrayLike<number>, m: ArrayLike<number>): Float64Array {
  const product = new Float64Array(rows.length);
  const [a, b, c] = [m[0]!, m[1]!, m[2]!];
  const [d, e, f] = [m[3]!, m[4]!, m[5]!];
  const [g, h, i] = [m[6]!, m[7]!, m[8]!];
  for (let at = 0; at < product.length; at += 3) {
    const x = rows[at]!;
    const y = rows[at + 1]!;
    const z = rows[at + 2]!;
    product[at] = x * a + y * d + z * g;
    product[at + 1] = x * b + y * e + z * h;
    product[at + 2] = x * c + y * f + z * i;
  }
  return product;
}
