/** What the representation reads of a crystal: its motif sites and how they connect. */
import type { ConnectionKind } from '../motif/analysis.js';
import type { MotifId } from '../motif/motif-type.js';

/** One symmetry orbit of cations. */
export interface MotifSite {
  /** null where no reference geometry has this coordination number. */
  readonly motif: MotifId | null;
  readonly element: string;
  /** Symbol of the reference geometry, `O:6`. */
  readonly geometry: string | null;
  /** Numbers of the ligands of each element, the largest first; of a site without a motif none. */
  readonly ligandNumbers: readonly number[];
  readonly oxidationState: number | null;
  /** Sites of the orbit in the primitive cell. */
  readonly multiplicity: number;
  /** Hermann–Mauguin symbol of the site's point group, `4mm`. */
  readonly siteSymmetry: string;
  /** Order parameters of the site (`FINGERPRINT_LABELS`), or none. */
  readonly fingerprint: readonly number[];
}

/** What one site of `from` sees of its partners of one class; both directions are listed. */
export interface MotifConnection {
  /** Indices of sites. */
  readonly from: number;
  readonly to: number;
  readonly kind: ConnectionKind;
  /** Partners of this class around one site of `from`. */
  readonly count: number;
}

/** The graph holds it as JSON: SCHEMA_VERSION is raised when it changes. */
export interface CrystalMotifs {
  readonly id: string;
  /** `TiO2`. */
  readonly formula: string;
  /** `AB2`. */
  readonly anonymousFormula: string;
  readonly spaceGroupNumber: number;
  /** Atoms in the primitive cell. */
  readonly atomCount: number;
  /** Atomic fractions by element symbol. */
  readonly composition: Readonly<Record<string, number>>;
  readonly sites: readonly MotifSite[];
  readonly connections: readonly MotifConnection[];
}

/** Sum of a site's connections, by kind and a name of the partner. */
export interface Ties {
  readonly kind: ConnectionKind;
  readonly partner: string;
  /** Mean number of such partners of one site. */
  readonly perSite: number;
}

/**
 * The connections of each group of a crystal's sites, as means over the group's sites.
 *
 * @param groupOf the group that a site counts for; null leaves it out.
 * @param partnerOf what a site is called as a partner of another.
 */
export function tiesOfGroups<Group>(
  crystal: CrystalMotifs,
  groupOf: (site: MotifSite) => Group | null,
  partnerOf: (partner: MotifSite, site: MotifSite) => string,
): ReadonlyMap<Group, { readonly sites: number; readonly ties: readonly Ties[] }> {
  const groups = new Map<
    Group,
    { sites: number; totals: Map<string, { kind: ConnectionKind; partner: string; sum: number }> }
  >();
  for (const site of crystal.sites) {
    const group = groupOf(site);
    if (group === null) continue;
    const entry = groups.get(group) ?? { sites: 0, totals: new Map() };
    entry.sites += site.multiplicity;
    groups.set(group, entry);
  }
  for (const { from, to, kind, count } of crystal.connections) {
    const site = crystal.sites[from]!;
    const group = groupOf(site);
    if (group === null) continue;
    const { totals } = groups.get(group)!;
    const partner = partnerOf(crystal.sites[to]!, site);
    const key = `${kind} ${partner}`;
    const total = totals.get(key) ?? { kind, partner, sum: 0 };
    total.sum += count * site.multiplicity;
    totals.set(key, total);
  }
  return new Map(
    [...groups].map(([group, { sites, totals }]) => [
      group,
      { sites, ties: [...totals.values()].map(({ kind, partner, sum }) => ({ kind, partner, perSite: sum / sites })) },
    ]),
  );
}
