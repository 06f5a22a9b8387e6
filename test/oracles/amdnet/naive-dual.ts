/** The network of src/amdnet/networks/dual.ts, node by node and edge by edge. */
import type { DualSettings } from '../../../src/amdnet/networks/dual.js';
import type { NaiveAtoms, NaiveBatch, NaiveMotifs } from './naive-batch.js';
import { naiveGatedConvolution } from './naive-gated-convolution.js';
import { type NaiveGraph, type NaiveState, nodesOf, placesOf } from './naive-graph.js';
import {
  dense,
  gaussians,
  layerNorm,
  linear,
  type Matrix,
  matrixOf,
  plus,
  type Row,
  silu,
  sum,
  times,
  type Weights,
} from './naive-layers.js';

/** What a node says of each property, and how much that counts. */
interface Vote {
  readonly says: Row;
  readonly weights: Row;
}

export interface NaiveAnswer {
  readonly values: Matrix;
  readonly atoms: readonly Vote[];
  readonly motifs: readonly Vote[];
}

export function naiveDual(
  p: Weights,
  { count, atoms, motifs }: NaiveBatch,
  { width, atomLayers, motifLayers }: DualSettings,
): NaiveAnswer {
  const nothing: number[][] = Array.from({ length: count }, () => Array(width).fill(0));
  const elements = atoms.atomicNumbers.map((_, atom) => atomState(p, atoms, atom));
  const motifGraph =
    motifLayers === 0
      ? null
      : stack(p, 'motif', motifStart(p, motifs, elements, nothing), motifs, motifs.counts, motifLayers);
  const nodes = elements.map((element, atom) => {
    const atCentre = motifGraph === null ? [] : placesOf(motifs.atoms, atom).map((motif) => motifGraph.nodes[motif]!);
    return plus(element, ...atCentre.map((motif) => linear(p, 'motif/atom', motif)));
  });
  const edges = atoms.distances.map((distance, edge) =>
    silu(
      plus(
        linear(p, 'atom/distance', gaussians(distance, 1, 6, 32, 0.2)),
        dense(p, 'atom/facet', gaussians(atoms.facets[edge]!, 0, 1, 8, 0.15)),
      ),
    ),
  );
  // From nothing at a twentieth of the largest facet to all at three twentieths.
  const weights = atoms.counts.map((n, edge) => n * Math.min(1, Math.max(0, (atoms.facets[edge]! - 0.05) / 0.1)));
  const atomGraph = stack(p, 'atom', { nodes, edges, whole: motifGraph?.whole ?? nothing }, atoms, weights, atomLayers);
  return answer(
    count,
    { graph: atoms, votes: atomGraph.nodes.map((node) => vote(p, 'atom/answer', node)) },
    { graph: motifs, votes: (motifGraph?.nodes ?? []).map((node) => vote(p, 'motif/answer', node)) },
  );
}

function atomState(p: Weights, { atomicNumbers, oxidationStates }: NaiveAtoms, atom: number): number[] {
  const element = matrixOf(p, 'atom/element')[atomicNumbers[atom]!]!;
  const state = linear(p, 'atom/state', gaussians(oxidationStates[atom]!, -4, 8, 13, 1));
  return plus(element, dense(p, 'atom/start', silu(dense(p, 'atom/mixed', plus(element, state)))));
}

function motifStart(p: Weights, motifs: NaiveMotifs, elements: Matrix, whole: Matrix): NaiveState {
  const nodes = motifs.atoms.map((atom, motif) => {
    const hidden = plus(
      dense(p, 'motif/fingerprint', motifs.fingerprints[motif]!),
      matrixOf(p, 'motif/geometry')[motifs.geometries[motif]!]!,
      linear(p, 'motif/csm', gaussians(Math.sqrt(motifs.csms[motif]!), 0, 4, 9, 0.5)),
      linear(p, 'motif/centre', elements[atom]!),
    );
    return dense(p, 'motif/start', silu(hidden));
  });
  const edges = motifs.distances.map((distance, edge) =>
    silu(
      plus(
        matrixOf(p, 'motif/kind')[motifs.kinds[edge]!]!,
        dense(p, 'motif/distance', gaussians(distance, 2, 8, 24, 0.3)),
        linear(p, 'motif/angle', gaussians(motifs.angles[edge]!, 60, 180, 13, 10)),
      ),
    ),
  );
  return { nodes, edges, whole };
}

function stack(
  p: Weights,
  name: string,
  start: NaiveState,
  graph: NaiveGraph,
  weights: Row,
  layers: number,
): NaiveState {
  let state = start;
  for (let layer = 0; layer < layers; layer++) {
    state = naiveGatedConvolution(p, `${name}/${layer}`, state, graph, weights, layer === layers - 1);
  }
  return state;
}

/** Not normalised yet. */
function vote(p: Weights, name: string, node: Row): Vote {
  const hidden = silu(dense(p, `${name}/hidden`, layerNorm(p, `${name}/norm`, node)));
  const scores = dense(p, `${name}/score`, hidden).map(Math.tanh);
  return { says: dense(p, `${name}/says`, hidden), weights: scores.map((score) => Math.exp(4 * score)) };
}

interface Voters {
  readonly graph: NaiveGraph;
  readonly votes: readonly Vote[];
}

/** Each crystal's votes, by the shares of their nodes, as parts of 1 for each property. */
function answer(count: number, atoms: Voters, motifs: Voters): NaiveAnswer {
  const shared = ({ graph, votes }: Voters) =>
    votes.map(({ says, weights }, node) => ({ says, weights: times(graph.shares[node]!, weights) }));
  const [ofAtoms, ofMotifs] = [shared(atoms), shared(motifs)];
  const voters = (crystal: number) => [
    ...nodesOf(atoms.graph, crystal).map((node) => ofAtoms[node]!),
    ...(ofMotifs.length === 0 ? [] : nodesOf(motifs.graph, crystal).map((node) => ofMotifs[node]!)),
  ];
  const totals = Array.from({ length: count }, (_, crystal) => plus(...voters(crystal).map(({ weights }) => weights)));
  const normal = (votes: readonly Vote[], { crystals }: NaiveGraph) =>
    votes.map(({ says, weights }, node) => ({
      says,
      weights: weights.map((weight, property) => weight / totals[crystals[node]!]![property]!),
    }));
  const values = totals.map((total, crystal) =>
    total.map((all, property) =>
      sum(voters(crystal).map(({ says, weights }) => (says[property]! * weights[property]!) / all)),
    ),
  );
  return { values, atoms: normal(ofAtoms, atoms.graph), motifs: normal(ofMotifs, motifs.graph) };
}
