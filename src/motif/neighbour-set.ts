/**
 * Neighbour sets: which of a site's Voronoi neighbours count as its ligands (Waroquiers 2017, 2020).
 *
 * Distances are divided by the smallest, solid angles by the largest of all Voronoi neighbours of the site. A pair of
 * cut-offs selects the neighbours that are near enough and seen under a large enough angle; of those only neighbours of
 * the opposite charge are ligands.
 */
import type { VoronoiCell } from './voronoi.js';

/** Largest normalised distance and smallest normalised solid angle of a ligand: those of Banjade 2021. */
export const DISTANCE_CUTOFF = 1.4;
export const ANGLE_CUTOFF = 0.3;

/**
 * Neighbours whose normalised values lie within a tolerance of the next one's form one group, which a cut-off takes or
 * leaves as a whole: it is taken when it begins inside the cut-off, but never what lies beyond the limit. ChemEnv's
 * defaults (LocalGeometryFinder), with the maximum distance factor 1.41.
 */
const DISTANCE_TOLERANCE = 0.05;
const DISTANCE_LIMIT = 1.41;
const ANGLE_TOLERANCE = 0.03;
const ANGLE_LIMIT = 0.05;

/** Facets of the ligands of a cation in its Voronoi cell, nearest first. `signs`: 1 cation, −1 anion, 0 neither. */
export function ligandFacets(cell: VoronoiCell, signs: Int8Array): number[] {
  const { count, sites, distances, solidAngles } = cell;
  let largest = 0;
  for (const angle of solidAngles) largest = Math.max(largest, angle);
  const relativeDistances = distances.map((distance) => distance / distances[0]!);
  // With the sign turned, the largest angle comes first, as the smallest distance does.
  const relativeAngles = solidAngles.map((angle) => -angle / largest);
  const farthest = lastOfGroups(relativeDistances, DISTANCE_CUTOFF, DISTANCE_TOLERANCE, DISTANCE_LIMIT);
  const narrowest = lastOfGroups(relativeAngles, -ANGLE_CUTOFF, ANGLE_TOLERANCE, -ANGLE_LIMIT);
  const facets: number[] = [];
  for (let i = 0; i < count; i++) {
    if (relativeDistances[i]! <= farthest && relativeAngles[i]! <= narrowest && signs[sites[i]!]! < 0) facets.push(i);
  }
  return facets;
}

/** The last value of the groups that begin at or below the cut-off. */
function lastOfGroups(values: Float64Array, cutoff: number, tolerance: number, limit: number): number {
  let last = -Infinity;
  for (const value of values.toSorted()) {
    if (value > limit || (value > cutoff && value - last > tolerance)) break;
    last = value;
  }
  return last;
}
