import { expect, it } from 'vitest';
import * as layers from '../../src/amdnet/layers.js';
import { seeded } from '../motif/random.js';
import { placesOf, weightedSum } from '../oracles/amdnet/naive-graph.js';
import * as naive from '../oracles/amdnet/naive-layers.js';
import { onEachBackend } from './on-each-backend.js';
import { column, indices } from './random-graph.js';
import { expectTwins, randomMatrix } from './twins.js';

const random = seeded(1);
const x = randomMatrix(5, 4, random);
/** Rows that are there twice, and one, the third, that is not. */
const PLACES = [3, 0, 3, 1, 0];

onEachBackend('a layer and its twin agree in answers and slopes:', () => {
  it('dense', () => {
    expectTwins({
      inputs: { x },
      layer: (p, { x }) => [layers.dense(p, 'layer', x, 3)],
      twin: (p, { x }) => [x.map((row) => naive.dense(p, 'layer', row))],
    });
  });

  it('linear', () => {
    expectTwins({
      inputs: { x },
      layer: (p, { x }) => [layers.linear(p, 'layer', x, 3)],
      twin: (p, { x }) => [x.map((row) => naive.linear(p, 'layer', row))],
    });
  });

  it('embedding', () => {
    const places = indices(PLACES);
    expectTwins({
      inputs: {},
      layer: (p) => [layers.embedding(p, 'table', places, 4, 3)],
      twin: (p) => [PLACES.map((kind) => naive.matrixOf(p, 'table')[kind]!)],
    });
  });

  it('layer norm', () => {
    expectTwins({
      inputs: { x },
      layer: (p, { x }) => [layers.layerNorm(p, 'norm', x)],
      twin: (p, { x }) => [x.map((row) => naive.layerNorm(p, 'norm', row))],
    });
  });

  it('SiLU', () => {
    expectTwins({
      inputs: { x },
      layer: (_, { x }) => [layers.silu(x)],
      twin: (_, { x }) => [x.map(naive.silu)],
    });
  });

  it('Gaussians', () => {
    expectTwins({
      inputs: { x: randomMatrix(6, 1, random) },
      layer: (_, { x }) => [layers.gaussians(x, -1, 2, 5, 0.7)],
      twin: (_, { x }) => [x.map(([value]) => naive.gaussians(value!, -1, 2, 5, 0.7))],
    });
  });

  it('rows at places', () => {
    const places = indices(PLACES);
    expectTwins({
      inputs: { x },
      layer: (_, { x }) => [layers.rowsAt(x, places)],
      twin: (_, { x }) => [PLACES.map((place) => x[place]!)],
    });
  });

  it('sums at places', () => {
    const places = indices(PLACES);
    expectTwins({
      inputs: { x },
      layer: (_, { x }) => [layers.sumAt(x, places, 4)],
      twin: (_, { x }) => [
        [0, 1, 2, 3].map((place) => {
          const rows = placesOf(PLACES, place).map((row) => x[row]!);
          return weightedSum(
            rows,
            rows.map(() => 1),
            4,
          );
        }),
      ],
    });
  });

  it('quotients', () => {
    expectTwins({
      inputs: { sums: x, totals: randomMatrix(5, 1, random).map(([value]) => [0.5 + Math.abs(value!)]) },
      layer: (_, { sums, totals }) => [layers.quotients(sums, totals)],
      twin: (_, { sums, totals }) => [sums.map((row, i) => naive.times(1 / totals[i]![0]!, row))],
    });
  });

  it('of nothing over nothing is 0', () => {
    expect([...layers.quotients(column([0, 6]), column([0, 3])).dataSync()]).toEqual([0, 2]);
  });
});
