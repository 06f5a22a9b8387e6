/** What stands beside the pointer over a canvas or a figure. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import './tooltip.css';

const AWAY = 14;

/** @param at pixels from the top left corner of the nearest positioned box */
export function Tooltip({
  at: [x, y],
  children,
}: {
  at: readonly [x: number, y: number];
  children: ComponentChildren;
}) {
  const tooltip = useRef<HTMLDivElement>(null);
  // On the other side of the pointer where it would reach over the edge of the box.
  useLayoutEffect(() => {
    const { offsetWidth, offsetHeight, offsetParent, style } = tooltip.current!;
    const { clientWidth = 0, clientHeight = 0 } = offsetParent ?? {};
    const left = x + AWAY + offsetWidth > clientWidth ? Math.max(4, x - AWAY - offsetWidth) : x + AWAY;
    const top = y + AWAY + offsetHeight > clientHeight ? Math.max(4, y - AWAY - offsetHeight) : y + AWAY;
    style.transform = `translate(${left}px, ${top}px)`;
  });
  return (
    <div ref={tooltip} class="tooltip" role="tooltip">
      {children}
    </div>
  );
}
