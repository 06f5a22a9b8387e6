import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { expect, it } from 'vitest';
import { randomFor } from '../../src/amdnet/random.js';

it('random numbers of like uses are unlike, from the first on', () => {
  const first = Array.from({ length: 500 }, (_, step) => uniformFloat64(randomFor(`strain 1 ${step}`)));
  // As many in each tenth as chance would have: 50 ± 7.
  const tenths = Array.from({ length: 10 }, (_, k) => first.filter((x) => Math.floor(10 * x) === k).length);
  for (const count of tenths) expect(Math.abs(count - 50)).toBeLessThan(30);
  expect(first.slice(0, 10)).toEqual(
    [...first.slice(0, 10)].map((_, step) => uniformFloat64(randomFor(`strain 1 ${step}`))),
  );
});
