/**
 * A placement of a pattern can be told in several ways where names can be exchanged without changing the pattern: the two
 * octahedra of TiO₆ –edge– TiO₆. Conditions on the order of polyhedra leave one of these ways (J. A. Grochow & M. Kellis,
 * RECOMB 2007, LNCS 4453, 92, doi:10.1007/978-3-540-71681-5_7).
 */
import { CONNECTION_KINDS } from '../analysis.js';
import type { ConnectionCriteria, Pattern } from './pattern.js';

/** Positions of two names: the polyhedron of `lower` comes before that of `upper`, in any order that all polyhedra have. */
export interface OrderCondition {
  readonly lower: number;
  readonly upper: number;
}

export function orderConditions(pattern: Pattern): OrderCondition[] {
  const conditions: OrderCondition[] = [];
  let group = automorphisms(pattern);
  for (let name = 0; group.length > 1; name++) {
    const orbit = new Set(group.map((permutation) => permutation[name]!));
    for (const other of orbit) if (other !== name) conditions.push({ lower: name, upper: other });
    group = group.filter((permutation) => permutation[name] === name);
  }
  return conditions;
}

/** Permutations of the names that keep all criteria: entry i is the position of the name that name i becomes. */
export function automorphisms({ sites, connections }: Pattern): number[][] {
  const siteKeys = sites.map(({ name, ...criteria }) => JSON.stringify(criteria));
  const between = sites.map(({ name }) =>
    sites.map((other) => connectionsKey(connections.filter((connection) => joins(connection, name, other.name)))),
  );
  const found: number[][] = [];
  const extend = (permutation: readonly number[]): void => {
    const name = permutation.length;
    if (name === sites.length) {
      found.push([...permutation]);
      return;
    }
    for (let image = 0; image < sites.length; image++) {
      if (permutation.includes(image) || siteKeys[image] !== siteKeys[name]) continue;
      const keeps = permutation.every((earlier, i) => between[i]![name] === between[earlier]![image]);
      if (keeps) extend([...permutation, image]);
    }
  };
  extend([]);
  return found;
}

export function joins({ from, to }: ConnectionCriteria, name: string, other: string): boolean {
  return (from === name && to === other) || (from === other && to === name);
}

/** The same for the same conditions, however they are written. */
export function connectionsKey(connections: readonly ConnectionCriteria[]): string {
  const keys = connections.map(({ from, to, kinds = CONNECTION_KINDS, ...ranges }) => JSON.stringify([kinds, ranges]));
  return [...new Set(keys)].sort().join('\n');
}
