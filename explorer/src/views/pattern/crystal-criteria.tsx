/** Criteria of the crystal beside the pattern; they stand in the address like those of the list of crystals. */
import { useState } from 'preact/hooks';
import { type Changes, useAddress } from '../../address/address.js';
import { crystalFilterOf, readRange, writeRange } from '../../address/criteria.js';
import { Chips, UnreadableCriteria } from '../../listing/chips.js';
import { useCrystalChips } from '../../listing/crystal-chips.js';
import { QUANTITIES } from '../../listing/quantities.js';
import type { Range } from './model.js';
import { RangeField } from './range-field.js';

/** What one can type here; links may bring any other criterion along. */
const TEXTS = [
  ['elements', 'Has', 'elements: Li, Mn'],
  ['withoutElements', 'Has no', 'elements: Pb'],
  ['spaceGroupSymbols', 'Space group', 'Fd-3m'],
] as const;
const RANGES = ['gap', 'energy', 'atoms'] as const;

/** The criteria of the address: as the API takes them, and as chips. */
export function useCrystalCriteria() {
  const [parameters, changeAddress] = useAddress();
  const { filter, unreadable } = crystalFilterOf(parameters);
  // Pages are those of other criteria.
  const change = (changes: Changes) => changeAddress({ after: null, before: null, ...changes });
  return { filter, unreadable, chips: useCrystalChips(parameters), parameters, change };
}

export function CrystalCriteria() {
  const [isOpen, setOpen] = useState(false);
  const { chips, unreadable, parameters, change } = useCrystalCriteria();
  const set = (parameter: string, value: string | null) => change({ [parameter]: value === '' ? null : value });
  return (
    <div class="crystal-criteria">
      <div class="polyhedra-row">
        <span class="quiet">Crystal</span>
        <Chips chips={chips} onChange={change} />
        <button type="button" class="link push" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'close' : 'gap, elements, space group…'}
        </button>
      </div>
      <UnreadableCriteria parameters={unreadable} />
      {isOpen && (
        <div>
          {TEXTS.map(([parameter, label, placeholder]) => (
            <div key={parameter} class="range-field">
              <span class="quiet">{label}</span>
              <input
                key={parameters.get(parameter)}
                aria-label={label}
                defaultValue={parameters.get(parameter) ?? ''}
                placeholder={placeholder}
                autocomplete="off"
                spellcheck={false}
                onChange={({ currentTarget }) => set(parameter, currentTarget.value.trim().replaceAll(/[\s,]+/g, ','))}
              />
            </div>
          ))}
          {RANGES.map((parameter) => (
            <RangeField
              key={parameter}
              label={QUANTITIES[parameter].short}
              unit={QUANTITIES[parameter].unit === '' ? '' : ` ${QUANTITIES[parameter].unit}`}
              decimals={QUANTITIES[parameter].decimals}
              range={readRange(parameters.get(parameter) ?? '') as Range | undefined}
              onChange={(range) => set(parameter, range === undefined ? null : writeRange(range))}
            />
          ))}
        </div>
      )}
    </div>
  );
}
