/** What crystals count for in the motifs of the graph: how often each occurs, and how often two are connected. */
import type { ConnectionKind } from '../motif/analysis.js';
import type { Row } from './engine.js';
import type { CrystalRecord } from './model.js';
import { CONTAINS, MOTIF } from './motif-tables.js';
import { decoded } from './rows.js';
import { MOTIF_SITE, SHARES } from './site-tables.js';

/** A motif in one crystal. */
export interface Occurrence {
  readonly crystalId: string;
  readonly motifId: string;
  /** Sites of the primitive cell. */
  readonly count: number;
}

/** Connections between the motifs of one crystal, as its sites see them. */
export interface Sighting {
  readonly crystalId: string;
  readonly from: string;
  readonly to: string;
  readonly kind: ConnectionKind;
  /** Connections that start at a site of `from`, in the primitive cell. */
  readonly seen: number;
}

const OCCURRENCE = {
  crystalId: MOTIF_SITE.fields.crystalId,
  motifId: MOTIF.fields.id,
  count: CONTAINS.fields.count,
};

const SIGHTING = {
  crystalId: MOTIF_SITE.fields.crystalId,
  from: MOTIF.fields.id,
  to: MOTIF.fields.id,
  kind: SHARES.fields.kind,
  seen: SHARES.fields.count,
};

export function occurrenceFrom(row: Row): Occurrence {
  return decoded('the motifs of a crystal', OCCURRENCE, row);
}

export function sightingFrom(row: Row): Sighting {
  return decoded('the connections of a crystal', SIGHTING, row);
}

export interface Tally {
  readonly occurrences: readonly Occurrence[];
  readonly sightings: readonly Sighting[];
}

export interface MotifChange {
  readonly id: string;
  readonly crystals: number;
  readonly sites: number;
}

export interface ConnectionChange {
  readonly from: string;
  readonly to: string;
  readonly kind: ConnectionKind;
  readonly crystals: number;
  readonly occurrences: number;
}

export function tallyOf(records: readonly CrystalRecord[]): Tally {
  return {
    occurrences: records.flatMap(({ contents }) => contents),
    sightings: records.flatMap(({ crystal, sites, connections }) => {
      const siteOf = new Map(sites.map((site) => [site.id, site]));
      return connections.flatMap(({ fromSite, toSite, kind, count }) => {
        const { motifId: from, multiplicity } = siteOf.get(fromSite)!;
        const { motifId: to } = siteOf.get(toSite)!;
        if (from === null || to === null) return [];
        return { crystalId: crystal.id, from, to, kind, seen: multiplicity * count };
      });
    }),
  };
}

/** What the counts of motifs change by when `added` comes and `removed` goes; motifs without a change are left out. */
export function motifChanges(added: Tally, removed: Tally): MotifChange[] {
  const changes = new Map<string, { crystals: number; sites: number }>();
  const apply = (sign: number) => (occurrence: Occurrence) => {
    const change = changes.get(occurrence.motifId) ?? { crystals: 0, sites: 0 };
    changes.set(occurrence.motifId, {
      crystals: change.crystals + sign,
      sites: change.sites + sign * occurrence.count,
    });
  };
  added.occurrences.forEach(apply(1));
  removed.occurrences.forEach(apply(-1));
  return [...changes]
    .map(([id, change]) => ({ id, ...change }))
    .filter(({ crystals, sites }) => crystals !== 0 || sites !== 0);
}

/** Two motifs of one type see their connection twice; two types see it once from each. */
export function connectionChanges(added: Tally, removed: Tally): ConnectionChange[] {
  const changes = new Map<string, { from: string; to: string; kind: ConnectionKind; crystals: number; seen: number }>();
  const apply = (sign: number, { sightings }: Tally) => {
    const counted = new Set<string>();
    for (const { crystalId, from, to, kind, seen } of sightings) {
      const key = [from, kind, to].join('|');
      const change = changes.get(key) ?? { from, to, kind, crystals: 0, seen: 0 };
      const inCrystal = [crystalId, key].join('|');
      if (!counted.has(inCrystal)) change.crystals += sign;
      counted.add(inCrystal);
      change.seen += sign * seen;
      changes.set(key, change);
    }
  };
  apply(1, added);
  apply(-1, removed);
  return [...changes.values()]
    .filter(({ crystals, seen }) => crystals !== 0 || seen !== 0)
    .map(({ from, to, kind, crystals, seen }) => ({
      from,
      to,
      kind,
      crystals,
      occurrences: seen / (from === to ? 2 : 1),
    }));
}
