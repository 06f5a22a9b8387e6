/** What a shape is compared with: a polyhedron whose points its ligands are assigned to. */
import { distancesBetween } from './shape.js';

export interface Target {
  /** Points with the centre. */
  readonly count: number;
  /** The centre and then the other points; normalised as those of a shape are. */
  readonly points: Float64Array;
  /** Distances between points; count × count. */
  readonly distances: Float64Array;
  /** Distances of all pairs of points, largest first, and the two points of each as bits. */
  readonly pairDistances: Float64Array;
  readonly pairMasks: Int32Array;
  /** Permutations of the points that leave the polyhedron as it is; at least the identity. */
  readonly symmetries: readonly Uint8Array[];
}

/** `symmetries`: those that the search shall make use of; the identity alone where they are left out. */
export function targetOf(points: Float64Array, symmetries?: readonly Uint8Array[]): Target {
  const count = points.length / 3;
  const distances = distancesBetween(points);
  const pairs: { distance: number; mask: number }[] = [];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) pairs.push({ distance: distances[i * count + j]!, mask: (1 << i) | (1 << j) });
  }
  pairs.sort((a, b) => b.distance - a.distance);
  return {
    count,
    points,
    distances,
    pairDistances: Float64Array.from(pairs, ({ distance }) => distance),
    pairMasks: Int32Array.from(pairs, ({ mask }) => mask),
    symmetries: symmetries ?? [Uint8Array.from({ length: count }, (_, point) => point)],
  };
}

/** Distances that differ by no more are the same; reference coordinates have at least eight digits. */
const SAME_DISTANCE = 1e-6;

/** Permutations of the points that keep the centre and all distances: rotations and reflections of the polyhedron. */
export function isometriesOf(points: Float64Array): Uint8Array[] {
  const count = points.length / 3;
  const distances = distancesBetween(points);
  const found: Uint8Array[] = [];
  const images = new Uint8Array(count);
  const extend = (point: number, taken: number): void => {
    if (point === count) {
      found.push(images.slice());
      return;
    }
    for (let image = 1; image < count; image++) {
      if (taken & (1 << image)) continue;
      let same = true;
      for (let k = 0; k < point && same; k++) {
        const change = distances[point * count + k]! - distances[image * count + images[k]!]!;
        same = Math.abs(change) <= SAME_DISTANCE;
      }
      if (!same) continue;
      images[point] = image;
      extend(point + 1, taken | (1 << image));
    }
  };
  extend(1, 1);
  return found;
}
