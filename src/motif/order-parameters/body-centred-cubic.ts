/** Order parameter of the cube around a body centre (B. Peters, J. Chem. Phys. 131, 244103 (2009)). */
import { cosineOfAzimuth, type Directions } from './directions.js';
import { gaussian, type SouthPole } from './pole-meridian.js';

/** Weight of a neighbour at the south pole among all terms. */
const SOUTH_POLE_WEIGHT = 6;

/** Height of a cube's other corners over the equator when one corner is at the pole, radians. */
const CORNER_HEIGHT = Math.asin(1 / 3);

/**
 * Of the first n directions, at least 4. Unlike the other shapes this is a mean over pairs of neighbours, pole and
 * meridian: the second at the south pole, or else the azimuths of the remaining ones, which a cube's corners have at
 * thirds of a turn: those above the equator on the one side, those below on the other.
 *
 * It matters which of a pair is the pole, and the definition takes the one that comes first in a list. Here that is the
 * one of higher rank, and of equals each in turn, so that the order of sites in a file changes nothing.
 */
export function bodyCentredCubic(south: SouthPole) {
  return (directions: Directions, n: number): number => {
    const { count, angles, ranks } = directions;
    let sum = 0;
    for (let one = 0; one < n; one++) {
      for (let other = one + 1; other < n; other++) {
        const angle = angles[one * count + other]!;
        if (angle >= south.from) sum += SOUTH_POLE_WEIGHT * gaussian(angle, 1, south.sharpness);
        else if (ranks[one]! > ranks[other]!) sum += corners(directions, n, one, other);
        else sum += (corners(directions, n, one, other) + corners(directions, n, other, one)) / 2;
      }
    }
    return sum / (0.5 * n * (SOUTH_POLE_WEIGHT + (n - 2) * (n - 3)));
  };
}

function corners(directions: Directions, n: number, pole: number, meridian: number): number {
  const { count, angles, collinear } = directions;
  if (collinear[pole * count + meridian] === 1) return 0;
  const side = angles[pole * count + meridian]! > 0.5 ? 1 : -1;
  let sum = 0;
  for (let m = 0; m < n; m++) {
    if (m === meridian || collinear[pole * count + m] === 1) continue;
    const height = (Math.PI * (angles[pole * count + m]! - 0.5)) / CORNER_HEIGHT;
    const cosine = cosineOfAzimuth(directions, pole, meridian, m);
    const threefold = (4 * cosine * cosine - 3) * cosine;
    // Largest, 1, at the height of a corner.
    sum += side * threefold * height * Math.exp(0.5 - 0.5 * height * height);
  }
  return sum;
}
