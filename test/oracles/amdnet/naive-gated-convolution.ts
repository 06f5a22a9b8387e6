/** The formulas of src/amdnet/gated-convolution.ts, edge by edge. */
import { edgesOf, type NaiveGraph, type NaiveState, nodesOf, weightedSum } from './naive-graph.js';
import { dense, layerNorm, linear, plus, type Row, sigmoid, silu, type Weights } from './naive-layers.js';

export function naiveGatedConvolution(
  p: Weights,
  name: string,
  { nodes, edges, whole }: NaiveState,
  graph: NaiveGraph,
  weights: Row,
  isLast: boolean,
): NaiveState {
  const width = nodes[0]!.length;
  // A, B, V and U stand side by side.
  const product = (node: number, part: number) =>
    dense(p, `${name}/nodes`, nodes[node]!).slice(part * width, (part + 1) * width);
  const [A, B, V, U] = [0, 1, 2, 3].map((part) => nodes.map((_, node) => product(node, part)));
  const z = edges.map((e, edge) =>
    plus(A![graph.centres[edge]!]!, B![graph.neighbours[edge]!]!, linear(p, `${name}/edge`, e)),
  );
  const newNodes = nodes.map((h, i) => {
    const messages = edgesOf(graph, i).map((edge) =>
      V![graph.neighbours[edge]!]!.map((value, k) => (weights[edge]! * sigmoid(z[edge]![k]!) * value) / 8),
    );
    const update = plus(U![i]!, linear(p, `${name}/whole`, whole[graph.crystals[i]!]!), ...messages);
    return plus(h, silu(layerNorm(p, `${name}/norm`, update)));
  });
  if (isLast) return { nodes: newNodes, edges, whole };
  const newWhole = whole.map((g, crystal) => {
    const own = nodesOf(graph, crystal);
    const mean = weightedSum(
      own.map((i) => newNodes[i]!),
      own.map((i) => graph.shares[i]!),
      width,
    );
    return plus(g, silu(dense(p, `${name}/pool`, [...g, ...mean])));
  });
  return { nodes: newNodes, edges: edges.map((e, edge) => plus(e, silu(z[edge]!))), whole: newWhole };
}
