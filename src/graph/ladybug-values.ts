/** Values on their way to LadybugDB and back. */
import type { LbugValue } from '@ladybugdb/core';
import type { ParameterRow, Parameters, Value } from './engine.js';

export function encoded(parameters: Parameters): Record<string, LbugValue> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      name === 'rows' ? encodedRows(value as readonly ParameterRow[]) : (value as LbugValue),
    ]),
  );
}

/**
 * Numbers go as text that the statement casts: LadybugDB takes the type of a column from its first row, and has no common
 * type for a whole and a broken number. Lists of numbers go as text and stay text.
 */
function encodedRows(rows: readonly ParameterRow[]): LbugValue {
  const columns = Object.keys(rows[0] ?? {});
  const listsOfText = new Set(
    columns.filter((column) =>
      rows.some((row) => Array.isArray(row[column]) && row[column].some((item) => typeof item === 'string')),
    ),
  );
  const field = (column: string, value: Value | undefined): LbugValue => {
    if (typeof value === 'number') return String(value);
    if (Array.isArray(value) && !listsOfText.has(column)) return `[${value.join(',')}]`;
    return (value ?? null) as LbugValue;
  };
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, field(column, row[column])])));
}

/** Whole numbers come as BigInt where they are wide; nodes with their internal id and label, which go. */
export function decoded(value: LbugValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(decoded);
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Map) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key === '_id' || key === '_label' ? [] : [[key, decoded(inner as LbugValue)]],
    ),
  );
}
