/**
 * The order-parameter fingerprint of a site (Zimmermann 2020): for each coordination number from 1 to 24 its
 * probability, and for each shape of that number the probability times the shape's order parameter; 61 numbers, in the
 * order of matminer's CrystalNNFingerprint with preset "ops".
 */
import { directionsOf } from '../order-parameters/directions.js';
import { shapesByCoordinationNumber } from '../order-parameters/shapes.js';
import type { LikelyNeighbours } from './likely-neighbours.js';

const LARGEST_COORDINATION_NUMBER = 24;
const LARGEST_WITH_SHAPES = Math.max(...shapesByCoordinationNumber.keys());

/** One name for each number: `wt CN_6` for a probability, `octahedral CN_6` for a shape. */
export const FINGERPRINT_LABELS: readonly string[] = Array.from({ length: LARGEST_COORDINATION_NUMBER }, (_, i) => {
  const shapes = shapesByCoordinationNumber.get(i + 1) ?? [];
  return ['wt', ...shapes.map(({ name }) => name)].map((name) => `${name} CN_${i + 1}`);
}).flat();

/** 61 numbers, 0 to 1 (body-centred cubic can be a little below 0), named by `FINGERPRINT_LABELS`. */
export function fingerprintOf({ vectors, weights, probabilities }: LikelyNeighbours): Float64Array {
  const directions = directionsOf(vectors, weights.subarray(0, LARGEST_WITH_SHAPES));
  const fingerprint = new Float64Array(FINGERPRINT_LABELS.length);
  let position = 0;
  for (let n = 1; n <= LARGEST_COORDINATION_NUMBER; n++) {
    const probability = probabilities[n] ?? 0;
    fingerprint[position++] = probability;
    for (const { orderParameter } of shapesByCoordinationNumber.get(n) ?? []) {
      fingerprint[position++] = probability > 0 ? probability * orderParameter(directions, n) : 0;
    }
  }
  return fingerprint;
}
