/**
 * Which sites are cations and which anions. Oxidation states that the file gives count if every site has one and they
 * sum to zero; otherwise they are guessed from the composition; where no neutral guess exists, the most electronegative
 * element still tells the anions.
 */
import type { AtomicNumber, Crystal, Refusal } from './crystal.js';
import { electronegativityOf, type OxidationState, rareOxidationStatesOf, usualOxidationStatesOf } from './elements.js';
import { type Composition, compositionOf, reducedComposition, reducedFormula } from './formula.js';

/** How the ions were told apart. */
export type IonAssignment = 'given' | 'guessed' | 'electronegativity';

export interface Ions {
  readonly assignment: IonAssignment;
  /** 1 cation, −1 anion, 0 neither; one for each site. */
  readonly signs: Int8Array;
  /**
   * Oxidation state of each site; a guess is the element's average (Fe in Fe₃O₄: 8/3). null where electronegativity
   * alone told the ions.
   */
  readonly oxidationStates: Float64Array | null;
}

export type IonResult = { readonly ok: true; readonly ions: Ions } | { readonly ok: false; readonly refusal: Refusal };

/** Average oxidation state of each element. */
export type OxidationGuess = ReadonlyMap<AtomicNumber, number>;

/**
 * Elements that make anions where no neutral formula helps: groups 15–17 without antimony, bismuth and astatine, and
 * oxygen's group without polonium. Carbon, silicon, boron and the like do so only in a neutral formula (SiC, Mg₂Si):
 * without one their compounds with metals are interstitial or metallic.
 */
const ANION_FORMERS: ReadonlySet<number> = new Set([7, 8, 9, 15, 16, 17, 33, 34, 35, 52, 53]);

/** Atoms of the largest reduced formula that is balanced atom by atom (the time grows with the square of this). */
const MAX_COUNTED_ATOMS = 400;

/** Sums of oxidation states that are not whole: charges of files are rounded to a few digits. */
const NEUTRAL = 1e-3;

export function assignIons(crystal: Crystal): IonResult {
  const { oxidationStates } = crystal;
  if (oxidationStates !== undefined && isNeutral(oxidationStates)) {
    return ionsOrRefusal(crystal, 'given', oxidationStates, oxidationStates);
  }
  const composition = compositionOf(crystal);
  const guess = guessOxidationStates(composition);
  if (guess !== null) {
    const states = Float64Array.from(crystal.atomicNumbers, (z) => guess.get(z as AtomicNumber)!);
    return ionsOrRefusal(crystal, 'guessed', states, states);
  }
  const anion = anionByElectronegativity(composition);
  const signs = Float64Array.from(crystal.atomicNumbers, (z) => (anion === null ? 1 : z === anion ? -1 : 1));
  return ionsOrRefusal(crystal, 'electronegativity', signs, null);
}

/**
 * The neutral combination of oxidation states whose atoms are, in sum, the most frequent in the ICSD statistic (the
 * criterion of pymatgen's `oxi_state_guesses`), as each element's average; null where there is none. Usual states are
 * tried first, then all known ones, then averages that need several formula units (Sb₂O₄ from SbO₂).
 */
export function guessOxidationStates(composition: Composition): OxidationGuess | null {
  const formula = [...reducedComposition(composition)];
  if (formula.length < 2) return null;
  const usual = formula.map(([z, count]) => ({ count, states: usualOxidationStatesOf(z) }));
  const all = formula.map(([z, count], index) => ({
    count,
    states: [...usual[index]!.states, ...rareOxidationStatesOf(z)],
  }));
  const averages = countedAverages(usual) ?? countedAverages(all) ?? pooledAverages(formula);
  return averages && new Map(formula.map(([z], index) => [z, averages[index]!]));
}

interface Choice {
  readonly count: number;
  readonly states: readonly OxidationState[];
}

/**
 * Balances a formula atom by atom: the most frequent neutral combination, as averages by element; null where there is
 * none. A dynamic programme over total charges; the score of a combination is the sum over its atoms of how often their
 * states occur.
 */
function countedAverages(formula: readonly Choice[]): number[] | null {
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
  return best.get(0)?.sums.map((sum, index) => sum / formula[index]!.count) ?? null;
}

/** For the atoms of one element: each sum of oxidation states that they can have, with its best score. */
function scoresBySum({ count, states }: Choice): Map<number, number> {
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
 * Averages over many formula units: each element keeps to states of one sign (negative for the most electronegative one,
 * positive for the others where they have such), and moves between its least and its greatest state. From all lowest
 * states, charge is raised first where a unit of it costs the least frequency, until the formula is neutral.
 */
function pooledAverages(formula: readonly (readonly [AtomicNumber, number])[]): number[] | null {
  const anion = mostElectronegative(formula.map(([z]) => z));
  const elements = formula.map(([z, count]) => {
    const states = usualOxidationStatesOf(z).filter(({ state }) => (z === anion ? state < 0 : state > 0));
    const ends = states.length > 0 ? states : usualOxidationStatesOf(z);
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
  return charge === 0 ? averages : null;
}

/** The one that makes the anions where no neutral formula helps; null in metals and alloys. */
function anionByElectronegativity(composition: Composition): AtomicNumber | null {
  const candidate = mostElectronegative([...composition.keys()]);
  return composition.size > 1 && candidate !== null && ANION_FORMERS.has(candidate) ? candidate : null;
}

function mostElectronegative(elements: readonly AtomicNumber[]): AtomicNumber | null {
  let most: AtomicNumber | null = null;
  for (const z of elements) {
    const value = electronegativityOf(z);
    if (value !== null && (most === null || value > electronegativityOf(most)!)) most = z;
  }
  return most;
}

function isNeutral(oxidationStates: Float64Array): boolean {
  let sum = 0;
  let magnitude = 0;
  for (const state of oxidationStates) {
    sum += state;
    magnitude += Math.abs(state);
  }
  return magnitude > 0 && Math.abs(sum) <= NEUTRAL * oxidationStates.length;
}

function ionsOrRefusal(
  crystal: Crystal,
  assignment: IonAssignment,
  charges: Float64Array,
  oxidationStates: Float64Array | null,
): IonResult {
  const signs = Int8Array.from(charges, Math.sign);
  const { file } = crystal.provenance;
  const formula = reducedFormula(compositionOf(crystal));
  if (!signs.includes(-1)) {
    return {
      ok: false,
      refusal: {
        code: 'NO_ANION',
        message: `${formula} has no anions: a metal, alloy or element has no cation-centred polyhedra.`,
        file,
      },
    };
  }
  if (!signs.includes(1)) {
    return {
      ok: false,
      refusal: { code: 'NO_CATION', message: `${formula} has no cations, and so no cation-centred polyhedra.`, file },
    };
  }
  return { ok: true, ions: { assignment, signs, oxidationStates } };
}
