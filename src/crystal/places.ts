import { intoCell, toNearest } from './lattice.js';

/** Sites in bins of fractional coordinates, to find the one that stands at a place. */
export class Places {
  private readonly bins: readonly [number, number, number];
  private readonly sitesOf: number[][];

  /** `near`: fractional coordinates that differ by no more along each axis are of one place. */
  constructor(
    private readonly fractional: Float64Array,
    private readonly near: readonly [number, number, number],
  ) {
    const count = fractional.length / 3;
    // About one site in each bin; a bin is wider than a place.
    const binsAlong = (width: number) => Math.max(1, Math.min(Math.ceil(Math.cbrt(count)), Math.floor(0.5 / width)));
    this.bins = [binsAlong(near[0]), binsAlong(near[1]), binsAlong(near[2])];
    this.sitesOf = Array.from({ length: this.bins[0] * this.bins[1] * this.bins[2] }, () => []);
    for (let i = 0; i < fractional.length; i += 3) {
      const a = this.bin(fractional[i]!, 0);
      const b = this.bin(fractional[i + 1]!, 1);
      this.sitesAt(a, b, this.bin(fractional[i + 2]!, 2)).push(i / 3);
    }
  }

  /** A site at this place that passes, and into `miss` how far it is from there; −1 when there is none. */
  siteAt(place: Float64Array, miss: Float64Array, passes: (site: number) => boolean): number {
    const { near } = this;
    const [x, y, z] = [place[0]!, place[1]!, place[2]!];
    // A place reaches into two bins along an axis at most.
    const a1 = this.bin(x + near[0], 0);
    const b1 = this.bin(y + near[1], 1);
    const c1 = this.bin(z + near[2], 2);
    for (let a = this.bin(x - near[0], 0); ; a = a1) {
      for (let b = this.bin(y - near[1], 1); ; b = b1) {
        for (let c = this.bin(z - near[2], 2); ; c = c1) {
          for (const site of this.sitesAt(a, b, c)) if (this.isAt(site, place, miss) && passes(site)) return site;
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

  private bin(coordinate: number, axis: number): number {
    const bins = this.bins[axis]!;
    return Math.min(bins - 1, Math.floor(intoCell(coordinate) * bins));
  }

  private sitesAt(a: number, b: number, c: number): number[] {
    return this.sitesOf[(a * this.bins[1] + b) * this.bins[2] + c]!;
  }
}
