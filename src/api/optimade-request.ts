/** What an OPTIMADE client asks /structures for, from the parameters of the address. */
import type { CrystalColumn } from '../graph/projection/tables.js';
import type { Page, Sort } from '../graph/store.js';
import { OptimadeError } from '../optimade/error.js';
import { type Filter, parseFilter } from '../optimade/grammar.js';
import { isForeign, PREFIX, STRUCTURE_PROPERTIES, UNKNOWN_STANDARD, USUAL_FIELDS } from '../optimade/properties.js';
import { unknownProperty } from '../optimade/translation.js';
import { cut } from './echo.js';
import { DEFAULT_PAGE_SIZE, type Limits } from './limits.js';

/** Of every endpoint. */
const COMMON = ['api_hint', 'response_format', 'email_address'];
const OF_ENTRY = [...COMMON, 'response_fields', 'include'];
const PAGES = ['page_offset', 'page_number', 'page_above'] as const;
const OF_LIST = [...OF_ENTRY, 'filter', 'sort', 'page_limit', ...PAGES];

export const PARAMETERS = { common: COMMON, entry: OF_ENTRY, list: OF_LIST } as const;

export interface AskedStructures {
  /** null without one. */
  readonly filter: Filter | null;
  readonly sorts: readonly Sort<CrystalColumn>[];
  readonly page: Page;
  /** How the next page is asked for, from the id of the last entry on this one. */
  readonly next: (lastId: string) => readonly [name: string, value: string];
}

/**
 * Parameters by name, each of which stands once in the address and is one of these. Those of other providers are left out.
 *
 * @throws OptimadeError 400
 */
export function parametersIn(
  given: URLSearchParams,
  known: readonly string[],
): { readonly parameters: ReadonlyMap<string, string>; readonly warnings: readonly string[] } {
  const parameters = new Map<string, string>();
  const warnings: string[] = [];
  for (const [name, value] of given) {
    if (isForeign(name)) {
      warnings.push(`The parameter \`${cut(name)}\` belongs to another provider, and was ignored.`);
    } else if (!known.includes(name)) {
      throw new OptimadeError(
        400,
        `There is no parameter \`${cut(name)}\` here; there are ${known.join(', ')}.`,
        cut(name),
      );
    } else if (parameters.has(name)) {
      throw new OptimadeError(400, `\`${name}\` stands twice in the address.`, name);
    } else parameters.set(name, value);
  }
  checkFormat(parameters.get('response_format'));
  checkIncluded(parameters.get('include'));
  return { parameters, warnings };
}

function checkFormat(format = 'json'): void {
  if (format === 'json') return;
  throw new OptimadeError(400, `Answers come in the format json, not "${cut(format)}".`, 'response_format');
}

/** There are no other entries that structures could be related with. */
function checkIncluded(included = ''): void {
  if (included === '' || included === 'references') return;
  throw new OptimadeError(400, `Structures have no relationship "${cut(included)}" that could be included.`, 'include');
}

/** @throws OptimadeError 400, 403, 501 */
export function askedStructures(parameters: ReadonlyMap<string, string>, limits: Limits): AskedStructures {
  const text = parameters.get('filter') ?? '';
  const size = { clauses: limits.filterParts, depth: limits.nesting, values: limits.ids };
  const filter = text.trim() === '' ? null : parseFilter(text, size);
  const sorts = sortsIn(parameters.get('sort'));
  return { filter, sorts, ...pageIn(parameters, sorts, limits) };
}

/** @throws OptimadeError 400 */
export function fieldsIn(parameters: ReadonlyMap<string, string>): readonly string[] {
  const given = parameters.get('response_fields');
  if (given === undefined) return USUAL_FIELDS;
  const names = [...new Set(given.split(',').filter((name) => name !== ''))];
  for (const name of names) {
    const isKnown = STRUCTURE_PROPERTIES.has(name) || UNKNOWN_STANDARD.has(name) || isForeign(name);
    if (!isKnown) throw unknownProperty(name, 'response_fields');
  }
  if (names.length > MOST_FIELDS) {
    throw new OptimadeError(400, `\`response_fields\` has more than ${MOST_FIELDS} names.`, 'response_fields');
  }
  return names;
}

/** Of any providers. */
const MOST_FIELDS = 200;

function sortsIn(given = ''): Sort<CrystalColumn>[] {
  return given
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const descending = part.startsWith('-');
      const name = descending ? part.slice(1) : part;
      const origin = STRUCTURE_PROPERTIES.get(name)?.origin;
      if (origin === undefined) throw unknownProperty(name, 'sort');
      if (origin.from === 'column' && origin.isSortable) return { key: origin.column, descending };
      throw new OptimadeError(
        400,
        `Structures cannot be sorted by \`${name}\`; /info/structures tells by what.`,
        'sort',
      );
    });
}

function pageIn(
  parameters: ReadonlyMap<string, string>,
  sorts: readonly Sort<CrystalColumn>[],
  { pageSize }: Limits,
): Pick<AskedStructures, 'page' | 'next'> {
  const limit = wholeNumber(parameters, 'page_limit', 1) ?? Math.min(DEFAULT_PAGE_SIZE, pageSize);
  if (limit > pageSize) {
    const message = `\`page_limit\` is at most ${pageSize}, the limit "pageSize" of this server. Follow \`links.next\`.`;
    throw new OptimadeError(403, message, 'page_limit');
  }
  const [place, other] = PAGES.filter((name) => parameters.has(name));
  if (other !== undefined) throw new OptimadeError(400, `A page has \`${place}\` or \`${other}\`, not both.`, other);
  const above = parameters.get('page_above');
  if (above !== undefined && sorts.length > 0) {
    throw new OptimadeError(400, '`page_above` goes by id: leave out `sort`, or use `page_offset`.', 'page_above');
  }
  if (place === 'page_number') {
    const number = wholeNumber(parameters, 'page_number', 1)!;
    return { page: { limit, skip: (number - 1) * limit }, next: () => ['page_number', String(number + 1)] };
  }
  if (place === 'page_offset' || sorts.length > 0) {
    const skip = wholeNumber(parameters, 'page_offset', 0) ?? 0;
    return { page: { limit, skip }, next: () => ['page_offset', String(skip + limit)] };
  }
  // By id, whoever fetches all pages misses nothing where the graph changes meanwhile.
  const page = { limit, ...(above !== undefined && { after: { values: [], id: above } }) };
  return { page, next: (lastId) => ['page_above', lastId] };
}

function wholeNumber(parameters: ReadonlyMap<string, string>, name: string, least: number): number | null {
  const text = parameters.get(name);
  if (text === undefined) return null;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least) return number;
  throw new OptimadeError(400, `\`${name}\` is a whole number from ${least} on, not "${cut(text)}".`, name);
}

/**
 * @param isVersioned whether the version stands in the address, whatever the hint says
 * @throws OptimadeError 400, 553
 */
export function checkHint(hint: string | undefined, isVersioned: boolean): void {
  if (hint === undefined) return;
  const major = /^v(\d+)(\.\d+){0,2}$/.exec(hint)?.[1];
  if (major === undefined) throw new OptimadeError(400, '`api_hint` is a version such as v1 or v1.2.', 'api_hint');
  if (major !== '1' && !isVersioned) throw unsupportedVersion(hint);
}

export function unsupportedVersion(version: string): OptimadeError {
  return new OptimadeError(553, `This server has version 1 of OPTIMADE, not ${cut(version)}: use /optimade/v1.`);
}

/** Other prefixes than ours are ignored, and told. */
export function fieldWarnings(fields: readonly string[]): string[] {
  return fields
    .filter(isForeign)
    .map((name) => `\`${cut(name)}\` belongs to another provider; ours begin with _${PREFIX}_.`);
}
