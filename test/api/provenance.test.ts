/** What the service tells of files does not show the folders of its machine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingest } from '../../src/pipeline/ingest.js';
import { AnalysisPool } from '../../src/pipeline/pool.js';
import { openSources } from '../../src/sources/open.js';
import { temporaryFolder } from '../cli/command.js';
import { ALLOY, rockSalt } from '../cli/structures.js';
import { zipOf } from '../sources/zip.js';
import { type OpenGraph, openEmptyGraph, type Service, serve } from './support.js';

const folder = temporaryFolder();
const pool = new AnalysisPool({ jobs: 1, workerFile: new URL('../../dist/pipeline/worker.js', import.meta.url) });
let graph: OpenGraph;
let service: Service;

beforeAll(async () => {
  graph = await openEmptyGraph();
  for (const [dataset, metal] of [
    ['mine', 'Mg'],
    ['yours', 'Ca'],
  ] as const) {
    const place = join(folder, dataset);
    mkdirSync(join(place, 'sub'), { recursive: true });
    writeFileSync(join(place, 'sub/oxide.cif'), rockSalt(metal, 4.5));
    writeFileSync(join(place, 'alloy.cif'), ALLOY);
    writeFileSync(join(place, 'set.zip'), zipOf({ 'in/member.cif': rockSalt(metal, 4.6), 'broken.cif': 'nothing' }));
    // Another structure of the same name in the same run is refused, with the name of the first.
    mkdirSync(join(place, 'twice'));
    writeFileSync(join(place, 'twice/oxide.cif'), rockSalt(metal, 4.7));
    const sources = openSources([place]);
    for await (const _ of ingest({ store: graph.store, pool, sources, dataset }));
  }
  service = await serve(graph.store);
});
afterAll(async () => {
  await service.close();
  await graph.close();
  await pool.close();
});

test('crystals, rows, refusals and their errors name files inside what was ingested', async () => {
  const answer = await service.ask(`{
    crystals(sort: { key: ID }) { nodes { id warnings provenance { file dataset } } rows { crystalId file dataset } }
    crystalsById(ids: ["oxide", "alloy", "alloy~yours"]) { provenance { file } }
    refusedStructures { nodes { id refusal { file message } } }
    crystal(id: "alloy") { id }
  }`);
  expect(JSON.stringify(answer)).not.toContain(folder);
  const { crystals, refusedStructures } = answer.data;
  expect(crystals.rows).toEqual([
    { crystalId: 'member', file: 'set.zip:in/member.cif', dataset: 'mine' },
    { crystalId: 'member~yours', file: 'set.zip:in/member.cif', dataset: 'yours' },
    { crystalId: 'oxide', file: 'sub/oxide.cif', dataset: 'mine' },
    { crystalId: 'oxide~yours', file: 'sub/oxide.cif', dataset: 'yours' },
  ]);
  expect(
    refusedStructures.nodes.map(({ id, refusal }: { id: string; refusal: { file: string } }) => [id, refusal.file]),
  ).toEqual([
    ['alloy', 'alloy.cif'],
    ['alloy~yours', 'alloy.cif'],
    ['broken', 'set.zip:broken.cif'],
    ['broken~yours', 'set.zip:broken.cif'],
  ]);
  expect(answer.errors.map(({ extensions }) => extensions.refusal)).toMatchObject(
    Array.from({ length: 3 }, () => ({ code: 'NO_ANION', file: 'alloy.cif' })),
  );
});
