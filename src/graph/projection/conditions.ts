/** Which rows of a table meet the criteria of declared fields (`FilterOf`): a null meets none. */
import type { Range, Sets } from '../field.js';
import type { Combined } from '../store.js';
import type { Steps } from '../turns.js';
import { type Column, Dictionary, NumberColumn, type Table, TextColumn, TextsColumn } from './columns.js';
import { complement, everyRow, intersect, type Mask, unite } from './mask.js';

type Items = readonly (string | number)[];

/** @param length of the mask: rows that were appended later are left out. Each criterion is a step. */
export function* rowsThatMeet(table: Table, filter: object, length: number): Steps<Mask> {
  const mask = everyRow(length);
  for (const [name, criterion] of Object.entries(filter)) {
    if (criterion === undefined) continue;
    const trait = table.fields[name]?.filter;
    const column = table.column(name);
    if (trait === undefined || column === undefined)
      throw new Error(`${name} is not a field that lists are filtered by`);
    intersect(mask, CRITERIA[trait.by](column, criterion as never, length));
    yield;
  }
  return mask;
}

const CRITERIA = {
  'one of': (column: Column, values: Items, length: number) => equalToAny(column, values, length),
  equal: (column: Column, value: string | number | boolean, length: number) =>
    equalToAny(column, [typeof value === 'boolean' ? String(value) : value], length),
  range: (column: Column, range: Range, length: number) => inRange(column as NumberColumn, range, length),
  'any of': (column: Column, values: Items, length: number) => holdsAny(column as TextsColumn, values, length),
  sets: (column: Column, sets: Sets<string>, length: number) => meetsSets(column as TextsColumn, sets, length),
} as const;

function equalToAny(column: Column, values: Items, length: number): Mask {
  const mask = new Uint8Array(length);
  if (column instanceof NumberColumn) {
    const wanted = new Set(values);
    const numbers = column.values;
    for (let row = 0; row < length; row++) mask[row] = wanted.has(numbers[row]!) ? 1 : 0;
    return mask;
  }
  const { codes, others, dictionary } = column as TextColumn;
  const wanted = wantedCodes(dictionary, values);
  for (let row = 0; row < length; row++) mask[row] = wanted[codes[row]!]!;
  for (const [row, more] of others) if (row < length && more.some((code) => wanted[code])) mask[row] = 1;
  return mask;
}

function inRange(column: NumberColumn, { min = -Infinity, max = Infinity }: Range, length: number): Mask {
  const { values } = column;
  const mask = new Uint8Array(length);
  for (let row = 0; row < length; row++) mask[row] = values[row]! >= min && values[row]! <= max ? 1 : 0;
  return mask;
}

function holdsAny(column: TextsColumn, values: Items, length: number): Mask {
  const { codes, starts, dictionary } = column;
  const wanted = wantedCodes(dictionary, values);
  const mask = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) mask[row]! |= wanted[codes[i]!]!;
  }
  return mask;
}

/** A list of all or none that is empty lets everything pass; a list of alternatives that is empty, nothing. */
function meetsSets(column: TextsColumn, { all, any, none }: Sets<string>, length: number): Mask {
  const mask = any === undefined ? everyRow(length) : holdsAny(column, any, length);
  for (const value of new Set(all)) intersect(mask, holdsAny(column, [value], length));
  if (none?.length) intersect(mask, complement(holdsAny(column, none, length)));
  return mask;
}

/** 1 for each code of the dictionary that is wanted; values that no row has are not in it. */
function wantedCodes(dictionary: Dictionary, values: Items): Uint8Array {
  const wanted = new Uint8Array(dictionary.size);
  for (const value of values) {
    const code = dictionary.codeOf(String(value));
    if (code !== undefined) wanted[code] = 1;
  }
  return wanted;
}

/** @param meet of the criteria of one filter, its combinations left out. */
export function* combined<Filter extends Combined<Filter>>(
  { and, or, not, ...own }: Filter,
  meet: (filter: Omit<Filter, keyof Combined<Filter>>) => Steps<Mask>,
): Steps<Mask> {
  const mask = yield* meet(own);
  for (const part of and ?? []) intersect(mask, yield* combined(part, meet));
  if (or !== undefined) {
    const any = new Uint8Array(mask.length);
    for (const part of or) unite(any, yield* combined(part, meet));
    intersect(mask, any);
  }
  if (not !== undefined) intersect(mask, complement(yield* combined(not, meet)));
  return mask;
}
