/** Sorted lists of rows, and their pages. */
import { LRUCache } from 'lru-cache';
import type { Keyset, Page, Sort } from '../store.js';
import type { Table } from './columns.js';
import type { Mask } from './mask.js';
import { compareTexts, type Ranks, ranksOf, sortedByRank } from './order.js';

/** Orders that are kept, by one key or several. */
const KEPT_ORDERS = 32;

export class SortedRows {
  private readonly ranks = new Map<string, Ranks>();
  private readonly orders = new LRUCache<string, Uint32Array>({ max: KEPT_ORDERS });

  /** @param length rows that were appended later are left out. */
  constructor(
    private readonly table: Table,
    private readonly length: number,
  ) {}

  /** The chosen rows of the page: between `after` and `before`, in the order of the list. */
  page(chosen: Mask, sorts: readonly Sort<string>[], { limit, after, before, fromEnd, skip = 0 }: Page): number[] {
    const rows = this.order(sorts);
    const begin = after === undefined ? 0 : firstWhere(rows, (row) => this.compare(row, after, sorts) > 0);
    const end = before === undefined ? rows.length : firstWhere(rows, (row) => this.compare(row, before, sorts) >= 0);
    const page: number[] = [];
    if (fromEnd) {
      for (let i = end - 1; i >= begin && page.length < limit; i--) if (chosen[rows[i]!]) page.push(rows[i]!);
      return page.reverse();
    }
    let left = skip;
    for (let i = begin; i < end && page.length < limit; i++) {
      if (!chosen[rows[i]!]) continue;
      if (left > 0) left--;
      else page.push(rows[i]!);
    }
    return page;
  }

  /** All rows by these keys, the first most significant, then by id in its direction; rows without a value come last. */
  order(sorts: readonly Sort<string>[]): Uint32Array {
    const name = sorts.map(({ key, descending }) => `${key} ${descending}`).join();
    const known = this.orders.get(name);
    if (known !== undefined) return known;
    let rows: Uint32Array = Uint32Array.from({ length: this.length }, (_, row) => row);
    const byId = { key: 'id', descending: sorts[0]?.descending ?? false };
    for (const { key, descending } of [byId, ...sorts.toReversed()]) {
      rows = sortedByRank(rows, this.ranksOfKey(key), descending);
    }
    this.orders.set(name, rows);
    return rows;
  }

  /** Less than 0 where the row stands before the place. */
  private compare(row: number, { values, id }: Keyset, sorts: readonly Sort<string>[]): number {
    for (const [i, { key, descending }] of sorts.entries()) {
      const order = compareValues(this.table.valueOf(key, row), values[i] ?? null, descending);
      if (order !== 0) return order;
    }
    return compareValues(this.table.valueOf('id', row), id, sorts[0]?.descending ?? false);
  }

  private ranksOfKey(key: string): Ranks {
    const known = this.ranks.get(key) ?? ranksOf(this.table.column(key)!, this.length);
    this.ranks.set(key, known);
    return known;
  }
}

function compareValues(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'string' || typeof b === 'string' ? compareTexts(String(a), String(b)) : a - b;
  return descending ? -order : order;
}

/** In an order in which the condition holds from some row on. */
export function firstWhere(rows: Uint32Array, holds: (row: number) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(rows[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
