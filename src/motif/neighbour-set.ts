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
 * Neighbours whose normalised values differ by no more than this count as one group, which a cut-off takes or leaves as
 * a whole; a group may run on over several such steps.
 */
const DISTANCE_TOLERANCE = 1e-5;
const ANGLE_TOLERANCE = 1e-3;

/** Facets of the ligands of a cation in its Voronoi cell, nearest first. `signs`: 1 cation, −1 anion, 0 neither. */
export function ligandFacets(cell: VoronoiCell, signs: Int8Array): number[] {
  const { count, distances, solidAngles } = cell;
  const nearest = distances[0]!;
  const largest = solidAngles.reduce((a, b) => Math.max(a, b), 0);
  const byDistance = Array.from(distances, (distance) => distance / nearest);
  const byAngle = Array.from(solidAngles, (angle) => angle / largest);
  const farthestDistance = groupedCutoff(byDistance, DISTANCE_CUTOFF, DISTANCE_TOLERANCE);
  const smallestAngle = -groupedCutoff(
    byAngle.map((angle) => -angle),
    -ANGLE_CUTOFF,
    ANGLE_TOLERANCE,
  );
  const facets: number[] = [];
  for (let i = 0; i < count; i++) {
    if (byDistance[i]! <= farthestDistance && byAngle[i]! >= smallestAngle && signs[cell.sites[i]!]! < 0)
      facets.push(i);
  }
  return facets;
}

/** The largest value of the groups that begin at or below the cut-off. */
function groupedCutoff(values: readonly number[], cutoff: number, tolerance: number): number {
  let last = cutoff;
  for (const value of values.toSorted((a, b) => a - b)) {
    if (value > cutoff && value - last > tolerance) break;
    last = value;
  }
  return last;
}
