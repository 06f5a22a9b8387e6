/** The block of MEGNet (C. Chen et al., Chem. Mater. 31, 3564 (2019), figure 1) as src/amdnet/megnet-block.ts has it, edge by edge. */
import { edgesOf, type NaiveGraph, type NaiveState, nodesOf, weightedMean } from './naive-graph.js';
import { dense, type Matrix, plus, type Row, relu, type Weights } from './naive-layers.js';

export function naiveMegnetBlock(p: Weights, name: string, state: NaiveState, graph: NaiveGraph): NaiveState {
  const nodes = state.nodes.map((row) => perceptron(p, `${name}/nodes`, row));
  const edges = state.edges.map((row) => perceptron(p, `${name}/edges`, row));
  const whole = state.whole.map((row) => perceptron(p, `${name}/whole`, row));
  const { crystals, centres, neighbours, counts, shares } = graph;

  const newEdges = edges.map((e, edge) => {
    const centre = centres[edge]!;
    const first = plus(
      dense(p, `${name}/phi-edges/centre`, nodes[centre]!),
      dense(p, `${name}/phi-edges/neighbour`, nodes[neighbours[edge]!]!),
      dense(p, `${name}/phi-edges/edge`, e),
      dense(p, `${name}/phi-edges/whole`, whole[crystals[centre]!]!),
    );
    return relu(dense(p, `${name}/phi-edges/second`, relu(first)));
  });
  const width = whole[0]!.length;
  const meanEdge = (some: readonly number[], weightOf: (edge: number) => number) =>
    weightedMean(
      some.map((edge) => newEdges[edge]!),
      some.map(weightOf),
      width,
    );
  const newNodes = nodes.map((h, i) => {
    const near = meanEdge(edgesOf(graph, i), (edge) => counts[edge]!);
    return perceptron(p, `${name}/phi-nodes`, [...near, ...h, ...whole[crystals[i]!]!]);
  });
  const newWhole = whole.map((g, crystal) => {
    const own = nodesOf(graph, crystal);
    const edgesOfAll = own.flatMap((i) => edgesOf(graph, i));
    const ofEdges = meanEdge(edgesOfAll, (edge) => shares[centres[edge]!]! * counts[edge]!);
    const ofNodes = weightedMean(
      own.map((i) => newNodes[i]!),
      own.map((i) => shares[i]!),
      width,
    );
    return perceptron(p, `${name}/phi-whole`, [...ofEdges, ...ofNodes, ...g]);
  });
  return {
    nodes: bypassed(state.nodes, nodes, newNodes),
    edges: bypassed(state.edges, edges, newEdges),
    whole: bypassed(state.whole, whole, newWhole),
  };
}

/** The path around the block: from its input where that is as wide, from behind the first perceptron elsewhere. */
function bypassed(input: Matrix, inside: Matrix, result: Matrix): Matrix {
  return result.map((row, i) => plus(row, input[i]!.length === row.length ? input[i]! : inside[i]!));
}

function perceptron(p: Weights, name: string, x: Row): number[] {
  return relu(dense(p, `${name}/second`, relu(dense(p, `${name}/first`, x))));
}
