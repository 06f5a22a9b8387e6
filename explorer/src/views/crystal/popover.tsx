/** A button that opens a small panel below itself; Escape or a click elsewhere closes it. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../../parts/icon.js';
import './popover.css';

interface PopoverProps {
  /** What the panel is about, for screen readers; on the button too where `text` is missing. */
  label: string;
  icon: IconName;
  text?: ComponentChildren;
  class?: string;
  /** Edge of the button that the panel keeps to. */
  align?: 'start' | 'end';
  children: ComponentChildren;
}

export function Popover({ label, icon, text, class: name = '', align = 'end', children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return;
    const closeElsewhere = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      box.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', closeElsewhere);
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      document.removeEventListener('pointerdown', closeElsewhere);
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, [isOpen]);
  return (
    <span class="popover" ref={box}>
      <button
        type="button"
        class={text === undefined ? 'popover-button bare' : 'popover-button'}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={text === undefined ? label : undefined}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} size={14} />
        {text}
      </button>
      {isOpen && (
        <section id={id} aria-label={label} class={`popover-panel ${align} ${name}`}>
          {children}
        </section>
      )}
    </span>
  );
}
