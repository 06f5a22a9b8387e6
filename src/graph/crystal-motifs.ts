/** What the representation reads of a crystal, from its record. */
import { atomicFractions } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';
import { motifType } from '../motif/motif-type.js';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import type { CrystalRecord, SiteConnection } from './model.js';
import { contractedFormula } from './stored-units.js';

/** Sites in the order of their orbits, as records have them. */
type RecordOfMotifs = Pick<CrystalRecord, 'crystal' | 'sites' | 'connections'>;

/** Sums depend on the order of their terms in the last digit: connections come in one order always. */
export function crystalMotifsOf({ crystal, sites, connections }: RecordOfMotifs): CrystalMotifs {
  const { id, formula, spaceGroupNumber } = crystal;
  const { anonymousFormula, atomCount } = contractedFormula(crystal);
  const indices = new Map(sites.map((site, index) => [site.id, index]));
  return {
    id,
    formula,
    anonymousFormula,
    spaceGroupNumber,
    atomCount,
    composition: compositionOf(formula),
    sites: sites.map(({ motifId, element, oxidationState, multiplicity, siteSymmetry, fingerprint }) => {
      const type = motifId === null ? null : motifType(motifId);
      return {
        motif: motifId,
        geometry: type?.geometry ?? null,
        ligandNumbers: [...(type?.ligands.values() ?? [])].sort((a, b) => b - a),
        element,
        oxidationState,
        multiplicity,
        siteSymmetry,
        fingerprint,
      };
    }),
    connections: classesOf(connections).map(({ fromSite, toSite, kind, count }) => ({
      from: indices.get(fromSite)!,
      to: indices.get(toSite)!,
      kind,
      count,
    })),
  };
}

/** Connections of one kind between the same two sites as one. */
function classesOf(connections: readonly SiteConnection[]) {
  const classes = new Map<string, Pick<SiteConnection, 'fromSite' | 'toSite' | 'kind' | 'count'>>();
  for (const { fromSite, toSite, kind, count } of connections) {
    const key = `${fromSite} ${toSite} ${kind}`;
    classes.set(key, { fromSite, toSite, kind, count: count + (classes.get(key)?.count ?? 0) });
  }
  return [...classes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, connection]) => connection);
}

/** Atomic fractions. The formulas of the graph are ours, and can be read. */
function compositionOf(formula: string): Readonly<Record<string, number>> {
  const parsed = parseFormula(formula, 'program');
  if (!parsed.ok) throw new Error(parsed.message);
  return atomicFractions(parsed.composition);
}
