/** The sites of the cell, by that reading of the stated symmetry which holds against what else the block says. */
import { covalentRadiusOf } from '../../covalent-radii.js';
import type { ReadWarning } from '../../crystal.js';
import { HYDROGEN } from '../../element-groups.js';
import { symbolOf } from '../../elements.js';
import { reducedFormula } from '../../formula.js';
import { distanceToNearest } from '../../lattice.js';
import { closePairs } from '../../periodic/close-pairs.js';
import { vectorAt } from '../../vectors.js';
import { MIN_DISTANCE, tooClose } from '../assemble.js';
import { Refused, warning } from '../refused.js';
import type { Atom } from './atoms.js';
import type { CifBlock } from './block.js';
import { agreement, type StatedContents } from './contents.js';
import { countsOf, type Evidence, evidenceFor, looksRounded, STATEMENTS } from './evidence.js';
import { expand, SPECIAL_POSITION_REACH } from './expand.js';
import { IDENTITY } from './operations.js';
import { type Candidate, type StatedSymmetry, statedSymmetry } from './symmetry.js';

export interface Model {
  /** Index in the list of atoms, for each site of the cell. */
  readonly atomOf: readonly number[];
  /** Length 3n. */
  readonly fractional: readonly number[];
  readonly warnings: readonly ReadWarning[];
}

/** Å. An atom that is moved farther than this onto its special position is worth a warning. */
const NOTABLE_SHIFT = 0.02;

/** A reading of the symmetry with its sites, and what the block says about them. */
interface Reading extends Evidence {
  readonly candidate: Candidate;
  readonly model: Model;
}

/**
 * Tries the readings of the symmetry, the most trusted first, and takes the first against which the least of the block's
 * other statements speaks. Nothing but statements that agree with another reading can speak against a list of operations.
 * What speaks against the reading that was taken is told. Throws UNKNOWN_SPACE_GROUP, ATOMS_TOO_CLOSE, TOO_MANY_ATOMS.
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
  const readings: Reading[] = [];
  let problem: Refused | undefined;
  for (const candidate of candidates) {
    try {
      const model = modelOf(candidate, atoms, lattice);
      readings.push({ candidate, model, ...evidenceFor(model, candidate, atoms, lattice, stated, block) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem ??= error;
    }
  }
  const taken = bestReading(readings, candidates[0]!, atoms, lattice);
  if (taken === undefined) throw problem;
  return {
    ...taken.model,
    warnings: [
      ...warnings,
      ...warningOfChoice(taken, readings, symmetry),
      ...warningOfStatements(taken, atoms, stated),
      ...missingHydrogen(atoms, stated),
      ...taken.model.warnings,
    ],
  };
}

/** undefined where no reading can be used, or only ones that nothing but a list of operations out of use speaks for. */
function bestReading(
  readings: readonly Reading[],
  first: Candidate,
  atoms: readonly Atom[],
  lattice: Float64Array,
): Reading | undefined {
  const trusted = readings.find(({ candidate }) => candidate === first);
  const isDoubted = trusted !== undefined && objectionsTo(trusted, readings).length > 0;
  const eligible = readings.filter(
    ({ candidate, agreeing }) => candidate === first || first.kind === 'setting' || isDoubted || agreeing.length > 0,
  );
  const doubts = (reading: Reading): number => reading.differing.length + objectionsTo(reading, readings).length;
  const least = Math.min(...eligible.map(doubts));
  const best = eligible.filter((reading) => doubts(reading) === least);
  // Where nothing stated decides between settings, distances that no bond has do.
  const choices = best.filter(
    ({ candidate: { symbol } }) => symbol !== undefined && symbol === best[0]?.candidate.symbol,
  );
  if (choices.length < 2) return best[0];
  return choices.find(({ model }) => !isCrowded(model, atoms, lattice)) ?? best[0];
}

/** A list and a name that give the same cell do not contradict each other: the list of atoms is that of the whole cell. */
function objectionsTo({ candidate, model }: Reading, readings: readonly Reading[]): readonly string[] {
  const isSame = readings.some(
    (other) => other.candidate.kind !== candidate.kind && other.model.atomOf.length === model.atomOf.length,
  );
  return isSame ? [] : candidate.objections;
}

/** A block that states no symmetry at all is read only where its list of atoms is the stated contents of the cell. */
function wholeCell(
  block: CifBlock,
  atoms: readonly Atom[],
  lattice: Float64Array,
  stated: StatedContents | undefined,
): Model {
  const model = modelOf({ kind: 'list', operations: [IDENTITY], description: '', objections: [] }, atoms, lattice);
  if (
    stated?.units === undefined ||
    agreement(stated, countsOf(model.atomOf, atoms), looksRounded(atoms)) !== 'agrees'
  ) {
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
    // What excludes each other is settled when the crystal is put together.
    if (first.occupation !== undefined && second.occupation !== undefined) continue;
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

/** How the symmetry was settled where the block leaves it open, or contradicts itself. */
function warningOfChoice(
  reading: Reading,
  readings: readonly Reading[],
  { candidates }: StatedSymmetry,
): ReadWarning[] {
  const { candidate, agreeing } = reading;
  const others = candidates.filter((other) => other !== candidate);
  const reason =
    agreeing.length === 0 ? '' : `, because ${agreeing.join(' and ')} ${agreeing.length > 1 ? 'agree' : 'agrees'}`;
  // A list that agrees with what is named is not contradicted by settings that do not.
  const doubted =
    candidate.kind === 'list' ? [reading] : readings.filter((one) => one === reading || one.candidate.kind === 'list');
  const objections = doubted.flatMap((one) => objectionsTo(one, readings));
  if (objections.length > 0) {
    return [
      warning(
        `The block contradicts itself about its symmetry (${[...new Set(objections)].join('; ')}): ${candidate.description} ${candidate.kind === 'list' ? 'count' : 'counts'}${reason}.`,
      ),
    ];
  }
  if (candidate.kind === 'list') return [];
  const open = others.filter(({ kind, objections: against }) => kind === 'setting' && against.length === 0);
  if (open.length === 0) return [];
  const names = open.map(({ description }) => description).join(', ');
  return [
    warning(`The symmetry can be read in several ways: ${candidate.description} was taken${reason}, not ${names}.`),
  ];
}

/** What the block states of the cell's contents and the reading does not have. */
function warningOfStatements(
  { differing, model: { atomOf } }: Reading,
  atoms: readonly Atom[],
  stated: StatedContents | undefined,
): ReadWarning[] {
  return differing.map((statement) => {
    if (statement !== STATEMENTS.formula) return warning(`The atoms of the cell do not agree with ${statement}.`);
    const units = stated?.units === undefined ? '' : ` with Z = ${stated.units}`;
    const counts = countsOf(atomOf, atoms);
    const total = Number([...counts.values()].reduce((sum, count) => sum + count, 0).toFixed(2));
    return warning(
      `The cell holds ${total} atoms, ${reducedFormula(counts)}, which does not match the stated formula ` +
        `${stated?.formulaText}${units}; an atom may be missing from the list.`,
      stated?.line,
    );
  });
}

/**
 * Covalent radii; sums of two. Below this no two atoms of a crystal are apart: uranyl's bonds have 0.66, permanganate's
 * 0.74.
 */
const CROWDED = 0.62;
/** Atoms; pairs are looked at one by one. */
const MAX_COMPARED = 600;

/** Whether two atoms are nearer to each other than any bond is. */
function isCrowded({ atomOf, fractional }: Model, atoms: readonly Atom[], lattice: Float64Array): boolean {
  if (atomOf.length > MAX_COMPARED) return false;
  const radii = atomOf.map((atom) => covalentRadiusOf(atoms[atom]!.z));
  for (let i = 0; i < atomOf.length; i++) {
    for (let j = 0; j < i; j++) {
      const distance = distanceToNearest(lattice, vectorAt(fractional, 3 * i), vectorAt(fractional, 3 * j));
      const isEither = [i, j].every((site) => atoms[atomOf[site]!]!.occupation !== undefined);
      if (!isEither && distance < CROWDED * (radii[i]! + radii[j]!)) return true;
    }
  }
  return false;
}

function missingHydrogen(atoms: readonly Atom[], stated: StatedContents | undefined): ReadWarning[] {
  if (!stated?.formula.has(HYDROGEN) || atoms.some(({ z }) => z === HYDROGEN)) return [];
  return [warning(`The hydrogen of the formula ${stated.formulaText} is not in the list of atoms.`, stated.line)];
}

function nameOf({ label, z }: Atom): string {
  return `${symbolOf(z)} (${label})`;
}
