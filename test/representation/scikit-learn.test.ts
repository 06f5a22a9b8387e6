/** t-SNE and clusters beside those of scikit-learn; test/oracles/representation/make-scikit-learn.py tells how those were made. */
import { describe, expect, it } from 'vitest';
import { densityClusters } from '../../src/representation/clusters.js';
import { TSNE_SETTINGS, tsne } from '../../src/representation/tsne.js';
import { distancesOf, divergence, keptNeighbours, trustworthiness } from '../oracles/representation/map-quality.js';
import { adjustedRandIndex } from '../oracles/representation/rand-index.js';
import reference from '../oracles/representation/scikit-learn.json' with { type: 'json' };

const PIXELS = 64;
const vectors = Float32Array.from(
  reference.digits.flatMap((digit) => {
    const pixels = [...digit].map((pixel) => Number.parseInt(pixel, 17));
    const length = Math.hypot(...pixels);
    return pixels.map((pixel) => pixel / length);
  }),
);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('t-SNE beside that of scikit-learn', () => {
  const { perplexity, neighbours, runs, positions } = reference.tsne;
  const distances = distancesOf(vectors, PIXELS);
  const theirs = distancesOf(positions, 2);
  const ours = runs.map(({ seed }) => distancesOf(tsne(vectors, PIXELS, { ...TSNE_SETTINGS, perplexity, seed }), 2));

  it('is measured as there', () => {
    expect(divergence(distances, theirs, perplexity)).toBeCloseTo(runs[0]!.divergence, 3);
    expect(trustworthiness(distances, theirs, neighbours)).toBeCloseTo(runs[0]!.trustworthiness, 4);
  });

  it('comes as near to the vectors', () => {
    const divergences = ours.map((map) => divergence(distances, map, perplexity));
    // Half the iterations, and far points as one, cost 4 %.
    expect(mean(divergences)).toBeLessThan(1.06 * mean(runs.map((run) => run.divergence)));
  });

  it('keeps neighbourhoods as well', () => {
    const trusted = ours.map((map) => trustworthiness(distances, map, neighbours));
    expect(mean(trusted)).toBeGreaterThan(mean(runs.map((run) => run.trustworthiness)) - 0.002);
    const kept = ours.map((map) => keptNeighbours(distances, map, neighbours));
    expect(mean(kept)).toBeGreaterThan(keptNeighbours(distances, theirs, neighbours) - 0.01);
  });
});

describe.each(reference.hdbscan)('clusters beside those of scikit-learn, of $name', (points) => {
  it('are measured as there', () => {
    const [one, other] = points.clusterings;
    expect(adjustedRandIndex(one!.labels, other!.labels)).toBeCloseTo(points.randIndexOfFirstTwo, 8);
  });

  it.each(points.clusterings)(
    'are the same but for ties, of $smallest points at least, by $neighbours neighbours',
    ({ smallest, neighbours, labels }) => {
      const found = densityClusters(Float64Array.from(points.positions), { smallest, neighbours });
      // A point may be as far from two clusters, at its core distance. Given the points in another order, scikit-learn
      // agrees with itself to 0.98.
      expect(adjustedRandIndex(found, labels)).toBeGreaterThan(0.98);
    },
  );
});
