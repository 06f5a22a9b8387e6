/**
 * What each site shares with its neighbours in bond valence: with those that draw its electrons, and with those whose electrons
 * it draws. That tells its role, and how much charge the lengths of its bonds stand for.
 */
import { bondValence, bondValenceLength } from '../bond-valence.js';
import type { Crystal } from '../crystal.js';
import { HYDROGEN } from '../element-groups.js';
import { type AtomGrid, atomsWithin } from '../periodic/atom-grid.js';
import { isAnionTo } from './anion-order.js';
import { bearsProtons } from './shells.js';

/** Bonds of less than this count for nothing; valence units. */
const WEAKEST = 0.03;

/** Å; exp(−1.3/0.37) is 0.03. */
const REACH = 1.3;

/** A neighbour that draws electrons from a site. */
export interface Ligand {
  readonly site: number;
  /** Å. */
  readonly distance: number;
}

export interface SharedValences {
  /** Of each site its neighbours that draw electrons from it. */
  readonly ligands: readonly (readonly Ligand[])[];
  /** Sum of valences of bonds to neighbours that draw its electrons; one for each site. */
  readonly given: Float64Array;
  /** Sum of those to neighbours that it draws electrons from. */
  readonly taken: Float64Array;
}

/** @param hydrogen 1, −1 or 0 for each hydrogen */
export function siteBonds(
  crystal: Pick<Crystal, 'atomicNumbers'>,
  grid: AtomGrid,
  hydrogen: Int8Array,
): SharedValences {
  const { atomicNumbers } = crystal;
  const elements = [...new Set(atomicNumbers)];
  const pairs = pairTable(elements);
  const count = atomicNumbers.length;
  const given = new Float64Array(count);
  const taken = new Float64Array(count);
  const ligands: Ligand[][] = [];
  for (let site = 0; site < count; site++) {
    const own: Ligand[] = [];
    ligands.push(own);
    const z = atomicNumbers[site]!;
    const row = pairs.get(z)!;
    if (row.reach === 0) continue;
    const { sites, distances } = atomsWithin(grid, site, [0, 0, 0], row.reach);
    for (let i = 0; i < sites.length; i++) {
      const other = sites[i]!;
      const length = row.lengths.get(atomicNumbers[other]!);
      if (length === undefined) continue;
      const valence = bondValence(length, distances[i]!);
      if (valence < WEAKEST) continue;
      const sign = directionOf(z, hydrogen[site]!, atomicNumbers[other]!, hydrogen[other]!);
      if (sign < 0) taken[site]! += valence;
      if (sign <= 0) continue;
      given[site]! += valence;
      own.push({ site: other, distance: distances[i]! });
    }
  }
  return { ligands, given, taken };
}

/** 1 where the second atom draws electrons from the first, −1 where the first does, 0 where neither. */
function directionOf(one: number, charge: number, other: number, otherCharge: number): number {
  if (one === HYDROGEN) return other === HYDROGEN ? 0 : hydrogenGives(charge, other);
  if (other === HYDROGEN) return -hydrogenGives(otherCharge, one);
  if (isAnionTo(other, one)) return 1;
  return isAnionTo(one, other) ? -1 : 0;
}

/** A proton gives to what can bear it, a hydride takes from all others. */
function hydrogenGives(charge: number, other: number): number {
  if (charge > 0) return bearsProtons(other) ? 1 : 0;
  return charge < 0 && !bearsProtons(other) ? -1 : 0;
}

interface Row {
  /** Å; 0 without partners. */
  readonly reach: number;
  /** R0 by the other element, Å. */
  readonly lengths: ReadonlyMap<number, number>;
}

function pairTable(elements: readonly number[]): Map<number, Row> {
  return new Map(
    elements.map((z) => {
      const lengths = new Map<number, number>();
      for (const other of elements) {
        if (other === z) continue;
        const isPaired = z === HYDROGEN || other === HYDROGEN || isAnionTo(other, z) || isAnionTo(z, other);
        const length = isPaired ? bondValenceLength(z, null, other) : null;
        if (length !== null) lengths.set(other, length);
      }
      return [z, { reach: lengths.size === 0 ? 0 : Math.max(...lengths.values()) + REACH, lengths }];
    }),
  );
}
