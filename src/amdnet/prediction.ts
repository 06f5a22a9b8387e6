/** What a model answers of a crystal. */
import type { PropertyValues } from './outputs.js';
import { type NumberProperty, type Property, perProperty } from './properties.js';

/** In the property's unit. */
export interface Estimate {
  readonly value: number;
  /** Ends of the interval that holds the DFT value in 90 % of the cases. */
  readonly low: number;
  readonly high: number;
}

/**
 * What one node adds to the difference between a crystal's answer and the mean answer over the training data: in the
 * properties' units, and to the log-odds of probabilities.
 */
export interface Contribution extends Readonly<Record<Property, number>> {
  /** Position of the symmetry orbit in the analysis. */
  readonly orbit: number;
}

export interface Prediction extends Readonly<Record<NumberProperty, Estimate>> {
  readonly id: string;
  /** Probability. */
  readonly isMetal: number;
  /** Why the answers are to be taken with care; empty where they aren't. */
  readonly cautions: readonly string[];
  readonly model: { readonly name: string; readonly version: string };
  /** Null where the network's answer can't be split. */
  readonly contributions: { readonly atoms: readonly Contribution[]; readonly motifs: readonly Contribution[] } | null;
}

/** The values without their intervals. */
export function valuesOf(prediction: Prediction): PropertyValues {
  return perProperty((property) => (property === 'isMetal' ? prediction[property] : prediction[property].value));
}
