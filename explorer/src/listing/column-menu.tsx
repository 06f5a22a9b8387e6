/** Which columns a table shows. */
import { Menu } from '../parts/menu.js';

interface ColumnMenuProps {
  /** All there are, in the order of the table. */
  all: readonly { readonly key: string; readonly name: string }[];
  shown: readonly string[];
  onChange: (shown: readonly string[]) => void;
}

export function ColumnMenu({ all, shown, onChange }: ColumnMenuProps) {
  return (
    <Menu icon="table" title="Columns">
      {all.map(({ key, name }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={shown.includes(key)}
            disabled={shown.length === 1 && shown.includes(key)}
            onChange={() =>
              onChange(
                all.map((one) => one.key).filter((one) => (one === key ? !shown.includes(key) : shown.includes(one))),
              )
            }
          />
          {name}
        </label>
      ))}
    </Menu>
  );
}
