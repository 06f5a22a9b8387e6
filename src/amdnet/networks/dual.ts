/**
 * The atom graph beside the motif graph, with gated convolutions: what motif sites learn of their shapes and connections
 * flows into the atoms at their centres, and the answer is a weighted mean of what every atom and every motif site says,
 * so that it can be told which motifs it rests on.
 */
import * as tf from '@tensorflow/tfjs-core';
import { geometries } from '../../motif/geometries.js';
import type { AtomTensors, MotifTensors } from '../batch.js';
import { type GraphState, gatedConvolution } from '../gated-convolution.js';
import { SMALLEST_FACET } from '../graphs.js';
import { dense, embedding, gaussians, layerNorm, linear, rowsAt, silu, sumAt } from '../layers.js';
import type { Parameters } from '../parameters.js';
import { PROPERTIES } from '../properties.js';
import { ELEMENT_ROWS, type Network, type NodeVotes, type Output } from './network.js';

export interface DualSettings {
  readonly width: number;
  readonly atomLayers: number;
  /** 0 leaves the motif graph out. */
  readonly motifLayers: number;
}

/** Neighbours count in full from this facet on, and less and less down to `SMALLEST_FACET`: they come and go without a jump. */
const FULL_FACET = 0.15;
/** Scores are kept within ±, so that no node is worth more than e⁸ times another. */
const LARGEST_SCORE = 4;

export function dualNetwork({ width, atomLayers, motifLayers }: DualSettings): Network {
  return {
    neighbourhood: 'voronoi',
    forward(p, { count, atoms, motifs }) {
      const elements = atomStates(p, atoms, width);
      const motifGraph = motifLayers === 0 ? null : motifStates(p, motifs, elements, count, width, motifLayers);
      const start =
        motifGraph === null
          ? elements
          : tf.add<tf.Tensor2D>(
              elements,
              sumAt(linear(p, 'motif/atom', motifGraph.nodes, width), motifs.atoms, atoms.count),
            );
      const atomGraph = atomStack(p, atoms, start, motifGraph?.whole ?? null, count, atomLayers);
      const votes = [vote(p, 'atom/answer', atomGraph.nodes, atoms.shares)];
      if (motifGraph !== null) votes.push(vote(p, 'motif/answer', motifGraph.nodes, motifs.shares));
      return answer(votes, [atoms.crystals, motifs.crystals], count);
    },
  };
}

/** Element and oxidation state. */
function atomStates(p: Parameters, { atomicNumbers, oxidationStates }: AtomTensors, width: number): tf.Tensor2D {
  const element = embedding(p, 'atom/element', atomicNumbers, ELEMENT_ROWS, width);
  const state = linear(p, 'atom/state', gaussians(oxidationStates, -4, 8, 13, 1), width);
  const hidden = silu(dense(p, 'atom/mixed', tf.add(element, state), width));
  return tf.add(element, dense(p, 'atom/start', hidden, width));
}

function atomStack(
  p: Parameters,
  atoms: AtomTensors,
  nodes: tf.Tensor2D,
  motifWhole: tf.Tensor2D | null,
  count: number,
  layers: number,
): GraphState {
  const width = nodes.shape[1];
  const edges = tf.tidy(() => {
    const distances = gaussians(atoms.distances, 1, 6, 32, 0.2);
    const features = dense(p, 'atom/facet', gaussians(atoms.facets, 0, 1, 8, 0.15), width);
    return silu(tf.add(linear(p, 'atom/distance', distances, width), features));
  });
  const whole = motifWhole ?? (tf.zeros([count, width]) as tf.Tensor2D);
  const weights = tf.mul<tf.Tensor2D>(
    atoms.counts,
    tf.clipByValue(tf.div(tf.sub(atoms.facets, SMALLEST_FACET), FULL_FACET - SMALLEST_FACET), 0, 1),
  );
  let state: GraphState = { nodes, edges, whole };
  for (let layer = 0; layer < layers; layer++) {
    state = gatedConvolution(p, `atom/${layer}`, state, atoms, weights, layer === layers - 1);
  }
  return state;
}

/** Shape, its distortion, order parameters and centre; along the connections their kind, distance and angle. */
function motifStates(
  p: Parameters,
  motifs: MotifTensors,
  elements: tf.Tensor2D,
  count: number,
  width: number,
  layers: number,
): GraphState {
  const hidden = silu(
    tf.addN([
      dense(p, 'motif/fingerprint', motifs.fingerprints, width),
      embedding(p, 'motif/geometry', motifs.geometries, geometries.length + 1, width),
      linear(p, 'motif/csm', gaussians(tf.sqrt(motifs.csms), 0, 4, 9, 0.5), width),
      linear(p, 'motif/centre', rowsAt(elements, motifs.atoms), width),
    ]),
  );
  let state: GraphState = {
    nodes: dense(p, 'motif/start', hidden, width),
    edges: tf.tidy(() =>
      silu(
        tf.addN([
          embedding(p, 'motif/kind', motifs.kinds, 3, width),
          dense(p, 'motif/distance', gaussians(motifs.distances, 2, 8, 24, 0.3), width),
          linear(p, 'motif/angle', gaussians(motifs.angles, 60, 180, 13, 10), width),
        ]),
      ),
    ),
    whole: tf.zeros([count, width]),
  };
  for (let layer = 0; layer < layers; layer++) {
    state = gatedConvolution(p, `motif/${layer}`, state, motifs, motifs.counts, layer === layers - 1);
  }
  return state;
}

/** What each node says, and its unnormalised weight. */
function vote(p: Parameters, name: string, nodes: tf.Tensor2D, shares: tf.Tensor2D): NodeVotes {
  const width = nodes.shape[1];
  const hidden = silu(dense(p, `${name}/hidden`, layerNorm(p, `${name}/norm`, nodes), width));
  const scores = tf.mul(tf.tanh(dense(p, `${name}/score`, hidden, PROPERTIES.length)), LARGEST_SCORE);
  return {
    says: dense(p, `${name}/says`, hidden, PROPERTIES.length),
    weights: tf.mul(tf.exp(scores), shares),
  };
}

function answer(votes: readonly NodeVotes[], crystals: readonly tf.Tensor1D[], count: number): Output {
  const totals = tf.addN(votes.map(({ weights }, graph) => sumAt(weights, crystals[graph]!, count)));
  const normal = votes.map(({ says, weights }, graph) => ({
    says,
    weights: tf.div(weights, rowsAt(totals, crystals[graph]!)) as tf.Tensor2D,
  }));
  const values = tf.addN(
    normal.map(({ says, weights }, graph) => sumAt(tf.mul(says, weights), crystals[graph]!, count)),
  );
  const [atoms, motifs] = normal;
  return { values, nodes: { atoms: atoms!, ...(motifs && { motifs }) } };
}
