/** The boxes that pages are made of. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './panel.css';

interface PanelProps {
  title: ComponentChildren;
  /** Beside the title: a unit, a count, controls. */
  aside?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

export function Panel({ title, aside, class: name = '', children }: PanelProps) {
  const id = useId();
  return (
    <section class={`panel ${name}`} aria-labelledby={id}>
      <header class="spread">
        <h2 id={id}>{title}</h2>
        {aside !== undefined && <div class="quiet">{aside}</div>}
      </header>
      {children}
    </section>
  );
}

/** A figure with what it counts below. */
export function Stat({ value, label }: { value: ComponentChildren; label: ComponentChildren }) {
  return (
    <div class="stat">
      <strong>{value}</strong>
      <span class="quiet">{label}</span>
    </div>
  );
}
