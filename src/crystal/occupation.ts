/**
 * Who occupies the sites of a disordered crystal. A crystal without `disorder` is ordered: each site holds one atom of the
 * element that `atomicNumbers` has.
 */
import type { AtomicNumber, Crystal, Occupant, Occupation } from './crystal.js';
import { byElectronegativity } from './elements.js';

/** Occupancies this close to 1 are 1: they are rounded, or sums of rounded numbers. */
export const FULL_OCCUPANCY = 1e-3;

/** Sites whose occupancies sum to 1 but for this may be places of which one at a time is occupied. */
export const SHARED_OCCUPANCY = 0.05;

/** The sum of the fractions: 1 where no part of the sites is empty. */
export function occupancyOf(occupation: readonly Pick<Occupant, 'fraction'>[]): number {
  return occupation.reduce((sum, { fraction }) => sum + fraction, 0);
}

/** Whether it is one atom of one element. */
export function isWhole(occupation: Occupation): boolean {
  return occupation.length === 1 && Math.abs(occupation[0]!.fraction - 1) <= FULL_OCCUPANCY;
}

/** Occupants by element, the most frequent first, equal ones as in formulas; several of one element are one. */
export function occupationFrom(occupants: readonly Occupant[]): Occupation {
  const byElement = new Map<AtomicNumber, Occupant>();
  for (const occupant of occupants) {
    const known = byElement.get(occupant.z);
    byElement.set(occupant.z, known === undefined ? occupant : together(known, occupant));
  }
  return [...byElement.values()].sort((a, b) => b.fraction - a.fraction || byElectronegativity(a.z, b.z));
}

/** Fe²⁺ and Fe³⁺ at one site are iron of the mean state; unknown where one of them is. */
function together(one: Occupant, other: Occupant): Occupant {
  const fraction = one.fraction + other.fraction;
  const { z } = one;
  if (one.oxidationState === undefined || other.oxidationState === undefined) return { z, fraction };
  const charge = one.fraction * one.oxidationState + other.fraction * other.oxidationState;
  return { z, fraction, oxidationState: charge / fraction };
}

/** Mean state of the atoms at such a site (of its occupied part); undefined where one is unknown. */
export function meanStateOf(occupation: Occupation): number | undefined {
  let charge = 0;
  for (const { fraction, oxidationState } of occupation) {
    if (oxidationState === undefined) return undefined;
    charge += fraction * oxidationState;
  }
  return charge / occupancyOf(occupation);
}

/** Of a site, in an ordered crystal too. */
export function occupationAt(
  { atomicNumbers, disorder }: Pick<Crystal, 'atomicNumbers' | 'disorder'>,
  site: number,
): Occupation {
  return (
    disorder?.occupations[disorder.occupationOf[site]!] ?? [{ z: atomicNumbers[site] as AtomicNumber, fraction: 1 }]
  );
}

/** The share of a site that is occupied, 0–1. */
export function occupancyAt({ disorder }: Pick<Crystal, 'disorder'>, site: number): number {
  return disorder === undefined ? 1 : occupancyOf(disorder.occupations[disorder.occupationOf[site]!]!);
}

/** A number for each site: equal where the same elements stand with the same fractions, so that symmetry may join them. */
export function speciesOf({ atomicNumbers, disorder }: Pick<Crystal, 'atomicNumbers' | 'disorder'>): ArrayLike<number> {
  if (disorder === undefined) return atomicNumbers;
  const species = new Map<string, number>();
  const numbers = disorder.occupations.map((occupation) => {
    const key = keyOf(occupation.map(({ z, fraction }) => ({ z, fraction })));
    if (!species.has(key)) species.set(key, species.size + 1);
    return species.get(key)!;
  });
  return Array.from(disorder.occupationOf, (occupation) => numbers[occupation]!);
}

/** Atoms of the cell: occupancies count as far as they go. */
export function atomsOf(crystal: Pick<Crystal, 'atomicNumbers' | 'disorder'>): number {
  if (crystal.disorder === undefined) return crystal.atomicNumbers.length;
  return crystal.atomicNumbers.reduce((sum, _, site) => sum + occupancyAt(crystal, site), 0);
}

/** Digits of fractions by which occupations are told apart: refined ones have no more. */
const DIGITS = 4;

function keyOf(occupation: Occupation): string {
  return occupation
    .map(({ z, fraction, oxidationState }) => `${z} ${fraction.toFixed(DIGITS)} ${oxidationState ?? ''}`)
    .join();
}

/** What a crystal keeps of the occupations of its sites; undefined where all of them are whole. */
export function disorderOf(ofSites: readonly Occupation[]): Crystal['disorder'] {
  if (ofSites.every(isWhole)) return undefined;
  const occupations: Occupation[] = [];
  const positions = new Map<string, number>();
  const occupationOf = Uint16Array.from(ofSites, (occupation) => {
    const key = keyOf(occupation);
    let position = positions.get(key);
    if (position === undefined) {
      position = occupations.length;
      positions.set(key, position);
      occupations.push(occupation);
    }
    return position;
  });
  return { occupations, occupationOf };
}
