/** Patterns by brute force: every choice of polyhedra near each other is tried, and its meaning is read word by word. */
import { symbolOf } from '../../../src/crystal/elements.js';
import type { CrystalConnectivity } from '../../../src/motif/pattern/connectivity-of.js';
import type { Pattern, Range, SiteCriteria } from '../../../src/motif/pattern/pattern.js';

interface Polyhedron {
  readonly node: number;
  readonly image: readonly number[];
}

/** Placements up to lattice translations, each as a text; those that differ only by exchangeable names are one. */
export function naivePlacements(crystal: CrystalConnectivity, pattern: Pattern): Set<string> {
  const { sites } = pattern;
  const exchanges = permutations(sites.length).filter((permutation) => isAutomorphism(pattern, permutation));
  const placements = new Set<string>();
  for (let node = 0; node < crystal.sites.length / 3; node++) {
    const near = neighbourhood(crystal, { node, image: [0, 0, 0] }, sites.length - 1);
    const extend = (chosen: readonly Polyhedron[]): void => {
      if (chosen.length < sites.length) {
        for (const next of near) if (fits(crystal, next.node, sites[chosen.length]!)) extend([...chosen, next]);
      } else if (isPlacement(crystal, pattern, chosen)) {
        placements.add(exchanges.map((names) => textOf(names.map((name) => chosen[name]!))).sort()[0]!);
      }
    };
    if (fits(crystal, node, sites[0]!)) extend([{ node, image: [0, 0, 0] }]);
  }
  return placements;
}

function isPlacement(crystal: CrystalConnectivity, { sites, connections }: Pattern, chosen: readonly Polyhedron[]) {
  if (new Set(chosen.map(({ node, image }) => `${node} ${image}`)).size < chosen.length) return false;
  const placed = (name: string) => chosen[sites.findIndex((site) => site.name === name)]!;
  return connections.every(({ from, to, kinds, sharedLigands, distance, angle }) => {
    const found = seenFrom(crystal, placed(from)).find(
      ({ node, image }) => node === placed(to).node && `${image}` === `${placed(to).image}`,
    );
    if (found === undefined) return false;
    const [length, ...angles] = crystal.classes[found.connectionClass]!;
    const kind = angles.length > 2 ? 'face' : angles.length === 2 ? 'edge' : 'corner';
    return (
      (kinds ?? [kind]).includes(kind) &&
      within(angles.length, sharedLigands) &&
      within(length!, distance) &&
      (angle === undefined || angles.some((value) => within(value, angle)))
    );
  });
}

function seenFrom({ connections }: CrystalConnectivity, { node, image }: Polyhedron) {
  const seen: (Polyhedron & { readonly connectionClass: number })[] = [];
  for (let at = 0; at < connections.length; at += 6) {
    const [from, to, i, j, k, connectionClass] = connections.slice(at, at + 6) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const add = (other: number, sign: number) => {
      const moved = [i, j, k].map((x, axis) => image[axis]! + sign * x);
      seen.push({ node: other, image: moved, connectionClass });
    };
    if (from === node) add(to, 1);
    if (to === node) add(from, -1);
  }
  return seen;
}

/** What can be reached in so many steps. */
function neighbourhood(crystal: CrystalConnectivity, start: Polyhedron, steps: number): Polyhedron[] {
  const reached = new Map([[`${start.node} ${start.image}`, start]]);
  for (let step = 0; step < steps; step++) {
    for (const polyhedron of [...reached.values()]) {
      for (const { node, image } of seenFrom(crystal, polyhedron)) reached.set(`${node} ${image}`, { node, image });
    }
  }
  return [...reached.values()];
}

function fits({ sites, polyhedra, types }: CrystalConnectivity, node: number, criteria: SiteCriteria): boolean {
  const [type, csm] = polyhedra[sites[3 * node + 2]!]!;
  const element = symbolOf(types[type]![0]);
  return (
    (criteria.elements ?? [element]).includes(element) && (criteria.csm === undefined || within(csm!, criteria.csm))
  );
}

function within(value: number, { min = -1e9, max = 1e9 }: Range = {}): boolean {
  return value >= min && value <= max;
}

/** Relative to the first polyhedron. */
function textOf(chosen: readonly Polyhedron[]): string {
  return chosen
    .map(({ node, image }) => [node, ...image.map((x, axis) => x - chosen[0]!.image[axis]!)].join(','))
    .join(' ');
}

function isAutomorphism({ sites, connections }: Pattern, permutation: readonly number[]): boolean {
  const renamed = new Map(sites.map(({ name }, i) => [name, sites[permutation[i]!]!.name]));
  const described = (rename: (name: string) => string) =>
    [
      ...sites.map(({ name, ...criteria }) => `${rename(name)} ${JSON.stringify(criteria)}`),
      ...connections.map(({ from, to, ...rest }) => `${[rename(from), rename(to)].sort()} ${JSON.stringify(rest)}`),
    ]
      .sort()
      .join();
  return described((name) => name) === described((name) => renamed.get(name)!);
}

function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((shorter) =>
    Array.from({ length: count }, (_, at) => [...shorter.slice(0, at), count - 1, ...shorter.slice(at)]),
  );
}
