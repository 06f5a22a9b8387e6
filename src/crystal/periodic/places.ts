/** Sites by where they stand in the cell. */
import { intoCell, toNearest } from '../lattice.js';
import type { Vector } from '../vectors.js';
import { SiteBins } from './site-bins.js';

/** Finds the sites that stand at a place, whatever the image. */
export class Places {
  private readonly bins: SiteBins;

  /**
   * Empty at first.
   *
   * @param near fractional coordinates that differ by no more along each axis are of one place
   */
  constructor(
    private readonly fractional: Float64Array,
    private readonly near: Vector,
  ) {
    const count = fractional.length / 3;
    // About one site in each bin; a bin is wider than a place.
    const binsAlong = (width: number) => Math.max(1, Math.min(Math.ceil(Math.cbrt(count)), Math.floor(0.5 / width)));
    this.bins = new SiteBins([binsAlong(near[0]), binsAlong(near[1]), binsAlong(near[2])], count);
  }

  /** With all sites. */
  static of(fractional: Float64Array, near: Vector): Places {
    const places = new Places(fractional, near);
    for (let site = 0; site < fractional.length / 3; site++) places.add(site);
    return places;
  }

  add(site: number): void {
    const [x, y, z] = this.fractional.subarray(3 * site, 3 * site + 3);
    this.bins.add(site, intoCell(x!), intoCell(y!), intoCell(z!));
  }

  /** A site at this place that passes, and into `miss` how far it is from there; −1 when there is none. */
  siteAt(place: Float64Array, miss: Float64Array, passes: (site: number) => boolean): number {
    const { near, bins } = this;
    const { first, next } = bins;
    const [x, y, z] = [place[0]!, place[1]!, place[2]!];
    // A place reaches into two bins along an axis at most.
    const a1 = this.bin(x + near[0], 0);
    const b1 = this.bin(y + near[1], 1);
    const c1 = this.bin(z + near[2], 2);
    for (let a = this.bin(x - near[0], 0); ; a = a1) {
      for (let b = this.bin(y - near[1], 1); ; b = b1) {
        for (let c = this.bin(z - near[2], 2); ; c = c1) {
          for (let site = first[bins.at(a, b, c)]!; site >= 0; site = next[site]!) {
            if (this.isAt(site, place, miss) && passes(site)) return site;
          }
          if (c === c1) break;
        }
        if (b === b1) break;
      }
      if (a === a1) return -1;
    }
  }

  private isAt(site: number, place: Float64Array, miss: Float64Array): boolean {
    for (let k = 0; k < 3; k++) {
      miss[k] = toNearest(place[k]! - this.fractional[3 * site + k]!);
      if (Math.abs(miss[k]!) > this.near[k]!) return false;
    }
    return true;
  }

  private bin(coordinate: number, axis: 0 | 1 | 2): number {
    return this.bins.along(intoCell(coordinate), axis);
  }
}
