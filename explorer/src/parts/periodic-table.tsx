/** Elements with how many crystals, or other things, have them: darker is more. */
import { useRef, useState } from 'preact/hooks';
import { ELEMENTS } from './elements.js';
import { counted } from './text.js';
import './periodic-table.css';

export interface ElementCount {
  readonly symbol: string;
  readonly name: string;
  readonly count: number;
}

interface PeriodicTableProps {
  /** What is chosen here, for screen readers. */
  label: string;
  counts: readonly ElementCount[];
  /** What is counted. */
  of?: string;
  chosen?: readonly string[];
  onPick: (symbol: string) => void;
}

/** Steps of the scale, 1–6; between the fourth and the fifth the text changes from dark to light. */
const STEPS = 6;
const [LANTHANIDES, ACTINIDES] = [8, 9];

export function PeriodicTable({ label, counts, of = 'crystal', chosen = [], onPick }: PeriodicTableProps) {
  const table = useRef<HTMLFieldSetElement>(null);
  const byElement = new Map(counts.map((count) => [count.symbol, count]));
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const isShown = (row: number) => row < 7 || counts.some(({ symbol }) => rowOf(symbol) === row);
  const shown = ELEMENTS.filter(({ row }) => isShown(row));
  // One stop of the Tab key; arrows lead on.
  const [current, setCurrent] = useState<string | null>(null);
  const stop = current ?? chosen[0] ?? shown.find(({ symbol }) => byElement.has(symbol))?.symbol;
  const move = (event: KeyboardEvent, symbol: string) => {
    const step = STEPS_OF_KEYS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = neighbour(symbol, step, (other) => byElement.has(other));
    if (next === null) return;
    setCurrent(next);
    table.current?.querySelector<HTMLElement>(`[data-element="${next}"]`)?.focus();
  };
  return (
    <fieldset class="periodic-table" aria-label={label} ref={table}>
      {shown.map(({ symbol, row, column }) => {
        const count = byElement.get(symbol);
        const place = { gridColumn: column, gridRow: row > 7 ? row - (isShown(7) ? 0 : 1) : row };
        const below = row === LANTHANIDES || (row === ACTINIDES && !isShown(LANTHANIDES)) ? ' below' : '';
        if (count === undefined) {
          return (
            <span key={symbol} class={`absent${below}`} style={place} aria-hidden>
              {symbol}
            </span>
          );
        }
        const title = `${count.name}: ${counted(count.count, of)}`;
        return (
          <button
            key={symbol}
            type="button"
            class={`step-${stepOf(count.count / most)}${below}`}
            style={place}
            title={title}
            aria-label={`${symbol}, ${title}`}
            aria-pressed={chosen.includes(symbol)}
            data-element={symbol}
            tabIndex={symbol === stop ? 0 : -1}
            onClick={() => onPick(symbol)}
            onFocus={() => setCurrent(symbol)}
            onKeyDown={(event) => move(event, symbol)}
          >
            {symbol}
          </button>
        );
      })}
    </fieldset>
  );
}

/** By the square root, so that rare elements are told apart too. */
function stepOf(share: number): number {
  return Math.max(1, Math.min(STEPS, Math.ceil(Math.sqrt(share) * STEPS)));
}

const STEPS_OF_KEYS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const rowOf = (symbol: string) => ELEMENTS.find((element) => element.symbol === symbol)?.row ?? 0;

/** The next element in a direction that can be picked. */
function neighbour(
  symbol: string,
  [rows, columns]: readonly [number, number],
  isPickable: (symbol: string) => boolean,
): string | null {
  const from = ELEMENTS.find((element) => element.symbol === symbol)!;
  const ahead = ELEMENTS.filter(({ row, column }) =>
    rows === 0
      ? row === from.row && Math.sign(column - from.column) === columns
      : column === from.column && Math.sign(row - from.row) === rows,
  );
  const distance = ({ row, column }: { row: number; column: number }) =>
    Math.abs(row - from.row) + Math.abs(column - from.column);
  const near = ahead.filter((element) => isPickable(element.symbol)).sort((a, b) => distance(a) - distance(b));
  return near[0]?.symbol ?? null;
}
