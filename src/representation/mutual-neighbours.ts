/** The nearest neighbours of every vector among all others, exactly; each pair is looked at once. */

/** Vectors that are compared with each other while they are in the processor's cache. */
const BLOCK = 256;
/** Vectors that are multiplied with each other in registers; ROWS divides COLUMNS, and COLUMNS divides BLOCK. */
const ROWS = 2;
const COLUMNS = 4;

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
  // Vectors of zeros at the end make the number a multiple of COLUMNS; they are offered to nobody.
  const padded = new Float64Array(Math.ceil(count / COLUMNS) * COLUMNS * dimensions);
  padded.set(vectors);
  const products = new Float64Array(BLOCK * BLOCK);
  for (let blockA = 0; blockA < count; blockA += BLOCK) {
    for (let blockB = blockA; blockB < count; blockB += BLOCK) {
      multiply(padded, dimensions, blockA, blockB, products);
      const endA = Math.min(blockA + BLOCK, count);
      const endB = Math.min(blockB + BLOCK, count);
      for (let a = blockA; a < endA; a++) {
        for (let b = Math.max(blockB, a + 1); b < endB; b++) {
          const cosine = products[(a - blockA) * BLOCK + b - blockB]!;
          offer(a, b, cosine);
          offer(b, a, cosine);
        }
      }
    }
  }
  return { each, indices, cosines };
}

/** Scalar products of the vectors of two blocks; each number that is read is used for ROWS or COLUMNS of them. */
function multiply(x: Float64Array, dimensions: number, blockA: number, blockB: number, products: Float64Array): void {
  const count = x.length / dimensions;
  const endA = Math.min(blockA + BLOCK, count);
  const endB = Math.min(blockB + BLOCK, count);
  for (let a = blockA; a < endA; a += ROWS) {
    for (let b = blockB; b < endB; b += COLUMNS) {
      // Written out: destructured, the same takes two and a half times as long.
      const a0 = a * dimensions;
      const a1 = a0 + dimensions;
      const b0 = b * dimensions;
      const b1 = b0 + dimensions;
      const b2 = b1 + dimensions;
      const b3 = b2 + dimensions;
      let p00 = 0;
      let p01 = 0;
      let p02 = 0;
      let p03 = 0;
      let p10 = 0;
      let p11 = 0;
      let p12 = 0;
      let p13 = 0;
      for (let k = 0; k < dimensions; k++) {
        const u = x[a0 + k]!;
        const v = x[a1 + k]!;
        const s0 = x[b0 + k]!;
        const s1 = x[b1 + k]!;
        const s2 = x[b2 + k]!;
        const s3 = x[b3 + k]!;
        p00 += u * s0;
        p01 += u * s1;
        p02 += u * s2;
        p03 += u * s3;
        p10 += v * s0;
        p11 += v * s1;
        p12 += v * s2;
        p13 += v * s3;
      }
      const at = (a - blockA) * BLOCK + b - blockB;
      products[at] = p00;
      products[at + 1] = p01;
      products[at + 2] = p02;
      products[at + 3] = p03;
      products[at + BLOCK] = p10;
      products[at + BLOCK + 1] = p11;
      products[at + BLOCK + 2] = p12;
      products[at + BLOCK + 3] = p13;
    }
  }
}
