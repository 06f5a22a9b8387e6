import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latticeFromParameters, volumeOf } from '../../src/crystal/lattice.js';
import { gridOf, neighboursWithin } from '../../src/crystal/periodic/atom-grid.js';
import { rowsTimesMatrix } from '../../src/crystal/vectors.js';
import { type VoronoiCell, voronoiCell } from '../../src/motif/voronoi.js';
import { naiveVoronoi } from '../oracles/motif/naive-voronoi.js';
import reference from '../oracles/motif/voronoi.json' with { type: 'json' };
import { seeded } from './random.js';

const cellOf = (lattice: number[], fractional: number[], site = 0) =>
  voronoiCell(gridOf({ lattice: Float64Array.from(lattice), fractional: Float64Array.from(fractional) }), site);

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, x) => total + x, 0);
const volume = ({ areas, distances }: VoronoiCell) => sum(areas.map((area, i) => (area * distances[i]!) / 6));

const CUBIC = [3, 0, 0, 0, 3, 0, 0, 0, 3];
const FCC = [0, 2, 2, 2, 0, 2, 2, 2, 0];
const BCC = [-1.5, 1.5, 1.5, 1.5, -1.5, 1.5, 1.5, 1.5, -1.5];
const FLUORITE = { lattice: FCC, fractional: [0, 0, 0, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75] };
// Ideal close packing: c/a = √(8/3).
const HCP = [2, 0, 0, -1, Math.sqrt(3), 0, 0, 0, 2 * Math.sqrt(8 / 3)];

describe('cells of high symmetry, where many planes meet in a point', () => {
  it.each<[string, number[], number[], [number, number][]]>([
    ['simple cubic: a cube', CUBIC, [0, 0, 0], [[6, 3]]],
    ['face-centred: a rhombic dodecahedron', FCC, [0, 0, 0], [[12, 2 * Math.SQRT2]]],
    [
      'body-centred: a truncated octahedron',
      BCC,
      [0, 0, 0],
      [
        [8, 1.5 * Math.sqrt(3)],
        [6, 3],
      ],
    ],
    ['hexagonal close packing', HCP, [0, 0, 0, 1 / 3, 2 / 3, 0.5], [[12, 2]]],
    ['the cation of fluorite: a cube', FLUORITE.lattice, FLUORITE.fractional, [[8, Math.sqrt(3)]]],
    [
      'one atom in a cell 60 times as long as wide',
      [2, 0, 0, 0, 2, 0, 0, 0, 120],
      [0.3, 0.7, 0.1],
      [
        [4, 2],
        [2, 120],
      ],
    ],
    [
      'one atom in a flat cell',
      [90, 0, 0, 0, 90, 0, 0, 0, 1.5],
      [0, 0, 0],
      [
        [2, 1.5],
        [4, 90],
      ],
    ],
  ])('%s', (_, lattice, fractional, expected) => {
    const cell = cellOf(lattice, fractional);
    let at = 0;
    for (const [count, distance] of expected) {
      const angles = cell.solidAngles.slice(at, at + count);
      for (let i = at; i < at + count; i++) expect(cell.distances[i]).toBeCloseTo(distance, 9);
      for (const angle of angles) expect(angle).toBeCloseTo(angles[0]!, 9);
      at += count;
    }
    expect(cell.count).toBe(at);
    expect(sum(cell.solidAngles)).toBeCloseTo(4 * Math.PI, 9);
    if (fractional.length === 3) expect(volume(cell)).toBeCloseTo(volumeOf(Float64Array.from(lattice)), 7);
  });

  it('has the solid angles of the truncated octahedron', () => {
    const { solidAngles } = cellOf(BCC, [0, 0, 0]);
    // A square face of edge s at height √2·s: 4·arcsin(1/9).
    expect(solidAngles[8]).toBeCloseTo(4 * Math.asin(1 / 9), 9);
    expect(solidAngles[0]).toBeCloseTo((4 * Math.PI - 24 * Math.asin(1 / 9)) / 8, 9);
  });
});

describe('whatever cell the lattice is given in', () => {
  // Unimodular: c' = c + 7a − 5b, then b' = b + 4c', then a' = a − 3b'.
  const skewed = (m: number[]) => {
    const row = (i: number) => m.slice(3 * i, 3 * i + 3);
    const add = (u: number[], factor: number, v: number[]) => u.map((x, k) => x + factor * v[k]!);
    const c = add(add(row(2), 7, row(0)), -5, row(1));
    const b = add(row(1), 4, c);
    return [...add(row(0), -3, b), ...b, ...c];
  };

  it.each([
    ['cubic', CUBIC],
    ['face-centred', FCC],
    ['body-centred', BCC],
    ['hexagonal', HCP],
    ['triclinic', Array.from(latticeFromParameters({ a: 3, b: 4, c: 5, alpha: 70, beta: 80, gamma: 95 }))],
  ])('%s: a cell far from reduced gives the same facets, with images of that cell', (_, lattice) => {
    const plain = cellOf(lattice, [0, 0, 0]);
    const far = skewed(lattice);
    const other = cellOf(far, [0, 0, 0]);
    expect(other.count).toBe(plain.count);
    Array.from(plain.solidAngles).forEach((angle, i) => {
      expect(Array.from(other.solidAngles).sort()[i]).toBeCloseTo(Array.from(plain.solidAngles).sort()[i]!, 8);
      expect(angle).toBeGreaterThan(0);
    });
    const vectors = rowsTimesMatrix(other.images, far);
    other.vectors.forEach((x, i) => {
      expect(vectors[i]).toBeCloseTo(x, 9);
    });
  });

  it('takes coordinates outside the cell, and counts images from where the sites stand', () => {
    const lattice = [4, 0, 0, 0, 4, 0, 0, 0, 4];
    const inside = cellOf(lattice, [0, 0, 0, 0.5, 0.5, 0.4]);
    const outside = cellOf(lattice, [2, 0, -1, -0.5, 0.5, 7.4]);
    expect([...outside.distances]).toEqual([...inside.distances].map((d) => expect.closeTo(d, 9)));
    for (let i = 0; i < outside.count; i++) {
      const from = [2, 0, -1];
      const to = outside.sites[i] === 0 ? [2, 0, -1] : [-0.5, 0.5, 7.4];
      for (let k = 0; k < 3; k++) {
        expect(4 * (to[k]! + outside.images[3 * i + k]! - from[k]!)).toBeCloseTo(outside.vectors[3 * i + k]!, 9);
      }
    }
  });
});

describe('random crystals', () => {
  const crystal = fc.record({
    a: fc.double({ min: 2, max: 9, noNaN: true }),
    b: fc.double({ min: 2, max: 9, noNaN: true }),
    c: fc.double({ min: 2, max: 30, noNaN: true }),
    alpha: fc.double({ min: 65, max: 115, noNaN: true }),
    beta: fc.double({ min: 65, max: 115, noNaN: true }),
    gamma: fc.double({ min: 65, max: 115, noNaN: true }),
    count: fc.integer({ min: 1, max: 8 }),
    seed: fc.integer(),
  });
  const make = ({ count, seed, ...parameters }: typeof crystal extends fc.Arbitrary<infer T> ? T : never) => {
    const random = seeded(seed);
    return {
      lattice: latticeFromParameters(parameters),
      fractional: Float64Array.from({ length: 3 * count }, () => random()),
    };
  };

  it('cells fill space, each closed around its site', () => {
    fc.assert(
      fc.property(crystal, (parameters) => {
        const { lattice, fractional } = make(parameters);
        const grid = gridOf({ lattice, fractional });
        let total = 0;
        for (let site = 0; site < fractional.length / 3; site++) {
          const cell = voronoiCell(grid, site);
          expect(sum(cell.solidAngles)).toBeCloseTo(4 * Math.PI, 4);
          total += volume(cell);
        }
        expect(total / volumeOf(lattice)).toBeCloseTo(1, 5);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('agree with the naive construction', () => {
    fc.assert(
      fc.property(crystal, (parameters) => {
        const { lattice, fractional } = make({ ...parameters, c: Math.min(parameters.c, 9) });
        const grid = gridOf({ lattice, fractional });
        const cell = voronoiCell(grid, 0);
        const farthest = cell.distances[cell.count - 1]! + 1e-6;
        const { count, vectors } = neighboursWithin(grid, 0, farthest);
        const naive = naiveVoronoi(
          Array.from({ length: count }, (_, i) => [vectors[3 * i]!, vectors[3 * i + 1]!, vectors[3 * i + 2]!] as const),
        ).filter(({ solidAngle }) => solidAngle > 1e-5);
        const own = Array.from(cell.solidAngles)
          .map((solidAngle, i) => ({ solidAngle, area: cell.areas[i]! }))
          .filter(({ solidAngle }) => solidAngle > 1e-5);
        expect(own).toHaveLength(naive.length);
        const byAngle = (a: { solidAngle: number }, b: { solidAngle: number }) => a.solidAngle - b.solidAngle;
        naive.sort(byAngle);
        own.sort(byAngle).forEach(({ solidAngle, area }, i) => {
          expect(solidAngle).toBeCloseTo(naive[i]!.solidAngle, 5);
          expect(area).toBeCloseTo(naive[i]!.area, 4);
        });
      }),
      { numRuns: 60, seed: 2 },
    );
  });
});

describe('solid angles of pymatgen', () => {
  it.each(reference.structures)('$name', ({ lattice, fractional, cells }) => {
    for (const { site, facets } of cells) {
      const cell = cellOf(lattice, fractional, site);
      for (const [other, i, j, k, distance, angle] of facets as number[][]) {
        if (angle! < 1e-4) continue;
        const at = Array.from({ length: cell.count }, (_, f) => f).find(
          (f) =>
            cell.sites[f] === other &&
            cell.images[3 * f] === i &&
            cell.images[3 * f + 1] === j &&
            cell.images[3 * f + 2] === k,
        );
        expect(at, `neighbour ${other} in ${i},${j},${k}`).toBeDefined();
        expect(cell.distances[at!]).toBeCloseTo(distance!, 6);
        expect(cell.solidAngles[at!]).toBeCloseTo(angle!, 6);
      }
      const seen = facets.filter((facet) => facet[5]! >= 1e-4).length;
      expect(Array.from(cell.solidAngles).filter((angle) => angle >= 1e-4)).toHaveLength(seen);
    }
  });
});
