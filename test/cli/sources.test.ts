/** `motifgraph ingest` of addresses, and of values that others report. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import { type Served, serve } from '../sources/served.js';
import { CommandLine, jsonLines, temporaryFolder } from './command.js';
import { rockSalt } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const graph = join(home, 'graph');
let cod: Served;
let env: Record<string, string>;

beforeAll(async () => {
  cod = await serve(({ pathname }, response) => {
    if (pathname === '/cod/1011098.cif') response.end(rockSalt('Mg', 4.2));
    else response.writeHead(404).end();
  });
  env = { COD_ENDPOINT: cod.url, MOTIFGRAPH_CACHE: join(home, 'cache') };
});
afterAll(() => cod.close());

it('stores what a provider sends, once, and tells of what it has not got', async () => {
  const ingest = ['ingest', '--graph', graph, '--json', '--no-predictions', 'cod:1011098,7777777'];
  const first = await command.run(ingest, { env });
  expect(first.status).toBe(1);
  expect(jsonLines(first.stdout)).toMatchObject([
    { id: '1011098', status: 'stored' },
    { id: '7777777', error: { code: 'UNREADABLE', message: 'COD has no 7777777. Check the number.' } },
  ]);
  const again = await command.run(ingest, { env });
  expect(jsonLines(again.stdout)[0]).toMatchObject({ id: '1011098', status: 'unchanged' });
});

it('keeps the id of what it knows, in another data set, too, and takes an entry of two addresses once', async () => {
  const own = join(home, 'own');
  const ingest = ['ingest', '--graph', own, '--json', '--no-predictions', 'cod:1011098'];
  const lines = async (...more: string[]) => {
    const { status, stdout, stderr } = await command.run([...ingest, ...more], { env });
    return { status, lines: jsonLines(stdout), stderr };
  };
  const stored = [{ id: '1011098', status: 'stored' }];
  expect(await lines('cod:1011098')).toMatchObject({ status: 0, lines: stored });
  expect(await lines('--dataset', 'mine')).toMatchObject({ status: 0, lines: stored });
  expect(await lines('cod:1011098,1011098')).toMatchObject({
    status: 0,
    lines: [{ id: '1011098', status: 'unchanged' }],
  });
});

it('puts reported values beside, also of crystals that the graph has', async () => {
  const table = join(home, 'gaps.csv');
  writeFileSync(table, 'id,band_gap\n1011098,7.8\nnothing,1\nwrong,wide\n');
  const { status, stdout } = await command.run(['ingest', '--graph', graph, '--reported', table], { env });
  expect(stdout).toContain('reported values of 1 crystal stored, 0 unchanged, 1 row without a crystal, 1 refused');
  expect(stdout).toContain('line 4 (wrong): band_gap is wide');
  expect(status).toBe(1);
  const store = await openGraph(graph);
  expect(await store.crystalsById(['1011098'])).toMatchObject([
    { reportedBandGap: 7.8, dataset: 'cod', provider: 'Crystallography Open Database', entry: '1011098' },
  ]);
  await store.close();
});

it('asks for a path', async () => {
  const { status, stderr } = await command.run(['ingest', '--graph', graph]);
  expect(stderr).toContain("missing required argument 'path'");
  expect(status).toBe(2);
});
