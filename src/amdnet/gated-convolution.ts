/** Gated graph convolution with hidden states on edges (Bresson & Laurent 2017; Dwivedi 2020), and a state of the whole. */
import * as tf from '@tensorflow/tfjs-core';
import type { NodeTensors } from './batch.js';
import { dense, layerNorm, linear, rowsAt, silu, sumAt } from './layers.js';
import type { Parameters } from './parameters.js';

export interface GraphState {
  /** [nodes, width]. */
  readonly nodes: tf.Tensor2D;
  /** [edges, width]. */
  readonly edges: tf.Tensor2D;
  /** [crystals, width]. */
  readonly whole: tf.Tensor2D;
}

/** Neighbours of a usual atom: sums over neighbours are divided by it, which keeps hidden states of order 1. */
const USUAL_NEIGHBOURS = 8;

/**
 * With node i and its neighbours j of weight w_ij (in number):
 *
 *   z_ij = A h_i + B h_j + C e_ij,   e_ij ← e_ij + silu(z_ij),
 *   h_i ← h_i + silu(norm(U h_i + G g + Σ_j w_ij σ(z_ij) ⊙ V h_j / 8)),   g ← g + silu(D [g, Σ_i s_i h_i]).
 *
 * Edges and the whole are left as they are by the last layer of a stack, where nodes alone are read.
 *
 * Tensors between are let go of as early as can be: those of edges are the memory that a large crystal takes.
 *
 * @param weights [edges, 1]
 */
export function gatedConvolution(
  p: Parameters,
  name: string,
  { nodes, edges, whole }: GraphState,
  graph: NodeTensors,
  weights: tf.Tensor2D,
  isLast: boolean,
): GraphState {
  return tf.tidy(() => {
    const width = nodes.shape[1];
    const { centres, neighbours, crystals, shares, count } = graph;
    // One product for the four that are made of the nodes: small products are slow.
    const [own, other, value, kept] = tf.split(dense(p, `${name}/nodes`, nodes, 4 * width), 4, 1) as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
    ];
    const z = tf.tidy(() =>
      tf.add<tf.Tensor2D>(
        tf.tidy(() => tf.add<tf.Tensor2D>(rowsAt(own, centres), rowsAt(other, neighbours))),
        linear(p, `${name}/edge`, edges, width),
      ),
    );
    const gates = tf.sigmoid(z);
    const sums = tf.tidy(() => {
      const messages = tf.mul<tf.Tensor2D>(tf.mul(gates, weights), rowsAt(value, neighbours));
      return sumAt(messages, centres, count);
    });
    const update = tf.addN<tf.Tensor2D>([
      kept,
      rowsAt(linear(p, `${name}/whole`, whole, width), crystals),
      tf.div(sums, USUAL_NEIGHBOURS),
    ]);
    const newNodes = tf.add<tf.Tensor2D>(nodes, silu(layerNorm(p, `${name}/norm`, update)));
    if (isLast) return { nodes: newNodes, edges, whole };
    const mean = sumAt(tf.mul(newNodes, shares), crystals, whole.shape[0]);
    const newWhole = tf.add<tf.Tensor2D>(whole, silu(dense(p, `${name}/pool`, tf.concat([whole, mean], 1), width)));
    return { nodes: newNodes, edges: tf.add<tf.Tensor2D>(edges, tf.mul(z, gates)), whole: newWhole };
  });
}
