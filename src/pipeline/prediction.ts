/** What a model predicts of a crystal, or why it predicts nothing. */
import type { DualGraph } from '../amdnet/graphs.js';
import type { Prediction } from '../amdnet/prediction.js';
import type { Crystal, Refusal } from '../crystal/crystal.js';
import { ForecastError, Forecaster } from './forecaster.js';
import { graphs } from './worker.js';

export type PredictionResult =
  | { readonly ok: true; readonly prediction: Prediction }
  | { readonly ok: false; readonly refusal: Refusal };

/** The crystal is analysed here and now. Without a forecaster, one is opened that lives as long as such calls do. */
export function predict(crystal: Crystal, forecaster?: Forecaster): Promise<PredictionResult> {
  return forecaster === undefined ? withShared((shared) => predictBy(shared, crystal)) : predictBy(forecaster, crystal);
}

async function predictBy(forecaster: Forecaster, crystal: Crystal): Promise<PredictionResult> {
  const result = graphs({ crystal, warnings: [], neighbourhood: forecaster.model.neighbourhood });
  return result.ok ? predictFrom(result.graph, crystal, forecaster) : result;
}

/** @param graph of the crystal, as the forecaster's model reads it */
export async function predictFrom(
  graph: DualGraph,
  crystal: Crystal,
  forecaster: Forecaster,
): Promise<PredictionResult> {
  try {
    return { ok: true, prediction: await forecaster.predict(graph) };
  } catch (error) {
    if (!(error instanceof ForecastError)) throw error;
    const { file } = crystal.provenance;
    return { ok: false, refusal: { code: 'ANALYSIS_FAILED', message: error.message, file } };
  }
}

let shared: { readonly opened: Promise<Forecaster>; users: number } | null = null;

/** Calls that overlap share one process, which ends with the last of them: none is left to keep a program alive. */
async function withShared<Result>(work: (forecaster: Forecaster) => Promise<Result>): Promise<Result> {
  shared ??= { opened: Forecaster.open(), users: 0 };
  const own = shared;
  own.users++;
  try {
    return await work(await own.opened);
  } finally {
    own.users--;
    if (own.users === 0) {
      shared = null;
      await own.opened.then(
        (forecaster) => forecaster.close(),
        () => {},
      );
    }
  }
}
