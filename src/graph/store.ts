/**
 * What the rest of the product asks of a graph. One class implements it over either engine (see `engine.ts`).
 *
 * Every method that takes a list of ids answers in their order and length, with as many queries for a thousand as for one.
 */
import type { ConnectionKind } from '../motif/analysis.js';
import type { Pattern } from '../motif/pattern/pattern.js';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import type { CrystalParts } from './crystal-parts.js';
import type { FilterOf, Range, SortKeyOf } from './field.js';
import type { ExpectedCounts } from './graph-counts.js';
import type {
  CrystalNode,
  CrystalPlace,
  CrystalRecord,
  CrystalVectorNode,
  ElementNode,
  GeometryNode,
  MotifNode,
  MotifVectorNode,
  PredictionNode,
  SourceNode,
} from './model.js';
import type { MOTIF } from './motif-tables.js';
import type { MapPoint } from './projection/map-region.js';
import type { Projection } from './projection/projection.js';
import type { CrystalColumn } from './projection/tables.js';
import type { MOTIF_SITE, NET } from './site-tables.js';
import type { CRYSTAL, SOURCE } from './tables.js';

export type { Range, Sets } from './field.js';

/** A crystal with other reported values. */
export interface ReportedChange {
  readonly record: CrystalRecord;
  /** Checksum with which it was read. */
  readonly before: string;
}

/** A crystal passes when it passes every given criterion; of what is predicted, none without a prediction. */
export interface CrystalFilter
  extends FilterOf<typeof CRYSTAL.fields & typeof CRYSTAL.derived>,
    Combined<CrystalFilter> {
  readonly sites?: Quantified<SiteFilter>;
  readonly connections?: Quantified<ConnectionFilter>;
  readonly nets?: Quantified<NetFilter>;
  /** The polyhedra of the crystal hold it. */
  readonly pattern?: Pattern;
  /** Corners of a region of the map in which it stands. */
  readonly mapRegion?: readonly MapPoint[];
  /** For those who ask by operators, of any column. */
  readonly compare?: Comparison;
}

export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What holds of the value of a column. Texts are compared by UTF-16 units, the items of lists as texts; a null meets none. */
export type Comparison = { readonly field: CrystalColumn } & (
  | { readonly by: 'known' }
  | { readonly by: 'value'; readonly relation: Relation; readonly value: string | number }
  | { readonly by: 'part'; readonly part: 'any' | 'start' | 'end'; readonly text: string }
  /** Of a list: it has all of these, any, or no others. */
  | { readonly by: 'items'; readonly items: 'all' | 'any' | 'only'; readonly values: readonly string[] }
  | { readonly by: 'length'; readonly relation: Relation; readonly value: number }
);

export interface SiteFilter extends FilterOf<typeof MOTIF_SITE.fields>, Combined<SiteFilter> {
  readonly connections?: Quantified<ConnectionFilter>;
}

export interface NetFilter extends FilterOf<typeof NET.fields>, Combined<NetFilter> {
  /** All of its polyhedra are centred on one of these. */
  readonly elements?: readonly string[];
  /** It has the polyhedra of all strongly bound cations, and no others. */
  readonly isStrong?: boolean;
  /** Direction of its chains, Miller indices of its sheets. */
  readonly along?: readonly number[];
}

/** Two connected polyhedra: the one that looks, and its partner. */
export interface ConnectionFilter extends Combined<ConnectionFilter> {
  readonly kind?: readonly ConnectionKind[];
  readonly sharedLigands?: Range;
  /** Centre–centre, Å. */
  readonly distance?: Range;
  /** Degrees; at one of the shared ligands. */
  readonly angle?: Range;
  readonly from?: SiteFilter;
  readonly to?: SiteFilter;
}

/** Filters that are made of others: all criteria of a filter, and of its combinations, hold together. */
export interface Combined<Filter> {
  readonly and?: readonly Filter[];
  readonly or?: readonly Filter[];
  readonly not?: Filter;
}

/** Criteria for the items that belong to a thing: the sites of a crystal, the connections of a site. */
export interface Quantified<Filter> {
  /** At least one meets the filter. */
  readonly some?: Filter;
  /** None does. */
  readonly none?: Filter;
  /** All do; also where there are none. */
  readonly every?: Filter;
}

export interface MotifFilter extends FilterOf<typeof MOTIF.fields & typeof MOTIF.derived>, Combined<MotifFilter> {
  /** Motifs that occur in this crystal. */
  readonly inCrystal?: string;
  /** Motifs connected in some compound to this motif, in this way where a kind is given. */
  readonly connectedTo?: { readonly motif: string; readonly kind?: ConnectionKind };
}

/** Structures that were read, but refused. */
export interface RefusedFilter extends FilterOf<typeof SOURCE.fields> {}

export type CrystalSortKey = SortKeyOf<typeof CRYSTAL.fields>;
export type MotifSortKey = SortKeyOf<typeof MOTIF.fields & typeof MOTIF.derived>;

export interface Sort<Key extends string> {
  readonly key: Key;
  readonly descending: boolean;
}

/** A place in a sorted list: the values of the sort keys, null where there is none, and the id, which breaks ties. */
export interface Keyset {
  readonly values: readonly (string | number | null)[];
  readonly id: string;
}

export interface Page {
  readonly limit: number;
  readonly after?: Keyset;
  readonly before?: Keyset;
  /** Take the last `limit` rows instead of the first; rows come in the list's order all the same. */
  readonly fromEnd?: boolean;
  /** Rows at the beginning of the list, or behind `after`, that are left out. */
  readonly skip?: number;
}

/** Of numbers that count with weights, as sites do with their multiplicities. */
export interface Distribution {
  /** Sum of the weights. */
  readonly count: number;
  readonly mean: number;
  /** Of the population. */
  readonly standardDeviation: number;
  readonly min: number;
  readonly max: number;
}

/** A motif with how often it occurs. */
export interface MotifRow extends MotifNode {
  readonly crystalCount: number;
  /** Sites of primitive cells, summed over crystals. */
  readonly siteCount: number;
}

/** An element with how often it occurs. */
export interface ElementRow extends ElementNode {
  /** Crystals that contain it. */
  readonly crystalCount: number;
  /** Motif types centred on it. */
  readonly motifCount: number;
  /** Motif sites centred on it, summed over primitive cells. */
  readonly siteCount: number;
}

/** A geometry with how often it occurs. */
export interface GeometryRow extends GeometryNode {
  readonly crystalCount: number;
  readonly motifCount: number;
  readonly siteCount: number;
}

export interface MotifStatistics {
  readonly motifId: string;
  /** Over motif sites weighted by multiplicity. */
  readonly csm: Distribution | null;
  /** Centre–ligand distances, Å. */
  readonly bondLength: Distribution | null;
  /** Centre–ligand–centre angles, degrees, by kind of connection; each connection counts once. */
  readonly angles: readonly { readonly kind: ConnectionKind; readonly degrees: Distribution }[];
}

export interface Count<Key = string> {
  readonly key: Key;
  readonly crystals: number;
  /** Sites or connections, where the key is one of such. */
  readonly occurrences: number;
}

export interface GraphStatistics {
  readonly crystals: number;
  readonly motifs: number;
  readonly motifSites: number;
  readonly connections: number;
  readonly refused: number;
}

/** Values among crystals with their counts: what a filter can take. */
export type CrystalFacet =
  | 'element'
  | 'centreElement'
  | 'geometry'
  | 'motif'
  | 'connectionKind'
  | 'crystalSystem'
  | 'spaceGroup'
  | 'prototype'
  | 'structureType'
  | 'structureFamily'
  | 'mineral'
  | 'elementCount'
  | 'unit'
  | 'dataset'
  | 'provider'
  | 'reportedMagneticOrder'
  | 'analysisVersion'
  | NetFacet;

export type NetFacet = 'netDimensionality' | 'netKind' | 'netFormula';

export type Facet = CrystalFacet | 'refusal';

/** Which vectors of crystals are compared. Motifs are few enough to be searched in the representation itself. */
export const VECTOR_SPACES = ['framework', 'chemistry', 'fingerprint'] as const;
export type VectorSpace = (typeof VECTOR_SPACES)[number];

export type MotifShare = { readonly id: string; readonly fraction: number };

/** The crystals that a search looks at; all of them where it is left out. */
export type Ids = ReadonlySet<string>;

export interface SimilarVector {
  readonly id: string;
  readonly cosine: number;
}

export interface CrystalOverlap {
  readonly id: string;
  /** The share of cation sites that it has in the same motifs, 0–1. */
  readonly overlap: number;
}

/** A row, and whether it is as it was written. */
export interface StoredRow<Node> {
  readonly id: string;
  /** Null where it can't be read. */
  readonly node: Node | null;
  readonly isWhole: boolean;
}

/** What `motifgraph embed` reads, and what it leaves in the graph. */
export interface VectorStore {
  /** Crystals in order of their ids, as the representation reads them; those behind `after`. */
  crystalMotifs(after: string, limit: number): Promise<CrystalMotifs[]>;
  /** Of these crystals, in their order; null for those that are not there. */
  crystalMotifsOf(ids: readonly string[]): Promise<(CrystalMotifs | null)[]>;
  /** Changes when the representation does; null where the graph has none. */
  digest(): Promise<string | null>;
  /** The representation's bytes, as `writeRepresentation` made them. */
  representation(): Promise<Buffer | null>;
  /**
   * Puts a representation and the vectors in the place of what was there, in one moment: until all of it is stored and
   * indexed, and wherever this ends before, the old ones answer. Vectors of crystals that are gone are left out.
   */
  replace(
    representation: Buffer,
    motifs: readonly MotifVectorNode[],
    crystals: AsyncIterable<readonly CrystalVectorNode[]>,
  ): Promise<void>;
  /** Makes searches ready that otherwise the first question would wait for. */
  makeReady(): Promise<void>;
  /** How many crystals have no vectors, because they came after the representation. */
  crystalsWithout(): Promise<number>;
  /** Crystals by the share of cation sites in motifs of these types, largest first. @param motifs with their shares. */
  motifOverlap(motifs: readonly MotifShare[], limit: number, among?: Ids): Promise<CrystalOverlap[]>;
  /** The nearest vectors, nearest first. @param vector of length 1. */
  nearest(space: VectorSpace, vector: ArrayLike<number>, limit: number, among?: Ids): Promise<SimilarVector[]>;
  /** Those nearest to a crystal's own, which counts among them; null where the graph has none of it. */
  nearestTo(space: VectorSpace, id: string, limit: number, among?: Ids): Promise<SimilarVector[] | null>;
  crystalMap(): Promise<CrystalPlace[]>;
  /** Crystals and the vectors that hang on them, by their ids. */
  crystalsOfVectors(): Promise<readonly { readonly crystalId: string; readonly vectorId: string }[]>;
  /** In order of their ids; those behind `after`. */
  motifVectors(after: string, limit: number): Promise<StoredRow<MotifVectorNode>[]>;
  crystalVectors(after: string, limit: number): Promise<StoredRow<CrystalVectorNode>[]>;
}

/** A crystal as all parts of the graph give it, to be compared with what was written. */
export interface StoredRecord {
  readonly id: string;
  /** In its canonical form (`checksum.ts`); null where it can't be read. */
  readonly record: CrystalRecord | null;
  /** As it was made when the crystal was written; null where it is gone. */
  readonly checksum: string | null;
  /** What else stands in the graph and follows from the record: a sentence for each part that does not agree. */
  readonly disagreements: readonly string[];
}

/** Crystals as a whole, for what carries a graph, or checks it. */
export interface RecordStore {
  /** Of all crystals, in order. */
  ids(): Promise<string[]>;
  /** A batch of them, in order; crystals that are not there are left out. */
  read(ids: readonly string[]): Promise<StoredRecord[]>;
  /** Null for crystals that are not there. */
  checksums(ids: readonly string[]): Promise<(string | null)[]>;
  /** The ledger in order of its ids, those behind `after`. */
  sources(after: string, limit: number): Promise<StoredRow<SourceNode>[]>;
  /** Of these ids, those that the index of primary keys leads to. */
  indexed(label: IndexedLabel, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** A sentence for each count and link, kept for all crystals together, that does not agree with them. */
  miscounts(expected: ExpectedCounts): Promise<string[]>;
}

/** Crystals in the spaces of the representation with this digest. */
export interface PlacedCrystals {
  readonly digest: string;
  readonly crystals: readonly CrystalVectorNode[];
}

export type IndexedLabel = 'Crystal' | 'MotifSite' | 'Net' | 'Motif' | 'Prediction' | 'Source';

export interface GraphStore {
  /** The graph as it is now, in memory: lists, counts, aggregates, patterns. The first call reads all crystals. */
  projection(): Promise<Projection>;
  crystalsById(ids: readonly string[]): Promise<(CrystalNode | null)[]>;
  /** The ledger's rows: tells why an id has no crystal. */
  sourcesById(ids: readonly string[]): Promise<(SourceNode | null)[]>;
  /** What was made of the structures of these files, in no particular order. */
  sourcesOfPlaces(places: readonly string[]): Promise<SourceNode[]>;
  /** The ledger's rows of what lies at a place, or in it if that is a folder or an archive; by id, those behind `after`. */
  sourcesBelow(place: string, after: string, limit: number): Promise<SourceNode[]>;

  /** The ledger's rows of refused structures, by id. */
  refused(filter: RefusedFilter, page: Page): Promise<SourceNode[]>;
  countRefused(filter: RefusedFilter): Promise<number>;
  /** By the reason, most frequent first. */
  refusalCounts(): Promise<Count[]>;

  /** Sites, connections and motifs of these crystals, in their order; empty lists for those that are not there. */
  partsOfCrystals(ids: readonly string[]): Promise<CrystalParts[]>;
  /** In the order of `PROPERTIES`; empty where nothing was predicted. */
  predictionsOfCrystals(crystalIds: readonly string[]): Promise<PredictionNode[][]>;
  countCrystals(): Promise<number>;
  /** Null stands for crystals that were ingested without one. */
  crystalsByDataset(): Promise<ReadonlyMap<string | null, number>>;
  statistics(): Promise<GraphStatistics>;

  /**
   * Stores crystals and their ledger rows in one transaction, and brings the counts of motifs and connections up to date;
   * a crystal of the same id is replaced, but not by another structure (`isSameStructure`). What stands under the ids `gone` is deleted with its ledger row.
   *
   * @param placed vectors of these crystals; they are left out where the graph has another representation by now.
   */
  write(
    records: readonly CrystalRecord[],
    sources: readonly SourceNode[],
    gone?: readonly string[],
    placed?: PlacedCrystals,
  ): Promise<void>;
  /**
   * Puts other reported values in the place of those that these crystals have; all else of them stays. Crystals that
   * someone has changed since they were read are left alone.
   *
   * @returns ids of those that have the values now
   */
  report(changes: readonly ReportedChange[]): Promise<ReadonlySet<string>>;
  /** Puts other names of files into the ledger's rows. */
  moveSources(moved: readonly SourceNode[]): Promise<void>;
  readonly vectors: VectorStore;
  readonly records: RecordStore;
  /**
   * Is another one after each write, and of each other graph. What another process writes shows after a second at the latest.
   */
  version(): Promise<string>;
  /** Resolves when the engine answers; used by readiness checks. */
  ping(): Promise<void>;
  /** Reads that wait for their turn, and all that is asked from now on, reject with GraphError CLOSED. */
  close(): Promise<void>;
}

/** What fills a graph needs of it; a service lends it of the graph that it has open (`lending`). */
export interface IngestStore
  extends Pick<
    GraphStore,
    | 'sourcesById'
    | 'sourcesOfPlaces'
    | 'sourcesBelow'
    | 'crystalsById'
    | 'predictionsOfCrystals'
    | 'write'
    | 'report'
    | 'moveSources'
    | 'close'
  > {
  readonly records: Pick<RecordStore, 'read'>;
  readonly vectors: Pick<VectorStore, 'digest' | 'representation'>;
}
