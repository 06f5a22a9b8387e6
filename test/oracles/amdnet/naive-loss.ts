/** The loss of src/amdnet/loss.ts, crystal by crystal. */
import type { Labels } from '../../../src/amdnet/labels.js';
import type { LossWeights } from '../../../src/amdnet/loss.js';
import type { Scales } from '../../../src/amdnet/scales.js';
import { type Matrix, sigmoid, sum } from './naive-layers.js';

export function naiveLoss(values: Matrix, labels: readonly Labels[], scales: Scales, weights: LossWeights): number {
  const gapErrors: number[] = [];
  const energyErrors: number[] = [];
  const surprises: number[] = [];
  labels.forEach(({ bandGap, formationEnergyPerAtom }, crystal) => {
    const [gap, energy, odds] = values[crystal] as [number, number, number];
    if (bandGap !== null) {
      const isMetal = bandGap === 0;
      gapErrors.push(isMetal ? Math.max(0, gap) : Math.abs(gap - bandGap / scales['bandGap']!));
      surprises.push(-Math.log(isMetal ? sigmoid(odds) : 1 - sigmoid(odds)));
    }
    if (formationEnergyPerAtom !== null) {
      const [offset, unit] = [scales['formationEnergyMean']!, scales['formationEnergySpread']!];
      energyErrors.push(Math.abs(energy - (formationEnergyPerAtom - offset) / unit));
    }
  });
  return (
    weights.bandGap * mean(gapErrors) + weights.formationEnergy * mean(energyErrors) + weights.isMetal * mean(surprises)
  );
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}
