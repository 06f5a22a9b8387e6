/** Crystals read as a whole, through every relationship that makes them up. */
import { canonicalRecord, checksumOf, inKeyOrder } from './checksum.js';
import type { Cypher } from './cypher.js';
import type { Engine, Parameters, Row } from './engine.js';
import type { ExpectedCounts } from './graph-counts.js';
import type { CrystalRecord, MotifSiteNode, SourceNode } from './model.js';
import {
  connectionFrom,
  contentFrom,
  crystalFrom,
  grouped,
  inOrder,
  motifNodeFrom,
  nodeOf,
  predictionFrom,
  readable,
  siteFrom,
  sourceFrom,
  storedRow,
} from './rows.js';
import type { IndexedLabel, RecordStore, StoredRecord, StoredRow } from './store.js';
import { crystalRow, netRows, sharesRow, siteRow, sourceRow } from './stored-rows.js';
import { PROPERTIES_CACHE } from './tables.js';

/** What was read of one crystal, row by row. */
interface Parts {
  readonly crystal: Row;
  readonly sites: readonly Row[];
  readonly nets: readonly Row[];
  readonly instances: readonly Row[];
  readonly connections: readonly Row[];
  readonly composition: readonly Row[];
  readonly contents: readonly Row[];
  readonly predictions: readonly Row[];
}

const PARTS = ['sites', 'nets', 'instances', 'connections', 'composition', 'contents', 'predictions'] as const;

export class CypherRecordStore implements RecordStore {
  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
  ) {}

  async ids(): Promise<string[]> {
    return (await this.run('ids', {})).map((row) => String(row['id']));
  }

  /** Not by range: behind `c.id >= $first` LadybugDB 0.19.1 loses relationships once crystals were replaced. */
  async read(ids: readonly string[]): Promise<StoredRecord[]> {
    if (ids.length === 0) return [];
    const crystals = new Map((await this.run('crystals', { ids })).map((row) => [idOf(row), row]));
    const parts = Object.fromEntries(
      await Promise.all(
        PARTS.map(async (part) => {
          const rows = await this.run(part, { ids });
          return [part, grouped(ids, rows, (row) => String(row['crystalId']))] as const;
        }),
      ),
    ) as Record<(typeof PARTS)[number], Row[][]>;
    return ids.flatMap((id, i) => {
      const crystal = crystals.get(id);
      if (crystal === undefined) return [];
      const part = (name: (typeof PARTS)[number]) => parts[name][i]!;
      return storedRecord({
        crystal,
        sites: part('sites'),
        nets: part('nets'),
        instances: part('instances'),
        connections: part('connections'),
        composition: part('composition'),
        contents: part('contents'),
        predictions: part('predictions'),
      });
    });
  }

  async checksums(ids: readonly string[]): Promise<(string | null)[]> {
    if (ids.length === 0) return [];
    const rows = inOrder(ids, await this.run('checksums', { ids }), (row) => String(row['id']));
    return rows.map((row) => (row?.['checksum'] ?? null) as string | null);
  }

  async sources(after: string, limit: number): Promise<StoredRow<SourceNode>[]> {
    const rows = await this.run('sources', { after, limit });
    return rows.map((row) =>
      storedRow(
        row,
        (source) => inKeyOrder(sourceFrom(source)),
        (node) => sourceRow(node).checksum,
      ),
    );
  }

  async indexed(label: IndexedLabel, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const text = this.cypher.text('verify/by-id', { label });
    const rows = ids.length === 0 ? [] : await this.engine.read({ text, parameters: { ids } });
    return new Set(rows.map((row) => String(row['id'])));
  }

  miscounts(expected: ExpectedCounts): Promise<string[]> {
    return expected.compare(this.engine, this.cypher);
  }

  private run(name: string, parameters: Parameters): Promise<Row[]> {
    return this.engine.read({ text: this.cypher.text(`records/${name}`), parameters });
  }
}

function idOf(row: Row): string {
  return String(nodeOf(row)['id']);
}

function storedRecord(parts: Parts): StoredRecord {
  const { id, checksum } = nodeOf(parts.crystal);
  const common = { id: String(id), checksum: (checksum ?? null) as string | null };
  const record = readable(() => recordOf(parts));
  if (record === null) return { ...common, record, disagreements: ['a part of it cannot be read'] };
  return { ...common, record, disagreements: disagreementsOrNone(record, parts) };
}

function recordOf(parts: Parts): CrystalRecord {
  return canonicalRecord({
    crystal: crystalFrom(parts.crystal),
    composition: Object.fromEntries(parts.composition.map((row) => [String(row['element']), Number(row['fraction'])])),
    sites: parts.sites.map(siteFrom),
    connections: parts.connections.map(connectionFrom),
    motifs: parts.contents.map(motifNodeFrom),
    contents: parts.contents.map(contentFrom),
    predictions: parts.predictions.map(predictionFrom),
  });
}

function disagreementsOrNone(record: CrystalRecord, parts: Parts): string[] {
  try {
    return disagreements(record, parts);
  } catch (error) {
    return [`its record contradicts itself (${error instanceof Error ? error.message : error})`];
  }
}

/** What was written beside the record, against what is made of it now. */
function disagreements(record: CrystalRecord, parts: Parts): string[] {
  const found = differing('the crystal', nodeOf(parts.crystal), crystalRow(record));
  const sites = new Map(record.sites.map((site) => [site.id, site]));
  for (const row of parts.sites) {
    const site = sites.get(idOf(row))!;
    found.push(...differing(`the site ${site.id}`, nodeOf(row), siteRow(site)));
  }
  found.push(...disagreeingNets(record, parts));
  for (const row of parts.connections) {
    const { crystalId, ...stored } = row;
    const { from, to, ...expected } = sharesRow(connectionFrom(stored));
    found.push(...differing(`the connection ${from} to ${to}`, stored, { ...expected, fromSite: from, toSite: to }));
  }
  const instances = new Map(parts.instances.map((row) => [row['site'], row['motif']]));
  for (const site of record.sites) {
    if ((instances.get(site.id) ?? null) !== site.motifId || isRepeated(site, parts)) {
      found.push(`the site ${site.id} is not linked to its motif ${site.motifId ?? '(it has none)'}`);
    }
  }
  return found;
}

function disagreeingNets({ crystal }: CrystalRecord, { nets }: Parts): string[] {
  const expected = netRows(crystal);
  const stored = new Map(nets.map((row) => [idOf(row), nodeOf(row)]));
  if (stored.size !== nets.length || nets.length !== expected.length)
    return ['it does not have the nets of its record'];
  return expected.flatMap((net) => {
    const node = stored.get(net.id);
    return node === undefined ? [`the net ${net.id} is missing`] : differing(`the net ${net.id}`, node, net);
  });
}

function isRepeated({ id }: MotifSiteNode, { instances }: Parts): boolean {
  return instances.filter((row) => row['site'] === id).length > 1;
}

/** Properties whose values differ. Neo4j leaves out those that are null, and has no cache of properties. */
function differing(what: string, stored: Row, expected: object): string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    if (!(name in stored) && (value === null || name in PROPERTIES_CACHE)) return [];
    return text(stored[name]) === text(value) ? [] : [`${name} of ${what} differs from its record`];
  });
}

/** Lists of numbers are text on LadybugDB. */
function text(value: unknown): string {
  if (typeof value === 'string' && value.startsWith('[')) return value;
  return JSON.stringify(value ?? null);
}

/** Whether the record is the one that was written. */
export function isWhole({ record, checksum }: StoredRecord): boolean {
  return record !== null && checksumOf(record) === checksum;
}
