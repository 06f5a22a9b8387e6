import { describe, expect, it } from 'vitest';
import { calibrate } from '../../src/amdnet/calibration.js';
import { baselines, coverage, evaluate } from '../../src/amdnet/evaluation.js';
import type { PropertyValues } from '../../src/amdnet/outputs.js';
import type { Prediction } from '../../src/amdnet/prediction.js';
import { perProperty } from '../../src/amdnet/properties.js';
import { labelsOf } from './examples.js';

const labels = [
  { bandGap: 0, formationEnergyPerAtom: -1 },
  { bandGap: 1, formationEnergyPerAtom: -2 },
  { bandGap: 3, formationEnergyPerAtom: null },
  { bandGap: 0, formationEnergyPerAtom: -3 },
].map(labelsOf);
const answerOf = (said: Partial<PropertyValues>): PropertyValues => ({ ...perProperty(() => Number.NaN), ...said });
const answers = [
  { bandGap: 0.5, formationEnergyPerAtom: -1.5, isMetal: 0.9 },
  { bandGap: 1, formationEnergyPerAtom: -2, isMetal: 0.6 },
  { bandGap: 2, formationEnergyPerAtom: 99, isMetal: 0.1 },
  { bandGap: 0, formationEnergyPerAtom: -2, isMetal: 0.4 },
].map(answerOf);

describe('evaluate', () => {
  const { bandGap, formationEnergyPerAtom, isMetal } = evaluate(answers, labels);

  it('tells mean error, root of mean square error and explained variance', () => {
    // Errors 0.5, 0, −1, 0; variance of 0, 1, 3, 0 is 1.5.
    expect(bandGap.count).toBe(4);
    expect(bandGap.mae).toBeCloseTo(0.375, 12);
    expect(bandGap.rmse).toBeCloseTo(Math.sqrt(1.25 / 4), 12);
    expect(bandGap.r2).toBeCloseTo(1 - 0.3125 / 1.5, 12);
  });

  it('leaves unknown labels out', () => {
    // Errors −0.5, 0, 1; variance of −1, −2, −3 is 2/3.
    expect(formationEnergyPerAtom.count).toBe(3);
    expect(formationEnergyPerAtom.mae).toBeCloseTo(0.5, 12);
    expect(formationEnergyPerAtom.r2).toBeCloseTo(1 - 1.25 / 3 / (2 / 3), 12);
  });

  it('tells how well metals are told from others', () => {
    // Right: the first and the third. Of the four pairs metal, non-metal: 0.9 over 0.6 and 0.1, 0.4 over 0.1 only.
    expect(isMetal.accuracy).toBe(0.5);
    expect(isMetal.rocAuc).toBe(0.75);
    expect(isMetal.confusion).toEqual([
      [1, 1],
      [1, 1],
    ]);
    // Each in a tenth of its own: |0.9 − 1|, |0.6 − 0|, |0.1 − 0|, |0.4 − 1|.
    expect(isMetal.calibrationError).toBeCloseTo((0.1 + 0.6 + 0.1 + 0.6) / 4, 12);
  });

  it('counts ties half', () => {
    const tied = evaluate(
      labels.map(() => answerOf({ isMetal: 0.7 })),
      labels,
    );
    expect(tied.isMetal.rocAuc).toBe(0.5);
  });
});

describe('baselines', () => {
  it('answer with mean, median and the majority of what was trained on', () => {
    const trainedOn = [0, 0, 0, 2, 8].map((bandGap) => labelsOf({ bandGap, formationEnergyPerAtom: -bandGap }));
    const { mean, median } = baselines(trainedOn, labels);
    // Always 2, always 0; energies always −2, always 0.
    expect(mean.bandGap.mae).toBeCloseTo((2 + 1 + 1 + 2) / 4, 12);
    expect(median.bandGap.mae).toBeCloseTo((0 + 1 + 3 + 0) / 4, 12);
    expect(mean.formationEnergyPerAtom.mae).toBeCloseTo(2 / 3, 12);
    expect(median.formationEnergyPerAtom.mae).toBeCloseTo(2, 12);
    // Three of five are metals, so all are said to be.
    expect(mean.isMetal.accuracy).toBe(0.5);
    expect(mean.isMetal.confusion).toEqual([
      [0, 2],
      [0, 2],
    ]);
  });
});

describe('intervals', () => {
  it('hold nine tenths of what they were made of', () => {
    const errors = Array.from({ length: 200 }, (_, i) => ((i * 37) % 200) / 100);
    const spreads = errors.map((_, i) => ((i * 11) % 7) / 10);
    const { factor, floor } = calibrate(errors, spreads);
    const held = errors.filter((error, i) => error <= factor * (floor + spreads[i]!) + 1e-12);
    expect(held.length / errors.length).toBeGreaterThanOrEqual(0.9);
    expect(held.length / errors.length).toBeLessThan(0.92);
  });

  it('are counted with their ends', () => {
    const estimate = (low: number, high: number) => ({ value: (low + high) / 2, low, high });
    const predictions = [
      { bandGap: estimate(0, 1), formationEnergyPerAtom: estimate(-1, 0) },
      { bandGap: estimate(1.1, 2), formationEnergyPerAtom: estimate(-3, -2) },
      { bandGap: estimate(2, 3), formationEnergyPerAtom: estimate(0, 0) },
      { bandGap: estimate(0, 0.1), formationEnergyPerAtom: estimate(-1, 0) },
    ] as Prediction[];
    expect(coverage(predictions, labels)).toMatchObject({ bandGap: 0.75, formationEnergyPerAtom: 2 / 3 });
  });
});
