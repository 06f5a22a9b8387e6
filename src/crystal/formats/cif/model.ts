/** The sites of the cell, by that reading of the stated symmetry which holds against what else the block says. */
import type { AtomicNumber, ReadWarning } from '../../crystal.js';
import { symbolOf } from '../../elements.js';
import { reducedFormula } from '../../formula.js';
import { closePairs } from '../../periodic/close-pairs.js';
import { MIN_DISTANCE, tooClose } from '../assemble.js';
import { Refused, warning } from '../refused.js';
import type { Atom } from './atoms.js';
import type { CifBlock } from './block.js';
import { agreement, type StatedContents } from './contents.js';
import { expand, SPECIAL_POSITION_REACH } from './expand.js';
import { IDENTITY } from './operations.js';
import { type Candidate, statedSymmetry } from './symmetry.js';

export interface Model {
  /** Index in the list of atoms, for each site of the cell. */
  readonly atomOf: readonly number[];
  /** Length 3n. */
  readonly fractional: readonly number[];
  readonly warnings: readonly ReadWarning[];
}

/** Å. An atom that is moved farther than this onto its special position is worth a warning. */
const NOTABLE_SHIFT = 0.02;

const HYDROGEN = 1 as AtomicNumber;

/**
 * Tries the readings of the symmetry, the most trusted first, and takes the first that gives the stated contents of the
 * cell and no atoms on top of each other. Where the contents are not stated, the first possible one is taken; where no
 * reading gives them, the most trusted one, with a warning. Throws UNKNOWN_SPACE_GROUP, ATOMS_TOO_CLOSE, TOO_MANY_ATOMS.
 */
export function buildModel(
  block: CifBlock,
  atoms: readonly Atom[],
  lattice: Float64Array,
  stated: StatedContents | undefined,
): Model {
  const symmetry = statedSymmetry(block, lattice);
  if (symmetry === undefined) return wholeCell(block, atoms, lattice, stated);
  const { candidates, warnings } = symmetry;
  let fallback: Model | undefined;
  let problem: Refused | undefined;
  for (const [index, candidate] of candidates.entries()) {
    let model: Model;
    try {
      model = modelOf(candidate, atoms, lattice);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem ??= error;
      continue;
    }
    const verdict = contentsOf(model, atoms, stated);
    // Nothing but matching contents can speak against a list of operations.
    const isEligible =
      index === 0 || verdict === 'agrees' || (problem !== undefined && candidates[0]!.kind === 'setting');
    if (verdict !== 'differs' && isEligible) {
      const choice = warningOfChoice(candidate, candidates, index);
      return { ...model, warnings: [...warnings, ...choice, ...missingHydrogen(atoms, stated), ...model.warnings] };
    }
    if (problem === undefined) fallback ??= model;
  }
  if (fallback === undefined) throw problem;
  const found = reducedFormula(countsOf(fallback, atoms));
  const units = stated?.units === undefined ? '' : ` with Z = ${stated.units}`;
  const message =
    `The cell holds ${fallback.atomOf.length} atoms, ${found}, which does not match the stated formula ` +
    `${stated?.formulaText}${units}; an atom may be missing from the list.`;
  return { ...fallback, warnings: [...warnings, ...fallback.warnings, warning(message, stated?.line)] };
}

/** A block that states no symmetry at all is read only where its list of atoms is the stated contents of the cell. */
function wholeCell(
  block: CifBlock,
  atoms: readonly Atom[],
  lattice: Float64Array,
  stated: StatedContents | undefined,
): Model {
  const model = modelOf({ kind: 'list', operations: [IDENTITY], description: '' }, atoms, lattice);
  if (stated?.units === undefined || contentsOf(model, atoms, stated) !== 'agrees') {
    throw new Refused(
      'UNKNOWN_SPACE_GROUP',
      'Neither symmetry operations nor a space group are given; if the list of atoms is the whole cell, add "_space_group_IT_number 1".',
      block.line,
    );
  }
  const message = 'No symmetry is given; the stated formula confirms that the list of atoms is the whole cell.';
  return { ...model, warnings: [...model.warnings, warning(message, block.line)] };
}

function modelOf({ operations }: Candidate, atoms: readonly Atom[], lattice: Float64Array): Model {
  const { atomOf, fractional, largestShift } = expand(atoms, operations, lattice);
  const warnings: ReadWarning[] = [];
  const { label, line } = atoms[largestShift.atom]!;
  if (largestShift.distance > NOTABLE_SHIFT) {
    const distance = largestShift.distance.toFixed(3);
    warnings.push(warning(`Site ${label} was moved by ${distance} Å onto its special position.`, line));
  }
  return withoutRepeats({ atomOf, fractional, warnings }, atoms, lattice);
}

/** Leaves out atoms that the list has twice, or that the symmetry makes from others. Throws ATOMS_TOO_CLOSE. */
function withoutRepeats(model: Model, atoms: readonly Atom[], lattice: Float64Array): Model {
  const repeated = new Set<number>();
  const warnings: ReadWarning[] = [];
  const told = new Set<number>();
  for (const { site, other, distance } of closePairs(lattice, Float64Array.from(model.fractional), MIN_DISTANCE)) {
    const first = atoms[model.atomOf[site]!]!;
    const second = atoms[model.atomOf[other]!]!;
    if (first.z !== second.z || distance > SPECIAL_POSITION_REACH) {
      throw tooClose(nameOf(first), nameOf(second), distance, second.line);
    }
    repeated.add(other);
    if (!told.has(model.atomOf[other]!)) {
      told.add(model.atomOf[other]!);
      const message = `Site ${second.label} is the same as ${first.label} (line ${first.line}) and counts once.`;
      warnings.push(warning(message, second.line));
    }
  }
  if (repeated.size === 0) return model;
  return {
    atomOf: model.atomOf.filter((_, site) => !repeated.has(site)),
    fractional: model.fractional.filter((_, index) => !repeated.has(Math.floor(index / 3))),
    warnings: [...model.warnings, ...warnings],
  };
}

function warningOfChoice(candidate: Candidate, candidates: readonly Candidate[], index: number): ReadWarning[] {
  if (candidates.length === 1 || candidate.kind === 'list') return [];
  const others = candidates.filter((other) => other !== candidate).map(({ description }) => description);
  const reason = index === 0 ? 'was taken' : 'was taken, because it gives the stated contents or no atoms too close';
  return [
    warning(`The symmetry can be read in several ways: ${candidate.description} ${reason}, not ${others.join(', ')}.`),
  ];
}

function missingHydrogen(atoms: readonly Atom[], stated: StatedContents | undefined): ReadWarning[] {
  if (!stated?.formula.has(HYDROGEN) || atoms.some(({ z }) => z === HYDROGEN)) return [];
  return [warning(`The hydrogen of the formula ${stated.formulaText} is not in the list of atoms.`, stated.line)];
}

function contentsOf(
  model: Model,
  atoms: readonly Atom[],
  stated: StatedContents | undefined,
): ReturnType<typeof agreement> {
  return agreement(stated, countsOf(model, atoms));
}

function countsOf({ atomOf }: Model, atoms: readonly Atom[]): Map<AtomicNumber, number> {
  const counts = new Map<AtomicNumber, number>();
  for (const atom of atomOf) {
    const { z } = atoms[atom]!;
    counts.set(z, (counts.get(z) ?? 0) + 1);
  }
  return counts;
}

function nameOf({ label, z }: Atom): string {
  return `${symbolOf(z)} (${label})`;
}
