/** From the filters of a query to those of the store: checked, and in the notation of the graph. */
import type { Image } from '../crystal/crystal.js';
import { usualIndices } from '../crystal/directions.js';
import { elementSymbols } from '../crystal/elements.js';
import type { Field, Fields, Range, Vocabularies } from '../graph/field.js';
import { MOTIF } from '../graph/motif-tables.js';
import { MOTIF_SITE, NET } from '../graph/site-tables.js';
import type {
  Combined,
  ConnectionFilter,
  CrystalFilter,
  MotifFilter,
  NetFilter,
  Quantified,
  SiteFilter,
} from '../graph/store.js';
import { CRYSTAL } from '../graph/tables.js';
import type { Dimensionality } from '../motif/analysis.js';
import { motifIds } from '../motif/notation.js';
import { apiError, limitError } from './errors.js';
import type { Limits } from './limits.js';
import {
  anonymous,
  chemicalSystem,
  elementSymbol,
  formula,
  geometrySymbol,
  netFormula,
  spaceGroupNumber,
  spaceGroupsOfSymbol,
} from './notation.js';
import { patternOf } from './pattern.js';
import { setName } from './sets.js';
import type { Combinations, Quantified as QuantifiedInput } from './types/combinations.js';
import type {
  ConnectionFilter as ConnectionFilterInput,
  CrystalFilter as CrystalFilterInput,
  MotifFilter as MotifFilterInput,
  NetFilter as NetFilterInput,
  SiteFilter as SiteFilterInput,
} from './types/filters.js';

/** One criterion of a filter: what the client calls it and wrote there, and what the store has to look for. */
export interface Criterion<Filter> {
  readonly name: string;
  readonly given: unknown;
  readonly part: Filter;
}

type Given<Value> = Value | null | undefined;
/** What a client wrote of a declared field; the schema has checked its type. */
type GivenFields = { readonly [name: string]: unknown };
type GivenValues = readonly (string | number)[];
type GivenRange = { readonly min?: Given<number>; readonly max?: Given<number> };

/** In units of the map. Products of numbers as large as 1e300 are none. */
const FARTHEST_CORNER = 1e9;

/**
 * @throws GraphQLError BAD_ELEMENT, BAD_FORMULA, BAD_GEOMETRY, BAD_PATTERN, BAD_SPACE_GROUP, BAD_RANGE, BAD_USER_INPUT,
 * LIMIT_EXCEEDED.
 */
export function crystalCriteria(input: Given<CrystalFilterInput>, limits: Limits): Criterion<CrystalFilter>[] {
  if (input == null) return [];
  checkParts(input, limits);
  const list = new Criteria<CrystalFilter>(limits);
  list.declared({ ...CRYSTAL.fields, ...CRYSTAL.derived }, input);
  const { onlyElements, spaceGroupSymbols, sites, connections, nets, pattern, mapRegion } = input;
  list.oneOf('onlyElements', onlyElements, (texts) => ({ elements: { none: allBut(texts.map(elementSymbol)) } }));
  list.oneOf('spaceGroupSymbols', spaceGroupSymbols, (symbols) => ({
    spaceGroupNumber: symbols.flatMap(spaceGroupsOfSymbol),
  }));
  list.one('sites', sites, (given) => ({
    sites: quantified(given, (filter: SiteFilterInput) => siteFilter(filter, limits)),
  }));
  list.one('connections', connections, (given) => ({
    connections: quantified(given, (filter: ConnectionFilterInput) => connectionFilter(filter, limits)),
  }));
  list.one('nets', nets, (given) => ({
    nets: quantified(given, (filter: NetFilterInput) => netFilter(filter, limits)),
  }));
  list.one('pattern', pattern, (given) => ({ pattern: patternOf(given) }));
  list.one('mapRegion', mapRegion, (corners) => {
    if (corners.length < 3) {
      throw apiError('BAD_USER_INPUT', `\`mapRegion\` has ${corners.length} corners; a region has at least three.`);
    }
    // In a query, unlike in variables, 1e999 is a number.
    if (!corners.every(({ x, y }) => Math.abs(x) <= FARTHEST_CORNER && Math.abs(y) <= FARTHEST_CORNER)) {
      throw apiError('BAD_USER_INPUT', 'Corners of `mapRegion` have coordinates from -1e9 to 1e9.');
    }
    return { mapRegion: idList('mapRegion', corners, limits).map(({ x, y }) => ({ x, y })) };
  });
  list.combined(input, (filter) => crystalFilter(crystalCriteria(filter, limits)));
  return list.criteria;
}

/** @throws GraphQLError as `crystalCriteria`. */
export function siteFilter(input: SiteFilterInput, limits: Limits): SiteFilter {
  return allOf(siteCriteria(input, limits));
}

/** @throws GraphQLError as `crystalCriteria`. */
export function siteCriteria(input: SiteFilterInput, limits: Limits): Criterion<SiteFilter>[] {
  checkParts(input, limits);
  const list = new Criteria<SiteFilter>(limits);
  list.declared(MOTIF_SITE.fields, input);
  list.one('connections', input.connections, (given) => ({
    connections: quantified(given, (filter: ConnectionFilterInput) => connectionFilter(filter, limits)),
  }));
  list.combined(input, (filter) => siteFilter(filter, limits));
  return list.criteria;
}

/** @throws GraphQLError as `crystalCriteria`. */
export function connectionFilter(input: ConnectionFilterInput, limits: Limits): ConnectionFilter {
  return allOf(connectionCriteria(input, limits));
}

/** @throws GraphQLError as `crystalCriteria`. */
export function connectionCriteria(input: ConnectionFilterInput, limits: Limits): Criterion<ConnectionFilter>[] {
  checkParts(input, limits);
  const list = new Criteria<ConnectionFilter>(limits);
  list.oneOf('kind', input.kind, (kind) => ({ kind }));
  list.range('sharedLigands', input.sharedLigands, (sharedLigands) => ({ sharedLigands }));
  list.range('distance', input.distance, (distance) => ({ distance }));
  list.range('angle', input.angle, (angle) => ({ angle }));
  list.one('from', input.from, (from) => ({ from: siteFilter(from, limits) }));
  list.one('to', input.to, (to) => ({ to: siteFilter(to, limits) }));
  list.combined(input, (filter) => connectionFilter(filter, limits));
  return list.criteria;
}

/** @throws GraphQLError as `crystalCriteria`. */
export function netFilter(input: NetFilterInput, limits: Limits): NetFilter {
  checkParts(input, limits);
  const list = new Criteria<NetFilter>(limits);
  list.declared(NET.fields, input);
  list.oneOf('elements', input.elements, (elements) => ({ elements: elements.map(elementSymbol) }));
  list.one('isStrong', input.isStrong, (isStrong) => ({ isStrong }));
  list.one('along', input.along, (along) => {
    if (along.length !== 3 || along.every((index) => index === 0)) {
      throw apiError('BAD_USER_INPUT', '`along` has three numbers that are not all 0: `[0, 0, 1]`.');
    }
    return { along: usualIndices(along as unknown as Image) };
  });
  list.combined(input, (filter) => netFilter(filter, limits));
  return allOf(list.criteria);
}

function quantified<Input, Filter>(
  { some, none, every }: QuantifiedInput<Input>,
  read: (input: Input) => Filter,
): Quantified<Filter> {
  return {
    ...(some != null && { some: read(some) }),
    ...(none != null && { none: read(none) }),
    ...(every != null && { every: read(every) }),
  };
}

/** @throws GraphQLError as `crystalCriteria`. */
export function motifCriteria(input: Given<MotifFilterInput>, limits: Limits): Criterion<MotifFilter>[] {
  if (input == null) return [];
  checkParts(input, limits);
  const list = new Criteria<MotifFilter>(limits);
  list.declared({ ...MOTIF.fields, ...MOTIF.derived }, input);
  list.one('inCrystal', input.inCrystal, (inCrystal) => ({ inCrystal }));
  list.one('connectedTo', input.connectedTo, ({ motif, kind }) => ({
    or: motifIds(motif).map((id) => ({ connectedTo: { motif: id, ...(kind != null && { kind }) } })),
  }));
  list.combined(input, (filter) => motifFilter(motifCriteria(filter, limits)));
  return list.criteria;
}

/**
 * Of a filter that consists of declared fields and combinations of it.
 *
 * @throws GraphQLError as `crystalCriteria`.
 */
export function declaredCriteria<Filter extends Combined<Filter>>(
  fields: Fields,
  input: Given<object>,
  limits: Limits,
): Criterion<Filter>[] {
  if (input == null) return [];
  checkParts(input, limits);
  const list = new Criteria<Filter>(limits);
  list.declared(fields, input);
  list.combined(input, (filter) => allOf(declaredCriteria(fields, filter, limits)));
  return list.criteria;
}

/** All criteria together: several can speak of one field, as `elements` and `onlyElements` do. */
export function crystalFilter(criteria: readonly Criterion<CrystalFilter>[]): CrystalFilter {
  return allOf(criteria);
}

export function motifFilter(criteria: readonly Criterion<MotifFilter>[]): MotifFilter {
  return allOf(criteria);
}

export function allOf<Filter extends Combined<Filter>>(criteria: readonly Criterion<Filter>[]): Filter {
  const [first, ...others] = criteria.map(({ part }) => part);
  if (first === undefined) return {} as Filter;
  return others.length === 0 ? first : ({ and: [first, ...others] } as unknown as Filter);
}

/** Each part is a look at all rows of the graph, and a pattern at more. @throws GraphQLError LIMIT_EXCEEDED (filterParts) */
function checkParts(input: object, { filterParts: limit }: Limits): void {
  const found = partsOf(input);
  if (found <= limit) return;
  const message = `The filter has ${found} parts (filters, ranges, polyhedra, corners of a region); the limit "filterParts" of this server is ${limit}. Split the request.`;
  throw limitError('filterParts', limit, found, message);
}

function partsOf(input: unknown): number {
  if (typeof input !== 'object' || input === null) return 0;
  const own = Array.isArray(input) ? 0 : 1;
  return Object.values(input).reduce((sum: number, part) => sum + partsOf(part), own);
}

/** @throws GraphQLError LIMIT_EXCEEDED (ids). */
export function idList<Id>(name: string, ids: readonly Id[], { ids: limit }: Limits): readonly Id[] {
  if (ids.length <= limit) return ids;
  const message = `\`${name}\` has ${ids.length} values; the limit "ids" of this server is ${limit}. Split the request.`;
  throw limitError('ids', limit, ids.length, message);
}

/** @throws GraphQLError BAD_USER_INPUT where something has to be one of no values. */
export function refuseEmpty(name: string, given: Given<readonly unknown[]>): void {
  if (given?.length !== 0) return;
  throw apiError('BAD_USER_INPUT', `\`${name}\` is an empty list, so nothing could match. Leave it out instead.`);
}

class Criteria<Filter> {
  readonly criteria: Criterion<Filter>[] = [];

  constructor(private readonly limits: Limits) {}

  /** The criteria of declared fields. */
  declared(fields: Fields, input: object): void {
    for (const [name, field] of Object.entries(fields)) {
      if (field.filter === undefined) continue;
      const { by, name: criterion } = field.filter;
      const given = criterion.split('.').reduce<unknown>((value, key) => (value as Given<GivenFields>)?.[key], input);
      const part = (value: unknown) => ({ [name]: value }) as Filter;
      if (by === 'equal') this.one(criterion, given, part);
      else if (by === 'range') this.range(criterion, given as Given<GivenRange>, part);
      else if (by === 'sets') {
        const [any, none] = [setName('any', criterion), setName('none', criterion)];
        const values = (name: string) => (input as GivenFields)[name] as Given<GivenValues>;
        this.each(criterion, values(criterion), (all) => {
          // One that means several things is met by any of them.
          const meant = all.map((value) => inNotation(field, [value]));
          const single = meant.every(({ length }) => length === 1);
          if (single) return part({ all: meant.flat() });
          return { and: meant.map((some) => part({ any: some })) } as Filter;
        });
        this.oneOf(any, values(any), (some) => part({ any: inNotation(field, some) }));
        this.each(none, values(none), (others) => part({ none: inNotation(field, others) }));
      } else this.oneOf(criterion, given as Given<GivenValues>, (values) => part(inNotation(field, values)));
    }
  }

  /** @param read a part of the input, which is a filter itself. */
  combined<Input extends object>(input: Input, read: (input: Input) => Filter): void {
    const { and, or, not } = input as Combinations<Input>;
    for (const [i, part] of (and ?? []).entries()) this.one(`and[${i}]`, part, read);
    refuseEmpty('or', or);
    this.one('or', or, (parts) => ({ or: parts.map(read) }) as Filter);
    this.one('not', not, (part) => ({ not: read(part) }) as Filter);
  }

  one<Value>(name: string, given: Given<Value>, part: (value: Value) => Filter): void {
    if (given != null) this.criteria.push({ name, given, part: part(given) });
  }

  /** Every value counts: an empty list asks for nothing. */
  each<Value>(name: string, given: Given<readonly Value[]>, part: (values: Value[]) => Filter): void {
    if (given?.length) this.one(name, [...new Set(idList(name, given, this.limits))], part);
  }

  /** One of the values suffices: with an empty list, nothing could. */
  oneOf<Value>(name: string, given: Given<readonly Value[]>, part: (values: Value[]) => Filter): void {
    refuseEmpty(name, given);
    this.each(name, given, part);
  }

  range(name: string, given: Given<GivenRange>, part: (range: Range) => Filter): void {
    const { min, max } = given ?? {};
    if (min != null && max != null && min > max) {
      throw apiError('BAD_RANGE', `The range \`${name}\` is reversed: from ${min} to ${max}.`);
    }
    const range = { ...(min != null && { min }), ...(max != null && { max }) };
    if (Object.keys(range).length > 0) this.one(name, range, part);
  }
}

/** What clients may write, in the notation of the graph. @throws GraphQLError as `crystalCriteria` */
function inNotation({ vocabulary }: Field, values: GivenValues): GivenValues {
  const read = NOTATIONS[vocabulary ?? 'id'];
  return read === undefined ? values : values.flatMap(read);
}

const NOTATIONS: Readonly<Partial<Record<keyof Vocabularies, (value: string | number) => string | number | string[]>>> =
  {
    formula: (value) => formula(String(value)),
    'net formula': (value) => netFormula(String(value)),
    'anonymous formula': (value) => anonymous(String(value)),
    'chemical system': (value) => chemicalSystem(String(value)),
    element: (value) => elementSymbol(String(value)),
    geometry: (value) => geometrySymbol(String(value)),
    motif: (value) => motifIds(String(value)),
    'space group': (value) => spaceGroupNumber(Number(value)),
    dimensionality: (value) => dimensionalityOf(Number(value)),
  };

/** @throws GraphQLError BAD_USER_INPUT. */
function dimensionalityOf(number: number): Dimensionality {
  if (number === 0 || number === 1 || number === 2 || number === 3) return number;
  throw apiError('BAD_USER_INPUT', `${number} is not a dimensionality: nets of polyhedra have 0, 1, 2 or 3.`);
}

function allBut(symbols: readonly string[]): string[] {
  return elementSymbols().filter((symbol) => !symbols.includes(symbol));
}
