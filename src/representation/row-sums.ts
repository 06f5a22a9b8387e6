/** Sums of scaled rows, which products of matrices spend their time in. */

/** Rows of a matrix, or single numbers: the k-th begins at place `start` + k · `stride`. */
export interface Strided {
  readonly values: Float64Array;
  readonly start: number;
  readonly stride: number;
}

/** to ← to + factor · from. Both of `length` numbers, from places `at` and `start` on. */
export function addScaled(
  to: Float64Array,
  at: number,
  from: Float64Array,
  start: number,
  factor: number,
  length: number,
): void {
  for (let j = 0; j < length; j++) to[at + j]! += factor * from[start + j]!;
}

/**
 * to ← to + Σ factorₖ · rowₖ over `count` rows of `length` numbers; `to` from place `at` on. Four rows at a time: each number
 * of `to` is fetched and stored once for all of them.
 */
export function addRows(
  to: Float64Array,
  at: number,
  length: number,
  count: number,
  { values: rows, start, stride }: Strided,
  { values: factors, start: first, stride: step }: Strided,
): void {
  const fours = count - (count % 4);
  for (let k = 0; k < fours; k += 4) {
    const place = first + k * step;
    const f0 = factors[place]!;
    const f1 = factors[place + step]!;
    const f2 = factors[place + 2 * step]!;
    const f3 = factors[place + 3 * step]!;
    const s0 = start + k * stride;
    const s1 = s0 + stride;
    const s2 = s1 + stride;
    const s3 = s2 + stride;
    for (let j = 0; j < length; j++) {
      to[at + j]! += f0 * rows[s0 + j]! + f1 * rows[s1 + j]! + f2 * rows[s2 + j]! + f3 * rows[s3 + j]!;
    }
  }
  for (let k = fours; k < count; k++) addScaled(to, at, rows, start + k * stride, factors[first + k * step]!, length);
}
