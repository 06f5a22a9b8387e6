/** Composition of a crystal in the forms that people search by. */
import type { AtomicNumber, Crystal } from './crystal.js';
import { atomicMassOf, byElectronegativity, electronegativityOf, symbolOf } from './elements.js';
import { greatestCommonDivisor } from './integers.js';
import { volumeOf } from './lattice.js';
import { atomsOf, occupationAt, speciesOf } from './occupation.js';

/** How many atoms of each element; elements in the order of their first site. */
export type Composition = ReadonlyMap<AtomicNumber, number>;

type Contents = Pick<Crystal, 'atomicNumbers' | 'disorder'>;

/** What the cell holds; of a disordered crystal one of its formula units (`formulaUnitsOf`), as no later step finds them. */
export function compositionOf(crystal: Contents): Composition {
  return compositionOfSites(crystal, crystal.atomicNumbers.keys(), formulaUnitsOf(crystal));
}

/** The atoms of some sites, divided by a number of units. */
export function compositionOfSites(crystal: Contents, sites: Iterable<number>, units = 1): Composition {
  const counts = new Map<AtomicNumber, number>();
  const add = (z: AtomicNumber, count: number) => counts.set(z, (counts.get(z) ?? 0) + count);
  if (crystal.disorder === undefined) for (const site of sites) add(crystal.atomicNumbers[site] as AtomicNumber, 1);
  else {
    for (const site of sites) for (const { z, fraction } of occupationAt(crystal, site)) add(z, fraction);
    for (const [z, count] of counts) counts.set(z, withoutNoise(count / units));
  }
  return counts;
}

/**
 * Formula units of a disordered crystal's cell: the greatest number that divides how many sites there are of each occupation.
 * So does LiNi0.8Mn0.1Co0.1O2 stay as it is, and is not counted up to whole numbers of atoms. 1 of an ordered crystal, whose
 * counts tell them.
 */
function formulaUnitsOf(crystal: Contents): number {
  return crystal.disorder === undefined ? 1 : unitsOf(crystal, crystal.atomicNumbers.keys());
}

/** The same of some sites. */
export function unitsOf(crystal: Contents, sites: Iterable<number>): number {
  const species = speciesOf(crystal);
  const counts = new Map<number, number>();
  for (const site of sites) counts.set(species[site]!, (counts.get(species[site]!) ?? 0) + 1);
  return [...counts.values()].reduce(greatestCommonDivisor, 0);
}

/** Fractions have four digits at most. */
const COUNT_DIGITS = 4;
/** What these can tell: a trace is as much, as no formula has `Fe0`. */
const LEAST_COUNT = 0.0001;
/** Six sites of 0.333 are two atoms. */
const NEARLY_WHOLE = 0.003;

function withoutNoise(count: number): number {
  const whole = Math.round(count);
  if (whole > 0 && Math.abs(count - whole) < NEARLY_WHOLE) return whole;
  return Math.max(LEAST_COUNT, Number(count.toFixed(COUNT_DIGITS)));
}

/** The composition divided by the greatest common divisor of its counts; as it is where they are no whole numbers. */
export function reducedComposition(composition: Composition): Composition {
  if (![...composition.values()].every(Number.isInteger)) return composition;
  const divisor = [...composition.values()].reduce(greatestCommonDivisor, 0);
  return new Map([...composition].map(([z, count]) => [z, count / divisor]));
}

/** By element symbol, in the order of the composition; they sum to 1. */
export function atomicFractions(composition: Composition): Readonly<Record<string, number>> {
  const atoms = [...composition.values()].reduce((sum, count) => sum + count, 0);
  return Object.fromEntries([...composition].map(([z, count]) => [symbolOf(z), count / atoms]));
}

/**
 * `TiO2`: reduced, elements in order of electronegativity, equal ones alphabetically. Elements that share sites stand with
 * the most frequent first: `LiNi0.8Mn0.1Co0.1O2`, `Ba0.5Sr0.5Co0.8Fe0.2O2.48`.
 */
export function reducedFormula(composition: Composition): string {
  return wholeFormula(reducedComposition(composition));
}

/** `Si6O18`: the counts as they are, elements in the same order. */
export function wholeFormula(composition: Composition): string {
  return inOrder([...composition].sort(([z], [other]) => byElectronegativity(z, other)))
    .map(([z, count]) => symbolOf(z) + subscript(count))
    .join('');
}

type Entry = readonly [AtomicNumber, number];

/** More electronegative elements do not share sites with less electronegative ones (Pauling's scale). */
const ANION = 2.5;

/**
 * Elements with broken counts whose sum is whole, such as share a site, stand together where the first of them would, by
 * count. It depends on nothing but the composition, so that a formula that somebody types leads to the same text.
 */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const left = [...entries];
  const ordered: Entry[] = [];
  for (let first = left.shift(); first !== undefined; first = left.shift()) {
    const group = groupWith(first, left);
    ordered.push(...group.toSorted(([, count], [, other]) => other - count));
    for (const entry of group.slice(1)) left.splice(left.indexOf(entry), 1);
  }
  return ordered;
}

/** It and the next ones that make its count whole; it alone where none do. */
function groupWith(first: Entry, next: readonly Entry[]): readonly Entry[] {
  const isAnion = ([z]: Entry) => (electronegativityOf(z) ?? 0) >= ANION;
  const group = [first];
  let total = first[1];
  if (isWholeCount(total)) return group;
  for (const entry of next) {
    if (isWholeCount(entry[1]) || isAnion(entry) !== isAnion(first)) continue;
    group.push(entry);
    total += entry[1];
    if (isWholeCount(total)) return group;
  }
  return [first];
}

function isWholeCount(count: number): boolean {
  return Math.abs(count - Math.round(count)) < WHOLE_SUM;
}

/** Rounded occupancies sum to whole numbers no better. */
const WHOLE_SUM = 0.005;

/** `AB2`: the reduced counts in ascending order, the elements lettered. Past Z: `Aa`, `Ba`, … as OPTIMADE has it. */
export function anonymousFormula(composition: Composition): string {
  return lettered([...reducedComposition(composition).values()].sort((count, other) => count - other));
}

/**
 * Reduced formulas as OPTIMADE has them: `O2Ti`, elements alphabetically, and `A2B`, the largest count first. Null where counts
 * are no whole numbers.
 */
export function wholeFormulas(composition: Composition): {
  readonly reduced: string | null;
  readonly anonymous: string | null;
} {
  const counts = reducedComposition(composition);
  if (![...counts.values()].every(Number.isInteger)) return { reduced: null, anonymous: null };
  const bySymbol = new Map([...counts].map(([z, count]) => [symbolOf(z), count]));
  const reduced = elementsOf(counts).map((symbol) => symbol + subscript(bySymbol.get(symbol)!));
  const anonymous = lettered([...counts.values()].sort((count, other) => other - count));
  return { reduced: reduced.join(''), anonymous };
}

function lettered(counts: readonly number[]): string {
  return counts.map((count, index) => letter(index) + subscript(count)).join('');
}

/** Symbols in alphabetical order. */
export function elementsOf(composition: Composition): string[] {
  return [...composition.keys()].map((z) => symbolOf(z)).sort();
}

/** `O-Ti`: symbols in alphabetical order. */
export function chemicalSystem(composition: Composition): string {
  return elementsOf(composition).join('-');
}

/** Å³ per atom. */
export function volumePerAtom(crystal: Contents & Pick<Crystal, 'lattice'>): number {
  return volumeOf(crystal.lattice) / atomsOf(crystal);
}

/** g/cm³; natural isotopes. */
export function densityOf(crystal: Contents & Pick<Crystal, 'lattice'>): number {
  // One dalton in one Å³: 1.66053906660e-24 g (CODATA 2018) in 1e-24 cm³.
  const gramsPerDaltonVolume = 1.6605390666;
  let mass = 0;
  for (let site = 0; site < crystal.atomicNumbers.length; site++) {
    for (const { z, fraction } of occupationAt(crystal, site)) mass += fraction * atomicMassOf(z);
  }
  return (mass * gramsPerDaltonVolume) / volumeOf(crystal.lattice);
}

function subscript(count: number): string {
  return count === 1 ? '' : String(count);
}

function letter(index: number): string {
  const capital = String.fromCharCode(65 + (index % 26));
  return index < 26 ? capital : capital + String.fromCharCode(96 + Math.floor(index / 26));
}
