/** What else a block says about the contents of the cell, held against one reading of its symmetry. */
import type { AtomicNumber, Occupation } from '../../crystal.js';
import { atomicMassOf } from '../../elements.js';
import { volumeOf } from '../../lattice.js';
import type { Atom } from './atoms.js';
import type { CifBlock } from './block.js';
import { agreement, type StatedContents } from './contents.js';
import { numberOf } from './numbers.js';
import type { Candidate } from './symmetry.js';

/** The sites of the cell by one reading. */
export interface SitesOfCell {
  /** Index in the list of atoms, for each site of the cell. */
  readonly atomOf: readonly number[];
}

export interface Evidence {
  /** Statements that hold. */
  readonly agreeing: readonly Statement[];
  readonly differing: readonly Statement[];
}

/** What is compared, as part of a sentence. */
export const STATEMENTS = {
  formula: 'the stated formula',
  multiplicities: 'the stated multiplicities of the sites',
  density: 'the stated density',
} as const;

type Statement = (typeof STATEMENTS)[keyof typeof STATEMENTS];

/** Grams per cm³ of one unified atomic mass unit per Å³ (CODATA 2018). */
const DENSITY_UNIT = 1.6605390666;
/** Relative. Densities are rounded, and may have been measured at another temperature. */
const SAME_DENSITY = 0.05;
/** Relative; what lies between is left open (hydrogen without positions, wrong formula weights). */
const OTHER_DENSITY = 0.2;

export function evidenceFor(
  { atomOf }: SitesOfCell,
  candidate: Candidate,
  atoms: readonly Atom[],
  lattice: Float64Array,
  stated: StatedContents | undefined,
  block: CifBlock,
): Evidence {
  const agreeing: Statement[] = [];
  const differing: Statement[] = [];
  const add = (holds: boolean | undefined, statement: Statement): void => {
    if (holds !== undefined) (holds ? agreeing : differing).push(statement);
  };
  const contents = agreement(stated, countsOf(atomOf, atoms), looksRounded(atoms));
  add(contents === 'unknown' ? undefined : contents === 'agrees', STATEMENTS.formula);
  add(holdMultiplicities(atomOf, atoms, candidate), STATEMENTS.multiplicities);
  add(holdsDensity(atomOf, atoms, lattice, block), STATEMENTS.density);
  return { agreeing, differing };
}

/** Whether the contents of the cell are sums of occupancies, which formulas round. */
export function looksRounded(atoms: readonly Atom[]): boolean {
  return atoms.some(({ occupation }) => occupation !== undefined);
}

/** Atoms of each element in the cell. */
export function countsOf(atomOf: readonly number[], atoms: readonly Atom[]): Map<AtomicNumber, number> {
  const counts = new Map<AtomicNumber, number>();
  for (const atom of atomOf) {
    for (const { z, fraction } of occupantsOf(atoms[atom]!)) counts.set(z, (counts.get(z) ?? 0) + fraction);
  }
  return counts;
}

function occupantsOf({ z, occupation }: Atom): Occupation {
  return occupation ?? [{ z, fraction: 1 }];
}

/** undefined where neither multiplicities nor Wyckoff letters of a known setting are stated. */
function holdMultiplicities(
  atomOf: readonly number[],
  atoms: readonly Atom[],
  { multiplicities }: Candidate,
): boolean | undefined {
  const counts = new Int32Array(atoms.length);
  for (const atom of atomOf) counts[atom]!++;
  const needsLetters = atoms.some(({ multiplicity, wyckoff }) => multiplicity === undefined && wyckoff !== undefined);
  const byLetter = needsLetters ? multiplicities?.() : undefined;
  let isStated = false;
  for (const [index, { multiplicity, wyckoff }] of atoms.entries()) {
    const stated = multiplicity ?? (wyckoff === undefined ? undefined : byLetter?.get(wyckoff));
    if (stated === undefined) continue;
    isStated = true;
    if (stated !== counts[index]) return false;
  }
  return isStated ? true : undefined;
}

/** undefined where no density is stated, and where it is neither the same nor quite another. */
function holdsDensity(
  atomOf: readonly number[],
  atoms: readonly Atom[],
  lattice: Float64Array,
  block: CifBlock,
): boolean | undefined {
  const value = block.value('_exptl_crystal_density_diffrn', '_exptl_crystal_density_meas');
  const stated = value && numberOf(value);
  if (stated === undefined || !(stated > 0)) return undefined;
  let mass = 0;
  for (const [z, count] of countsOf(atomOf, atoms)) mass += count * atomicMassOf(z);
  const deviation = Math.abs((mass * DENSITY_UNIT) / volumeOf(lattice) / stated - 1);
  if (deviation <= SAME_DENSITY) return true;
  return deviation > OTHER_DENSITY ? false : undefined;
}
