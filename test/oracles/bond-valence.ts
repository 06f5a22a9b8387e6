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
 * Valence of a bond between a cation and O²⁻ at `distance` Å; 0 for a contact too weak to be a bond. An oxidation state
 * without parameters of its own (Re6+, or the average 2.5+ of equivalent sites) takes the mean of its two neighbours.
 */
export function bondValence(element: string, oxidationState: number, distance: number): number {
  const own = TABLE[ion(element, oxidationState)];
  const states = own ? [oxidationState] : [Math.ceil(oxidationState) - 1, Math.floor(oxidationState) + 1];
  const valences = states.map((state) => {
    const parameters = TABLE[ion(element, state)];
    if (!parameters) throw new RangeError(`no bond-valence parameters of ${ion(element, state)}`);
    return Math.exp((parameters.r0 - distance) / parameters.b);
  });
  const valence = valences.reduce((sum, value) => sum + value, 0) / valences.length;
  return valence < WEAKEST_BOND ? 0 : valence;
}

function ion(element: string, oxidationState: number): string {
  return `${element}${oxidationState}+`;
}
