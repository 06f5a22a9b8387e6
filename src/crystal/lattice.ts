/**
 * Lattices: 3 × 3 matrices with the basis vectors a, b, c in Å as rows, [ax, ay, az, bx, by, bz, cx, cy, cz].
 */

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
  const [a, b, c] = [0, 3, 6].map((row) => Math.hypot(lattice[row]!, lattice[row + 1]!, lattice[row + 2]!)) as [
    number,
    number,
    number,
  ];
  return {
    a,
    b,
    c,
    alpha: angleInDegrees(dotRows(lattice, 3, 6) / (b * c)),
    beta: angleInDegrees(dotRows(lattice, 0, 6) / (a * c)),
    gamma: angleInDegrees(dotRows(lattice, 0, 3) / (a * b)),
  };
}

/** Å³, always ≥ 0: left-handed bases have a volume too. NaN where the lattice has NaN. */
export function volumeOf(lattice: Float64Array): number {
  return Math.abs(determinant(lattice));
}

/** Determinant of a 3 × 3 matrix; of a lattice, its signed volume. */
export function determinant(m: ArrayLike<number>): number {
  return (
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) -
    m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) +
    m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!)
  );
}

/** Inverse of a 3 × 3 matrix. Of a lattice (rows are basis vectors): Cartesian row vector × inverse = fractional. */
export function inverse(m: ArrayLike<number>): Float64Array {
  const [a, b, c, d, e, f, g, h, i] = Array.from(m) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const det = determinant(m);
  return Float64Array.of(
    (e * i - f * h) / det,
    (c * h - b * i) / det,
    (b * f - c * e) / det,
    (f * g - d * i) / det,
    (a * i - c * g) / det,
    (c * d - a * f) / det,
    (d * h - e * g) / det,
    (b * g - a * h) / det,
    (a * e - b * d) / det,
  );
}

/** Row vectors times a matrix: fractional × lattice = Cartesian (Å). `rows` has 3n numbers, and so has the result. */
export function rowsTimesMatrix(rows: ArrayLike<number>, m: ArrayLike<number>): Float64Array {
  const product = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 3) {
    const [x, y, z] = [rows[i]!, rows[i + 1]!, rows[i + 2]!];
    product[i] = x * m[0]! + y * m[3]! + z * m[6]!;
    product[i + 1] = x * m[1]! + y * m[4]! + z * m[7]!;
    product[i + 2] = x * m[2]! + y * m[5]! + z * m[8]!;
  }
  return product;
}

/** Distances between opposite faces of the cell, Å: |V| / |b × c| and so on. */
export function faceDistances(lattice: Float64Array): [number, number, number] {
  // The columns of the inverse are the reciprocal vectors; a face distance is one over a reciprocal length.
  const reciprocal = inverse(lattice);
  return [0, 1, 2].map(
    (column) => 1 / Math.hypot(reciprocal[column]!, reciprocal[column + 3]!, reciprocal[column + 6]!),
  ) as [number, number, number];
}

/** Metric tensor [a·a, b·b, c·c, b·c, a·c, a·b], Å². */
function metricOf(lattice: Float64Array): [number, number, number, number, number, number] {
  return [
    dotRows(lattice, 0, 0),
    dotRows(lattice, 3, 3),
    dotRows(lattice, 6, 6),
    dotRows(lattice, 3, 6),
    dotRows(lattice, 0, 6),
    dotRows(lattice, 0, 3),
  ];
}

/**
 * Whether a rotation of fractional coordinates (row-major 3 × 3) leaves the cell's lengths and angles as they are, within
 * `tolerance`: relative, of squared lengths, and of cosines.
 */
export function keepsMetric(rotation: ArrayLike<number>, lattice: Float64Array, tolerance: number): boolean {
  const [aa, bb, cc, bc, ac, ab] = metricOf(lattice);
  const metric = [aa, ab, ac, ab, bb, bc, ac, bc, cc];
  for (let i = 0; i < 3; i++) {
    for (let j = i; j < 3; j++) {
      // (Rᵀ G R)ij against Gij
      let moved = 0;
      for (let k = 0; k < 3; k++) {
        for (let l = 0; l < 3; l++) moved += rotation[3 * k + i]! * metric[3 * k + l]! * rotation[3 * l + j]!;
      }
      const scale = Math.sqrt(metric[4 * i]! * metric[4 * j]!);
      if (Math.abs(moved - metric[3 * i + j]!) > tolerance * scale) return false;
    }
  }
  return true;
}

function dotRows(m: Float64Array, row: number, other: number): number {
  return m[row]! * m[other]! + m[row + 1]! * m[other + 1]! + m[row + 2]! * m[other + 2]!;
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
