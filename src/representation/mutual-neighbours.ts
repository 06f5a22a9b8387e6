/** The nearest neighbours of every vector among all others, exactly; each pair is looked at once. */

import { dot } from './dot.js';

/** Vectors that are compared with each other while they are in the processor's cache. */
const BLOCK = 256;

export interface MutualNeighbours {
  /** Neighbours of each vector. */
  readonly each: number;
  /** Those of vector i from i · each on, nearest first. */
  readonly indices: Int32Array;
  readonly cosines: Float32Array;
}

/** @param vectors of length 1 each, one after another. */
export function mutualNeighbours(vectors: Float32Array, dimensions: number, each: number): MutualNeighbours {
  const count = vectors.length / dimensions;
  const indices = new Int32Array(count * each).fill(-1);
  const cosines = new Float32Array(count * each).fill(Number.NEGATIVE_INFINITY);
  const offer = (of: number, index: number, cosine: number) => {
    const start = of * each;
    let place = start + each - 1;
    if (cosine <= cosines[place]!) return;
    for (; place > start && cosines[place - 1]! < cosine; place--) {
      cosines[place] = cosines[place - 1]!;
      indices[place] = indices[place - 1]!;
    }
    cosines[place] = cosine;
    indices[place] = index;
  };
  for (let blockA = 0; blockA < count; blockA += BLOCK) {
    for (let blockB = blockA; blockB < count; blockB += BLOCK) {
      const endA = Math.min(blockA + BLOCK, count);
      const endB = Math.min(blockB + BLOCK, count);
      for (let a = blockA; a < endA; a++) {
        for (let b = Math.max(blockB, a + 1); b < endB; b++) {
          const cosine = dot(vectors, a * dimensions, vectors, b * dimensions, dimensions);
          offer(a, b, cosine);
          offer(b, a, cosine);
        }
      }
    }
  }
  return { each, indices, cosines };
}
