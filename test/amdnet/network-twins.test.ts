import { it } from 'vitest';
import { batchOf } from '../../src/amdnet/batch.js';
import { dualNetwork } from '../../src/amdnet/networks/dual.js';
import { paperNetwork } from '../../src/amdnet/networks/paper.js';
import { naiveBatchOf } from '../oracles/amdnet/naive-batch.js';
import { naiveDual } from '../oracles/amdnet/naive-dual.js';
import { naivePaper } from '../oracles/amdnet/naive-paper.js';
import { orbitGraph, sampleCrystals } from './examples.js';
import { onEachBackend } from './on-each-backend.js';
import { expectTwins, type Strictness } from './twins.js';

const crystals = await sampleCrystals(['rutile-TiO2', 'periclase-MgO']);

const STRICTNESS: Strictness = { tolerance: 1e-4, directions: 1 };

onEachBackend('a network and its twin agree in answers and slopes:', () => {
  it.each([
    ['dual', { width: 4, atomLayers: 2, motifLayers: 2 }],
    ['atoms alone', { width: 4, atomLayers: 2, motifLayers: 0 }],
  ])('%s', (_, settings) => {
    const batch = batchOf(crystals.map((crystal) => orbitGraph(crystal, 'voronoi')));
    const plain = naiveBatchOf(batch);
    expectTwins(
      {
        inputs: {},
        layer: (p) => {
          const { values, nodes } = dualNetwork(settings).forward(p, batch);
          const votes = [nodes!.atoms, nodes!.motifs].filter((of) => of !== undefined);
          return [values, ...votes.flatMap(({ says, weights }) => [says, weights])];
        },
        twin: (p) => {
          const { values, atoms, motifs } = naiveDual(p, plain, settings);
          const votes = [atoms, motifs].filter((of) => of.length > 0);
          return [values, ...votes.flatMap((of) => [of.map(({ says }) => says), of.map(({ weights }) => weights)])];
        },
      },
      STRICTNESS,
    );
  });

  // Slopes are compared for its blocks: along two hundred parameters of the whole network they would take minutes.
  it('paper, in answers', () => {
    const batch = batchOf(crystals.map((crystal) => orbitGraph(crystal, 'radius')));
    const plain = naiveBatchOf(batch);
    expectTwins(
      {
        inputs: {},
        layer: (p) => [paperNetwork.forward(p, batch).values],
        twin: (p) => [naivePaper(p, plain)],
      },
      { ...STRICTNESS, directions: 0 },
    );
  });
});
