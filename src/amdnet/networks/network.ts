/** What every network is to training, evaluation and prediction. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../batch.js';
import type { Neighbourhood } from '../graphs.js';
import type { Parameters } from '../parameters.js';

/** What is predicted, in the order of the columns of a network's output. */
export const PROPERTIES = ['bandGap', 'formationEnergyPerAtom', 'isMetal'] as const;
export type Property = (typeof PROPERTIES)[number];

/** Of a table of elements by atomic number; row 0 stays unused. */
export const ELEMENT_ROWS = 119;

export interface Output {
  /** Band gap, formation energy, both in units of the scales; log-odds of being a metal. [crystals, 3] */
  readonly values: tf.Tensor2D;
  /**
   * What each node says of its crystal, and how much of the answer it is: the answer is the sum of `says · weights` over
   * the nodes of both graphs. Networks that don't decompose have none.
   */
  readonly nodes?: { readonly atoms: NodeVotes; readonly motifs?: NodeVotes };
}

export interface NodeVotes {
  /** [nodes, 3]. */
  readonly says: tf.Tensor2D;
  /** Those of one crystal, over both graphs, sum to 1 for each property; [nodes, 3]. */
  readonly weights: tf.Tensor2D;
}

export interface Network {
  /** Of the graphs that it reads. */
  readonly neighbourhood: Neighbourhood;
  /** Call it inside `tf.tidy` or a gradient. */
  forward(parameters: Parameters, batch: Batch): Output;
}
