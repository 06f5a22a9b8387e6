import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { itemsOf, type Served, serve, told } from './served.js';

const CIF = '#$Date: 2016-02-13 21:28:24 +0200 (Sat, 13 Feb 2016) $\ndata_1011098\n';
let cache: string;
let served: Served;
let revision: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'motifgraph-cache-'));
  revision = '"1"';
  served = await serve(({ pathname }, response, { headers }) => {
    if (pathname !== '/cod/1011098.cif') response.writeHead(404).end('<html>');
    else if (headers['if-none-match'] === revision) response.writeHead(304).end();
    else response.writeHead(200, { ETag: revision }).end(CIF + revision);
  });
});
afterEach(async () => {
  await served.close();
  await rm(cache, { recursive: true });
});

const fetched = (address: string, environment = {}) =>
  itemsOf(`cod:${address}`, { cache, web: { attempts: 1 }, environment: { COD_ENDPOINT: served.url, ...environment } });

it('reads structures by their numbers, and tells which there are not', async () => {
  const items = await fetched('1011098,7777777');
  expect(told(items)).toEqual(['1011098', 'COD has no 7777777. Check the number.']);
  expect(items[0]).toMatchObject({
    dataset: 'cod',
    relativeFile: '1011098.cif',
    origin: { provider: 'Crystallography Open Database', licence: 'CC0-1.0' },
  });
  expect(told(await fetched('1011098,rutile'))[0]).toContain('"rutile" is no number of COD');
});

it('asks whether a structure has changed, and keeps it otherwise', async () => {
  const [first] = await fetched('1011098');
  expect(await fetched('1011098')).toEqual([first]);
  revision = '"2"';
  const [changed] = await fetched('1011098');
  expect(changed?.ok && Buffer.from(changed.content).toString().endsWith('"2"')).toBe(true);
});

it('reads a copy on disk, and asks nobody', async () => {
  const folder = join(cache, 'mirror/cif/1/01/10');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '1011098.cif'), CIF);
  const items = await fetched('1011098,1011099', { COD_MIRROR: join(cache, 'mirror') });
  expect(items[0]).toMatchObject({ ok: true, origin: { fetched: '2016-02-13T19:28:24.000Z' } });
  expect(told(items)[1]).toContain('has no 1011099. Update it by rsync');
  await rm(join(folder, '1011098.cif'));
  await mkdir(join(folder, '1011098.cif'));
  expect(told(await fetched('1011098', { COD_MIRROR: join(cache, 'mirror') }))[0]).toContain("can't be read (EISDIR");
  expect(served.requests).toEqual([]);
});
