import { describe, expect, it } from 'vitest';
import { geometries } from '../../../src/motif/geometries.js';
import { distortionIndex, effectiveCoordinationNumber } from '../../../src/motif/measures/bond-lengths.js';
import { ligandAngles } from '../../../src/motif/measures/ligand-angles.js';
import { polyhedronMeasures } from '../../../src/motif/measures/polyhedron-measures.js';
import { GeometryFinder } from '../../../src/motif/symmetry-measure.js';
import { rotated, rotation, seeded } from '../random.js';

const REGULAR = ['T:4', 'O:6', 'C:8', 'I:12', 'DD:20'];

function measuresOf(points: ArrayLike<number>) {
  const vectors = Float64Array.from(points);
  const distances = Float64Array.from({ length: vectors.length / 3 }, (_, i) =>
    Math.hypot(vectors[3 * i]!, vectors[3 * i + 1]!, vectors[3 * i + 2]!),
  );
  return polyhedronMeasures(vectors, distances, new GeometryFinder().closest(vectors));
}

/** Octahedron of bond lengths along ±x, ±y, ±z. */
const octahedron = (x: number, y: number, z: number, shift = 0) => [
  ...[x, 0, 0, -x, 0, 0],
  ...[0, y, 0, 0, -y, 0],
  ...[0, 0, z + shift, 0, 0, -z + shift],
];

describe('regular polyhedra', () => {
  it.each(geometries.filter(({ unused }) => unused === undefined).map(({ symbol, points }) => ({ symbol, points })))(
    '$symbol',
    ({ symbol, points }) => {
      const { quadraticElongation, bondAngleVariance, ligandAngles: angles } = measuresOf(points);
      const isRegular = REGULAR.includes(symbol);
      if (isRegular) {
        expect(quadraticElongation).toBeCloseTo(1, 6);
        expect(bondAngleVariance).toBeCloseTo(0, 6);
      } else expect([quadraticElongation, bondAngleVariance]).toEqual([null, null]);
      const count = points.length / 3;
      expect(angles).toHaveLength((count * (count - 1)) / 2);
    },
  );
});

describe('distorted octahedra', () => {
  it('stretched along one axis', () => {
    const measures = measuresOf(octahedron(1.9, 1.9, 2.3));
    // Volume of an octahedron with its corners on the axes: 4/3 · x y z.
    const square = (1.9 * 1.9 * 2.3) ** (2 / 3);
    expect(measures.quadraticElongation).toBeCloseTo((4 * 1.9 ** 2 + 2 * 2.3 ** 2) / 6 / square, 6);
    expect(measures.bondAngleVariance).toBeCloseTo(0, 9);
    const mean = (4 * 1.9 + 2 * 2.3) / 6;
    expect(measures.distortionIndex).toBeCloseTo((4 * (mean - 1.9) + 2 * (2.3 - mean)) / 6 / mean, 12);
    expect(measures.offCentreDisplacement).toBeCloseTo(0, 12);
  });

  it('with the centre off the middle', () => {
    const measures = measuresOf(octahedron(2, 2, 2, 0.2));
    expect(measures.offCentreDisplacement).toBeCloseTo(0.2 / 3, 12);
    expect(measures.bondAngleVariance).toBeCloseTo(0, 9);
    expect(
      measuresOf(octahedron(2, 2, 2).map((x, i) => x - (i % 3 === 2 ? 0.2 : 0))).offCentreDisplacement,
    ).toBeCloseTo(0.2, 12);
  });

  it('flattened along a threefold axis: three of the twelve angles are told from the trans ones by the shape', () => {
    // A trigonal antiprism of polar angle 65°: cis angles α within, β between the triangles.
    const corner = (sign: number, turn: number) => {
      const [theta, phi] = [(65 * Math.PI) / 180, (turn * Math.PI) / 180];
      return [Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), sign * Math.cos(theta)];
    };
    const points = [0, 120, 240].flatMap((turn) => [...corner(1, turn), ...corner(-1, turn + 60)]);
    const cosine = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
    const angle = (a: readonly number[], b: readonly number[]) => (Math.acos(cosine(a, b)) * 180) / Math.PI;
    const within = angle(corner(1, 0), corner(1, 120));
    const between = angle(corner(1, 0), corner(-1, 60));
    const expected = (6 * (within - 90) ** 2 + 6 * (between - 90) ** 2) / 11;
    expect(measuresOf(points).bondAngleVariance).toBeCloseTo(expected, 6);
  });

  it('do not depend on orientation, and as far as they have no unit on scale', () => {
    const random = seeded(7);
    const points = octahedron(1.8, 2, 2.3, 0.1).map((x) => x + 0.05 * (random() - 0.5));
    const measures = measuresOf(points);
    for (let i = 0; i < 20; i++) {
      const turned = measuresOf(rotated(Float64Array.from(points), rotation(random, i % 2 === 1)));
      for (const [name, value] of Object.entries(measures)) {
        if (typeof value === 'number') expect(turned[name as 'distortionIndex'], name).toBeCloseTo(value, 5);
      }
      const scaled = measuresOf(points.map((x) => 3 * x));
      for (const name of [
        'distortionIndex',
        'quadraticElongation',
        'bondAngleVariance',
        'effectiveCoordinationNumber',
      ] as const)
        expect(scaled[name], name).toBeCloseTo(measures[name]!, 5);
      expect(scaled.offCentreDisplacement).toBeCloseTo(3 * measures.offCentreDisplacement!, 9);
    }
  });
});

describe('bond lengths', () => {
  it('an effective coordination number counts equal bonds fully, long ones little', () => {
    expect(effectiveCoordinationNumber([2, 2, 2, 2])).toBeCloseTo(4, 12);
    expect(effectiveCoordinationNumber([2, 2, 2, 2, 3.5, 3.5])).toBeCloseTo(4, 2);
    // Hoppe's sums by hand: weights exp(1 − 1) and exp(1 − 1.2⁶) give the mean 1.029, from which both are weighed again.
    const far = Math.exp(1 - 1.2 ** 6);
    const mean = (1 + 1.2 * far) / (1 + far);
    const expected = Math.exp(1 - (1 / mean) ** 6) + Math.exp(1 - (1.2 / mean) ** 6);
    expect(effectiveCoordinationNumber([1.2, 1])).toBeCloseTo(expected, 12);
  });

  it('nothing can be said without ligands', () => {
    expect([distortionIndex([]), effectiveCoordinationNumber([])]).toEqual([null, null]);
    expect(measuresOf([]).ligandAngles).toEqual([]);
    expect(measuresOf([0, 0, 2]).offCentreDisplacement).toBeNull();
  });

  it('angles stand in the order of the pairs', () => {
    const angles = ligandAngles(Float64Array.of(1, 0, 0, 0, 2, 0, -3, 0, 0));
    expect(angles).toEqual([90, 180, 90]);
  });
});
