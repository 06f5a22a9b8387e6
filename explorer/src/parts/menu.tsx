/** A button that opens a small panel below it: columns, formats. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon.js';
import './menu.css';

interface MenuProps {
  icon: IconName;
  title: string;
  children: ComponentChildren;
}

export function Menu({ icon, title, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current!;
      const isInside = event.target instanceof Node && menu.contains(event.target);
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape' || !menu.open) return;
        menu.open = false;
        menu.querySelector('summary')?.focus();
      } else if (!isInside) menu.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details class="menu-button" ref={details}>
      <summary class="button">
        <Icon name={icon} />
        {title}
      </summary>
      <div class="menu-panel">{children}</div>
    </details>
  );
}
