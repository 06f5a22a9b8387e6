/**
 * Continuous symmetry measure of coordination polyhedra (Pinsky & Avnir 1998) against the reference geometries, in the
 * variant that ChemEnv calls csm_wcs_ctwcc: the central atom is one of the points, and the origin is the centroid of all
 * points with it. 0 is perfect, 100 the most that there can be.
 */
import { type Geometry, type Reference, referencesOf } from './geometries.js';
import { nuclearNorm } from './nuclear-norm.js';
import { OVERLAP_TOLERANCE, PermutationSearch } from './permutation-search.js';
import { type Shape, shapeOf } from './shape.js';
import { type Target, targetOf } from './target.js';

export interface GeometryMatch {
  readonly geometry: Geometry;
  /** The global minimum over permutations, rotations (proper and improper) and scale. */
  readonly csm: number;
  /** Point of the geometry on which each ligand lies; both in the order of their lists. */
  readonly permutation: Uint8Array;
}

/**
 * Overlap above which two shapes are the same, and the best permutation of one is that of the other: no point differs by
 * more than 1e-5 of the shape's size, and √(measure/100) by no more than 2e-5 (triangle inequality).
 */
const SAME_SHAPE = 1 - 5e-11;

const search = new PermutationSearch();

/**
 * Finds the geometries of lowest measure for many polyhedra, those of one crystal say. Shapes that it has seen, turned,
 * mirrored or scaled, take over the permutation that was found then; the measure is always that of the polyhedron's own
 * coordinates.
 */
export class GeometryFinder {
  private readonly seen: { readonly shape: Shape; readonly target: Target; readonly match: GeometryMatch }[] = [];

  /** `vectors`: from the centre to each ligand, 3 numbers each, in any unit. null when no reference has this coordination number. */
  closest(vectors: ArrayLike<number>): GeometryMatch | null {
    const references = referencesOf(vectors.length / 3);
    if (references.length === 0) return null;
    const shape = shapeOf(vectors);
    for (const known of this.seen) {
      if (!alike(known.shape, shape) || search.run(shape, known.target, SAME_SHAPE - OVERLAP_TOLERANCE) === null)
        continue;
      const { geometry, permutation } = known.match;
      const { ligands } = known.shape.arrangements[0]!;
      const same = Uint8Array.from(ligands, (_, ligand) => permutation[ligands[search.best[ligand]!]!]!);
      return matchOf(shape, references.find((reference) => reference.geometry === geometry)!, same);
    }
    const match = closest(shape, references);
    this.seen.push({ shape, target: targetOf(shape.arrangements[0]!.points), match });
    return match;
  }
}

function closest(shape: Shape, references: readonly Reference[]): GeometryMatch {
  // The most promising first: what it reaches rules most of the others out by their bound alone.
  const ranked = references
    .map((reference) => ({ reference, bound: search.rootBound(shape, reference) }))
    .sort((a, b) => b.bound - a.bound);
  let overlap = -1;
  let match: GeometryMatch | null = null;
  for (const { reference, bound } of ranked) {
    if (bound <= overlap) break;
    const found = search.run(shape, reference, overlap);
    if (found === null) continue;
    overlap = found;
    match = matchOf(shape, reference, search.best);
  }
  return match!;
}

/** Whether all distances between points agree, sorted; shapes that are the same pass. */
function alike(shape: Shape, other: Shape): boolean {
  if (shape.count !== other.count) return false;
  const distances = shape.arrangements[0]!.distancesFrom[0]!;
  const others = other.arrangements[0]!.distancesFrom[0]!;
  return distances.every((distance, i) => Math.abs(distance - others[i]!) <= 2e-5);
}

/** Geometries with a measure below `csm`, lowest first. `vectors`: as for `GeometryFinder.closest`. */
export function matchesBelow(vectors: ArrayLike<number>, csm: number): GeometryMatch[] {
  const references = referencesOf(vectors.length / 3);
  if (references.length === 0) return [];
  const shape = shapeOf(vectors);
  const floor = Math.sqrt(1 - csm / 100) - OVERLAP_TOLERANCE;
  const matches: GeometryMatch[] = [];
  for (const reference of references) {
    if (search.rootBound(shape, reference) <= floor || search.run(shape, reference, floor) === null) continue;
    const match = matchOf(shape, reference, search.best);
    if (match.csm < csm) matches.push(match);
  }
  return matches.sort((a, b) => a.csm - b.csm);
}

/** The match that a permutation makes (`permutation`: point of the reference at each ligand, from 0). */
function matchOf(
  { count, arrangements }: Shape,
  { points, geometry }: Reference,
  permutation: Uint8Array,
): GeometryMatch {
  const { points: shapePoints, ligands } = arrangements[0]!;
  const correlation = new Float64Array(9);
  for (let k = 0; k < count; k++) {
    const l = k === 0 ? 0 : permutation[ligands[k - 1]!]! + 1;
    for (let r = 0; r < 3; r++) {
      for (let c = 0; c < 3; c++) correlation[3 * r + c]! += points[3 * l + r]! * shapePoints[3 * k + c]!;
    }
  }
  const overlap = nuclearNorm(correlation);
  const csm = Math.max(0, 100 * (1 - overlap) * (1 + overlap));
  return { geometry, csm, permutation: permutation.slice(0, count - 1) };
}
