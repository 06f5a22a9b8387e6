/** Occupancies of the atom list: which rows are one site, and what it holds. */
import type { Occupation, ReadWarning } from '../../crystal.js';
import { FULL_OCCUPANCY, isWhole, meanStateOf, occupancyOf } from '../../occupation.js';
import { closePairs } from '../../periodic/close-pairs.js';
import { fractionText, occupationOfSite, roundingOf, type StatedOccupant } from '../occupancy.js';
import { Refused, warning } from '../refused.js';
import type { Atom } from './atoms.js';
import { type CifValue, isMissing } from './loop.js';
import { measuredOf, numberOf } from './numbers.js';

/** An occupancy below this is partial, however uncertain. */
const MIN_OCCUPANCY = 0.9;
/** Refined occupancies go over 1 by their uncertainty. */
const MAX_OCCUPANCY = 1.05;
/** Å. Rows this close to each other state one position. */
const SAME_POSITION = 0.01;

/** A row of the list; no occupancy stated means that it is 1. */
export interface Row {
  readonly atom: Atom;
  readonly occupancy: CifValue | undefined;
}

export function isEmpty(occupancy: CifValue): boolean {
  return numberOf(occupancy) === 0;
}

/**
 * The atoms in the order of the list. Partly occupied rows at one position are one atom with several occupants, where the
 * first of them stands. Throws DISORDERED for occupancies that are no fractions, and that sum to more than 1.
 */
export function occupiedAtoms(rows: readonly Row[], lattice: Float64Array, warnings: ReadWarning[]): Atom[] {
  const atPosition = rowsByPosition(rows, lattice);
  // 0.985(15) beside 0.015(15) of another element is a share, not a whole atom.
  const isAlone = (row: Row) => atPosition.get(row)!.every(isFull);
  const full = new Set(rows.filter((row) => isFull(row) && isAlone(row)));
  for (const { atom, occupancy } of full) {
    if (occupancy === undefined || isMissing(occupancy)) continue;
    if (Math.abs(numberOf(occupancy)! - 1) <= FULL_OCCUPANCY) continue;
    warnings.push(warning(`The occupancy ${occupancy.text} of site ${atom.label} counts as 1.`, occupancy.line));
  }
  const merged = new Set<Row>();
  return rows.flatMap((row) => {
    if (merged.has(row)) return [];
    if (full.has(row)) return [row.atom];
    const together = atPosition.get(row)!.filter((other) => !full.has(other));
    for (const other of together) merged.add(other);
    return [atomOf(together, warnings)];
  });
}

/** The one atom that rows of one position are. */
function atomOf(rows: readonly Row[], warnings: ReadWarning[]): Atom {
  const { atom, occupancy } = rows[0]!;
  const names = rows.map(({ atom: { label } }) => label).join(', ');
  const site = rows.length === 1 ? `Site ${names}` : `The position of sites ${names}`;
  const stated = rows.flatMap(statedOccupants);
  const occupation = occupationOfSite(stated, site, occupancy?.line);
  const isOneElement = rows.length > 1 && occupation.length === 1;
  if (isOneElement) {
    warnings.push(warning(`Sites ${names} are one position of one element and count as one atom.`, atom.line));
  }
  const sum = stated.reduce((total, { fraction }) => total + fraction, 0);
  if (Math.abs(sum - 1) > rows.length * FULL_OCCUPANCY && Math.abs(occupancyOf(occupation) - 1) <= FULL_OCCUPANCY) {
    const text = fractionText(sum);
    warnings.push(warning(`The occupancies of sites ${names} sum to ${text}, which counts as 1.`, atom.line));
  }
  return withOccupation(atom, occupation);
}

function withOccupation(atom: Atom, occupation: Occupation): Atom {
  const { occupation: _, ...rest } = atom;
  const own = { ...rest, z: occupation[0]!.z, oxidationState: meanStateOf(occupation) };
  return isWhole(occupation) ? own : { ...own, occupation };
}

/** What a row adds to its position: its element, or the elements that its symbol names. */
function statedOccupants({ atom, occupancy }: Row): StatedOccupant[] {
  const { number: share, uncertainty } = fractionIn(atom.label, occupancy);
  const occupants = atom.occupation ?? [{ z: atom.z, fraction: 1, oxidationState: atom.oxidationState }];
  return occupants.map(({ z, fraction, oxidationState }) => ({
    z,
    oxidationState,
    fraction: share * fraction,
    uncertainty: uncertainty * fraction,
  }));
}

function fractionIn(label: string, value: CifValue | undefined): { number: number; uncertainty: number } {
  if (value === undefined || isMissing(value)) return { number: 1, uncertainty: 0 };
  const measured = measuredOf(value);
  if (measured === undefined || measured.number < 0) {
    const message = `Site ${label} has occupancy ${value.text}, which is no fraction from 0 to 1.`;
    throw new Refused('DISORDERED', message, value.line);
  }
  return { number: measured.number, uncertainty: measured.uncertainty || roundingOf(value.text) };
}

/** Whether it is one whole atom by itself. */
function isFull({ atom: { occupation }, occupancy: value }: Row): boolean {
  if (occupation !== undefined) return false;
  if (value === undefined || isMissing(value)) return true;
  const measured = measuredOf(value);
  if (measured === undefined) return false;
  const { number, uncertainty } = measured;
  const distance = Math.abs(number - 1);
  if (distance <= FULL_OCCUPANCY) return true;
  return (number >= MIN_OCCUPANCY && distance <= uncertainty * (1 + 1e-9)) || (number > 1 && number <= MAX_OCCUPANCY);
}

/** Rows of one position, each in the order of the list; by each of its rows. */
function rowsByPosition(rows: readonly Row[], lattice: Float64Array): Map<Row, readonly Row[]> {
  const together = rows.map((row) => [row]);
  const fractional = Float64Array.from(rows.flatMap(({ atom }) => atom.position));
  for (const { site, other } of closePairs(lattice, fractional, SAME_POSITION)) {
    together[site]!.push(rows[other]!);
    together[other] = together[site]!;
  }
  return new Map(rows.map((row, index) => [row, together[index]!]));
}
