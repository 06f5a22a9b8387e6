/**
 * Nuclear norm (sum of singular values) of 3 × 3 matrices: max over rotations R, proper and improper, of tr(R·M). It is
 * how well one set of points can be turned onto another when M is their correlation matrix.
 */

/*
 * With singular values σ₁ ≥ σ₂ ≥ σ₃ the four numbers ±σ₁±σ₂±σ₃ of even sign are the roots of
 * f(x) = x⁴ − 2·e₁·x² − 8·|det M|·x + e₁² − 4·e₂, e₁ and e₂ being the symmetric functions of σ²; the norm is the largest
 * one (Theobald, Acta Cryst. A 61, 478 (2005)). From there on f and its derivatives are positive.
 */
// In a list: numbers in variables of a module are allocated anew at each assignment.
const polynomial = new Float64Array(3);

/** e₁, the linear and the constant term. */
function setPolynomial(m: Float64Array, at: number): void {
  const a = m[at]!;
  const b = m[at + 1]!;
  const c = m[at + 2]!;
  const d = m[at + 3]!;
  const e = m[at + 4]!;
  const f = m[at + 5]!;
  const g = m[at + 6]!;
  const h = m[at + 7]!;
  const i = m[at + 8]!;
  // Cofactors: their squares sum to e₂.
  const c0 = e * i - f * h;
  const c1 = f * g - d * i;
  const c2 = d * h - e * g;
  const c3 = c * h - b * i;
  const c4 = a * i - c * g;
  const c5 = b * g - a * h;
  const c6 = b * f - c * e;
  const c7 = c * d - a * f;
  const c8 = a * e - b * d;
  const e2 = c0 * c0 + c1 * c1 + c2 * c2 + c3 * c3 + c4 * c4 + c5 * c5 + c6 * c6 + c7 * c7 + c8 * c8;
  const e1 = a * a + b * b + c * c + d * d + e * e + f * f + g * g + h * h + i * i;
  polynomial[0] = e1;
  polynomial[1] = -8 * Math.abs(a * c0 + b * c1 + c * c2);
  polynomial[2] = e1 * e1 - 4 * e2;
}

/** Whether the nuclear norm of the matrix at this place is smaller than `x`. */
export function nuclearNormIsBelow(m: Float64Array, at: number, x: number): boolean {
  if (x <= 0) return false;
  setPolynomial(m, at);
  const e1 = polynomial[0]!;
  const linear = polynomial[1]!;
  const constant = polynomial[2]!;
  const squared = x * x;
  if (3 * squared <= e1 || 4 * x * (squared - e1) + linear <= 0) return false;
  return (squared - 2 * e1) * squared + linear * x + constant > 0;
}

/**
 * The nuclear norm from above: never smaller than the true value but for rounding, and equal to it within 1e-9 unless
 * two singular values vanish (then 1e-7). Fast; for bounds. Newton's method comes down to it monotonically.
 */
export function nuclearNormBound(m: Float64Array, at: number): number {
  setPolynomial(m, at);
  const e1 = polynomial[0]!;
  const linear = polynomial[1]!;
  const constant = polynomial[2]!;
  let x = Math.sqrt(3 * e1); // σ₁+σ₂+σ₃ ≤ √3 |σ|
  for (let step = 0; step < 50; step++) {
    const squared = x * x;
    const slope = 4 * x * (squared - e1) + linear;
    if (slope <= 0) break;
    const change = ((squared - 2 * e1) * squared + linear * x + constant) / slope;
    x -= change;
    if (change < 1e-12) break;
  }
  return x;
}

/** The nuclear norm to full precision, by one-sided Jacobi rotations; for results. */
export function nuclearNorm(matrix: ArrayLike<number>): number {
  const m = Float64Array.from(matrix);
  for (let sweep = 0; sweep < 30; sweep++) {
    let largest = 0;
    for (const [p, q] of COLUMN_PAIRS) {
      const pp = columnDot(m, p, p);
      const qq = columnDot(m, q, q);
      const pq = columnDot(m, p, q);
      if (Math.abs(pq) <= 1e-17 * Math.sqrt(pp * qq) || pq === 0) continue;
      largest = Math.max(largest, Math.abs(pq) / Math.sqrt(pp * qq));
      const zeta = (qq - pp) / (2 * pq);
      const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
      const cosine = 1 / Math.sqrt(1 + tangent * tangent);
      const sine = cosine * tangent;
      for (let row = 0; row < 9; row += 3) {
        const x = m[row + p]!;
        const y = m[row + q]!;
        m[row + p] = cosine * x - sine * y;
        m[row + q] = sine * x + cosine * y;
      }
    }
    if (largest < 1e-15) break;
  }
  return Math.sqrt(columnDot(m, 0, 0)) + Math.sqrt(columnDot(m, 1, 1)) + Math.sqrt(columnDot(m, 2, 2));
}

const COLUMN_PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

function columnDot(m: Float64Array, p: number, q: number): number {
  return m[p]! * m[q]! + m[3 + p]! * m[3 + q]! + m[6 + p]! * m[6 + q]!;
}
