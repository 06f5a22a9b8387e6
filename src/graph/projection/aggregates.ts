/** Numbers over many rows: how many, their mean and spread, quantiles, histograms. Each value counts with its weight. */
import type { Distribution } from '../store.js';

export interface Histogram {
  /** Of bins of equal width from `min` to `max`; the last bin holds values at its end. */
  readonly counts: readonly number[];
  readonly min: number;
  readonly max: number;
  /** Values outside. */
  readonly below: number;
  readonly above: number;
}

/** Values with their weights, in no order; rows without a value are left out. */
export class Sample {
  private readonly values: number[] = [];
  private readonly weights: number[] = [];

  add(value: number, weight: number): void {
    if (Number.isNaN(value) || weight === 0) return;
    this.values.push(value);
    this.weights.push(weight);
  }

  /** Null without values. */
  summary(): Distribution | null {
    if (this.values.length === 0) return null;
    const { values, weights } = this;
    let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [i, value] of values.entries()) {
      count += weights[i]!;
      sum += weights[i]! * value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    const mean = sum / count;
    let squares = 0;
    for (const [i, value] of values.entries()) squares += weights[i]! * (value - mean) ** 2;
    return { count, mean, standardDeviation: Math.sqrt(squares / count), min, max };
  }

  /**
   * The least value up to which this part of the weight lies.
   *
   * @param parts 0 to 1
   * @returns null without values
   */
  quantiles(parts: readonly number[]): (number | null)[] {
    const order = Uint32Array.from(this.values, (_, i) => i).sort((a, b) => this.values[a]! - this.values[b]!);
    const upTo = new Float64Array(order.length);
    let sum = 0;
    for (const [i, index] of order.entries()) {
      sum += this.weights[index]!;
      upTo[i] = sum;
    }
    return parts.map((part) => {
      const place = upTo.findIndex((weight) => weight >= part * sum);
      return place === -1 ? null : this.values[order[place]!]!;
    });
  }

  /** @param range the least and the largest value by default. */
  histogram(bins: number, { min, max }: { readonly min?: number; readonly max?: number }): Histogram | null {
    const summary = this.summary();
    if (summary === null) return null;
    const [start, end] = [min ?? summary.min, max ?? summary.max];
    const counts = new Array<number>(bins).fill(0);
    let [below, above] = [0, 0];
    for (const [i, value] of this.values.entries()) {
      const weight = this.weights[i]!;
      if (value < start) below += weight;
      else if (value > end) above += weight;
      else {
        const bin = end > start ? Math.floor((bins * (value - start)) / (end - start)) : 0;
        counts[Math.min(bin, bins - 1)]! += weight;
      }
    }
    return { counts, min: start, max: end, below, above };
  }
}
