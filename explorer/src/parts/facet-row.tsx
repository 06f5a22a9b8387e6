/** A value with how many crystals have it: what lists and facets are made of. */
import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { number } from './text.js';
import './facet-row.css';

interface FacetRowProps {
  label: ComponentChildren;
  count: number;
  /** The count that fills the bar. */
  most: number;
  chosen?: boolean;
  /** Where it leads. */
  href?: string;
  /** What it does, where it leads nowhere. */
  onClick?: () => void;
}

export function FacetRow({ label, count, most, chosen = false, href, onClick }: FacetRowProps) {
  const content = (
    <>
      <span class="label">{label}</span>
      <Bar share={count / Math.max(1, most)} />
      <span class="number">{number(count)}</span>
    </>
  );
  return href === undefined ? (
    <button type="button" class="facet-row" aria-pressed={chosen} onClick={onClick}>
      {content}
    </button>
  ) : (
    <Link class="facet-row" href={href}>
      {content}
    </Link>
  );
}

/** @param share 0 to 1 */
export function Bar({ share }: { share: number }) {
  return (
    <span class="bar" aria-hidden>
      <span style={{ width: `${100 * Math.min(1, share)}%` }} />
    </span>
  );
}
