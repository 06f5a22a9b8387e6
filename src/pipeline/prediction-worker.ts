/** What the process of `Predictor` does. The model is loaded once. */
import { BackendError, useBackend } from '../amdnet/backend.js';
import type { Backend } from '../amdnet/backends.js';
import type { DualGraph, Neighbourhood } from '../amdnet/graphs.js';
import { meanAnswer } from '../amdnet/mean-answer.js';
import { type Model, networkOf } from '../amdnet/model.js';
import { loadModel, ModelFileError } from '../amdnet/model-file.js';
import { predict as predictAll } from '../amdnet/predict.js';
import type { Prediction } from '../amdnet/prediction.js';
import type { Property } from '../amdnet/properties.js';
import { serveTasks } from './tasks.js';

export interface PredictorSettings {
  readonly file: string;
  readonly backend?: Backend;
}

export interface OpenedModel {
  readonly name: string;
  readonly version: string;
  readonly backend: Backend;
  /** Of the graphs that it reads. */
  readonly neighbourhood: Neighbourhood;
  /** See `meanAnswer`. */
  readonly mean: Readonly<Record<Property, number>>;
}

export type OpenResult =
  | { readonly ok: true; readonly model: OpenedModel }
  | { readonly ok: false; readonly message: string };

export interface PredictionTask {
  readonly settings: PredictorSettings;
  readonly graphs: readonly DualGraph[];
}

let loading: Promise<{ readonly backend: Backend; readonly model: Model }> | undefined;

function loaded(settings: PredictorSettings) {
  loading ??= load(settings);
  return loading;
}

async function load({ file, backend: wanted }: PredictorSettings) {
  const backend = await useBackend(wanted);
  return { backend, model: await loadModel(file) };
}

/** Errors of users are answers: those that are thrown lose their class on the way to another process. */
async function open(settings: PredictorSettings): Promise<OpenResult> {
  try {
    const { backend, model } = await loaded(settings);
    const { name, version, network } = model.info;
    const { neighbourhood } = networkOf(network);
    return { ok: true, model: { name, version, backend, neighbourhood, mean: meanAnswer(model.info) } };
  } catch (error) {
    if (error instanceof BackendError || error instanceof ModelFileError) return { ok: false, message: error.message };
    throw error;
  }
}

async function predict({ settings, graphs }: PredictionTask): Promise<Prediction[]> {
  return predictAll((await loaded(settings)).model, graphs);
}

serveTasks({ open, predict });
