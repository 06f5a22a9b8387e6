/**
 * Lattices: 3 × 3 matrices with the basis vectors a, b, c in Å as rows, [ax, ay, az, bx, by, bz, cx, cy, cz].
 */
import { determinant, dot, inverse, rowsTimesMatrix, transposed, type Vector } from './vectors.js';

export interface CellParameters {
  /** Å. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Degrees; alpha lies between b and c, beta between a and c, gamma between a and b. */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/**
 * Lattice with a along x and b in the xy plane (the orientation of the Protein Data Bank).
 * Entries are NaN or the volume is 0 where no such cell exists; see `volumeOf`.
 */
export function latticeFromParameters({ a, b, c, alpha, beta, gamma }: CellParameters): Float64Array {
  const cosAlpha = cosInDegrees(alpha);
  const cosBeta = cosInDegrees(beta);
  const cosGamma = cosInDegrees(gamma);
  const sinGamma = Math.sqrt(1 - cosGamma * cosGamma);
  const cy = (cosAlpha - cosBeta * cosGamma) / sinGamma;
  const cz = Math.sqrt(1 - cosBeta * cosBeta - cy * cy);
  return Float64Array.of(a, 0, 0, b * cosGamma, b * sinGamma, 0, c * cosBeta, c * cy, c * cz);
}

export function parametersOf(lattice: Float64Array): CellParameters {
  const [a, b, c] = lengthsOf(lattice);
  return {
    a,
    b,
    c,
    alpha: angleInDegrees(dot(lattice, 3, lattice, 6) / (b * c)),
    beta: angleInDegrees(dot(lattice, 0, lattice, 6) / (a * c)),
    gamma: angleInDegrees(dot(lattice, 0, lattice, 3) / (a * b)),
  };
}

/** Of the basis vectors, Å. */
export function lengthsOf(lattice: Float64Array): [number, number, number] {
  return [0, 3, 6].map((row) => Math.hypot(lattice[row]!, lattice[row + 1]!, lattice[row + 2]!)) as [
    number,
    number,
    number,
  ];
}

/** Å, of a vector in fractional coordinates. */
export function lengthIn(lattice: Float64Array, x: number, y: number, z: number): number {
  return Math.hypot(
    x * lattice[0]! + y * lattice[3]! + z * lattice[6]!,
    x * lattice[1]! + y * lattice[4]! + z * lattice[7]!,
    x * lattice[2]! + y * lattice[5]! + z * lattice[8]!,
  );
}

/** A fractional coordinate in [0, 1). */
export function intoCell(x: number): number {
  return x - Math.floor(x);
}

/** A difference of fractional coordinates to the nearest image along its axis, in [−½, ½]. */
export function toNearest(difference: number): number {
  return difference - Math.round(difference);
}

/** Å, between two positions in fractional coordinates, each coordinate taken to its nearest image. */
export function distanceToNearest(lattice: Float64Array, a: Vector, b: Vector): number {
  return lengthIn(lattice, toNearest(a[0] - b[0]), toNearest(a[1] - b[1]), toNearest(a[2] - b[2]));
}

/** Å³, always ≥ 0: left-handed bases have a volume too. NaN where the lattice has NaN. */
export function volumeOf(lattice: Float64Array): number {
  return Math.abs(determinant(lattice));
}

/** Distances between opposite faces of the cell, Å: |V| / |b × c| and so on. */
export function faceDistances(lattice: Float64Array): [number, number, number] {
  // The columns of the inverse are the reciprocal vectors; a face distance is one over a reciprocal length.
  const reciprocal = inverse(lattice);
  return [0, 1, 2].map(
    (column) => 1 / Math.hypot(reciprocal[column]!, reciprocal[column + 3]!, reciprocal[column + 6]!),
  ) as [number, number, number];
}

/** Dot products of the basis vectors, Å²; 3 × 3. */
export function metricOf(lattice: Float64Array): Float64Array {
  return rowsTimesMatrix(lattice, transposed(lattice));
}

/**
 * Whether a rotation of fractional coordinates (row-major 3 × 3) leaves the cell's lengths and angles as they are, within
 * `tolerance`: relative, of squared lengths, and of cosines.
 */
export function keepsMetric(rotation: ArrayLike<number>, metric: Float64Array, tolerance: number): boolean {
  const moved = rowsTimesMatrix(transposed(rotation), rowsTimesMatrix(metric, rotation));
  for (let i = 0; i < 3; i++) {
    for (let j = i; j < 3; j++) {
      const scale = Math.sqrt(metric[4 * i]! * metric[4 * j]!);
      if (Math.abs(moved[3 * i + j]! - metric[3 * i + j]!) > tolerance * scale) return false;
    }
  }
  return true;
}

/** Exact at the angles of the crystal systems, so that a hexagonal cell has no rounding noise. */
function cosInDegrees(angle: number): number {
  if (angle === 90) return 0;
  if (angle === 60) return 0.5;
  if (angle === 120) return -0.5;
  return Math.cos((angle * Math.PI) / 180);
}

function angleInDegrees(cosine: number): number {
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
}
