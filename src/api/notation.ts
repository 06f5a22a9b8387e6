/** What people write for elements, formulas, geometries and space groups, in the notation of the graph. */
import type { AtomicNumber } from '../crystal/crystal.js';
import { settingsOfSymbol } from '../crystal/formats/cif/space-group-table.js';
import { anonymousFormula, type Composition, reducedFormula, wholeFormula } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';
import { elementMeant, geometryMeant } from '../motif/notation.js';
import { elementSuggestion, geometrySuggestion } from '../motif/suggestions.js';
import { cut } from './echo.js';
import { apiError } from './errors.js';

/** @throws GraphQLError BAD_ELEMENT. */
export function elementSymbol(text: string): string {
  const found = elementMeant(text);
  if (found !== undefined) return found;
  const suggestion = elementSuggestion(text.trim());
  const hint = suggestion === null ? '' : ` ${suggestion}`;
  throw apiError('BAD_ELEMENT', `There is no element "${cut(text)}".${hint}`);
}

/** @throws GraphQLError BAD_GEOMETRY. */
export function geometrySymbol(text: string): string {
  const found = geometryMeant(text);
  if (found !== undefined) return found;
  const hint = geometrySuggestion(text.trim()) ?? 'List them with `geometries { symbol name }`.';
  throw apiError('BAD_GEOMETRY', `There is no reference geometry "${cut(text)}". ${hint}`);
}

/** @throws GraphQLError BAD_FORMULA. */
export function formula(text: string): string {
  return reducedFormula(composition(text));
}

/** Those of clusters are not reduced. @throws GraphQLError BAD_FORMULA. */
export function netFormula(text: string): string {
  return wholeFormula(composition(text));
}

function composition(text: string): Composition {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw apiError('BAD_FORMULA', `${sentence(parsed.message)}.`);
  return parsed.composition;
}

/** Characters, spaces around it with them. */
const LONGEST_FORMULA = 200;

/** `A2B` and `AB2` are both `AB2`: the graph letters elements by ascending counts. @throws GraphQLError BAD_FORMULA. */
export function anonymous(text: string): string {
  const isFormula = text.length <= LONGEST_FORMULA && /^(?:[A-Z][a-z]?(?:\d+(?:\.\d*)?)?)+$/.test(text.trim());
  const parts = isFormula ? text.trim().matchAll(/([A-Z][a-z]?)([\d.]*)/g) : [];
  const counts = new Map<string, number>();
  for (const [, letter, digits] of parts) counts.set(letter!, (counts.get(letter!) ?? 0) + Number(digits || 1));
  if (counts.size === 0 || [...counts.values()].some((count) => !(count > 0 && count <= 1e6))) {
    throw apiError('BAD_FORMULA', `"${cut(text)}" is not an anonymous formula, such as AB2 or ABC3.`);
  }
  return anonymousFormula(new Map([...counts.values()].map((count, index) => [(index + 1) as AtomicNumber, count])));
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
  const numbers = spaceGroupsNamed(symbol);
  if (numbers.length > 0) return numbers;
  throw apiError('BAD_SPACE_GROUP', `"${cut(symbol)}" is not the symbol of a space group.`);
}

/** As `spaceGroupsOfSymbol`; empty where there are none. */
export function spaceGroupsNamed(symbol: string): number[] {
  // What is longer is none, and would take seconds to read.
  const settings = symbol.length > LONGEST_SYMBOL ? [] : settingsOfSymbol(symbol.replaceAll('_', ''));
  return [...new Set(settings.map(({ spaceGroup }) => spaceGroup))];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
