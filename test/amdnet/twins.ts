/**
 * A layer and its twin in plain loops have to say the same, and their answers have to change alike: the gradient that
 * TensorFlow.js gives the layer is compared with central differences of the twin, along some random directions for each
 * input and each parameter. A gradient that is wrong anywhere is wrong along all of them.
 *
 * The twin counts in double precision, in which central differences are right to seven digits; the layer itself, in single
 * precision, would leave three of them. So all that parts the two is the layer's rounding.
 */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { Parameters } from '../../src/amdnet/parameters.js';
import { normal, type Random, seeded } from '../motif/random.js';
import type { Matrix, Weights } from '../oracles/amdnet/naive-layers.js';

export interface Twins<Input extends string> {
  readonly inputs: Readonly<Record<Input, Matrix>>;
  readonly layer: (p: Parameters, inputs: Readonly<Record<Input, tf.Tensor2D>>) => readonly tf.Tensor[];
  readonly twin: (p: Weights, inputs: Readonly<Record<Input, Matrix>>) => readonly Matrix[];
}

/** Small enough that no kink of a ReLU lies between, large enough for seven digits of the difference. */
const STEP = 1e-7;

export interface Strictness {
  /**
   * Of the length of what is compared. Single precision rounds at 6e-8, and sums of hundreds of terms of both signs lose
   * one or two digits of what is left; layers upon layers lose one more.
   */
  readonly tolerance: number;
  /** Tried for each input and each parameter. */
  readonly directions: number;
}

const OF_LAYERS: Strictness = { tolerance: 2e-5, directions: 2 };

/** A tensor that may be changed, and the twin's copy of its numbers. */
interface Changeable {
  readonly name: string;
  readonly variable: tf.Variable;
  readonly matrix: number[][];
}

export function expectTwins<Input extends string>(
  { inputs, layer, twin }: Twins<Input>,
  { tolerance, directions }: Strictness = OF_LAYERS,
): void {
  const random = seeded(11);
  const parameters = new Parameters(7);
  const given = mapped(inputs, (matrix: Matrix) => variableOf(matrix));
  // The first call makes them.
  tf.tidy(() => {
    layer(parameters, given);
  });
  stir(parameters, random);
  const numbers = mapped(given, numbersOf);
  const weights = new Map(parameters.entries.map(([name, variable]) => [name, numbersOf(variable)]));
  const names = Object.keys(inputs) as Input[];
  const all: Changeable[] = [
    ...names.map((name) => ({ name, variable: given[name], matrix: numbers[name] })),
    ...parameters.entries.map(([name, variable]) => ({ name, variable, matrix: weights.get(name)! })),
  ];

  const answers = tf.tidy(() => layer(parameters, given).map(numbersOf));
  const expected = twin(weights, numbers);
  expect(answers).toHaveLength(expected.length);
  for (const [i, answer] of answers.entries()) {
    const apart = difference(answer.flat(), expected[i]!.flat());
    expect(apart, `answer ${i}`).toBeLessThan(tolerance);
  }

  // The slopes of one number that all answers have a part in, each another.
  const parts = expected.map((matrix) => randomMatrix(matrix.length, matrix[0]!.length, random));
  const { value: sum, grads } = tf.tidy(() =>
    tf.variableGrads(
      () => tf.addN(layer(parameters, given).map((answer, i) => tf.sum(tf.mul(answer, tensorOf(parts[i]!))))),
      all.map(({ variable }) => variable),
    ),
  );
  const value = () => dot(twin(weights, numbers).flat(2), parts.flat(2));
  for (const { name, variable, matrix } of all) {
    const slopes = numbersOf(grads[variable.name]!).flat();
    for (let k = 0; k < directions; k++) {
      const direction = randomMatrix(matrix.length, matrix[0]!.length, random);
      const apart = Math.abs(dot(slopes, direction.flat()) - centralDifference(value, matrix, direction));
      expect(apart, `slope along ${name}`).toBeLessThanOrEqual(tolerance * Math.hypot(...slopes));
    }
  }
  tf.dispose([given, sum, grads]);
  parameters.dispose();
}

export function randomMatrix(rows: number, columns: number, random: Random): number[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => normal(random)));
}

/** Off what they begin as, so that biases and scales count, too. */
function stir(parameters: Parameters, random: Random): void {
  parameters.write(parameters.read().map((value) => value + 0.1 * normal(random)));
}

function centralDifference(value: () => number, matrix: number[][], direction: Matrix): number {
  const middle = matrix.map((row) => [...row]);
  const move = (step: number) => {
    for (const [i, row] of matrix.entries()) {
      for (let k = 0; k < row.length; k++) row[k] = middle[i]![k]! + step * direction[i]![k]!;
    }
  };
  move(STEP);
  const ahead = value();
  move(-STEP);
  const behind = value();
  move(0);
  return (ahead - behind) / (2 * STEP);
}

/** Length of the difference, as a part of the length. */
function difference(found: readonly number[], expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length);
  return Math.hypot(...found.map((value, i) => value - expected[i]!)) / Math.hypot(...expected);
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, i) => sum + value * other[i]!, 0);
}

function variableOf(matrix: Matrix): tf.Variable<tf.Rank.R2> {
  return tf.tidy(() => tf.variable(tensorOf(matrix)));
}

function tensorOf(matrix: Matrix): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from(matrix.flat()), [matrix.length, matrix[0]!.length]);
}

/** A vector is one row, a number one of length 1. */
function numbersOf(tensor: tf.Tensor): number[][] {
  const columns = tensor.shape.at(-1) ?? 1;
  const values = [...tensor.dataSync()];
  return Array.from({ length: values.length / columns }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}

function mapped<Name extends string, From, To>(
  values: Readonly<Record<Name, From>>,
  to: (value: From) => To,
): Record<Name, To> {
  return Object.fromEntries(Object.entries<From>(values).map(([name, value]) => [name, to(value)])) as Record<Name, To>;
}
