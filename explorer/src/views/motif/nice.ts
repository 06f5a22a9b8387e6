/** Round ends of a scale. */
import { scaleLinear } from 'd3-scale';
import type { Interval } from '../../parts/histogram.js';

/** @param least the smallest step that means something */
export function nice(low: number, high: number, least: number): Interval {
  const [from, to] = scaleLinear([low, high], [0, 1]).nice(12).domain() as [number, number];
  return [clean(Math.min(from, low)), clean(Math.max(to, from + 5 * least))];
}

function clean(value: number): number {
  return Number(value.toFixed(6));
}
