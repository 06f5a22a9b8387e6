/** How one looks at a structure: how it is turned, and where its points come to lie on the screen. */
import { add, type Basis, combine, cross, dot, length, normalized, scale, subtract, type Vector } from './vectors.js';

/** Orthonormal: to the right, upwards, and towards the eye. */
export type Turn = Basis;

export interface View {
  readonly turn: Turn;
  readonly zoom: number;
  /** Pixels that the picture is shifted by, to the right and down. */
  readonly pan: readonly [x: number, y: number];
}

/** A view onto a screen. */
export interface Eye {
  readonly view: View;
  readonly width: number;
  readonly height: number;
  /** What stands in the middle of the screen. */
  readonly centre: Vector;
  /** Å from the centre that hold everything. */
  readonly radius: number;
  /** Pixels for an Å at the centre, before the zoom. */
  readonly fit: number;
}

/** The eye's distance in radii: a mild perspective. */
const FAR = 7;

export const distanceOf = ({ radius }: Eye): number => FAR * radius;
export const pixelsPerAngstrom = (eye: Eye): number => eye.fit * eye.view.zoom;

/** How far one may zoom in and out. */
export const ZOOMS = [0.3, 12] as const;

/** Where a point lies on the screen, and how far in front of the centre. */
export function project(eye: Eye, point: Vector): { readonly x: number; readonly y: number; readonly depth: number } {
  const [right, up, towards] = eye.view.turn;
  const from = subtract(point, eye.centre);
  const depth = dot(from, towards);
  const size = (pixelsPerAngstrom(eye) * distanceOf(eye)) / (distanceOf(eye) - depth);
  return {
    x: eye.width / 2 + eye.view.pan[0] + size * dot(from, right),
    y: eye.height / 2 + eye.view.pan[1] - size * dot(from, up),
    depth,
  };
}

export const placeOf = (eye: Eye): Vector => add(eye.centre, scale(eye.view.turn[2], distanceOf(eye)));

/** From the eye through a pixel. */
export function ray(eye: Eye, x: number, y: number): { readonly from: Vector; readonly along: Vector } {
  const size = pixelsPerAngstrom(eye);
  const [right, up] = eye.view.turn;
  const target = add(
    eye.centre,
    add(
      scale(right, (x - eye.width / 2 - eye.view.pan[0]) / size),
      scale(up, (eye.height / 2 + eye.view.pan[1] - y) / size),
    ),
  );
  const from = placeOf(eye);
  return { from, along: normalized(subtract(target, from)) };
}

/** Pixels. */
interface Screen {
  readonly width: number;
  readonly height: number;
  /** That stay free around what is drawn. */
  readonly margin: number;
  /** At the left and the right, where that is another. */
  readonly side?: number;
}

/** Looks at a screen so that all points are on it. */
export function eyeOn(points: readonly Vector[], view: View, { width, height, margin, side = margin }: Screen): Eye {
  const [lows, highs] = [Math.min, Math.max].map((extreme) =>
    view.turn.map((axis) =>
      points.reduce((value, point) => extreme(value, dot(point, axis)), extreme === Math.min ? 1e9 : -1e9),
    ),
  );
  const middles = [0, 1, 2].map((axis) => (points.length === 0 ? 0 : (lows![axis]! + highs![axis]!) / 2));
  const centre = combine(view.turn, [middles[0]!, middles[1]!, middles[2]!]);
  const radius = points.reduce((most, point) => Math.max(most, length(subtract(point, centre))), 1);
  const [right, up, towards] = view.turn;
  let fit = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const from = subtract(point, centre);
    const nearer = (FAR * radius) / (FAR * radius - dot(from, towards));
    fit = Math.min(
      fit,
      (width / 2 - side) / Math.max(0.5, Math.abs(dot(from, right)) * nearer),
      (height / 2 - margin) / Math.max(0.5, Math.abs(dot(from, up)) * nearer),
    );
  }
  return { view, width, height, centre, radius, fit: Math.max(1, Number.isFinite(fit) ? fit : 40) };
}

/** Turned by angles (radians) to the right and down, as a hand turns a ball. */
export function turned(turn: Turn, right: number, down: number): Turn {
  const round = (vector: Vector): Vector => rotate(rotate(vector, turn[1], -right), turn[0], -down);
  const towards = normalized(round(turn[2]));
  const sideways = normalized(cross(round(turn[1]), towards));
  return [sideways, cross(towards, sideways), towards];
}

/** Around an axis of length 1, radians. */
export function rotate(vector: Vector, axis: Vector, by: number): Vector {
  return add(
    add(scale(vector, Math.cos(by)), scale(cross(axis, vector), Math.sin(by))),
    scale(axis, dot(axis, vector) * (1 - Math.cos(by))),
  );
}

/** Along a vector of the lattice, with another one upwards. */
export function along(towards: Vector, upwards: Vector): Turn {
  const direction = normalized(towards);
  const right = normalized(cross(upwards, direction));
  return [right, cross(direction, right), direction];
}

/** c upwards, b to the right, a towards the eye, and a little from the side and above. */
export function startingTurn([a, , c]: Basis): Turn {
  return turned(along(cross(cross(c, a), c), c), -0.42, 0.2);
}
