/** Sums of scaled rows, which products of matrices spend their time in. */

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
 * to ← to + Σ factorₖ · fromₖ over `rows` rows of `from`, `stride` apart from place `start` on. Four at a time: each number
 * of `to` is fetched and stored once for all of them.
 *
 * @param factors of the rows, `step` apart from place `first` on
 */
export function addRows(
  to: Float64Array,
  at: number,
  from: Float64Array,
  start: number,
  stride: number,
  factors: Float64Array,
  first: number,
  step: number,
  rows: number,
  length: number,
): void {
  const fours = rows - (rows % 4);
  for (let row = 0; row < fours; row += 4) {
    const place = first + row * step;
    const [f0, f1, f2, f3] = [
      factors[place]!,
      factors[place + step]!,
      factors[place + 2 * step]!,
      factors[place + 3 * step]!,
    ];
    const s0 = start + row * stride;
    const [s1, s2, s3] = [s0 + stride, s0 + 2 * stride, s0 + 3 * stride];
    for (let j = 0; j < length; j++) {
      to[at + j]! += f0 * from[s0 + j]! + f1 * from[s1 + j]! + f2 * from[s2 + j]! + f3 * from[s3 + j]!;
    }
  }
  for (let row = fours; row < rows; row++) {
    addScaled(to, at, from, start + row * stride, factors[first + row * step]!, length);
  }
}
