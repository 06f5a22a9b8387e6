/**
 * Proofs of the symmetry measure's minima on thousands of polyhedra: `npm run bench:proofs`. Each geometry distorted, and
 * ligands at random; an exhaustive search with one plain bound finds nothing lower (test/oracles/motif/naive-measure.ts).
 */
import { expect, it } from 'vitest';
import { geometries, referencesOf } from '../../src/motif/geometries.js';
import { distortedGeometry, expectLeast, expectLeastOfAll } from '../motif/least-measure.js';
import { randomPolyhedron, seeded } from '../motif/random.js';

const HOUR = 3_600_000;

/** Noise, as part of a bond's length, and how many times each geometry is distorted so much. */
const DISTORTIONS = [
  [0.02, 20],
  [0.05, 20],
  [0.1, 15],
  [0.15, 5],
] as const;

/** Ligands and how many polyhedra; with more, a proof takes seconds, and with 20 it does not end. */
const AT_RANDOM = [
  [2, 200],
  [3, 200],
  [4, 200],
  [5, 200],
  [6, 200],
  [7, 200],
  [8, 200],
  [9, 150],
  [10, 80],
  [11, 40],
  [12, 20],
  [13, 6],
] as const;

/** The first ones of 20 ligands take a second each, and those of more noise far more. */
const MOST_NOISE_OF_20 = 0.1;

it('geometries distorted', { timeout: HOUR }, () => {
  const random = seeded(1);
  let proven = 0;
  for (const coordinationNumber of new Set(geometries.map((geometry) => geometry.coordinationNumber))) {
    for (const { geometry } of referencesOf(coordinationNumber)) {
      for (const [width, times] of DISTORTIONS) {
        if (coordinationNumber === 20 && width > MOST_NOISE_OF_20) continue;
        for (let i = 0; i < times; i++, proven++) expectLeast(geometry, distortedGeometry(geometry, width, random));
      }
    }
  }
  console.log(`${proven} distorted polyhedra: no lower measure exists`);
  expect(proven).toBeGreaterThan(3000);
});

it.each(AT_RANDOM)('%i ligands at random, %i times', { timeout: HOUR }, (count, times) => {
  const random = seeded(count);
  for (let i = 0; i < times; i++) expectLeastOfAll(randomPolyhedron(count, random));
});
