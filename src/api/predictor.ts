/** Predictions for requests: of crystals of the graph and of structures that requests bring along. */
import type { Prediction } from '../amdnet/predictor.js';
import { symbolOf } from '../crystal/elements.js';
import type { CrystalNode } from '../graph/model.js';
import type { OpenedModel } from '../pipeline/forecast-worker.js';
import { ForecastError, type Forecaster } from '../pipeline/forecaster.js';
import type { Analyst } from './analyst.js';
import { apiError } from './errors.js';

export interface FreshPrediction {
  readonly prediction: Prediction;
  /** Of each symmetry orbit, as a symbol. */
  readonly elements: readonly string[];
}

export class Predictor {
  constructor(
    private readonly analyst: Analyst,
    private readonly forecaster: Forecaster | null,
  ) {}

  /** @throws GraphQLError NO_MODEL */
  get model(): OpenedModel {
    return this.opened().model;
  }

  /**
   * In the order of the crystals; their structures are analysed again, in one task.
   *
   * @throws GraphQLError NO_MODEL, SERVER_BUSY, LIMIT_EXCEEDED (analysisSeconds, analysisMebibytes)
   */
  async predict(crystals: readonly CrystalNode[]): Promise<FreshPrediction[]> {
    const forecaster = this.opened();
    const { neighbourhood } = forecaster.model;
    const graphs = await this.analyst.graphs(crystals.map(({ id, structure }) => ({ id, structure, neighbourhood })));
    try {
      return await Promise.all(
        graphs.map(async (graph) => ({
          prediction: await forecaster.predict(graph),
          elements: Array.from(graph.atoms.atomicNumbers, symbolOf),
        })),
      );
    } catch (error) {
      const tooMuch = error instanceof ForecastError && error.reason !== 'broken';
      throw tooMuch ? apiError('SERVER_BUSY', error.message) : error;
    }
  }

  private opened(): Forecaster {
    if (this.forecaster !== null) return this.forecaster;
    throw apiError(
      'NO_MODEL',
      'This server has no model to predict with. Whoever runs it finds the reason in what `motifgraph serve` said when it started.',
    );
  }
}
