/** From the filters of a query to those of the store: checked, and in the notation of the graph. */
import type { AtomicNumber } from '../crystal/crystal.js';
import { atomicNumberOf, elementSymbols } from '../crystal/elements.js';
import { settingsOfSymbol } from '../crystal/formats/cif/space-group-table.js';
import { anonymousFormula, reducedFormula } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';
import type { CrystalFilter, MotifFilter, Range } from '../graph/store.js';
import { geometryTable } from '../motif/geometry-table.js';
import { apiError, limitError } from './errors.js';
import type { Limits } from './limits.js';
import type { CrystalFilter as CrystalFilterInput, MotifFilter as MotifFilterInput } from './types/filters.js';

type Given<Value> = Value | null | undefined;

const geometrySymbols = new Set(geometryTable.map(({ symbol }) => symbol));

/** @throws GraphQLError BAD_ELEMENT, BAD_FORMULA, BAD_GEOMETRY, BAD_SPACE_GROUP, BAD_RANGE, BAD_USER_INPUT, LIMIT_EXCEEDED. */
export function crystalFilter(input: Given<CrystalFilterInput>, limits: Limits): CrystalFilter {
  if (input == null) return {};
  const { elements, motifs, geometries, connectionKinds } = input;
  const oneOf = <Value>(name: string, values: Given<Value[]>) => nonEmpty(name, values, limits);
  const several = <Value>(name: string, values: Given<Value[]>) => listed(name, values, limits);
  const only = oneOf('elements.only', elements?.only)?.map(elementSymbol);
  const none = several('elements.none', elements?.none)?.map(elementSymbol) ?? [];
  const excluded = only ? [...none, ...elementSymbols().filter((symbol) => !only.includes(symbol))] : none;
  return withoutMissing<CrystalFilter>({
    ids: oneOf('ids', input.ids),
    formulas: oneOf('formulas', input.formulas)?.map(formula),
    anonymousFormulas: oneOf('anonymousFormulas', input.anonymousFormulas)?.map(anonymous),
    chemicalSystems: oneOf('chemicalSystems', input.chemicalSystems)?.map(system),
    elementsAll: several('elements.all', elements?.all)?.map(elementSymbol),
    elementsAny: oneOf('elements.any', elements?.any)?.map(elementSymbol),
    elementsNone: excluded.length > 0 ? excluded : undefined,
    elementCount: range('elementCount', input.elementCount),
    atomCount: range('atomCount', input.atomCount),
    spaceGroupNumbers: bothOf(
      oneOf('spaceGroupNumbers', input.spaceGroupNumbers)?.map(spaceGroupNumber),
      oneOf('spaceGroupSymbols', input.spaceGroupSymbols)?.flatMap(spaceGroupsOfSymbol),
    ),
    crystalSystems: oneOf('crystalSystems', input.crystalSystems),
    motifsAll: several('motifs.all', motifs?.all),
    motifsAny: oneOf('motifs.any', motifs?.any),
    geometriesAll: several('geometries.all', geometries?.all)?.map(geometrySymbol),
    geometriesAny: oneOf('geometries.any', geometries?.any)?.map(geometrySymbol),
    centreElementsAny: oneOf('centreElements', input.centreElements)?.map(elementSymbol),
    connectionKindsAll: several('connectionKinds.all', connectionKinds?.all),
    connectionKindsNone: several('connectionKinds.none', connectionKinds?.none),
    density: range('density', input.density),
    volumePerAtom: range('volumePerAtom', input.volumePerAtom),
    datasets: oneOf('datasets', input.datasets),
  });
}

/** @throws GraphQLError as `crystalFilter`. */
export function motifFilter(input: Given<MotifFilterInput>, limits: Limits): MotifFilter {
  if (input == null) return {};
  const oneOf = <Value>(name: string, values: Given<Value[]>) => nonEmpty(name, values, limits);
  const { connectedTo } = input;
  return withoutMissing<MotifFilter>({
    ids: oneOf('ids', input.ids),
    elements: oneOf('elements', input.elements)?.map(elementSymbol),
    geometries: oneOf('geometries', input.geometries)?.map(geometrySymbol),
    ligandElementsAny: oneOf('ligandElements', input.ligandElements)?.map(elementSymbol),
    coordinationNumber: range('coordinationNumber', input.coordinationNumber),
    crystalCount: range('crystalCount', input.crystalCount),
    inCrystal: input.inCrystal ?? undefined,
    connectedTo: connectedTo
      ? { motif: connectedTo.motif, ...(connectedTo.kind != null && { kind: connectedTo.kind }) }
      : undefined,
  });
}

/** @throws GraphQLError BAD_ELEMENT. */
export function elementSymbol(text: string): string {
  const symbol = text.trim();
  if (atomicNumberOf(symbol) !== undefined) return symbol;
  const likely = symbol.charAt(0).toUpperCase() + symbol.slice(1).toLowerCase();
  const hint = atomicNumberOf(likely) === undefined ? '' : ` Is ${likely} meant?`;
  throw apiError('BAD_ELEMENT', `There is no element "${clipped(text)}".${hint}`);
}

/** @throws GraphQLError BAD_GEOMETRY. */
export function geometrySymbol(text: string): string {
  const symbol = text.trim();
  if (geometrySymbols.has(symbol)) return symbol;
  const number = /:(\d+)$/.exec(symbol)?.[1];
  const likely = geometryTable.filter(({ coordinationNumber }) => String(coordinationNumber) === number);
  const hint =
    likely.length > 0
      ? `For coordination number ${number} there are ${likely.map((entry) => `${entry.symbol} (${entry.name})`).join(', ')}.`
      : 'List them with `geometries { symbol name }`.';
  throw apiError('BAD_GEOMETRY', `There is no reference geometry "${clipped(text)}". ${hint}`);
}

/** @throws GraphQLError LIMIT_EXCEEDED (ids). */
export function idList<Id>(name: string, ids: readonly Id[], { ids: limit }: Limits): readonly Id[] {
  if (ids.length <= limit) return ids;
  const message = `\`${name}\` has ${ids.length} values; the limit "ids" of this server is ${limit}. Ask in several requests.`;
  throw limitError('ids', limit, ids.length, message);
}

function formula(text: string): string {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw apiError('BAD_FORMULA', `${sentence(parsed.message)}.`);
  return reducedFormula(parsed.composition);
}

/** `A2B` and `AB2` are both `AB2`: the graph letters elements by ascending counts. */
function anonymous(text: string): string {
  const parts = /^(?:[A-Z][a-z]?\d*)+$/.test(text.trim()) ? text.trim().matchAll(/([A-Z][a-z]?)(\d*)/g) : [];
  const counts = new Map<string, number>();
  for (const [, letter, digits] of parts) counts.set(letter!, (counts.get(letter!) ?? 0) + Number(digits || 1));
  if (counts.size === 0 || [...counts.values()].some((count) => count < 1 || count > 1e6)) {
    throw apiError('BAD_FORMULA', `"${clipped(text)}" is no anonymous formula, which is like AB2 or ABC3.`);
  }
  return anonymousFormula(new Map([...counts.values()].map((count, index) => [(index + 1) as AtomicNumber, count])));
}

function system(text: string): string {
  return [...new Set(text.split('-').map(elementSymbol))].sort().join('-');
}

function spaceGroupNumber(number: number): number {
  if (number >= 1 && number <= 230) return number;
  throw apiError('BAD_SPACE_GROUP', `There is no space group ${number}: they are numbered from 1 to 230.`);
}

/** A symbol may stand for settings of several groups in old spellings. */
function spaceGroupsOfSymbol(symbol: string): number[] {
  const numbers = [...new Set(settingsOfSymbol(symbol.replaceAll('_', '')).map(({ spaceGroup }) => spaceGroup))];
  if (numbers.length > 0) return numbers;
  throw apiError('BAD_SPACE_GROUP', `"${clipped(symbol)}" is no symbol of a space group.`);
}

/** What belongs to both lists, where both are given. */
function bothOf<Value>(one: Value[] | undefined, other: Value[] | undefined): Value[] | undefined {
  return one && other ? one.filter((value) => other.includes(value)) : (one ?? other);
}

function range(name: string, input: Given<{ min?: number | null; max?: number | null }>): Range | undefined {
  if (input == null) return undefined;
  const { min, max } = input;
  if (min != null && max != null && min > max) {
    throw apiError('BAD_RANGE', `The range \`${name}\` is upside down: from ${min} to ${max}.`);
  }
  return { ...(min != null && { min }), ...(max != null && { max }) };
}

function listed<Value>(name: string, values: Given<Value[]>, limits: Limits): Value[] | undefined {
  if (values == null || values.length === 0) return undefined;
  return [...new Set(idList(name, values, limits))];
}

function nonEmpty<Value>(name: string, values: Given<Value[]>, limits: Limits): Value[] | undefined {
  if (values?.length === 0) {
    throw apiError(
      'BAD_USER_INPUT',
      `\`${name}\` is an empty list, which nothing can be one of. Leave it out instead.`,
    );
  }
  return listed(name, values, limits);
}

/** Without the properties that are undefined. */
function withoutMissing<Type extends object>(values: { [Key in keyof Type]: Type[Key] | undefined }): Type {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Type;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
