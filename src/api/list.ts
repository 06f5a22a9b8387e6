/** One page of a list, as Relay has it. Nothing is fetched, nor counted, before a field asks for it. */
import type { RowSet } from '../graph/projection/row-set.js';
import type { Page } from '../graph/store.js';
import { type AskedPage, type ListIdentity, writeCursor } from './pages.js';
import type { EmptyReason, PageInfo } from './types/common.js';

export interface ListRequest<Row> {
  readonly identity: ListIdentity;
  readonly asked: AskedPage;
  /** Of the graph that the list is read from. */
  readonly version: () => Promise<string>;
  readonly fetch: (page: Page) => Promise<Row[]>;
  readonly count: () => Promise<number>;
  /** Why there is nothing at all; asked when the count is zero. */
  readonly explain: () => Promise<EmptyReason>;
}

/** What a cursor stands for. */
type Sortable<SortKey extends string> = { readonly id: string } & Readonly<Record<SortKey, string | number | null>>;

export interface Edge<Row> {
  readonly node: Row;
  readonly cursor: string;
}

export class List<Row extends Sortable<SortKey>, SortKey extends string> {
  private fetched: Promise<readonly Row[]> | undefined;
  private counted: Promise<number> | undefined;

  constructor(private readonly request: ListRequest<Row>) {}

  async nodes(): Promise<readonly Row[]> {
    const { limit, fromEnd } = this.request.asked.page;
    const rows = await this.withOneMore();
    return fromEnd ? rows.slice(Math.max(0, rows.length - limit)) : rows.slice(0, limit);
  }

  async edges(): Promise<Edge<Row>[]> {
    const version = await this.request.version();
    return (await this.nodes()).map((node) => ({ node, cursor: this.cursorOf(node, version) }));
  }

  async pageInfo(): Promise<PageInfo> {
    const { page, cursorVersion } = this.request.asked;
    const { limit, fromEnd, after, before } = page;
    const version = await this.request.version();
    const nodes = await this.nodes();
    const hasMore = limit > 0 && (await this.withOneMore()).length > limit;
    const [start, end] = [nodes.at(0), nodes.at(-1)];
    return {
      hasNextPage: fromEnd ? before !== undefined : hasMore,
      hasPreviousPage: fromEnd ? hasMore : after !== undefined,
      startCursor: start ? this.cursorOf(start, version) : null,
      endCursor: end ? this.cursorOf(end, version) : null,
      graphChanged: cursorVersion !== null && cursorVersion !== version,
    };
  }

  totalCount(): Promise<number> {
    this.counted ??= this.request.count();
    return this.counted;
  }

  async emptyReason(): Promise<EmptyReason | null> {
    if ((await this.nodes()).length > 0) return null;
    if ((await this.totalCount()) === 0) return this.request.explain();
    const message =
      this.request.asked.page.limit === 0 ? 'A page of size 0 was requested.' : 'The list has no items there.';
    return { code: 'END_OF_LIST', message, criteria: [] };
  }

  /** The page and, where there is one, the item behind it (in front of it, when paging backwards). */
  private withOneMore(): Promise<readonly Row[]> {
    const {
      asked: { page },
      fetch,
    } = this.request;
    this.fetched ??= page.limit === 0 ? Promise.resolve([]) : fetch({ ...page, limit: page.limit + 1 });
    return this.fetched;
  }

  private cursorOf(row: Row, version: string): string {
    const { identity } = this.request;
    return writeCursor({ values: identity.sorts.map(({ key }) => row[key as SortKey]), id: row.id }, identity, version);
  }
}

/** A list that figures are made of, too. */
export class FiguredList<Row extends Sortable<SortKey>, SortKey extends string> extends List<Row, SortKey> {
  /** @param rowSet all rows of the list */
  constructor(
    request: ListRequest<Row>,
    readonly rowSet: () => Promise<RowSet>,
  ) {
    super(request);
  }
}
