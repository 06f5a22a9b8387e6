/**
 * Sites and connections of many crystals as lists, sorted and read page by page. There are a million connections in the
 * graph: the rows of one list alone are sorted, in steps.
 */
import { LRUCache } from 'lru-cache';
import { keptPromise } from '../kept-promise.js';
import type { Keyset, Page, Sort } from '../store.js';
import { inSteps, type Steps } from '../turns.js';
import { compareTexts } from './order.js';
import { firstWhere } from './pages.js';
import type { RowSet } from './row-set.js';

/** What a list is made of. Rows of one crystal stand together, in the order of its list. */
export interface OwnedRows {
  crystalOf(row: number): number;
  /** Rank of a crystal among all, by id. */
  rankOf(crystal: number): number;
  crystalIdOf(crystal: number): string;
  /** What tells the row from others of its crystal: the numbers behind the crystal's id, which ascend. */
  placeOf(row: number): readonly number[];
  /** NaN where it has none. */
  numberOf(key: string): (row: number) => number;
}

/** Lists whose order is kept for their next page, and the rows that all of them may have together. */
const KEPT_LISTS = 16;
const KEPT_ROWS = 4_000_000;

/** Between two turns of others. */
const ROWS_IN_STEP = 4096;

export class OwnedLists {
  private readonly orders = new LRUCache<string, Promise<Uint32Array>>({ max: KEPT_LISTS });
  /** Of lists with more rows than their share: the last one, also while it is sorted. */
  private readonly longOrders = new LRUCache<string, Promise<Uint32Array>>({ max: 1 });

  constructor(private readonly rows: OwnedRows) {}

  /**
   * @param name of the set of rows, unique among those of this projection
   * @param sorts by numbers, the first most significant; then by id, in the direction of the first
   */
  async page(name: string, set: RowSet, sorts: readonly Sort<string>[], page: Page): Promise<Uint32Array> {
    const { limit, after, before, fromEnd } = page;
    const order = await this.order(name, set, sorts);
    const places = new Places(this.rows, sorts);
    const begin = after === undefined ? 0 : firstWhere(order, (row) => places.compare(row, after) > 0);
    const end = before === undefined ? order.length : firstWhere(order, (row) => places.compare(row, before) >= 0);
    return fromEnd
      ? order.slice(Math.max(begin, end - limit), Math.max(begin, end))
      : order.slice(begin, Math.min(end, begin + limit));
  }

  private order(name: string, set: RowSet, sorts: readonly Sort<string>[]): Promise<Uint32Array> {
    const make = () => inSteps(this.sorted(set.rows, sorts));
    const orders = set.rows.length > KEPT_ROWS / KEPT_LISTS ? this.longOrders : this.orders;
    return keptPromise(orders, `${JSON.stringify(sorts)} ${name}`, make);
  }

  private *sorted(rows: Uint32Array, sorts: readonly Sort<string>[]): Steps<Uint32Array> {
    const columns = sorts.map(({ key, descending }) => ({ values: new Float64Array(rows.length), key, descending }));
    const ranks = new Uint32Array(rows.length);
    for (let begin = 0; begin < rows.length; begin += ROWS_IN_STEP) {
      const end = Math.min(rows.length, begin + ROWS_IN_STEP);
      for (const { values, key } of columns) {
        const numberOf = this.rows.numberOf(key);
        for (let i = begin; i < end; i++) values[i] = numberOf(rows[i]!);
      }
      for (let i = begin; i < end; i++) ranks[i] = this.rows.rankOf(this.rows.crystalOf(rows[i]!));
      yield;
    }
    const byId = sorts[0]?.descending === true ? -1 : 1;
    const order = yield* mergeSorted(rows.length, (a, b) => {
      for (const { values, descending } of columns) {
        const difference = compareNumbers(values[a]!, values[b]!, descending);
        if (difference !== 0) return difference;
      }
      return byId * (ranks[a]! - ranks[b]! || rows[a]! - rows[b]!);
    });
    return order.map((i) => rows[i]!);
  }
}

/** Where rows stand before or behind a cursor. */
class Places {
  private readonly numbers: readonly ((row: number) => number)[];

  constructor(
    private readonly rows: OwnedRows,
    private readonly sorts: readonly Sort<string>[],
  ) {
    this.numbers = sorts.map(({ key }) => rows.numberOf(key));
  }

  /** Less than 0 where the row stands before the place. */
  compare(row: number, { values, id }: Keyset): number {
    for (const [i, { descending }] of this.sorts.entries()) {
      const value = values[i];
      const difference = compareNumbers(
        this.numbers[i]!(row),
        typeof value === 'number' ? value : Number.NaN,
        descending,
      );
      if (difference !== 0) return difference;
    }
    return (this.sorts[0]?.descending === true ? -1 : 1) * this.compareIds(row, id);
  }

  private compareIds(row: number, id: string): number {
    const [crystalId = '', ...place] = id.split('/');
    const { rows } = this;
    const byCrystal = compareTexts(rows.crystalIdOf(rows.crystalOf(row)), crystalId);
    if (byCrystal !== 0) return byCrystal;
    const own = rows.placeOf(row);
    for (const [i, part] of place.entries()) {
      const difference = own[i]! - Number(part);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** What has no number comes last in either direction. */
function compareNumbers(a: number, b: number, descending: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return descending ? b - a : a - b;
}

/** The numbers from 0 to before `length` in the order of the comparison. */
function* mergeSorted(length: number, compare: (a: number, b: number) => number): Steps<Uint32Array> {
  let from = Uint32Array.from({ length }, (_, i) => i);
  for (let begin = 0; begin < length; begin += ROWS_IN_STEP) {
    from.subarray(begin, begin + ROWS_IN_STEP).sort(compare);
    yield;
  }
  let into = new Uint32Array(length);
  for (let width = ROWS_IN_STEP; width < length; width *= 2) {
    for (let begin = 0; begin < length; begin += 2 * width) {
      yield* merge(from, into, begin, Math.min(length, begin + width), Math.min(length, begin + 2 * width), compare);
    }
    [from, into] = [into, from];
  }
  return from;
}

function* merge(
  from: Uint32Array,
  into: Uint32Array,
  begin: number,
  middle: number,
  end: number,
  compare: (a: number, b: number) => number,
): Steps<void> {
  let [left, right] = [begin, middle];
  for (let at = begin; at < end; at++) {
    const takesLeft = left < middle && (right === end || compare(from[left]!, from[right]!) <= 0);
    into[at] = takesLeft ? from[left++]! : from[right++]!;
    if (at % ROWS_IN_STEP === 0) yield;
  }
}
