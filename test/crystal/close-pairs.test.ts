import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latticeFromParameters } from '../../src/crystal/lattice.js';
import { closePairs } from '../../src/crystal/periodic/close-pairs.js';
import { rowsTimesMatrix } from '../../src/crystal/vectors.js';

/** Naive twin: every pair, every image around. */
function nearestDistances(lattice: Float64Array, fractional: Float64Array): number[][] {
  const count = fractional.length / 3;
  return Array.from({ length: count }, (_, other) =>
    Array.from({ length: count }, (_site, site) => {
      let nearest = Infinity;
      for (let i = -1; i <= 1; i++) {
        for (let j = -1; j <= 1; j++) {
          for (let k = -1; k <= 1; k++) {
            const difference = [i, j, k].map((n, axis) => {
              const x = fractional[3 * site + axis]! - fractional[3 * other + axis]!;
              return x - Math.round(x) + n;
            });
            nearest = Math.min(nearest, Math.hypot(...rowsTimesMatrix(difference, lattice)));
          }
        }
      }
      return nearest;
    }),
  );
}

describe('close pairs', () => {
  it('are those of the naive search, in cells of any shape', () => {
    const coordinate = fc.double({ min: -1.5, max: 2.5, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          a: fc.double({ min: 3, max: 9, noNaN: true }),
          b: fc.double({ min: 3, max: 9, noNaN: true }),
          c: fc.double({ min: 3, max: 9, noNaN: true }),
          alpha: fc.integer({ min: 75, max: 110 }),
          beta: fc.integer({ min: 75, max: 110 }),
          gamma: fc.integer({ min: 75, max: 120 }),
        }),
        fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 1, maxLength: 30 }),
        (cell, sites) => {
          const lattice = latticeFromParameters(cell);
          const fractional = Float64Array.from(sites.flat());
          const reach = 1.2;
          const distances = nearestDistances(lattice, fractional);
          const expected: string[] = [];
          const reported = new Set<number>();
          distances.forEach((row, other) => {
            const candidates = row.flatMap((distance, site) =>
              site < other && !reported.has(site) && distance < reach ? [distance] : [],
            );
            if (candidates.length === 0) return;
            reported.add(other);
            expected.push(`${other} ${Math.min(...candidates).toFixed(9)}`);
          });
          const found = [...closePairs(lattice, fractional, reach)];
          expect(found.map(({ other, distance }) => `${other} ${distance.toFixed(9)}`)).toEqual(expected);
          for (const { site, other, distance } of found) expect(distances[other]![site]).toBeCloseTo(distance, 9);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  it('are found through the faces of cells thinner than twice the reach', () => {
    const lattice = Float64Array.from([4, 0, 0, -2, 0.5, 0, 0, 0, 10]);
    // (0, 0) and (1/3, 2/3): straight ahead it is 1/3 Å; rounded to the nearest coordinates it would be 2 Å.
    const fractional = Float64Array.from([0, 0, 0.5, 1 / 3, 2 / 3, 0.5]);
    expect([...closePairs(lattice, fractional, 0.4)]).toEqual([
      { site: 0, other: 1, distance: expect.closeTo(1 / 3, 9) },
    ]);
  });
});
