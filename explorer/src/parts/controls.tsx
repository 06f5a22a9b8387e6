/** Buttons and choices. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.js';
import './controls.css';

interface ButtonProps {
  icon?: IconName;
  onClick: () => void;
  /** Filled: the one thing that the view suggests. */
  primary?: boolean;
  disabled?: boolean;
  /** What it does, where the children are no words. */
  label?: string;
  pressed?: boolean;
  children?: ComponentChildren;
}

export function Button({ icon, onClick, primary = false, disabled = false, label, pressed, children }: ButtonProps) {
  return (
    <button
      type="button"
      class={`button${primary ? ' primary' : ''}`}
      onClick={onClick}
      disabled={disabled}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface SegmentedProps<Value extends string> {
  /** What is chosen, for screen readers. */
  label: string;
  options: readonly (readonly [value: Value, label: ComponentChildren])[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  return (
    <fieldset class="segmented" aria-label={label}>
      {options.map(([option, text]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
          {text}
        </button>
      ))}
    </fieldset>
  );
}
