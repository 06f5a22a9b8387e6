/**
 * Which sites are cations and which anions, and their oxidation states. Those that the file gives count if every site has one,
 * they sum to zero, and atoms have as many electrons. Otherwise they are guessed from the structure (`oxidation`), where that
 * fits badly from the composition; and where no neutral guess exists, the most electronegative element still tells the anions.
 */
import type { AtomicNumber, Crystal, Refusal } from './crystal.js';
import { electronegativityOf, type OxidationState, rareOxidationStatesOf, usualOxidationStatesOf } from './elements.js';
import { type Composition, compositionOf, reducedComposition, reducedFormula } from './formula.js';
import { type IonConfidence, confidenceOf } from './oxidation/confidence.js';
import { isSaltLike } from './oxidation/salt-like.js';
import { guessFromStructure, type StructureGuess } from './oxidation/structure-guess.js';
import { impossibleState } from './oxidation/possible.js';
import type { AtomGrid } from './periodic/atom-grid.js';

export type { IonConfidence } from './oxidation/confidence.js';

/** How the ions were told apart. */
export type IonAssignment = 'given' | 'guessed' | 'electronegativity';

export interface Ions {
  readonly assignment: IonAssignment;
  /** How sure a guess is; null for states that the file gives. */
  readonly confidence: IonConfidence | null;
  /** 1 cation, −1 anion, 0 neither; one for each site. A neutral metal atom that is bonded to anions counts as a cation. */
  readonly signs: Int8Array;
  /**
   * Oxidation state of each site; equal sites that can't be told apart have their average (Fe in octahedra of Fe₃O₄: 5/2).
   * null where electronegativity alone told the ions.
   */
  readonly oxidationStates: Float64Array | null;
  /** Why the states that the file gives were not used, and what is to be known of a guess; for the user. */
  readonly warnings: readonly string[];
}

export type IonResult = { readonly ok: true; readonly ions: Ions } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Elements that make anions where usual states give no neutral formula: N, O, F, P, S, Cl, As, Se, Br, Te, I. Carbon,
 * silicon, boron and the like do so only with usual states (SiC, Mg₂Si): their other compounds with metals are
 * interstitial or metallic.
 */
const ANION_FORMERS: ReadonlySet<number> = new Set([7, 8, 9, 15, 16, 17, 33, 34, 35, 52, 53]);

/** Hydrogen does so with elements less electronegative by this; in those of Pd or Mo it is interstitial. */
const HYDRIDE_DIFFERENCE = 0.5;
const HYDROGEN = 1 as AtomicNumber;
const OXYGEN = 8 as AtomicNumber;

/** Atoms of the largest reduced formula that is balanced atom by atom (the time grows with the square of this). */
const MAX_COUNTED_ATOMS = 400;

/** Elements of the largest formula of which all partings into cations and anions are looked at (each more doubles them). */
const MAX_PARTED_ELEMENTS = 10;

/** Sums of oxidation states that are not whole: charges of files are rounded to a few digits. */
const NEUTRAL = 1e-3;

/**
 * The ions of a crystal, or why it has none: NO_ANION.
 *
 * @param grid of the crystal's atoms, where it is there already
 */
export function assignIons(crystal: Crystal, grid?: AtomGrid): IonResult {
  const { oxidationStates } = crystal;
  const warnings: string[] = [];
  if (oxidationStates !== undefined) {
    const objection = objectionTo(crystal.atomicNumbers, oxidationStates);
    if (objection === null) {
      return ionsOrRefusal(crystal, {
        assignment: 'given',
        confidence: null,
        signs: Int8Array.from(oxidationStates, Math.sign),
        oxidationStates,
        warnings,
      });
    }
    warnings.push(`The oxidation states of the file were not used: ${objection}; others were guessed.`);
  }
  const composition = compositionOf(crystal);
  const guess = composition.size === 1 ? null : guessFromStructure(crystal, grid);
  if (guess !== null && isMeaningful(guess)) {
    const { states, signs } = guess;
    const isSalt = crystal.atomicNumbers.some((z, site) => signs[site] === -1 && ANION_FORMERS.has(z));
    const isAccepted = isSalt || isSaltLike(composition, guess);
    return ionsOrRefusal(crystal, {
      assignment: 'guessed',
      confidence: confidenceOf(guess),
      signs: isAccepted ? signs : new Int8Array(signs.length),
      oxidationStates: states,
      warnings,
    });
  }
  return ionsOrRefusal(crystal, ionsOfComposition(crystal, composition, warnings));
}

/** The states fit the bonds, and there are anions. */
function isMeaningful({ cost, signs }: StructureGuess): boolean {
  return cost <= MEANINGLESS && signs.includes(-1);
}

/** Cost of an atom; `StructureGuess`. */
const MEANINGLESS = 3;

/** Where the structure gives no guess: broken structures, and metals. */
function ionsOfComposition({ atomicNumbers }: Crystal, composition: Composition, before: readonly string[]): Ions {
  const { states, isBalanced } = likelyStates(composition);
  const isSalt = hasAnionFormer(composition) || (isBalanced && composition.has(HYDROGEN));
  const stateOf = isBalanced || hasBothSigns(states) ? states : signsByElectronegativity(composition);
  const ofSites = Float64Array.from(atomicNumbers, (z) => (isSalt ? stateOf.get(z as AtomicNumber)! : 1));
  const formula = reducedFormula(composition);
  return {
    assignment: isBalanced ? 'guessed' : 'electronegativity',
    confidence: 'unsure',
    signs: Int8Array.from(ofSites, Math.sign),
    oxidationStates: isBalanced ? ofSites : null,
    warnings: [
      ...before,
      isBalanced
        ? `The bonds of ${formula} fit no oxidation states; those of its composition were taken, each element with its average.`
        : `No combination of known oxidation states makes ${formula} neutral; its most electronegative element was taken as the anion.`,
    ],
  };
}

/** What speaks against oxidation states that a file gives for all sites; null for nothing. */
function objectionTo(atomicNumbers: Uint8Array, oxidationStates: Float64Array): string | null {
  if (oxidationStates.every((state) => state === 0)) return 'all are 0';
  const charge = oxidationStates.reduce((sum, state) => sum + state, 0);
  if (Math.abs(charge) > NEUTRAL * oxidationStates.length)
    return `they leave the cell with a charge of ${Number(charge.toFixed(2))}`;
  return impossibleState(atomicNumbers, oxidationStates);
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

function ionsOrRefusal(crystal: Crystal, ions: Ions): IonResult {
  if (ions.signs.includes(-1)) return { ok: true, ions };
  const { file } = crystal.provenance;
  const formula = reducedFormula(compositionOf(crystal));
  return {
    ok: false,
    refusal: {
      code: 'NO_ANION',
      message:
        `${formula} has no anions: a metal, alloy or element has no cation-centred polyhedra. ` +
        'For polyhedra around some of its atoms, state oxidation states of all atoms in the file, negative ones for those at the corners.',
      file,
    },
  };
}
