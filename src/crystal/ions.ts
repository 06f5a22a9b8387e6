/**
 * Which sites are cations and which anions, and their oxidation states. Those that the file gives count if every site has one,
 * they sum to zero, and atoms have as many electrons. Otherwise they are guessed from the structure (`oxidation`), where that
 * fits badly from the composition; and where no neutral guess exists, the most electronegative element still tells the anions.
 */
import type { AtomicNumber, Crystal, Refusal } from './crystal.js';
import { type Composition, compositionOf, reducedFormula } from './formula.js';
import { guessFromComposition, isAnionFormer } from './oxidation/composition-guess.js';
import { confidenceOf, type IonConfidence } from './oxidation/confidence.js';
import { impossibleState } from './oxidation/possible.js';
import { isSaltLike } from './oxidation/salt-like.js';
import { guessFromStructure, type StructureGuess } from './oxidation/structure-guess.js';
import type { AtomGrid } from './periodic/atom-grid.js';

export type { IonConfidence } from './oxidation/confidence.js';

/** How the ions were told apart; `none` of an alloy, which has none. */
export type IonAssignment = 'given' | 'guessed' | 'electronegativity' | 'none';

export interface Ions {
  readonly assignment: IonAssignment;
  /** How sure a guess is; null for states that the file gives, and without ions. */
  readonly confidence: IonConfidence | null;
  /** 1 cation, −1 anion, 0 neither; one for each site. A neutral metal atom that is bonded to anions counts as a cation. */
  readonly signs: Int8Array;
  /**
   * Oxidation state of each site; equal sites that can't be told apart have their average (Fe in octahedra of Fe₃O₄: 5/2).
   * null where electronegativity alone told the ions, and without ions.
   */
  readonly oxidationStates: Float64Array | null;
  /** Why the states that the file gives were not used, and what is to be known of a guess; for the user. */
  readonly warnings: readonly string[];
}

export type IonResult = { readonly ok: true; readonly ions: Ions } | { readonly ok: false; readonly refusal: Refusal };

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
    warnings.push(statesNotUsed(objection));
  }
  const composition = compositionOf(crystal);
  const guess = composition.size === 1 ? null : guessFromStructure(crystal, grid);
  if (guess !== null && isMeaningful(guess)) {
    const { states, signs } = guess;
    const isSalt = crystal.atomicNumbers.some((z, site) => signs[site] === -1 && isAnionFormer(z));
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

/** Of a metal, alloy or element: no atom is a cation or an anion. */
export function withoutIons({ atomicNumbers }: Pick<Crystal, 'atomicNumbers'>): Ions {
  const signs = new Int8Array(atomicNumbers.length);
  return { assignment: 'none', confidence: null, signs, oxidationStates: null, warnings: [] };
}

/**
 * Average oxidation state of each element at each of its sites, as models of AMDNet were trained with: those of the file, or of
 * the composition alone, whatever the bonds say; null where no neutral ones are known.
 */
export function averageStates(crystal: Crystal): Float64Array | null {
  const { atomicNumbers, oxidationStates } = crystal;
  if (oxidationStates !== undefined && objectionTo(atomicNumbers, oxidationStates) === null) return oxidationStates;
  const guess = guessFromComposition(compositionOf(crystal));
  return guess?.isBalanced ? Float64Array.from(atomicNumbers, (z) => guess.states.get(z as AtomicNumber)!) : null;
}

/**
 * The ions that models of AMDNet were trained with: those of the file, or of the composition alone (`averageStates`), or of its
 * most electronegative element. Each element is then cation or anion throughout.
 */
export function assignAverageIons(crystal: Crystal): IonResult {
  const { oxidationStates } = crystal;
  if (oxidationStates !== undefined && objectionTo(crystal.atomicNumbers, oxidationStates) === null) {
    return assignIons(crystal);
  }
  return ionsOrRefusal(crystal, ionsOfComposition(crystal, compositionOf(crystal), []));
}

/** The states fit the bonds, and there are anions. */
function isMeaningful({ cost, signs }: StructureGuess): boolean {
  return cost <= MEANINGLESS && signs.includes(-1);
}

/** Cost of an atom; `StructureGuess`. */
const MEANINGLESS = 3;

/** Where the structure gives no guess: broken structures, and metals. */
function ionsOfComposition({ atomicNumbers }: Crystal, composition: Composition, before: readonly string[]): Ions {
  const guess = guessFromComposition(composition);
  const ofSites = Float64Array.from(atomicNumbers, (z) => guess?.states.get(z as AtomicNumber) ?? 0);
  const isBalanced = guess?.isBalanced === true;
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

/** @param objection what speaks against the states of the file */
export function statesNotUsed(objection: string): string {
  return `The oxidation states of the file were not used: ${objection}; others were guessed.`;
}

/** @param charge of the cell, e */
export function chargeLeft(charge: number): string {
  return `they leave the cell with a charge of ${Number(charge.toFixed(2))}`;
}

/** What speaks against oxidation states that a file gives for all sites; null for nothing. */
function objectionTo(atomicNumbers: Uint8Array, oxidationStates: Float64Array): string | null {
  if (oxidationStates.every((state) => state === 0)) return 'all are 0';
  const charge = oxidationStates.reduce((sum, state) => sum + state, 0);
  if (Math.abs(charge) > NEUTRAL * oxidationStates.length) return chargeLeft(charge);
  return impossibleState(atomicNumbers, oxidationStates);
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
        'For the neighbours of every atom, ask for alloys: `motifgraph analyze --alloys`, or `analyzeStructure(alloys: true)` in GraphQL. ' +
        'For polyhedra around some of its atoms, state oxidation states of all atoms in the file, negative ones for those at the corners.',
      file,
    },
  };
}
