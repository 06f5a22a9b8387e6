import { describe, expect, it } from 'vitest';
import { atomsWithin, gridOf, type Neighbours } from '../../src/crystal/periodic/atom-grid.js';
import { nearestAtom } from '../../src/crystal/periodic/nearest-atom.js';
import { voronoiCell } from '../../src/motif/voronoi.js';
import { seeded } from '../motif/random.js';

/** Of all atoms within the radius. */
function byLookingAtAll({ count, sites, images, vectors, distances }: Neighbours, point: readonly number[]) {
  let nearest = -1;
  let smallest = Infinity;
  for (let i = 0; i < count; i++) {
    const distance = Math.hypot(...[0, 1, 2].map((k) => vectors[3 * i + k]! - point[k]!));
    if (distance >= smallest) continue;
    smallest = distance;
    nearest = i;
  }
  if (nearest < 0) return null;
  const three = (list: Int32Array | Float64Array) => Array.from(list.slice(3 * nearest, 3 * nearest + 3));
  return { site: sites[nearest], image: three(images), vector: three(vectors), distance: distances[nearest] };
}

function only({ count, sites, images, vectors, distances }: Neighbours) {
  if (count === 0) return null;
  return { site: sites[0], image: Array.from(images), vector: Array.from(vectors), distance: distances[0] };
}

describe('the nearest atom', () => {
  it('is that of all atoms within the radius, to the last digit, in cells of any shape', () => {
    const random = seeded(7);
    for (let run = 0; run < 300; run++) {
      const edge = () => 1 + 30 * random() ** 4;
      const skew = () => 4 * (random() - 0.5);
      const lattice = Float64Array.of(edge(), skew(), skew(), skew(), edge(), skew(), skew(), skew(), edge());
      const fractional = Float64Array.from({ length: 3 * (1 + Math.floor(4 * random())) }, () => 3 * random() - 1);
      const grid = gridOf({ lattice, fractional });
      const point = [30 * random() - 15, 30 * random() - 15, 30 * random() - 15] as [number, number, number];
      const radius = 20 * random();
      const expected = byLookingAtAll(atomsWithin(grid, 0, point, radius), point);
      expect(only(nearestAtom(grid, 0, point, radius))).toEqual(expected);
    }
  });

  it('is the one that a search lists first where several are equally near', () => {
    const fractional = Float64Array.of(0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0, 0.5);
    const grid = gridOf({ lattice: Float64Array.of(4, 0, 0, 0, 4, 0, 0, 0, 16), fractional });
    for (const point of [
      [2, 2, 0],
      [0, 2, 4],
      [2, 0, 12],
      [-2, -2, -4],
    ] as [number, number, number][]) {
      const expected = byLookingAtAll(atomsWithin(grid, 1, point, 30), point);
      expect(only(nearestAtom(grid, 1, point, 30))).toEqual(expected);
    }
  });
});

it('a cell a thousand times as long as wide is closed without looking at the millions of atoms of its next layer', () => {
  const grid = gridOf({
    lattice: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 10_000),
    fractional: Float64Array.of(0, 0, 0, 0.5, 0.5, 0.3),
  });
  const { distances, solidAngles } = voronoiCell(grid, 0);
  expect(Array.from(distances.slice(0, 4))).toEqual([1, 1, 1, 1]);
  expect(solidAngles.reduce((sum, angle) => sum + angle, 0)).toBeCloseTo(4 * Math.PI, 4);
});
