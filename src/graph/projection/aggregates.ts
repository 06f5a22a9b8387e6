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

const FIRST_CAPACITY = 64;

/** Parts of placements, whose weights these are, sum to whole numbers but for rounding. */
const WEIGHT_DIGITS = 1e6;

/** Values with their weights, in no order; rows without a value are left out. */
export class Sample {
  private room = new Float64Array(FIRST_CAPACITY);
  private roomOfWeights = new Float64Array(FIRST_CAPACITY);
  private length = 0;

  private get values(): Float64Array {
    return this.room.subarray(0, this.length);
  }

  private get weights(): Float64Array {
    return this.roomOfWeights.subarray(0, this.length);
  }

  add(value: number, weight: number): void {
    if (Number.isNaN(value) || weight === 0) return;
    if (this.length === this.room.length) {
      this.room = doubled(this.room);
      this.roomOfWeights = doubled(this.roomOfWeights);
    }
    this.room[this.length] = value;
    this.roomOfWeights[this.length++] = weight;
  }

  /** Null without values. */
  summary(): Distribution | null {
    const { values, weights, length } = this;
    if (length === 0) return null;
    let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < length; i++) {
      const value = values[i]!;
      count += weights[i]!;
      sum += weights[i]! * value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    const mean = sum / count;
    let squares = 0;
    for (let i = 0; i < length; i++) squares += weights[i]! * (values[i]! - mean) ** 2;
    return {
      count: Math.round(count * WEIGHT_DIGITS) / WEIGHT_DIGITS,
      mean,
      standardDeviation: Math.sqrt(squares / count),
      min,
      max,
    };
  }

  /**
   * The least value up to which this part of the weight lies.
   *
   * @param parts 0 to 1
   * @returns null without values
   */
  quantiles(parts: readonly number[]): (number | null)[] {
    const { values, weights } = this;
    const sorted = values.toSorted();
    const isEven = weights.every((weight) => weight === weights[0]);
    if (isEven) return parts.map((part) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null);
    // Weights of equal values come together: values are sorted as numbers, which is several times as fast as by a function.
    const places = new Map<number, number>();
    const upTo: number[] = [];
    const distinct: number[] = [];
    for (const value of sorted) {
      if (value === distinct.at(-1)) continue;
      places.set(value, distinct.length);
      distinct.push(value);
      upTo.push(0);
    }
    for (let i = 0; i < values.length; i++) upTo[places.get(values[i]!)!]! += weights[i]!;
    for (let place = 1; place < upTo.length; place++) upTo[place]! += upTo[place - 1]!;
    const sum = upTo.at(-1) ?? 0;
    return parts.map((part) => distinct[upTo.findIndex((weight) => weight >= part * sum)] ?? null);
  }

  /** @param range the least and the largest value by default; of no width where all values lie beyond the end that is given. */
  histogram(bins: number, { min, max }: { readonly min?: number; readonly max?: number }): Histogram | null {
    const summary = this.summary();
    if (summary === null) return null;
    const start = min ?? Math.min(summary.min, max ?? summary.min);
    const end = max ?? Math.max(summary.max, start);
    const counts = new Array<number>(bins).fill(0);
    let [below, above] = [0, 0];
    const { values, weights, length } = this;
    for (let i = 0; i < length; i++) {
      const [value, weight] = [values[i]!, weights[i]!];
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

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}
