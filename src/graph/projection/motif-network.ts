/** Which motifs are connected, how often and in how many crystals: the graph of motifs that all compounds make. */
import { CONNECTION_KINDS, type ConnectionKind } from '../../motif/analysis.js';
import { kindOf } from '../../motif/connectivity.js';
import type { MotifId } from '../../motif/motif-type.js';
import type { MotifConnection } from '../model.js';
import type { Steps } from '../turns.js';
import type { Mask } from './mask.js';
import { compareTexts } from './order.js';
import type { ProjectionTables } from './tables.js';

interface Tally {
  /** Connections that start at a site of the motif, in primitive cells. */
  seen: number;
  crystals: number;
  lastCrystal: number;
}

/** Connections between two turns of others. */
const CONNECTIONS_IN_STEP = 20_000;

export class MotifNetwork {
  private constructor(private readonly connections: ReadonlyMap<string, readonly MotifConnection[]>) {}

  /** @param chosen the crystals that count */
  static *of(tables: ProjectionTables, chosen: Mask): Steps<MotifNetwork> {
    const { codes, dictionary } = tables.sites.texts('motifId');
    const multiplicities = tables.sites.numbers('multiplicity').values;
    const [from, to, sharings] = [tables.from.values, tables.to.values, tables.sharings.values];
    const [counts, crystalOf] = [tables.counts.values, tables.crystalOfSite.values];
    const kindNumber = (sharing: number) => CONNECTION_KINDS.indexOf(kindOf(tables.graphs.sharedLigandsOf(sharing)));
    const tallies = new Map<number, Tally>();
    for (let row = 0; row < from.length; row++) {
      if (row % CONNECTIONS_IN_STEP === 0) yield;
      const site = from[row]!;
      const crystal = crystalOf[site]!;
      const [one, other] = [codes[site]!, codes[to[row]!]!];
      if (!chosen[crystal] || one === 0 || other === 0) continue;
      const key = (one * dictionary.size + other) * CONNECTION_KINDS.length + kindNumber(sharings[row]!);
      let tally = tallies.get(key);
      if (tally === undefined) {
        tally = { seen: 0, crystals: 0, lastCrystal: -1 };
        tallies.set(key, tally);
      }
      tally.seen += multiplicities[site]! * counts[row]!;
      if (tally.lastCrystal !== crystal) tally.crystals++;
      tally.lastCrystal = crystal;
    }
    const connections = new Map<string, MotifConnection[]>();
    for (const [key, { seen, crystals }] of tallies) {
      const kind = CONNECTION_KINDS[key % CONNECTION_KINDS.length]!;
      const pair = Math.floor(key / CONNECTION_KINDS.length);
      const [one, other] = [Math.floor(pair / dictionary.size), pair % dictionary.size];
      const fromMotif = dictionary.textOf(one) as MotifId;
      const toMotif = dictionary.textOf(other) as MotifId;
      const list = connections.get(fromMotif) ?? [];
      connections.set(fromMotif, list);
      list.push({ fromMotif, toMotif, kind, occurrences: one === other ? seen / 2 : seen, crystals });
    }
    yield;
    for (const list of connections.values()) list.sort(byFrequency);
    return new MotifNetwork(connections);
  }

  /** Most frequent first. */
  of(motif: string, kinds: readonly ConnectionKind[] = CONNECTION_KINDS): readonly MotifConnection[] {
    return (this.connections.get(motif) ?? []).filter(({ kind }) => kinds.includes(kind));
  }
}

function byFrequency(a: MotifConnection, b: MotifConnection): number {
  return b.occurrences - a.occurrences || compareTexts(a.toMotif, b.toMotif) || compareTexts(a.kind, b.kind);
}
