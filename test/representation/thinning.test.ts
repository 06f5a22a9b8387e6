import { expect, test } from 'vitest';
import { evenlySpread } from '../../src/representation/thinning.js';

/** A dense square of 9,900 points beside a thin one, ten times as wide, of 100. */
const dense = Array.from({ length: 9900 }, (_, i) => [(i % 99) / 99, Math.floor(i / 99) / 100] as const);
const thin = Array.from({ length: 100 }, (_, i) => [2 + (i % 10), Math.floor(i / 10)] as const);
const points = [...dense, ...thin];
const x = Float64Array.from(points, ([value]) => value);
const y = Float64Array.from(points, ([, value]) => value);

function spread(count: number): number[] {
  const steps = evenlySpread(x, y, count);
  for (;;) {
    const step = steps.next();
    if (step.done) return [...step.value];
  }
}

test('points are left out where they are dense', () => {
  const chosen = spread(200);
  expect(chosen).toHaveLength(200);
  // By number alone it would be two of the hundred.
  expect(chosen.filter((point) => point >= dense.length).length).toBeGreaterThan(80);
});

test('fewer points are some of more, and each time the same', () => {
  const more = new Set(spread(300));
  for (const point of spread(120)) expect(more).toContain(point);
  expect(spread(120)).toEqual(spread(120));
});

test('as many as asked for, also where points are at one place', () => {
  const one = new Float64Array(20);
  const steps = evenlySpread(one, one, 7);
  let step = steps.next();
  while (!step.done) step = steps.next();
  expect(new Set(step.value).size).toBe(7);
  expect(spread(20_000)).toHaveLength(points.length);
  expect(spread(0)).toEqual([]);
});
