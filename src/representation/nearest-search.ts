/** Exact search among many vectors, which passes over most of them after their first numbers. */
import { dot } from './dot.js';
import { insert, type Neighbour } from './nearest.js';

/** Numbers that decide whether the others are looked at. Truncated SVD puts first those that say most. */
const HEAD = 48;
/** More than rounding changes a cosine by. */
const ROUNDING = 1e-6;

export class NearestSearch {
  /** Lengths of what follows the head of each vector. */
  private readonly tails: Float64Array;

  /** @param vectors of length 1 each, one after another. @param width numbers in each. */
  constructor(
    private readonly vectors: Float32Array,
    private readonly width: number,
  ) {
    this.tails = new Float64Array(width === 0 ? 0 : vectors.length / width);
    for (const i of this.tails.keys()) this.tails[i] = this.tailOf(vectors, i * width);
  }

  /** As `nearest` finds them. @param query of length 1. */
  nearest(query: Float32Array, count: number): Neighbour[] {
    const { vectors, width, tails } = this;
    const head = Math.min(HEAD, width);
    const tail = this.tailOf(query, 0);
    const best: Neighbour[] = [];
    for (let index = 0, at = 0; at < vectors.length; index++, at += width) {
      const least = best.length === count ? best[count - 1]!.cosine : -Infinity;
      let cosine = dot(vectors, at, query, 0, head);
      // Cauchy–Schwarz: the tails add at most the product of their lengths.
      if (cosine + tails[index]! * tail + ROUNDING <= least) continue;
      cosine = Math.min(1, cosine + dot(vectors, at + head, query, head, width - head));
      if (cosine > least) insert(best, { index, cosine }, count);
    }
    return best;
  }

  private tailOf(vectors: Float32Array, at: number): number {
    const head = Math.min(HEAD, this.width);
    return Math.sqrt(dot(vectors, at + head, vectors, at + head, this.width - head));
  }
}
