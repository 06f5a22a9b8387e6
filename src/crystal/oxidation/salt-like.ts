/**
 * Which compounds of metals with one another, with semimetals, carbon, boron and hydrogen are salts (Mg₂Sn, NaTl, Mg₂OsH₆) and
 * which are metals. Their formulas don't tell: what tells is how well whole charges fit.
 */
import type { AtomicNumber } from '../crystal.js';
import { elementSet, HYDROGEN, isAlkalineLike, isRareEarth, isTransitionMetal } from '../element-groups.js';
import { missingElectrons } from './shells.js';
import type { StructureGuess } from './structure-guess.js';

/**
 * The highest cost for an atom of a salt: of hydrides, of alkali and alkaline-earth metals, without d metals and of antimonides,
 * and of all others. With these, of the compounds of the Materials Project without N, O, F, P, S, Cl, As, Se, Br, Te and I some
 * two thirds of the semiconductors are salts, and one in seven of the metals.
 */
const HYDRIDE_COST = 3;
const ALKALINE_COST = 1.2;
const PLAIN_COST = 0.5;
const OTHER_COST = 0.2;

const ANTIMONY = 51 as AtomicNumber;
const PLATINUM = 78;
/** Groups 11 and 12 have a full d shell. */
const FULL_SHELLS = elementSet('Cu Zn Ag Cd Au Hg');

export function isSaltLike(
  composition: ReadonlyMap<AtomicNumber, number>,
  { states, cost, isWhole, atomicNumbers }: StructureGuess,
): boolean {
  return isWhole && !hasFullTriel(atomicNumbers, states) && cost < highestCost([...composition.keys()]);
}

function highestCost(elements: readonly AtomicNumber[]): number {
  const isOpenShell = (z: number) => isTransitionMetal(z) && !FULL_SHELLS.has(z);
  const isHydride = elements.includes(HYDROGEN);
  if (isHydride) return HYDRIDE_COST;
  if (elements.some(isAlkalineLike) && !elements.some(isRareEarth)) {
    if (!elements.some((z) => isOpenShell(z) && z !== PLATINUM)) return ALKALINE_COST;
  }
  return elements.some(isOpenShell) && !elements.includes(ANTIMONY) ? OTHER_COST : PLAIN_COST;
}

/** B⁵⁻, Al⁵⁻ and the like are a way to count, but no ions. */
function hasFullTriel(atomicNumbers: Uint8Array, states: Float64Array): boolean {
  return states.some((state, site) => state === -5 && missingElectrons(atomicNumbers[site]!) === 5);
}
