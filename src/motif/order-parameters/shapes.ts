/**
 * The shapes whose order parameters make the fingerprint of a site, by coordination number, with the parameters that
 * Zimmermann 2020 fitted (facts, from the tables op_params and cn_opt_params of pymatgen 2026.10.24 and the preset "ops"
 * of matminer 0.10.1). From coordination number 9 on there are hardly any shapes: Steinhardt's parameters stand in.
 */
import { bodyCentredCubic } from './body-centred-cubic.js';
import { bondOrientation } from './bond-orientation.js';
import type { Directions } from './directions.js';
import { axis, cone, cuboctahedron, gaussian, type OrderParameter } from './pole-meridian.js';

export interface Shape {
  readonly name: string;
  readonly orderParameter: OrderParameter;
}

const TETRAHEDRAL = 0.6081734479693927;

/** Neighbours farther than 135° from the pole are at the south pole. */
const SOUTH = 0.75;

const steinhardt: readonly Shape[] = ([2, 4, 6] as const).map((degree) => ({
  name: `q${degree}`,
  orderParameter: (directions: Directions, n: number) => bondOrientation(directions, n, degree),
}));

/** Coordination numbers with shapes are 1 to 12. */
export const shapesByCoordinationNumber: ReadonlyMap<number, readonly Shape[]> = new Map([
  [1, [{ name: 'sgl_bd', orderParameter: () => 1 }]],
  [
    2,
    [
      { name: 'L-shaped', orderParameter: bent(0.5, 15.15) },
      { name: 'water-like', orderParameter: bent(104.45 / 180, 13.95) },
      { name: 'bent 120 degrees', orderParameter: bent(2 / 3, 13.25) },
      { name: 'bent 150 degrees', orderParameter: bent(5 / 6, 12.45) },
      { name: 'linear', orderParameter: bent(1, 8.667) },
    ],
  ],
  [
    3,
    [
      { name: 'trigonal planar', orderParameter: cone({ targets: [2 / 3], sharpness: 17.5, fold: 2 }) },
      { name: 'trigonal non-coplanar', orderParameter: cone({ targets: [TETRAHEDRAL], sharpness: 18.33, fold: 3 }) },
      { name: 'T-shaped', orderParameter: cone({ targets: [0.5], sharpness: 15.5, fold: 2 }) },
    ],
  ],
  [
    4,
    [
      {
        name: 'square co-planar',
        orderParameter: axis({ targets: [0.5], sharpness: 17.7, fold: 2 }, { from: SOUTH, sharpness: 13.5 }),
      },
      { name: 'tetrahedral', orderParameter: cone({ targets: [TETRAHEDRAL], sharpness: 18.5, fold: 3 }) },
      {
        name: 'rectangular see-saw-like',
        orderParameter: axis({ targets: [0.5], sharpness: 27, fold: 4 }, { from: SOUTH, sharpness: 11.5 }, 0.75),
      },
      {
        name: 'see-saw-like',
        orderParameter: axis({ targets: [0.5], sharpness: 15.75, fold: 3 }, { from: SOUTH, sharpness: 12.75 }),
      },
      { name: 'trigonal pyramidal', orderParameter: cone({ targets: [0.5], sharpness: 15.5, fold: 3 }) },
    ],
  ],
  [
    5,
    [
      { name: 'pentagonal planar', orderParameter: cone({ targets: [0.4, 0.8], sharpness: 19.333, fold: 2 }) },
      { name: 'square pyramidal', orderParameter: cone({ targets: [0.5], sharpness: 14.9, fold: 4 }) },
      {
        name: 'trigonal bipyramidal',
        orderParameter: axis({ targets: [0.5], sharpness: 16.6, fold: 3 }, { from: SOUTH, sharpness: 12 }),
      },
    ],
  ],
  [
    6,
    [
      {
        name: 'hexagonal planar',
        orderParameter: axis({ targets: [1 / 3, 2 / 3], sharpness: 25, fold: 2 }, { from: 150 / 180, sharpness: 7.5 }),
      },
      {
        name: 'octahedral',
        orderParameter: axis({ targets: [0.5], sharpness: 18, fold: 4 }, { from: SOUTH, sharpness: 15 }),
      },
      { name: 'pentagonal pyramidal', orderParameter: cone({ targets: [0.5], sharpness: 13.8, fold: 5 }) },
    ],
  ],
  [
    7,
    [
      { name: 'hexagonal pyramidal', orderParameter: cone({ targets: [0.5], sharpness: 12.5, fold: 6 }) },
      {
        name: 'pentagonal bipyramidal',
        orderParameter: axis({ targets: [0.5], sharpness: 14.75, fold: 5 }, { from: SOUTH, sharpness: 12.5 }),
      },
    ],
  ],
  [
    8,
    [
      {
        name: 'body-centered cubic',
        orderParameter: bodyCentredCubic({ from: 2.5261129449194057 / Math.PI, sharpness: 15 }),
      },
      {
        name: 'hexagonal bipyramidal',
        orderParameter: axis({ targets: [0.5], sharpness: 13.6, fold: 6 }, { from: SOUTH, sharpness: 14.1 }),
      },
    ],
  ],
  [9, steinhardt],
  [10, steinhardt],
  [11, steinhardt],
  [
    12,
    [
      {
        name: 'cuboctahedral',
        orderParameter: cuboctahedron({
          south: { from: 160 / 180, sharpness: 28.75 },
          equator: [75 / 180, 105 / 180],
          equatorSharpness: 25.5,
          ringSharpness: 31.25,
        }),
      },
      ...steinhardt,
    ],
  ],
]);

/** Two neighbours at an angle, a fraction of 180°. */
function bent(target: number, sharpness: number): OrderParameter {
  return ({ angles }) => gaussian(angles[1]!, target, sharpness);
}
