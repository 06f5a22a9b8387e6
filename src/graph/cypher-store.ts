/** The graph store over either engine: the statements of `cypher/`, their parameters, and the rows that come back. */
import { sep } from 'node:path';
import { PROPERTIES } from '../amdnet/properties.js';
import { type CrystalParts, NO_PARTS, unpackedParts } from './crystal-parts.js';
import type { Blanks, Cypher } from './cypher.js';
import type { Engine, Parameters, Row } from './engine.js';
import type { Edit } from './local-search.js';
import type { CrystalNode, CrystalRecord, CrystalVectorNode, PredictionNode, SourceNode } from './model.js';
import type { Projection } from './projection/projection.js';
import { Projections } from './projection/projections.js';
import { CypherRecordStore } from './record-store.js';
import { crystalFrom, grouped, inOrder, predictionFrom, sourceFrom } from './rows.js';
import { refusedSelection } from './selection.js';
import type {
  Count,
  GraphStatistics,
  GraphStore,
  Page,
  PlacedCrystals,
  RefusedFilter,
  ReportedChange,
} from './store.js';
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
    this.projections = new Projections(
      engine,
      cypher,
      () => this.version(),
      () => this.vectors.crystalMap(),
    );
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

  async partsOfCrystals(ids: readonly string[]): Promise<CrystalParts[]> {
    const rows = ids.length === 0 ? [] : await this.read('crystals/parts', { ids });
    const parts = await mapInSteps(rows, (row) => {
      const id = String(row['id']);
      return [id, unpackedParts(id, row['parts'] as readonly string[])] as const;
    });
    const byId = new Map(parts);
    return ids.map((id) => byId.get(id) ?? NO_PARTS);
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
    placed?: PlacedCrystals,
  ): Promise<void> {
    try {
      const vectors = await this.writer.write(records, sources, gone, placed);
      this.vectors.edited(editsOf(records, sources, gone, vectors));
    } catch (error) {
      // What was committed all the same stays.
      this.vectors.changed();
      throw error;
    } finally {
      this.kept.changed();
    }
  }

  async report(changes: readonly ReportedChange[]): Promise<ReadonlySet<string>> {
    try {
      return await this.writer.report(changes);
    } finally {
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

/** What became of each crystal that a write has touched. */
function editsOf(
  records: readonly CrystalRecord[],
  sources: readonly SourceNode[],
  gone: readonly string[],
  vectors: readonly CrystalVectorNode[],
): Edit[] {
  const contents = new Map(records.map((record) => [record.crystal.id, record.contents]));
  const vectorsOf = new Map(vectors.map((vector) => [vector.id, vector]));
  const ids = new Set([...sources.map(({ id }) => id), ...contents.keys(), ...gone]);
  return [...ids].map((id) => ({
    id,
    vectors: vectorsOf.get(id) ?? null,
    motifs: contents.get(id)?.map(({ motifId, fraction }) => ({ id: motifId, fraction })) ?? null,
  }));
}
