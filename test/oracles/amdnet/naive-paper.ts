/** The network of src/amdnet/networks/paper.ts, node by node and edge by edge. */
import type { NaiveBatch } from './naive-batch.js';
import type { NaiveGraph, NaiveState } from './naive-graph.js';
import { dense, gaussians, type Matrix, matrixOf, relu, type Weights } from './naive-layers.js';
import { naiveMegnetBlock } from './naive-megnet-block.js';
import { naiveSet2set } from './naive-set2set.js';

export function naivePaper(p: Weights, { count, atoms, motifs }: NaiveBatch): Matrix {
  const elements = atoms.atomicNumbers.map((atomicNumber) => matrixOf(p, 'atom/element')[atomicNumber]!);
  const smeared = (distances: readonly number[], last: number) =>
    distances.map((distance) => gaussians(distance, 0, last, 100, 0.5));
  const ofAtoms = stack(p, 'atom', elements, smeared(atoms.distances, 5), atoms, count);
  const ofMotifs = stack(p, 'motif', motifs.fingerprints, smeared(motifs.distances, 11), motifs, count);
  return ofAtoms.map((row, crystal) => dense(p, 'answer', relu(dense(p, 'joined', [...row, ...ofMotifs[crystal]!]))));
}

function stack(p: Weights, name: string, nodes: Matrix, edges: Matrix, graph: NaiveGraph, count: number): Matrix {
  let state: NaiveState = { nodes, edges, whole: Array.from({ length: count }, () => [0, 0]) };
  for (let block = 0; block < 3; block++) state = naiveMegnetBlock(p, `${name}/${block}`, state, graph);
  const { crystals, centres, shares, counts } = graph;
  const shape = { count, steps: 3, units: 16 };
  const ofNodes = naiveSet2set(p, `${name}/nodes`, state.nodes, shares, crystals, shape);
  const ofEdges = naiveSet2set(
    p,
    `${name}/edges`,
    state.edges,
    counts.map((n, edge) => n * shares[centres[edge]!]!),
    centres.map((centre) => crystals[centre]!),
    shape,
  );
  return ofNodes.map((row, crystal) =>
    relu(dense(p, `${name}/out`, [...row, ...ofEdges[crystal]!, ...state.whole[crystal]!])),
  );
}
