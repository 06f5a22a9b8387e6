/** Proofs that a symmetry measure is the global minimum: the exhaustive twin finds nothing below it. */
import { expect } from 'vitest';
import { type Geometry, referencesOf } from '../../src/motif/geometries.js';
import { GeometryFinder } from '../../src/motif/symmetry-measure.js';
import { existsBelow } from '../oracles/motif/naive-measure.js';
import { geometryMatches } from './geometry-matches.js';
import { distorted, type Random, reordered, shuffled } from './random.js';

/** Both sides round: 1e-8 of the overlap of flat shapes is 1e-6 of their measure. */
const ROUNDING = 1e-5;

/** Against this geometry no permutation has a lower measure than the one found, and one has that. */
export function expectLeast(geometry: Geometry, vectors: ArrayLike<number>): void {
  const { csm } = geometryMatches(vectors).find((match) => match.geometry === geometry)!;
  expect(existsBelow(csm - ROUNDING, geometry.points, vectors), `less than ${csm} of ${geometry.symbol}`).toBe(false);
  expect(existsBelow(csm + ROUNDING, geometry.points, vectors), `${csm} of ${geometry.symbol}`).toBe(true);
}

/** Against no geometry of this coordination number a permutation has a lower measure than the one found. */
export function expectLeastOfAll(vectors: ArrayLike<number>): void {
  const { geometry: closest, csm } = new GeometryFinder().closest(vectors)!;
  expect(existsBelow(csm + ROUNDING, closest.points, vectors), `${csm} of ${closest.symbol}`).toBe(true);
  for (const { geometry } of referencesOf(vectors.length / 3)) {
    expect(existsBelow(csm - ROUNDING, geometry.points, vectors), `less than ${csm} of ${geometry.symbol}`).toBe(false);
  }
}

/** Its points in another order, each coordinate moved by noise of this part of a bond's length. */
export function distortedGeometry({ points }: Geometry, width: number, random: Random): number[] {
  const bond = Math.hypot(points[0]!, points[1]!, points[2]!);
  const order = shuffled(
    Array.from({ length: points.length / 3 }, (_, i) => i),
    random,
  );
  return distorted(reordered(points, order), width * bond, random);
}
