/** Predictions of an ingest, on the embedded engine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import { tinyModelFile } from '../amdnet/tiny-model.js';
import { CommandLine, jsonLines, temporaryFolder } from './command.js';
import { rockSalt } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const folder = join(home, 'in');
const graph = join(home, 'graph');
const models: string[] = [];

beforeAll(async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.cif'), rockSalt('Mg', 4.21));
  writeFileSync(join(folder, 'b.cif'), rockSalt('Ca', 4.81));
  for (const version of ['1.0.0', '2.0.0']) models.push(await tinyModelFile(home, version));
});

async function ingest(...options: string[]) {
  const run = await command.run(['ingest', folder, '--graph', graph, '--json', ...options]);
  expect(run.status).toBe(0);
  return jsonLines<{ id: string; status: string }>(run.stdout).map(({ status }) => status);
}

async function predictions() {
  const store = await openGraph(graph);
  try {
    const [crystals, nodes] = await Promise.all([
      store.crystalsById(['a', 'b']),
      store.predictionsOfCrystals(['a', 'b']),
    ]);
    return { energies: crystals.map((crystal) => crystal?.formationEnergyPerAtom), nodes };
  } finally {
    await store.close();
  }
}

it('predicts what it stores, renews it with another model, and leaves it alone when told so', async () => {
  expect(await ingest('--no-predictions')).toEqual(['stored', 'stored']);
  expect(await predictions()).toEqual({ energies: [null, null], nodes: [[], []] });
  expect(await ingest('--model', models[0]!)).toEqual(['stored', 'stored']);
  const first = await predictions();
  expect(first.nodes.flat().map(({ model, version }) => `${model} ${version}`)).toEqual(Array(6).fill('tiny 1.0.0'));
  expect(first.energies).toEqual(first.nodes.map((nodes) => nodes[1]!.value));
  expect(await ingest('--model', models[0]!)).toEqual(['unchanged', 'unchanged']);
  expect(await ingest('--no-predictions')).toEqual(['unchanged', 'unchanged']);
  expect(await predictions()).toEqual(first);
  writeFileSync(join(folder, 'b.cif'), rockSalt('Ca', 4.82));
  expect(await ingest('--model', models[1]!)).toEqual(['stored', 'stored']);
  const second = await predictions();
  expect(second.nodes.flat().map(({ version }) => version)).toEqual(Array(6).fill('2.0.0'));
  expect(second.energies).not.toEqual(first.energies);
});

it('stops at once where a model that was named can not be used', async () => {
  const run = await command.run(['ingest', folder, '--graph', join(home, 'other'), '--model', join(home, 'none')]);
  expect(run).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/There is no such file/) });
});
