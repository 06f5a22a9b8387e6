/** Angles between bonds. `vectors`: 3 numbers each, in any unit. */
import { cross, dot, vectorAt } from '../../crystal/vectors.js';

/** Ligand–centre–ligand, of all pairs of the vectors from the centre to its ligands, degrees: (0, 1), (0, 2), …, (1, 2), …; n (n − 1) / 2 numbers. */
export function ligandAngles(vectors: Float64Array): number[] {
  const count = vectors.length / 3;
  const angles: number[] = [];
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) angles.push(angleBetween(vectors, 3 * i, 3 * j));
  return angles;
}

/** Between the vectors whose first numbers stand at i and at j, degrees. */
export function angleBetween(vectors: Float64Array, i: number, j: number): number {
  // atan2 keeps its precision at 0° and 180°, where arccos loses it.
  const sine = Math.hypot(...cross(vectorAt(vectors, i), vectorAt(vectors, j)));
  return (Math.atan2(sine, dot(vectors, i, vectors, j)) * 180) / Math.PI;
}
