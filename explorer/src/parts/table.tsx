/** Tables: columns that sort, rows that are picked with the pointer or the arrow keys. */
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.js';
import './table.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: ComponentChildren;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers stand to the right. */
  readonly isNumber?: boolean;
  readonly sortable?: boolean;
}

export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

interface TableProps<Row> {
  /** What the rows are, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  sorting?: Sorting | null;
  onSort?: (sorting: Sorting) => void;
  picked?: string | null;
  onPick?: (row: Row) => void;
  onHover?: (row: Row | null) => void;
  /** Whether what a row is of is pointed at elsewhere. */
  isHovered?: (row: Row) => boolean;
}

export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  sorting = null,
  onSort,
  picked = null,
  onPick,
  onHover,
  isHovered,
}: TableProps<Row>) {
  return (
    <div class="table-box">
      <table class="table" onMouseLeave={() => onHover?.(null)}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber = false, sortable = false }) => {
              const isSorted = sorting?.key === key;
              const order = !isSorted ? undefined : sorting.descending ? 'descending' : 'ascending';
              return (
                <th key={key} scope="col" class={isNumber ? 'number' : ''} aria-sort={order}>
                  {sortable && onSort !== undefined ? (
                    <button
                      type="button"
                      onClick={() => onSort({ key, descending: isSorted ? !sorting.descending : isNumber })}
                    >
                      {title}
                      {isSorted && <Icon name={sorting.descending ? 'down' : 'up'} size={12} />}
                    </button>
                  ) : (
                    title
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = keyOf(row);
            return (
              <tr
                key={key}
                class={key === picked ? 'picked' : isHovered?.(row) ? 'hovered' : ''}
                aria-current={key === picked ? 'true' : undefined}
                tabIndex={onPick === undefined ? undefined : 0}
                onClick={onPick === undefined ? undefined : (event) => isOfRow(event) && onPick(row)}
                onKeyDown={(event) => moveOrPick(event, onPick && (() => onPick(row)))}
                onMouseEnter={() => onHover?.(row)}
              >
                {columns.map(({ key: column, cell, isNumber = false }) => (
                  <td key={column} class={isNumber ? 'number' : ''}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Links and buttons within a row do what they do, and nothing else. */
function isOfRow({ target }: Event): boolean {
  return (target as Element).closest('a, button, input, label') === null;
}

type Step = 'nextElementSibling' | 'previousElementSibling';

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: 'nextElementSibling',
  ArrowUp: 'previousElementSibling',
};

/** From row to row, or from a link to the one in its place in the next row; a link opens itself. */
function moveOrPick(event: KeyboardEvent, pick: (() => void) | undefined): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const row = event.currentTarget as HTMLElement;
  const at = event.target as HTMLElement;
  const step = STEPS[event.key];
  if (step !== undefined && (at === row || at.matches('a, button'))) {
    const to = at === row ? row[step] : nextLink(row, step, linksOf(row).indexOf(at));
    (to as HTMLElement | null)?.focus();
  } else if (at === row && pick !== undefined && (event.key === 'Enter' || event.key === ' ')) pick();
  else return;
  event.preventDefault();
}

function linksOf(row: Element): Element[] {
  return [...row.querySelectorAll('a, button')];
}

/** In the next row that has any: the link in this place, or the last. */
function nextLink(row: Element, step: Step, place: number): Element | null {
  for (let next = row[step]; next !== null; next = next[step]) {
    const links = linksOf(next);
    if (links.length > 0) return links[Math.min(place, links.length - 1)]!;
  }
  return null;
}
