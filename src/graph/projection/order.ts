/** Orders of rows by a column: ascending by value, rows without one last, and by id where values are equal. */
import { type Column, NumberColumn, TextColumn } from './columns.js';

/** Ranks of the rows' values among the distinct values, from 0; rows without a value have the rank `absent`. */
export interface Ranks {
  readonly ranks: Uint32Array;
  readonly absent: number;
}

export function ranksOf(column: Column, length: number): Ranks {
  if (column instanceof NumberColumn) return numberRanks(column.values.subarray(0, length));
  if (column instanceof TextColumn) return textRanks(column, length);
  throw new Error('rows are not sorted by a column of lists');
}

function numberRanks(values: Float64Array): Ranks {
  const distinct = [...new Set(Float64Array.from(values).sort())].filter((value) => !Number.isNaN(value));
  const absent = distinct.length;
  const ranks = Uint32Array.from(values, (value) => (Number.isNaN(value) ? absent : placeOf(value, distinct)));
  return { ranks, absent };
}

function placeOf(value: number, sorted: readonly number[]): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function textRanks({ codes, dictionary }: TextColumn, length: number): Ranks {
  const order = Array.from({ length: dictionary.size - 1 }, (_, i) => i + 1);
  order.sort((a, b) => compareTexts(dictionary.textOf(a), dictionary.textOf(b)));
  const rankOfCode = new Uint32Array(dictionary.size);
  for (const [rank, code] of order.entries()) rankOfCode[code] = rank;
  const absent = order.length;
  rankOfCode[0] = absent;
  return { ranks: Uint32Array.from(codes.subarray(0, length), (code) => rankOfCode[code]!), absent };
}

/** By UTF-16 units. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows sorted by rank, equal ones as they stood (a counting sort); rows without a value last in either direction. */
export function sortedByRank(rows: Uint32Array, { ranks, absent }: Ranks, descending: boolean): Uint32Array {
  const placeOfRow = (row: number) => (descending && ranks[row] !== absent ? absent - 1 - ranks[row]! : ranks[row]!);
  const starts = new Uint32Array(absent + 2);
  for (const row of rows) starts[placeOfRow(row) + 1]!++;
  for (let place = 1; place < starts.length; place++) starts[place]! += starts[place - 1]!;
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) sorted[starts[placeOfRow(row)]!++] = row;
  return sorted;
}
