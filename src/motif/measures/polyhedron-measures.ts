/** All measures of one polyhedron's shape. */
import { polyhedronVolume } from '../polyhedron.js';
import type { GeometryMatch } from '../symmetry-measure.js';
import { distortionIndex, effectiveCoordinationNumber } from './bond-lengths.js';
import { ligandAngles } from './ligand-angles.js';
import { bondAngleVariance, quadraticElongation } from './regular-polyhedra.js';

/** Fields of a `MotifSite`. */
export interface PolyhedronMeasures {
  /** Volume of the ligands' convex hull, Å³; null for fewer than four ligands or a flat polyhedron. */
  readonly polyhedronVolume: number | null;
  /** Baur's: mean deviation of the bond lengths from their mean, by that mean; null without ligands. */
  readonly distortionIndex: number | null;
  /** Robinson's, 1 for a regular polyhedron; null unless the geometry is that of a regular one (T:4, O:6, C:8, I:12, DD:20). */
  readonly quadraticElongation: number | null;
  /** Robinson's, degrees²; null as `quadraticElongation`. */
  readonly bondAngleVariance: number | null;
  /** Hoppe's; null without ligands. */
  readonly effectiveCoordinationNumber: number | null;
  /** Distance of the centre from the mean of its ligands' positions, Å; null with fewer than two ligands. */
  readonly offCentreDisplacement: number | null;
  /** Ligand–centre–ligand, degrees, of all pairs in the order of `ligands`: (0, 1), (0, 2), …, (1, 2), …. */
  readonly ligandAngles: readonly number[];
}

/**
 * @param vectors from the centre to each ligand, Å; 3 numbers each
 * @param distances Å, of the same ligands
 * @param match the geometry that they are like; null where there is none
 */
export function polyhedronMeasures(
  vectors: Float64Array,
  distances: Float64Array,
  match: GeometryMatch | null,
): PolyhedronMeasures {
  const volume = polyhedronVolume(vectors);
  return {
    polyhedronVolume: volume,
    distortionIndex: distortionIndex(distances),
    quadraticElongation: match && quadraticElongation(match, distances, volume),
    bondAngleVariance: match && bondAngleVariance(match, vectors),
    effectiveCoordinationNumber: effectiveCoordinationNumber(distances),
    offCentreDisplacement: offCentreDisplacement(vectors),
    ligandAngles: ligandAngles(vectors),
  };
}

function offCentreDisplacement(vectors: Float64Array): number | null {
  const count = vectors.length / 3;
  if (count < 2) return null;
  const sum = [0, 0, 0];
  for (let i = 0; i < vectors.length; i++) sum[i % 3]! += vectors[i]!;
  return Math.hypot(...sum) / count;
}
