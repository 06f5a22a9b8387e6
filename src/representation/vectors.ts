/** Long vectors, one after another in a list or alone. */

/**
 * The scalar product that searches spend their time in, of `length` numbers from places `a` of `x` and `b` of `y` on. Four sums at a time keep the processor's units busy.
 */
export function dot(x: Float32Array, a: number, y: Float32Array, b: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = length - (length % 4);
  for (let j = 0; j < whole; j += 4) {
    s0 += x[a + j]! * y[b + j]!;
    s1 += x[a + j + 1]! * y[b + j + 1]!;
    s2 += x[a + j + 2]! * y[b + j + 2]!;
    s3 += x[a + j + 3]! * y[b + j + 3]!;
  }
  for (let j = whole; j < length; j++) s0 += x[a + j]! * y[b + j]!;
  return s0 + s1 + s2 + s3;
}

/** A vector in the same direction of length 1; null for one of no length. */
export function unit(vector: ArrayLike<number>): Float32Array | null {
  let squares = 0;
  for (let j = 0; j < vector.length; j++) squares += vector[j]! * vector[j]!;
  if (!(squares > 0)) return null;
  const norm = Math.sqrt(squares);
  return Float32Array.from({ length: vector.length }, (_, j) => vector[j]! / norm);
}
