/** From the filters of a query to those of the store: checked, and in the notation of the graph. */
import { elementSymbols } from '../crystal/elements.js';
import type { Field, Fields, Range, Sets, Vocabularies } from '../graph/field.js';
import type { CrystalFilter, MotifFilter } from '../graph/store.js';
import { CRYSTAL, MOTIF, MOTIF_SITE } from '../graph/tables.js';
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
import type { ElementCriterion } from './types/sets.js';

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
type GivenSets = { readonly [Name in 'all' | 'any' | 'none']?: Given<GivenValues> };
type GivenRange = { readonly min?: Given<number>; readonly max?: Given<number> };

/** @throws GraphQLError BAD_ELEMENT, BAD_FORMULA, BAD_GEOMETRY, BAD_SPACE_GROUP, BAD_RANGE, BAD_USER_INPUT, LIMIT_EXCEEDED. */
export function crystalCriteria(input: Given<CrystalFilterInput>, limits: Limits): Criterion<CrystalFilter>[] {
  if (input == null) return [];
  const list = new Criteria<CrystalFilter>(limits);
  list.declared({ ...CRYSTAL.fields, ...CRYSTAL.derived }, input);
  const { elements, spaceGroupSymbols, sites } = input as CrystalFilterInput & {
    readonly elements?: Given<ElementCriterion>;
  };
  list.oneOf('elements.only', elements?.only, (texts) => ({ elements: { none: allBut(texts.map(elementSymbol)) } }));
  list.oneOf('spaceGroupSymbols', spaceGroupSymbols, (symbols) => ({
    spaceGroupNumber: symbols.flatMap(spaceGroupsOfSymbol),
  }));
  if (sites != null) {
    const some = new Criteria<NonNullable<CrystalFilter['sites']>>(limits, 'sites.some.');
    some.declared(MOTIF_SITE.fields, sites.some);
    const part = Object.assign({}, ...some.criteria.map((criterion) => criterion.part));
    list.one('sites', sites, () => ({ sites: part }));
  }
  return list.criteria;
}

/** @throws GraphQLError as `crystalCriteria`. */
export function motifCriteria(input: Given<MotifFilterInput>, limits: Limits): Criterion<MotifFilter>[] {
  if (input == null) return [];
  const list = new Criteria<MotifFilter>(limits);
  list.declared({ ...MOTIF.fields, ...MOTIF.derived }, input);
  list.one('inCrystal', input.inCrystal, (inCrystal) => ({ inCrystal }));
  list.one('connectedTo', input.connectedTo, ({ motif, kind }) => ({
    connectedTo: { motif, ...(kind != null && { kind }) },
  }));
  return list.criteria;
}

/** All criteria together. Several can speak of the same sets, and two of space groups. */
export function crystalFilter(criteria: readonly Criterion<CrystalFilter>[]): CrystalFilter {
  return criteria.map(({ part }) => part).reduce(common, {});
}

function common(one: CrystalFilter, other: CrystalFilter): CrystalFilter {
  const { spaceGroupNumber: groups } = one;
  return {
    ...one,
    ...other,
    ...(groups &&
      other.spaceGroupNumber && { spaceGroupNumber: groups.filter((n) => other.spaceGroupNumber?.includes(n)) }),
    ...Object.fromEntries(
      SETS.flatMap((name) => (one[name] && other[name] ? [[name, bothSets(one[name], other[name])]] : [])),
    ),
  };
}

const SETS = ['elements', 'motifIds', 'geometries', 'connectionKinds'] as const;

function bothSets(one: Sets<string>, other: Sets<string>): Sets<string> {
  return { ...one, ...other, ...(one.none && other.none && { none: [...one.none, ...other.none] }) };
}

export function motifFilter(criteria: readonly Criterion<MotifFilter>[]): MotifFilter {
  return Object.assign({}, ...criteria.map(({ part }) => part));
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

  /** @param prefix of the names that clients know the criteria by. */
  constructor(
    private readonly limits: Limits,
    private readonly prefix = '',
  ) {}

  /** The criteria of declared fields. */
  declared(fields: Fields, input: object): void {
    for (const [name, field] of Object.entries(fields)) {
      if (field.filter === undefined) continue;
      const { by } = field.filter;
      const criterion = `${this.prefix}${field.filter.name}`;
      const given = field.filter.name
        .split('.')
        .reduce<unknown>((value, key) => (value as Given<GivenFields>)?.[key], input);
      const part = (value: unknown) => ({ [name]: value }) as Filter;
      if (by === 'range') this.range(criterion, given as Given<GivenRange>, part);
      else if (by === 'sets') {
        const sets = given as Given<GivenSets>;
        this.each(`${criterion}.all`, sets?.all, (values) => part({ all: inNotation(field, values) }));
        this.oneOf(`${criterion}.any`, sets?.any, (values) => part({ any: inNotation(field, values) }));
        this.each(`${criterion}.none`, sets?.none, (values) => part({ none: inNotation(field, values) }));
      } else this.oneOf(criterion, given as Given<GivenValues>, (values) => part(inNotation(field, values)));
    }
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
  return read === undefined ? values : values.map(read);
}

const NOTATIONS: Readonly<Partial<Record<keyof Vocabularies, (value: string | number) => string | number>>> = {
  formula: (value) => formula(String(value)),
  'anonymous formula': (value) => anonymous(String(value)),
  'chemical system': (value) => chemicalSystem(String(value)),
  element: (value) => elementSymbol(String(value)),
  geometry: (value) => geometrySymbol(String(value)),
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
