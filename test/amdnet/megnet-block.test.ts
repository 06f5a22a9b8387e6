import { it } from 'vitest';
import { megnetBlock } from '../../src/amdnet/megnet-block.js';
import { seeded } from '../motif/random.js';
import { naiveMegnetBlock } from '../oracles/amdnet/naive-megnet-block.js';
import { onEachBackend } from './on-each-backend.js';
import { GRAPH, randomState, tensorsOf } from './random-graph.js';
import { expectTwins } from './twins.js';

onEachBackend('the block of MEGNet and its twin agree in answers and slopes', () => {
  it.each([
    ['first, with states of any widths', { nodes: 5, edges: 3, whole: 2 }],
    ['later, with a path around it', { nodes: 32, edges: 32, whole: 32 }],
  ])('%s', (_, widths) => {
    const graph = tensorsOf(GRAPH);
    expectTwins({
      inputs: randomState(widths, seeded(3)),
      layer: (p, state) => {
        const { nodes, edges, whole } = megnetBlock(p, 'block', state, graph);
        return [nodes, edges, whole];
      },
      twin: (p, state) => {
        const { nodes, edges, whole } = naiveMegnetBlock(p, 'block', state, GRAPH);
        return [nodes, edges, whole];
      },
    });
  });
});
