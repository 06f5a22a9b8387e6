/** From predictions to the graph's nodes. */
import type { DualGraph } from '../amdnet/graphs.js';
import type { Prediction } from '../amdnet/prediction.js';
import { PROPERTIES } from '../amdnet/properties.js';
import type { CrystalRecord, PredictionNode } from '../graph/model.js';
import { withPredictions } from '../graph/record.js';
import { digits } from './digits.js';
import { PredictionError, type Predictor } from './predictor.js';

/** The record with its crystal's predictions; as it is where they fail. */
export async function predicted(record: CrystalRecord, graph: DualGraph, predictor: Predictor): Promise<CrystalRecord> {
  try {
    return withPredictions(record, predictionNodes(record.crystal.id, await predictor.predict(graph)));
  } catch (error) {
    if (error instanceof PredictionError) return record;
    throw error;
  }
}

export function predictionNodes(crystalId: string, prediction: Prediction): PredictionNode[] {
  const { name: model, version } = prediction.model;
  return PROPERTIES.map((property) => {
    const { value, low, high } =
      property === 'isMetal' ? { value: prediction.isMetal, low: null, high: null } : prediction[property];
    const interval = { low: low === null ? null : digits(low), high: high === null ? null : digits(high) };
    return { crystalId, property, value: digits(value), ...interval, model, version, cautions: prediction.cautions };
  });
}
