/** The Wyckoff sequences of the types that have names. */
import { symbolOf } from '../../crystal/elements.js';
import { reducedComposition } from '../../crystal/formula.js';
import { parseFormula } from '../../crystal/parse-formula.js';
import type { StructureType } from './structure-type.js';
import { STRUCTURE_TYPES } from './structure-types.js';
import type { WyckoffSequence } from './wyckoff-sequence.js';

/** Without a Pearson symbol, which follows from the rest. */
export function sequenceOfType({ prototype, spaceGroup, positions }: StructureType): WyckoffSequence {
  const counts = countsIn(prototype);
  return {
    spaceGroupNumber: spaceGroup,
    pearsonSymbol: '',
    positions: Object.entries(positions)
      .map(([element, text]) => ({ element, count: counts.get(element)!, letters: lettersIn(text) }))
      .sort((a, b) => (a.element < b.element ? -1 : 1)),
  };
}

/** `1,1,3` of all types ABX₃, and so on. */
export const STOICHIOMETRIES_OF_TYPES: ReadonlySet<string> = new Set(
  STRUCTURE_TYPES.map(({ prototype }) => [...countsIn(prototype).values()].sort((a, b) => a - b).join()),
);

function countsIn(formula: string): Map<string, number> {
  const parsed = parseFormula(formula);
  if (!parsed.ok) throw new Error(parsed.message);
  return new Map([...reducedComposition(parsed.composition)].map(([z, count]) => [symbolOf(z), count]));
}

/** `a2e` is a, e, e. */
function lettersIn(text: string): string[] {
  return [...text.matchAll(/(\d*)([a-zA-Z])/g)]
    .flatMap(([, times, letter]) => Array.from({ length: Number(times || 1) }, () => letter!))
    .sort();
}
