/** The criteria of a list as chips that a click takes out. */
import type { ComponentChildren } from 'preact';
import type { Changes } from '../address/address.js';
import { Icon } from '../parts/icon.js';
import { Caution } from '../parts/states.js';
import './listing.css';

export interface Chip {
  readonly key: string;
  readonly text: ComponentChildren;
  /** What the address loses with it. */
  readonly without: Changes;
}

interface ChipsProps {
  chips: readonly Chip[];
  onChange: (changes: Changes) => void;
}

export function Chips({ chips, onChange }: ChipsProps) {
  if (chips.length === 0) return null;
  return (
    <ul class="row chips" aria-label="Criteria">
      {chips.map(({ key, text, without }) => (
        <li key={key}>
          <button type="button" class="chip criterion" onClick={() => onChange(without)}>
            <span class="unseen">Drop </span>
            <span class="text">{text}</span>
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button
            type="button"
            class="link"
            onClick={() => onChange(Object.assign({}, ...chips.map(({ without }) => allNull(without))))}
          >
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
}

/** Not one value less, but the whole criterion. */
function allNull(changes: Changes): Changes {
  return Object.fromEntries(Object.keys(changes).map((name) => [name, null]));
}

/** Says what of the address is left out. */
export function UnreadableCriteria({ parameters }: { parameters: readonly string[] }) {
  if (parameters.length === 0) return null;
  return (
    <Caution>
      The address cannot be read whole: {parameters.join(', ')} {parameters.length === 1 ? 'is' : 'are'} left out.
    </Caution>
  );
}
