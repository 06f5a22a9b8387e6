/** The nearest neighbours of every vector among all others, exactly; each pair is looked at once. */

import { dot } from './dot.js';

/** Vectors that are compared with each other while they are in the processor's cache. */
const BLOCK = 256;

/**
 * Numbers of two vectors that are multiplied first. The rest adds no more than the product of the lengths of the rests
 * (Cauchy–Schwarz): where that is too little for either to become a neighbour, it is left.
 */
const HEAD = 32;
const ROUNDING = 1e-6;

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
  const head = Math.min(HEAD, dimensions);
  const rests = restLengths(vectors, dimensions, head);
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
          const begin = dot(vectors, a * dimensions, vectors, b * dimensions, head);
          const least = Math.min(cosines[(a + 1) * each - 1]!, cosines[(b + 1) * each - 1]!);
          if (begin + rests[a]! * rests[b]! < least - ROUNDING) continue;
          const [restA, restB] = [a * dimensions + head, b * dimensions + head];
          const cosine = begin + dot(vectors, restA, vectors, restB, dimensions - head);
          offer(a, b, cosine);
          offer(b, a, cosine);
        }
      }
    }
  }
  return { each, indices, cosines };
}

/** Length of each vector without its first numbers. */
function restLengths(vectors: Float32Array, dimensions: number, head: number): Float64Array {
  return Float64Array.from({ length: vectors.length / dimensions }, (_, i) =>
    Math.sqrt(dot(vectors, i * dimensions + head, vectors, i * dimensions + head, dimensions - head)),
  );
}
