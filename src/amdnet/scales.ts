/** Units of a network's output: what it says is of order 1. */
import type { Labels } from './labels.js';

export interface Scales {
  /** eV: mean gap of the crystals that have one. A network's 0 is 0 eV. */
  readonly bandGap: number;
  /** eV/atom: mean and standard deviation. */
  readonly formationEnergyMean: number;
  readonly formationEnergySpread: number;
}

/** eV, not below 0. @param raw as a network says it */
export function bandGapOf(raw: number, { bandGap }: Scales): number {
  return Math.max(0, bandGap * raw);
}

/** eV/atom. @param raw as a network says it */
export function formationEnergyOf(raw: number, { formationEnergyMean, formationEnergySpread }: Scales): number {
  return formationEnergyMean + formationEnergySpread * raw;
}

export function scalesOf(labels: readonly Labels[]): Scales {
  const gaps = labels.flatMap(({ bandGap }) => (bandGap === null || bandGap === 0 ? [] : [bandGap]));
  const energies = labels.flatMap(({ formationEnergyPerAtom: energy }) => (energy === null ? [] : [energy]));
  const formationEnergyMean = mean(energies) ?? 0;
  const variance = mean(energies.map((energy) => (energy - formationEnergyMean) ** 2));
  return { bandGap: mean(gaps) ?? 1, formationEnergyMean, formationEnergySpread: Math.sqrt(variance ?? 0) || 1 };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
