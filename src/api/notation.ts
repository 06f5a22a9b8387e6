/** What people write for elements, formulas, geometries and space groups, in the notation of the graph. */
import type { AtomicNumber } from '../crystal/crystal.js';
import { atomicNumberOf, symbolOf } from '../crystal/elements.js';
import { settingsOfSymbol } from '../crystal/formats/cif/space-group-table.js';
import { anonymousFormula, reducedFormula } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';
import { geometries, geometryOf } from '../motif/geometries.js';
import { type MotifType, formatMotif, parseMotif } from '../motif/motif-type.js';
import { elementOfName, elementSuggestion, geometryOfName, geometrySuggestion } from '../motif/suggestions.js';
import { cut } from './echo.js';
import { apiError } from './errors.js';

/** @throws GraphQLError BAD_ELEMENT. */
export function elementSymbol(text: string): string {
  const symbol = text.trim();
  const found = atomicNumberOf(symbol) === undefined ? elementOfName(symbol) : symbol;
  if (found !== undefined) return found;
  const suggestion = elementSuggestion(symbol);
  const hint = suggestion === null ? '' : ` ${suggestion}`;
  throw apiError('BAD_ELEMENT', `There is no element "${cut(text)}".${hint}`);
}

/** @throws GraphQLError BAD_GEOMETRY. */
export function geometrySymbol(text: string): string {
  const symbol = text.trim();
  const found = geometryOf(symbol) === undefined ? geometryOfName(symbol) : symbol;
  if (found !== undefined) return found;
  const hint = geometrySuggestion(symbol) ?? 'List them with `geometries { symbol name }`.';
  throw apiError('BAD_GEOMETRY', `There is no reference geometry "${cut(text)}". ${hint}`);
}

/** @throws GraphQLError BAD_FORMULA. */
export function formula(text: string): string {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw apiError('BAD_FORMULA', `${sentence(parsed.message)}.`);
  return reducedFormula(parsed.composition);
}

/** `A2B` and `AB2` are both `AB2`: the graph letters elements by ascending counts. @throws GraphQLError BAD_FORMULA. */
export function anonymous(text: string): string {
  const parts = /^(?:[A-Z][a-z]?\d*)+$/.test(text.trim()) ? text.trim().matchAll(/([A-Z][a-z]?)(\d*)/g) : [];
  const counts = new Map<string, number>();
  for (const [, letter, digits] of parts) counts.set(letter!, (counts.get(letter!) ?? 0) + Number(digits || 1));
  if (counts.size === 0 || [...counts.values()].some((count) => count < 1 || count > 1e6)) {
    throw apiError('BAD_FORMULA', `"${cut(text)}" is not an anonymous formula, such as AB2 or ABC3.`);
  }
  return anonymousFormula(new Map([...counts.values()].map((count, index) => [(index + 1) as AtomicNumber, count])));
}

/**
 * Ids of the motifs that a text means: `Ti-O:6[O6]` is `Ti-O:6`, and `MnO6` stands for manganese with six ligands of oxygen
 * in each geometry. What is neither is left as it is.
 */
export function motifIds(text: string): string[] {
  const type = parseMotif(text.trim());
  if (type !== null) return [formatMotif(type)];
  const parsed = parseFormula(text);
  const [centre, ...ligands] = parsed.ok ? [...parsed.composition] : [];
  if (centre === undefined || centre[1] !== 1 || ligands.length === 0) return [text];
  const number = ligands.reduce((sum, [, count]) => sum + count, 0);
  const rest: Omit<MotifType, 'geometry'> = {
    centres: [symbolOf(centre[0])],
    ligands: new Map(ligands.map(([z, count]) => [symbolOf(z), count])),
  };
  const likely = geometries.filter(({ coordinationNumber }) => coordinationNumber === number);
  return likely.length === 0 ? [text] : likely.map(({ symbol }) => formatMotif({ ...rest, geometry: symbol }));
}

/** `Ti-O` is `O-Ti`. @throws GraphQLError BAD_ELEMENT. */
export function chemicalSystem(text: string): string {
  return [...new Set(text.split('-').map(elementSymbol))].sort().join('-');
}

/** @throws GraphQLError BAD_SPACE_GROUP. */
export function spaceGroupNumber(number: number): number {
  if (number >= 1 && number <= 230) return number;
  throw apiError('BAD_SPACE_GROUP', `There is no space group ${number}: they are numbered from 1 to 230.`);
}

/** Symbols of settings with their change of origin are below 30 characters. */
const LONGEST_SYMBOL = 100;

/** A symbol may stand for settings of several groups in old spellings. @throws GraphQLError BAD_SPACE_GROUP. */
export function spaceGroupsOfSymbol(symbol: string): number[] {
  // What is longer is none, and would take seconds to read.
  const settings = symbol.length > LONGEST_SYMBOL ? [] : settingsOfSymbol(symbol.replaceAll('_', ''));
  const numbers = [...new Set(settings.map(({ spaceGroup }) => spaceGroup))];
  if (numbers.length > 0) return numbers;
  throw apiError('BAD_SPACE_GROUP', `"${cut(symbol)}" is not the symbol of a space group.`);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
