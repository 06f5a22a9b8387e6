/** The numbers that a network learns, by name. A layer asks for them where it uses them; the first call makes them. */
import * as tf from '@tensorflow/tfjs-core';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { randomFor } from './random.js';

/** `glorot`: uniform, ±√(6 / (rows + columns)) (Glorot & Bengio 2010); `embedding`: uniform, ±√3, so of variance 1. */
export type Initial = 'zeros' | 'ones' | 'glorot' | 'embedding';

export class Parameters {
  private readonly variables = new Map<string, tf.Variable>();
  private closed = false;

  constructor(private readonly seed: number) {}

  /** Values from elsewhere, such as a model file. A layer that asks for others then finds an error. */
  static from(tensors: Iterable<readonly [name: string, shape: readonly number[], values: Float32Array]>): Parameters {
    const parameters = new Parameters(0);
    for (const [name, shape, values] of tensors) {
      const tensor = tf.tensor(values, [...shape], 'float32');
      parameters.variables.set(name, tf.variable(tensor));
      tensor.dispose();
    }
    parameters.close();
    return parameters;
  }

  /** @throws RangeError where the parameters are closed and hold none of this name and shape. */
  get<R extends tf.Rank>(name: string, shape: tf.ShapeMap[R], initial: Initial): tf.Tensor<R> {
    const known = this.variables.get(name);
    if (known !== undefined) {
      if (known.shape.join() !== shape.join()) {
        throw new RangeError(`parameter ${name} has the shape [${known.shape}]; the network needs [${shape}]`);
      }
      return known as unknown as tf.Tensor<R>;
    }
    if (this.closed) throw new RangeError(`the network needs a parameter ${name}, which is missing`);
    // By name, so that a network's other parts change nothing.
    const made = tf.tensor(initialValues(shape, initial, `${this.seed} ${name}`), shape, 'float32');
    const variable = tf.variable(made);
    made.dispose();
    this.variables.set(name, variable);
    return variable as unknown as tf.Tensor<R>;
  }

  /** No parameter is made any more. */
  close(): void {
    this.closed = true;
  }

  /** In the order of their making. */
  get all(): readonly tf.Variable[] {
    return [...this.variables.values()];
  }

  get entries(): readonly (readonly [name: string, variable: tf.Variable])[] {
    return [...this.variables];
  }

  get size(): number {
    return this.all.reduce((sum, { size }) => sum + size, 0);
  }

  /** All values one behind the other, in the order of `all`. */
  read(): Float32Array {
    const values = new Float32Array(this.size);
    let at = 0;
    for (const variable of this.all) {
      values.set(variable.dataSync<'float32'>(), at);
      at += variable.size;
    }
    return values;
  }

  /** The reverse of `read`. */
  write(values: Float32Array): void {
    let at = 0;
    for (const variable of this.all) {
      const tensor = tf.tensor(values.slice(at, at + variable.size), variable.shape, 'float32');
      variable.assign(tensor);
      tensor.dispose();
      at += variable.size;
    }
  }

  /** Takes the values of those of the same names. @throws RangeError where one is missing, or of another shape */
  copy(from: Parameters): void {
    for (const [name, variable] of this.variables) {
      const other = from.variables.get(name);
      if (other?.shape.join() !== variable.shape.join()) {
        throw new RangeError(`parameter ${name} [${variable.shape}] is missing, or of another shape`);
      }
      variable.assign(other);
    }
  }

  dispose(): void {
    for (const variable of this.all) variable.dispose();
    this.variables.clear();
  }
}

function initialValues(shape: readonly number[], initial: Initial, use: string): Float32Array {
  const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
  if (initial === 'ones') return values.fill(1);
  if (initial === 'zeros') return values;
  const random = randomFor(use);
  const bound = initial === 'embedding' ? Math.sqrt(3) : Math.sqrt(6 / (shape[0]! + shape[shape.length - 1]!));
  return values.map(() => bound * (2 * uniformFloat64(random) - 1));
}
