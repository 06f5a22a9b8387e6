/** Who connects to whom: the connections between motifs, elements or geometries, each counted once. */
import { CONNECTION_KINDS, type ConnectionKind } from '../../motif/analysis.js';
import { kindOf } from '../../motif/connectivity.js';
import type { Steps } from '../turns.js';
import { compareTexts } from './order.js';
import type { RowSet } from './row-set.js';
import type { ProjectionTables } from './tables.js';

/** What stands at the rows and columns. */
export type MatrixKey = 'motifId' | 'element' | 'geometry';

export interface MatrixCell {
  readonly from: string;
  readonly to: string;
  readonly kind: ConnectionKind;
  /** Connections in primitive cells. */
  readonly occurrences: number;
  /** Crystals that have one. */
  readonly crystals: number;
}

interface Tally {
  occurrences: number;
  crystals: number;
  lastCrystal: number;
}

/** Connections between two turns of others. */
const CONNECTIONS_IN_STEP = 20_000;

/**
 * Each pair once, `from` before `to` in the alphabet, most frequent first. Connections of sites without a value are left out.
 *
 * @param connections each of them counts once (`Projection.connectionSet`)
 */
export function* connectionMatrix(tables: ProjectionTables, connections: RowSet, key: MatrixKey): Steps<MatrixCell[]> {
  const { codes, dictionary } = tables.sites.texts(key);
  // Another version of the graph may add texts between two steps.
  const { size } = dictionary;
  const { from, to, sharings, crystalOfSite, graphs } = tables;
  const tallies = new Map<number, Tally>();
  for (const [index, row] of connections.rows.entries()) {
    if (index % CONNECTIONS_IN_STEP === 0) yield;
    const site = from.at(row);
    const [one, other] = [codes[site]!, codes[to.at(row)]!];
    if (one === 0 || other === 0) continue;
    const kind = CONNECTION_KINDS.indexOf(kindOf(graphs.sharedLigandsOf(sharings.at(row))));
    const pair = Math.min(one, other) * size + Math.max(one, other);
    const code = pair * CONNECTION_KINDS.length + kind;
    const tally = tallies.get(code) ?? { occurrences: 0, crystals: 0, lastCrystal: -1 };
    tallies.set(code, tally);
    tally.occurrences += connections.weightOf(index);
    // Rows of one crystal stand together.
    const crystal = crystalOfSite.at(site);
    if (tally.lastCrystal !== crystal) tally.crystals++;
    tally.lastCrystal = crystal;
  }
  const cells: MatrixCell[] = [];
  for (const [code, { occurrences, crystals }] of tallies) {
    const pair = Math.floor(code / CONNECTION_KINDS.length);
    const ends = [Math.floor(pair / size), pair % size].map((end) => dictionary.textOf(end));
    const [first, second] = ends.sort(compareTexts) as [string, string];
    cells.push({
      from: first,
      to: second,
      kind: CONNECTION_KINDS[code % CONNECTION_KINDS.length]!,
      occurrences,
      crystals,
    });
  }
  yield;
  return cells.sort(
    (a, b) =>
      b.occurrences - a.occurrences || compareTexts(`${a.from} ${a.to} ${a.kind}`, `${b.from} ${b.to} ${b.kind}`),
  );
}
