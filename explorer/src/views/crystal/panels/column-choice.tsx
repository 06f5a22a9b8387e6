/** Which columns a table has: a button with a list of boxes. */
import type { ComponentChildren } from 'preact';
import { Popover } from '../popover.js';

interface ColumnChoiceProps {
  columns: readonly (readonly [key: string, name: string, title: ComponentChildren])[];
  chosen: readonly string[];
  onChoose: (keys: readonly string[]) => void;
}

export function ColumnChoice({ columns, chosen, onChoose }: ColumnChoiceProps) {
  return (
    <Popover label="Choose columns" icon="table" class="crystal-column-choice">
      <fieldset>
        <legend>Columns</legend>
        {columns.map(([key, name, title]) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              onChange={({ currentTarget: { checked } }) =>
                onChoose(
                  columns.map(([other]) => other).filter((other) => (other === key ? checked : chosen.includes(other))),
                )
              }
            />
            <span>{name}</span> <span class="quiet">{title}</span>
          </label>
        ))}
      </fieldset>
    </Popover>
  );
}
