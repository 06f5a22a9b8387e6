/**
 * Which positions of its space group the atoms of a crystal occupy, and the label that says so, in the form of AFLOW: M. J.
 * Mehl et al., Comput. Mater. Sci. 136, S1 (2017); D. Hicks et al., npj Comput. Mater. 7, 30 (2021). `AB3C_cP5_221_a_c_b`
 * is that of CaTiO3: stoichiometry, Pearson symbol, space group, and the positions of A, B and C.
 */
import { greatestCommonDivisor } from '../../crystal/integers.js';
import { type Relettering, reletterings } from '../../crystal/wyckoff-equivalence.js';
import type { Orbit, SpaceGroup } from '../analysis.js';

/** The positions of one element. */
export interface OccupiedPositions {
  readonly element: string;
  /** In the reduced formula. */
  readonly count: number;
  /** One for each orbit, ascending: `a`, `e`, `e`. */
  readonly letters: readonly string[];
}

export interface WyckoffSequence {
  readonly spaceGroupNumber: number;
  /** `cP5`; the number is that of the conventional cell, of the rhombohedral one in lattices R. */
  readonly pearsonSymbol: string;
  /** In alphabetical order of the elements. */
  readonly positions: readonly OccupiedPositions[];
}

/** @param orbits of all atoms, with their multiplicities in the primitive cell */
export function wyckoffSequence(
  { number, symbol }: SpaceGroup,
  orbits: readonly Pick<Orbit, 'element' | 'wyckoff' | 'multiplicity'>[],
): WyckoffSequence {
  const elements = [...new Set(orbits.map(({ element }) => element))].sort();
  const atomsOf = (of: readonly Pick<Orbit, 'multiplicity'>[]) =>
    of.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
  const counts = elements.map((element) => atomsOf(orbits.filter((orbit) => orbit.element === element)));
  const divisor = counts.reduce(greatestCommonDivisor, 0);
  return {
    spaceGroupNumber: number,
    pearsonSymbol: pearsonSymbol(number, symbol[0]!, atomsOf(orbits)),
    positions: elements.map((element, i) => ({
      element,
      count: counts[i]! / divisor,
      letters: orbits
        .filter((orbit) => orbit.element === element)
        .map(({ wyckoff }) => wyckoff)
        .sort(),
    })),
  };
}

/** The same crystal with other, equivalent letters: all that there are, the one given among them. */
export function equivalentSequences(sequence: WyckoffSequence): WyckoffSequence[] {
  const used = [...new Set(sequence.positions.flatMap(({ letters }) => letters))];
  const different = new Map(
    reletterings(sequence.spaceGroupNumber).map((letters) => [
      used.map((letter) => letters.get(letter)).join(),
      letters,
    ]),
  );
  return [...different.values()].map((letters) => withLetters(sequence, letters));
}

/**
 * What all crystals with the same positions have in common, whatever their elements, setting and origin: of the
 * equivalent sequences the one that comes first, with the elements in order of their numbers, then of their letters.
 */
export function canonicalSequence(sequence: WyckoffSequence): WyckoffSequence {
  const ordered = equivalentSequences(sequence).map((one) => ({
    ...one,
    positions: [...one.positions].sort((a, b) => a.count - b.count || compared(positionsText(a), positionsText(b))),
  }));
  return ordered.reduce((best, one) => (compared(labelOf(one), labelOf(best)) < 0 ? one : best));
}

/** `AB3C_cP5_221_a_c_b`: elements are lettered in the order in which they stand. */
export function labelOf({ spaceGroupNumber, pearsonSymbol, positions }: WyckoffSequence): string {
  const formula = positions.map(({ count }, i) => letterOf(i) + (count === 1 ? '' : count)).join('');
  return [formula, pearsonSymbol, spaceGroupNumber, ...positions.map(positionsText)].join('_');
}

/** `ac2e`: letters of orbits, with their number before them. */
export function positionsText({ letters }: Pick<OccupiedPositions, 'letters'>): string {
  return [...new Set(letters)]
    .map((letter) => {
      const times = letters.filter((other) => other === letter).length;
      return (times === 1 ? '' : times) + letter;
    })
    .join('');
}

function withLetters(sequence: WyckoffSequence, relettering: Relettering): WyckoffSequence {
  return {
    ...sequence,
    positions: sequence.positions.map((positions) => ({
      ...positions,
      letters: positions.letters.map((letter) => relettering.get(letter)!).sort(),
    })),
  };
}

/** Centred on A, B or C is one; atoms of the conventional cell, but of the primitive one in lattices R. */
function pearsonSymbol(spaceGroupNumber: number, centring: string, atomsOfPrimitive: number): string {
  const limits = [2, 15, 74, 142, 194, 230];
  const family = 'amothc'[limits.findIndex((limit) => spaceGroupNumber <= limit)]!;
  const kind = 'ABC'.includes(centring) ? 'C' : centring;
  const points = { P: 1, R: 1, C: 2, I: 2, F: 4 }[kind]!;
  return `${family}${kind}${points * atomsOfPrimitive}`;
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
