/** Exact search for the vectors of largest cosine. */

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
  const width = query.length;
  const best: Neighbour[] = [];
  for (let index = 0, at = 0; at < vectors.length; index++, at += width) {
    let cosine = 0;
    for (let j = 0; j < width; j++) cosine += vectors[at + j]! * query[j]!;
    if (best.length === count && cosine <= best[count - 1]!.cosine) continue;
    if (!accepts(index)) continue;
    let place = best.length;
    while (place > 0 && best[place - 1]!.cosine < cosine) place--;
    best.splice(place, 0, { index, cosine });
    if (best.length > count) best.pop();
  }
  return best;
}
