/** What a model predicts of a crystal, or why it predicts nothing. */
import type { DualGraph } from '../amdnet/graphs.js';
import type { Prediction } from '../amdnet/prediction.js';
import type { Crystal, Refusal } from '../crystal/crystal.js';
import { PredictionError, Predictor } from './predictor.js';
import { graphs } from './worker.js';

export type PredictionResult =
  | { readonly ok: true; readonly prediction: Prediction }
  | { readonly ok: false; readonly refusal: Refusal };

/** The crystal is analysed here and now. Without a predictor, one is opened that lives as long as such calls do. */
export function predict(crystal: Crystal, predictor?: Predictor): Promise<PredictionResult> {
  return predictor === undefined ? withShared((shared) => predictBy(shared, crystal)) : predictBy(predictor, crystal);
}

async function predictBy(predictor: Predictor, crystal: Crystal): Promise<PredictionResult> {
  const result = graphs({ crystal, warnings: [], neighbourhood: predictor.model.neighbourhood });
  return result.ok ? predictFrom(result.graph, crystal, predictor) : result;
}

/** @param graph of the crystal, as the predictor's model reads it */
export async function predictFrom(graph: DualGraph, crystal: Crystal, predictor: Predictor): Promise<PredictionResult> {
  try {
    return { ok: true, prediction: await predictor.predict(graph) };
  } catch (error) {
    if (!(error instanceof PredictionError)) throw error;
    const { file } = crystal.provenance;
    return { ok: false, refusal: { code: 'ANALYSIS_FAILED', message: error.message, file } };
  }
}

let shared: { readonly opened: Promise<Predictor>; users: number } | null = null;

/** Calls that overlap share one process, which ends with the last of them: none is left to keep a program alive. */
async function withShared<Result>(work: (predictor: Predictor) => Promise<Result>): Promise<Result> {
  shared ??= { opened: Predictor.open(), users: 0 };
  const own = shared;
  own.users++;
  try {
    return await work(await own.opened);
  } finally {
    own.users--;
    if (own.users === 0) {
      shared = null;
      await own.opened.then(
        (predictor) => predictor.close(),
        () => {},
      );
    }
  }
}
