/** The sites of a crystal, one for each symmetry orbit of cations, and how they are named on the page. */
import type {
  ConnectionKind,
  CrystalBodyFragment,
  CrystalSiteFragment,
} from '../../../graphql/generated/operations.js';
import { KINDS } from '../../../parts/kinds.js';
import { siteLabel } from '../../../structure/cell.js';

export type CrystalData = CrystalBodyFragment;
export type Site = CrystalSiteFragment;

/** `Al2`: the element, and the number of the orbit counted from 1. */
export function labelOf({ element, orbit }: Pick<Site, 'element' | 'orbit'>): string {
  return siteLabel(element, orbit);
}

/** Elements at the centre with a share each: more than one element, or an occupancy below 1. */
export function isShared({ occupants }: Pick<Site, 'occupants'>): boolean {
  return occupants.length !== 1 || occupants[0]!.fraction < 0.9995;
}

/** Name of the shape as running text has it: `trigonal bipyramid`. What ChemEnv adds in brackets is left out. */
export function shapeName({ geometry }: Pick<Site, 'geometry'>): string {
  return geometry === null ? 'no shape' : geometry.name.replace(/\s*\(.*\)/, '').toLowerCase();
}

/** `trig. bipyramid`, where there is little room. */
export function shortShape(name: string): string {
  return name
    .replace('trigonal', 'trig.')
    .replace('tetragonal', 'tetr.')
    .replace('pentagonal', 'pent.')
    .replace('hexagonal', 'hex.')
    .replace('square', 'sq.');
}

/** Primitive cells in a conventional one, by the letter that a space group's symbol begins with. */
const CENTRING: Readonly<Record<string, number>> = { A: 2, B: 2, C: 2, I: 2, R: 3, F: 4 };

/** Sites of the orbit in the conventional cell, as Wyckoff positions count them; the API counts those of the primitive one. */
export function wyckoffMultiplicity({ multiplicity }: Pick<Site, 'multiplicity'>, spaceGroup: string): number {
  return multiplicity * (CENTRING[spaceGroup[0] ?? ''] ?? 1);
}

/** How many polyhedra a site is connected with in one way, and the angles at the shared ligands. */
export interface Sharing {
  readonly kind: ConnectionKind;
  readonly count: number;
  /** Orbit of the partners. */
  readonly partner: number;
  /** Smallest and largest angle centre–ligand–centre, degrees. */
  readonly angles: readonly [low: number, high: number];
  /** Smallest and largest distance of the centres, Å. */
  readonly distances: readonly [low: number, high: number];
}

/** The connections of a site by partner and kind: most ligands first, then by partner. */
export function sharingsOf(site: Site): readonly Sharing[] {
  const found = new Map<string, Sharing>();
  for (const { kind, count, distance, anglesInDegrees, partner } of site.connections ?? []) {
    const key = `${kind} ${partner.orbit}`;
    const before = found.get(key);
    found.set(key, {
      kind,
      partner: partner.orbit,
      count: count + (before?.count ?? 0),
      angles: spanOf([...anglesInDegrees, ...(before?.angles ?? [])]),
      distances: spanOf([distance, ...(before?.distances ?? [])]),
    });
  }
  return [...found.values()].sort(
    (one, other) => KINDS.indexOf(other.kind) - KINDS.indexOf(one.kind) || one.partner - other.partner,
  );
}

function spanOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Polyhedra that a site shares corners, edges and faces with: most ligands first, kinds that it has none of left out. */
export function sharedBy(site: Site): readonly (readonly [kind: ConnectionKind, count: number])[] {
  return KINDS.toReversed()
    .map((kind) => {
      const ofKind = (site.connections ?? []).filter((connection) => connection.kind === kind);
      return [kind, ofKind.reduce((sum, { count }) => sum + count, 0)] as const;
    })
    .filter(([, count]) => count > 0);
}
