/** Made for each request: what many fields ask for one by one goes to the graph in one call. */
import DataLoader from 'dataloader';
import type { DualGraph } from '../amdnet/graphs.js';
import { crystalMotifsOf } from '../graph/crystal-motifs.js';
import { type CrystalParts, connectionsBySite, crystalOfSite, partsOf } from '../graph/crystal-parts.js';
import type {
  CrystalRecord,
  CrystalSummary,
  MotifContent,
  MotifNode,
  MotifSiteNode,
  PredictionNode,
  SiteConnection,
  SourceNode,
} from '../graph/model.js';
import { netsThatJoin, polyhedraOf } from '../graph/polyhedra.js';
import { elementsOf, geometriesOf } from '../graph/projection/counts.js';
import { projectionOfRecord } from '../graph/projection/of-record.js';
import type { Projection } from '../graph/projection/projection.js';
import type { ElementRow, GeometryRow, MotifRow } from '../graph/store.js';
import { isAlloy, type PolyhedronNet } from '../motif/analysis.js';
import { type CrystalIndex, QuotientGraphs } from '../motif/pattern/quotient-graphs.js';
import { predictionNodes } from '../pipeline/predicted-record.js';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import type { Analyst } from './analyst.js';
import type { CellContents } from './cell-contents.js';
import type { QueryGraph } from './graph-access.js';
import { KeptRecords } from './kept-records.js';
import { existingCrystal, missingCrystalError } from './missing.js';
import type { FreshPrediction, PredictionService } from './prediction-service.js';
import { type Soon, whenThere } from './soon.js';

export interface CrystalInGraphs {
  readonly graphs: QuotientGraphs;
  readonly crystal: CrystalIndex;
}

export interface Loaders {
  readonly crystal: Part<CrystalSummary | null>;
  /** As CIF. */
  readonly structure: DataLoader<string, string>;
  /** Found again from its structure. */
  readonly cellContents: DataLoader<string, CellContents>;
  readonly source: DataLoader<string, SourceNode | null>;
  readonly sitesOfCrystal: Part<readonly MotifSiteNode[]>;
  readonly contentsOfCrystal: Part<readonly MotifContent[]>;
  readonly netsOfCrystal: DataLoader<string, readonly PolyhedronNet[]>;
  /** The quotient graph that patterns are searched in. */
  readonly graphOfCrystal: DataLoader<string, CrystalInGraphs>;
  /** What filters read of the crystal: the projection of the graph, or one of a crystal that is kept. */
  projectionOf(crystalId: string): Promise<Projection>;
  /** As the representation reads them. */
  readonly motifsOfCrystal: DataLoader<string, CrystalMotifs>;
  /** As the graph holds them; those of a kept record are made. */
  readonly predictionsOfCrystal: DataLoader<string, readonly PredictionNode[]>;
  /** Made now, with what they rest on. */
  readonly freshPrediction: DataLoader<string, FreshPrediction>;
  readonly site: Part<MotifSiteNode | null>;
  readonly connectionsOfSite: Part<readonly SiteConnection[]>;
  readonly motif: Part<MotifRow | null>;
  /** Ids of crystals that an id may be a part of, at most three, the shortest first; none after some such questions. */
  idsLike(id: string): Promise<string[]>;
  /** Lets the record of a crystal that is not in the graph be loaded like one that is. */
  keep(record: CrystalRecord, graph: DualGraph | null): void;
  /** By symbol; whole tables, made once. */
  elements(): Promise<ReadonlyMap<string, ElementRow>>;
  geometries(): Promise<ReadonlyMap<string, GeometryRow>>;
}

/** What is loaded for all ids together; at once where that is there. */
interface Part<Value> {
  load(id: string): Soon<Value>;
}

/** Ids in one call to the graph: the rows of more would hold up the event loop while they are read. */
const IDS_IN_CALL = 250;

/** Ids that are suggested in place of one that there is not. */
const LIKELY_IDS = 3;

/** Times that a request gets such ids: each is a look at all ids of the graph. */
const SUGGESTIONS = 3;

/** @param schedule when what was asked for goes to the graph. */
export function makeLoaders(
  queryGraph: QueryGraph,
  projection: () => Promise<Projection>,
  predictions: PredictionService,
  analyst: Analyst,
  schedule: (load: () => void) => void,
): Loaders {
  const whole = { batchScheduleFn: schedule };
  const inCalls = { ...whole, maxBatchSize: IDS_IN_CALL };
  const kept = new KeptRecords();
  const projections = new Map<string, Projection>();
  let suggestions = 0;
  let inMemory: Projection | undefined;
  const graph = (): Soon<Projection> => {
    return (
      inMemory ??
      projection().then((there) => {
        inMemory = there;
        return there;
      })
    );
  };
  const loaded = new Map<string, PartsBySite>();
  const parts = new DataLoader<string, PartsBySite>(async (ids) => {
    const found = (await queryGraph((store) => store.partsOfCrystals(ids))).map((all) => new PartsBySite(all));
    for (const [index, all] of found.entries()) loaded.set(ids[index]!, all);
    return found;
  }, inCalls);
  const partsOfCrystal = (id: string): Soon<PartsBySite> => loaded.get(id) ?? parts.load(id);
  const loaders: Loaders = {
    crystal: { load: (id) => kept.record(id)?.crystal ?? whenThere(graph(), ({ crystal }) => crystal(id)) },
    structure: new DataLoader<string, string>(async (ids) => {
      const crystals = await queryGraph((store) => store.crystalsById(ids));
      return Promise.all(crystals.map((crystal, i) => crystal?.structure ?? missingCrystalError(ids[i]!, loaders)));
    }, inCalls),
    cellContents: new DataLoader(async (ids) => {
      const structures = await Promise.all(ids.map((id) => loaders.structure.load(id)));
      const crystals = await Promise.all(ids.map((id) => existingCrystal(id, loaders)));
      return analyst.contents(
        crystals.map(({ id, strategy, method, ionAssignment }, i) => ({
          id,
          structure: structures[i]!,
          method,
          strategy,
          ionAssignment,
        })),
      );
    }, whole),
    source: new DataLoader((ids) => queryGraph((store) => store.sourcesById(ids)), inCalls),
    sitesOfCrystal: { load: (id) => whenThere(partsOfCrystal(id), (all) => all.parts.sites) },
    contentsOfCrystal: { load: (id) => whenThere(partsOfCrystal(id), (all) => all.parts.contents) },
    netsOfCrystal: new DataLoader(async (ids) => {
      const graph = await projection();
      return ids.map((id) => graph.netsOf(id));
    }, whole),
    graphOfCrystal: new DataLoader(async (ids) => {
      const graph = await projection();
      return Promise.all(
        ids.map((id): CrystalInGraphs | Promise<Error> => {
          const record = kept.record(id);
          if (record !== undefined) {
            const graphs = new QuotientGraphs();
            return { graphs, crystal: graphs.add(polyhedraOf(record.crystal)) };
          }
          const crystal = graph.indexOf(id);
          return crystal === null ? missingCrystalError(id, loaders) : { graphs: graph.tables.graphs, crystal };
        }),
      );
    }, whole),
    projectionOf: async (id) => {
      const record = kept.record(id);
      if (record === undefined) return projection();
      const known = projections.get(id) ?? projectionOfRecord(record);
      projections.set(id, known);
      return known;
    },
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
        ids.map(async (id) => {
          // What is brought along is predicted when it is asked for; of disordered crystals and alloys there is nothing to predict.
          const brought = kept.record(id)?.crystal;
          if (brought !== undefined && (!brought.isOrdered || isAlloy(brought))) return [];
          return byId.get(id) ?? predictionNodes(id, (await loaders.freshPrediction.load(id)).prediction);
        }),
      );
    }, whole),
    freshPrediction: new DataLoader<string, FreshPrediction>(async (ids) => {
      const crystals = await Promise.all(ids.map((id) => loaders.crystal.load(id)));
      const known = crystals.filter((crystal) => crystal !== null);
      const again = known.filter(({ id }) => kept.graph(id) === null);
      const structures = again.map(async ({ id, method }) => ({
        id,
        method,
        structure: await loaders.structure.load(id),
      }));
      const fresh = again.length === 0 ? [] : await predictions.predict(await Promise.all(structures));
      const byId = new Map(again.map(({ id }, index) => [id, fresh[index]!]));
      for (const { id } of known) {
        const graph = kept.graph(id);
        if (graph !== null) byId.set(id, await predictions.predictFrom(graph));
      }
      return Promise.all(ids.map(async (id) => byId.get(id) ?? missingCrystalError(id, loaders)));
    }, whole),
    site: { load: (id) => whenThere(partsOfCrystal(crystalOfSite(id)), (all) => all.site(id)) },
    connectionsOfSite: { load: (id) => whenThere(partsOfCrystal(crystalOfSite(id)), (all) => all.connectionsOf(id)) },
    motif: { load: (id) => whenThere(graph(), ({ motifIndex }) => motifIndex.byId(id) ?? unseen(kept.motif(id))) },
    elements: once(async () => new Map((await elementsOf(await projection())).map((row) => [row.symbol, row]))),
    geometries: once(async () => new Map((await geometriesOf(await projection())).map((row) => [row.symbol, row]))),
    idsLike: async (id) => {
      if (id.trim() === '' || suggestions++ >= SUGGESTIONS) return [];
      return (await projection()).idsWith(id, LIKELY_IDS);
    },
    keep: (record, graph) => {
      const { crystal } = record;
      kept.keep(record, graph);
      loaders.structure.prime(crystal.id, crystal.structure);
      loaders.netsOfCrystal.prime(
        crystal.id,
        netsThatJoin(polyhedraOf(crystal)).map(({ net }) => net),
      );
      parts.prime(crystal.id, new PartsBySite(partsOf(record)));
    },
  };
  return loaders;
}

/** The parts of a crystal, and of each of its sites; these are looked for when one is asked for. */
class PartsBySite {
  private sites: ReadonlyMap<string, MotifSiteNode> | undefined;
  private connections: ReadonlyMap<string, readonly SiteConnection[]> | undefined;

  constructor(readonly parts: CrystalParts) {}

  site(id: string): MotifSiteNode | null {
    this.sites ??= new Map(this.parts.sites.map((site) => [site.id, site]));
    return this.sites.get(id) ?? null;
  }

  connectionsOf(siteId: string): readonly SiteConnection[] {
    this.connections ??= connectionsBySite(this.parts);
    return this.connections.get(siteId) ?? [];
  }
}

/** A motif that no crystal of the graph contains. */
function unseen(motif: MotifNode | undefined): MotifRow | null {
  return motif === undefined ? null : { ...motif, crystalCount: 0, siteCount: 0 };
}

/** Made when it is first asked for. */
export function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= load();
    return value;
  };
}
