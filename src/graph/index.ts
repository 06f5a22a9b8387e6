/**
 * `motifgraph/graph`: crystals and motifs that are stored, on either engine. `motifgraph ingest` fills a graph; programs
 * ask it here, or through GraphQL.
 */
export type { Property } from '../amdnet/properties.js';
export { GraphError, type GraphErrorCode } from './errors.js';
export type {
  CrystalNode,
  CrystalSummary,
  ElementNode,
  GeometryNode,
  MotifContent,
  MotifNode,
  MotifSiteNode,
  PredictionNode,
  SiteConnection,
  SourceNode,
} from './model.js';
export type {
  ConnectedMotifFilter,
  ConnectedMotifRow,
  SecondNeighbourFilter,
  SecondNeighbourRow,
} from './neighbours.js';
export { type Credentials, type OpenOptions, openGraph, type Patience } from './open.js';
export type { Projection } from './projection/projection.js';
export type { RowSet } from './projection/row-set.js';
export type {
  Count,
  CrystalFilter,
  CrystalSortKey,
  Distribution,
  ElementRow,
  Facet,
  GeometryRow,
  GraphStatistics,
  GraphStore,
  Keyset,
  MotifFilter,
  MotifRow,
  MotifSortKey,
  MotifStatistics,
  Page,
  Range,
  RefusedFilter,
  Sort,
} from './store.js';
