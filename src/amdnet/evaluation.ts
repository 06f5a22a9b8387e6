/** How good answers are against labels, and how good the simplest answers would be. */
import type { Forecast } from './forecast.js';
import type { Labels } from './labels.js';
import { type ClassFigures, classFigures, type RegressionFigures, regressionFigures } from './metrics.js';
import type { Prediction } from './predictor.js';
import { mean } from './statistics.js';

/** Each over the crystals whose label is known. */
export interface Evaluation {
  /** eV. */
  readonly bandGap: RegressionFigures;
  /** eV/atom. */
  readonly formationEnergyPerAtom: RegressionFigures;
  /** A crystal is a metal where its gap is 0. */
  readonly isMetal: ClassFigures;
}

/** Parts of the crystals whose label lies within the stated interval. */
export interface Coverage {
  readonly bandGap: number;
  readonly formationEnergyPerAtom: number;
}

/** @param labels of each answer */
export function evaluate(answers: readonly Forecast[], labels: readonly Labels[]): Evaluation {
  const gaps = known(labels, ({ bandGap }) => bandGap);
  const energies = known(labels, ({ formationEnergyPerAtom }) => formationEnergyPerAtom);
  return {
    bandGap: regressionFigures(
      gaps.map(({ value }) => value),
      gaps.map(({ index }) => answers[index]!.bandGap),
    ),
    formationEnergyPerAtom: regressionFigures(
      energies.map(({ value }) => value),
      energies.map(({ index }) => answers[index]!.formationEnergyPerAtom),
    ),
    isMetal: classFigures(
      gaps.map(({ value }) => value === 0),
      gaps.map(({ index }) => answers[index]!.isMetal),
    ),
  };
}

export function coverage(predictions: readonly Prediction[], labels: readonly Labels[]): Coverage {
  const held = (property: 'bandGap' | 'formationEnergyPerAtom') => {
    const rows = known(labels, (row) => row[property]);
    const inside = rows.filter(({ value, index }) => {
      const { low, high } = predictions[index]![property];
      return low <= value && value <= high;
    });
    return inside.length / rows.length;
  };
  return { bandGap: held('bandGap'), formationEnergyPerAtom: held('formationEnergyPerAtom') };
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
  const gaps = known(trainedOn, ({ bandGap }) => bandGap).map(({ value }) => value);
  const energies = known(trainedOn, ({ formationEnergyPerAtom: energy }) => energy).map(({ value }) => value);
  const isMetal = gaps.filter((gap) => gap === 0).length / gaps.length;
  const always = (middle: (values: readonly number[]) => number) => {
    const answer = { bandGap: middle(gaps), formationEnergyPerAtom: middle(energies), isMetal };
    return evaluate(
      labels.map(() => answer),
      labels,
    );
  };
  return { mean: always(mean), median: always(median) };
}

function known(labels: readonly Labels[], of: (labels: Labels) => number | null) {
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
