import { describe, expect, it } from 'vitest';
import { bondOrientation } from '../../src/motif/order-parameters/bond-orientation.js';
import { directionsOf } from '../../src/motif/order-parameters/directions.js';
import type { OrderParameter } from '../../src/motif/order-parameters/pole-meridian.js';
import { shapesByCoordinationNumber } from '../../src/motif/order-parameters/shapes.js';
import { naiveOrderParameters } from '../oracles/crystalnn/naive-order-parameters.js';
import { isometry, moved, randomNumbers, randomVectors, type Vector } from '../oracles/crystalnn/random-vectors.js';
import { shuffled } from './random.js';

const orderParameters: ReadonlyMap<string, { n: number; orderParameter: OrderParameter }> = new Map(
  [...shapesByCoordinationNumber].flatMap(([n, shapes]) =>
    shapes.map(({ name, orderParameter }) => [`${name} CN_${n}`, { n, orderParameter }] as const),
  ),
);

/** All neighbours equals, unless `ranks` are given. */
function parameterOf(
  label: string,
  vectors: readonly Vector[],
  ranks = new Float64Array(vectors.length).fill(1),
): number {
  const { n, orderParameter } = orderParameters.get(label)!;
  return orderParameter(directionsOf(Float64Array.from(vectors.flat()), ranks), n);
}

/** At angle theta to the z axis, azimuth phi, degrees. */
function at(theta: number, phi = 0): Vector {
  const [t, p] = [(theta * Math.PI) / 180, (phi * Math.PI) / 180];
  return [Math.sin(t) * Math.cos(p), Math.sin(t) * Math.sin(p), Math.cos(t)];
}
const ring = (theta: number, fold: number, phi = 0) =>
  Array.from({ length: fold }, (_, k) => at(theta, phi + (360 * k) / fold));
const signs = [-1, 1];
const cube = signs.flatMap((x) => signs.flatMap((y) => signs.map((z): Vector => [x, y, z])));
const cuboctahedron = signs.flatMap((a) =>
  signs.flatMap((b): Vector[] => [
    [a, b, 0],
    [a, 0, b],
    [0, a, b],
  ]),
);
const golden = (1 + Math.sqrt(5)) / 2;
const icosahedron = signs.flatMap((a) =>
  signs.flatMap((b): Vector[] => [
    [0, a, b * golden],
    [a, b * golden, 0],
    [b * golden, 0, a],
  ]),
);
/** The twelve neighbours in a hexagonal close packing. */
const slope = (Math.acos(Math.sqrt(2 / 3)) * 180) / Math.PI;
const anticuboctahedron = [...ring(90, 6), ...ring(slope, 3, 30), ...ring(180 - slope, 3, 30)];
const tetrahedral = (Math.acos(-1 / 3) * 180) / Math.PI;
const octahedron = [at(0), ...ring(90, 4), at(180)];

/** A see-saw: two opposite neighbours, two more in the plane across them at this angle. */
const seeSaw = (angle: number) => [at(0), at(180), at(90), at(90, angle)];

const perfect: Record<string, readonly Vector[]> = {
  'sgl_bd CN_1': [at(0)],
  'L-shaped CN_2': [at(0), at(90)],
  'water-like CN_2': [at(0), at(104.45)],
  'bent 120 degrees CN_2': [at(0), at(120)],
  'bent 150 degrees CN_2': [at(0), at(150)],
  'linear CN_2': [at(0), at(180)],
  'trigonal planar CN_3': ring(90, 3),
  'trigonal non-coplanar CN_3': ring(tetrahedral, 3),
  'T-shaped CN_3': [at(0), at(90), at(90, 180)],
  'square co-planar CN_4': ring(90, 4),
  'tetrahedral CN_4': [at(0), ...ring(tetrahedral, 3)],
  'rectangular see-saw-like CN_4': seeSaw(90),
  'see-saw-like CN_4': seeSaw(120),
  'trigonal pyramidal CN_4': [at(0), ...ring(90, 3)],
  'pentagonal planar CN_5': ring(90, 5),
  'square pyramidal CN_5': [at(0), ...ring(90, 4)],
  'trigonal bipyramidal CN_5': [at(0), ...ring(90, 3), at(180)],
  'hexagonal planar CN_6': ring(90, 6),
  'octahedral CN_6': octahedron,
  'pentagonal pyramidal CN_6': [at(0), ...ring(90, 5)],
  'hexagonal pyramidal CN_7': [at(0), ...ring(90, 6)],
  'pentagonal bipyramidal CN_7': [at(0), ...ring(90, 5), at(180)],
  'body-centered cubic CN_8': cube,
  'hexagonal bipyramidal CN_8': [at(0), ...ring(90, 6), at(180)],
  'cuboctahedral CN_12': cuboctahedron,
};

describe('order parameters of shapes', () => {
  it('cover the table', () => {
    const shapes = [...orderParameters.keys()].filter((label) => !label.startsWith('q'));
    expect(Object.keys(perfect).sort()).toEqual(shapes.sort());
  });

  it.each(Object.entries(perfect))('are 1 for the perfect shape: %s', (label, vectors) => {
    expect(parameterOf(label, vectors)).toBeCloseTo(1, 5);
  });

  it.each(Object.entries(perfect))('do not depend on orientation, lengths and order: %s', (label, vectors) => {
    const numbers = randomNumbers(label);
    for (const distortion of [0, 0.05, 0.3]) {
      const distorted = vectors.map((v) => moved(v, distortion, numbers));
      const value = parameterOf(label, distorted);
      const image = isometry(numbers);
      const other = shuffled(distorted, numbers).map((v) => {
        const scale = 1 + numbers();
        return image([v[0] * scale, v[1] * scale, v[2] * scale]);
      });
      expect(parameterOf(label, other)).toBeCloseTo(value, 9);
      expect(value).toBeLessThanOrEqual(1 + 1e-12);
    }
  });

  it('fall with distortion and tell shapes apart', () => {
    const numbers = randomNumbers('distortion');
    const [slight, strong] = [0.1, 0.6].map((size) =>
      parameterOf(
        'octahedral CN_6',
        octahedron.map((v) => moved(v, size, numbers)),
      ),
    );
    expect(slight).toBeLessThan(1);
    expect(strong).toBeLessThan(slight!);
    expect(parameterOf('tetrahedral CN_4', perfect['square co-planar CN_4']!)).toBeLessThan(0.2);
    expect(parameterOf('square co-planar CN_4', perfect['tetrahedral CN_4']!)).toBeLessThan(0.2);
    expect(parameterOf('octahedral CN_6', perfect['hexagonal planar CN_6']!)).toBeLessThan(0.3);
  });

  it('agree with plain formulas in an explicit frame', () => {
    const numbers = randomNumbers('naive');
    for (const [label, naive] of naiveOrderParameters) {
      const { n } = orderParameters.get(label)!;
      const ideal = perfect[label] ?? randomVectors(n, numbers);
      for (const distortion of [0, 0.03, 0.1, 0.4]) {
        const vectors = ideal.map((v) => moved(v, distortion, numbers));
        expect(parameterOf(label, vectors), `${label}, distorted by ${distortion}`).toBeCloseTo(naive(vectors), 9);
      }
      for (let trial = 0; trial < 20; trial++) {
        const vectors = randomVectors(n, numbers);
        expect(parameterOf(label, vectors), label).toBeCloseTo(naive(vectors), 9);
      }
    }
  });

  it('take the more important of two neighbours as the pole of the cube', () => {
    const vectors = randomVectors(8, randomNumbers('ranks'));
    const label = 'body-centered cubic CN_8';
    const order = Float64Array.from({ length: 8 }, (_, i) => 8 - i);
    const reversed = parameterOf(label, vectors.toReversed(), order);
    const both = (parameterOf(label, vectors, order) + reversed) / 2;
    expect(parameterOf(label, vectors)).toBeCloseTo(both, 12);
    expect(reversed).not.toBeCloseTo(parameterOf(label, vectors, order), 3);
  });

  it('treat neighbours that the last digits of coordinates put off a line as lying on it', () => {
    const label = 'pentagonal pyramidal CN_6';
    const almost = octahedron.map((v): Vector => [v[0] + 1e-8 * v[2] + 2e-8 * v[1], v[1] + 1e-8 * v[2], v[2]]);
    expect(parameterOf(label, almost)).toBeCloseTo(parameterOf(label, octahedron), 6);
  });
});

describe('bond-orientational order parameters', () => {
  // Steinhardt 1983; Mickel et al., J. Chem. Phys. 138, 044501 (2013).
  it.each([
    ['octahedron', octahedron, 0, 0.764, 0.354],
    ['cube', cube, 0, 0.509, 0.629],
    ['cuboctahedron', cuboctahedron, 0, 0.191, 0.575],
    ['anticuboctahedron', anticuboctahedron, 0, 0.097, 0.485],
    ['icosahedron', icosahedron, 0, 0, 0.663],
  ] as const)('have the known values of the %s', (_, vectors, q2, q4, q6) => {
    const directions = directionsOf(Float64Array.from(vectors.flat()), new Float64Array(vectors.length).fill(1));
    const q = ([2, 4, 6] as const).map((degree) => bondOrientation(directions, vectors.length, degree));
    expect(q[0]).toBeCloseTo(q2, 6);
    expect(q[1]).toBeCloseTo(q4, 3);
    expect(q[2]).toBeCloseTo(q6, 3);
  });

  it('are those of the first neighbours alone', () => {
    const vectors = randomVectors(9, randomNumbers('first'));
    const of = (count: number) => directionsOf(Float64Array.from(vectors.flat()), new Float64Array(count).fill(1));
    expect(bondOrientation(of(9), 5, 6)).toBeCloseTo(bondOrientation(of(5), 5, 6), 12);
  });
});
