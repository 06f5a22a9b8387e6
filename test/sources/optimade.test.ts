import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import type { SourceOptions } from '../../src/sources/open.js';
import { type Handler, itemsOf, json, type Served, serve, told } from './served.js';

let cache: string;
let served: Served;
/** Answers in place of the list, one after the other; `null` lets the list answer. */
let troubles: (((response: ServerResponse, url: URL) => void) | null)[];
/** The provider's; null where it goes right. */
let clock: string | null;
let structures: { id: string; type: string; attributes: Record<string, unknown> }[];

const QUICK = { attempts: 3, pauseSeconds: 0.001, stallSeconds: 0.3, answerBytes: 1_000_000 };

function rocksalt(id: string, more: Record<string, unknown> = {}) {
  const a = 4.2;
  return {
    id,
    type: 'structures',
    attributes: {
      lattice_vectors: [
        [0, a / 2, a / 2],
        [a / 2, 0, a / 2],
        [a / 2, a / 2, 0],
      ],
      cartesian_site_positions: [
        [0, 0, 0],
        [a / 2, a / 2, a / 2],
      ],
      species_at_sites: ['Mg', 'O'],
      species: ['Mg', 'O'].map((name) => ({ name, chemical_symbols: [name], concentration: [1] })),
      last_modified: '2024-05-01T00:00:00Z',
      ...more,
    },
  };
}

/** Three pages of two, by `page_offset`; `last_modified` can be compared. */
const list: Handler = (url, response) => {
  const { searchParams: asked, pathname } = url;
  if (clock !== null) response.setHeader('Date', new Date(clock).toUTCString());
  if (pathname === '/v1/info/structures') {
    const properties = { lattice_vectors: {}, last_modified: {}, _exmpl_band_gap: {}, _exmpl_colour: {} };
    return json(response, { data: { properties } });
  }
  if (pathname === '/v1/info') {
    return json(response, { data: { attributes: { available_licenses: ['CC-BY-4.0'] } } });
  }
  const trouble = troubles.shift();
  if (trouble) return trouble(response, url);
  const since = /last_modified >= "(.*?)"/.exec(asked.get('filter') ?? '')?.[1] ?? '';
  const found = structures.filter(({ attributes }) => String(attributes['last_modified']) >= since);
  const offset = Number(asked.get('page_offset') ?? 0);
  const limit = Math.min(2, Number(asked.get('page_limit') ?? 2));
  const next = new URL(url.pathname + url.search, served.url);
  next.searchParams.set('page_offset', String(offset + limit));
  json(response, {
    data: found.slice(offset, offset + limit),
    links: { next: offset + limit < found.length ? { href: next.href } : null },
    meta: { data_returned: found.length, provider: { name: 'Example', prefix: 'exmpl' } },
  });
};

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'motifgraph-cache-'));
  troubles = [];
  clock = null;
  structures = ['1', '2', '3', '4', '5'].map((id) => rocksalt(id));
  served = await serve(list);
});
afterEach(async () => {
  await served.close();
  await rm(cache, { recursive: true });
});

const fetched = (options: Partial<SourceOptions> = {}, query = '?filter=elements HAS "Mg"') =>
  itemsOf(`optimade:${served.url}${query}`, { cache, web: QUICK, environment: {}, ...options });
const pagesAsked = () => served.requests.filter(({ path }) => path.startsWith('/v1/structures'));

describe('a user name and a password', () => {
  const secret = /ada|s3cret/;

  it('in an address are refused, and neither shown nor stored', async () => {
    const [item, ...others] = await itemsOf(`optimade:${served.url.replace('//', '//ada:s3cret@')}/v1?filter=x`, {
      cache,
      web: QUICK,
      environment: {},
    });
    expect(others).toEqual([]);
    expect(told([item!])[0]).toContain('leave it out');
    expect(JSON.stringify(item)).not.toMatch(secret);
    expect(await readdir(cache)).toEqual([]);
    expect(served.requests).toEqual([]);
  });

  it('in the next page, or in where a provider sends on to, are left out', async () => {
    troubles = [
      (response) =>
        response.writeHead(302, { Location: `${served.url.replace('//', '//ada:s3cret@')}/v1/structures` }).end(),
      (response) =>
        json(response, {
          data: structures.slice(0, 2),
          links: { next: `${served.url.replace('//', '//ada:s3cret@')}/v1/structures?page_offset=2` },
        }),
    ];
    expect(told(await fetched())).toEqual(['1', '2', '3', '4', '5']);
    for (const file of await readdir(cache, { recursive: true })) {
      if (file.endsWith('list.json')) expect(await readFile(join(cache, file), 'utf8')).not.toMatch(secret);
    }
  });
});

describe('a list', () => {
  it('is read page by page, with what its provider tells', async () => {
    structures[0] = rocksalt('1', { _exmpl_band_gap: 7.8, _exmpl_colour: 'white' });
    const items = await fetched();
    expect(told(items)).toEqual(['1', '2', '3', '4', '5']);
    const [first] = items;
    if (!first?.ok) throw new Error('refused');
    expect(first).toMatchObject({
      relativeFile: '1.json',
      place: `${served.url}/v1/structures/1`,
      dataset: 'exmpl',
      origin: { provider: 'Example', entry: '1', licence: 'CC-BY-4.0' },
      reported: [{ property: 'bandGap', value: 7.8, kind: 'computed', source: 'Example' }],
    });
    expect(Date.now() - Date.parse(first.origin!.fetched)).toBeLessThan(60_000);
    const [read] = readStructures(first.content, { file: first.relativeFile, id: first.id });
    expect(read).toMatchObject({ ok: true, crystal: { id: '1' } });
    expect(pagesAsked()[0]!.path).toBe(
      '/v1/structures?filter=elements HAS "Mg"&page_limit=100&response_fields=lattice_vectors,last_modified,_exmpl_band_gap',
    );
    expect(served.requests[0]!.headers['user-agent']).toMatch(/^motifgraph\/\d/);
  });

  it('is the same structure when nothing but its metadata or reported values change', async () => {
    const contents = async () =>
      (await fetched()).map((item) => (item.ok ? [Buffer.from(item.content).toString(), item.reported!.length] : null));
    const [before] = await contents();
    structures[0] = rocksalt('1', { _exmpl_band_gap: 7.8, last_modified: new Date().toISOString() });
    expect((await contents())[0]).toEqual([before![0], 1]);
  });

  it('is of another data set than what another word fetches of the same provider', async () => {
    troubles = [
      (response) => json(response, { data: [rocksalt('mp-1')], meta: { provider: { name: 'MP', prefix: 'mp' } } }),
    ];
    expect(await fetched()).toMatchObject([{ id: 'mp-1', dataset: 'mp-optimade' }]);
  });

  it('may be of one entry', async () => {
    structures = [structures[2]!];
    expect(told(await fetched({}, '/v1/structures/3'))).toEqual(['3']);
    troubles = [(response) => json(response, { data: null })];
    expect(await fetched({}, '/v1/structures/4')).toMatchObject([
      { ok: false, id: '4', refusal: { message: expect.stringContaining('has no 4. Check the id.') } },
    ]);
  });

  it('is not fetched again before it changes', async () => {
    const first = await fetched();
    served.requests.length = 0;
    expect(await fetched()).toEqual(first);
    // Has anything changed, and are there as many?
    expect(pagesAsked().map(({ path }) => path.includes('page_limit=1&'))).toEqual([true, true]);
    structures[1] = rocksalt('2', { last_modified: new Date(Date.now() + 1000).toISOString() });
    served.requests.length = 0;
    await fetched();
    expect(pagesAsked().length).toBe(4);
    structures.pop();
    expect(told(await fetched())).toEqual(['1', '2', '3', '4']);
  });

  it('is compared by the clock of its provider, and by items that all have a date', async () => {
    clock = '2024-06-01T12:00:00Z';
    await fetched();
    structures[1] = rocksalt('2', { last_modified: '2024-06-01T13:00:00Z' });
    served.requests.length = 0;
    await fetched();
    expect(pagesAsked().some(({ path }) => path.includes('page_offset=2'))).toBe(true);
    clock = null;
    structures[0] = rocksalt('1', { last_modified: 0 });
    structures[1] = rocksalt('2');
    await fetched({}, '');
    served.requests.length = 0;
    await fetched({}, '');
    expect(pagesAsked().length).toBe(3);
  });

  it('may be fetched by two processes at a time', async () => {
    for (const last_modified of [undefined, new Date(Date.now() + 1000).toISOString()]) {
      structures = structures.map(({ id }) => rocksalt(id, last_modified ? { last_modified } : {}));
      const both = await Promise.all([fetched(), fetched()]);
      expect(both.map(told)).toEqual([1, 2].map(() => ['1', '2', '3', '4', '5']));
    }
    const [folder] = await readdir(join(cache, 'sources'));
    const state = JSON.parse(await readFile(join(cache, 'sources', folder!, 'list.json'), 'utf8'));
    expect(state).toMatchObject({ pages: 3, items: 5, next: null });
    expect((await readdir(join(cache, 'sources', folder!, state.folder))).length).toBe(3);
  });

  it('is removed when nobody has asked for it for long', async () => {
    await fetched();
    const [old] = await readdir(join(cache, 'sources'));
    await utimes(join(cache, 'sources', old!), 0, Date.now() / 1000 - 91 * 86_400);
    await fetched({}, '');
    const left = await readdir(join(cache, 'sources'));
    expect(left.length).toBe(1);
    expect(left).not.toContain(old);
  });

  it('goes on where it was broken off', async () => {
    troubles = [null, (response) => json(response, {}, 400)];
    const before = await fetched();
    expect(told(before).slice(0, 2)).toEqual(['1', '2']);
    expect(before.at(-1)).toMatchObject({ ok: false, refusal: { code: 'UNREADABLE' } });
    served.requests.length = 0;
    expect(told(await fetched())).toEqual(['1', '2', '3', '4', '5']);
    expect(pagesAsked().map(({ path }) => /page_offset=\d/.exec(path)?.[0])).toEqual([
      'page_offset=2',
      'page_offset=4',
    ]);
  });

  it('is mended where a kept page is damaged', async () => {
    await fetched();
    const [folder] = await readdir(join(cache, 'sources'));
    const { folder: pages } = JSON.parse(await readFile(join(cache, 'sources', folder!, 'list.json'), 'utf8'));
    await writeFile(join(cache, 'sources', folder!, pages, 'page-000002.json.gz'), 'cut');
    expect(told(await fetched())).toEqual(['1', '2', '3', '4', '5']);
    served.requests.length = 0;
    await fetched();
    expect(pagesAsked().length).toBe(2);
  });

  it('leaves nothing half written', async () => {
    await fetched();
    const [folder] = await readdir(join(cache, 'sources'));
    const names = await readdir(join(cache, 'sources', folder!), { recursive: true });
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('is tried again: a busy provider, one out of order, an answer that is cut off or does not come', async () => {
    troubles = [
      (response) => response.writeHead(429, { 'Retry-After': '0' }).end(),
      (response) => response.writeHead(500).end(),
      null,
      (response) => {
        response.writeHead(200, { 'Content-Length': '1000' }).write('{"data":');
        setTimeout(() => response.destroy(), 20);
      },
      () => {},
    ];
    expect(told(await fetched())).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is told where it lasts', async () => {
    const busy = (response: ServerResponse) => response.writeHead(503).end();
    troubles = [busy, busy, busy];
    const [refused] = told(await fetched());
    expect(refused).toContain('answers 503 (out of service)');
    expect(refused).toContain('Run the same command again later');
  });

  it('is tried again after a pause of its own where the provider asks for none', async () => {
    const controller = new AbortController();
    troubles = [
      (response) => {
        response.writeHead(429, { 'Retry-After': '0' }).end();
        setTimeout(() => controller.abort(), 100);
      },
    ];
    expect(await fetched({ signal: controller.signal, web: { ...QUICK, pauseSeconds: 3600 } })).toEqual([]);
    expect(pagesAsked().length).toBe(1);
  });

  it('is told where the provider asks for a long pause', async () => {
    troubles = [(response) => response.writeHead(429, { 'Retry-After': '4000' }).end()];
    expect(told(await fetched())[0]).toContain('asks for a pause of 4000 s');
  });

  const answers: readonly (readonly [string, (response: ServerResponse, url: URL) => void, string])[] = [
    ['no JSON', (response) => response.end('<html>'), 'something that is no JSON'],
    ['other JSON', (response) => json(response, { data: 1 }), 'does not answer as OPTIMADE providers do'],
    [
      'an error of the filter',
      (response) => json(response, { errors: [{ detail: 'Unknown field colour.' }] }, 400),
      'answers 400: Unknown field colour. Check the address',
    ],
    [
      'a page that leads back',
      (response, url) =>
        json(response, { data: [rocksalt('1')], links: { next: `${served.url}${url.pathname}${url.search}` } }),
      'leads back to entries that came before',
    ],
    [
      'a next page elsewhere',
      (response) => json(response, { data: [rocksalt('1')], links: { next: 'http://example.invalid/v1/structures' } }),
      'another host, which is not asked',
    ],
    [
      'more than fits',
      (response) => {
        response.writeHead(200);
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(100_000)));
        };
        response.on('drain', more);
        more();
      },
      'more than 1 MiB',
    ],
    [
      'redirects for ever',
      (response) => response.writeHead(302, { Location: '/v1/structures' }).end(),
      'redirects more than',
    ],
    [
      'a redirect to a file',
      (response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
      'redirects to file:',
    ],
  ];
  for (const [what, answer, says] of answers) {
    it(`is told: ${what}`, async () => {
      troubles = Array.from({ length: 20 }, () => answer);
      expect(told(await fetched())[0]).toContain(says);
    });
  }

  it('is told: pages without end', async () => {
    let page = 0;
    troubles = Array.from({ length: 5 }, () => (response: ServerResponse) => {
      json(response, { data: [rocksalt('1')], links: { next: `${served.url}/v1/structures?page=${page++}` } });
    });
    expect(told(await fetched()).at(-1)).toContain('leads back to entries that came before');
  });

  it('is told: nobody there, no address', async () => {
    const gone = await serve(list);
    await gone.close();
    const [refused] = told(await itemsOf(`optimade:${gone.url}`, { cache, web: QUICK }));
    expect(refused).toContain('refuses the connection');
    const [unknown] = told(await itemsOf('optimade:ftp://x', { cache, web: QUICK }));
    expect(unknown).toContain('has to begin with https://');
  });

  it('ends at once when it is told to', async () => {
    const controller = new AbortController();
    troubles = [null, () => controller.abort()];
    expect(told(await fetched({ signal: controller.signal, web: { ...QUICK, stallSeconds: 60 } }))).toEqual(['1', '2']);
    expect(existsSync(join(cache, 'sources'))).toBe(true);
  });
});
