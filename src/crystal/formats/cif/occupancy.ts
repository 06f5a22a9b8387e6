/** Occupancies of the atom list: which rows are fully occupied sites, alone or several together. */
import type { ReadWarning } from '../../crystal.js';
import { distanceToNearest } from '../../lattice.js';
import { FULL_OCCUPANCY } from '../occupancy.js';
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
export interface Occupant<A> {
  readonly atom: A;
  readonly occupancy: CifValue | undefined;
}

export function isEmpty(occupancy: CifValue): boolean {
  return numberOf(occupancy) === 0;
}

/**
 * The atoms in the order of the list. Rows of one element at one position whose occupancies sum to 1 are one atom, the
 * first of them. Throws DISORDERED for a site that is partly empty or shared by several elements.
 */
export function fullyOccupied(rows: readonly Occupant<Atom>[], lattice: Float64Array, warnings: ReadWarning[]): Atom[] {
  const partial = rows.filter((row) => !isFull(row, warnings));
  const merged = new Set<Atom>();
  for (const row of partial) {
    if (merged.has(row.atom)) continue;
    const { atom } = row;
    const together = partial.filter(({ atom: other }) => other.z === atom.z && isSamePosition(atom, other, lattice));
    const total = together.reduce((sum, { occupancy }) => sum + (numberOf(occupancy!) ?? Number.NaN), 0);
    if (!(Math.abs(total - 1) <= together.length * FULL_OCCUPANCY)) throw disordered(row);
    for (const { atom: other } of together) merged.add(other);
    const names = together.map(({ atom: { label } }) => label).join(', ');
    warnings.push(warning(`Sites ${names} are one position of one element and count as one atom.`, atom.line));
    merged.delete(atom);
  }
  return rows.flatMap(({ atom }) => (merged.has(atom) ? [] : [atom]));
}

function isFull({ atom: { label }, occupancy: value }: Occupant<Atom>, warnings: ReadWarning[]): boolean {
  if (value === undefined || isMissing(value)) return true;
  const measured = measuredOf(value);
  if (measured === undefined) return false;
  const { number, uncertainty } = measured;
  const distance = Math.abs(number - 1);
  if (distance <= FULL_OCCUPANCY) return true;
  const isWithin =
    (number >= MIN_OCCUPANCY && distance <= uncertainty * (1 + 1e-9)) || (number > 1 && number <= MAX_OCCUPANCY);
  if (isWithin) warnings.push(warning(`The occupancy ${value.text} of site ${label} counts as 1.`, value.line));
  return isWithin;
}

function isSamePosition({ position: a }: Atom, { position: b }: Atom, lattice: Float64Array): boolean {
  return distanceToNearest(lattice, a, b) <= SAME_POSITION;
}

function disordered({ atom: { label }, occupancy }: Occupant<Atom>): Refused {
  return new Refused(
    'DISORDERED',
    `Site ${label} has occupancy ${occupancy!.text}; only fully occupied sites can be analysed, so an ordered model is needed.`,
    occupancy!.line,
  );
}
