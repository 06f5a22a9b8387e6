/** What bonds between atoms of one element join: S₂, N₃, chains of P. */
import type { CovalentBonds } from '../covalent-bonds.js';
import { HYDROGEN } from '../element-groups.js';
import { grouped } from '../grouped.js';

/** Sites of each component that bonds between like atoms hold together, in the order of their first sites. */
export function likeComponents(atomicNumbers: Uint8Array, bonds: CovalentBonds): number[][] {
  const parents = Array.from(atomicNumbers, (_, site) => site);
  const rootOf = (site: number): number => {
    let root = site;
    while (parents[root] !== root) root = parents[root]!;
    parents[site] = root;
    return root;
  };
  for (let bond = 0; bond < bonds.count; bond++) {
    const [from, to] = [bonds.from[bond]!, bonds.to[bond]!];
    if (atomicNumbers[from] !== atomicNumbers[to] || atomicNumbers[from] === HYDROGEN) continue;
    const [one, other] = [rootOf(from), rootOf(to)];
    parents[Math.max(one, other)] = Math.min(one, other);
  }
  return [...grouped(parents.keys(), rootOf).values()];
}
