/** Counts and links that are kept for all crystals together, to be compared with what the crystals themselves say. */
import { motifType } from '../motif/motif-type.js';
import type { Cypher } from './cypher.js';
import type { Engine, Row } from './engine.js';
import type { PropertiesOf } from './field.js';
import type { CrystalRecord } from './model.js';
import { CONNECTED_TO, MOTIF } from './motif-tables.js';
import { decoded, motifFrom } from './rows.js';
import { elementRow, netRows } from './stored-rows.js';
import { type ConnectionChange, connectionChanges, type MotifChange, motifChanges, tallyOf } from './tally.js';

/** A part of the graph whose number follows from the crystals, and what it joins. */
const RELATIONSHIPS = {
  HAS_SITE: ['Crystal', 'MotifSite'],
  HAS_NET: ['Crystal', 'Net'],
  INSTANCE_OF: ['MotifSite', 'Motif'],
  SHARES: ['MotifSite', 'MotifSite'],
  CONTAINS: ['Crystal', 'Motif'],
  COMPOSED_OF: ['Crystal', 'Element'],
  HAS_PREDICTION: ['Crystal', 'Prediction'],
} as const;
type Relationship = keyof typeof RELATIONSHIPS;
const LABELS = ['Crystal', 'MotifSite', 'Net', 'Prediction'] as const;
type Label = (typeof LABELS)[number];

/** Sums over the crystals of a graph. */
export class ExpectedCounts {
  private readonly totals = new Map<Label | Relationship, number>();
  private readonly motifs = new Map<string, MotifChange>();
  private readonly connections = new Map<string, ConnectionChange>();

  add(records: readonly CrystalRecord[]): void {
    const tally = tallyOf(records);
    const nets = records.reduce((sum, { crystal }) => sum + netRows(crystal).length, 0);
    this.count('Net', nets);
    this.count('HAS_NET', nets);
    const nothing = { occurrences: [], sightings: [] };
    for (const change of motifChanges(tally, nothing)) {
      const { crystals = 0, sites = 0 } = this.motifs.get(change.id) ?? {};
      this.motifs.set(change.id, { ...change, crystals: crystals + change.crystals, sites: sites + change.sites });
    }
    for (const change of connectionChanges(tally, nothing)) {
      const key = `${change.from} ${change.kind} ${change.to}`;
      const { crystals = 0, occurrences = 0 } = this.connections.get(key) ?? {};
      const sums = { crystals: crystals + change.crystals, occurrences: occurrences + change.occurrences };
      this.connections.set(key, { ...change, ...sums });
    }
    for (const { sites, connections, contents, composition, predictions } of records) {
      this.count('Crystal', 1);
      this.count('MotifSite', sites.length);
      this.count('HAS_SITE', sites.length);
      this.count('INSTANCE_OF', sites.filter(({ motifId }) => motifId !== null).length);
      this.count('SHARES', connections.length);
      this.count('CONTAINS', contents.length);
      this.count('COMPOSED_OF', Object.keys(composition).length);
      this.count('Prediction', predictions.length);
      this.count('HAS_PREDICTION', predictions.length);
    }
  }

  /** A sentence for each count or link of the graph that does not agree. */
  async compare(engine: Engine, cypher: Cypher): Promise<string[]> {
    const run = (name: string, blanks = {}) =>
      engine.read({ text: cypher.text(`verify/${name}`, blanks), parameters: {} });
    const found: string[] = [];
    const compare = (what: string, stored: number, expected: number) => {
      if (stored !== expected) found.push(`${what}: the graph has ${stored}, but its crystals add up to ${expected}`);
    };
    for (const label of LABELS) {
      compare(`${label} nodes`, totalOf(await run('nodes', { label })), this.totals.get(label) ?? 0);
    }
    for (const [type, [start, end]] of Object.entries(RELATIONSHIPS)) {
      const stored = totalOf(await run('relationships', { type, start, end }));
      compare(`${type} relationships`, stored, this.totals.get(type as Relationship) ?? 0);
    }
    const motifs = (await run('motifs')).map(motifFrom);
    for (const { id, crystalCount, siteCount } of motifs) {
      compare(`crystalCount of the motif ${id}`, crystalCount, this.motifs.get(id)?.crystals ?? 0);
      compare(`siteCount of the motif ${id}`, siteCount, this.motifs.get(id)?.sites ?? 0);
    }
    const centres = linksById(await run('centres'));
    const geometries = linksById(await run('geometries'));
    for (const { id, geometry } of motifs) {
      const expected = motifType(id).centres;
      if (!areThese(centres.get(id), expected.map(elementRow))) {
        found.push(`the motif ${id} is not centred on ${expected.join(', ')}`);
      }
      // Not the name, which another version may have worded differently.
      if (!isOnly(geometries.get(id), { symbol: geometry })) {
        found.push(`the motif ${id} does not have the geometry ${geometry}`);
      }
    }
    found.push(...this.comparedConnections((await run('connections')).map(storedConnection)));
    return found;
  }

  private comparedConnections(stored: readonly StoredConnection[]): string[] {
    const missing = new Map(this.connections);
    const found: string[] = [];
    for (const { from, to, kind, occurrences, crystals } of stored) {
      const key = `${from} ${kind} ${to}`;
      const expected = missing.get(key);
      missing.delete(key);
      if (expected?.occurrences !== occurrences || expected.crystals !== crystals) {
        found.push(
          `CONNECTED_TO ${key}: the graph has ${occurrences} in ${crystals} crystals, but its crystals add up to ${expected?.occurrences ?? 0} in ${expected?.crystals ?? 0}`,
        );
      }
    }
    return [...found, ...[...missing.keys()].map((key) => `CONNECTED_TO ${key} is missing`)];
  }

  private count(what: Label | Relationship, n: number): void {
    this.totals.set(what, (this.totals.get(what) ?? 0) + n);
  }
}

const STORED = { from: MOTIF.fields.id, to: MOTIF.fields.id, ...CONNECTED_TO.fields };
type StoredConnection = PropertiesOf<typeof STORED>;

function storedConnection(row: Row): StoredConnection {
  return decoded('the connections of motifs', STORED, row);
}

function totalOf(rows: readonly Row[]): number {
  return Number(rows[0]?.['total'] ?? 0);
}

function linksById(rows: readonly Row[]): Map<unknown, Row[]> {
  const links = new Map<unknown, Row[]>();
  for (const { id, ...link } of rows) links.set(id, [...(links.get(id) ?? []), link]);
  return links;
}

/** In any order. */
function areThese(links: readonly Row[] | undefined, expected: readonly Row[]): boolean {
  return links?.length === expected.length && expected.every((row) => links.some((link) => isOnly([link], row)));
}

function isOnly(links: readonly Row[] | undefined, expected: Row): boolean {
  return links?.length === 1 && Object.entries(expected).every(([name, value]) => links[0]![name] === value);
}
