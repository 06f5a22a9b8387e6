/** Rows as CSV (RFC 4180, UTF-8), the names of the columns in the first line. A cell without a value is empty. */
import type { Cell, FlatRow } from '../../graph/flat-rows.js';
import type { TableColumn } from './tables.js';

export async function* csvOf(
  columns: readonly TableColumn[],
  batches: AsyncIterable<readonly FlatRow[]>,
): AsyncGenerator<string> {
  yield lineOf(columns.map(({ name }) => name));
  for await (const rows of batches) {
    if (rows.length > 0) yield rows.map((row) => lineOf(columns.map(({ name }) => row[name] ?? null))).join('');
  }
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
