/** Rows about motifs as a list that is filtered, sorted and read page by page. */
import { type MotifId, motifType } from '../../motif/motif-type.js';
import type { Fields } from '../field.js';
import type { Combined, Page, Sort } from '../store.js';
import { inSteps } from '../turns.js';
import { Table } from './columns.js';
import { combined, rowsThatMeet } from './conditions.js';
import { countOf, type Mask, rowsOf } from './mask.js';
import { SortedRows } from './pages.js';
import { RowSet } from './row-set.js';
import { TableSource } from './row-sources.js';

export class RowList<Row extends { readonly id: string; readonly motifId: MotifId }, Filter extends Combined<Filter>> {
  private readonly table: Table;
  private readonly sorted: SortedRows;

  /** @param fields with `id`, which breaks ties */
  constructor(
    fields: Fields,
    private readonly rows: readonly Row[],
  ) {
    this.table = new Table(fields);
    // A motif that several elements share is found by each of them.
    for (const row of rows) this.table.append({ ...row, element: motifType(row.motifId).centres });
    this.sorted = new SortedRows(this.table, rows.length);
  }

  get length(): number {
    return this.rows.length;
  }

  async page(filter: Filter, sorts: readonly Sort<string>[], page: Page): Promise<Row[]> {
    return this.sorted.page(await this.thatMeet(filter), sorts, page).map((row) => this.rows[row]!);
  }

  async count(filter: Filter): Promise<number> {
    return countOf(await this.thatMeet(filter));
  }

  /** Those that meet the filter, for figures about them. */
  async rowSet(filter: Filter): Promise<RowSet> {
    return new RowSet(new TableSource(this.table), rowsOf(await this.thatMeet(filter)));
  }

  private thatMeet(filter: Filter): Promise<Mask> {
    return inSteps(combined(filter, (own) => rowsThatMeet(this.table, own, this.rows.length)));
  }
}
