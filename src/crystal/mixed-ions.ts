/**
 * Ions of a disordered crystal: what `assignIons` does, with occupants by their fractions. Each site has the mean state of
 * its atoms, and counts by its occupancy.
 */
import type { AtomicNumber, Crystal, Occupant } from './crystal.js';
import { type Composition, compositionOf, reducedFormula } from './formula.js';
import { assignIons, chargeLeft, type IonAssignment, type IonResult, statesNotUsed } from './ions.js';
import { meanStateOf, occupancyAt, occupationAt } from './occupation.js';
import { guessOxidationStates } from './oxidation/composition-guess.js';
import { impossibleState } from './oxidation/possible.js';

/** Nominal states (Ni³⁺ throughout NMC811) leave a charge; up to this part of that of the cations they are used. */
export const NOMINAL = 0.05;

/** Atoms of the formula that stands for one with fractions. */
const MOST_ATOMS = 400;
/** Counts that are as near to whole numbers are meant to be them. */
const NEARLY_WHOLE = 0.05;

/** The ions of a disordered crystal, or why it has none: NO_ANION. */
export function assignMixedIons(crystal: Crystal): IonResult {
  const { oxidationStates } = crystal;
  const warnings: string[] = [];
  if (oxidationStates !== undefined) {
    const given = statesOf(crystal, null);
    const objection = objectionTo(crystal, oxidationStates);
    if (given !== null && objection === null) return ionsWith('given', given, []);
    warnings.push(statesNotUsed(objection ?? 'some sites lack them'));
  }
  const guessed = guessedStates(crystal);
  const states = guessed && statesOf(crystal, guessed);
  if (states?.some((state) => state < 0)) return ionsWith('guessed', states, warnings);
  const { disorder: _, oxidationStates: __, ...ordered } = crystal;
  const told = assignIons(ordered);
  const formula = reducedFormula(compositionOf(crystal));
  if (told.ok) {
    const { signs } = told.ions;
    warnings.push(
      `No combination of known oxidation states makes ${formula} neutral; the signs are those of the most frequent elements of the sites.`,
    );
    return {
      ok: true,
      ions: { assignment: 'electronegativity', confidence: 'unsure', signs, oxidationStates: null, warnings },
    };
  }
  const message = told.refusal.message.replace(reducedFormula(compositionOf(ordered)), formula);
  return { ok: false, refusal: { ...told.refusal, message } };
}

/** The state of each occupant of a site, of the file or guessed, as `assignMixedIons` uses them; null where no neutral ones are known. */
export function occupantStates(crystal: Crystal): OccupantStates | null {
  const { oxidationStates } = crystal;
  if (
    oxidationStates !== undefined &&
    statesOf(crystal, null) !== null &&
    objectionTo(crystal, oxidationStates) === null
  ) {
    return { areGiven: true, stateOf: (site, { oxidationState = oxidationStates[site]! }) => oxidationState };
  }
  const guessed = guessedStates(crystal);
  return guessed && { areGiven: false, stateOf: (_, { z }) => guessed.get(z)! };
}

export interface OccupantStates {
  /** By the file. */
  readonly areGiven: boolean;
  readonly stateOf: (site: number, occupant: Occupant) => number;
}

function guessedStates(crystal: Crystal): ReadonlyMap<AtomicNumber, number> | null {
  return guessOxidationStates(wholeComposition(compositionOf(crystal)));
}

/** What speaks against mean states that a file gives; null for nothing. */
function objectionTo(crystal: Crystal, oxidationStates: Float64Array): string | null {
  if (oxidationStates.every((state) => state === 0)) return 'all are 0';
  const { total, relative } = chargeOf(crystal, oxidationStates);
  if (!(Math.abs(relative) <= NOMINAL)) return chargeLeft(total);
  const occupants = Array.from(oxidationStates, (state, site) =>
    occupationAt(crystal, site).map(({ z, oxidationState = state }) => ({ z, oxidationState })),
  ).flat();
  return impossibleState(
    Uint8Array.from(occupants, ({ z }) => z),
    Float64Array.from(occupants, ({ oxidationState }) => oxidationState),
  );
}

/** Of a cell whose sites have these mean states, in elementary charges; `relative` to that of its cations. */
export function chargeOf(
  crystal: Crystal,
  oxidationStates: ArrayLike<number>,
): { readonly total: number; readonly relative: number } {
  let [total, positive] = [0, 0];
  for (let site = 0; site < oxidationStates.length; site++) {
    const charge = occupancyAt(crystal, site) * oxidationStates[site]!;
    total += charge;
    positive += Math.max(charge, 0);
  }
  return { total, relative: positive === 0 ? Number.POSITIVE_INFINITY : total / positive };
}

/** Of means over occupancies, which have no more. */
const STATE_DIGITS = 6;

/** Mean states of the sites, by those of the elements, or of the file; null where one is unknown. */
function statesOf(crystal: Crystal, stateOf: ReadonlyMap<AtomicNumber, number> | null): Float64Array | null {
  const states = new Float64Array(crystal.labels.length);
  for (let site = 0; site < states.length; site++) {
    const occupation = occupationAt(crystal, site);
    const state =
      stateOf === null
        ? (meanStateOf(occupation) ?? crystal.oxidationStates?.[site])
        : meanStateOf(occupation.map(({ z, fraction }) => ({ z, fraction, oxidationState: stateOf.get(z)! })));
    if (state === undefined) return null;
    states[site] = Number(state.toFixed(STATE_DIGITS));
  }
  return states;
}

/** States of the composition alone are an unsure guess. */
function ionsWith(assignment: IonAssignment, oxidationStates: Float64Array, warnings: readonly string[]): IonResult {
  const confidence = assignment === 'given' ? null : 'unsure';
  const signs = Int8Array.from(oxidationStates, Math.sign);
  return { ok: true, ions: { assignment, confidence, signs, oxidationStates, warnings } };
}

/** The smallest multiple of a formula whose counts are nearly whole, rounded; of the largest that is looked at where none is. */
function wholeComposition(composition: Composition): Composition {
  const counts = [...composition.values()];
  const atoms = counts.reduce((sum, count) => sum + count, 0);
  const largest = Math.max(1, Math.floor(MOST_ATOMS / atoms));
  let multiple = 1;
  const isWhole = () =>
    counts.every((count) => Math.abs(multiple * count - Math.round(multiple * count)) <= NEARLY_WHOLE);
  while (multiple < largest && !(isWhole() && counts.every((count) => multiple * count >= 0.5))) multiple++;
  return new Map([...composition].map(([z, count]) => [z, Math.max(1, Math.round(multiple * count))]));
}
