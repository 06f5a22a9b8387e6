import type { DualGraph } from './graphs.js';
import type { NumberProperty } from './properties.js';

/** What is known of a crystal's properties, in their units; null where it is not. */
export type Labels = Readonly<Record<NumberProperty, number | null>>;

/** A crystal whose gap is 0 is a metal; null where the gap is not known. */
export function metalLabel({ bandGap }: Labels): boolean | null {
  return bandGap === null ? null : bandGap === 0;
}

export interface Example {
  readonly graph: DualGraph;
  readonly labels: Labels;
}
