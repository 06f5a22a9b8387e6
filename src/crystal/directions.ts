/** Directions [uvw] and planes (hkl) of one lattice in the axes of another one, and which of equivalent ones is named. */
import type { Image } from './crystal.js';
import { greatestCommonDivisor } from './integers.js';
import { byRows, loadMoyo } from './moyo.js';
import { cross, inverse, rowsTimesMatrix } from './vectors.js';

/** Axes of one cell in units of those of another, as rows: 9 numbers. Vectors [u v w] of the one, times it, are of the other. */
export type Axes = readonly number[];

/** In units of its own axes. */
export const OWN_AXES: Axes = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Lattice points of conventional cells stand at multiples of 1/12: halves (A, B, C, F, I) and thirds (R). */
const FRACTIONS = 12;

/** The axes of `lattice` in units of those of a conventional cell of the same crystal; both in Å, as rows. */
export function axesIn(lattice: Float64Array, conventional: Float64Array): Axes {
  return Array.from(rowsTimesMatrix(lattice, inverse(conventional)), (x) => Math.round(x * FRACTIONS) / FRACTIONS || 0);
}

/** Indices [u v w] in the given axes of a lattice vector. */
export function directionIn(axes: Axes, vector: Image): Image {
  return smallestIndices(twelfths(axes, vector));
}

/** Miller indices (h k l) in the given axes of the plane that two lattice vectors span. */
export function planeIn(axes: Axes, first: Image, second: Image): Image {
  // Of vectors in units of the direct basis, the cross product is normal to both in units of the reciprocal basis.
  return smallestIndices(cross(twelfths(axes, first), twelfths(axes, second)));
}

function twelfths(axes: Axes, vector: Image): Image {
  return Array.from(rowsTimesMatrix(vector, axes), (x) => Math.round(x * FRACTIONS)) as unknown as Image;
}

/** Coprime, the first that is not 0 positive: a direction and its opposite are one. */
function smallestIndices(vector: Image): Image {
  const divisor = vector.reduce(greatestCommonDivisor, 0) * Math.sign(vector.find((x) => x !== 0)!);
  return [vector[0] / divisor || 0, vector[1] / divisor || 0, vector[2] / divisor || 0];
}

/** The same direction or plane, coprime and with the sign that `representative` gives it. */
export function usualIndices(indices: Image): Image {
  const one = smallestIndices(indices);
  const opposite: Image = [-one[0] || 0, -one[1] || 0, -one[2] || 0];
  return inOrderOfIndices(opposite, one) < 0 ? opposite : one;
}

/** What is indexed: rotations act differently on directions and planes. */
export type Indexed = 'direction' | 'plane';

/**
 * Of the directions or planes that the point group makes equivalent, the one with the fewest negative indices, and of
 * these the one with the largest h, then k, then l: ⟨100⟩ is [100], and {0-11} of a cubic group is (110).
 */
export function representative(indices: Image, indexed: Indexed, spaceGroupNumber: number): Image {
  let best = indices;
  for (const rotation of pointGroup(spaceGroupNumber)) {
    const moved = indexed === 'direction' ? rotated(rotation, indices) : rotatedPlane(rotation, indices);
    for (const sign of [1, -1]) {
      const candidate = moved.map((x) => sign * x || 0) as unknown as Image;
      if (inOrderOfIndices(candidate, best) < 0) best = candidate;
    }
  }
  return best;
}

/** The order in which directions or planes are named: few negative indices first, then large h, k, l. */
export function inOrderOfIndices(one: Image, other: Image): number {
  const negatives = (some: Image) => some.filter((x) => x < 0).length;
  return negatives(one) - negatives(other) || other[0] - one[0] || other[1] - one[1] || other[2] - one[2];
}

const pointGroups = new Map<number, readonly (readonly number[])[]>();

/** Row-major matrices that act on coordinates (columns) of the conventional cell. */
function pointGroup(spaceGroupNumber: number): readonly (readonly number[])[] {
  let rotations = pointGroups.get(spaceGroupNumber);
  if (rotations === undefined) {
    const operations = loadMoyo().operations_from_number(spaceGroupNumber, { type: 'Standard' }, false);
    const distinct = new Map(operations.map(({ rotation }) => [rotation.join(), byRows(rotation)]));
    rotations = [...distinct.values()];
    pointGroups.set(spaceGroupNumber, rotations);
  }
  return rotations;
}

function rotated(rotation: readonly number[], [u, v, w]: Image): Image {
  return [0, 3, 6].map((i) => rotation[i]! * u + rotation[i + 1]! * v + rotation[i + 2]! * w) as unknown as Image;
}

/** Planes move as rows by the inverse; over a whole group, the rows by every rotation are the same. */
function rotatedPlane(rotation: readonly number[], [h, k, l]: Image): Image {
  return [0, 1, 2].map((i) => h * rotation[i]! + k * rotation[3 + i]! + l * rotation[6 + i]!) as unknown as Image;
}
