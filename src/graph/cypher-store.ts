/** The graph store over either engine: the statements of `cypher/`, their parameters, and the rows that come back. */
import { sep } from 'node:path';
import { PROPERTIES } from '../amdnet/properties.js';
import { CONNECTION_KINDS, type ConnectionKind } from '../motif/analysis.js';
import { geometries as referenceGeometries } from '../motif/geometries.js';
import type { Blanks, Cypher } from './cypher.js';
import type { Engine, Parameters, Row } from './engine.js';
import {
  type CrystalNode,
  type CrystalRecord,
  type MotifConnection,
  type MotifContent,
  type MotifSiteNode,
  type PredictionNode,
  type SiteConnection,
  type SourceNode,
} from './model.js';
import { CypherRecordStore } from './record-store.js';
import {
  connectionFrom,
  contentFrom,
  crystalFrom,
  distributionFrom,
  elementFrom,
  grouped,
  inOrder,
  motifConnectionFrom,
  motifFrom,
  predictionFrom,
  siteFrom,
  sourceFrom,
} from './rows.js';
import {
  both,
  crystalSelection,
  type ListName,
  motifSelection,
  pageSelection,
  refusedSelection,
  type Selection,
  sortExpression,
  whereClause,
} from './selection.js';
import type {
  Count,
  CrystalFilter,
  CrystalOwner,
  CrystalSortKey,
  ElementRow,
  Facet,
  GeometryRow,
  GraphStatistics,
  GraphStore,
  MotifFilter,
  MotifOwner,
  MotifRow,
  MotifSortKey,
  MotifStatistics,
  Page,
  RefusedFilter,
  Sort,
} from './store.js';
import { mapInSteps } from './turns.js';
import { CypherVectorStore } from './vector-store.js';
import { KeptVersion } from './version.js';
import { Writer } from './writer.js';

const PLURAL = { motif: 'motifs', element: 'elements', geometry: 'geometries' } as const;

/** Facets that are a property of crystals. */
const CRYSTAL_FACETS: Readonly<Partial<Record<Facet, keyof CrystalNode>>> = {
  crystalSystem: 'crystalSystem',
  spaceGroup: 'spaceGroupNumber',
  elementCount: 'elementCount',
  dataset: 'dataset',
  analysisVersion: 'analysisVersion',
};

export class CypherStore implements GraphStore {
  readonly vectors: CypherVectorStore;
  readonly records: CypherRecordStore;
  private readonly writer: Writer;
  private readonly kept: KeptVersion;

  constructor(
    private readonly engine: Engine,
    private readonly cypher: Cypher,
  ) {
    this.writer = new Writer(engine, cypher);
    this.kept = new KeptVersion(engine, cypher);
    this.vectors = new CypherVectorStore(engine, cypher, () => this.kept.changed());
    this.records = new CypherRecordStore(engine, cypher);
  }

  async crystals(filter: CrystalFilter, sort: Sort<CrystalSortKey>, page: Page): Promise<CrystalNode[]> {
    return mapInSteps(await this.list('crystals', crystalSelection(this.cypher, filter), sort, page), crystalFrom);
  }

  countCrystals(filter: CrystalFilter): Promise<number> {
    return this.count('crystals', crystalSelection(this.cypher, filter));
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
    const byId = { key: 'id', descending: false };
    return (await this.list('refused', refusedSelection(this.cypher, filter), byId, page)).map(sourceFrom);
  }

  countRefused(filter: RefusedFilter): Promise<number> {
    return this.count('refused', refusedSelection(this.cypher, filter));
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

  async crystalsOfEach(
    owner: CrystalOwner,
    keys: readonly string[],
    sort: Sort<CrystalSortKey>,
    page: Page,
  ): Promise<CrystalNode[][]> {
    const places = await this.placesOfEach('crystals', owner, keys, sort, page);
    const crystals = await this.crystalsById([...new Set(places.flat())]);
    const byId = new Map(crystals.map((crystal) => [crystal?.id, crystal]));
    return places.map((ids) => ids.flatMap((id) => byId.get(id) ?? []));
  }

  async motifs(filter: MotifFilter, sort: Sort<MotifSortKey>, page: Page): Promise<MotifRow[]> {
    return (await this.list('motifs', motifSelection(this.cypher, filter), sort, page)).map(motifFrom);
  }

  countMotifs(filter: MotifFilter): Promise<number> {
    return this.count('motifs', motifSelection(this.cypher, filter));
  }

  async motifsById(ids: readonly string[]): Promise<(MotifRow | null)[]> {
    const rows = ids.length === 0 ? [] : await this.read('motifs/by-id', { ids });
    return inOrder(ids, rows.map(motifFrom), ({ id }) => id);
  }

  async motifsOfEach(
    owner: MotifOwner,
    keys: readonly string[],
    sort: Sort<MotifSortKey>,
    page: Page,
  ): Promise<MotifRow[][]> {
    const places = await this.placesOfEach('motifs', owner, keys, sort, page);
    const motifs = await this.motifsById([...new Set(places.flat())]);
    const byId = new Map<string | undefined, MotifRow | null>(motifs.map((motif) => [motif?.id, motif]));
    return places.map((ids) => ids.flatMap((id) => byId.get(id) ?? []));
  }

  async motifConnections(
    motifIds: readonly string[],
    kinds: readonly ConnectionKind[] = CONNECTION_KINDS,
  ): Promise<MotifConnection[][]> {
    const rows = await this.read('motifs/connections', { ids: motifIds, kinds });
    return grouped(motifIds, rows.map(motifConnectionFrom), ({ fromMotif }) => fromMotif);
  }

  async motifStatistics(motifIds: readonly string[]): Promise<MotifStatistics[]> {
    const [sites, angles] = await Promise.all([
      this.read('motifs/site-statistics', { ids: motifIds }),
      this.read('motifs/angle-statistics', { ids: motifIds }),
    ]);
    return motifIds.map((motifId) => {
      const row = sites.find((candidate) => candidate['motifId'] === motifId);
      const ofMotif = angles.filter((candidate) => candidate['motifId'] === motifId);
      return {
        motifId,
        csm: distributionFrom(row, 'csm'),
        bondLength: distributionFrom(row, 'bond'),
        angles: CONNECTION_KINDS.flatMap((kind) => {
          const angle = ofMotif.find((candidate) => candidate['kind'] === kind);
          return angle === undefined ? [] : [{ kind, degrees: distributionFrom(angle, 'angle') }];
        }),
      };
    });
  }

  async elements(): Promise<ElementRow[]> {
    const [nodes, crystals, motifs] = await Promise.all([
      this.read('statistics/elements', {}),
      this.read('statistics/elements-crystals', {}),
      this.read('statistics/elements-motifs', {}),
    ]);
    return nodes
      .map(elementFrom)
      .map((node) => ({ ...node, ...occurrences(node.symbol, crystals, motifs) }))
      .sort((a, b) => a.atomicNumber - b.atomicNumber);
  }

  async geometries(): Promise<GeometryRow[]> {
    const [crystals, motifs] = await Promise.all([
      this.read('statistics/geometries-crystals', {}),
      this.read('statistics/geometries-motifs', {}),
    ]);
    return referenceGeometries
      .map(({ symbol, name, coordinationNumber }) => ({
        symbol,
        name,
        coordinationNumber,
        ...occurrences(symbol, crystals, motifs),
      }))
      .sort((a, b) => a.coordinationNumber - b.coordinationNumber || compare(a.symbol, b.symbol));
  }

  async facet(facet: Facet, limit: number): Promise<Count[]> {
    const property = CRYSTAL_FACETS[facet];
    const rows =
      property === undefined
        ? await this.read(`facets/${facet}`, {})
        : await this.read('facets/crystal-property', {}, { property });
    return rows
      .map((row) => ({
        key: String(row['key']),
        crystals: Number(row['crystals']),
        occurrences: Number(row['occurrences']),
      }))
      .sort((a, b) => b.crystals - a.crystals || compare(a.key, b.key))
      .slice(0, limit);
  }

  async statistics(): Promise<GraphStatistics> {
    const total = async (name: string) => Number((await this.read(`statistics/${name}`, {}))[0]?.['total'] ?? 0);
    const names = ['crystals', 'motifs', 'sites', 'connections'];
    const [refused, crystals, motifs, motifSites, connections] = await Promise.all([
      this.countRefused({}),
      ...names.map(total),
    ]);
    return {
      crystals: crystals!,
      motifs: motifs!,
      motifSites: motifSites!,
      connections: connections!,
      refused,
    };
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

  private read(name: string, parameters: Parameters, blanks?: Blanks): Promise<Row[]> {
    return this.engine.read({ text: this.cypher.text(name, blanks), parameters });
  }

  private async list(listName: ListName, filter: Selection, sort: Sort<string>, page: Page): Promise<Row[]> {
    const chosen = both(filter, pageSelection(listName, sort, page));
    const direction = sort.descending !== (page.fromEnd ?? false) ? 'DESC' : 'ASC';
    const rows = await this.read(
      `${listName}/list`,
      { ...chosen.parameters, limit: page.limit },
      { where: whereClause(listName, chosen), key: sortExpression(listName, sort), direction },
    );
    return page.fromEnd ? rows.reverse() : rows;
  }

  private async count(listName: ListName, filter: Selection): Promise<number> {
    const [row] = await this.read(`${listName}/count`, filter.parameters, { where: whereClause(listName, filter) });
    return Number(row?.['total'] ?? 0);
  }

  /**
   * Ids of the page of each owner. Neither engine's dialect limits rows by group in a form that the other shares, so that
   * the ids of all members come in order (two short columns), and are cut here.
   */
  private async placesOfEach(
    listName: 'crystals' | 'motifs',
    owner: CrystalOwner,
    keys: readonly string[],
    sort: Sort<string>,
    page: Page,
  ): Promise<string[][]> {
    const { conditions, parameters } = pageSelection(listName, sort, page);
    const and = conditions.map((condition) => `\n  AND ${condition}`).join('');
    const rows = await this.read(
      `${listName}/of-${PLURAL[owner]}`,
      { ...parameters, keys },
      { key: sortExpression(listName, sort), and, direction: sort.descending ? 'DESC' : 'ASC' },
    );
    const members = new Map<string, string[]>(keys.map((key) => [key, []]));
    await mapInSteps(rows, (row) => members.get(String(row['owner']))?.push(String(row['id'])));
    return keys.map((key) => {
      const ids = members.get(key)!;
      return page.fromEnd ? ids.slice(Math.max(0, ids.length - page.limit)) : ids.slice(0, page.limit);
    });
  }
}

function occurrences(key: string, crystals: readonly Row[], motifs: readonly Row[]) {
  const ofKey = (row: Row) => row['key'] === key;
  const motif = motifs.find(ofKey);
  return {
    crystalCount: Number(crystals.find(ofKey)?.['crystalCount'] ?? 0),
    motifCount: Number(motif?.['motifCount'] ?? 0),
    siteCount: Number(motif?.['siteCount'] ?? 0),
  };
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
