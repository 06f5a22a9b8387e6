/**
 * Lattice translations as single numbers: [i, j, k] is i · BASE² + j · BASE + k. Sums of translations are sums of their
 * numbers, and their order is that of [i, j, k], first number first.
 */
import type { Image } from '../../crystal/crystal.js';
import { RealColumn } from './columns.js';
import { LARGEST_PATTERN } from './pattern.js';

const BASE = 2 ** 17;
/** Steps of a connection reach no further, so that no path through the polyhedra of a pattern leaves the range of a number. */
const LONGEST_STEP = Math.floor((BASE / 2 - 1) / LARGEST_PATTERN);

/** Translations of this many cells have differences that a number can hold. */
export const FARTHEST_CELL = BASE / 4 - 1;

export function codeOf([i, j, k]: Image): number {
  return (i * BASE + j) * BASE + k;
}

export function imageOf(code: number): Image {
  const k = centred(code);
  const rest = (code - k) / BASE;
  const j = centred(rest);
  return [(rest - j) / BASE || 0, j, k];
}

/** Remainder modulo BASE, from −BASE/2 to BASE/2. */
function centred(code: number): number {
  return code - Math.round(code / BASE) * BASE || 0;
}

/** The translations that occur in any crystal, each stored once. */
export class Translations {
  /** Codes by number. */
  readonly codes = new RealColumn();
  private readonly numbers = new Map<number, number>();

  /** @throws RangeError for translations of thousands of cells. */
  numberOf(image: Image): number {
    if (image.some((x) => Math.abs(x) > LONGEST_STEP)) {
      throw new RangeError(`A connection spans [${image.join(', ')}] cells; at most ${LONGEST_STEP} are possible`);
    }
    const code = codeOf(image);
    let number = this.numbers.get(code);
    if (number === undefined) {
      number = this.codes.length;
      this.codes.push(code);
      this.numbers.set(code, number);
    }
    return number;
  }
}
