/** How good answers are against labels, and how good the simplest answers would be. */

import { type Labels, metalLabel } from './labels.js';
import { type ClassFigures, classFigures, type RegressionFigures, regressionFigures } from './metrics.js';
import type { PropertyValues } from './outputs.js';
import type { Prediction } from './prediction.js';
import { type NumberProperty, perNumber } from './properties.js';
import { mean } from './statistics.js';

/** Each over the crystals whose label is known; numbers in the units of the properties. */
export interface Evaluation extends Readonly<Record<NumberProperty, RegressionFigures>> {
  readonly isMetal: ClassFigures;
}

/** Parts of the crystals whose label lies within the stated interval. */
export type Coverage = Readonly<Record<NumberProperty, number>>;

/** @param labels of each answer */
export function evaluate(answers: readonly PropertyValues[], labels: readonly Labels[]): Evaluation {
  const metals = known(labels, metalLabel);
  return {
    ...perNumber((property) => {
      const rows = known(labels, (row) => row[property]);
      return regressionFigures(
        rows.map(({ value }) => value),
        rows.map(({ index }) => answers[index]![property]),
      );
    }),
    isMetal: classFigures(
      metals.map(({ value }) => value),
      metals.map(({ index }) => answers[index]!.isMetal),
    ),
  };
}

export function coverage(predictions: readonly Prediction[], labels: readonly Labels[]): Coverage {
  return perNumber((property) => {
    const rows = known(labels, (row) => row[property]);
    const inside = rows.filter(({ value, index }) => {
      const { low, high } = predictions[index]![property];
      return low <= value && value <= high;
    });
    return inside.length / rows.length;
  });
}

export interface Baselines {
  readonly mean: Evaluation;
  readonly median: Evaluation;
}

/**
 * Of answers that are the same for every crystal: mean or median of the labels trained on, and the frequency of metals,
 * which makes the more frequent class the answer.
 */
export function baselines(trainedOn: readonly Labels[], labels: readonly Labels[]): Baselines {
  const numbers = perNumber((property) => known(trainedOn, (row) => row[property]).map(({ value }) => value));
  const metals = known(trainedOn, metalLabel);
  const isMetal = metals.filter(({ value }) => value).length / metals.length;
  const always = (middle: (values: readonly number[]) => number) => {
    const answer = { ...perNumber((property) => middle(numbers[property])), isMetal };
    return evaluate(
      labels.map(() => answer),
      labels,
    );
  };
  return { mean: always(mean), median: always(median) };
}

function known<Value>(labels: readonly Labels[], of: (labels: Labels) => Value | null) {
  return labels.flatMap((row, index) => {
    const value = of(row);
    return value === null ? [] : [{ value, index }];
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}
