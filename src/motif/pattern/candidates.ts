/** Crystals that may hold a pattern: they have, for each connection, one of that kind between types that fit. */
import { CONNECTION_KINDS } from '../analysis.js';
import type { Pattern } from './pattern.js';
import type { Postings } from './postings.js';
import type { CrystalIndex } from './quotient-graphs.js';
import type { TypeFits } from './type-fits.js';

/** @param length of all crystals. @returns ascending; null comes after each condition, which takes milliseconds. */
export function* candidatesOf(
  pattern: Pattern,
  fits: TypeFits,
  postings: Postings,
  length: number,
): Generator<null, CrystalIndex[]> {
  fits.update();
  /** Of each crystal, how many of the conditions, from the first on, it meets. */
  const met = new Uint8Array(length);
  let condition = 0;
  const meet = (crystal: number) => {
    if (met[crystal] === condition) met[crystal] = condition + 1;
  };
  if (pattern.connections.length === 0) {
    for (const type of fits.typesOf(0)) postings.forEachWith(type, meet);
    condition++;
  }
  const positions = new Map(pattern.sites.map(({ name }, position) => [name, position]));
  for (const { from, to, kinds = CONNECTION_KINDS } of pattern.connections) {
    const [a, b] = [positions.get(from)!, positions.get(to)!];
    postings.forEachConnecting(
      (first, second, kind) =>
        kinds.includes(kind) &&
        ((fits.fits(first, a) && fits.fits(second, b)) || (fits.fits(first, b) && fits.fits(second, a))),
      meet,
    );
    condition++;
    yield null;
  }
  const candidates: CrystalIndex[] = [];
  for (let crystal = 0; crystal < length; crystal++) {
    if (met[crystal] === condition) candidates.push(crystal as CrystalIndex);
  }
  return candidates;
}
