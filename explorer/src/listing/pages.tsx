/** From page to page of a list. */
import { Button } from '../parts/controls.js';
import { number } from '../parts/text.js';
import { type Listing, PAGE_SIZES } from './use-listing.js';
import './listing.css';

interface PagesProps<Filter> {
  listing: Listing<Filter>;
  totalCount: number;
  pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export function Pages<Filter>({ listing, totalCount, pageInfo }: PagesProps<Filter>) {
  const { position, goTo, pageSize, change } = listing;
  const { page } = position;
  const pages = Math.max(1, Math.ceil(totalCount / pageSize));
  return (
    <nav class="pages" aria-label="Pages">
      <label class="row">
        <span class="quiet">Rows</span>
        <select
          value={String(pageSize)}
          onChange={({ currentTarget: { value } }) => change({ rows: value === PAGE_SIZES[0] ? null : value })}
        >
          {PAGE_SIZES.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </label>
      <span class="push quiet">
        Page {number(Math.min(page, pages))} of {number(pages)}
      </span>
      <Button disabled={!pageInfo.hasPreviousPage} onClick={() => goTo({ page: 1, after: null, before: null })}>
        First
      </Button>
      <Button
        disabled={!pageInfo.hasPreviousPage}
        onClick={() => goTo({ page: page - 1, after: null, before: page === 2 ? null : pageInfo.startCursor })}
      >
        Previous
      </Button>
      <Button
        disabled={!pageInfo.hasNextPage}
        onClick={() => goTo({ page: page + 1, after: pageInfo.endCursor, before: null })}
      >
        Next
      </Button>
    </nav>
  );
}
