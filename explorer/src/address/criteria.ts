/**
 * Criteria in the address, so that one can read them: `?elements=Ti,O&shapes=O:6&gap=1..3`. What has no readable form
 * (connections, sites, nets, patterns, combinations) stands in `filter` as JSON, in the form of the API.
 */
import type { CrystalFilter, CrystalSystem, MotifFilter, Strategy } from '../graphql/generated/operations.js';
import { KINDS } from '../parts/kinds.js';
import { filterOfNet, netOfFilter, readNet, writeNet } from './nets.js';
import { formatPolygon, parsePolygon } from './polygon.js';

/** How the values of a criterion are written. A list is an enumeration, whose values stand in lower case in the address. */
type Form =
  | readonly string[]
  | 'text'
  | 'texts'
  | 'whole numbers'
  | 'range'
  | 'whole range'
  | 'yes or no'
  | 'polygon'
  | 'net';

export interface Criterion<Filter> {
  /** The name in the address. */
  readonly parameter: string;
  /** The member of the API's filter. */
  readonly member: keyof Filter & string;
  readonly form: Form;
}

const criterion = <Filter>(
  parameter: string,
  form: Form,
  member: keyof Filter & string = parameter as keyof Filter & string,
): Criterion<Filter> => ({ parameter, member, form });

const SYSTEMS: readonly CrystalSystem[] = [
  'TRICLINIC',
  'MONOCLINIC',
  'ORTHORHOMBIC',
  'TETRAGONAL',
  'TRIGONAL',
  'HEXAGONAL',
  'CUBIC',
];
const STRATEGIES: readonly Strategy[] = ['SIMPLEST', 'MULTI_WEIGHTS'];

export const CRYSTAL_CRITERIA: readonly Criterion<CrystalFilter>[] = [
  criterion('ids', 'texts'),
  criterion('formulas', 'texts'),
  criterion('anonymous', 'texts', 'anonymousFormulas'),
  criterion('chemistry', 'texts', 'chemicalSystems'),
  criterion('elements', 'texts'),
  criterion('anyElements', 'texts'),
  criterion('withoutElements', 'texts'),
  criterion('onlyElements', 'texts'),
  criterion('elementCount', 'whole range'),
  criterion('centres', 'texts', 'centreElements'),
  criterion('shapes', 'texts', 'geometries'),
  criterion('anyShapes', 'texts', 'anyGeometries'),
  criterion('withoutShapes', 'texts', 'withoutGeometries'),
  criterion('motifs', 'texts'),
  criterion('anyMotifs', 'texts'),
  criterion('withoutMotifs', 'texts'),
  criterion('kinds', KINDS, 'connectionKinds'),
  criterion('anyKinds', KINDS, 'anyConnectionKinds'),
  criterion('withoutKinds', KINDS, 'withoutConnectionKinds'),
  criterion('systems', SYSTEMS, 'crystalSystems'),
  criterion('spaceGroups', 'whole numbers', 'spaceGroupNumbers'),
  criterion('spaceGroupSymbols', 'texts'),
  criterion('families', 'texts', 'structureFamilies'),
  criterion('types', 'texts', 'structureTypes'),
  criterion('minerals', 'texts'),
  criterion('prototypes', 'texts'),
  criterion('units', 'texts'),
  criterion('anyUnits', 'texts'),
  criterion('withoutUnits', 'texts'),
  criterion('datasets', 'texts'),
  criterion('strategies', STRATEGIES),
  criterion('ordered', 'yes or no', 'isOrdered'),
  criterion('gap', 'range', 'bandGap'),
  criterion('energy', 'range', 'formationEnergyPerAtom'),
  criterion('metal', 'range', 'metalProbability'),
  criterion('density', 'range'),
  criterion('volume', 'range', 'volumePerAtom'),
  criterion('atoms', 'whole range', 'atomCount'),
  criterion('instability', 'range', 'globalInstabilityIndex'),
  criterion('nets', 'net'),
  criterion('lasso', 'polygon', 'mapRegion'),
];

export const MOTIF_CRITERIA: readonly Criterion<MotifFilter>[] = [
  criterion('ids', 'texts'),
  criterion('elements', 'texts'),
  criterion('shapes', 'texts', 'geometries'),
  criterion('ligands', 'texts', 'ligandElements'),
  criterion('coordination', 'whole range', 'coordinationNumber'),
  criterion('crystals', 'whole range', 'crystalCount'),
  criterion('in', 'text', 'inCrystal'),
];

/** Criteria that are no member of their own: JSON. */
const REST = 'filter';

export interface Criteria<Filter> {
  /** Without members: all there is. */
  readonly filter: Filter;
  /** Parameters whose values mean nothing; they are left out of the filter. */
  readonly unreadable: readonly string[];
}

/** The filter that an address means. */
function filterOf<Filter extends object>(
  parameters: URLSearchParams,
  criteria: readonly Criterion<Filter>[],
): Criteria<Filter> {
  const filter: Record<string, unknown> = {};
  const unreadable: string[] = [];
  for (const { parameter, member, form } of criteria) {
    const text = parameters.get(parameter);
    if (text === null || text === '') continue;
    const value = readerOf(form).read(text);
    if (value === undefined) unreadable.push(parameter);
    else filter[member] = value;
  }
  const rest = restOf(parameters);
  if (rest === undefined) unreadable.push(REST);
  const clash = Object.keys(rest ?? {}).some((member) => member in filter);
  const whole = clash ? { and: [filter, rest] } : { ...filter, ...rest };
  return { filter: whole as Filter, unreadable };
}

/** The parameters that mean a filter: `filterOf` gives the same filter for them. */
function parametersOf<Filter extends object>(
  filter: Filter,
  criteria: readonly Criterion<Filter>[],
): Record<string, string> {
  const parameters: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(filter)) {
    if (value === undefined || value === null) continue;
    const known = criteria.find((one) => one.member === member);
    if (known === undefined) rest[member] = value;
    else {
      const text = readerOf(known.form).write(value);
      if (text === null) rest[member] = value;
      else parameters[known.parameter] = text;
    }
  }
  if (Object.keys(rest).length > 0) parameters[REST] = JSON.stringify(rest);
  return parameters;
}

export const crystalFilterOf = (parameters: URLSearchParams) => filterOf(parameters, CRYSTAL_CRITERIA);
export const motifFilterOf = (parameters: URLSearchParams) => filterOf(parameters, MOTIF_CRITERIA);
export const crystalParametersOf = (filter: CrystalFilter) => parametersOf(filter, CRYSTAL_CRITERIA);
export const motifParametersOf = (filter: MotifFilter) => parametersOf(filter, MOTIF_CRITERIA);

/** Both directions of a form; `read` gives undefined for what it does not understand. */
interface Reader {
  read: (text: string) => unknown;
  /** Null where the value has no such words. */
  write: (value: unknown) => string | null;
}

function readerOf(form: Form): Reader {
  return typeof form === 'string' ? FORMS[form] : ofEnumeration(form);
}

function ofEnumeration(values: readonly string[]): Reader {
  return {
    read: (text) => {
      const names = readList(text)?.map((name) => name.toUpperCase());
      return names?.every((name) => values.includes(name)) ? names : undefined;
    },
    write: (value) => writeList(listOf(value).map((name) => String(name).toLowerCase())),
  };
}

const FORMS: Readonly<Record<Exclude<Form, readonly string[]>, Reader>> = {
  text: { read: (text) => text, write: String },
  texts: { read: readList, write: (value) => writeList(listOf(value).map(String)) },
  'whole numbers': {
    read: (text) => {
      const numbers = readList(text)?.map(Number);
      return numbers?.every(isWhole) ? numbers : undefined;
    },
    write: (value) => listOf(value).join(','),
  },
  range: { read: readRange, write: (value) => writeRange(value as Range) },
  'whole range': {
    read: (text) => {
      const range = readRange(text);
      return Object.values(range ?? {}).every(isWhole) ? range : undefined;
    },
    write: (value) => writeRange(value as Range),
  },
  'yes or no': {
    read: (text) => ({ yes: true, no: false })[text],
    write: (value) => (value === true ? 'yes' : 'no'),
  },
  net: {
    read: (text) => {
      const net = readNet(text);
      return net === null ? undefined : filterOfNet(net);
    },
    write: (value) => {
      const net = netOfFilter(value);
      return net === null ? null : writeNet(net);
    },
  },
  polygon: {
    read: (text) => parsePolygon(text)?.map(([x, y]) => ({ x, y })),
    write: (value) => formatPolygon((value as readonly { x: number; y: number }[]).map(({ x, y }) => [x, y])),
  },
};

/** GraphQL takes one value for a list of one. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** As whole numbers of the API are. */
function isWhole(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}

/** More have no room in one request of all facets. */
const MOST_VALUES = 2000;

/** Values between commas; `\,` is a comma of a value (`Co\,Mn-O:6`). */
export function readList(text: string): string[] | undefined {
  // Nothing of the graph has such signs in its name, and the API refuses them.
  if (/\p{Cc}/u.test(text)) return undefined;
  const values = [...text.matchAll(/(?:\\.|[^,\\])+/g)].map(([value]) => value.replaceAll(/\\(.)/g, '$1').trim());
  const filled = values.filter((value) => value !== '');
  return filled.length === 0 || filled.length > MOST_VALUES ? undefined : filled;
}

export function writeList(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(/[\\,]/g, '\\$&')).join(',');
}

export interface Range {
  readonly min?: number | null;
  readonly max?: number | null;
}

/** `1..3`, `1..`, `..3`, `2`. */
export function readRange(text: string): Range | undefined {
  const [low = '', high = low, ...more] = text.split('..').map((end) => end.trim().replace('−', '-'));
  const [min, max] = [low, high].map((end) => (end === '' ? undefined : Number(end)));
  const isReadable = more.length === 0 && [min, max].every((end) => end === undefined || Number.isFinite(end));
  if (!isReadable || (min === undefined && max === undefined)) return undefined;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

export function writeRange({ min, max }: Range): string {
  return min != null && min === max ? String(min) : `${min ?? ''}..${max ?? ''}`;
}

/** What has no readable form, in the form of the API; undefined where it cannot be read. */
export function restOf(parameters: URLSearchParams): Readonly<Record<string, unknown>> | undefined {
  const text = parameters.get(REST) ?? '';
  return text === '' ? {} : objectOf(text);
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return value as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
