/** Orbits as nodes and what they share as links: what is drawn, and where. */
import type { ConnectionKind } from '../../../graphql/generated/operations.js';
import { sharingsOf, type Site } from './site.js';

/** Beyond these many orbits the table says it better. */
export const MOST_NODES = 14;

export interface GraphLink {
  readonly kind: ConnectionKind;
  readonly from: number;
  readonly to: number;
  /** Partners that a polyhedron at `from` has at `to`, and the other way round: the same if both orbits have as many sites. */
  readonly count: number;
  readonly backCount: number;
}

/** One link for two orbits and a kind. */
export function linksOf(sites: readonly Site[]): readonly GraphLink[] {
  const links = new Map<string, GraphLink>();
  for (const site of sites) {
    for (const { kind, partner, count } of sharingsOf(site)) {
      const [from, to] = [Math.min(site.orbit, partner), Math.max(site.orbit, partner)];
      const key = `${kind} ${from} ${to}`;
      const before = links.get(key) ?? { kind, from, to, count: 0, backCount: 0 };
      links.set(key, {
        ...before,
        count: site.orbit === from ? count : before.count,
        backCount: site.orbit === to ? count : before.backCount,
      });
    }
  }
  return [...links.values()];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Places on an ellipse around (0, 0), in an order in which few links cross. The same each time. */
export function placesOf(
  sites: readonly Site[],
  links: readonly GraphLink[],
  [width, height]: readonly [number, number],
): ReadonlyMap<number, Point> {
  const order = sites.map(({ orbit }) => orbit);
  const count = order.length;
  const place = (index: number): Point => {
    if (count === 1) return { x: 0, y: 0 };
    // Two stand side by side; of more, one is on top.
    const angle = (2 * Math.PI * index) / count + (count === 2 ? Math.PI : -Math.PI / 2);
    return { x: (width / 2) * Math.cos(angle), y: (height / 2) * Math.sin(angle) };
  };
  const pairs = links.filter(({ from, to }) => from !== to);
  if (count > 3) untangle(order, pairs);
  return new Map(order.map((orbit, index) => [orbit, place(index)]));
}

/** Swaps places as long as that leaves fewer crossings, then shorter links. */
function untangle(order: number[], pairs: readonly GraphLink[]): void {
  let best = tangle(order, pairs);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let one = 1; one < order.length; one++) {
      for (let other = one + 1; other < order.length; other++) {
        [order[one], order[other]] = [order[other]!, order[one]!];
        const now = tangle(order, pairs);
        if (now < best) {
          best = now;
          isBetter = true;
        } else [order[one], order[other]] = [order[other]!, order[one]!];
      }
    }
  }
}

function tangle(order: readonly number[], pairs: readonly GraphLink[]): number {
  const index = new Map(order.map((orbit, place) => [orbit, place]));
  const chords = pairs.map(
    ({ from, to }) => [index.get(from)!, index.get(to)!].sort((a, b) => a - b) as [number, number],
  );
  let crossings = 0;
  let length = 0;
  for (const [at, [a, b]] of chords.entries()) {
    length += Math.min(b - a, order.length - (b - a));
    for (const [c, d] of chords.slice(at + 1)) {
      if ((a < c && c < b && b < d) || (c < a && a < d && d < b)) crossings++;
    }
  }
  return crossings * 1000 + length;
}
