/** Pairs of sites nearer than a small distance, under periodic boundary conditions. */
import { faceDistances, lengthIn } from '../lattice.js';
import { Places } from './places.js';

export interface ClosePair {
  /** The earlier one of the two. */
  readonly site: number;
  readonly other: number;
  /** Å. */
  readonly distance: number;
}

/** Rounding may not hide a pair; relative. */
const ROUNDING = 1e-9;

/**
 * Each later site that has an earlier one nearer than `reach` (Å), with the nearest such one. The cell must be thicker
 * than `reach`. A site that was reported is not compared with later ones, so that a heap of equal sites costs no more
 * than others do.
 */
export function* closePairs(lattice: Float64Array, fractional: Float64Array, reach: number): Generator<ClosePair> {
  const faces = faceDistances(lattice);
  // An image that is within reach differs by no more than reach / thickness in a coordinate; the nearest by up to one half.
  const turns = faces.map((face) => (face < 2 * reach ? [0, -1, 1] : [0]));
  const near = faces.map((face) => (reach / face) * (1 + ROUNDING)) as [number, number, number];
  const earlier = new Places(fractional, near);
  const miss = new Float64Array(3);
  for (let other = 0; other < fractional.length / 3; other++) {
    const found = { site: -1, distance: reach };
    const look = (site: number) => {
      const distance = nearestDistance(lattice, miss, turns);
      if (distance < found.distance) Object.assign(found, { site, distance });
      return false;
    };
    earlier.siteAt(fractional.subarray(3 * other, 3 * other + 3), miss, look);
    if (found.site < 0) earlier.add(other);
    else yield { ...found, other };
  }
}

/** Å, to the nearest of the images that `turns` adds along each axis to a difference of coordinates. */
function nearestDistance(
  lattice: Float64Array,
  difference: Float64Array,
  turns: readonly (readonly number[])[],
): number {
  const [x, y, z] = [difference[0]!, difference[1]!, difference[2]!];
  let nearest = Infinity;
  for (const i of turns[0]!) {
    for (const j of turns[1]!) {
      for (const k of turns[2]!) nearest = Math.min(nearest, lengthIn(lattice, x + i, y + j, z + k));
    }
  }
  return nearest;
}
