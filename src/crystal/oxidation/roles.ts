/** Which atoms follow the 8 − N rule, and which are cations. */
import { HYDROGEN, isCovalent, isPostTransitionMetal } from '../element-groups.js';
import type { SharedValences } from './ligands.js';
import { alwaysFollowsRule } from './shells.js';
import { cationStates } from './states.js';

export interface Roles {
  /** Components of like atoms that follow the rule; each has one charge. */
  readonly anions: readonly (readonly number[])[];
  readonly cations: readonly number[];
  readonly hydrogens: readonly number[];
  /** Atoms of elements without known states (He, Ne, Ar …). */
  readonly inert: readonly number[];
}

/** A post-transition metal with bonds of this many valence units to anions is none itself. */
const OXIDISED = 0.4;

export function rolesOf(
  atomicNumbers: Uint8Array,
  components: readonly (readonly number[])[],
  { given, taken }: SharedValences,
): Roles {
  const anions: (readonly number[])[] = [];
  const cations: number[] = [];
  const hydrogens: number[] = [];
  const inert: number[] = [];
  for (const sites of components) {
    const z = atomicNumbers[sites[0]!]!;
    if (z === HYDROGEN) {
      hydrogens.push(...sites);
      continue;
    }
    const isOxidised = isPostTransitionMetal(z) && sites.some((site) => given[site]! > OXIDISED);
    const balance = sites.reduce((sum, site) => sum + taken[site]! - given[site]!, 0);
    const isLonely = balance === 0 && isCovalent(z);
    const isMolecular = isCovalent(z) && sites.length > 1;
    if (alwaysFollowsRule(z) || isMolecular || isLonely || (balance > 0 && !isOxidised)) anions.push(sites);
    else if (cationStates(z).length === 0) inert.push(...sites);
    else cations.push(...sites);
  }
  return { anions, cations, hydrogens, inert };
}
