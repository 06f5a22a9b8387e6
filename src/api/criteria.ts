/** From the filters of a query to those of the store: checked, and in the notation of the graph. */
import { PROPERTIES, type Property } from '../amdnet/properties.js';
import { elementSymbols } from '../crystal/elements.js';
import type { CrystalFilter, MotifFilter, Range } from '../graph/store.js';
import type { Dimensionality } from '../motif/analysis.js';
import { apiError, limitError } from './errors.js';
import type { Limits } from './limits.js';
import {
  anonymous,
  chemicalSystem,
  elementSymbol,
  formula,
  geometrySymbol,
  spaceGroupNumber,
  spaceGroupsOfSymbol,
} from './notation.js';
import type { CrystalFilter as CrystalFilterInput, MotifFilter as MotifFilterInput } from './types/filters.js';

/** One criterion of a filter: what the client calls it and wrote there, and what the store has to look for. */
export interface Criterion<Filter> {
  readonly name: string;
  readonly given: unknown;
  readonly part: Filter;
}

type Given<Value> = Value | null | undefined;
type GivenRange = { readonly min?: Given<number>; readonly max?: Given<number> };

/** @throws GraphQLError BAD_ELEMENT, BAD_FORMULA, BAD_GEOMETRY, BAD_SPACE_GROUP, BAD_RANGE, BAD_USER_INPUT, LIMIT_EXCEEDED. */
export function crystalCriteria(
  input: Given<CrystalFilterInput & { readonly [Key in Property]?: Given<GivenRange> }>,
  limits: Limits,
): Criterion<CrystalFilter>[] {
  if (input == null) return [];
  const list = new Criteria<CrystalFilter>(limits);
  const { elements, motifs, geometries, connectionKinds, dimensionality } = input;
  list.oneOf('ids', input.ids, (ids) => ({ ids }));
  list.oneOf('formulas', input.formulas, (texts) => ({ formulas: texts.map(formula) }));
  list.oneOf('anonymousFormulas', input.anonymousFormulas, (texts) => ({ anonymousFormulas: texts.map(anonymous) }));
  list.oneOf('chemicalSystems', input.chemicalSystems, (texts) => ({ chemicalSystems: texts.map(chemicalSystem) }));
  list.each('elements.all', elements?.all, (texts) => ({ elementsAll: texts.map(elementSymbol) }));
  list.oneOf('elements.any', elements?.any, (texts) => ({ elementsAny: texts.map(elementSymbol) }));
  list.each('elements.none', elements?.none, (texts) => ({ elementsNone: texts.map(elementSymbol) }));
  list.oneOf('elements.only', elements?.only, (texts) => ({ elementsNone: allBut(texts.map(elementSymbol)) }));
  list.range('elementCount', input.elementCount, (elementCount) => ({ elementCount }));
  list.range('atomCount', input.atomCount, (atomCount) => ({ atomCount }));
  list.oneOf('spaceGroupNumbers', input.spaceGroupNumbers, (numbers) => ({
    spaceGroupNumbers: numbers.map(spaceGroupNumber),
  }));
  list.oneOf('spaceGroupSymbols', input.spaceGroupSymbols, (symbols) => ({
    spaceGroupNumbers: symbols.flatMap(spaceGroupsOfSymbol),
  }));
  list.oneOf('crystalSystems', input.crystalSystems, (crystalSystems) => ({ crystalSystems }));
  list.each('motifs.all', motifs?.all, (motifsAll) => ({ motifsAll }));
  list.oneOf('motifs.any', motifs?.any, (motifsAny) => ({ motifsAny }));
  list.each('geometries.all', geometries?.all, (texts) => ({ geometriesAll: texts.map(geometrySymbol) }));
  list.oneOf('geometries.any', geometries?.any, (texts) => ({ geometriesAny: texts.map(geometrySymbol) }));
  list.oneOf('centreElements', input.centreElements, (texts) => ({ centreElementsAny: texts.map(elementSymbol) }));
  list.each('connectionKinds.all', connectionKinds?.all, (connectionKindsAll) => ({ connectionKindsAll }));
  list.each('connectionKinds.none', connectionKinds?.none, (connectionKindsNone) => ({ connectionKindsNone }));
  list.oneOf('dimensionality.any', dimensionality?.any, (numbers) => ({
    dimensionalitiesByAny: numbers.map(dimensionalityOf),
  }));
  list.oneOf('dimensionality.corner', dimensionality?.corner, (numbers) => ({
    dimensionalitiesByCorners: numbers.map(dimensionalityOf),
  }));
  list.oneOf('dimensionality.edge', dimensionality?.edge, (numbers) => ({
    dimensionalitiesByEdges: numbers.map(dimensionalityOf),
  }));
  list.oneOf('dimensionality.face', dimensionality?.face, (numbers) => ({
    dimensionalitiesByFaces: numbers.map(dimensionalityOf),
  }));
  list.range('density', input.density, (density) => ({ density }));
  list.range('volumePerAtom', input.volumePerAtom, (volumePerAtom) => ({ volumePerAtom }));
  for (const property of PROPERTIES) list.range(property, input[property], (range) => ({ [property]: range }));
  list.oneOf('datasets', input.datasets, (datasets) => ({ datasets }));
  return list.criteria;
}

/** @throws GraphQLError as `crystalCriteria`. */
export function motifCriteria(input: Given<MotifFilterInput>, limits: Limits): Criterion<MotifFilter>[] {
  if (input == null) return [];
  const list = new Criteria<MotifFilter>(limits);
  list.oneOf('ids', input.ids, (ids) => ({ ids }));
  list.oneOf('elements', input.elements, (texts) => ({ elements: texts.map(elementSymbol) }));
  list.oneOf('geometries', input.geometries, (texts) => ({ geometries: texts.map(geometrySymbol) }));
  list.oneOf('ligandElements', input.ligandElements, (texts) => ({ ligandElementsAny: texts.map(elementSymbol) }));
  list.range('coordinationNumber', input.coordinationNumber, (coordinationNumber) => ({ coordinationNumber }));
  list.range('crystalCount', input.crystalCount, (crystalCount) => ({ crystalCount }));
  list.one('inCrystal', input.inCrystal, (inCrystal) => ({ inCrystal }));
  list.one('connectedTo', input.connectedTo, ({ motif, kind }) => ({
    connectedTo: { motif, ...(kind != null && { kind }) },
  }));
  return list.criteria;
}

/** All criteria together. Two of them can speak of elements to leave out, and two of space groups. */
export function crystalFilter(criteria: readonly Criterion<CrystalFilter>[]): CrystalFilter {
  const parts = criteria.map(({ part }) => part);
  const without = parts.flatMap(({ elementsNone }) => elementsNone ?? []);
  const groups = parts.flatMap(({ spaceGroupNumbers }) => (spaceGroupNumbers ? [spaceGroupNumbers] : []));
  return Object.assign(
    {},
    ...parts,
    without.length > 0 && { elementsNone: [...new Set(without)] },
    groups.length > 0 && {
      spaceGroupNumbers: groups.reduce((common, numbers) => common.filter((number) => numbers.includes(number))),
    },
  );
}

export function motifFilter(criteria: readonly Criterion<MotifFilter>[]): MotifFilter {
  return Object.assign({}, ...criteria.map(({ part }) => part));
}

/** @throws GraphQLError LIMIT_EXCEEDED (ids). */
export function idList<Id>(name: string, ids: readonly Id[], { ids: limit }: Limits): readonly Id[] {
  if (ids.length <= limit) return ids;
  const message = `\`${name}\` has ${ids.length} values; the limit "ids" of this server is ${limit}. Ask in several requests.`;
  throw limitError('ids', limit, ids.length, message);
}

/** @throws GraphQLError BAD_USER_INPUT where something has to be one of no values. */
export function refuseEmpty(name: string, given: Given<readonly unknown[]>): void {
  if (given?.length !== 0) return;
  throw apiError('BAD_USER_INPUT', `\`${name}\` is an empty list, which nothing can be one of. Leave it out instead.`);
}

class Criteria<Filter> {
  readonly criteria: Criterion<Filter>[] = [];

  constructor(private readonly limits: Limits) {}

  one<Value>(name: string, given: Given<Value>, part: (value: Value) => Filter): void {
    if (given != null) this.criteria.push({ name, given, part: part(given) });
  }

  /** Every value counts: an empty list asks for nothing. */
  each<Value>(name: string, given: Given<Value[]>, part: (values: Value[]) => Filter): void {
    if (given?.length) this.one(name, [...new Set(idList(name, given, this.limits))], part);
  }

  /** One of the values suffices: with an empty list, nothing could. */
  oneOf<Value>(name: string, given: Given<Value[]>, part: (values: Value[]) => Filter): void {
    refuseEmpty(name, given);
    this.each(name, given, part);
  }

  range(name: string, given: Given<GivenRange>, part: (range: Range) => Filter): void {
    const { min, max } = given ?? {};
    if (min != null && max != null && min > max) {
      throw apiError('BAD_RANGE', `The range \`${name}\` is upside down: from ${min} to ${max}.`);
    }
    const range = { ...(min != null && { min }), ...(max != null && { max }) };
    if (Object.keys(range).length > 0) this.one(name, range, part);
  }
}

/** @throws GraphQLError BAD_USER_INPUT. */
function dimensionalityOf(number: number): Dimensionality {
  if (number === 0 || number === 1 || number === 2 || number === 3) return number;
  throw apiError('BAD_USER_INPUT', `${number} is no dimensionality: nets of polyhedra have 0, 1, 2 or 3.`);
}

function allBut(symbols: readonly string[]): string[] {
  return elementSymbols().filter((symbol) => !symbols.includes(symbol));
}
