/**
 * Motifgraph as a library: structure motifs of crystals, predictions of their properties, the knowledge graph, and the
 * GraphQL service. `motifgraph/crystal`, `motifgraph/motif` and `motifgraph/graph` have the types of each part; what is
 * exported from none of the four is internal.
 */
import { resolve } from 'node:path';
import type { Backend } from './amdnet/backends.js';
import type { RunningServer, ServerOptions as StartOptions } from './api/server.js';
import type { Crystal } from './crystal/index.js';
import type { Credentials, GraphStore, OpenOptions } from './graph/index.js';
import type { StructureOutcome } from './pipeline/ingest.js';
import { type PredictionResult, predict as predictCrystal } from './pipeline/prediction.js';
import { Predictor } from './pipeline/predictor.js';

export type { Backend } from './amdnet/backends.js';
export type { Contribution, Estimate, Prediction } from './amdnet/prediction.js';
export type { ApiKey } from './api/keys.js';
export type { Limits } from './api/limits.js';
export type { RunningServer } from './api/server.js';
export { type Crystal, type ReadOptions, type ReadResult, type Refusal, readStructures } from './crystal/index.js';
export type { Credentials, GraphStore, OpenOptions } from './graph/index.js';
export { type AnalysisOptions, type AnalysisResult, analyze, type MotifAnalysis } from './motif/index.js';
export type { StructureOutcome } from './pipeline/ingest.js';
export type { PredictionResult } from './pipeline/prediction.js';
export type { Predictor } from './pipeline/predictor.js';

/**
 * Predicts band gap, formation energy, and metal or not, with what they rest on.
 *
 * Without a predictor, the model that ships is loaded by a process that ends with the call, or with the last of those
 * that overlap; that takes seconds, also for a crystal that is refused then. For one crystal after another, open a
 * predictor.
 *
 * @throws Error named `NoPredictorError` where the model or its backend can't be used
 */
export function predict(crystal: Crystal, predictor?: Predictor): Promise<PredictionResult> {
  return predictCrystal(crystal, predictor);
}

/**
 * Loads a model in a process of its own, for `predict` and `createServer`. It keeps the program alive until it is closed.
 *
 * @param options.model the file of a model; the one that ships without it
 * @param options.backend `tfjs-node` where it is installed and `wasm` elsewhere, without it
 * @throws Error named `NoPredictorError` where the model or its backend can't be used
 */
export function openPredictor(
  options: { readonly model?: string; readonly backend?: Backend } = {},
): Promise<Predictor> {
  return Predictor.open({ file: options.model, backend: options.backend });
}

/**
 * Opens a graph, and makes it where there is none. Close it at the end.
 *
 * `ingest` fills it. A graph in a folder can be open in one process at a time, and there once.
 *
 * @param uri a folder for the embedded engine, or the address of a Neo4j server: `neo4j://HOST:7687`
 * @param credentials the login of Neo4j
 * @throws Error named `GraphError`, with a `code` and a sentence that says what to do
 */
export async function openGraph(uri: string, credentials?: Credentials, options?: OpenOptions): Promise<GraphStore> {
  // Loaded with the first graph: whoever analyses crystals needs neither engine.
  const graph = await import('./graph/index.js');
  return graph.openGraph(uri, credentials, options);
}

export interface IngestOptions {
  /** Name and version of the data set; without it, crystals that are stored keep theirs. */
  readonly dataset?: string;
  /** Predicts every crystal; without it none is, and crystals that are stored keep their predictions. */
  readonly predictor?: Predictor;
  /** Takes out of the graph, at the end, what earlier runs stored from these paths and is no longer there. */
  readonly prune?: boolean;
  /** Worker threads; all cores without it. */
  readonly jobs?: number;
  /** Ends the run after the structures that are analysed by then. */
  readonly signal?: AbortSignal;
}

/**
 * Analyses structure files, folders and archives into a graph. What is in it already and has not changed is left alone. An
 * outcome that says `stored` is safe, whatever happens after it; a run that was broken off goes on where it is repeated.
 *
 * @throws Error named `GraphError`
 */
export async function* ingest(
  store: GraphStore,
  paths: readonly string[],
  { jobs, prune = false, ...options }: IngestOptions = {},
): AsyncGenerator<StructureOutcome> {
  const [{ ingest: ingestSources }, { AnalysisPool }, { openSources }] = await Promise.all([
    import('./pipeline/ingest.js'),
    import('./pipeline/pool.js'),
    import('./sources/open.js'),
  ]);
  const pool = new AnalysisPool({ jobs });
  const sources = openSources(paths);
  const places = prune ? { prune: paths.map((path) => resolve(path)) } : {};
  try {
    for await (const { outcomes } of ingestSources({ store, pool, sources, ...places, ...options })) yield* outcomes;
  } finally {
    await pool.close();
  }
}

export type ServerOptions = Omit<StartOptions, 'analysisWorker'>;

/**
 * Starts the GraphQL service over a graph, and listens: on this machine alone and port 4000, unless told otherwise. Close
 * it before its graph and its predictor.
 *
 * @throws Error named `ListenError` where the address is taken, not allowed, or not of this machine; RangeError for a bad
 * limit
 */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  // Loaded with the first server: it takes longer than all the rest.
  const { startServer } = await import('./api/server.js');
  return startServer(options);
}
