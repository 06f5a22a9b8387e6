/** Which rows of a table meet a comparison: of a field's value, of its text, or of the items of its list. */
import type { Comparison, Relation } from '../store.js';
import { type Column, type Dictionary, NumberColumn, type Table, TextColumn, TextsColumn } from './columns.js';
import type { Mask } from './mask.js';
import { compareTexts } from './order.js';

/** @param length of the mask. A row without a value meets none. */
export function rowsCompared(table: Table, comparison: Comparison, length: number): Mask {
  const column = table.column(comparison.field);
  if (column === undefined) throw new Error(`${comparison.field} is no column`);
  const mask = new Uint8Array(length);
  const holds = rowTest(column, comparison);
  for (let row = 0; row < length; row++) mask[row] = holds(row) ? 1 : 0;
  return mask;
}

type RowTest = (row: number) => boolean;

function rowTest(column: Column, comparison: Comparison): RowTest {
  switch (comparison.by) {
    case 'known':
      return knownTest(column);
    case 'value': {
      const { relation, value } = comparison;
      const meets = RELATIONS[relation];
      if (column instanceof NumberColumn) {
        return (row) => !Number.isNaN(column.values[row]) && meets(column.values[row]! - Number(value));
      }
      return textTest(column, (text) => meets(compareTexts(text, String(value))));
    }
    case 'part': {
      const { part, text } = comparison;
      return textTest(column, PARTS[part](text));
    }
    case 'items':
      return itemsTest(column, comparison.items, comparison.values);
    case 'length': {
      const { starts } = lists(column);
      const meets = RELATIONS[comparison.relation];
      return (row) => meets(starts[row + 1]! - starts[row]! - comparison.value);
    }
  }
}

/** Of the difference of what there is and what it is compared with. */
export const RELATIONS: Readonly<Record<Relation, (difference: number) => boolean>> = {
  '=': (difference) => difference === 0,
  '!=': (difference) => difference !== 0,
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};

/** Of texts. */
export const PARTS = {
  any: (part: string) => (text: string) => text.includes(part),
  start: (part: string) => (text: string) => text.startsWith(part),
  end: (part: string) => (text: string) => text.endsWith(part),
} as const;

function knownTest(column: Column): RowTest {
  if (column instanceof NumberColumn) return (row) => !Number.isNaN(column.values[row]);
  if (column instanceof TextsColumn) return () => true;
  const { codes } = column;
  return (row) => codes[row] !== 0;
}

/** Each different text is looked at once. */
function textTest(column: Column, meets: (text: string) => boolean): RowTest {
  if (!(column instanceof TextColumn)) throw new Error('the column holds no texts');
  const { codes, dictionary } = column;
  const met = Uint8Array.from({ length: dictionary.size }, (_, code) =>
    code > 0 && meets(dictionary.textOf(code)) ? 1 : 0,
  );
  return (row) => met[codes[row]!] === 1;
}

function itemsTest(column: Column, quantity: 'all' | 'any' | 'only', values: readonly string[]): RowTest {
  const { codes, starts, dictionary } = lists(column);
  const wanted = new Set(values.map((value) => codeOf(dictionary, value)));
  const itemsOf = (row: number) => codes.subarray(starts[row]!, starts[row + 1]!);
  switch (quantity) {
    case 'any':
      return (row) => itemsOf(row).some((code) => wanted.has(code));
    case 'only':
      return (row) => itemsOf(row).every((code) => wanted.has(code));
    case 'all':
      return (row) => {
        const items = itemsOf(row);
        for (const code of wanted) if (!items.includes(code)) return false;
        return true;
      };
  }
}

/** No row has the code of a text that none has. */
const NO_CODE = -1;

function codeOf(dictionary: Dictionary, text: string): number {
  return dictionary.codeOf(text) ?? NO_CODE;
}

function lists(column: Column): TextsColumn {
  if (!(column instanceof TextsColumn)) throw new Error('the column holds no lists');
  return column;
}
