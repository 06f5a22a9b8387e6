/**
 * Oxidation states from the composition alone: where the bonds of a structure fit none, because it is broken, or made up.
 *
 * The neutral combination of states whose atoms are, in sum, the most frequent in the ICSD statistic; where no neutral guess
 * exists, the most electronegative element still tells the anions.
 */
import type { AtomicNumber } from '../crystal.js';
import { elementSet, HYDROGEN, OXYGEN } from '../element-groups.js';
import {
  electronegativityOf,
  type OxidationState,
  rareOxidationStatesOf,
  usualOxidationStatesOf,
} from '../elements.js';
import { type Composition, reducedComposition } from '../formula.js';

export interface CompositionGuess {
  /** Average oxidation state of each element; where they are not balanced, their signs alone count. */
  readonly states: ReadonlyMap<AtomicNumber, number>;
  readonly isBalanced: boolean;
}

/**
 * Elements that make anions where usual states give no neutral formula. Carbon,
 * silicon, boron and the like do so only with usual states (SiC, Mg₂Si): their other compounds with metals are
 * interstitial or metallic.
 */
const ANION_FORMERS = elementSet('N O F P S Cl As Se Br Te I');

/** Whether the element makes anions in all its compounds with metals. */
export function isAnionFormer(z: number): boolean {
  return ANION_FORMERS.has(z);
}

/** Hydrogen does so with elements less electronegative by this; in those of Pd or Mo it is interstitial. */
const HYDRIDE_DIFFERENCE = 0.5;

/** Atoms of the largest reduced formula that is balanced atom by atom (the time grows with the square of this). */
const MAX_COUNTED_ATOMS = 400;

/** Elements of the largest formula of which all partings into cations and anions are looked at (each more doubles them). */
const MAX_PARTED_ELEMENTS = 10;

/** null for metals, alloys and elements, which have no anions. */
export function guessFromComposition(composition: Composition): CompositionGuess | null {
  const { states, isBalanced } = likelyStates(composition);
  if (!hasAnionFormer(composition) && !(isBalanced && composition.has(HYDROGEN))) return null;
  return { states: isBalanced || hasBothSigns(states) ? states : signsByElectronegativity(composition), isBalanced };
}

function hasBothSigns(states: ReadonlyMap<AtomicNumber, number>): boolean {
  const all = [...states.values()];
  return all.some((state) => state > 0) && all.some((state) => state < 0);
}

/** Whatever states the elements are known in: the oxygen of OF₃ is a cation. */
function signsByElectronegativity(composition: Composition): ReadonlyMap<AtomicNumber, number> {
  const elements = [...composition.keys()];
  const anion = mostElectronegative(elements);
  return new Map(elements.map((z) => [z, z === anion ? -1 : 1]));
}

/**
 * The neutral combination of oxidation states whose atoms are, in sum, the most frequent in the ICSD statistic (the
 * criterion of pymatgen's `oxi_state_guesses`), as each element's average; null where there is none. Where that makes
 * cations of the more electronegative elements, the most frequent that doesn't is taken. Usual states are tried first;
 * where there is an anion former, then all known ones, then averages over several formula units (Sb₂O₄).
 */
export function guessOxidationStates(composition: Composition): ReadonlyMap<AtomicNumber, number> | null {
  const { states, isBalanced } = likelyStates(composition);
  return isBalanced ? states : null;
}

interface LikelyStates {
  /** Average oxidation state of each element. */
  readonly states: ReadonlyMap<AtomicNumber, number>;
  /** Otherwise they are those that come closest to neutrality. */
  readonly isBalanced: boolean;
}

function likelyStates(composition: Composition): LikelyStates {
  const formula = [...reducedComposition(composition)].map(([z, count]) => ({ z, count }));
  const usual = formula.map(({ z, count }) => ({ z, count, states: usualStates(z) }));
  const counted = countedAverages(usual);
  let chosen: Averages | null = counted;
  if (!composition.has(OXYGEN) && !isPlausible(usual, counted)) {
    chosen = plainAverages(usual, 0) ?? plainAverages(usual, EVEN_ELECTRONEGATIVITY) ?? counted;
  }
  if (counted?.charge !== 0 && formula.length > 1 && hasAnionFormer(composition)) {
    const all = usual.map(({ z, count, states }) => ({ z, count, states: [...states, ...rareOxidationStatesOf(z)] }));
    const rare = countedAverages(all);
    const pooled = pooledAverages(usual);
    const nearness = (averages: Averages | null): number => Math.abs(averages?.charge ?? Infinity);
    // The sort is stable: where two come equally near, the more usual one counts.
    [chosen = null] = [counted, rare, pooled].sort((one, other) => nearness(one) - nearness(other));
  }
  return {
    states: new Map(formula.map(({ z }, index) => [z, chosen?.averages[index] ?? 0])),
    isBalanced: formula.length > 1 && chosen?.charge === 0,
  };
}

/** Noble gases in cages count as neutral atoms. */
function usualStates(z: AtomicNumber): readonly OxidationState[] {
  const states = usualOxidationStatesOf(z);
  return states.length > 0 ? states : [{ state: 0, count: 0 }];
}

interface ElementChoice {
  readonly z: AtomicNumber;
  readonly count: number;
  readonly states: readonly OxidationState[];
}

interface Averages {
  /** By element, in the order of the formula. */
  readonly averages: readonly number[];
  /** Of the formula unit. */
  readonly charge: number;
}

/**
 * Balances a formula atom by atom: of the combinations nearest to neutrality the most frequent one; null where an element
 * has no state or the formula is too large. A dynamic programme over total charges; the score of a combination is the sum
 * over its atoms of how often their states occur.
 */
function countedAverages(formula: readonly ElementChoice[]): (Averages & { readonly score: number }) | null {
  if (formula.reduce((sum, { count }) => sum + count, 0) > MAX_COUNTED_ATOMS) return null;
  interface Combination {
    readonly score: number;
    readonly sums: readonly number[];
  }
  let best = new Map<number, Combination>([[0, { score: 0, sums: [] }]]);
  for (const element of formula) {
    const scores = scoresBySum(element);
    const next = new Map<number, Combination>();
    for (const [charge, { score, sums }] of best) {
      for (const [sum, gain] of scores) {
        if (score + gain > (next.get(charge + sum)?.score ?? -1)) {
          next.set(charge + sum, { score: score + gain, sums: [...sums, sum] });
        }
      }
    }
    best = next;
  }
  const [nearest] = [...best].sort(([a, { score }], [b, other]) => Math.abs(a) - Math.abs(b) || other.score - score);
  if (nearest === undefined) return null;
  const [charge, { sums, score }] = nearest;
  return { averages: sums.map((sum, index) => sum / formula[index]!.count), charge, score };
}

/** A negative element is not to be less electronegative than a positive one by more than this (P and H in PH₃ are even). */
const EVEN_ELECTRONEGATIVITY = 0.2;

/**
 * Whether no element has atoms of both signs, and no cation is clearly more electronegative than an anion. The most
 * frequent combination fails here where frequencies mislead: in NaBH₄ it is B³⁻ with H of both signs, in SiP₂ P²⁺. With
 * oxygen, whose anions are plain, it is let be.
 */
function isPlausible(formula: readonly ElementChoice[], found: Averages | null): boolean {
  if (found === null || found.charge !== 0) return true;
  const unmixed = formula.every(({ states }, index) => {
    const average = found.averages[index]!;
    const sizes = states.flatMap(({ state }) => (state * average > 0 ? Math.abs(state) : []));
    return average === 0 || Math.abs(average) >= Math.min(...sizes);
  });
  const ofSign = (sign: number) => formula.filter((_, index) => Math.sign(found.averages[index]!) === sign);
  return unmixed && areOrdered(ofSign(1), ofSign(-1), EVEN_ELECTRONEGATIVITY);
}

/** Whether no cation is more electronegative than an anion by more than the tolerance. */
function areOrdered(cations: readonly ElementChoice[], anions: readonly ElementChoice[], tolerance: number): boolean {
  const of = ({ z }: ElementChoice) => electronegativityOf(z) ?? 0;
  return Math.max(0, ...cations.map(of)) <= Math.min(Infinity, ...anions.map(of)) + tolerance;
}

/**
 * The most frequent neutral combination in which each element has one sign, and the more electronegative ones are the
 * anions, within the tolerance; null without one, or where there are too many elements.
 */
function plainAverages(formula: readonly ElementChoice[], tolerance: number): Averages | null {
  if (formula.length > MAX_PARTED_ELEMENTS) return null;
  let best: (Averages & { readonly score: number }) | null = null;
  for (let anions = 1; anions < 2 ** formula.length - 1; anions++) {
    const isAnion = (index: number) => (anions >> index) % 2 === 1;
    const cations = formula.filter((_, index) => !isAnion(index));
    if (
      !areOrdered(
        cations,
        formula.filter((_, index) => isAnion(index)),
        tolerance,
      )
    )
      continue;
    const signed = formula.map(({ z, count, states }, index) => ({
      z,
      count,
      states: states.filter(({ state }) => (isAnion(index) ? state < 0 : state > 0)),
    }));
    const found = countedAverages(signed);
    if (found?.charge === 0 && found.score > (best?.score ?? -1)) best = found;
  }
  return best;
}

/** For the atoms of one element: each sum of oxidation states that they can have, with its best score. */
function scoresBySum({ count, states }: ElementChoice): Map<number, number> {
  let best = new Map([[0, 0]]);
  for (let atom = 0; atom < count; atom++) {
    const next = new Map<number, number>();
    for (const [sum, score] of best) {
      for (const { state, count: frequency } of states) {
        if (score + frequency > (next.get(sum + state) ?? -1)) next.set(sum + state, score + frequency);
      }
    }
    best = next;
  }
  return best;
}

/**
 * Averages over many formula units, as near to neutrality as they come: each element keeps to states of one sign
 * (negative for the most electronegative one, positive for the others where they have such), and moves between its least
 * and its greatest state. From all lowest states, charge is raised first where a unit of it costs the least frequency.
 */
function pooledAverages(formula: readonly ElementChoice[]): Averages | null {
  const anion = mostElectronegative(formula.map(({ z }) => z));
  const elements = formula.map(({ z, count, states }) => {
    const ofSign = states.filter(({ state }) => (z === anion ? state < 0 : state > 0));
    const ends = ofSign.length > 0 ? ofSign : states;
    return { count, low: ends[0], high: ends.at(-1) };
  });
  const averages: number[] = [];
  let charge = 0;
  for (const { count, low } of elements) {
    if (low === undefined) return null;
    averages.push(low.state);
    charge += count * low.state;
  }
  const slopes = elements.map(({ low, high }) => (high!.count - low!.count) / (high!.state - low!.state || 1));
  const order = elements.map((_, index) => index).sort((a, b) => slopes[b]! - slopes[a]!);
  for (const index of order) {
    const { count, low, high } = elements[index]!;
    const raise = Math.min(Math.max(-charge, 0), count * (high!.state - low!.state));
    averages[index]! += raise / count;
    charge += raise;
  }
  return { averages, charge };
}

/** Whether the most electronegative element makes anions without a neutral formula of usual states. */
function hasAnionFormer(composition: Composition): boolean {
  const elements = [...composition.keys()];
  const most = mostElectronegative(elements);
  if (most === null || elements.length === 1) return false;
  if (most !== HYDROGEN) return ANION_FORMERS.has(most);
  const limit = electronegativityOf(most)! - HYDRIDE_DIFFERENCE;
  return elements.every((z) => z === most || (electronegativityOf(z) ?? Infinity) <= limit);
}

function mostElectronegative(elements: readonly AtomicNumber[]): AtomicNumber | null {
  let most: AtomicNumber | null = null;
  for (const z of elements) {
    const value = electronegativityOf(z);
    if (value !== null && (most === null || value > electronegativityOf(most)!)) most = z;
  }
  return most;
}
