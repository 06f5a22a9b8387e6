/** Where texts stand in a drawing so that none covers another one. */
import type { Point } from './connection-graph.js';

export interface Wanted {
  readonly text: string;
  /** Middles that it may have, the best first; at least one. */
  readonly places: readonly Point[];
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Of a letter, and of a line, in units of the drawing. */
const LETTER = 6.3;
const LINE = 15;

const sizeOf = (text: string) => ({ width: LETTER * text.length + 4, height: LINE });

/** For each text the first of its places that is free, else the one where it covers least. @param taken squares: middle and edge */
export function placed(
  wanted: readonly Wanted[],
  taken: readonly (Point & { readonly size: number })[],
): readonly Point[] {
  const boxes: Box[] = taken.map(({ x, y, size }) => ({ x, y, width: size, height: size }));
  const found = new Map<Wanted, Point>();
  // Those with little choice first.
  for (const one of wanted.toSorted((a, b) => a.places.length - b.places.length)) {
    const size = sizeOf(one.text);
    const covered = one.places.map((place) => boxes.reduce((sum, box) => sum + overlap(box, { ...place, ...size }), 0));
    const best = one.places[covered.indexOf(Math.min(...covered))]!;
    boxes.push({ ...best, ...size });
    found.set(one, best);
  }
  return wanted.map((one) => found.get(one)!);
}

function overlap(one: Box, other: Box): number {
  const along = (axis: 'x' | 'y', size: 'width' | 'height') =>
    Math.max(0, (one[size] + other[size]) / 2 - Math.abs(one[axis] - other[axis]));
  return along('x', 'width') * along('y', 'height');
}
