/** Sites in bins of a periodic cell, which every search among periodic images begins with. */
import type { Vector } from '../vectors.js';

const NONE = -1;

/** Each bin lists its sites in the order in which they came. */
export class SiteBins {
  /** First site of each bin, −1 in an empty one, and the one behind each site: go from one to the next. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  private readonly last: Int32Array;
  private readonly binOf: Int32Array;

  /** @param counts of bins along each axis */
  constructor(
    readonly counts: Vector,
    siteCount: number,
  ) {
    const [na, nb, nc] = counts;
    this.first = new Int32Array(na * nb * nc).fill(NONE);
    this.last = new Int32Array(na * nb * nc);
    this.next = new Int32Array(siteCount).fill(NONE);
    this.binOf = new Int32Array(siteCount);
  }

  /** At these fractional coordinates, from 0 to 1. */
  add(site: number, x: number, y: number, z: number): void {
    const bin = this.at(this.along(x, 0), this.along(y, 1), this.along(z, 2));
    if (this.first[bin] === NONE) this.first[bin] = site;
    else this.next[this.last[bin]!] = site;
    this.last[bin] = site;
    this.binOf[site] = bin;
  }

  /** Place along an axis of the bin of a fractional coordinate, from 0 to 1. */
  along(x: number, axis: 0 | 1 | 2): number {
    const count = this.counts[axis];
    return Math.min(count - 1, Math.floor(x * count));
  }

  /** The bin at these places along the axes. */
  at(a: number, b: number, c: number): number {
    return (a * this.counts[1] + b) * this.counts[2] + c;
  }

  /** Places along the axes of the bin that holds a site. */
  placesOf(site: number): Vector {
    const [, nb, nc] = this.counts;
    const bin = this.binOf[site]!;
    return [Math.floor(bin / (nb * nc)), Math.floor(bin / nc) % nb, bin % nc];
  }
}
