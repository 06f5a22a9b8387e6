/** How well vectors, maps and clusters keep together what belongs together. */
import { nearest } from './nearest.js';

/**
 * The mean share of each thing's nearest neighbours that bear its own label; in steps, for who has other things to do.
 *
 * @param vectors of length 1 each, one after another.
 */
export function* neighbourPurity(
  vectors: Float32Array,
  labels: readonly string[],
  neighbours: number,
): Generator<void, number> {
  const dimensions = vectors.length / labels.length;
  let same = 0;
  let total = 0;
  for (const [i, label] of labels.entries()) {
    const query = vectors.subarray(i * dimensions, (i + 1) * dimensions);
    for (const { index } of nearest(vectors, query, neighbours, (other) => other !== i)) {
      same += labels[index] === label ? 1 : 0;
      total++;
    }
    yield;
  }
  return total === 0 ? 0 : same / total;
}

/** What labels dealt out at random would reach: Σ over labels of the chance that another thing bears the same. */
export function shuffledPurity(labels: readonly string[]): number {
  if (labels.length < 2) return 0;
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum + n * (n - 1), 0) / (labels.length * (labels.length - 1));
}

/**
 * Mean silhouette of points in the plane (P. J. Rousseeuw, J. Comput. Appl. Math. 20, 53 (1987)); −1 to 1. Points without
 * a label take no part. Of more than `sample` points every n-th is measured, against all; one a step.
 *
 * @param positions x and y of each point in turn.
 */
export function* silhouette(
  positions: Float64Array,
  labels: ArrayLike<number>,
  sample = 2000,
): Generator<void, number | null> {
  const points = Array.from({ length: labels.length }, (_, i) => i).filter((i) => labels[i]! >= 0);
  const groups = Math.max(-1, ...points.map((i) => labels[i]!)) + 1;
  if (groups < 2) return null;
  const sizes = new Float64Array(groups);
  for (const i of points) sizes[labels[i]!]!++;
  const step = Math.max(1, Math.floor(points.length / sample));
  let total = 0;
  let measured = 0;
  for (let k = 0; k < points.length; k += step) {
    yield;
    const i = points[k]!;
    const own = labels[i]!;
    const sums = new Float64Array(groups);
    for (const j of points) {
      sums[labels[j]!]! += Math.hypot(
        positions[2 * i]! - positions[2 * j]!,
        positions[2 * i + 1]! - positions[2 * j + 1]!,
      );
    }
    measured++;
    if (sizes[own]! < 2) continue;
    const inside = sums[own]! / (sizes[own]! - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let g = 0; g < groups; g++) if (g !== own && sizes[g]! > 0) outside = Math.min(outside, sums[g]! / sizes[g]!);
    total += (outside - inside) / Math.max(inside, outside);
  }
  return total / measured;
}
