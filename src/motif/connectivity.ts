/** Which coordination polyhedra share ligands, and how: corner, edge or face (Banjade 2021). */
import type { Image, SiteIndex } from '../crystal/crystal.js';
import { difference, vectorAt } from '../crystal/vectors.js';
import type { Connection, ConnectionKind } from './analysis.js';
import type { Coordination } from './coordination.js';
import { angleBetween } from './measures/ligand-angles.js';

/**
 * All pairs of polyhedra with common ligands, each once: `from` ≤ `to`, and of a site and its own images those whose
 * first translation other than 0 is positive. Ordered by `from`, `to`, image.
 */
export function connectionsOf(coordination: Coordination): Connection[] {
  const shared = new Map<string, SharedLigands>();
  for (const bonds of bondsByLigand(coordination)) {
    for (let i = 0; i < bonds.length; i++) {
      for (let j = i + 1; j < bonds.length; j++) addPair(shared, coordination, bonds[i]!, bonds[j]!);
    }
  }
  return [...shared.values()]
    .sort((a, b) => a.from - b.from || a.to - b.to || compareImages(a.image, b.image))
    .map((pair) => connection(coordination, pair));
}

/** One bond: a cation (position in `cations`) and one of its ligands (position in the ligand lists). */
interface Bond {
  readonly cation: number;
  readonly entry: number;
}

interface SharedLigands {
  readonly from: number;
  readonly to: number;
  readonly image: Image;
  /** The bonds of `from` and of `to` to each common ligand. */
  readonly bonds: (readonly [number, number])[];
}

/** For each site that is a ligand: its bonds, those of all images of a cation together. */
function bondsByLigand({ cations, starts, sites }: Coordination): Iterable<Bond[]> {
  const bonds = new Map<number, Bond[]>();
  for (let cation = 0; cation < cations.length; cation++) {
    for (let entry = starts[cation]!; entry < starts[cation + 1]!; entry++) {
      const list = bonds.get(sites[entry]!);
      if (list === undefined) bonds.set(sites[entry]!, [{ cation, entry }]);
      else list.push({ cation, entry });
    }
  }
  return bonds.values();
}

/**
 * Two bonds to one ligand site. Seen from cations in the home cell the ligand stands in the images t and t'; it is the
 * same atom when the second cation is moved by t − t'.
 */
function addPair(shared: Map<string, SharedLigands>, { images }: Coordination, one: Bond, other: Bond): void {
  const difference = [0, 1, 2].map((k) => images[3 * one.entry + k]! - images[3 * other.entry + k]!);
  const first = difference.find((k) => k !== 0) ?? 0;
  if (one.cation === other.cation && first === 0) return;
  const swap = one.cation > other.cation || (one.cation === other.cation && first < 0);
  const [from, to] = swap ? [other, one] : [one, other];
  const image = difference.map((k) => (swap ? -k : k) || 0) as [number, number, number];
  const key = `${from.cation} ${to.cation} ${image.join(' ')}`;
  let pair = shared.get(key);
  if (pair === undefined) {
    pair = { from: from.cation, to: to.cation, image, bonds: [] };
    shared.set(key, pair);
  }
  pair.bonds.push([from.entry, to.entry]);
}

function connection(
  { cations, vectors, distances }: Coordination,
  { from, to, image, bonds }: SharedLigands,
): Connection {
  const [entry, other] = bonds[0]!;
  const across = difference(vectorAt(vectors, 3 * entry), vectorAt(vectors, 3 * other));
  return {
    from: cations[from]! as SiteIndex,
    to: cations[to]! as SiteIndex,
    image,
    kind: kindOf(bonds.length),
    sharedLigands: bonds.length,
    distance: Math.hypot(...across),
    anglesInDegrees: bonds.map(([a, b]) => angleBetween(vectors, 3 * a, 3 * b)),
    bondLengths: bonds.map(([a, b]) => [distances[a]!, distances[b]!] as const),
  };
}

/** @param sharedLigands at least 1 */
export function kindOf(sharedLigands: number): ConnectionKind {
  if (sharedLigands === 1) return 'corner';
  return sharedLigands === 2 ? 'edge' : 'face';
}

function compareImages(a: Image, b: Image): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
