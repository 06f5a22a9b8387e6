import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { densityClusters, NO_CLUSTER } from '../../src/representation/clusters.js';
import { mapSummary } from '../../src/representation/map-summary.js';
import { mutualNeighbours } from '../../src/representation/mutual-neighbours.js';
import { nearest } from '../../src/representation/nearest.js';
import { NearestSearch } from '../../src/representation/nearest-search.js';
import { QuadTree } from '../../src/representation/quad-tree.js';
import { neighbourPurity, shuffledPurity, silhouette } from '../../src/representation/quality.js';
import { atOnce } from '../../src/representation/steps.js';
import { TSNE_SETTINGS, tsne } from '../../src/representation/tsne.js';
import { unit } from '../../src/representation/vectors.js';

const random = xoroshiro128plus(5);
const noise = () => uniformFloat64(random) - 0.5;

/** Vectors of length 1 around as many random directions. */
function bundles(count: number, each: number, dimensions: number): { vectors: Float32Array; labels: string[] } {
  const centres = Array.from({ length: count }, () => Array.from({ length: dimensions }, noise));
  const rows = centres.flatMap((centre) =>
    Array.from({ length: each }, () => unit(centre.map((x) => x + 0.3 * noise()))!),
  );
  const vectors = new Float32Array(rows.length * dimensions);
  for (const [i, row] of rows.entries()) vectors.set(row, i * dimensions);
  return { vectors, labels: rows.map((_, i) => String(Math.floor(i / each))) };
}

describe('neighbours', () => {
  const { vectors, labels } = bundles(6, 30, 16);

  it.each([16, 37])('of all vectors of %i numbers at once are those of each alone', (dimensions) => {
    const { vectors, labels } = bundles(7, 53, dimensions);
    const { indices, cosines } = mutualNeighbours(vectors, dimensions, 7);
    for (let i = 0; i < labels.length; i++) {
      const found = nearest(vectors, vectors.subarray(dimensions * i, dimensions * (i + 1)), 7, (j) => j !== i);
      expect([...indices.subarray(7 * i, 7 * i + 7)].sort()).toEqual(found.map(({ index }) => index).sort());
      for (const [k, { cosine }] of found.entries()) expect(cosines[7 * i + k]).toBeCloseTo(cosine, 5);
    }
  });

  it.each([16, 48, 122])(
    'of vectors of %i numbers that a search passes over some of are those of a full search',
    (dimensions) => {
      const { vectors } = bundles(40, 25, dimensions);
      // Ties: the same vector twice.
      vectors.copyWithin(dimensions * 700, dimensions * 3, dimensions * 4);
      const search = NearestSearch.of(vectors, dimensions);
      for (let i = 0; i < 1000; i += 7) {
        const query = vectors.slice(dimensions * i, dimensions * (i + 1));
        const found = search.nearest(query, 11);
        const all = nearest(vectors, query, 11);
        expect(found.map(({ index }) => index)).toEqual(all.map(({ index }) => index));
        for (const [k, { cosine }] of found.entries()) expect(cosine).toBeCloseTo(all[k]!.cosine, 12);
      }
      const { vectors: others } = bundles(20, 1, dimensions);
      others.fill(0, 0, dimensions);
      for (let i = 0; i < 20; i++) {
        const query = others.slice(dimensions * i, dimensions * (i + 1));
        expect(search.nearest(query, 11)).toEqual(nearest(vectors, query, 11));
        expect(search.vectorOf(i)).toEqual(vectors.slice(dimensions * i, dimensions * (i + 1)));
      }
      expect(search.nearest(vectors.slice(0, dimensions), 2000)).toHaveLength(1000);
      expect(search.nearest(vectors.slice(0, dimensions), 0)).toEqual([]);
      expect(NearestSearch.of(new Float32Array(0), dimensions).nearest(vectors.slice(0, dimensions), 5)).toEqual([]);
    },
  );

  it('bear their own label in bundles, and by chance where labels are dealt out', () => {
    expect(atOnce(neighbourPurity(vectors, labels, 5))).toBe(1);
    const dealt = labels.map((_, i) => String((i * 7919) % 6));
    expect(Math.abs(atOnce(neighbourPurity(vectors, dealt, 5)) - shuffledPurity(dealt))).toBeLessThan(0.08);
    expect(shuffledPurity(['a', 'a', 'b'])).toBeCloseTo(1 / 3);
  });
});

describe('the tree of quadrants', () => {
  const positions = Float64Array.from({ length: 400 }, () => 20 * noise());
  const exact = new Float64Array(400);
  let total = 0;
  for (let i = 0; i < 200; i++) {
    for (let j = 0; j < 200; j++) {
      if (i === j) continue;
      const dx = positions[2 * i]! - positions[2 * j]!;
      const dy = positions[2 * i + 1]! - positions[2 * j + 1]!;
      const q = 1 / (1 + dx * dx + dy * dy);
      total += q;
      exact[2 * i]! += q * q * dx;
      exact[2 * i + 1]! += q * q * dy;
    }
  }
  const of = (angle: number) => {
    const tree = new QuadTree(positions);
    tree.build();
    const forces = new Float64Array(400);
    return { sum: tree.repulsion(angle, forces), forces };
  };

  it('gives the forces of all pairs', () => {
    const { sum, forces } = of(0);
    expect(sum).toBeCloseTo(total, 8);
    for (const [i, force] of forces.entries()) expect(force).toBeCloseTo(exact[i]!, 8);
  });

  it('gives nearly those forces where far points count as one', () => {
    const { sum, forces } = of(0.7);
    expect(Math.abs(sum / total - 1)).toBeLessThan(0.02);
    const error = Math.hypot(...forces.map((force, i) => force - exact[i]!)) / Math.hypot(...exact);
    expect(error).toBeLessThan(0.05);
    expect(error).toBeGreaterThan(0);
  });

  it('bears points that share a place', () => {
    const same = new QuadTree(new Float64Array(60).fill(1.5));
    same.build();
    const forces = new Float64Array(60);
    same.repulsion(0.7, forces);
    expect(forces.every((force) => force === 0)).toBe(true);
  });
});

describe('t-SNE with clusters', () => {
  const { vectors, labels } = bundles(5, 40, 16);
  const positions = tsne(vectors, 16, { ...TSNE_SETTINGS, perplexity: 15 });
  const clusters = densityClusters(positions, { smallest: 10, neighbours: 5 });

  it('finds the bundles again', () => {
    const { clusters: found, quality } = atOnce(mapSummary(positions, clusters, labels));
    expect(found).toHaveLength(5);
    expect(found.map(({ label }) => label).sort()).toEqual(['0', '1', '2', '3', '4']);
    expect(quality.purity).toBe(1);
    expect(quality.outside).toBeLessThan(0.1);
    expect(quality.silhouette).toBeGreaterThan(0.6);
  });

  it('is the same for the same seed, bit for bit', () => {
    expect(tsne(vectors, 16, { ...TSNE_SETTINGS, perplexity: 15 })).toEqual(positions);
    expect(tsne(vectors, 16, { ...TSNE_SETTINGS, perplexity: 15, seed: 2 })).not.toEqual(positions);
  });

  it('works for a few points', () => {
    expect(tsne(new Float32Array(0), 16)).toHaveLength(0);
    expect(tsne(vectors.slice(0, 16), 16)).toHaveLength(2);
    const four = tsne(vectors.slice(0, 64), 16);
    expect(four.every(Number.isFinite)).toBe(true);
  });
});

describe('clusters by density', () => {
  const blob = (x: number, y: number, count: number, width: number) =>
    Array.from({ length: count }, () => [x + width * (noise() + noise()), y + width * (noise() + noise())]).flat();

  it('are found whatever their density, and what lies far from all is left out', () => {
    const points = [
      ...blob(0, 0, 60, 1),
      ...blob(30, 0, 40, 5),
      ...blob(0, 40, 20, 0.2),
      200,
      200,
      -200,
      100,
      150,
      -200,
    ];
    const labels = densityClusters(Float64Array.from(points), { smallest: 10, neighbours: 5 });
    expect(new Set(labels.slice(0, 60))).toEqual(new Set([0]));
    expect([...labels.slice(60, 100)].filter((label) => label === 1).length).toBeGreaterThan(35);
    expect(new Set(labels.slice(100, 120))).toEqual(new Set([2]));
    expect([...labels.slice(120)]).toEqual([NO_CLUSTER, NO_CLUSTER, NO_CLUSTER]);
  });

  it('need enough points', () => {
    expect([...densityClusters(Float64Array.from(blob(0, 0, 8, 1)), { smallest: 5, neighbours: 3 })]).toEqual(
      new Array(8).fill(NO_CLUSTER),
    );
  });
});

describe('the silhouette', () => {
  it('is that of the definition', () => {
    // a = 1, b = mean(9, 10) for the first point, and so on.
    const positions = Float64Array.from([0, 0, 1, 0, 10, 0, 11, 0]);
    const one = (10.5 - 1) / 10.5;
    const two = (9.5 - 1) / 9.5;
    expect(atOnce(silhouette(positions, [0, 0, 1, 1]))).toBeCloseTo((2 * one + 2 * two) / 4, 12);
    expect(atOnce(silhouette(positions, [0, 0, 0, 0]))).toBeNull();
    expect(atOnce(silhouette(positions, [0, 1, 0, 1]))).toBeLessThan(0);
  });
});
