/** The notebook and the page of `examples/`; `package.test.ts` runs the program there. */
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSchema, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { embed } from '../../src/pipeline/embed.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { shippedRepresentation } from '../../src/representation/representation-file.js';
import { type OpenGraph, type Service, serveFilledGraph } from '../api/support.js';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const schema = buildSchema(read('schema/schema.graphql'));

const ORIGIN = 'http://127.0.0.1:8000';

let graph: OpenGraph;
let service: Service;

beforeAll(async () => {
  ({ graph, service } = await serveFilledGraph({ allowedOrigins: [ORIGIN] }));
  const representation = await shippedRepresentation();
  await embed({ store: graph.store, settings: REPRESENTATION_SETTINGS, representation });
});

describe('the notebook', () => {
  const { cells } = JSON.parse(read('examples/notebook/motifs.ipynb')) as {
    cells: { cell_type: string; source: string[]; outputs?: unknown[] }[];
  };
  const program = cells
    .filter(({ cell_type }) => cell_type === 'code')
    .map(({ source }) => source.join(''))
    .join('\n\n');

  it('asks what the schema has', () => {
    const queries = [...program.matchAll(/ask\(\s*"""(.*?)"""/gs)].map(([, query]) => query!);
    expect(queries).toHaveLength(3);
    for (const query of queries) expect(validate(schema, parse(query))).toEqual([]);
  });

  it('is kept without outputs', () => {
    for (const { outputs = [] } of cells) expect(outputs).toEqual([]);
  });

  const libraries = spawnSync('python3', ['-c', 'import matplotlib, pandas, requests']);
  it.skipIf(libraries.status !== 0)('runs', async () => {
    const env = { ...process.env, MPLBACKEND: 'Agg', MOTIFGRAPH_URL: service.url };
    await promisify(execFile)('python3', ['-c', program], { env });
  });
});

describe('the page', () => {
  const html = read('examples/page/index.html');
  const query = /<script type="text\/graphql" id="query">(.*?)<\/script>/s.exec(html)![1]!;

  it('asks what the schema has', () => {
    expect(validate(schema, parse(query))).toEqual([]);
  });

  it('gets its rows where its origin is allowed', async () => {
    const response = await fetch(`${service.url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ query, variables: { motif: 'Ti-O:6' } }),
    });
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const { data } = (await response.json()) as { data: { crystals: { rows: Record<string, unknown>[] } } };
    expect(data.crystals.rows).toContainEqual(
      expect.objectContaining({ crystalId: 'rutile-TiO2', formula: 'TiO2', spaceGroupSymbol: 'P4_2/mnm' }),
    );
  });
});
