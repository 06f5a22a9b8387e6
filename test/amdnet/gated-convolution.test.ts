import { it } from 'vitest';
import { gatedConvolution } from '../../src/amdnet/gated-convolution.js';
import { seeded } from '../motif/random.js';
import { naiveGatedConvolution } from '../oracles/amdnet/naive-gated-convolution.js';
import { onEachBackend } from './on-each-backend.js';
import { GRAPH, randomState, tensorsOf } from './random-graph.js';
import { expectTwins } from './twins.js';

const random = seeded(2);
const inputs = {
  ...randomState({ nodes: 4, edges: 4, whole: 4 }, random),
  weights: GRAPH.counts.map((count) => [count * random()]),
};

onEachBackend('the gated convolution and its twin agree in answers and slopes', () => {
  it.each([
    ['amid a stack', false],
    ['at its end', true],
  ])('%s', (_, isLast) => {
    const graph = tensorsOf(GRAPH);
    expectTwins({
      inputs,
      layer: (p, { weights, ...state }) => {
        const { nodes, edges, whole } = gatedConvolution(p, 'layer', state, graph, weights, isLast);
        return [nodes, edges, whole];
      },
      twin: (p, { weights, ...state }) => {
        const { nodes, edges, whole } = naiveGatedConvolution(p, 'layer', state, GRAPH, weights.flat(), isLast);
        return [nodes, edges, whole];
      },
    });
  });
});
