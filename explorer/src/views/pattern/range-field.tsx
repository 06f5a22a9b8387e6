/** The two ends of a range, typed or brushed over what there is. */
import { useState } from 'preact/hooks';
import { Histogram } from '../../parts/histogram.js';
import { Icon } from '../../parts/icon.js';
import { rangeText } from '../../parts/range-text.js';
import type { Phase } from './drawing-state.js';
import { type FigureSource, useFigures } from './figures.js';
import type { Range } from './model.js';
import './range-field.css';

interface RangeFieldProps {
  label: string;
  /** After the numbers: `°`, ` Å`. */
  unit?: string;
  decimals: number;
  range: Range | undefined;
  onChange: (range: Range | undefined, phase: Phase) => void;
  /** The distribution of what there is; asked for once the field is open. */
  figures?: FigureSource | null;
}

export function RangeField({ label, unit = '', decimals, range, onChange, figures = null }: RangeFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const name = unit.trim() === '' ? label : `${label}, ${unit.trim()}`;
  return (
    <div class="range-field">
      <span class="quiet">{label}</span>
      <span class="row">
        {range === undefined ? (
          <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'close' : 'add a range'}
            <span class="unseen"> of {label}</span>
          </button>
        ) : (
          <>
            <button type="button" class="chip" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              <span class="unseen">{label} </span>
              {rangeText(range)}
              {unit}
            </button>
            <button
              type="button"
              class="take-out"
              aria-label={`Any ${label}`}
              title={`Any ${label}`}
              onClick={() => {
                setOpen(false);
                onChange(undefined, 'once');
              }}
            >
              <Icon name="close" size={13} />
            </button>
          </>
        )}
      </span>
      {isOpen && (
        <div class="range-choice">
          <Choice name={name} decimals={decimals} range={range} onChange={onChange} figures={figures} />
        </div>
      )}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  decimals: number;
  range: Range | undefined;
  onChange: (range: Range | undefined, phase: Phase) => void;
  figures: FigureSource | null;
}

function Choice({ name, decimals, range, onChange, figures }: ChoiceProps) {
  const shown = useFigures(figures);
  if (shown !== null && shown.max > shown.min) {
    const domain = [shown.min, shown.max] as const;
    return (
      <Histogram
        label={name}
        domain={domain}
        counts={shown.counts}
        decimals={decimals}
        height={48}
        chosen={range === undefined ? null : [range.min ?? domain[0], range.max ?? domain[1]]}
        onChoose={(chosen, isDone) =>
          onChange(chosen === null ? undefined : { min: chosen[0], max: chosen[1] }, isDone ? 'dropped' : 'dragging')
        }
      />
    );
  }
  const end = (side: 'min' | 'max', text: string) => {
    const { [side]: _, ...other }: Range = range ?? {};
    const isEmpty = text.trim() === '' || Number.isNaN(Number(text));
    const next: Range = isEmpty ? other : { ...other, [side]: Number(text) };
    onChange(next.min === undefined && next.max === undefined ? undefined : next, 'once');
  };
  return (
    <div class="ends">
      {(['min', 'max'] as const).map((side) => (
        <input
          key={side}
          type="number"
          step={decimals === 0 ? 1 : 'any'}
          aria-label={`${name}, ${side === 'min' ? 'at least' : 'at most'}`}
          placeholder={side === 'min' ? 'at least' : 'at most'}
          value={range?.[side] ?? ''}
          onChange={({ currentTarget }) => end(side, currentTarget.value)}
        />
      ))}
    </div>
  );
}
