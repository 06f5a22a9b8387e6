/**
 * The network of the paper: H. R. Banjade et al., Science Advances 7, eabf1754 (2021), with its widths and its numbers of
 * layers. The atom graph and the motif graph go through stacks of their own; what comes out is joined at the end.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { NodeTensors } from '../batch.js';
import type { GraphState } from '../gated-convolution.js';
import { dense, embedding, gaussians } from '../layers.js';
import { megnetBlock } from '../megnet-block.js';
import type { Parameters } from '../parameters.js';
import { PROPERTIES } from '../properties.js';
import { set2set } from '../set2set.js';
import { ELEMENT_ROWS, type Network } from './network.js';

const EMBEDDING = 16;
const BLOCKS = 3;
const SET2SET = { steps: 3, units: 16 };
const STACK_WIDTH = 16;
const LAST_WIDTH = 32;
/** Gaussians that distances are smeared out over; Å. */
const ATOM_DISTANCES = { last: 5, count: 100, width: 0.5 };
const MOTIF_DISTANCES = { last: 11, count: 100, width: 0.5 };
/** The state of the whole begins as nothing. */
const WHOLE_WIDTH = 2;

export const paperNetwork: Network = {
  neighbourhood: 'radius',
  forward(p, { count, atoms, motifs }) {
    const elements = embedding(p, 'atom/element', atoms.atomicNumbers, ELEMENT_ROWS, EMBEDDING);
    const joined = tf.concat(
      [
        stack(p, 'atom', elements, smeared(atoms.distances, ATOM_DISTANCES), atoms, count),
        stack(p, 'motif', motifs.fingerprints, smeared(motifs.distances, MOTIF_DISTANCES), motifs, count),
      ],
      1,
    );
    const last = tf.relu(dense(p, 'joined', joined, LAST_WIDTH));
    return { values: dense(p, 'answer', last, PROPERTIES.length) };
  },
};

function stack(
  p: Parameters,
  name: string,
  nodes: tf.Tensor2D,
  edges: tf.Tensor2D,
  graph: NodeTensors,
  count: number,
): tf.Tensor2D {
  let state: GraphState = { nodes, edges, whole: tf.zeros([count, WHOLE_WIDTH]) };
  for (let block = 0; block < BLOCKS; block++) state = megnetBlock(p, `${name}/${block}`, state, graph);
  const { crystals, shares, centres, counts } = graph;
  const crystalsOfEdges = tf.gather(crystals, centres) as tf.Tensor1D;
  const edgeNumbers = tf.mul(counts, tf.gather(shares, centres)) as tf.Tensor2D;
  const ofNodes = set2set(p, `${name}/nodes`, state.nodes, shares, crystals, { count, ...SET2SET });
  const ofEdges = set2set(p, `${name}/edges`, state.edges, edgeNumbers, crystalsOfEdges, { count, ...SET2SET });
  return tf.relu(dense(p, `${name}/out`, tf.concat([ofNodes, ofEdges, state.whole], 1), STACK_WIDTH));
}

function smeared(x: tf.Tensor2D, { last, count, width }: typeof ATOM_DISTANCES): tf.Tensor2D {
  return gaussians(x, 0, last, count, width);
}
