/**
 * Motifs two connections away within one compound: ways a–b–c of three different polyhedra of the infinite crystal.
 *
 * No images are needed to count them. All sites of an orbit see the same, and two polyhedra have at most one connection, so
 * that of the ways that go on from b, exactly one leads back to a.
 */
import { CONNECTION_KINDS } from '../../motif/analysis.js';
import { kindOf } from '../../motif/connectivity.js';
import { type MotifId, motifType } from '../../motif/motif-type.js';
import { motifNode } from '../motif-node.js';
import { SECOND_NEIGHBOUR, type SecondNeighbourFilter, type SecondNeighbourRow } from '../neighbours.js';
import type { Steps } from '../turns.js';
import type { ConnectionIndex } from './connection-index.js';
import { RowList } from './row-list.js';
import type { ProjectionTables } from './tables.js';

export type SecondNeighbours = RowList<SecondNeighbourRow, SecondNeighbourFilter>;

/** Ways by the motifs and kinds that they go by. */
class Tallies {
  readonly totals = new Map<number, { occurrences: number; crystals: number }>();
  private inCrystal = new Map<number, number>();

  add(code: number, ways: number): void {
    this.inCrystal.set(code, (this.inCrystal.get(code) ?? 0) + ways);
  }

  /** All sites of a crystal were visited. */
  endCrystal(): void {
    for (const [code, ways] of this.inCrystal) {
      if (ways === 0) continue;
      const total = this.totals.get(code) ?? { occurrences: 0, crystals: 0 };
      this.totals.set(code, total);
      total.occurrences += ways;
      total.crystals++;
    }
    this.inCrystal.clear();
  }
}

/** Between two turns of others. */
const SITES_IN_STEP = 200;
const ROWS_IN_STEP = 2000;

const KINDS = CONNECTION_KINDS.length;

/**
 * @param motif the one that looks
 * @param sites rows of its sites in the graph, ascending
 */
export function* secondNeighboursOf(
  tables: ProjectionTables,
  connectionsOf: ConnectionIndex,
  motif: string,
  sites: Iterable<number>,
): Steps<SecondNeighbours> {
  const { to, sharings, counts, crystalOfSite, graphs } = tables;
  const { codes, dictionary } = tables.sites.texts('motifId');
  // Another version of the graph may add texts between two steps.
  const { size } = dictionary;
  const codeOf = (via: number, end: number, firstKind: number, secondKind: number) =>
    ((via * size + end) * KINDS + firstKind) * KINDS + secondKind;
  const kindAt = (row: number) => CONNECTION_KINDS.indexOf(kindOf(graphs.sharedLigandsOf(sharings.at(row))));
  const multiplicities = tables.sites.numbers('multiplicity').values;
  const tallies = new Tallies();
  let lastCrystal = -1;
  let visited = 0;
  for (const site of sites) {
    if (visited++ % SITES_IN_STEP === 0) yield;
    // Sites of one crystal stand together.
    if (crystalOfSite.at(site) !== lastCrystal) tallies.endCrystal();
    lastCrystal = crystalOfSite.at(site);
    for (let first = connectionsOf.begin(site); first < connectionsOf.end(site); first++) {
      const [via, firstKind] = [to.at(first), kindAt(first)];
      if (codes[via] === 0) continue;
      const ways = multiplicities[site]! * counts.at(first);
      tallies.add(codeOf(codes[via]!, codes[site]!, firstKind, firstKind), -ways);
      for (let second = connectionsOf.begin(via); second < connectionsOf.end(via); second++) {
        const end = codes[to.at(second)]!;
        if (end !== 0) tallies.add(codeOf(codes[via]!, end, firstKind, kindAt(second)), ways * counts.at(second));
      }
    }
  }
  tallies.endCrystal();
  const rows: SecondNeighbourRow[] = [];
  for (const [code, { occurrences, crystals }] of tallies.totals) {
    if (rows.length % ROWS_IN_STEP === 0) yield;
    const kinds = code % KINDS ** 2;
    const pair = Math.floor(code / KINDS ** 2);
    const viaId = dictionary.textOf(Math.floor(pair / size)) as MotifId;
    const motifId = dictionary.textOf(pair % size) as MotifId;
    const [firstKind, secondKind] = [CONNECTION_KINDS[Math.floor(kinds / KINDS)]!, CONNECTION_KINDS[kinds % KINDS]!];
    const { element, geometry } = motifNode(motifType(motifId));
    rows.push({
      id: `${motif} ${firstKind} ${viaId} ${secondKind} ${motifId}`,
      fromMotif: motif as MotifId,
      viaId,
      motifId,
      element,
      geometry,
      firstKind,
      secondKind,
      occurrences,
      crystalCount: crystals,
    });
  }
  yield;
  return new RowList(SECOND_NEIGHBOUR, rows);
}
