/** Crystals read as a whole, through every relationship that makes them up. */
import type { MotifId } from '../motif/motif-type.js';
import { canonicalRecord, checksumOf, inKeyOrder } from './checksum.js';
import type { Cypher } from './cypher.js';
import type { Engine, Parameters, Row } from './engine.js';
import type { ExpectedCounts } from './graph-counts.js';
import type { CrystalRecord, MotifNode, MotifSiteNode, SourceNode } from './model.js';
import { connectionFrom, crystalFrom, grouped, inOrder, predictionFrom, siteFrom, sourceFrom } from './rows.js';
import type { IndexedLabel, RecordStore, StoredRecord, StoredRow } from './store.js';
import { crystalRow, sharesRow, siteRow, sourceRow } from './stored-rows.js';

/** What was read of one crystal, row by row. */
interface Parts {
  readonly crystal: Row;
  readonly sites: readonly Row[];
  readonly instances: readonly Row[];
  readonly connections: readonly Row[];
  readonly composition: readonly Row[];
  readonly contents: readonly Row[];
  readonly predictions: readonly Row[];
  readonly yielded: readonly Row[];
}

const PARTS = ['sites', 'instances', 'connections', 'composition', 'contents', 'predictions', 'yielded'] as const;

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
      const own = Object.fromEntries(PARTS.map((part) => [part, parts[part][i]!])) as unknown as Parts;
      return storedRecord({ ...own, crystal });
    });
  }

  async checksums(ids: readonly string[]): Promise<(string | null)[]> {
    if (ids.length === 0) return [];
    const rows = inOrder(ids, await this.run('checksums', { ids }), (row) => String(row['id']));
    return rows.map((row) => (row?.['checksum'] ?? null) as string | null);
  }

  async sources(after: string, limit: number): Promise<StoredRow<SourceNode>[]> {
    const rows = await this.run('sources', { after, limit });
    return rows.map((row) => {
      const node = inKeyOrder(sourceFrom(row));
      return { node, isWhole: sourceRow(node).checksum === (row['node'] as Row)['checksum'] };
    });
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
  return String((row['node'] as Row)['id']);
}

/** LadybugDB has the crystal's properties as JSON among its columns. */
export function wholeCrystalFrom(row: Row) {
  const node = row['node'] as Row;
  return crystalFrom(typeof node['node'] === 'string' ? node : row);
}

function storedRecord(parts: Parts): StoredRecord {
  const record = canonicalRecord({
    crystal: wholeCrystalFrom(parts.crystal),
    composition: Object.fromEntries(
      parts.composition.map((row) => [String(row['element']), Number(row['fraction'])]),
    ) as CrystalRecord['composition'],
    sites: parts.sites.map(siteFrom),
    connections: parts.connections.map((row) => {
      const { crystalId, angleMean, angleSpread, angleMin, angleMax, ...connection } = row;
      return connectionFrom(connection);
    }),
    motifs: parts.contents.map((row) => {
      const { crystalCount, siteCount, ...motif } = row['node'] as MotifNode & Row;
      return motif;
    }),
    contents: parts.contents.map((row) => ({
      crystalId: String(row['crystalId']),
      motifId: idOf(row) as MotifId,
      count: Number(row['count']),
      fraction: Number(row['fraction']),
    })),
    predictions: parts.predictions.map(predictionFrom),
  });
  const { checksum } = parts.crystal['node'] as Row;
  return { record, checksum: (checksum ?? null) as string | null, disagreements: disagreementsOrNone(record, parts) };
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
  const found = differing('the crystal', parts.crystal['node'] as Row, crystalRow(record));
  const sites = new Map(record.sites.map((site) => [site.id, site]));
  for (const row of parts.sites) {
    const site = sites.get(idOf(row))!;
    found.push(...differing(`the site ${site.id}`, row['node'] as Row, siteRow(site)));
  }
  for (const row of parts.connections) {
    const { crystalId, ...stored } = row;
    const { from, to, ...expected } = sharesRow(connectionFrom(stored));
    found.push(...differing(`the connection ${from} to ${to}`, stored, { ...expected, fromSite: from, toSite: to }));
  }
  const instances = new Map(parts.instances.map((row) => [row['site'], row['motif']]));
  for (const site of record.sites) {
    if ((instances.get(site.id) ?? null) !== site.motifId || isRepeated(site, parts)) {
      found.push(`the site ${site.id} is no instance of its motif ${site.motifId ?? '(it has none)'}`);
    }
  }
  if (parts.yielded.some((row) => row['id'] !== record.crystal.id)) {
    found.push(`the ledger says that ${parts.yielded.map((row) => row['id']).join(', ')} yielded it`);
  }
  return found;
}

function isRepeated({ id }: MotifSiteNode, { instances }: Parts): boolean {
  return instances.filter((row) => row['site'] === id).length > 1;
}

/** Properties whose values differ; Neo4j leaves out those that are null, and LadybugDB has few of the crystal's own. */
function differing(what: string, stored: Row, expected: object): string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    if (!(name in stored) && (value === null || LEFT_OUT.has(name))) return [];
    return text(stored[name]) === text(value) ? [] : [`${what} has another ${name} than its record`];
  });
}

/** Columns that stand on one of the engines alone. */
const LEFT_OUT = new Set([
  'node',
  'spaceGroupSymbol',
  'cell',
  'ionAssignment',
  'description',
  'warnings',
  'file',
  'format',
  'block',
  'sha256',
  'method',
]);

/** Lists of numbers are text on LadybugDB. */
function text(value: unknown): string {
  if (typeof value === 'string' && value.startsWith('[')) return value;
  return JSON.stringify(value ?? null);
}

/** Whether the record is the one that was written. */
export function isWhole({ record, checksum }: StoredRecord): boolean {
  return checksumOf(record) === checksum;
}
