import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referencesOf } from '../../src/motif/geometries.js';
import { nuclearNorm, nuclearNormBound, nuclearNormIsBelow } from '../../src/motif/nuclear-norm.js';
import { GeometryFinder } from '../../src/motif/symmetry-measure.js';
import {
  bruteForceMeasure,
  measureOfPermutation,
  singularValues,
  uphillMeasure,
} from '../oracles/motif/naive-measure.js';
import { geometryMatches } from './geometry-matches.js';
import { distortedGeometry, expectLeast, expectLeastOfAll } from './least-measure.js';
import { distorted, normal, randomPolyhedron, reordered, rotated, rotation, seeded, shuffled } from './random.js';

const closest = (vectors: ArrayLike<number>) => new GeometryFinder().closest(vectors);

describe('nuclear norm', () => {
  it('is the sum of the singular values', () => {
    const random = seeded(3);
    for (let i = 0; i < 2000; i++) {
      const m = Array.from({ length: 9 }, () => normal(random));
      const expected = singularValues(m).reduce((sum, s) => sum + s, 0);
      expect(nuclearNorm(m)).toBeCloseTo(expected, 9);
      expect(nuclearNormBound(Float64Array.from(m), 0)).toBeGreaterThan(expected - 1e-9);
      expect(nuclearNormBound(Float64Array.from(m), 0)).toBeLessThan(expected + 1e-6);
      for (const factor of [-1, 0, 0.2, 0.5, 0.9, 0.999999, 1.000001, 1.1, 3, 100]) {
        expect(nuclearNormIsBelow(Float64Array.from(m), 0, factor * expected)).toBe(factor > 1);
      }
    }
  });

  it.each([
    ['zero', [0, 0, 0, 0, 0, 0, 0, 0, 0], 0],
    ['a reflection', [1, 0, 0, 0, 1, 0, 0, 0, -1], 3],
    ['of rank one', [2, 0, 0, 0, 0, 0, 0, 0, 0], 2],
    ['of rank two', [0, 3, 0, 0, 0, 4, 0, 0, 0], 7],
    ['tiny', [1e-9, 0, 0, 0, 2e-9, 0, 0, 0, 3e-9], 6e-9],
  ])('of a matrix that is %s', (_, m, expected) => {
    expect(nuclearNorm(m)).toBeCloseTo(expected, 14);
    expect(nuclearNormBound(Float64Array.from(m), 0)).toBeGreaterThanOrEqual(expected - 1e-12);
    expect(nuclearNormBound(Float64Array.from(m), 0)).toBeLessThan(expected + 1e-6);
  });
});

describe('symmetry measure', () => {
  it('of a planar MX4 between square and tetrahedron is that of the closer one', () => {
    // Flattened tetrahedron, ligands at (±x, 0, z), (0, ±x, −z): T = (4 terms of p·R·d)² by hand for the tetrahedron.
    const flattened = (tilt: number) => {
      const [x, z] = [Math.cos(tilt), Math.sin(tilt)];
      return [x, 0, z, -x, 0, z, 0, x, -z, 0, -x, -z];
    };
    expect(closest(flattened(0))).toMatchObject({ geometry: { symbol: 'S:4' } });
    expect(closest(flattened(0))!.csm).toBeLessThan(1e-9);
    const tetrahedral = Math.asin(1 / Math.sqrt(3));
    expect(closest(flattened(tetrahedral))).toMatchObject({ geometry: { symbol: 'T:4' } });
    const half = tetrahedral / 2;
    // Overlap of two flattened tetrahedra is cos of the difference of their tilts.
    const against = (symbol: string) => geometryMatches(flattened(half)).find((m) => m.geometry.symbol === symbol)!.csm;
    expect(against('S:4')).toBeCloseTo(100 * Math.sin(half) ** 2, 9);
    expect(against('T:4')).toBeCloseTo(100 * Math.sin(half) ** 2, 9);
  });

  it('counts the central atom and the centroid with it', () => {
    // A:2 opened from 120° to 180°: the overlap worked out by hand from the three centred points.
    const bent = [1, 0, 0, -0.5, Math.sqrt(3) / 2, 0];
    const [linear] = geometryMatches(bent).filter(({ geometry }) => geometry.symbol === 'L:2');
    // Centred: |d|² = 2 − |Σ|²/3 = 2 − 1/3; overlap with (0, u, −u)/√2 is |d₁ − d₂|/√2 = √3/√2.
    expect(linear!.csm).toBeCloseTo(100 * (1 - 1.5 / (5 / 3)), 9);
  });

  it.each([14, 15, 19, 21])('has no reference for %i ligands', (count) => {
    expect(closest(randomPolyhedron(count, seeded(1)))).toBeNull();
    expect(geometryMatches(randomPolyhedron(count, seeded(1)))).toEqual([]);
  });

  it('has no reference without ligands', () => {
    expect(closest([])).toBeNull();
  });

  it.each([1, 2, 3, 4, 5, 6])('is the smallest of all permutations: %i ligands, each reference', (count) => {
    const random = seeded(count);
    for (let i = 0; i < 12; i++) {
      const vectors = randomPolyhedron(count, random);
      for (const { geometry, csm, permutation } of geometryMatches(vectors)) {
        expect(csm, geometry.symbol).toBeCloseTo(bruteForceMeasure(geometry.points, vectors), 5);
        const inverse = [...permutation].map((_, point) => permutation.indexOf(point));
        // The oracle takes square roots of eigenvalues: 1e-8 of the overlap of flat shapes, 1e-6 of their measure.
        expect(csm).toBeCloseTo(measureOfPermutation(geometry.points, vectors, inverse), 5);
      }
    }
  });

  it.each([7, 8])('is the smallest of all permutations: %i ligands, two references', (count) => {
    const vectors = randomPolyhedron(count, seeded(count));
    for (const { geometry, csm } of geometryMatches(vectors).slice(0, 2)) {
      expect(csm, geometry.symbol).toBeCloseTo(bruteForceMeasure(geometry.points, vectors), 5);
    }
  });

  it('is the smallest of the measures against each reference', () => {
    const random = seeded(13);
    for (let count = 1; count <= 13; count++) {
      const vectors = randomPolyhedron(count, random);
      const all = geometryMatches(vectors).toSorted((a, b) => a.csm - b.csm);
      expect(closest(vectors)!.csm).toBeCloseTo(all[0]!.csm, 6);
    }
  });

  // Thousands of them are proven by `npm run bench:proofs`.
  it.each([
    [7, 8],
    [8, 8],
    [9, 8],
    [10, 5],
    [11, 3],
    [12, 2],
    [13, 1],
  ])('is the least that exists: %i ligands at random, %i times', (count, times) => {
    const random = seeded(50 + count);
    for (let i = 0; i < times; i++) expectLeastOfAll(randomPolyhedron(count, random));
  });

  it.each([6, 7, 8, 9, 10, 11, 12, 13, 20])(
    'is the least that exists: %i ligands, each reference distorted',
    (count) => {
      const random = seeded(count);
      for (const { geometry } of referencesOf(count)) {
        for (const width of [0.02, 0.05, 0.1]) expectLeast(geometry, distortedGeometry(geometry, width, random));
      }
    },
  );

  // Too many permutations to try: nothing that climbs from many starts may end below the proven minimum.
  it.each([9, 10, 11, 12, 13, 20])('no search finds less: %i ligands', (count) => {
    const random = seeded(100 + count);
    for (let i = 0; i < 3; i++) {
      const reference = referencesOf(count)[i % referencesOf(count).length]!.geometry.points;
      for (const vectors of [randomPolyhedron(count, random), distorted(reference, 0.15, random)]) {
        for (const { geometry, csm } of geometryMatches(vectors)) {
          const reached = uphillMeasure(geometry.points, vectors, 4, random);
          expect(reached, geometry.symbol).toBeGreaterThan(csm - 1e-6);
        }
      }
    }
  });

  it('does not change when the polyhedron is turned, mirrored, scaled or its ligands are listed in another order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 13 }), fc.integer(), (count, seed) => {
        const random = seeded(seed);
        const vectors = randomPolyhedron(count, random);
        const order = shuffled(
          Array.from({ length: count }, (_, i) => i),
          random,
        );
        const scale = 0.2 + 5 * random();
        const other = reordered(rotated(vectors, rotation(random, random() < 0.5)), order).map((x) => x * scale);
        const [one, two] = [closest(vectors)!, closest(other)!];
        expect(two.csm).toBeCloseTo(one.csm, 6);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('changes little with a small move of the ligands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 13 }), fc.integer(), (count, seed) => {
        const random = seeded(seed);
        const vectors = randomPolyhedron(count, random);
        const [one, two] = [closest(vectors)!, closest(distorted(vectors, 1e-4, random))!];
        // |Δ√measure| is at most the relative displacement times 10 (measure in percent), here about 1e-4 · √3 / 2 Å.
        expect(Math.abs(Math.sqrt(two.csm) - Math.sqrt(one.csm))).toBeLessThan(0.01);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('of shapes seen before is that of their own coordinates', () => {
    const random = seeded(5);
    for (const count of [4, 6, 9, 12]) {
      const finder = new GeometryFinder();
      const vectors = randomPolyhedron(count, random);
      const first = finder.closest(vectors)!;
      const order = shuffled(
        Array.from({ length: count }, (_, i) => i),
        random,
      );
      const nearly = distorted(reordered(rotated(vectors, rotation(random, true)), order), 1e-6, random);
      const second = finder.closest(nearly)!;
      expect(second.geometry).toBe(first.geometry);
      expect(second.csm).toBeCloseTo(closest(nearly)!.csm, 9);
      expect(second.csm).not.toBe(first.csm);
    }
  });
});
