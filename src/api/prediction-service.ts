/** Predictions for requests: of crystals of the graph and of structures that requests bring along. */
import type { DualGraph, Neighbourhood } from '../amdnet/graphs.js';
import type { Prediction } from '../amdnet/prediction.js';
import { symbolOf } from '../crystal/elements.js';
import type { CrystalNode } from '../graph/model.js';
import type { OpenedModel } from '../pipeline/prediction-worker.js';
import { edgesOf, MOST_EDGES, PredictionError, type Predictor } from '../pipeline/predictor.js';
import type { Analyst } from './analyst.js';
import { apiError, limitError } from './errors.js';
import type { Limits } from './limits.js';

export interface FreshPrediction {
  readonly prediction: Prediction;
  /** Of each symmetry orbit, as a symbol. */
  readonly elements: readonly string[];
}

export class PredictionService {
  constructor(
    private readonly analyst: Analyst,
    private readonly predictor: Predictor | null,
    private readonly limits: Limits,
  ) {}

  /** Of the graphs that the model reads; null without a model. */
  get neighbourhood(): Neighbourhood | null {
    return this.predictor?.model.neighbourhood ?? null;
  }

  /** @throws GraphQLError NO_MODEL */
  get model(): OpenedModel {
    return this.opened().model;
  }

  /**
   * In the order of the crystals; their structures are analysed again, in one task.
   *
   * @throws GraphQLError NO_MODEL, SERVER_BUSY, LIMIT_EXCEEDED (analysisSeconds, analysisMebibytes, predictionEdges)
   */
  async predict(crystals: readonly Pick<CrystalNode, 'id' | 'method' | 'structure'>[]): Promise<FreshPrediction[]> {
    const { neighbourhood } = this.opened().model;
    const graphs = await this.analyst.graphs(
      crystals.map(({ id, method, structure }) => ({ id, method, structure, neighbourhood })),
    );
    return Promise.all(graphs.map((graph) => this.predictFrom(graph)));
  }

  /** @throws GraphQLError NO_MODEL, SERVER_BUSY, LIMIT_EXCEEDED (predictionEdges) */
  async predictFrom(graph: DualGraph): Promise<FreshPrediction> {
    const predictor = this.opened();
    const { predictionEdges, analysisSeconds } = this.limits;
    const edges = edgesOf(graph);
    const most = Math.min(predictionEdges, MOST_EDGES);
    if (edges > most) {
      const message = `The graphs of the crystal have ${edges} edges; the limit "predictionEdges" of this server is ${most}. Leave out the predictions.`;
      throw limitError('predictionEdges', most, edges, message);
    }
    try {
      const prediction = await predictor.predict(graph, analysisSeconds);
      return { prediction, elements: Array.from(graph.atoms.atomicNumbers, symbolOf) };
    } catch (error) {
      const tooMuch = error instanceof PredictionError && error.reason !== 'broken';
      throw tooMuch ? apiError('SERVER_BUSY', error.message) : error;
    }
  }

  private opened(): Predictor {
    if (this.predictor !== null) return this.predictor;
    throw apiError(
      'NO_MODEL',
      'This server has no prediction model. `motifgraph serve` told its operator why when it started.',
    );
  }
}
