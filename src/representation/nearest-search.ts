/**
 * Exact search among many vectors, which passes over those that can't be near: angles on a sphere obey the triangle
 * inequality, so that a vector is at least as far from the query as their angles to a third one, a pivot, differ (as in
 * P. Yianilos, Proc. SODA 311 (1993)).
 */

import { insert, isBefore, type Neighbour } from './nearest.js';
import { atOnce } from './steps.js';
import { dot } from './vectors.js';

/** Their number is the root of that of the vectors, and no more than this: making them ready takes pivots × vectors. */
const MOST_PIVOTS = 150;
const VECTORS_IN_A_STEP = 64;
/** Radians; single precision changes the angle of vectors that are nearly the same by less, up to 0.85e-3. */
const ROUNDING = 1e-3;

export class NearestSearch {
  private constructor(
    /** Numbers in each vector. */
    private readonly width: number,
    /** Evenly spread among the vectors, one after another. */
    private readonly pivots: Float32Array,
    /** Where the vectors that are nearest to each pivot begin in what follows; and the end of all. */
    private readonly begins: readonly number[],
    /** Indices of all vectors by pivot, nearest to it first; their angles to it; and the vectors in this order. */
    private readonly indices: Int32Array,
    private readonly angles: Float64Array,
    private readonly sorted: Float32Array,
    /** Where each vector stands in this order. */
    private readonly places: Int32Array,
  ) {}

  /** @param vectors of length 1 each, one after another. @param width numbers in each. */
  static of(vectors: Float32Array, width: number): NearestSearch {
    return atOnce(NearestSearch.steps(vectors, width));
  }

  /** The same, in steps of a millisecond or two, for who has other things to do between. */
  static *steps(vectors: Float32Array, width: number): Generator<void, NearestSearch> {
    const total = width === 0 ? 0 : vectors.length / width;
    const vectorOf = (index: number) => vectors.subarray(index * width, (index + 1) * width);
    const count = Math.min(MOST_PIVOTS, Math.ceil(Math.sqrt(total)));
    const pivots = new Float32Array(count * width);
    for (let i = 0; i < count; i++) pivots.set(vectorOf(Math.floor((i * total) / count)), i * width);
    const members = Array.from({ length: count }, (): { index: number; angle: number }[] => []);
    for (let index = 0; index < total; index++) {
      const angles = anglesTo(pivots, width, vectorOf(index));
      const pivot = angles.indexOf(Math.min(...angles));
      members[pivot]!.push({ index, angle: angles[pivot]! });
      if (index % VECTORS_IN_A_STEP === 0) yield;
    }
    const begins = [0];
    const indices = new Int32Array(total);
    const places = new Int32Array(total);
    const angles = new Float64Array(total);
    const sorted = new Float32Array(vectors.length);
    let place = 0;
    for (const ofPivot of members) {
      for (const { index, angle } of ofPivot.sort((a, b) => a.angle - b.angle)) {
        indices[place] = index;
        places[index] = place;
        angles[place] = angle;
        sorted.set(vectorOf(index), place++ * width);
      }
      begins.push(place);
      yield;
    }
    return new NearestSearch(width, pivots, begins, indices, angles, sorted, places);
  }

  vectorOf(index: number): Float32Array {
    const at = this.places[index]! * this.width;
    return this.sorted.subarray(at, at + this.width);
  }

  /** As `nearest` finds them. @param query of length 1. @param accepts which indices may be among them. */
  nearest(query: Float32Array, count: number, accepts: (index: number) => boolean = () => true): Neighbour[] {
    const { indices, angles, sorted, begins, width } = this;
    const best: Neighbour[] = [];
    /** Radians; what is farther from the query is not among the nearest. */
    let reach = Infinity;
    const ofQuery = [...anglesTo(this.pivots, width, query).entries()].sort(([, one], [, other]) => one - other);
    for (const [pivot, angle] of count === 0 ? [] : ofQuery) {
      for (let place = begins[pivot]!; place < begins[pivot + 1]!; place++) {
        if (angles[place]! < angle - reach) continue;
        if (angles[place]! > angle + reach) break;
        if (!accepts(indices[place]!)) continue;
        const cosine = Math.min(1, dot(sorted, place * width, query, 0, width));
        const neighbour = { index: indices[place]!, cosine };
        if (best.length === count && !isBefore(neighbour, best[count - 1]!)) continue;
        insert(best, neighbour, count);
        if (best.length === count) reach = angleOf(best[count - 1]!.cosine) + ROUNDING;
      }
    }
    return best;
  }
}

function anglesTo(pivots: Float32Array, width: number, vector: Float32Array): number[] {
  return Array.from({ length: width === 0 ? 0 : pivots.length / width }, (_, i) =>
    angleOf(dot(pivots, i * width, vector, 0, width)),
  );
}

function angleOf(cosine: number): number {
  return Math.acos(Math.max(-1, Math.min(1, cosine)));
}
