/** The Wyckoff sequences of the types that have names. */
import { symbolOf } from '../../crystal/elements.js';
import { reducedComposition } from '../../crystal/formula.js';
import { grouped } from '../../crystal/grouped.js';
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

/** A type with its sequence. */
export interface SequencedType {
  readonly type: StructureType;
  readonly own: WyckoffSequence;
}

const SEQUENCED = STRUCTURE_TYPES.map((type): SequencedType => ({ type, own: sequenceOfType(type) }));

/** `1,1,3` of all types ABX₃, and so on. */
export const STOICHIOMETRIES_OF_TYPES: ReadonlySet<string> = new Set(SEQUENCED.map(({ own }) => stoichiometryOf(own)));

const TYPES = grouped(SEQUENCED, ({ type, own }) => keyOf(type.spaceGroup, stoichiometryOf(own)));

/** Those that a crystal may be of. @param spaceGroup of two enantiomorphs the first */
export function typesOf(spaceGroup: number, stoichiometry: string): readonly SequencedType[] {
  return TYPES.get(keyOf(spaceGroup, stoichiometry)) ?? [];
}

/** `1,1,3` */
export function stoichiometryOf({ positions }: WyckoffSequence): string {
  return positions
    .map(({ count }) => count)
    .sort((a, b) => a - b)
    .join();
}

function keyOf(spaceGroup: number, stoichiometry: string): string {
  return `${spaceGroup} ${stoichiometry}`;
}

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
