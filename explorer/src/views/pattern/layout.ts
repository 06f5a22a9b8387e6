/**
 * Where the polyhedra of a drawing stand: rows, rings, and rings around a centre are tried in every order, and the one with
 * the fewest crossings and the shortest connections is taken. The same drawing always looks the same.
 */
import { criteriaKey, type Drawing, MOST_POLYHEDRA } from './model.js';

export type Point = readonly [x: number, y: number];

/** Size of the paper that drawings stand on. */
export const PAPER = { width: 920, height: 440 } as const;

const REACH = 190;
/** Costs in lengths of a connection. */
const CROSSING = 3;
const PASSING = 4;
const MIDDLE = 0.01;

/** @param isNarrow long rows do not fit */
export function layout({ polyhedra, connections }: Drawing, isNarrow = false): ReadonlyMap<number, Point> {
  const count = polyhedra.length;
  const at = new Map(polyhedra.map(({ label }, index) => [label, index]));
  const alike = polyhedra.map((one) => polyhedra.filter((other) => criteriaKey(other) === criteriaKey(one)).length);
  const pairs = connections.map(({ from, to }) => [at.get(from)!, at.get(to)!] as const);
  let best: { readonly points: readonly Point[]; readonly cost: number } = {
    points: [],
    cost: Number.POSITIVE_INFINITY,
  };
  for (const places of arrangements(count, isNarrow)) {
    for (const order of orders(count)) {
      const points = order.map((place) => places[place]!);
      // What differs from all others stands in the middle, if something does.
      const middle = points.findIndex(([x, y]) => x === 0 && y === 0);
      const cost = costOf(points, pairs) + (middle < 0 ? 0 : MIDDLE * alike[middle]!);
      if (cost < best.cost - 1e-9) best = { points, cost };
    }
  }
  return new Map(polyhedra.map(({ label }, index) => [label, centred(best.points)[index]!]));
}

/** A ring begins at the top, but a square stands on a side. */
function ring(count: number, radius: number): readonly Point[] {
  const start = count === 4 ? -0.75 * Math.PI : -0.5 * Math.PI;
  return Array.from({ length: count }, (_, index) => {
    const angle = start + (2 * Math.PI * index) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
}

function radiusOf(count: number): number {
  return count < 3 ? REACH : Math.min(178, REACH / 2 / Math.sin(Math.PI / count));
}

function row(count: number): readonly Point[] {
  const step = Math.min(230, (PAPER.width - 200) / Math.max(1, count - 1));
  return Array.from({ length: count }, (_, index) => [index * step, 0] as const);
}

function arrangements(count: number, isNarrow: boolean): readonly (readonly Point[])[] {
  if (count <= 2) return [row(count)];
  const around: Point = [0, 0];
  const all = [...(isNarrow && count > 3 ? [] : [row(count)]), ring(count, count === 3 ? 165 : radiusOf(count))];
  if (count >= 4) all.push([around, ...ring(count - 1, 178)]);
  return all;
}

/** All orders of so many things, first the one in which they are given. */
function orders(count: number): readonly (readonly number[])[] {
  if (count > MOST_POLYHEDRA) throw new RangeError(`${count} polyhedra`);
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, index) => {
      const place = count - 1 - index;
      return [...order.slice(0, place), count - 1, ...order.slice(place)];
    }),
  );
}

function costOf(points: readonly Point[], pairs: readonly (readonly [number, number])[]): number {
  let cost = 0;
  for (const [index, [a, b]] of pairs.entries()) {
    const [start, end] = [points[a]!, points[b]!];
    cost += distance(start, end) / REACH;
    for (const [c, d] of pairs.slice(index + 1)) {
      if (a !== c && a !== d && b !== c && b !== d && cross(start, end, points[c]!, points[d]!)) cost += CROSSING;
    }
    for (const [other, point] of points.entries()) {
      if (other !== a && other !== b && distanceToLine(point, start, end) < 50) cost += PASSING;
    }
  }
  return cost;
}

export function distance([x, y]: Point, [u, v]: Point): number {
  return Math.hypot(x - u, y - v);
}

function side([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Distance of a point to the line between two others. */
export function distanceToLine(point: Point, start: Point, end: Point): number {
  const length = distance(start, end);
  if (length === 0) return distance(point, start);
  const [dx, dy] = [(end[0] - start[0]) / length, (end[1] - start[1]) / length];
  const along = Math.min(length, Math.max(0, (point[0] - start[0]) * dx + (point[1] - start[1]) * dy));
  return distance(point, [start[0] + along * dx, start[1] + along * dy]);
}

/** The middle of their box in the middle of the paper. */
function centred(points: readonly Point[]): readonly Point[] {
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const dx = PAPER.width / 2 - middle(points.map(([x]) => x));
  const dy = PAPER.height / 2 - 6 - middle(points.map(([, y]) => y));
  return points.map(([x, y]) => [Math.round(x + dx), Math.round(y + dy)]);
}
