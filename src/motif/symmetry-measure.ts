/**
 * Continuous symmetry measure of coordination polyhedra (Pinsky & Avnir 1998) against the reference geometries, in the
 * variant that ChemEnv calls csm_wcs_ctwcc: the central atom is one of the points, and the origin is the centroid of all
 * points with it. 0 is perfect, 100 the most that there can be.
 */
import { type Geometry, type Reference, referencesOf } from './geometries.js';
import { nuclearNorm } from './nuclear-norm.js';
import { PermutationSearch } from './permutation-search.js';
import { type Shape, shapeOf } from './shape.js';

export interface GeometryMatch {
  readonly geometry: Geometry;
  /** The global minimum over permutations, rotations (proper and improper) and scale. */
  readonly csm: number;
  /** Point of the geometry on which each ligand lies; both in the order of their lists. */
  readonly permutation: Uint8Array;
}

const search = new PermutationSearch();

/**
 * The geometry of lowest measure; null when no reference has this coordination number.
 * `vectors`: from the centre to each ligand, 3 numbers each, in any unit.
 */
export function closestGeometry(vectors: ArrayLike<number>): GeometryMatch | null {
  const references = referencesOf(vectors.length / 3);
  if (references.length === 0) return null;
  const shape = shapeOf(vectors);
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
    match = matchOf(shape, reference);
  }
  return match;
}

/** The measure against every reference of this coordination number, in the table's order. */
export function geometryMatches(vectors: ArrayLike<number>): GeometryMatch[] {
  const references = referencesOf(vectors.length / 3);
  if (references.length === 0) return [];
  const shape = shapeOf(vectors);
  return references.map((reference) => {
    search.run(shape, reference, -1);
    return matchOf(shape, reference);
  });
}

/** The match of the search's last permutation. */
function matchOf({ count, arrangements }: Shape, { points, geometry }: Reference): GeometryMatch {
  const { points: shapePoints, ligands } = arrangements[0]!;
  const correlation = new Float64Array(9);
  for (let k = 0; k < count; k++) {
    const l = k === 0 ? 0 : search.best[ligands[k - 1]!]! + 1;
    for (let r = 0; r < 3; r++) {
      for (let c = 0; c < 3; c++) correlation[3 * r + c]! += points[3 * l + r]! * shapePoints[3 * k + c]!;
    }
  }
  const overlap = nuclearNorm(correlation);
  const csm = Math.max(0, 100 * (1 - overlap) * (1 + overlap));
  return { geometry, csm, permutation: search.best.slice(0, count - 1) };
}
