/**
 * An imitation of the API of the Materials Project. Its form is that of mp-api 0.46.5 and emmet-core 0.87.3: `heartbeat` with
 * `db_version`, `materials/summary/` with `_fields`, `_limit`, `_skip` and documents of `SummaryDoc` in `data`, `meta.total_doc`, the
 * key in the header `x-api-key`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { itemsOf, json, type Served, serve, told } from './served.js';

const KEY = 'a-key-of-32-letters';
let cache: string;
let served: Served;
let version: string;
let instead: ((response: ServerResponse) => void) | null;

const MATERIALS = Array.from({ length: 230 }, (_, i) => ({
  material_id: `mp-${i + 1}`,
  structure: {
    '@module': 'pymatgen.core.structure',
    '@class': 'Structure',
    lattice: { matrix: [[0, 2.1, 2.1], [2.1, 0, 2.1], [2.1, 2.1, 0]] }, // biome-ignore format: a matrix
    sites: [
      { species: [{ element: 'Mn', occu: 1 }], abc: [0, 0, 0], label: 'Mn' },
      { species: [{ element: 'O', occu: 1 }], abc: [0.5, 0.5, 0.5], label: 'O' },
    ],
  },
  last_updated: { $date: '2025-02-01T00:00:00Z' },
  band_gap: i === 0 ? 0.9 : null,
  formation_energy_per_atom: -1.9,
  energy_above_hull: 0.05,
  total_magnetization_normalized_formula_units: 5,
  ordering: i === 1 ? 'Unknown' : 'AFM',
}));

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'motifgraph-cache-'));
  version = '2025.09.25';
  instead = null;
  served = await serve(({ pathname, searchParams: asked }, response, { headers }) => {
    if (pathname === '/heartbeat') return json(response, { status: 'OK', db_version: version });
    if (instead) return instead(response);
    if (headers['x-api-key'] !== KEY) return json(response, { message: 'Invalid authentication credentials' }, 401);
    const ids = asked.get('material_ids')?.split(',');
    const found = MATERIALS.filter(({ material_id: id }) => ids === undefined || ids.includes(id));
    const skip = Number(asked.get('_skip'));
    json(response, {
      data: found.slice(skip, skip + Number(asked.get('_limit'))),
      meta: { api_version: '0.86', total_doc: found.length },
    });
  });
});
afterEach(async () => {
  await served.close();
  await rm(cache, { recursive: true });
});

const fetched = (address: string, key: string | undefined = KEY) =>
  itemsOf(`mp:${address}`, {
    cache,
    web: { attempts: 1, stallSeconds: 1 },
    environment: { MP_API_ENDPOINT: served.url, MP_API_KEY: key },
  });
const asked = () => served.requests.filter(({ path }) => path.startsWith('/materials')).map(({ path }) => path);

it('reads a chemical system, with the values that come with it', async () => {
  const items = await fetched('Mn-O');
  expect(items.length).toBe(230);
  expect(asked().map((path) => /_skip=\d+/.exec(path)![0])).toEqual(['_skip=0', '_skip=100', '_skip=200']);
  expect(asked()[0]).toContain('chemsys=Mn-O&_fields=material_id,structure,');
  const [first, second] = items;
  if (!first?.ok || !second?.ok) throw new Error('refused');
  expect(first).toMatchObject({
    id: 'mp-1',
    dataset: 'mp',
    origin: { provider: 'The Materials Project', address: 'https://materialsproject.org/materials/mp-1' },
  });
  expect(first.reported!.map(({ property, value }) => [property, value])).toEqual([
    ['bandGap', 0.9],
    ['formationEnergy', -1.9],
    ['energyAboveHull', 0.05],
    ['totalMagnetization', 5],
    ['magneticOrder', 'AFM'],
  ]);
  expect(second.reported!.map(({ property }) => property)).not.toContain('magneticOrder');
  expect(readStructures(first.content, { file: first.file, id: first.id })).toMatchObject([{ ok: true }]);
});

it('understands ids, formulas and parameters, and tells which ids there are not', async () => {
  expect(told(await fetched('mp-2, mp-4,mp-999'))).toEqual([
    'mp-2',
    'mp-4',
    'The Materials Project has no mp-999. Check the id; some were replaced by others.',
  ]);
  await fetched('MnO');
  await fetched('?elements=Mn,O&is_stable=true');
  expect(asked()[1]).toContain('?formula=MnO&');
  expect(asked().at(-1)).toContain('?elements=Mn,O&is_stable=true&');
  await fetched('?elements=Mn&elements=O');
  expect(asked().at(-1)).toContain('?elements=Mn&elements=O&');
  expect(told(await fetched('what?'))[0]).toContain('neither ids');
});

it('asks again when the database has another version, and not before', async () => {
  await fetched('Mn-O');
  served.requests.length = 0;
  expect((await fetched('Mn-O')).length).toBe(230);
  expect(asked()).toEqual([]);
  version = '2025.10.01';
  await fetched('Mn-O');
  expect(asked().length).toBe(3);
});

it('asks for a key, tells of a wrong one, and keeps it to itself', async () => {
  expect(told(await fetched('Mn-O', ''))[0]).toContain('set MP_API_KEY');
  const [wrong] = told(await fetched('Mn-O', 'wrong-key'));
  expect(wrong).toContain('refuses the key (401): Invalid authentication credentials. Check MP_API_KEY');
  expect(wrong).not.toContain('wrong-key');
  expect(told(await fetched('Mn', ` ${KEY}\n`))).not.toContain('key');
  served.requests.length = 0;
  for (const garbled of ['sec\nret', '“secret”']) {
    const [refused] = told(await fetched('Mn-O', garbled));
    expect(refused).toContain('MP_API_KEY holds characters that no key has');
    expect(refused).not.toContain('ret');
  }
  expect(served.requests).toEqual([]);
});

it('sends the key to no other host', async () => {
  const thief = await serve((_, response) => json(response, { data: [], meta: { total_doc: 0 } }));
  instead = (response) => response.writeHead(302, { Location: `${thief.url}/materials/summary/` }).end();
  expect(told(await fetched('Mn-O'))[0]).toContain('another host, to which the key is not sent');
  expect(thief.requests).toEqual([]);
  await thief.close();
});

it('tells that the API has changed', async () => {
  instead = (response) => json(response, { documents: [] });
  expect(told(await fetched('Mn-O'))[0]).toContain('sends an answer that this version of Motifgraph does not know');
});
