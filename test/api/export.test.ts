/** /export: what a filter finds, as files. */
import { request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import type { GraphStore } from '../../src/graph/store.js';
import { idsOf, serve, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();

type Members = Record<string, unknown>;

const get = (parameters: Record<string, string>) => fetch(`${service.url}export?${new URLSearchParams(parameters)}`);
const post = (members: Members, url = service.url, init: RequestInit = {}) =>
  fetch(`${url}export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(members),
    ...init,
  });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const errorOf = async (response: Response) => {
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: { code: string; requestId: string } }[];
  };
  return { status: response.status, code: errors[0]!.extensions.code, message: errors[0]!.message };
};

const EDGES = { connectionKinds: ['EDGE'] };
const NEWEST = [{ key: 'DENSITY', descending: true }];

async function rowsOf(of: string): Promise<Record<string, unknown>[]> {
  const lines = await (await post({ format: 'ndjson', of })).text();
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

async function zipped(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  zip.readEntry();
  zip.on('entry', async (entry) => {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    let text = '';
    for await (const chunk of stream) text += chunk;
    files.set(entry.fileName, text);
    zip.readEntry();
  });
  await once(zip, 'end');
  return files;
}

describe('an export', () => {
  test('holds the crystals that the filter of GraphQL finds, in its order', async () => {
    const { crystals } = await service.data(
      '{ crystals(first: 100, filter: { connectionKinds: [EDGE] }, sort: { key: DENSITY, descending: true }) { nodes { id } } }',
    );
    const expected = crystals.nodes.map(({ id }: { id: string }) => id);
    expect(expected.length).toBeGreaterThan(3);
    const response = await post({ format: 'csv', filter: EDGES, sort: NEWEST, columns: ['crystalId'] });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="motifgraph-crystals.csv"');
    const byPost = await response.text();
    expect(byPost.trim().split('\r\n')).toEqual(['crystalId', ...expected]);
    const byGet = await get({
      format: 'csv',
      filter: JSON.stringify(EDGES),
      sort: JSON.stringify(NEWEST),
      columns: 'crystalId',
    });
    expect(await byGet.text()).toBe(byPost);
  });

  test('of records holds everything of each crystal', async () => {
    const records = await rowsOf('records');
    expect(records.map(({ id }) => id)).toEqual(await idsOf(service, '{}'));
    const rutile = records.find(({ id }) => id === 'rutile-TiO2') as Members;
    const [stored] = await graph.store.crystalsById(['rutile-TiO2']);
    expect(rutile).toMatchObject({ formula: 'TiO2', structure: stored!.structure, cell: stored!.cell });
    const [parts] = await graph.store.partsOfCrystals(['rutile-TiO2']);
    const { crystalId: _, ...site } = parts!.sites[0]!;
    expect(rutile['sites']).toEqual([{ ...site, connections: expect.any(Array) }]);
    const [{ connections }] = rutile['sites'] as [{ connections: Members[] }];
    expect(connections.map(({ kind, count }) => [kind, count])).toEqual([
      ['EDGE', 2],
      ['CORNER', 8],
    ]);
    expect(rutile['motifs']).toEqual([
      expect.objectContaining({ id: 'Ti-O:6', element: 'Ti', geometry: 'O:6', count: 2, fraction: 1 }),
    ]);
    expect(rutile['nets']).toContainEqual(
      expect.objectContaining({ kind: 'EDGE', dimensionality: 1, along: [0, 0, 1] }),
    );
    expect(rutile).toMatchObject({ crystalSystem: 'TETRAGONAL', metalProbability: expect.any(Number), format: 'CIF' });
    expect((rutile['predictions'] as Members[]).map(({ property }) => property)).toEqual([
      'BAND_GAP',
      'FORMATION_ENERGY_PER_ATOM',
      'METAL_PROBABILITY',
    ]);
  });

  test.each(['crystals', 'sites', 'connections'])('of %s is the same table in every format', async (of) => {
    const rows = await rowsOf(of);
    expect(rows.length).toBeGreaterThan(10);
    const csv = parse(await (await post({ format: 'csv', of })).text(), { columns: true }) as Record<string, string>[];
    expect(csv).toEqual(
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, String(cell ?? '')]))),
    );
    const arrow = tableFromIPC(await bytesOf(await post({ format: 'arrow', of })));
    expect(arrow.toArray().map((row) => row.toJSON())).toEqual(rows);
    const bytes = await bytesOf(await post({ format: 'parquet', of }));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    expect(await parquetReadObjects({ file })).toEqual(rows);
  });

  test.each([
    ['crystals', 'CrystalRow', 'rows'],
    ['sites', 'SiteRow', 'siteRows'],
    ['connections', 'ConnectionRow', 'connectionRows'],
  ])('of %s has the columns and values of %s in GraphQL', async (of, type, field) => {
    const { __type } = await service.data(`{ __type(name: "${type}") { fields { name } } }`);
    const columns = __type.fields.map(({ name }: { name: string }) => name);
    const { crystals } = await service.data(`{ crystals(first: 100) { ${field} { ${columns.join(' ')} } } }`);
    const rows = await rowsOf(of);
    expect(Object.keys(rows[0]!).sort()).toEqual(columns.sort());
    expect(rows).toEqual(crystals[field]);
  });

  test('of connections tells what each end is', async () => {
    const connections = await rowsOf('connections');
    expect(connections.find(({ crystalId }) => crystalId === 'rutile-TiO2')).toMatchObject({
      fromSiteId: 'rutile-TiO2/0',
      toSiteId: 'rutile-TiO2/0',
      fromMotifId: 'Ti-O:6',
      toMotifId: 'Ti-O:6',
      kind: 'EDGE',
      multiplicity: 2,
    });
  });

  test('of structures is a zip of CIF files', async () => {
    const response = await post({ format: 'cif-zip', filter: { formulas: ['TiO2'] } });
    expect(response.headers.get('content-type')).toBe('application/zip');
    const files = await zipped(await bytesOf(response));
    expect([...files.keys()]).toEqual(['anatase-TiO2.cif', 'brookite-TiO2.cif', 'rutile-TiO2.cif']);
    const [rutile] = await graph.store.crystalsById(['rutile-TiO2']);
    expect(files.get('rutile-TiO2.cif')).toBe(rutile!.structure);
  });

  test.each(['ndjson', 'csv', 'arrow', 'parquet', 'cif-zip'])(
    'of no crystals is a %s file all the same',
    async (format) => {
      const response = await post({ format, filter: { ids: ['nothing'] } });
      expect(response.status).toBe(200);
      const bytes = await bytesOf(response);
      if (format === 'ndjson') expect(bytes).toHaveLength(0);
      if (format === 'csv') expect(String(bytes)).toMatch(/^crystalId,formula,[^\n]+\r\n$/);
      if (format === 'arrow') expect(tableFromIPC(bytes).numRows).toBe(0);
      if (format === 'cif-zip') expect((await zipped(bytes)).size).toBe(0);
      if (format === 'parquet') {
        const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
        expect(await parquetReadObjects({ file })).toEqual([]);
      }
    },
  );
});

describe('a wrong request', () => {
  test.each<[string, Members, string, string]>([
    ['no format', {}, 'BAD_USER_INPUT', '`format` is missing; it can be ndjson, csv, arrow, parquet, cif-zip.'],
    ['another format', { format: 'xlsx' }, 'BAD_USER_INPUT', '`format` is "xlsx"'],
    [
      'records as CSV',
      { format: 'csv', of: 'records' },
      'BAD_USER_INPUT',
      'it can be crystals, sites, connections in csv',
    ],
    ['an unknown member', { format: 'csv', where: 1 }, 'BAD_USER_INPUT', 'An export has no "where"'],
    [
      'an unknown column',
      { format: 'csv', columns: ['crystalId', 'colour'] },
      'BAD_USER_INPUT',
      '`columns` is "colour"',
    ],
    ['columns of records', { format: 'ndjson', columns: ['crystalId'] }, 'BAD_USER_INPUT', 'not of records'],
    ['no column', { format: 'csv', columns: [] }, 'BAD_USER_INPUT', '`columns` is a list'],
    [
      'a filter of another form',
      { format: 'csv', filter: { colour: 'red' } },
      'BAD_USER_INPUT',
      '`filter`: Field "colour"',
    ],
    [
      'a wrong value in it',
      { format: 'csv', filter: { density: { min: 'x' } } },
      'BAD_USER_INPUT',
      '`filter.density.min`: ',
    ],
    ['no such element', { format: 'csv', filter: { elements: ['Xx'] } }, 'BAD_ELEMENT', 'no element "Xx"'],
    ['an unknown order', { format: 'csv', sort: [{ key: 'COLOUR' }] }, 'BAD_USER_INPUT', '`sort.0.key`: '],
  ])('is refused: %s', async (_, members, code, message) => {
    expect(await errorOf(await post(members))).toEqual({
      status: 400,
      code,
      message: expect.stringContaining(message),
    });
  });

  test('is refused by GET as well', async () => {
    expect(await errorOf(await get({ format: 'csv', filter: '{' }))).toMatchObject({
      status: 400,
      message: '`filter` is not JSON.',
    });
    expect((await fetch(`${service.url}export?format=csv&format=csv`)).status).toBe(400);
    expect((await fetch(`${service.url}export?format=csv&__proto__=1`)).status).toBe(400);
    expect((await fetch(`${service.url}export`, { method: 'DELETE' })).status).toBe(405);
  });
});

/** Of an export whose body nobody wants. */
async function statusOf(members: Members, url: string): Promise<number> {
  const response = await post(members, url);
  await response.body?.cancel();
  return response.status;
}

/** A store of which one method is another. */
function storeWith(changed: Partial<GraphStore>): GraphStore {
  return new Proxy(graph.store, {
    get: (store, name) => {
      const value = (changed as Record<string | symbol, unknown>)[name] ?? Reflect.get(store, name);
      return typeof value === 'function' ? value.bind(store) : value;
    },
  });
}

describe('a service', () => {
  test('answers what fails before the first piece as an error, and has room afterwards', async () => {
    const failing = storeWith({ partsOfCrystals: () => Promise.reject(new Error('broken')) });
    const other = await serve(failing);
    for (let i = 0; i < 2; i++) {
      expect(await errorOf(await post({ format: 'parquet' }, other.url))).toMatchObject({
        status: 500,
        code: 'INTERNAL_SERVER_ERROR',
      });
    }
    await other.close();
  });

  test('breaks the connection off where an export fails in the middle', async () => {
    const failing = storeWith({ partsOfCrystals: () => Promise.reject(new Error('broken')) });
    const other = await serve(failing);
    const response = await post({ format: 'csv' }, other.url);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(other.log).toEqual([expect.stringContaining('was broken off Error: broken')]);
    await other.close();
  });

  test('gives a client one export at a time, and all of them no more than the limit', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const slow = storeWith({
      partsOfCrystals: async (ids) => {
        await gate;
        return graph.store.partsOfCrystals(ids);
      },
    });
    const other = await serve(slow);
    const first = await post({ format: 'csv', of: 'sites' }, other.url);
    const second = await post({ format: 'csv' }, other.url);
    expect(second.headers.get('retry-after')).toBe('10');
    expect(await errorOf(second)).toMatchObject({ status: 429, code: 'SERVER_BUSY' });
    go();
    expect((await first.text()).length).toBeGreaterThan(1000);
    await expect.poll(() => statusOf({ format: 'csv' }, other.url)).toBe(200);
    await other.close();
  });

  test('stops reading the graph when its client is gone', async () => {
    let calls = 0;
    const counted = storeWith({
      partsOfCrystals: async (ids) => {
        calls++;
        // As large as a batch of a large graph.
        const parts = await graph.store.partsOfCrystals(ids);
        return parts.map((one) => ({ ...one, sites: Array.from({ length: 2000 }, () => one.sites).flat() }));
      },
      projection: async () => endless(await graph.store.projection()),
    });
    const other = await serve(counted);
    const request = httpRequest(`${other.url}export?format=csv&of=sites`);
    request.end();
    const [response] = await once(request, 'response');
    await once(response, 'readable');
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Nobody takes what is made: no more of it is made.
    const waiting = calls;
    expect(waiting).toBeLessThan(20);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(calls).toBe(waiting);
    response.destroy();
    await expect.poll(() => statusOf({ format: 'csv' }, other.url)).toBe(200);
    expect(calls).toBeLessThan(waiting + 3);
    await other.close();
  });

  test('asks for a key, as for GraphQL', async () => {
    const other = await serve(graph.store, { keys: [{ name: 'ada', sha256: '00', requestsPerMinute: null }] as never });
    expect(await errorOf(await post({ format: 'csv' }, other.url))).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
    await other.close();
  });
});

/** A projection whose list never ends. */
function endless(projection: Awaited<ReturnType<GraphStore['projection']>>) {
  return new Proxy(projection, {
    get: (target, name) => {
      if (name === 'crystals')
        return (filter: object, sorts: [], { limit }: { limit: number }) => target.crystals(filter, sorts, { limit });
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
