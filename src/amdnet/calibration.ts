/** Intervals from errors on crystals that were not trained on: split conformal prediction (Lei 2018). */
import type { Interval } from './model.js';

/** Part of the cases that an interval is to hold. */
const COVERAGE = 0.9;

/**
 * @param errors absolute, of crystals that were not trained on, in the property's unit
 * @param spreads of the members' answers for them
 * @returns the interval that holds `COVERAGE` of them
 */
export function calibrate(errors: readonly number[], spreads: readonly number[]): Interval {
  // The median error beside the standard deviation keeps intervals open where the members agree by chance.
  const floor = Math.max(quantile(errors, 0.5), Number.EPSILON);
  const ratios = errors.map((error, i) => error / (floor + spreads[i]!));
  return { floor, factor: quantile(ratios, Math.min(1, (COVERAGE * (errors.length + 1)) / errors.length)) };
}

/** The smallest value that so many of the values don't exceed. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))]!;
}
