/** What goes between an ingest and the process that has the graph open: a request for each call, over a local socket. */
import type { CrystalRecord, CrystalVectorNode, SourceNode } from '../model.js';
import type { IngestStore, ReportedChange } from '../store.js';

/** What an ingest asks; arguments and answers are JSON. */
export const CALLS = {
  sourcesById: (store: IngestStore, ids: readonly string[]) => store.sourcesById(ids),
  sourcesOfPlaces: (store: IngestStore, places: readonly string[]) => store.sourcesOfPlaces(places),
  sourcesBelow: (store: IngestStore, place: string, after: string, limit: number) =>
    store.sourcesBelow(place, after, limit),
  crystalsById: (store: IngestStore, ids: readonly string[]) => store.crystalsById(ids),
  predictionsOfCrystals: (store: IngestStore, ids: readonly string[]) => store.predictionsOfCrystals(ids),
  records: (store: IngestStore, ids: readonly string[]) => store.records.read(ids),
  digest: (store: IngestStore) => store.vectors.digest(),
  representation: async (store: IngestStore) => (await store.vectors.representation())?.toString('base64') ?? null,
  moveSources: async (store: IngestStore, moved: readonly SourceNode[]) => {
    await store.moveSources(moved);
    return null;
  },
};

export type CallName = keyof typeof CALLS;

/** What is written comes as lines of JSON, each read on its own, so that a large batch holds up nobody. */
export type Line =
  | { readonly record: CrystalRecord }
  | { readonly source: SourceNode }
  | { readonly gone: string }
  | { readonly digest: string }
  | { readonly vector: CrystalVectorNode }
  | { readonly reported: ReportedChange };

/** How a call failed; `code` is that of a GraphError. */
export interface Failure {
  readonly code: string | null;
  readonly message: string;
}
