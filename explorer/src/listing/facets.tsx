/** Facets of a list: values with counts, and ranges with a histogram. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { readRange, writeRange } from '../address/criteria.js';
import { type FineBins, joinedBins } from '../parts/bins.js';
import { FacetRow } from '../parts/facet-row.js';
import { Histogram, type Interval } from '../parts/histogram.js';
import { number } from '../parts/text.js';
import './listing.css';

interface FacetProps {
  title: string;
  /** Beside the title: a unit, what is chosen. */
  aside?: ComponentChildren;
  isOpen?: boolean;
  children: ComponentChildren;
}

/** A facet that folds. */
export function Facet({ title, aside, isOpen = false, children }: FacetProps) {
  return (
    <details class="facet" open={isOpen}>
      <summary>
        <span>{title}</span>
        {aside !== undefined && <span class="quiet">{aside}</span>}
      </summary>
      {children}
    </details>
  );
}

export interface FacetValue {
  readonly value: string;
  readonly label: ComponentChildren;
  readonly count: number;
  /** What it is found by among many, besides the value. */
  readonly words?: string | undefined;
}

/** More of them are not read through: one types what one looks for. */
const MANY = 30;

interface ValueFacetProps {
  values: readonly FacetValue[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
  /** How many are shown before one asks for more. */
  few?: number;
}

export function ValueFacet({ values, chosen, onToggle, few = 8 }: ValueFacetProps) {
  const [isAll, setAll] = useState(false);
  const [typed, setTyped] = useState('');
  const most = Math.max(1, ...values.map(({ count }) => count));
  // What is chosen stays in sight, even where nothing has it.
  const missing = chosen.filter((value) => !values.some((one) => one.value === value));
  const all: readonly FacetValue[] = [...values, ...missing.map((value) => ({ value, label: value, count: 0 }))];
  const looked = isAll ? plain(typed) : '';
  const shown = all.filter(
    ({ value, words = '' }, index) =>
      chosen.includes(value) || (isAll ? plain(`${value} ${words}`).includes(looked) : index < few),
  );
  if (all.length === 0) return <p class="quiet none">None of these crystals has one.</p>;
  return (
    <>
      {isAll && all.length > MANY && (
        <input
          type="search"
          class="find"
          aria-label={`Find among the ${number(all.length)} values`}
          placeholder={`Find among ${number(all.length)}`}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      <ul class={isAll ? 'all' : ''}>
        {shown.map(({ value, label, count }) => (
          <li key={value}>
            <FacetRow
              label={label}
              count={count}
              most={most}
              chosen={chosen.includes(value)}
              onClick={() => onToggle(value)}
            />
          </li>
        ))}
      </ul>
      {all.length > few && (
        <button type="button" class="link more" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? 'Fewer' : `All ${number(all.length)}`}
        </button>
      )}
    </>
  );
}

/** Symbols of space groups are typed without the signs of their subscripts. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('_', '').trim();
}

interface RangeFacetProps {
  /** With its unit: `Predicted band gap, eV`. */
  label: string;
  decimals: number;
  /** Null: there are no values. */
  bins: FineBins | null;
  /** As the address has it. */
  text: string | null;
  onChange: (text: string | null) => void;
}

const BINS = 30;

export function RangeFacet({ label, decimals, bins, text, onChange }: RangeFacetProps) {
  const [draft, setDraft] = useState<Interval | null>(null);
  if (bins === null) return <p class="quiet none">None of these crystals has a value.</p>;
  const { domain, counts, above } = joinedBins(bins, BINS);
  const range = text === null ? undefined : readRange(text);
  const chosen: Interval | null = range === undefined ? null : [range.min ?? domain[0], range.max ?? domain[1]];
  const round = (value: number) => Number(value.toFixed(decimals));
  const choose = (interval: Interval | null, isDone: boolean) => {
    setDraft(isDone ? null : interval);
    if (!isDone) return;
    if (interval === null) return onChange(null);
    // An end of the figure is no limit, nor is one that only made way for a least value beyond the figure.
    const [low, high] = interval;
    const min = low <= round(domain[0]) ? undefined : low;
    const max = high === round(domain[1]) || (high > domain[1] && (above === 0 || low >= high)) ? undefined : high;
    onChange(min === undefined && max === undefined ? null : writeRange({ min: min ?? null, max: max ?? null }));
  };
  return (
    <>
      <Histogram
        label={label}
        domain={domain}
        counts={counts}
        decimals={decimals}
        height={48}
        chosen={draft ?? chosen}
        onChoose={choose}
      />
      {above > 0 && (
        <p class="quiet none">
          {number(above)} above {number(domain[1], decimals)}
        </p>
      )}
    </>
  );
}
