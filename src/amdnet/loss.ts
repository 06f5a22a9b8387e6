/** How wrong a network's output is, over the labels that are known. */
import * as tf from '@tensorflow/tfjs-core';
import type { Labels } from './labels.js';
import type { Scales } from './scales.js';

/** Parts of the loss. */
export interface LossWeights {
  readonly bandGap: number;
  readonly formationEnergy: number;
  readonly isMetal: number;
}

/** In units of the scales, and whether they are known (1) or not (0). */
export interface Targets {
  /** [crystals, 1] each. */
  readonly gaps: tf.Tensor2D;
  readonly energies: tf.Tensor2D;
  readonly metals: tf.Tensor2D;
  readonly knownGaps: tf.Tensor2D;
  readonly knownEnergies: tf.Tensor2D;
}

export function targetsOf(labels: readonly Labels[], scales: Scales): Targets {
  const column = (of: (labels: Labels) => number) => tf.tensor2d(Float32Array.from(labels, of), [labels.length, 1]);
  const { bandGap: unit, formationEnergyMean, formationEnergySpread } = scales;
  return {
    gaps: column(({ bandGap }) => (bandGap ?? 0) / unit),
    energies: column(({ formationEnergyPerAtom: energy }) =>
      energy === null ? 0 : (energy - formationEnergyMean) / formationEnergySpread,
    ),
    metals: column(({ bandGap }) => (bandGap === 0 ? 1 : 0)),
    knownGaps: column(({ bandGap }) => (bandGap === null ? 0 : 1)),
    knownEnergies: column(({ formationEnergyPerAtom }) => (formationEnergyPerAtom === null ? 0 : 1)),
  };
}

/**
 * Mean absolute errors of gap and energy, and the cross entropy of the metals. A gap below 0 counts as 0: of metals it
 * is no error.
 * @param values [crystals, 3], see `Output`
 */
export function lossOf(values: tf.Tensor2D, targets: Targets, weights: LossWeights): tf.Scalar {
  const [gaps, energies, odds] = tf.split(values, 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  const { metals, knownGaps, knownEnergies } = targets;
  const gapError = tf.where(tf.cast(metals, 'bool'), tf.relu(gaps), tf.abs(tf.sub(gaps, targets.gaps)));
  const energyError = tf.abs(tf.sub(energies, targets.energies));
  // −log σ(x) of metals, −log(1 − σ(x)) of the others.
  const entropy = tf.sub(tf.softplus(odds), tf.mul(odds, metals));
  return tf.addN([
    tf.mul(meanOver(gapError, knownGaps), weights.bandGap),
    tf.mul(meanOver(energyError, knownEnergies), weights.formationEnergy),
    tf.mul(meanOver(entropy, knownGaps), weights.isMetal),
  ]);
}

function meanOver(errors: tf.Tensor, known: tf.Tensor): tf.Scalar {
  return tf.div(tf.sum(tf.mul(errors, known)), tf.maximum(tf.sum(known), 1));
}
