/** Adam with decoupled weight decay (Kingma & Ba 2015; Loshchilov & Hutter 2019) and a running mean of the parameters. */

export interface AdamSettings {
  readonly weightDecay: number;
  /** Gradients longer than this (of all parameters together) are shortened to it. */
  readonly longestGradient: number;
  /** Of the running mean of the parameters, for each step (Polyak & Juditsky 1992). */
  readonly memory: number;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** All parameters one behind the other, as `Parameters.read` gives them. */
export class Adam {
  step = 0;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Running mean of the values. */
  readonly mean: Float32Array;

  constructor(
    readonly values: Float32Array,
    private readonly settings: AdamSettings,
  ) {
    this.first = new Float32Array(values.length);
    this.second = new Float32Array(values.length);
    this.mean = values.slice();
  }

  /** Changes the values. @param gradient of the loss, in the order of the values */
  update(gradient: Float32Array, rate: number): void {
    const { values, first, second, mean } = this;
    const { weightDecay, longestGradient, memory } = this.settings;
    this.step++;
    let square = 0;
    for (let i = 0; i < gradient.length; i++) square += gradient[i]! * gradient[i]!;
    const scale = Math.min(1, longestGradient / (Math.sqrt(square) + EPSILON));
    const bias1 = 1 - BETA1 ** this.step;
    const bias2 = 1 - BETA2 ** this.step;
    // Young means follow the values more closely: those of the beginning are soon forgotten.
    const kept = Math.min(memory, (1 + this.step) / (10 + this.step));
    for (let i = 0; i < gradient.length; i++) {
      const g = scale * gradient[i]!;
      const m = BETA1 * first[i]! + (1 - BETA1) * g;
      const v = BETA2 * second[i]! + (1 - BETA2) * g * g;
      first[i] = m;
      second[i] = v;
      const value = values[i]! - rate * (m / bias1 / (Math.sqrt(v / bias2) + EPSILON) + weightDecay * values[i]!);
      values[i] = value;
      mean[i] = kept * mean[i]! + (1 - kept) * value;
    }
  }
}
