/**
 * Neighbour sets: which of a site's Voronoi neighbours count as its ligands (Waroquiers 2017, 2020).
 *
 * Distances are divided by the smallest, solid angles by the largest of all Voronoi neighbours of the site. A pair of
 * cut-offs selects the neighbours that are near enough and seen under a large enough angle; of those only neighbours of
 * the opposite charge are ligands.
 *
 * Neighbours whose normalised values lie within a tolerance of the next one's form one group, which a cut-off takes or
 * leaves as a whole: it is taken when it begins inside the cut-off. Nothing beyond the limits is ever taken. Tolerances
 * and limits are ChemEnv's defaults (LocalGeometryFinder), with the maximum distance factor 1.41.
 */
import type { Atoms } from '../crystal/copies.js';
import type { VoronoiCell } from './voronoi.js';

/** Largest normalised distance and smallest normalised solid angle of a ligand: those of Banjade 2021. */
export const DISTANCE_CUTOFF = 1.4;
export const ANGLE_CUTOFF = 0.3;

export const DISTANCE_LIMIT = 1.41;
export const ANGLE_LIMIT = 0.05;
const DISTANCE_TOLERANCE = 0.05;
const ANGLE_TOLERANCE = 0.03;

/** The groups of a site's neighbours, by distance and by solid angle. */
export interface NeighbourGroups {
  /** Smallest normalised distance of each group, ascending from 1. */
  readonly distances: readonly number[];
  /** Largest normalised solid angle of each group, descending from 1. */
  readonly angles: readonly number[];
  /** For each facet of the cell, the group that it belongs to; Infinity beyond the limit. */
  readonly distanceGroupOf: Float64Array;
  readonly angleGroupOf: Float64Array;
}

export function neighbourGroups({ distances, solidAngles }: VoronoiCell): NeighbourGroups {
  let largest = 0;
  for (const angle of solidAngles) largest = Math.max(largest, angle);
  const byDistance = groupsOf(
    distances.map((distance) => distance / distances[0]!),
    DISTANCE_TOLERANCE,
    DISTANCE_LIMIT,
  );
  // With the sign turned, the largest angle comes first, as the smallest distance does.
  const byAngle = groupsOf(
    solidAngles.map((angle) => -angle / largest),
    ANGLE_TOLERANCE,
    -ANGLE_LIMIT,
  );
  return {
    distances: byDistance.firsts,
    angles: byAngle.firsts.map((angle) => -angle),
    distanceGroupOf: byDistance.groupOf,
    angleGroupOf: byAngle.groupOf,
  };
}

/** Normalised: the largest distance and the smallest solid angle. */
export interface CutOffs {
  readonly distance: number;
  readonly angle: number;
}

const CUTOFFS: CutOffs = { distance: DISTANCE_CUTOFF, angle: ANGLE_CUTOFF };

/**
 * Facets of the ligands of a cation in its Voronoi cell, nearest first.
 *
 * @param signs 1 cation, −1 anion, 0 neither
 * @param groups those of the cell
 */
export function ligandFacets(
  cell: VoronoiCell,
  signs: Int8Array,
  cutOffs = CUTOFFS,
  { distances, angles, distanceGroupOf, angleGroupOf } = neighbourGroups(cell),
): number[] {
  const near = distances.filter((distance) => distance <= cutOffs.distance).length;
  const wide = angles.filter((angle) => angle >= cutOffs.angle).length;
  const facets: number[] = [];
  for (let i = 0; i < cell.count; i++) {
    if (distanceGroupOf[i]! < near && angleGroupOf[i]! < wide && signs[cell.sites[i]!]! < 0) facets.push(i);
  }
  return facets;
}

/** The neighbours behind facets of a cell. */
export function atomsBehind({ sites, images }: VoronoiCell, facets: readonly number[]): Atoms {
  return {
    sites: facets.map((facet) => sites[facet]!),
    images: facets.flatMap((facet) => [images[3 * facet]!, images[3 * facet + 1]!, images[3 * facet + 2]!]),
  };
}

/** Groups of values up to the limit, ascending. `firsts`: the smallest value of each. */
function groupsOf(values: Float64Array, tolerance: number, limit: number) {
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const groupOf = new Float64Array(values.length).fill(Infinity);
  const firsts: number[] = [];
  let last = -Infinity;
  for (const i of order) {
    const value = values[i]!;
    if (value > limit) break;
    if (value - last > tolerance) firsts.push(value);
    groupOf[i] = firsts.length - 1;
    last = value;
  }
  return { firsts, groupOf };
}
