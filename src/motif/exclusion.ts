/**
 * Partly occupied sites that are too close to be occupied at once: Na1 and Na2 of P2-NaxCoO2 (1.6 Å), the places of Ag in
 * α-AgI (1.8 Å), sodium and the water that replaces it. Each has surroundings of its own, in which the other does not exist.
 */
import { covalentRadiusOf } from '../crystal/covalent-radii.js';
import type { Crystal, SiteIndex } from '../crystal/crystal.js';
import { isNonMetal } from '../crystal/element-groups.js';
import { FULL_OCCUPANCY, occupancyAt, SHARED_OCCUPANCY } from '../crystal/occupation.js';
import type { Connection } from './analysis.js';

/** Whether the other site, at this distance (Å), is empty where the first is occupied. */
export type Absent = (site: number, other: number, distance: number) => boolean;

/**
 * Sums of covalent radii. Metals nearer than the first are never occupied together. Up to the second they can be (metallic
 * bonds are as short), but hide each other's ligands: that such a neighbour is left out changes no other polyhedron.
 */
const NEVER_TOGETHER = 0.75;
const HIDES_LIGANDS = 1;
/** A metal and a non-metal are never bonded nearer than this (uranyl's bonds have 0.66). */
const UNLIKE_NOT_BONDED = 0.55;

/** What to leave out of Voronoi cells; undefined where all sites can be occupied together. */
export function absentIn(crystal: Pick<Crystal, 'atomicNumbers' | 'disorder'>): Absent | undefined {
  return exclusion(crystal, HIDES_LIGANDS);
}

function exclusion(crystal: Pick<Crystal, 'atomicNumbers' | 'disorder'>, reach: number): Absent | undefined {
  const { atomicNumbers, disorder } = crystal;
  if (disorder === undefined) return undefined;
  const occupancies = Float64Array.from(atomicNumbers, (_, site) => occupancyAt(crystal, site));
  const isPartial = (site: number) => occupancies[site]! < 1 - FULL_OCCUPANCY;
  if (!atomicNumbers.some((_, site) => isPartial(site))) return undefined;
  const nearest = (site: number, other: number) => {
    const [z, w] = [atomicNumbers[site]!, atomicNumbers[other]!];
    if (isNonMetal(z) && isNonMetal(w)) return 0;
    return (isNonMetal(z) === isNonMetal(w) ? reach : UNLIKE_NOT_BONDED) * (covalentRadiusOf(z) + covalentRadiusOf(w));
  };
  return (site, other, distance) =>
    isPartial(site) &&
    isPartial(other) &&
    occupancies[site]! + occupancies[other]! <= 1 + SHARED_OCCUPANCY &&
    distance < nearest(site, other);
}

/** A pair of sites that are never occupied together, and how near they are to each other, Å. */
export interface ExclusivePair {
  readonly site: SiteIndex;
  readonly other: SiteIndex;
  readonly distance: number;
}

/** Connections of polyhedra that can stand beside each other, and the pairs of which only one is there at a time. */
export function withoutExclusive(
  crystal: Crystal,
  connections: readonly Connection[],
): { readonly connections: readonly Connection[]; readonly pairs: readonly ExclusivePair[] } {
  const never = exclusion(crystal, NEVER_TOGETHER);
  if (never === undefined) return { connections, pairs: [] };
  const pairs: ExclusivePair[] = [];
  const kept = connections.filter(({ from, to, distance }) => {
    if (!never(from, to, distance)) return true;
    pairs.push({ site: from, other: to, distance });
    return false;
  });
  return { connections: kept, pairs };
}
