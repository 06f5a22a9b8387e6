/** Predictions of crystals that are stored, and of structures that requests bring along. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Predictor } from '../../src/pipeline/predictor.js';
import { tinyModelFile } from '../amdnet/tiny-model.js';
import { temporaryFolder } from '../cli/command.js';
import { rockSalt } from '../cli/structures.js';
import { type OpenGraph, openFilledGraph, type Service, serve } from './support.js';

const analysisWorker = new URL('../../dist/api/analysis-worker.js', import.meta.url);
const workerFile = new URL('../../dist/pipeline/prediction-worker.js', import.meta.url);
const folder = temporaryFolder();

let graph: OpenGraph;
let predictor: Predictor;
let service: Service;

beforeAll(async () => {
  graph = await openFilledGraph();
  predictor = await Predictor.open({ file: await tinyModelFile(folder), backend: 'wasm', workerFile });
  service = await serve(graph.store, { analysisWorker, predictor });
});
afterAll(async () => {
  await service.close();
  await predictor.close();
  await graph.close();
});

const PREDICTION = 'property value unit low high cautions model { name version }';
const BASIS = 'basis { unit mean value model { name } contributions { by orbit element value site { motif { id } } } }';
const ANALYZE = `query ($text: String!) { analyzeStructure(text: $text) { predictions { ${PREDICTION} ${BASIS} } } }`;

interface Basis {
  readonly mean: number;
  readonly value: number;
  readonly contributions: readonly { readonly value: number }[];
}

function expectSum({ mean, value, contributions }: Basis): void {
  expect(contributions.reduce((sum, part) => sum + part.value, mean)).toBeCloseTo(value, 4);
}

describe('predictions of stored crystals', () => {
  test('are those of the graph, with their model and unit', async () => {
    const { crystal } = await service.data(`{ crystal(id: "rutile-TiO2") { predictions { ${PREDICTION} } } }`);
    expect(crystal.predictions).toMatchObject([
      { property: 'BAND_GAP', unit: 'eV', low: expect.any(Number), model: { name: 'stand-in', version: '1.0.0' } },
      { property: 'FORMATION_ENERGY_PER_ATOM', unit: 'eV/atom', high: 0 },
      { property: 'METAL_PROBABILITY', unit: 'probability', low: null, high: null },
    ]);
  });

  test('are none where nothing was predicted', async () => {
    const { crystals } = await service.data(
      '{ crystals(sort: { key: BAND_GAP }, last: 1) { nodes { id predictions { value } } rows { bandGap } } }',
    );
    expect(crystals).toEqual({ nodes: [{ id: 'fourteen', predictions: [] }], rows: [{ bandGap: null }] });
  });

  test('filter and sort crystals, page by page', async () => {
    const page = async (after: string | null) =>
      (
        await service.data(
          `query ($after: String) {
            crystals(filter: { bandGap: { min: 1.5, max: 3 } }, sort: { key: BAND_GAP, descending: true }, first: 3, after: $after) {
              totalCount pageInfo { endCursor hasNextPage } rows { bandGap }
            }
          }`,
          { after },
        )
      ).crystals;
    const first = await page(null);
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    const second = await page(first.pageInfo.endCursor);
    expect([...first.rows, ...second.rows].map(({ bandGap }) => bandGap)).toEqual([3, 2.5, 2, 1.5]);
    const turned = await service.ask(
      '{ crystals(filter: { metalProbability: { min: 0.9, max: 0.1 } }) { totalCount } }',
    );
    expect(turned.errors[0]?.extensions.code).toBe('BAD_RANGE');
  });

  test('tell the motifs that they rest on', async () => {
    const { crystal } = await service.data(
      `{ crystal(id: "spinel-MgAl2O4") { predictions(properties: [BAND_GAP, METAL_PROBABILITY]) { ${BASIS} } } }`,
    );
    expect(crystal.predictions).toHaveLength(2);
    const [gap, metal] = crystal.predictions.map(({ basis }: { basis: unknown }) => basis);
    expect(gap).toMatchObject({ unit: 'eV', mean: 1.2, model: { name: 'tiny' } });
    expect(metal).toMatchObject({ unit: 'log-odds', mean: -0.34 });
    expectSum(gap);
    expectSum(metal);
    const motifs = gap.contributions.filter(({ by }: { by: string }) => by === 'MOTIF');
    expect(motifs.map(({ site }: { site: { motif: { id: string } } }) => site.motif.id).sort()).toEqual([
      'Al-O:6',
      'Mg-T:4',
    ]);
    expect(gap.contributions).toContainEqual(expect.objectContaining({ by: 'ATOM', element: 'O', site: null }));
  });

  test('are explained together for a page', async () => {
    const query = `{ crystals(first: 10) { nodes { predictions(properties: [BAND_GAP]) { ${BASIS} } } } }`;
    const { crystals } = await service.data(query);
    for (const { predictions } of crystals.nodes) for (const { basis } of predictions) expectSum(basis);
    const tooMany = await service.ask(query.replace('first: 10', 'first: 100'));
    expect(tooMany.errors[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: 'cost' } });
  });
});

describe('predictions of given structures', () => {
  test('are made, with what they rest on', async () => {
    const { analyzeStructure } = await service.data(ANALYZE, { text: rockSalt('Mg', 4.21) });
    const [gap, energy, metal] = analyzeStructure.predictions;
    expect(gap).toMatchObject({ property: 'BAND_GAP', model: { name: 'tiny', version: '1.0.0' } });
    expect(gap.cautions[0]).toMatch(/^Element Mg/);
    for (const { basis } of [gap, energy, metal]) expectSum(basis);
    expect(energy.basis.value).toBe(energy.value);
    expect(metal.value).toBeCloseTo(1 / (1 + Math.exp(-metal.basis.value)), 5);
    expect(gap.basis.contributions.map(({ element }: { element: string }) => element).sort()).toEqual([
      'Mg',
      'Mg',
      'O',
    ]);
  });

  test('have an error of their own where the server has no model', async () => {
    const without = await serve(graph.store, { analysisWorker });
    try {
      const { errors } = await without.ask(ANALYZE, { text: rockSalt('Mg', 4.21) });
      expect(errors[0]?.extensions.code).toBe('NO_MODEL');
      expect(
        (await without.data('{ crystal(id: "rutile-TiO2") { predictions { value } } }')).crystal.predictions,
      ).toHaveLength(3);
    } finally {
      await without.close();
    }
  });
});
