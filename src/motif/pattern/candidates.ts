/** Crystals that may hold a pattern: they have, for each connection, one of that kind between types that fit. */
import { CONNECTION_KINDS } from '../analysis.js';
import type { Pattern } from './pattern.js';
import type { Postings } from './postings.js';
import type { CrystalIndex } from './quotient-graphs.js';
import type { TypeFits } from './type-fits.js';

/** @param length of all crystals. @returns ascending. */
export function candidatesOf(pattern: Pattern, fits: TypeFits, postings: Postings, length: number): CrystalIndex[] {
  fits.update();
  /** Of each crystal, how many of the conditions, from the first on, it meets. */
  const met = new Uint8Array(length);
  let condition = 0;
  const post = ({ data, length: count }: { readonly data: ArrayLike<number>; readonly length: number }) => {
    for (let i = 0; i < count; i++) if (met[data[i]!] === condition) met[data[i]!] = condition + 1;
  };
  if (pattern.connections.length === 0) {
    for (const type of fits.typesOf(0)) post(postings.crystalsWith(type));
    condition++;
  }
  const positions = new Map(pattern.sites.map(({ name }, position) => [name, position]));
  for (const { from, to, kinds = CONNECTION_KINDS } of pattern.connections) {
    const [a, b] = [positions.get(from)!, positions.get(to)!];
    for (const { first, second, kind, crystals } of postings.connectedTypes) {
      if (!kinds.includes(kind)) continue;
      const fit = (fits.fits(first, a) && fits.fits(second, b)) || (fits.fits(first, b) && fits.fits(second, a));
      if (fit) post(crystals);
    }
    condition++;
  }
  const candidates: CrystalIndex[] = [];
  for (let crystal = 0; crystal < length; crystal++) {
    if (met[crystal] === condition) candidates.push(crystal as CrystalIndex);
  }
  return candidates;
}
