/** Two kinds of groups against each other: how many crystals are in both. Darker is more. */
import type { ComponentChildren } from 'preact';
import { counted, number } from '../../parts/text.js';
import './cross-table.css';

export interface Cell {
  readonly row: string;
  readonly column: string;
  readonly count: number;
  /** Told where one points at it. */
  readonly note: string;
}

interface CrossTableProps {
  rowTitle: string;
  columnTitle: string;
  cells: readonly Cell[];
  noteTitle: string;
  rowName: (value: string) => ComponentChildren;
  columnName: (value: string) => ComponentChildren;
  onPick: (row: string, column: string) => void;
}

const MOST_ROWS = 14;
const MOST_COLUMNS = 9;
const STEPS = 5;

export function CrossTable({ rowTitle, columnTitle, cells, noteTitle, rowName, columnName, onPick }: CrossTableProps) {
  const rows = largest(cells, 'row', MOST_ROWS);
  const columns = largest(cells, 'column', MOST_COLUMNS);
  const byPlace = new Map(cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell]));
  const most = Math.max(1, ...cells.map(({ count }) => count));
  const step = (count: number) => Math.max(1, Math.ceil(Math.sqrt(count / most) * STEPS));
  return (
    <div class="table-box">
      <table class="cross-table">
        <caption class="quiet">
          Crystals by {rowTitle.toLowerCase()} and {columnTitle.toLowerCase()}; darker is more
        </caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {columnName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{rowName(row)}</th>
              {columns.map((column) => {
                const cell = byPlace.get(JSON.stringify([row, column]));
                if (cell === undefined) return <td key={column} />;
                return (
                  <td key={column}>
                    <button
                      type="button"
                      class={`step-${step(cell.count)}`}
                      title={`${counted(cell.count, 'crystal')}; ${noteTitle} ${cell.note}`}
                      onClick={() => onPick(row, column)}
                    >
                      {number(cell.count)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The groups with most crystals. */
function largest(cells: readonly Cell[], side: 'row' | 'column', most: number): string[] {
  const totals = new Map<string, number>();
  for (const cell of cells) totals.set(cell[side], (totals.get(cell[side]) ?? 0) + cell.count);
  return [...totals]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([value]) => value);
}
