/** The graph store over either engine: the statements of `cypher/`, their parameters, and the rows that come back. */
import { sep } from 'node:path';
import { PROPERTIES } from '../amdnet/properties.js';
import type { Blanks, Cypher } from './cypher.js';
import type { Engine, Parameters, Row } from './engine.js';
import {
  type CrystalNode,
  type CrystalRecord,
  type MotifContent,
  type MotifSiteNode,
  type PredictionNode,
  type SiteConnection,
  type SourceNode,
} from './model.js';
import type { Projection } from './projection/projection.js';
import { Projections } from './projection/projections.js';
import { CypherRecordStore } from './record-store.js';
import {
  connectionFrom,
  contentFrom,
  crystalFrom,
  grouped,
  inOrder,
  predictionFrom,
  siteFrom,
  sourceFrom,
} from './rows.js';
import { refusedSelection } from './selection.js';
import type { Count, GraphStatistics, GraphStore, Page, RefusedFilter } from './store.js';
import { mapInSteps } from './turns.js';
import { CypherVectorStore } from './vector-store.js';
import { KeptVersion } from './version.js';
import { Writer } from './writer.js';

export class CypherStore implements GraphStore {
  readonly vectors: CypherVectorStore;
  readonly records: CypherRecordStore;
  private readonly writer: Writer;
  private readonly projections: Projections;
  private readonly kept: KeptVersion;

  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
  ) {
    this.writer = new Writer(engine, cypher);
    this.kept = new KeptVersion(engine, cypher);
    this.vectors = new CypherVectorStore(engine, cypher, () => this.kept.changed());
    this.records = new CypherRecordStore(engine, cypher);
    this.projections = new Projections(engine, cypher, () => this.version());
  }

  projection(): Promise<Projection> {
    return this.projections.current();
  }

  async crystalsById(ids: readonly string[]): Promise<(CrystalNode | null)[]> {
    const rows = ids.length === 0 ? [] : await this.read('crystals/by-id', { ids });
    return inOrder(ids, await mapInSteps(rows, crystalFrom), ({ id }) => id);
  }

  async sourcesById(ids: readonly string[]): Promise<(SourceNode | null)[]> {
    const rows = ids.length === 0 ? [] : await this.read('ledger/by-id', { ids });
    return inOrder(ids, rows.map(sourceFrom), ({ id }) => id);
  }

  async sourcesOfPlaces(places: readonly string[]): Promise<SourceNode[]> {
    return places.length === 0 ? [] : (await this.read('ledger/of-places', { places })).map(sourceFrom);
  }

  async sourcesBelow(place: string, after: string, limit: number): Promise<SourceNode[]> {
    const inFolder = place.endsWith(sep) ? place : `${place}${sep}`;
    const rows = await this.read('ledger/below', { place, inFolder, inArchive: `${place}:`, after, limit });
    return rows.map(sourceFrom);
  }

  async refused(filter: RefusedFilter, page: Page): Promise<SourceNode[]> {
    const { conditions, parameters } = refusedSelection(filter, page);
    const direction = page.fromEnd ? 'DESC' : 'ASC';
    const rows = await this.read('refused/list', { ...parameters, limit: page.limit }, { conditions, direction });
    return (page.fromEnd ? rows.reverse() : rows).map(sourceFrom);
  }

  async countRefused(filter: RefusedFilter): Promise<number> {
    const { conditions, parameters } = refusedSelection(filter);
    const [row] = await this.read('refused/count', parameters, { conditions });
    return Number(row?.['total'] ?? 0);
  }

  /** By the reason, most frequent first. */
  async refusalCounts(): Promise<Count[]> {
    const rows = await this.read('refused/codes', {});
    return rows.map((row) => ({
      key: String(row['key']),
      crystals: Number(row['total']),
      occurrences: Number(row['total']),
    }));
  }

  async sitesOfCrystals(crystalIds: readonly string[]): Promise<MotifSiteNode[][]> {
    const sites = await mapInSteps(await this.read('sites/of-crystals', { ids: crystalIds }), siteFrom);
    sites.sort((a, b) => a.orbit - b.orbit);
    return grouped(crystalIds, sites, ({ crystalId }) => crystalId);
  }

  async sitesById(ids: readonly string[]): Promise<(MotifSiteNode | null)[]> {
    return inOrder(ids, await mapInSteps(await this.read('sites/by-id', { ids }), siteFrom), ({ id }) => id);
  }

  async connectionsOfSites(siteIds: readonly string[]): Promise<SiteConnection[][]> {
    const crystals = [...new Set(siteIds.map(crystalOfSite))];
    const rows = await this.read('sites/connections', { ids: siteIds, crystals });
    const connections = await mapInSteps(rows, connectionFrom);
    connections.sort((a, b) => a.distance - b.distance || compare(a.toSite, b.toSite) || compare(a.kind, b.kind));
    return grouped(siteIds, connections, ({ fromSite }) => fromSite);
  }

  async contentsOfCrystals(crystalIds: readonly string[]): Promise<MotifContent[][]> {
    const contents = (await this.read('crystals/contents', { ids: crystalIds })).map(contentFrom);
    contents.sort((a, b) => compare(a.motifId, b.motifId));
    return grouped(crystalIds, contents, ({ crystalId }) => crystalId);
  }

  async predictionsOfCrystals(crystalIds: readonly string[]): Promise<PredictionNode[][]> {
    const predictions = (await this.read('crystals/predictions', { ids: crystalIds })).map(predictionFrom);
    const place = ({ property }: PredictionNode) => PROPERTIES.indexOf(property);
    predictions.sort((a, b) => place(a) - place(b));
    return grouped(crystalIds, predictions, ({ crystalId }) => crystalId);
  }

  countCrystals(): Promise<number> {
    return this.total('crystals');
  }

  async crystalsByDataset(): Promise<ReadonlyMap<string | null, number>> {
    const rows = await this.read('statistics/datasets', {});
    return new Map(rows.map((row) => [(row['dataset'] ?? null) as string | null, Number(row['total'])]));
  }

  async statistics(): Promise<GraphStatistics> {
    const [crystals, motifs, motifSites, connections, refused] = await Promise.all([
      this.countCrystals(),
      this.total('motifs'),
      this.total('sites'),
      this.total('connections'),
      this.countRefused({}),
    ]);
    return { crystals, motifs, motifSites, connections, refused };
  }

  async write(
    records: readonly CrystalRecord[],
    sources: readonly SourceNode[],
    gone: readonly string[] = [],
  ): Promise<void> {
    try {
      await this.writer.write(records, sources, gone);
    } finally {
      // Also where it failed: what was committed stays.
      this.vectors.changed();
      this.kept.changed();
    }
  }

  async moveSources(moved: readonly SourceNode[]): Promise<void> {
    try {
      await this.writer.moveSources(moved);
    } finally {
      this.kept.changed();
    }
  }

  version(): Promise<string> {
    return this.kept.version();
  }

  ping(): Promise<void> {
    return this.engine.ping();
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  private async total(name: string): Promise<number> {
    return Number((await this.read(`statistics/${name}`, {}))[0]?.['total'] ?? 0);
  }

  private read(name: string, parameters: Parameters, blanks?: Blanks): Promise<Row[]> {
    return this.engine.read({ text: this.cypher.text(name, blanks), parameters });
  }
}

/** `rutile` of `rutile/0`. */
function crystalOfSite(siteId: string): string {
  return siteId.slice(0, siteId.lastIndexOf('/'));
}

/** By value: code points of text, size of numbers; as both engines sort. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  return (a as string | number) < (b as string | number) ? -1 : 1;
}
