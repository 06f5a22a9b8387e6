/** Bond-orientational order parameters (Steinhardt, Nelson & Ronchetti, Phys. Rev. B 28, 784 (1983)). */
import type { Directions } from './directions.js';

/**
 * q_l = √(4π/(2l + 1) Σ_m |⟨Y_lm⟩|²), the mean being that over the first n directions. By the addition theorem of the
 * spherical harmonics this is the root of the mean of P_l(cos γ) over all pairs, each direction with itself included:
 * no frame of axes is needed. 0 to 1.
 */
export function bondOrientation(directions: Directions, n: number, degree: 2 | 4 | 6): number {
  const { count, cosines } = directions;
  let sum = n;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) sum += 2 * legendre(degree, cosines[i * count + j]!);
  }
  return Math.sqrt(Math.max(0, sum)) / n;
}

function legendre(degree: 2 | 4 | 6, x: number): number {
  const s = x * x;
  if (degree === 2) return (3 * s - 1) / 2;
  if (degree === 4) return ((35 * s - 30) * s + 3) / 8;
  return (((231 * s - 315) * s + 105) * s - 5) / 16;
}
