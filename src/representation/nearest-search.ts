/**
 * Exact search among many vectors, which passes over those that can't be near: angles on a sphere obey the triangle
 * inequality, so that a vector is at least as far from the query as their angles to a third one, a pivot, differ (as in
 * P. Yianilos, Proc. SODA 311 (1993)).
 */
import { dot } from './dot.js';
import { insert, isBefore, type Neighbour } from './nearest.js';

/** Radians; more than rounding changes an angle by, which is most between vectors that are nearly the same. */
const ROUNDING = 1e-3;

export class NearestSearch {
  /** Indices of vectors, as many as the root of their number, evenly spread. */
  private readonly pivots: number[] = [];
  /** Where the vectors that are nearest to each pivot begin in what follows, and end. */
  private readonly begins: number[] = [0];
  /** Indices of all vectors by pivot, nearest to it first; their angles to it; and the vectors in this order. */
  private readonly indices: Int32Array;
  private readonly angles: Float64Array;
  private readonly sorted: Float32Array;

  /** @param vectors of length 1 each, one after another. @param width numbers in each. */
  constructor(
    private readonly vectors: Float32Array,
    private readonly width: number,
  ) {
    const total = width === 0 ? 0 : vectors.length / width;
    this.indices = new Int32Array(total);
    this.angles = new Float64Array(total);
    this.sorted = new Float32Array(vectors.length);
    const count = Math.ceil(Math.sqrt(total));
    for (let i = 0; i < count; i++) this.pivots.push(Math.floor((i * total) / count));
    const members = this.pivots.map((): { index: number; angle: number }[] => []);
    for (let index = 0; index < total; index++) {
      const angles = this.anglesToPivots(vectors, index * width);
      const pivot = angles.indexOf(Math.min(...angles));
      members[pivot]!.push({ index, angle: angles[pivot]! });
    }
    let place = 0;
    for (const ofPivot of members) {
      for (const { index, angle } of ofPivot.sort((a, b) => a.angle - b.angle)) {
        this.indices[place] = index;
        this.angles[place] = angle;
        this.sorted.set(vectors.subarray(index * width, (index + 1) * width), place++ * width);
      }
      this.begins.push(place);
    }
  }

  /** As `nearest` finds them. @param query of length 1. */
  nearest(query: Float32Array, count: number): Neighbour[] {
    const { indices, angles, sorted, begins, width } = this;
    const best: Neighbour[] = [];
    /** Radians; what is farther from the query is not among the nearest. */
    let reach = Infinity;
    const ofQuery = [...this.anglesToPivots(query, 0).entries()].sort(([, one], [, other]) => one - other);
    for (const [pivot, angle] of ofQuery) {
      for (let place = begins[pivot]!; place < begins[pivot + 1]!; place++) {
        if (angles[place]! < angle - reach) continue;
        if (angles[place]! > angle + reach) break;
        const cosine = Math.min(1, dot(sorted, place * width, query, 0, width));
        const neighbour = { index: indices[place]!, cosine };
        if (best.length === count && !isBefore(neighbour, best[count - 1]!)) continue;
        insert(best, neighbour, count);
        if (best.length === count) reach = angleOf(best[count - 1]!.cosine) + ROUNDING;
      }
    }
    return best;
  }

  private anglesToPivots(vectors: Float32Array, at: number): number[] {
    const { pivots, width } = this;
    return pivots.map((pivot) => angleOf(dot(this.vectors, pivot * width, vectors, at, width)));
  }
}

function angleOf(cosine: number): number {
  return Math.acos(Math.max(-1, Math.min(1, cosine)));
}
