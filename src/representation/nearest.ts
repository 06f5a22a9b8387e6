/** Exact search for the vectors of largest cosine. */
import { dot } from './vectors.js';

export interface Neighbour {
  /** Index among the vectors searched. */
  readonly index: number;
  readonly cosine: number;
}

/**
 * The `count` nearest, nearest first, ties by index.
 *
 * @param vectors of length 1 each, one after another.
 * @param query of length 1.
 * @param accepts which indices may be among them.
 */
export function nearest(
  vectors: Float32Array,
  query: Float32Array,
  count: number,
  accepts: (index: number) => boolean = () => true,
): Neighbour[] {
  if (count === 0) return [];
  const width = query.length;
  const best: Neighbour[] = [];
  for (let index = 0, at = 0; at < vectors.length; index++, at += width) {
    // Rounding of stored vectors can leave them a little too long.
    const cosine = Math.min(1, dot(vectors, at, query, 0, width));
    if (best.length === count && cosine <= best[count - 1]!.cosine) continue;
    if (!accepts(index)) continue;
    insert(best, { index, cosine }, count);
  }
  return best;
}

/** Puts one more among the best; at most `count` stay. */
export function insert(best: Neighbour[], neighbour: Neighbour, count: number): void {
  let at = best.length;
  while (at > 0 && isBefore(neighbour, best[at - 1]!)) at--;
  best.splice(at, 0, neighbour);
  if (best.length > count) best.pop();
}

/** Nearer, or as near and of a smaller index. */
export function isBefore(one: Neighbour, other: Neighbour): boolean {
  return one.cosine > other.cosine || (one.cosine === other.cosine && one.index < other.index);
}
