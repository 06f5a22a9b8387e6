/** How wrong a network's output is, over the labels that are known. */
import * as tf from '@tensorflow/tfjs-core';
import { type Labels, metalLabel } from './labels.js';
import { PROPERTIES, type Property, perProperty, properties, type Stem } from './properties.js';
import { type Scales, scaleOf } from './scales.js';

/** Parts of the loss. */
export type LossWeights = Readonly<Record<Stem, number>>;

/** [crystals, 1] each. */
export interface Target {
  /** Numbers in units of the scales; probabilities 1 or 0. What is not known is 0. */
  readonly truth: tf.Tensor2D;
  /** Whether it is known (1) or not (0). */
  readonly known: tf.Tensor2D;
}
export type Targets = Readonly<Record<Property, Target>>;

export function targetsOf(labels: readonly Labels[], scales: Scales): Targets {
  const column = (of: (labels: Labels) => number) => tf.tensor2d(Float32Array.from(labels, of), [labels.length, 1]);
  const target = (of: (labels: Labels) => number | null): Target => ({
    truth: column((row) => of(row) ?? 0),
    known: column((row) => (of(row) === null ? 0 : 1)),
  });
  return perProperty((property) => {
    if (property === 'isMetal') return target((row) => toNumber(metalLabel(row)));
    const { offset, unit } = scaleOf(property, scales);
    return target(({ [property]: value }) => (value === null ? null : (value - offset) / unit));
  });
}

function toNumber(truth: boolean | null): number | null {
  return truth === null ? null : Number(truth);
}

/**
 * Mean absolute errors of numbers, and cross entropies of probabilities.
 *
 * @param values [crystals, properties], see `Output`
 */
export function lossOf(values: tf.Tensor2D, targets: Targets, weights: LossWeights): tf.Scalar {
  const columns = tf.split(values, PROPERTIES.length, 1);
  const parts = PROPERTIES.map((property, column) => {
    const { truth, known } = targets[property];
    const errors = errorsOf(property, columns[column]!, truth);
    return tf.mul(meanOver(errors, known), weights[properties[property].stem]);
  });
  return tf.addN(parts as tf.Scalar[]);
}

function errorsOf(property: Property, said: tf.Tensor, truth: tf.Tensor): tf.Tensor {
  const row = properties[property];
  // −log σ(x) of what is so, −log(1 − σ(x)) of what is not.
  if (row.kind === 'probability') return tf.sub(tf.softplus(said), tf.mul(said, truth));
  const errors = tf.abs(tf.sub(said, truth));
  return row.transform === 'from zero' ? tf.where(tf.equal(truth, 0), tf.relu(said), errors) : errors;
}

function meanOver(errors: tf.Tensor, known: tf.Tensor): tf.Scalar {
  return tf.div(tf.sum(tf.mul(errors, known)), tf.maximum(tf.sum(known), 1));
}
