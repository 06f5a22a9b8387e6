/** Made for each request: what many fields ask for one by one goes to the graph in one call. */
import DataLoader from 'dataloader';
import type { DualGraph } from '../amdnet/graphs.js';
import { crystalMotifsOf } from '../graph/crystal-motifs.js';
import type {
  CrystalNode,
  CrystalRecord,
  MotifConnection,
  MotifContent,
  MotifNode,
  MotifSiteNode,
  PredictionNode,
  SiteConnection,
  SourceNode,
} from '../graph/model.js';
import type {
  CrystalOwner,
  CrystalSortKey,
  ElementRow,
  GeometryRow,
  MotifOwner,
  MotifRow,
  MotifSortKey,
  MotifStatistics,
  Page,
  Sort,
} from '../graph/store.js';
import type { ConnectionKind } from '../motif/analysis.js';
import { predictionNodes } from '../pipeline/predicted-record.js';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import type { QueryGraph } from './graph-access.js';
import { KeptRecords } from './kept-records.js';
import { missingCrystalError } from './missing.js';
import type { FreshPrediction, PredictionService } from './prediction-service.js';

/** A page of a list that hangs on one of many owners. */
interface OwnedPage<Owner extends string, SortKey extends string> {
  readonly owner: Owner;
  readonly key: string;
  readonly sort: Sort<SortKey>;
  readonly page: Page;
}

interface ConnectedMotifsOf {
  readonly motifId: string;
  readonly kinds: readonly ConnectionKind[] | undefined;
}

export interface Loaders {
  readonly crystal: DataLoader<string, CrystalNode | null>;
  readonly source: DataLoader<string, SourceNode | null>;
  readonly sitesOfCrystal: DataLoader<string, MotifSiteNode[]>;
  readonly contentsOfCrystal: DataLoader<string, MotifContent[]>;
  /** As the representation reads them. */
  readonly motifsOfCrystal: DataLoader<string, CrystalMotifs>;
  /** As the graph holds them; those of a kept record are made. */
  readonly predictionsOfCrystal: DataLoader<string, readonly PredictionNode[]>;
  /** Made now, with what they rest on. */
  readonly freshPrediction: DataLoader<string, FreshPrediction>;
  readonly site: DataLoader<string, MotifSiteNode | null>;
  readonly connectionsOfSite: DataLoader<string, SiteConnection[]>;
  readonly motif: DataLoader<string, MotifRow | null>;
  readonly connectedMotifs: DataLoader<ConnectedMotifsOf, MotifConnection[], string>;
  readonly statisticsOfMotif: DataLoader<string, MotifStatistics>;
  readonly crystalsOf: DataLoader<OwnedPage<CrystalOwner, CrystalSortKey>, CrystalNode[], string>;
  readonly motifsOf: DataLoader<OwnedPage<MotifOwner, MotifSortKey>, MotifRow[], string>;
  /** Lets the record of a crystal that is not in the graph be loaded like one that is. */
  keep(record: CrystalRecord, graph: DualGraph | null): void;
  /** By symbol; whole tables, fetched once. */
  elements(): Promise<ReadonlyMap<string, ElementRow>>;
  geometries(): Promise<ReadonlyMap<string, GeometryRow>>;
}

/** Ids in one call to the graph: the rows of more would hold up the event loop while they are read. */
const IDS_IN_CALL = 250;

/** @param schedule when what was asked for goes to the graph. */
export function makeLoaders(
  queryGraph: QueryGraph,
  predictions: PredictionService,
  schedule: (load: () => void) => void,
): Loaders {
  const whole = { batchScheduleFn: schedule };
  const inCalls = { ...whole, maxBatchSize: IDS_IN_CALL };
  const kept = new KeptRecords();
  const loaders: Loaders = {
    crystal: new DataLoader((ids) => queryGraph((store) => store.crystalsById(ids)), inCalls),
    source: new DataLoader((ids) => queryGraph((store) => store.sourcesById(ids)), inCalls),
    sitesOfCrystal: new DataLoader(async (ids) => {
      const sites = await queryGraph((store) => store.sitesOfCrystals(ids));
      for (const site of sites.flat()) loaders.site.prime(site.id, site);
      return sites;
    }, inCalls),
    contentsOfCrystal: new DataLoader((ids) => queryGraph((store) => store.contentsOfCrystals(ids)), whole),
    motifsOfCrystal: new DataLoader<string, CrystalMotifs>(async (ids) => {
      const stored = ids.filter((id) => !kept.has(id));
      const motifs = stored.length === 0 ? [] : await queryGraph((store) => store.vectors.crystalMotifsOf(stored));
      const byId = new Map(stored.map((id, i) => [id, motifs[i]]));
      return Promise.all(
        ids.map((id) => {
          const record = kept.record(id);
          return record === undefined ? (byId.get(id) ?? missingCrystalError(id, loaders)) : crystalMotifsOf(record);
        }),
      );
    }, inCalls),
    predictionsOfCrystal: new DataLoader(async (ids) => {
      const stored = ids.filter((id) => !kept.has(id));
      const rows = stored.length === 0 ? [] : await queryGraph((store) => store.predictionsOfCrystals(stored));
      const byId = new Map(stored.map((id, i) => [id, rows[i]!]));
      return Promise.all(
        ids.map(async (id) => byId.get(id) ?? predictionNodes(id, (await loaders.freshPrediction.load(id)).prediction)),
      );
    }, whole),
    freshPrediction: new DataLoader<string, FreshPrediction>(async (ids) => {
      const crystals = await Promise.all(ids.map((id) => loaders.crystal.load(id)));
      const known = crystals.filter((crystal) => crystal !== null);
      const again = known.filter(({ id }) => kept.graph(id) === null);
      const fresh = again.length === 0 ? [] : await predictions.predict(again);
      const byId = new Map(again.map(({ id }, index) => [id, fresh[index]!]));
      for (const { id } of known) {
        const graph = kept.graph(id);
        if (graph !== null) byId.set(id, await predictions.predictFrom(graph));
      }
      return Promise.all(ids.map(async (id) => byId.get(id) ?? missingCrystalError(id, loaders)));
    }, whole),
    site: new DataLoader<string, MotifSiteNode | null>(
      (ids) =>
        keptOr(
          ids,
          (id) => kept.site(id),
          (others) => queryGraph((store) => store.sitesById(others)),
        ),
      inCalls,
    ),
    connectionsOfSite: new DataLoader<string, SiteConnection[]>(
      (ids) =>
        keptOr(
          ids,
          (id) => kept.connectionsOfSite(id),
          (others) => queryGraph((store) => store.connectionsOfSites(others)),
        ),
      inCalls,
    ),
    motif: new DataLoader(async (ids) => {
      const rows = await queryGraph((store) => store.motifsById(ids));
      return rows.map((row, index) => row ?? unseen(kept.motif(ids[index]!)));
    }, whole),
    statisticsOfMotif: new DataLoader((ids) => queryGraph((store) => store.motifStatistics(ids)), whole),
    connectedMotifs: groupedLoader(
      schedule,
      ({ kinds }) => JSON.stringify(kinds ?? null),
      ({ motifId }) => motifId,
      ({ kinds }, ids) => queryGraph((store) => store.motifConnections(ids, kinds)),
    ),
    crystalsOf: groupedLoader(
      schedule,
      ({ owner, sort, page }) => JSON.stringify([owner, sort, page]),
      ({ key }) => key,
      ({ owner, sort, page }, keys) => queryGraph((store) => store.crystalsOfEach(owner, keys, sort, page)),
    ),
    motifsOf: groupedLoader(
      schedule,
      ({ owner, sort, page }) => JSON.stringify([owner, sort, page]),
      ({ key }) => key,
      ({ owner, sort, page }, keys) => queryGraph((store) => store.motifsOfEach(owner, keys, sort, page)),
    ),
    elements: once(
      async () => new Map((await queryGraph((store) => store.elements())).map((row) => [row.symbol, row])),
    ),
    geometries: once(
      async () => new Map((await queryGraph((store) => store.geometries())).map((row) => [row.symbol, row])),
    ),
    keep: (record, graph) => {
      const { crystal, sites, contents } = record;
      kept.keep(record, graph);
      loaders.crystal.prime(crystal.id, crystal);
      loaders.sitesOfCrystal.prime(crystal.id, [...sites]);
      loaders.contentsOfCrystal.prime(crystal.id, [...contents]);
    },
  };
  return loaders;
}

/** What is kept, and of the other ids what the graph has. */
async function keptOr<Value>(
  ids: readonly string[],
  keptOf: (id: string) => Value | undefined,
  load: (ids: readonly string[]) => Promise<Value[]>,
): Promise<Value[]> {
  const own = ids.map(keptOf);
  const others = ids.filter((_, index) => own[index] === undefined);
  const loaded = others.length === 0 ? [] : await load(others);
  const byId = new Map(others.map((id, index) => [id, loaded[index]!]));
  return ids.map((id, index) => own[index] ?? byId.get(id)!);
}

/** A motif that no crystal of the graph contains. */
function unseen(motif: MotifNode | undefined): MotifRow | null {
  return motif === undefined ? null : { ...motif, crystalCount: 0, siteCount: 0 };
}

/** One call for each group of requests that differ in nothing but the id that they are about. */
function groupedLoader<Request, Answer>(
  batchScheduleFn: (load: () => void) => void,
  groupOf: (request: Request) => string,
  idOf: (request: Request) => string,
  load: (request: Request, ids: readonly string[]) => Promise<Answer[]>,
): DataLoader<Request, Answer, string> {
  return new DataLoader(
    async (requests) => {
      const groups = new Map<string, number[]>();
      for (const [index, request] of requests.entries()) {
        const group = groupOf(request);
        groups.set(group, [...(groups.get(group) ?? []), index]);
      }
      const answers = new Array<Answer>(requests.length);
      await Promise.all(
        [...groups.values()].map(async (indices) => {
          const ids = indices.map((index) => idOf(requests[index]!));
          const loaded = await load(requests[indices[0]!]!, ids);
          for (const [position, index] of indices.entries()) answers[index] = loaded[position]!;
        }),
      );
      return answers;
    },
    { batchScheduleFn, cacheKeyFn: (request) => JSON.stringify([groupOf(request), idOf(request)]) },
  );
}

function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= load();
    return value;
  };
}
