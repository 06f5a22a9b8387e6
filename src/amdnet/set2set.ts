/** Set2Set (Vinyals 2016): a vector of a set of any size, read in some steps of attention. */
import * as tf from '@tensorflow/tfjs-core';
import { dense, linear, quotients, rowsAt, sumAt } from './layers.js';
import type { Parameters } from './parameters.js';

/** Attention's exponents are kept within ±, where single precision holds their sums. */
const LARGEST_EXPONENT = 30;

/**
 * @param members [rows, width]
 * @param numbers how many members of the set each row stands for; [rows, 1]
 * @param sets set of each row, int32 [rows]
 * @returns [count, 2 · units]
 */
export function set2set(
  p: Parameters,
  name: string,
  members: tf.Tensor2D,
  numbers: tf.Tensor2D,
  sets: tf.Tensor1D,
  { count, steps, units }: { readonly count: number; readonly steps: number; readonly units: number },
): tf.Tensor2D {
  const memory = dense(p, `${name}/members`, members, units);
  let read: tf.Tensor2D = tf.zeros([count, 2 * units]);
  let cell: tf.Tensor2D = tf.zeros([count, units]);
  let query: tf.Tensor2D = tf.zeros([count, units]);
  for (let step = 0; step < steps; step++) {
    const gates = tf.add<tf.Tensor2D>(
      dense(p, `${name}/input`, read, 4 * units),
      linear(p, `${name}/recurrent`, query, 4 * units),
    );
    const [input, forget, output, candidate] = tf.split(gates, 4, 1) as tf.Tensor2D[];
    cell = tf.add(tf.mul(tf.sigmoid(forget!), cell), tf.mul(tf.sigmoid(input!), tf.tanh(candidate!)));
    query = tf.mul(tf.sigmoid(output!), tf.tanh(cell));
    const exponents = tf.sum(tf.mul(memory, rowsAt(query, sets)), 1, true);
    const weights: tf.Tensor2D = tf.mul(
      tf.exp(tf.clipByValue(exponents, -LARGEST_EXPONENT, LARGEST_EXPONENT)),
      numbers,
    );
    const total = sumAt(weights, sets, count);
    const attended = quotients(sumAt(tf.mul(memory, weights), sets, count), total);
    read = tf.concat([query, attended], 1);
  }
  return read;
}
