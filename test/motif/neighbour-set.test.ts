import { describe, expect, it } from 'vitest';
import { ligandFacets } from '../../src/motif/neighbour-set.js';
import type { VoronoiCell } from '../../src/motif/voronoi.js';

/** A cell whose facets have these distances and solid angles; neighbour i is site i. */
function cell(facets: readonly (readonly [number, number])[]): VoronoiCell {
  const count = facets.length;
  return {
    count,
    sites: Int32Array.from({ length: count }, (_, i) => i),
    images: new Int32Array(3 * count),
    vectors: new Float64Array(3 * count),
    distances: Float64Array.from(facets, ([distance]) => distance),
    solidAngles: Float64Array.from(facets, ([, angle]) => angle),
    areas: new Float64Array(count),
  };
}

const anions = new Int8Array(50).fill(-1);

describe('neighbour set (1.4, 0.3)', () => {
  it('keeps neighbours up to 1.4 times the shortest distance', () => {
    expect(
      ligandFacets(
        cell([
          [2, 1],
          [2.5, 1],
          [2.8, 1],
          [3.1, 1],
        ]),
        anions,
      ),
    ).toEqual([0, 1, 2]);
    expect(
      ligandFacets(
        cell([
          [2, 1],
          [2.5, 1],
          [2.802, 1],
        ]),
        anions,
      ),
    ).toEqual([0, 1]);
  });

  it('keeps neighbours down to 0.3 times the largest solid angle', () => {
    expect(
      ligandFacets(
        cell([
          [2, 0.5],
          [2, 2],
          [2, 0.8],
          [2, 0.6],
        ]),
        anions,
      ),
    ).toEqual([1, 2, 3]);
    expect(
      ligandFacets(
        cell([
          [2, 0.5],
          [2, 2],
          [2, 0.8],
          [2, 0.599],
        ]),
        anions,
      ),
    ).toEqual([1, 2]);
  });

  it('takes distances within 0.05 of the next as one group, but nothing beyond 1.41', () => {
    expect(
      ligandFacets(
        cell([
          [1, 1],
          [1.36, 1],
          [1.405, 1],
          [1.41, 1],
          [1.411, 1],
        ]),
        anions,
      ),
    ).toEqual([0, 1, 2, 3]);
    expect(
      ligandFacets(
        cell([
          [1, 1],
          [1.35, 1],
          [1.405, 1],
          [1.409, 1],
        ]),
        anions,
      ),
    ).toEqual([0, 1]);
  });

  it('takes solid angles within 0.03 of the next as one group, but nothing below 0.05', () => {
    expect(
      ligandFacets(
        cell([
          [1, 1],
          [1, 0.31],
          [1, 0.29],
          [1, 0.265],
          [1, 0.2],
        ]),
        anions,
      ),
    ).toEqual([0, 1, 2, 3]);
    expect(
      ligandFacets(
        cell([
          [1, 1],
          [1, 0.31],
          [1, 0.275],
          [1, 0.26],
        ]),
        anions,
      ),
    ).toEqual([0, 1]);
    const slope = Array.from({ length: 13 }, (_, i) => [1, 1 - 0.029 * i] as const);
    const tail = Array.from({ length: 25 }, (_, i) => [1, 0.63 - 0.025 * i] as const);
    expect(ligandFacets(cell([...slope, ...tail]), anions)).toHaveLength(slope.length + 24);
  });

  it('normalises by all neighbours, but counts those of opposite charge alone', () => {
    const signs = Int8Array.of(1, -1, 0, -1);
    expect(
      ligandFacets(
        cell([
          [1, 0.5],
          [1.3, 0.4],
          [1.35, 2],
          [1.45, 1],
        ]),
        signs,
      ),
    ).toEqual([]);
    expect(
      ligandFacets(
        cell([
          [1, 0.5],
          [1.3, 0.7],
          [1.35, 2],
          [1.45, 1],
        ]),
        signs,
      ),
    ).toEqual([1]);
  });
});
