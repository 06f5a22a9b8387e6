/** A filtered, sorted, paged list whose whole state stands in the address. */
import { useMemo } from 'preact/hooks';
import { type Changes, type Step, useAddress } from '../address/address.js';
import { type Criteria, readList, writeList } from '../address/criteria.js';
import type { Sorting } from '../parts/table.js';

export interface Position {
  /** Counted from 1; a label, for cursors know no numbers. */
  readonly page: number;
  readonly after: string | null;
  readonly before: string | null;
}

/** What belongs to a page of the list, and is void for another list. */
const FIRST_PAGE = { page: null, after: null, before: null } as const;

export const PAGE_SIZES = ['25', '50', '100'] as const;
const PAGE_SIZE = PAGE_SIZES[0];

export interface Listing<Filter> extends Criteria<Filter> {
  readonly parameters: URLSearchParams;
  /** Changes criteria or the order; begins at the first page. */
  readonly change: (changes: Changes, step?: Step) => void;
  readonly sorting: Sorting | null;
  readonly sortBy: (sorting: Sorting) => void;
  readonly position: Position;
  readonly goTo: (position: Position, step?: Step) => void;
  readonly pageSize: number;
  readonly columns: readonly string[];
  readonly showColumns: (columns: readonly string[]) => void;
}

interface ListingOptions<Filter> {
  filterOf: (parameters: URLSearchParams) => Criteria<Filter>;
  defaultColumns: readonly string[];
}

export function useListing<Filter>({ filterOf, defaultColumns }: ListingOptions<Filter>): Listing<Filter> {
  const [parameters, changeAddress] = useAddress();
  const criteria = useMemo(() => filterOf(parameters), [parameters, filterOf]);
  const change = (changes: Changes, step?: Step) => changeAddress({ ...FIRST_PAGE, ...changes }, step);
  return {
    ...criteria,
    parameters,
    change,
    sorting: sortingOf(parameters.get('sort')),
    sortBy: ({ key, descending }) => change({ sort: `${descending ? '-' : ''}${key}` }),
    position: positionOf(parameters),
    goTo: ({ page, after, before }, step) =>
      changeAddress({ page: page === 1 ? null : String(page), after: page === 1 ? null : after, before }, step),
    pageSize: Number(PAGE_SIZES.find((size) => size === parameters.get('rows')) ?? PAGE_SIZE),
    columns: readList(parameters.get('columns') ?? '') ?? defaultColumns,
    showColumns: (columns) =>
      changeAddress({ columns: columns.join() === defaultColumns.join() ? null : writeList(columns) }),
  };
}

function positionOf(parameters: URLSearchParams): Position {
  const [after, before] = [parameters.get('after'), parameters.get('before')];
  const number = Math.floor(Number(parameters.get('page')));
  // Without a place in the list it is the first page, whatever its number says.
  const page = after === null && before === null ? 1 : number;
  return { page: Number.isSafeInteger(page) ? Math.max(1, page) : 1, after, before };
}

/** `-density`: largest first. */
function sortingOf(text: string | null): Sorting | null {
  if (text === null || text === '' || text === '-') return null;
  return { key: text.replace(/^-/, ''), descending: text.startsWith('-') };
}

/** Variables of a query for a page. */
export function pageVariables({ after, before }: Position, size: number) {
  return before === null ? { first: size, after } : { last: size, before };
}

/** A list with a value more or, if it has it, less; null if none is left. */
export function toggled(list: readonly string[], value: string): string | null {
  const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
  return next.length === 0 ? null : writeList(next);
}
