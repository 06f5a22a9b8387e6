/** Layers that the networks are composed of. Tensors are [rows, width]; names are those of their parameters. */
import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from './parameters.js';

/** Below any sum of weights. */
const SMALLEST_TOTAL = 1e-30;

/** x · W + b. */
export function dense(p: Parameters, name: string, x: tf.Tensor2D, width: number): tf.Tensor2D {
  return tf.tidy(() => tf.add(linear(p, name, x, width), p.get<tf.Rank.R1>(`${name}/bias`, [width], 'zeros')));
}

/** x · W. */
export function linear(p: Parameters, name: string, x: tf.Tensor2D, width: number): tf.Tensor2D {
  return tf.matMul(x, p.get<tf.Rank.R2>(`${name}/weights`, [x.shape[1], width], 'glorot'));
}

/** One learned row for each of `kinds` kinds. @param indices int32 [rows] */
export function embedding(p: Parameters, name: string, indices: tf.Tensor1D, kinds: number, width: number) {
  return rowsAt(p.get<tf.Rank.R2>(name, [kinds, width], 'embedding'), indices);
}

/** Each row to mean 0 and variance 1, then scaled and shifted (Ba 2016). */
export function layerNorm(p: Parameters, name: string, x: tf.Tensor2D): tf.Tensor2D {
  const width = x.shape[1];
  const centred = tf.sub(x, tf.mean(x, 1, true));
  const variance = tf.mean(tf.square(centred), 1, true);
  const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5)));
  return tf.add(
    tf.mul(normal, p.get<tf.Rank.R1>(`${name}/scale`, [width], 'ones')),
    p.get<tf.Rank.R1>(`${name}/shift`, [width], 'zeros'),
  );
}

/** x · σ(x) (Elfwing 2018). */
export function silu(x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.mul(x, tf.sigmoid(x)));
}

/**
 * Smears values out over `count` Gaussians with centres evenly from `first` to `last`.
 * @param x [rows, 1] @returns [rows, count]
 */
export function gaussians(x: tf.Tensor2D, first: number, last: number, count: number, width: number): tf.Tensor2D {
  return tf.tidy(() => {
    const centres = tf.linspace(first, last, count);
    return tf.exp<tf.Tensor2D>(tf.neg(tf.square(tf.div(tf.sub(x, centres), width))));
  });
}

/** The rows of `x` at `indices` (int32). */
export function rowsAt(x: tf.Tensor2D, indices: tf.Tensor1D): tf.Tensor2D {
  return tf.gather(x, indices);
}

/** Sums of the rows of `x` that go to the same place. @param places int32 [rows] @returns [count, width] */
export function sumAt(x: tf.Tensor2D, places: tf.Tensor1D, count: number): tf.Tensor2D {
  // The library's own gradient allows for places below 0, which costs five passes more.
  const sums = tf.customGrad((rows, save) => {
    (save as tf.GradSaveFunc)([places]);
    return {
      value: tf.unsortedSegmentSum(rows as tf.Tensor2D, places, count),
      gradFunc: (slope: tf.Tensor, [kept]: tf.Tensor[]) => tf.gather(slope, kept as tf.Tensor1D),
    };
  });
  return sums(x) as tf.Tensor2D;
}

/**
 * sums / totals, 0 where both are 0. (`tf.divNoNan` would say so, too, but has no gradient.)
 * @param totals not below 0; [rows, 1]
 */
export function quotients(sums: tf.Tensor2D, totals: tf.Tensor2D): tf.Tensor2D {
  return tf.div(sums, tf.maximum(totals, SMALLEST_TOTAL));
}
