import { number, range } from './text.js';

interface Ends {
  readonly min?: number | null;
  readonly max?: number | null;
}

/** `1.9–2.1`, `≥ 3`, `≤ 2`, with the decimals that the ends have. */
export function rangeText({ min, max }: Ends): string {
  if (min == null) return max == null ? 'any' : `≤ ${number(max, decimalsOf(max))}`;
  if (max == null) return `≥ ${number(min, decimalsOf(min))}`;
  return range(min, max, Math.max(decimalsOf(min), decimalsOf(max)));
}

function decimalsOf(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}
