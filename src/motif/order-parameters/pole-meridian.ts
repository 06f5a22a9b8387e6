/**
 * Order parameters of shapes that are made of neighbours at certain angles to an axis and at even azimuths around it
 * (Zimmermann 2020: N. E. R. Zimmermann & A. Jain, RSC Adv. 10, 6063 (2020), doi:10.1039/c9ra07755c; the scheme is that
 * of B. Peters, J. Chem. Phys. 131, 244103 (2009)).
 *
 * One neighbour is put at the pole, a second one fixes the prime meridian. Each neighbour then adds between 0 and 1: how
 * near it lies to where the shape has one, as a Gaussian of its angle to the pole times cos² of its azimuth. The mean of
 * these is the value for this pole and meridian; the order parameter is the largest over all choices of the two.
 *
 * Angles are fractions of 180°, and so are the inverse widths: exp(−½ (sharpness · (angle − target))²).
 *
 * Conventions of the reference implementation (pymatgen's LocalStructOrderParams) that the definition leaves open, kept
 * so that values compare: a neighbour on the line of the pole has no azimuth and isn't counted in the mean, unless it is
 * at the south pole of a shape that has one; where the meridian neighbour itself is on that line, it alone is counted.
 */
import { cosineOfAzimuth, type Directions } from './directions.js';

/** How well one pole and meridian fit: the mean over those neighbours that count, 0 where none does. */
type Fit = (directions: Directions, n: number, pole: number, meridian: number) => number;

/** The order parameter of the first n directions. */
export type OrderParameter = (directions: Directions, n: number) => number;

export function gaussian(angle: number, target: number, sharpness: number): number {
  const x = sharpness * (angle - target);
  return Math.exp(-0.5 * x * x);
}

function bestFit(quality: Fit): OrderParameter {
  return (directions, n) => {
    let best = 0;
    for (let pole = 0; pole < n; pole++) {
      for (let meridian = 0; meridian < n; meridian++) {
        if (meridian !== pole) best = Math.max(best, quality(directions, n, pole, meridian));
      }
    }
    return best;
  };
}

/** cos² of half the fold times the azimuth: 1 at `fold` even azimuths. cos²(fφ/2) = (1 + T_f(cos φ)) / 2, T: Chebyshev. */
function evenAzimuths(fold: number, cosine: number): number {
  let previous = 1;
  let current = cosine;
  for (let order = 1; order < fold; order++) {
    const next = 2 * cosine * current - previous;
    previous = current;
    current = next;
  }
  return (1 + current) / 2;
}

export interface Ring {
  /** Angles to the pole at which the shape has neighbours; the nearest of them counts. */
  readonly targets: readonly number[];
  readonly sharpness: number;
  /** Even azimuths around the pole. */
  readonly fold: number;
}

function nearness({ targets, sharpness }: Ring, angle: number): number {
  let distance = Infinity;
  for (const target of targets) distance = Math.min(distance, Math.abs(angle - target));
  return gaussian(distance, 0, sharpness);
}

/** Shapes of one neighbour at the pole and all others on rings around it: planes, pyramids, the tetrahedron. */
export function cone(ring: Ring): OrderParameter {
  return bestFit((directions, n, pole, meridian) => {
    const { count, angles, collinear } = directions;
    const row = pole * count;
    let sum = nearness(ring, angles[row + meridian]!);
    if (collinear[row + meridian] === 1) return sum;
    let counted = 1;
    for (let m = 0; m < n; m++) {
      if (m === meridian || collinear[row + m] === 1) continue;
      sum += nearness(ring, angles[row + m]!) * evenAzimuths(ring.fold, cosineOfAzimuth(directions, pole, meridian, m));
      counted++;
    }
    return sum / counted;
  });
}

export interface SouthPole {
  /** Angle to the pole from which on a neighbour is taken to be at the south pole. */
  readonly from: number;
  readonly sharpness: number;
}

/**
 * Shapes with neighbours at both poles and rings between: octahedron, square plane, bipyramids. `widestAzimuth`: as a
 * fraction of 180°; neighbours beyond it don't count (the see-saw, which has none opposite the meridian).
 */
export function axis(ring: Ring, south: SouthPole, widestAzimuth = 1): OrderParameter {
  const smallestCosine = Math.cos(Math.PI * widestAzimuth);
  return bestFit((directions, n, pole, meridian) => {
    const { count, angles, collinear } = directions;
    const row = pole * count;
    if (collinear[row + meridian] === 1) return 0;
    const onRing = angles[row + meridian]! < south.from;
    let sum = onRing ? nearness(ring, angles[row + meridian]!) : 0;
    let counted = onRing ? 1 : 0;
    for (let m = 0; m < n; m++) {
      if (m === pole || m === meridian) continue;
      const angle = angles[row + m]!;
      if (angle >= south.from) {
        sum += gaussian(angle, 1, south.sharpness);
        counted++;
      } else if (onRing && collinear[row + m] === 0) {
        const cosine = cosineOfAzimuth(directions, pole, meridian, m);
        if (widestAzimuth < 1 && cosine <= smallestCosine) continue;
        sum += nearness(ring, angle) * evenAzimuths(ring.fold, cosine);
        counted++;
      }
    }
    return counted === 0 ? 0 : sum / counted;
  });
}

export interface Cuboctahedron {
  readonly south: SouthPole;
  /** The equator: angles strictly between these two. */
  readonly equator: readonly [number, number];
  readonly equatorSharpness: number;
  /** Sharpness of the rings at 60° and 120°. */
  readonly ringSharpness: number;
}

/**
 * Cuboctahedron: from the pole, neighbours at 60°, 90°, 120° and 180°; the meridian goes through one at 90°.
 *
 * A meridian neighbour at the south pole counts alone, so that any two opposite neighbours give 1 by themselves: a
 * weakness of the reference implementation, kept so that values compare.
 */
export function cuboctahedron({ south, equator, equatorSharpness, ringSharpness }: Cuboctahedron): OrderParameter {
  const ring = (angle: number, target: number, cosine: number) => {
    // The azimuth hardly matters here: the factor 0.0556 makes this Gaussian all but 1.
    const x = 0.0556 * (Math.sqrt(1 - cosine * cosine) - Math.sqrt(2 / 3));
    return Math.exp(-0.5 * x * x) * gaussian(angle, target, ringSharpness);
  };
  return bestFit((directions, n, pole, meridian) => {
    const { count, angles, collinear } = directions;
    const row = pole * count;
    const meridianAngle = angles[row + meridian]!;
    if (meridianAngle >= south.from) return gaussian(meridianAngle, 1, south.sharpness);
    if (meridianAngle <= equator[0] || meridianAngle >= equator[1]) return 0;
    let sum = 0;
    let counted = 0;
    for (let m = 0; m < n; m++) {
      const angle = angles[row + m]!;
      if (m === meridian || collinear[row + m] === 1 || angle >= south.from) continue;
      const cosine = cosineOfAzimuth(directions, pole, meridian, m);
      if (angle < equator[0]) sum += ring(angle, 1 / 3, cosine);
      else if (angle > equator[1]) sum += ring(angle, 2 / 3, cosine);
      else sum += cosine * cosine * gaussian(angle, 0.5, equatorSharpness);
      counted++;
    }
    return counted === 0 ? 0 : sum / counted;
  });
}
