/**
 * Exact search among many vectors, which passes over those that can't be near: angles on a sphere obey the triangle
 * inequality, so that a vector is at least as far from the query as their angles to a third one, a pivot, differ (as in
 * P. Yianilos, Proc. SODA 311 (1993)).
 */
import { dot } from './dot.js';
import { insert, isBefore, type Neighbour } from './nearest.js';

/** Their number is the root of that of the vectors, and no more than this: making them ready takes pivots × vectors. */
const MOST_PIVOTS = 150;
/** Radians; single precision changes the angle of vectors that are nearly the same by less, up to 0.85e-3. */
const ROUNDING = 1e-3;

export class NearestSearch {
  /** Evenly spread among the vectors, one after another. */
  private readonly pivots: Float32Array;
  /** Where the vectors that are nearest to each pivot begin in what follows; and the end of all. */
  private readonly begins: number[] = [0];
  /** Indices of all vectors by pivot, nearest to it first; their angles to it; and the vectors in this order. */
  private readonly indices: Int32Array;
  private readonly angles: Float64Array;
  private readonly sorted: Float32Array;
  /** Where each vector stands in this order. */
  private readonly places: Int32Array;

  /** @param vectors of length 1 each, one after another. @param width numbers in each. */
  constructor(
    vectors: Float32Array,
    private readonly width: number,
  ) {
    const total = width === 0 ? 0 : vectors.length / width;
    this.indices = new Int32Array(total);
    this.places = new Int32Array(total);
    this.angles = new Float64Array(total);
    this.sorted = new Float32Array(vectors.length);
    const vectorOf = (index: number) => vectors.subarray(index * width, (index + 1) * width);
    const count = Math.min(MOST_PIVOTS, Math.ceil(Math.sqrt(total)));
    this.pivots = new Float32Array(count * width);
    for (let i = 0; i < count; i++) this.pivots.set(vectorOf(Math.floor((i * total) / count)), i * width);
    const members = Array.from({ length: count }, (): { index: number; angle: number }[] => []);
    for (let index = 0; index < total; index++) {
      const angles = this.anglesToPivots(vectorOf(index));
      const pivot = angles.indexOf(Math.min(...angles));
      members[pivot]!.push({ index, angle: angles[pivot]! });
    }
    let place = 0;
    for (const ofPivot of members) {
      for (const { index, angle } of ofPivot.sort((a, b) => a.angle - b.angle)) {
        this.indices[place] = index;
        this.places[index] = place;
        this.angles[place] = angle;
        this.sorted.set(vectorOf(index), place++ * width);
      }
      this.begins.push(place);
    }
  }

  vectorOf(index: number): Float32Array {
    const at = this.places[index]! * this.width;
    return this.sorted.subarray(at, at + this.width);
  }

  /** As `nearest` finds them. @param query of length 1. */
  nearest(query: Float32Array, count: number): Neighbour[] {
    const { indices, angles, sorted, begins, width } = this;
    const best: Neighbour[] = [];
    /** Radians; what is farther from the query is not among the nearest. */
    let reach = Infinity;
    const ofQuery = [...this.anglesToPivots(query).entries()].sort(([, one], [, other]) => one - other);
    for (const [pivot, angle] of count === 0 ? [] : ofQuery) {
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

  private anglesToPivots(vector: Float32Array): number[] {
    const { pivots, width } = this;
    return Array.from({ length: width === 0 ? 0 : pivots.length / width }, (_, i) =>
      angleOf(dot(pivots, i * width, vector, 0, width)),
    );
  }
}

function angleOf(cosine: number): number {
  return Math.acos(Math.max(-1, Math.min(1, cosine)));
}
