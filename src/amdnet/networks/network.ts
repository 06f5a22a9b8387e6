/** What every network is to training, evaluation and prediction. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../batch.js';
import type { Neighbourhood } from '../graphs.js';
import type { Parameters } from '../parameters.js';

/** Of a table of elements by atomic number; row 0 stays unused. */
export const ELEMENT_ROWS = 119;

export interface Output {
  /** In the order of `PROPERTIES`: numbers in units of the scales, log-odds of probabilities. [crystals, properties] */
  readonly values: tf.Tensor2D;
  /**
   * What each node says of its crystal, and how much of the answer it is: the answer is the sum of `says · weights` over
   * the nodes of both graphs. Networks that don't decompose have none.
   */
  readonly nodes?: { readonly atoms: NodeVotes; readonly motifs?: NodeVotes };
}

export interface NodeVotes {
  /** [nodes, properties]. */
  readonly says: tf.Tensor2D;
  /** Those of one crystal, over both graphs, sum to 1 for each property; [nodes, properties]. */
  readonly weights: tf.Tensor2D;
}

export interface Network {
  /** Of the graphs that it reads. */
  readonly neighbourhood: Neighbourhood;
  /** Call it inside `tf.tidy` or a gradient. */
  forward(parameters: Parameters, batch: Batch): Output;
}
