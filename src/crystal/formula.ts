/** Composition of a crystal in the forms that people search by. */
import type { AtomicNumber, Crystal } from './crystal.js';
import { atomicMassOf, electronegativityOf, symbolOf } from './elements.js';
import { greatestCommonDivisor } from './integers.js';
import { volumeOf } from './lattice.js';

/** How many atoms of each element the cell holds; elements in the order of their first site. */
export type Composition = ReadonlyMap<AtomicNumber, number>;

export function compositionOf(crystal: Pick<Crystal, 'atomicNumbers'>): Composition {
  const counts = new Map<AtomicNumber, number>();
  for (const z of crystal.atomicNumbers) counts.set(z as AtomicNumber, (counts.get(z as AtomicNumber) ?? 0) + 1);
  return counts;
}

/** The composition divided by the greatest common divisor of its counts. */
export function reducedComposition(composition: Composition): Composition {
  const divisor = [...composition.values()].reduce(greatestCommonDivisor, 0);
  return new Map([...composition].map(([z, count]) => [z, count / divisor]));
}

/** By element symbol, in the order of the composition; they sum to 1. */
export function atomicFractions(composition: Composition): Readonly<Record<string, number>> {
  const atoms = [...composition.values()].reduce((sum, count) => sum + count, 0);
  return Object.fromEntries([...composition].map(([z, count]) => [symbolOf(z), count / atoms]));
}

/** `TiO2`: reduced, elements in order of electronegativity, equal ones alphabetically. */
export function reducedFormula(composition: Composition): string {
  return wholeFormula(reducedComposition(composition));
}

/** `Si6O18`: the counts as they are, elements in the same order. */
export function wholeFormula(composition: Composition): string {
  return [...composition]
    .sort(([z], [other]) => byElectronegativity(z, other))
    .map(([z, count]) => symbolOf(z) + subscript(count))
    .join('');
}

/** `AB2`: the reduced counts in ascending order, the elements lettered. Past Z: `Aa`, `Ba`, … as OPTIMADE has it. */
export function anonymousFormula(composition: Composition): string {
  return [...reducedComposition(composition).values()]
    .sort((count, other) => count - other)
    .map((count, index) => letter(index) + subscript(count))
    .join('');
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
export function volumePerAtom(crystal: Pick<Crystal, 'lattice' | 'atomicNumbers'>): number {
  return volumeOf(crystal.lattice) / crystal.atomicNumbers.length;
}

/** g/cm³; natural isotopes. */
export function densityOf(crystal: Pick<Crystal, 'lattice' | 'atomicNumbers'>): number {
  // One dalton in one Å³: 1.66053906660e-24 g (CODATA 2018) in 1e-24 cm³.
  const gramsPerDaltonVolume = 1.6605390666;
  let mass = 0;
  for (const z of crystal.atomicNumbers) mass += atomicMassOf(z);
  return (mass * gramsPerDaltonVolume) / volumeOf(crystal.lattice);
}

/** Least electronegative first; elements without a value last; ties alphabetically. */
function byElectronegativity(z: AtomicNumber, other: AtomicNumber): number {
  const difference = (electronegativityOf(z) ?? Infinity) - (electronegativityOf(other) ?? Infinity);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return symbolOf(z) < symbolOf(other) ? -1 : 1;
}

function subscript(count: number): string {
  return count === 1 ? '' : String(count);
}

function letter(index: number): string {
  const capital = String.fromCharCode(65 + (index % 26));
  return index < 26 ? capital : capital + String.fromCharCode(96 + Math.floor(index / 26));
}
