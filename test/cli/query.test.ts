import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandLine, jsonLines, temporaryFolder } from './command.js';
import { ALLOY, sampleCif } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const graph = join(home, 'graph');

const EDGES = {
  sites: { a: { element: ['Ti'], geometry: ['O:6'] }, b: { element: ['Ti'], geometry: ['O:6'] } },
  connections: [{ from: 'a', to: 'b', kind: 'edge' }],
};

function patternFile(name: string, content: unknown): string {
  const file = join(home, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

beforeAll(async () => {
  const input = join(home, 'input');
  mkdirSync(input);
  for (const id of ['rutile-TiO2', 'anatase-TiO2', 'perovskite-SrTiO3']) {
    writeFileSync(join(input, `${id}.cif`), await sampleCif(id));
  }
  const { status } = await command.run(['ingest', input, '--graph', graph, '--no-predictions']);
  expect(status).toBe(0);
});

describe('query', () => {
  it('lists the crystals that hold a pattern, with the placements in a primitive cell', async () => {
    const file = patternFile('edges.json', EDGES);
    const { status, stdout } = await command.run(['query', file, '--graph', graph]);
    expect(status).toBe(0);
    // Two Ti in the primitive cell of each; in rutile each shares two edges, in anatase four.
    expect(stdout.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^anatase-TiO2 +TiO2 +4$/),
      expect.stringMatching(/^rutile-TiO2 +TiO2 +2$/),
    ]);
    expect(stdout).toContain('2 crystals of the graph hold the pattern.');
  });

  it('says that the pattern comes first', async () => {
    const structure = join(home, 'input', 'rutile-TiO2.cif');
    const { status, stderr } = await command.run(['query', structure, patternFile('edges.json', EDGES)]);
    expect(status).toBe(2);
    expect(stderr).toContain('the pattern comes first');
  });

  it('prints a line of JSON for each', async () => {
    const { stdout } = await command.run(['query', patternFile('edges.json', EDGES), '--graph', graph, '--json']);
    expect(jsonLines(stdout)).toEqual([
      { id: 'anatase-TiO2', placements: 4 },
      { id: 'rutile-TiO2', placements: 2 },
    ]);
  });

  it('searches structure files instead of the graph, and says which can not be used', async () => {
    const alloy = patternFile('alloy.cif', ALLOY);
    const paths = ['rutile-TiO2', 'perovskite-SrTiO3'].map((id) => join(home, 'input', `${id}.cif`));
    const { status, stdout } = await command.run([
      'query',
      patternFile('edges.json', EDGES),
      ...paths,
      alloy,
      '--json',
    ]);
    expect(status).toBe(1);
    expect(jsonLines(stdout)).toEqual([
      { id: 'rutile-TiO2', placements: 2 },
      { id: 'perovskite-SrTiO3', placements: 0 },
      { id: 'alloy', error: expect.objectContaining({ code: 'NO_ANION' }) },
    ]);
    const table = await command.run(['query', patternFile('edges.json', EDGES), ...paths]);
    expect(table.stdout).toBe('rutile-TiO2: 2 placements\nperovskite-SrTiO3: does not hold the pattern\n');
  });

  it('finds nothing where nothing holds it', async () => {
    const faces = { ...EDGES, connections: [{ from: 'a', to: 'b', kind: 'face' }] };
    const { status, stdout } = await command.run(['query', patternFile('faces.json', faces), '--graph', graph]);
    expect([status, stdout]).toEqual([0, '0 crystals of the graph hold the pattern.\n']);
  });

  it.each([
    ['no JSON', '{', 2],
    ['an unknown criterion', { sites: { a: { colour: 'red' } } }, 2],
    ['polyhedra that do not hang together', { sites: { a: {}, b: {} } }, 2],
  ])('refuses a pattern with %s', async (_, content, expected) => {
    const { status, stderr } = await command.run(['query', patternFile('bad.json', content), '--graph', graph]);
    expect(status).toBe(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says that there is no such file', async () => {
    const { status, stderr } = await command.run(['query', join(home, 'none.json'), '--graph', graph]);
    expect([status, stderr]).toEqual([1, expect.stringContaining('there is no such file')]);
  });
});
