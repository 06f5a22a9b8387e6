/**
 * Bond valences of cation–oxygen bonds, s = exp((R0 − R) / b) (I. D. Brown & D. Altermatt, Acta Cryst. B 41, 244 (1985),
 * equation 1). Around an ion they sum up to its oxidation state. The parameters in bond-valence.json come from
 * bond-valence.py.
 */
import { readFileSync } from 'node:fs';

interface Parameters {
  /** Å. */
  readonly r0: number;
  /** Å. */
  readonly b: number;
}

const TABLE = JSON.parse(readFileSync(new URL('./bond-valence.json', import.meta.url), 'utf8')) as Record<
  string,
  Parameters
>;

/** Weaker contacts are no bonds; many of them would add up. */
const WEAKEST_BOND = 0.04;

/**
 * Valence of a bond between a cation and O²⁻ at `distance` Å; 0 for a contact too weak to be a bond. A fractional
 * oxidation state (an average over equivalent sites) takes the average of its two neighbours.
 */
export function bondValence(element: string, oxidationState: number, distance: number): number {
  const lower = Math.floor(oxidationState);
  const share = oxidationState - lower;
  const valence =
    (1 - share) * ofIon(element, lower, distance) + (share && share * ofIon(element, lower + 1, distance));
  return valence < WEAKEST_BOND ? 0 : valence;
}

function ofIon(element: string, oxidationState: number, distance: number): number {
  const parameters = TABLE[`${element}${oxidationState}+`];
  if (!parameters) throw new RangeError(`no bond-valence parameters of ${element}${oxidationState}+`);
  return Math.exp((parameters.r0 - distance) / parameters.b);
}
