/**
 * Covalent bonds: among non-metals, and between atoms of one element. They hold molecules and polyatomic ions together
 * (NH₄⁺, N₃⁻, the P chains of Zintl phases), and say how many electrons an anion shares.
 */
import { bondOrders } from './bond-orders.js';
import { covalentRadiusOf } from './covalent-radii.js';
import type { Crystal } from './crystal.js';
import { elementSet, HYDROGEN, isCovalent } from './element-groups.js';
import { electronegativityOf } from './elements.js';
import { type AtomGrid, atomsWithin, gridOf, type Neighbours } from './periodic/atom-grid.js';
import { remembered } from './remembered.js';
import { longestBond } from './single-bonds.js';

/** b bonds, each once: `from` ≤ `to`, and of a site and its own images those whose first translation other than 0 is positive. */
export interface CovalentBonds {
  readonly count: number;
  /** Site in the home cell; length b, ascending. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Lattice translation of `to`, in units of the crystal's own basis vectors; length 3b. */
  readonly images: Int32Array;
  /** Å; length b. */
  readonly distances: Float64Array;
  /** 1 for a pair of electrons; length b. See `bond-orders.ts`. */
  readonly orders: Float64Array;
  /** Of each hydrogen the site of the atom that it belongs to, metals included; −1 for other atoms. One for each site. */
  readonly partners: Int32Array;
}

/**
 * Atoms that are as near to a hydrogen as its partner, or farther by this part, share it: F–H–F, B–H–B. A hydrogen bond
 * with the hydrogen off its middle has its far end at 1.3 times the near one and more.
 */
const SHARED_HYDROGEN = 1.1;

/** Distance of a hydrogen's partner over the sum of their covalent radii: usually at most, and at all. */
const USUAL_PARTNER = 1.1;
const FARTHEST_PARTNER = 2;

/** Atoms of a metal or metalloid with as many ligands that draw its electrons have none left for a bond to its like. */
const SATURATED = 4;

/** A ligand is no farther than the sum of covalent radii and this, Å; the radius of the largest one (Te, I), Å. */
const LIGAND_SLACK = 0.3;
const LARGEST_LIGAND = 1.4;

/** It is more electronegative by this (Pauling). */
const DRAWS = 0.4;

/** They form bonds to their like whatever else they are bonded to. */
const NEVER_SATURATED = elementSet('B C N O F P S Cl Se Br I');

/** Of each site that has bonds the sites at their other ends. */
export function bondedSites({ count, from, to }: CovalentBonds): ReadonlyMap<number, readonly number[]> {
  const partners = new Map<number, number[]>();
  const add = (site: number, other: number) => {
    const own = partners.get(site);
    if (own === undefined) partners.set(site, [other]);
    else own.push(other);
  };
  for (let bond = 0; bond < count; bond++) {
    add(from[bond]!, to[bond]!);
    add(to[bond]!, from[bond]!);
  }
  return partners;
}

/** The bonds of a crystal, whatever cell it is described in. */
export function covalentBonds(
  crystal: Pick<Crystal, 'lattice' | 'fractional' | 'atomicNumbers'>,
  grid: AtomGrid = gridOf(crystal),
): CovalentBonds {
  const { atomicNumbers } = crystal;
  const elements = [...new Set(atomicNumbers)];
  const reachOf = reaches(elements);
  const largest = Math.max(...elements.map(covalentRadiusOf));
  const partners = new Int32Array(atomicNumbers.length).fill(-1);
  const found: Found[] = [];
  const isFull = remembered((site) => isSaturated(grid, atomicNumbers, site));
  for (let site = 0; site < atomicNumbers.length; site++) {
    const z = atomicNumbers[site]!;
    if (z === HYDROGEN) {
      const { partner, bonds } = hydrogenBonds(grid, atomicNumbers, site, largest);
      partners[site] = partner;
      for (const bond of bonds) found.push(bond);
      continue;
    }
    const reach = reachOf.get(z)!;
    if (reach === 0) continue;
    const around = atomsWithin(grid, site, [0, 0, 0], reach);
    for (let i = 0; i < around.count; i++) {
      const to = around.sites[i]!;
      const other = atomicNumbers[to]!;
      if (other === HYDROGEN || !isFirstEnd(site, to, around.images, i)) continue;
      const limit = longestBond(z, other);
      if (limit === null || around.distances[i]! > limit) continue;
      if (z === other && (isFull(site) || isFull(to))) continue;
      found.push(bondTo(around, site, i));
    }
  }
  return listed(crystal, found, partners);
}

interface Found {
  readonly from: number;
  readonly to: number;
  /** Of `to`, relative to `from`. */
  readonly image: readonly [number, number, number];
  readonly distance: number;
  /** From `from`, Å. */
  readonly vector: readonly [number, number, number];
}

function bondTo({ sites, images, distances, vectors }: Neighbours, from: number, i: number): Found {
  const at = (list: ArrayLike<number>) => [list[3 * i]!, list[3 * i + 1]!, list[3 * i + 2]!] as const;
  return { from, to: sites[i]!, image: at(images), distance: distances[i]!, vector: at(vectors) };
}

/** Of a bond seen from both ends, one. */
function isFirstEnd(from: number, to: number, images: ArrayLike<number>, i: number): boolean {
  if (from !== to) return from < to;
  const first = images[3 * i]! || images[3 * i + 1]! || images[3 * i + 2]!;
  return first > 0;
}

/** Of each element the longest bond to an element of the crystal, hydrogen apart, Å; 0 without any. */
function reaches(elements: readonly number[]): ReadonlyMap<number, number> {
  const heavy = elements.filter((z) => z !== HYDROGEN);
  return new Map(elements.map((z) => [z, Math.max(0, ...heavy.map((other) => longestBond(z, other) ?? 0))]));
}

/**
 * The atom that a hydrogen belongs to is the nearest by distance over the sum of covalent radii (Cordero 2008). It is
 * bonded to it if that is a non-metal, and to others that are as near.
 *
 * @param largest radius of the crystal's elements, Å
 */
function hydrogenBonds(
  grid: AtomGrid,
  atomicNumbers: Uint8Array,
  site: number,
  largest: number,
): { readonly partner: number; readonly bonds: readonly Found[] } {
  const own = covalentRadiusOf(HYDROGEN);
  // Nearly every partner is in the smaller sphere, which holds all atoms up to its ratio.
  for (const farthest of [USUAL_PARTNER, FARTHEST_PARTNER]) {
    const around = atomsWithin(grid, site, [0, 0, 0], farthest * (own + largest));
    const ratioOf = (i: number) => around.distances[i]! / (own + covalentRadiusOf(atomicNumbers[around.sites[i]!]!));
    let nearest = -1;
    for (let i = 0; i < around.count; i++) if (nearest < 0 || ratioOf(i) < ratioOf(nearest)) nearest = i;
    if (nearest < 0 || ratioOf(nearest) > farthest) continue;
    const partner = around.sites[nearest]!;
    if (!isCovalent(atomicNumbers[partner]!)) return { partner, bonds: [] };
    const bonds: Found[] = [];
    for (let i = 0; i < around.count; i++) {
      const to = around.sites[i]!;
      const limit = longestBond(HYDROGEN, atomicNumbers[to]!);
      if (limit === null || around.distances[i]! > limit || ratioOf(i) > SHARED_HYDROGEN * ratioOf(nearest)) continue;
      if (atomicNumbers[to] === HYDROGEN && !isFirstEnd(site, to, around.images, i)) continue;
      bonds.push(bondTo(around, site, i));
    }
    return { partner, bonds };
  }
  return { partner: -1, bonds: [] };
}

function isSaturated(grid: AtomGrid, atomicNumbers: Uint8Array, site: number): boolean {
  const z = atomicNumbers[site]!;
  if (NEVER_SATURATED.has(z)) return false;
  const own = electronegativityOf(z) ?? 0;
  const around = atomsWithin(grid, site, [0, 0, 0], covalentRadiusOf(z) + LARGEST_LIGAND + LIGAND_SLACK);
  let ligands = 0;
  for (let i = 0; i < around.count; i++) {
    const other = atomicNumbers[around.sites[i]!]!;
    const limit = covalentRadiusOf(z) + covalentRadiusOf(other) + LIGAND_SLACK;
    if ((electronegativityOf(other) ?? 0) > own + DRAWS && isCovalent(other) && around.distances[i]! <= limit)
      ligands++;
  }
  return ligands >= SATURATED;
}

function listed(crystal: Pick<Crystal, 'atomicNumbers'>, found: Found[], partners: Int32Array): CovalentBonds {
  const bonds = found.map((bond): Found => {
    if (bond.from <= bond.to) return bond;
    const [i, j, k] = bond.image;
    const [x, y, z] = bond.vector;
    return { ...bond, from: bond.to, to: bond.from, image: [-i || 0, -j || 0, -k || 0], vector: [-x, -y, -z] };
  });
  bonds.sort(
    (a, b) =>
      a.from - b.from || a.to - b.to || a.image[0] - b.image[0] || a.image[1] - b.image[1] || a.image[2] - b.image[2],
  );
  const from = Int32Array.from(bonds, (bond) => bond.from);
  const to = Int32Array.from(bonds, (bond) => bond.to);
  const distances = Float64Array.from(bonds, ({ distance }) => distance);
  const vectors = Float64Array.from(bonds.flatMap(({ vector }) => vector));
  return {
    count: bonds.length,
    from,
    to,
    images: Int32Array.from(bonds.flatMap(({ image }) => image)),
    distances,
    orders: bondOrders(crystal.atomicNumbers, { from, to, distances, vectors }),
    partners,
  };
}
