/** The block of MEGNet (Chen 2019): edges, then nodes, then the state of the whole; each keeps a path around it. */
import * as tf from '@tensorflow/tfjs-core';
import type { NodeTensors } from './batch.js';
import type { GraphState } from './gated-convolution.js';
import { dense, quotients, rowsAt, sumAt } from './layers.js';
import type { Parameters } from './parameters.js';

/** Units of the two layers of each perceptron. */
const UNITS = [64, 32] as const;

/**
 * With e_ij the edge from centre i to neighbour j, and means over what edges and nodes stand for:
 *
 *   e_ij ← φ_e(h_i, h_j, e_ij, g),   h_i ← φ_h(mean_j e_ij, h_i, g),   g ← φ_g(mean e, mean h, g).
 *
 * Before that each state goes through a perceptron of its own, which makes it 32 wide; after that what went
 * into it is added (what came out of that perceptron in the first block, whose input is of another width).
 */
export function megnetBlock(p: Parameters, name: string, state: GraphState, graph: NodeTensors): GraphState {
  const nodes = perceptron(p, `${name}/nodes`, state.nodes);
  const edges = perceptron(p, `${name}/edges`, state.edges);
  const whole = perceptron(p, `${name}/whole`, state.whole);
  const { centres, neighbours, crystals, shares, counts, count } = graph;
  const crystalsOfEdges = tf.gather(crystals, centres);
  const at = (part: string, x: tf.Tensor2D, rows: tf.Tensor1D) =>
    rowsAt(dense(p, `${name}/${part}`, x, UNITS[0]), rows);
  // The first layer of φ_e for all its inputs apart: those of nodes and of the whole are few.
  const newEdges = second(
    p,
    `${name}/phi-edges`,
    tf.addN([
      at('phi-edges/centre', nodes, centres),
      at('phi-edges/neighbour', nodes, neighbours),
      dense(p, `${name}/phi-edges/edge`, edges, UNITS[0]),
      at('phi-edges/whole', whole, crystalsOfEdges),
    ]),
  );
  const number = sumAt(counts, centres, count);
  const around = quotients(sumAt(tf.mul(newEdges, counts), centres, count), number);
  const newNodes = perceptron(p, `${name}/phi-nodes`, tf.concat([around, nodes, rowsAt(whole, crystals)], 1));
  const crystalCount = whole.shape[0];
  // Each node's mean over its edges, weighted with their number: the mean over all edges of the crystal.
  const edgeShares = tf.mul(shares, number) as tf.Tensor2D;
  const meanEdge = quotients(
    sumAt(tf.mul(around, edgeShares), crystals, crystalCount),
    sumAt(edgeShares, crystals, crystalCount),
  );
  const meanNode = sumAt(tf.mul(newNodes, shares), crystals, crystalCount);
  const newWhole = perceptron(p, `${name}/phi-whole`, tf.concat([meanEdge, meanNode, whole], 1));
  return {
    nodes: skip(state.nodes, nodes, newNodes),
    edges: skip(state.edges, edges, newEdges),
    whole: skip(state.whole, whole, newWhole),
  };
}

function skip(input: tf.Tensor2D, inside: tf.Tensor2D, result: tf.Tensor2D): tf.Tensor2D {
  return tf.add(input.shape[1] === result.shape[1] ? input : inside, result);
}

function perceptron(p: Parameters, name: string, x: tf.Tensor2D): tf.Tensor2D {
  return second(p, name, dense(p, `${name}/first`, x, UNITS[0]));
}

function second(p: Parameters, name: string, first: tf.Tensor2D): tf.Tensor2D {
  return tf.relu(dense(p, `${name}/second`, tf.relu(first), UNITS[1]));
}
