/** How uneven the bonds of a polyhedron are. Distances centre–ligand, in any unit, in any order; null without ligands. */

/** Mean deviation from the mean bond length, by that mean (W. H. Baur, Acta Cryst. B 30, 1195 (1974), eq. 1). */
export function distortionIndex(distances: ArrayLike<number>): number | null {
  const count = distances.length;
  if (count === 0) return null;
  const mean = meanOf(distances);
  let deviations = 0;
  for (let i = 0; i < count; i++) deviations += Math.abs(distances[i]! - mean);
  return deviations / count / mean;
}

/**
 * Effective coordination number: bonds count exp(1 − (l/l̄)⁶) each, where l̄ is the mean of the lengths weighted by
 * exp(1 − (l/l_min)⁶) (R. Hoppe, Z. Kristallogr. 150, 23 (1979), in the form of VESTA, which does not iterate). It is the
 * number of ligands where all are equally far.
 */
export function effectiveCoordinationNumber(distances: ArrayLike<number>): number | null {
  const count = distances.length;
  if (count === 0) return null;
  let shortest = Infinity;
  for (let i = 0; i < count; i++) shortest = Math.min(shortest, distances[i]!);
  let weights = 0;
  let lengths = 0;
  for (let i = 0; i < count; i++) {
    const weight = weightOf(distances[i]!, shortest);
    weights += weight;
    lengths += weight * distances[i]!;
  }
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weightOf(distances[i]!, lengths / weights);
  return sum;
}

function weightOf(length: number, standard: number): number {
  return Math.exp(1 - (length / standard) ** 6);
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
