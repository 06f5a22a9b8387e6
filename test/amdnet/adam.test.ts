import { describe, expect, it } from 'vitest';
import { Adam } from '../../src/amdnet/adam.js';
import { normal, seeded } from '../motif/random.js';

const STEPS = 12;
const RATE = 0.01;
const SETTINGS = { weightDecay: 0.1, longestGradient: 1.5, memory: 0.6 };
const random = seeded(6);
const row = () => Array.from({ length: 3 }, () => normal(random));
const start = row();
/** Some of them longer than the longest, some shorter. */
const gradients = Array.from({ length: STEPS }, row);

/** Σ (1 − β) β^(t − k) x_k over the steps k up to t, over the sum of its weights (Kingma & Ba 2015, equation 1 on). */
function mean(x: readonly number[], beta: number): number {
  const weights = x.map((_, k) => beta ** (x.length - 1 - k));
  return x.reduce((sum, value, k) => sum + weights[k]! * value, 0) / weights.reduce((sum, weight) => sum + weight, 0);
}

describe('Adam', () => {
  it('takes the steps of its definition, and remembers their mean', () => {
    const adam = new Adam(Float32Array.from(start), SETTINGS);
    const cut = gradients.map((gradient) => {
      const length = Math.hypot(...gradient);
      return gradient.map((slope) => slope * Math.min(1, SETTINGS.longestGradient / length));
    });
    expect(cut.filter((gradient, k) => gradient[0] !== gradients[k]![0]).length).toBeGreaterThan(2);
    expect(cut.filter((gradient, k) => gradient[0] === gradients[k]![0]).length).toBeGreaterThan(2);
    const values = [...start];
    const means = [...start];
    for (let t = 1; t <= STEPS; t++) {
      adam.update(Float32Array.from(gradients[t - 1]!), RATE);
      for (let i = 0; i < values.length; i++) {
        const slopes = cut.slice(0, t).map((gradient) => gradient[i]!);
        const first = mean(slopes, 0.9);
        const second = mean(
          slopes.map((slope) => slope * slope),
          0.999,
        );
        values[i]! -= RATE * (first / Math.sqrt(second) + SETTINGS.weightDecay * values[i]!);
        const kept = Math.min(SETTINGS.memory, (1 + t) / (10 + t));
        means[i] = kept * means[i]! + (1 - kept) * values[i]!;
        // Values are kept in single precision.
        expect(adam.values[i]).toBeCloseTo(values[i]!, 6);
        expect(adam.mean[i]).toBeCloseTo(means[i]!, 6);
      }
    }
  });
});
