/** A line drawn around points: simplified, and what lies within. */
import { polygonArea, polygonContains } from 'd3-polygon';
import type { Polygon } from '../address/polygon.js';
import type { Points } from './geometry.js';

const MOST_CORNERS = 60;

/**
 * As few corners as show the same line (Ramer–Douglas–Peucker).
 * @param tolerance how far the line may move
 */
export function simplified(line: Polygon, tolerance: number): Polygon {
  let few = line;
  for (let reach = tolerance; ; reach *= 1.5) {
    few = fewer(line, reach);
    if (few.length <= MOST_CORNERS) return few;
  }
}

function fewer(line: Polygon, tolerance: number): Polygon {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return line;
  let [farthest, most] = [0, 0];
  line.forEach((corner, index) => {
    const distance = distanceToSegment(corner, first, last);
    if (distance > most) [farthest, most] = [index, distance];
  });
  if (most <= tolerance) return [first, last];
  return [...fewer(line.slice(0, farthest + 1), tolerance).slice(0, -1), ...fewer(line.slice(farthest), tolerance)];
}

type Corner = Polygon[number];

function distanceToSegment([x, y]: Corner, [x1, y1]: Corner, [x2, y2]: Corner): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / square));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}

export function areaOf(polygon: Polygon): number {
  return Math.abs(polygonArea(polygon as [number, number][]));
}

/** The points within, in their order. */
export function within(polygon: Polygon, points: Points): number[] {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const inside: number[] = [];
  for (let index = 0; index < points.x.length; index++) {
    const [x, y] = [points.x[index]!, points.y[index]!];
    if (x < left || x > right || y < bottom || y > top) continue;
    if (polygonContains(polygon as [number, number][], [x, y])) inside.push(index);
  }
  return inside;
}
