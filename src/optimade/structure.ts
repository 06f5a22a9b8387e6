/** The atoms of a crystal in the form of OPTIMADE. */
import type { Crystal, Occupation } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import { FULL_OCCUPANCY, isWhole, occupancyOf, occupationAt } from '../crystal/occupation.js';
import { rowsTimesMatrix } from '../crystal/vectors.js';

export interface Species {
  readonly name: string;
  readonly chemical_symbols: readonly string[];
  readonly concentration: readonly number[];
}

/** The properties whose origin is the structure. */
export interface StructureAttributes {
  /** Å; 3 × 3. */
  readonly lattice_vectors: readonly (readonly number[])[];
  /** Å; n × 3. */
  readonly cartesian_site_positions: readonly (readonly number[])[];
  readonly species: readonly Species[];
  /** n. */
  readonly species_at_sites: readonly string[];
}

export function structureAttributes(crystal: Crystal): StructureAttributes {
  const species = new Map<string, Species>();
  const atSites = Array.from(crystal.atomicNumbers, (_, site) => {
    const one = speciesOf(occupationAt(crystal, site));
    species.set(one.name, one);
    return one.name;
  });
  return {
    lattice_vectors: triples(crystal.lattice),
    cartesian_site_positions: triples(rowsTimesMatrix(crystal.fractional, crystal.lattice)),
    species: [...species.values()],
    species_at_sites: atSites,
  };
}

/** Fractions that are rounded have four digits at most. */
const DIGITS = 4;

/** `Ti`; of a shared site `Ni0.8Mn0.1Co0.1`, of one that is empty in part `Li0.5`. */
function speciesOf(occupation: Occupation): Species {
  const symbols = occupation.map(({ z }) => symbolOf(z));
  if (isWhole(occupation)) return { name: symbols[0]!, chemical_symbols: symbols, concentration: [1] };
  const fractions = occupation.map(({ fraction }) => Number(fraction.toFixed(DIGITS)));
  const vacant = Number((1 - occupancyOf(occupation)).toFixed(DIGITS));
  const isFull = vacant <= FULL_OCCUPANCY;
  return {
    name: symbols.map((symbol, i) => symbol + fractions[i]!).join(''),
    chemical_symbols: isFull ? symbols : [...symbols, 'vacancy'],
    concentration: isFull ? fractions : [...fractions, vacant],
  };
}

function triples(numbers: ArrayLike<number>): number[][] {
  return Array.from({ length: numbers.length / 3 }, (_, row) => [0, 1, 2].map((axis) => numbers[3 * row + axis]!));
}
