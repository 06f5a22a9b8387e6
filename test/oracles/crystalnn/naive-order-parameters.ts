/**
 * Order parameters the plain way: neighbours are turned into a frame with the pole along z and the meridian in the xz
 * plane, angles are taken in radians from that frame, and each formula is written out for its shape.
 */
type Vector = readonly [number, number, number];

interface Seen {
  /** Angle to the pole. */
  readonly theta: number;
  /** Azimuth from the meridian; null on the axis. */
  readonly phi: number | null;
}

const DEGREE = Math.PI / 180;

/** The best mean over poles and meridians of what `score` gives for the meridian neighbour (first) and each other. */
function best(vectors: readonly Vector[], score: (meridian: Seen, others: readonly Seen[]) => number[]): number {
  let result = 0;
  vectors.forEach((pole, p) => {
    vectors.forEach((meridian, q) => {
      if (p === q) return;
      const z = unit(pole);
      const side = cross(cross(z, unit(meridian)), z);
      const azimuths = length(side) > 1e-6;
      const x = azimuths ? unit(side) : null;
      const seen = (v: Vector): Seen => {
        const u = unit(v);
        const theta = Math.atan2(length(cross(z, u)), dot(z, u));
        if (x === null || length(cross(z, u)) <= 1e-6) return { theta, phi: null };
        return { theta, phi: Math.atan2(dot(cross(z, x), u), dot(x, u)) };
      };
      const others = azimuths ? vectors.filter((_, m) => m !== p && m !== q).map(seen) : [];
      const scores = score(seen(meridian), others);
      if (scores.length > 0) result = Math.max(result, scores.reduce((a, b) => a + b) / scores.length);
    });
  });
  return result;
}

const near = (theta: number, target: number, sharpness: number) =>
  Math.exp(-0.5 * ((sharpness * (theta - target)) / Math.PI) ** 2);

/** Others that have an azimuth, with it. */
const around = (others: readonly Seen[]) => others.flatMap(({ theta, phi }) => (phi === null ? [] : [{ theta, phi }]));

function cone(vectors: readonly Vector[], target: (theta: number) => number, sharpness: number, fold: number): number {
  return best(vectors, (meridian, others) => [
    near(meridian.theta, target(meridian.theta), sharpness),
    ...around(others).map(({ theta, phi }) => near(theta, target(theta), sharpness) * Math.cos((fold / 2) * phi) ** 2),
  ]);
}

function axis(
  vectors: readonly Vector[],
  target: (theta: number) => number,
  sharpness: number,
  fold: number,
  south: number,
  southSharpness: number,
  widest = 180 * DEGREE,
): number {
  return best(vectors, (meridian, others) => {
    const scores: number[] = [];
    if (meridian.phi === null) return scores;
    if (meridian.theta < south) scores.push(near(meridian.theta, target(meridian.theta), sharpness));
    for (const { theta } of others) if (theta >= south) scores.push(near(theta, Math.PI, southSharpness));
    if (meridian.theta >= south) return scores;
    for (const { theta, phi } of around(others)) {
      if (theta >= south || (widest < Math.PI && Math.abs(phi) >= widest)) continue;
      scores.push(near(theta, target(theta), sharpness) * Math.cos((fold / 2) * phi) ** 2);
    }
    return scores;
  });
}

function cuboctahedron(vectors: readonly Vector[]): number {
  return best(vectors, (meridian, others) => {
    if (meridian.theta >= 160 * DEGREE) return [near(meridian.theta, Math.PI, 28.75)];
    if (meridian.theta <= 75 * DEGREE || meridian.theta >= 105 * DEGREE) return [];
    return around(others).flatMap(({ theta, phi }) => {
      if (theta >= 160 * DEGREE) return [];
      if (theta >= 75 * DEGREE && theta <= 105 * DEGREE) return [Math.cos(phi) ** 2 * near(theta, Math.PI / 2, 25.5)];
      const azimuth = Math.exp(-0.5 * (0.0556 * (Math.abs(Math.sin(phi)) - 0.81649658)) ** 2);
      return [azimuth * near(theta, theta < Math.PI / 2 ? Math.PI / 3 : (2 * Math.PI) / 3, 31.25)];
    });
  });
}

/** Steinhardt's q_l from spherical harmonics. */
function steinhardt(vectors: readonly Vector[], l: number): number {
  let sum = 0;
  for (let m = -l; m <= l; m++) {
    let real = 0;
    let imaginary = 0;
    for (const v of vectors) {
      const [x, y, z] = unit(v);
      const size = normalisation(l, Math.abs(m)) * associatedLegendre(l, Math.abs(m), z);
      real += size * Math.cos(m * Math.atan2(y, x));
      imaginary += size * Math.sin(m * Math.atan2(y, x));
    }
    sum += (real / vectors.length) ** 2 + (imaginary / vectors.length) ** 2;
  }
  return Math.sqrt(((4 * Math.PI) / (2 * l + 1)) * sum);
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const normalisation = (l: number, m: number) =>
  Math.sqrt((((2 * l + 1) / (4 * Math.PI)) * factorial(l - m)) / factorial(l + m));

/** By recurrence in l from P_m^m. */
function associatedLegendre(l: number, m: number, x: number): number {
  let lower = 0;
  let current = 1;
  for (let k = 1; k <= m; k++) current *= -(2 * k - 1) * Math.sqrt(Math.max(0, 1 - x * x));
  for (let k = m + 1; k <= l; k++)
    [lower, current] = [current, ((2 * k - 1) * x * current - (k + m - 1) * lower) / (k - m)];
  return current;
}

const constant = (angle: number) => () => angle;
const TETRAHEDRAL = 0.6081734479693927 * Math.PI;
const RIGHT = 90 * DEGREE;
const SOUTH = 135 * DEGREE;

/** By the labels of the fingerprint. Of the shapes of two neighbours and of the cube there is no second definition. */
export const naiveOrderParameters: ReadonlyMap<string, (vectors: readonly Vector[]) => number> = new Map([
  ['trigonal planar CN_3', (v) => cone(v, constant(120 * DEGREE), 17.5, 2)],
  ['trigonal non-coplanar CN_3', (v) => cone(v, constant(TETRAHEDRAL), 18.33, 3)],
  ['T-shaped CN_3', (v) => cone(v, constant(RIGHT), 15.5, 2)],
  ['square co-planar CN_4', (v) => axis(v, constant(RIGHT), 17.7, 2, SOUTH, 13.5)],
  ['tetrahedral CN_4', (v) => cone(v, constant(TETRAHEDRAL), 18.5, 3)],
  ['rectangular see-saw-like CN_4', (v) => axis(v, constant(RIGHT), 27, 4, SOUTH, 11.5, SOUTH)],
  ['see-saw-like CN_4', (v) => axis(v, constant(RIGHT), 15.75, 3, SOUTH, 12.75)],
  ['trigonal pyramidal CN_4', (v) => cone(v, constant(RIGHT), 15.5, 3)],
  ['pentagonal planar CN_5', (v) => cone(v, (theta) => (theta <= 108 * DEGREE ? 72 : 144) * DEGREE, 19.333, 2)],
  ['square pyramidal CN_5', (v) => cone(v, constant(RIGHT), 14.9, 4)],
  ['trigonal bipyramidal CN_5', (v) => axis(v, constant(RIGHT), 16.6, 3, SOUTH, 12)],
  ['hexagonal planar CN_6', (v) => axis(v, (theta) => (theta < RIGHT ? 60 : 120) * DEGREE, 25, 2, 150 * DEGREE, 7.5)],
  ['octahedral CN_6', (v) => axis(v, constant(RIGHT), 18, 4, SOUTH, 15)],
  ['pentagonal pyramidal CN_6', (v) => cone(v, constant(RIGHT), 13.8, 5)],
  ['hexagonal pyramidal CN_7', (v) => cone(v, constant(RIGHT), 12.5, 6)],
  ['pentagonal bipyramidal CN_7', (v) => axis(v, constant(RIGHT), 14.75, 5, SOUTH, 12.5)],
  ['hexagonal bipyramidal CN_8', (v) => axis(v, constant(RIGHT), 13.6, 6, SOUTH, 14.1)],
  ['cuboctahedral CN_12', cuboctahedron],
  ...[9, 10, 11, 12].flatMap((n) =>
    [2, 4, 6].map((l): [string, (v: readonly Vector[]) => number] => [`q${l} CN_${n}`, (v) => steinhardt(v, l)]),
  ),
]);

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function length(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

function unit(a: Vector): Vector {
  const size = length(a);
  return [a[0] / size, a[1] / size, a[2] / size];
}
