/** The atom nearest to a point of space, at a price that does not depend on how far it is. */
import { dot } from '../vectors.js';
import { type AtomGrid, imagesOf, type Neighbours } from './atom-grid.js';

/** Rounding may hide that two atoms are equally far; relative, of squared distances. */
const ROUNDING = 1e-9;

/**
 * What `atomsWithin` gives, but of all atoms the one alone that is nearest to the point; of several the one that it would
 * list first.
 *
 * For each site the images are gone through from the nearest plane of images outwards, in the plane from the nearest row,
 * and in the row from the nearest image, as long as they can be nearer than the best one so far (C. P. Schnorr & M. Euchner,
 * Math. Program. 66, 181 (1994)): a handful of each site in a reduced cell, however long it is.
 */
export function nearestAtom(
  grid: AtomGrid,
  site: number,
  [cx, cy, cz]: readonly [number, number, number],
  radius: number,
): Neighbours {
  const { lattice, positions, siteCount } = grid;
  const [x0, y0, z0] = [positions[3 * site]!, positions[3 * site + 1]!, positions[3 * site + 2]!];
  const { order, squares, projections } = shortestFirst(lattice);
  const [row, plane, stack] = order;
  let best: Found | null = null;
  let limit = radius * radius;
  const t = [0, 0, 0] as [number, number, number];
  for (let other = 0; other < siteCount; other++) {
    // The point as seen from the site's image in the home cell, in units of the orthogonalised basis.
    const from = Float64Array.of(
      x0 + cx - positions[3 * other]!,
      y0 + cy - positions[3 * other + 1]!,
      z0 + cz - positions[3 * other + 2]!,
    );
    const at = order.map((_, k) => dot(projections[k]!, 0, from, 0));
    const skew = (k: number, axis: number) => dot(projections[k]!, 0, lattice, 3 * axis);
    const [planeOnRow, stackOnRow, stackOnPlane] = [skew(0, plane), skew(0, stack), skew(1, stack)];
    for (const third of outwards(at[2]!)) {
      const high = squares[2]! * (third - at[2]!) ** 2;
      if (high > limit * (1 + ROUNDING)) break;
      const inPlane = at[1]! - third * stackOnPlane;
      for (const second of outwards(inPlane)) {
        const aside = high + squares[1]! * (second - inPlane) ** 2;
        if (aside > limit * (1 + ROUNDING)) break;
        const inRow = at[0]! - third * stackOnRow - second * planeOnRow;
        for (const first of outwards(inRow)) {
          if (aside + squares[0]! * (first - inRow) ** 2 > limit * (1 + ROUNDING)) break;
          t[row] = first;
          t[plane] = second;
          t[stack] = third;
          const [ta, tb, tc] = t;
          if (other === site && ta === 0 && tb === 0 && tc === 0) continue;
          // As `atomsWithin` computes them, to the last digit.
          const x = positions[3 * other]! + (ta * lattice[0]! + tb * lattice[3]! + tc * lattice[6]! - x0);
          const y = positions[3 * other + 1]! + (ta * lattice[1]! + tb * lattice[4]! + tc * lattice[7]! - y0);
          const z = positions[3 * other + 2]! + (ta * lattice[2]! + tb * lattice[5]! + tc * lattice[8]! - z0);
          const squared = (x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz);
          if (squared > radius * radius) continue;
          const found: Found = {
            site: other,
            translation: [ta, tb, tc],
            vector: [x, y, z],
            distance: Math.hypot(x - cx, y - cy, z - cz),
          };
          if (best !== null && !isBefore(found, best, grid)) continue;
          best = found;
          limit = Math.min(limit, squared);
        }
      }
    }
  }
  return best === null ? NOTHING : listOf(best, grid, site);
}

interface Found {
  readonly site: number;
  /** In units of the reduced basis. */
  readonly translation: readonly [number, number, number];
  /** Å; from the site whose surroundings are looked at. */
  readonly vector: readonly [number, number, number];
  /** From the point, Å. */
  readonly distance: number;
}

const NOTHING: Neighbours = {
  count: 0,
  sites: new Int32Array(),
  images: new Int32Array(),
  vectors: new Float64Array(),
  distances: new Float64Array(),
};

function listOf({ site: other, translation, vector }: Found, grid: AtomGrid, site: number): Neighbours {
  const [x, y, z] = vector;
  return {
    count: 1,
    sites: Int32Array.of(other),
    images: imagesOf(grid, site, [other], translation),
    vectors: Float64Array.from(vector),
    distances: Float64Array.of(Math.sqrt(x * x + y * y + z * z)),
  };
}

/** Nearer, or equally near and listed before by `atomsWithin`, which goes through bins and then through their sites. */
function isBefore(one: Found, other: Found, grid: AtomGrid): boolean {
  if (one.distance !== other.distance) return one.distance < other.distance;
  const bins = [one, other].map(({ site, translation }) =>
    grid.bins.placesOf(site).map((place, axis) => place + translation[axis]! * grid.bins.counts[axis]!),
  );
  for (let axis = 0; axis < 3; axis++) {
    const difference = bins[0]![axis]! - bins[1]![axis]!;
    if (difference !== 0) return difference < 0;
  }
  return one.site < other.site;
}

/** The basis orthogonalised from its shortest vector on, which makes rows of images the innermost and densest. */
function shortestFirst(lattice: Float64Array) {
  const square = (axis: number) => dot(lattice, 3 * axis, lattice, 3 * axis);
  const order = [0, 1, 2].sort((a, b) => square(a) - square(b)) as [number, number, number];
  const orthogonal: Float64Array[] = [];
  for (const axis of order) {
    let rest = lattice.slice(3 * axis, 3 * axis + 3);
    for (const earlier of orthogonal) {
      const share = dot(rest, 0, earlier, 0) / dot(earlier, 0, earlier, 0);
      rest = rest.map((value, i) => value - share * earlier[i]!);
    }
    orthogonal.push(rest);
  }
  const squares = orthogonal.map((vector) => dot(vector, 0, vector, 0));
  return {
    order,
    /** Squared lengths, Å². */
    squares,
    /** A vector's product with these is its coordinate along the orthogonalised basis. */
    projections: orthogonal.map((vector, k) => vector.map((value) => value / squares[k]!)),
  };
}

/** Whole numbers, the nearest to `centre` first. */
function* outwards(centre: number): Generator<number> {
  let [below, above] = [Math.floor(centre), Math.floor(centre) + 1];
  for (;;) yield centre - below <= above - centre ? below-- : above++;
}
