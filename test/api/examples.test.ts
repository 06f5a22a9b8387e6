/** The queries that the query editor offers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readExamples } from '../../src/api/example-queries.js';
import { embed } from '../../src/pipeline/embed.js';
import { Predictor } from '../../src/pipeline/predictor.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { shippedRepresentation } from '../../src/representation/representation-file.js';
import { tinyModelFile } from '../amdnet/tiny-model.js';
import { temporaryFolder } from '../cli/command.js';
import { analysedSample, sourceOf } from '../graph/analysed.js';
import { type OpenGraph, openFilledGraph, type Service, serve } from './support.js';

const analysisWorker = new URL('../../dist/api/analysis-worker.js', import.meta.url);

const workerFile = new URL('../../dist/pipeline/prediction-worker.js', import.meta.url);

let graph: OpenGraph;
let service: Service;
let predictor: Predictor;
const folder = temporaryFolder();

beforeAll(async () => {
  graph = await openFilledGraph();
  const layered = await analysedSample(['layered-LiCoO2']);
  await graph.store.write(layered, layered.map(sourceOf));
  await embed({
    store: graph.store,
    settings: REPRESENTATION_SETTINGS,
    representation: await shippedRepresentation(),
  });
  predictor = await Predictor.open({ file: await tinyModelFile(folder), backend: 'wasm', workerFile });
  service = await serve(graph.store, { analysisWorker, predictor });
});
afterAll(async () => {
  await service.close();
  await predictor.close();
  await graph.close();
});

test.each(readExamples().map((example) => [example.name, example] as const))(
  '%s has an answer',
  async (_, { query }) => {
    const data = await service.data(query);
    // Every list of the example has items, on a graph of a few oxides already.
    JSON.stringify(data, (key, value) => {
      if (Array.isArray(value) && !['warnings', 'cautions', 'angles', 'connections'].includes(key))
        expect(value, key).not.toEqual([]);
      return value;
    });
  },
);

test('the query editor gets them with their titles', async () => {
  const examples = (await (await fetch(`${service.url}examples.json`)).json()) as { title: string; query: string }[];
  expect(examples.length).toBeGreaterThan(5);
  for (const { title, query } of examples) {
    expect(title).not.toBe('');
    expect(query).toContain(title);
  }
});
