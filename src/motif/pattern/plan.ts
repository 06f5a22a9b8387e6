/** In which order the names of a pattern are placed, and what is looked at when. */
import { joins, orderConditions } from './automorphisms.js';
import { ConnectionTest, ValueTest } from './criteria.js';
import type { Pattern } from './pattern.js';

/** A polyhedron that was placed earlier, and what its connection with the new one must be. */
interface Bridge {
  readonly depth: number;
  /** The bit of its test: 1 shifted by its position in `connectionTests`. */
  readonly bit: number;
}

/** How one name is placed. Depths count the names in the order in which they are placed. */
export interface Placing {
  /** Position of the name in the pattern. */
  readonly name: number;
  /** The new polyhedron is looked for among the neighbours of this one; null for the first name. */
  readonly anchor: Bridge | null;
  /** Others that it must be connected with: they close rings. */
  readonly closures: readonly Bridge[];
  /** Depths of polyhedra that come before it, and behind it. */
  readonly above: readonly number[];
  readonly below: readonly number[];
}

export interface Plan {
  /** By depth. */
  readonly placings: readonly Placing[];
  /** By position of the name in the pattern. */
  readonly valueTests: readonly ValueTest[];
  /** For each pair of names that are connected, in no order that means anything. */
  readonly connectionTests: readonly ConnectionTest[];
}

/** @param weights how many polyhedra each name may stand for, about: rare ones are placed first */
export function planOf(pattern: Pattern, weights: readonly number[]): Plan {
  const order = placingOrder(pattern, weights);
  const conditions = orderConditions(pattern);
  const connectionTests: ConnectionTest[] = [];
  const placings = order.map((name, depth): Placing => {
    const bridges = order.slice(0, depth).flatMap((earlier, at): Bridge[] => {
      const criteria = between(pattern, name, earlier);
      if (criteria.length === 0) return [];
      const bit = 1 << connectionTests.length;
      connectionTests.push(new ConnectionTest(criteria));
      return [{ depth: at, bit }];
    });
    const depthsOf = (names: number[]) => names.map((other) => order.indexOf(other)).filter((other) => other < depth);
    return {
      name,
      anchor: bridges[0] ?? null,
      closures: bridges.slice(1),
      above: depthsOf(conditions.filter(({ upper }) => upper === name).map(({ lower }) => lower)),
      below: depthsOf(conditions.filter(({ lower }) => lower === name).map(({ upper }) => upper)),
    };
  });
  return { placings, valueTests: pattern.sites.map((criteria) => new ValueTest(criteria)), connectionTests };
}

/** Each name but the first is connected with an earlier one; of several, with as many as can be, then the rarest. */
function placingOrder(pattern: Pattern, weights: readonly number[]): number[] {
  const order: number[] = [];
  const links = (name: number) => order.filter((earlier) => between(pattern, name, earlier).length > 0).length;
  const names = pattern.sites.map((_, name) => name);
  while (order.length < names.length) {
    const [next] = names
      .filter((name) => !order.includes(name))
      .sort((a, b) => links(b) - links(a) || weights[a]! - weights[b]! || a - b);
    order.push(next!);
  }
  return order;
}

function between({ sites, connections }: Pattern, a: number, b: number) {
  return connections.filter((connection) => joins(connection, sites[a]!.name, sites[b]!.name));
}
