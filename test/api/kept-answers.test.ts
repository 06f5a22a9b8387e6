/** Answers that are not made again: kept by the service, or by its clients. */
import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { codingFor } from '../../src/api/compression.js';
import { textStore } from '../../src/api/documents.js';
import { KeptAnswers } from '../../src/api/kept-answers.js';
import { parseKeys } from '../../src/api/keys.js';
import type { FinishedRequest } from '../../src/api/observation.js';
import type { ServerOptions } from '../../src/api/server.js';
import type { GraphStore } from '../../src/graph/store.js';
import { openFilledGraph, serve } from './support.js';

const graph = await openFilledGraph();
const closings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closings) await close();
  await graph.close();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers depends on the query
  readonly json: any;
}

/** A service that counts how often the graph is asked for its crystals. */
async function serveCounted(options: Partial<ServerOptions> = {}) {
  let asked = 0;
  const store = new Proxy(graph.store, {
    get: (target, name) => {
      if (name === 'projection') asked++;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as GraphStore;
  const requests: FinishedRequest[] = [];
  const logger = {
    warn: () => {},
    error: () => {},
    request: (finished: FinishedRequest) => void requests.push(finished),
  };
  const service = await serve(store, { logger, ...options });
  // It has read them when it started.
  asked = 0;
  closings.push(service.close);
  const send = (method: string, search: string, headers: Record<string, string>, body?: string) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request(`${service.url}graphql${search}`, { method, headers }, async (response) => {
        const bytes = await buffer(response);
        const { statusCode: status = 0, headers } = response;
        const isPlain = headers['content-encoding'] === undefined && bytes.length > 0;
        resolve({ status, headers, bytes, json: isPlain ? JSON.parse(bytes.toString()) : null });
      });
      sent.on('error', reject).end(body);
    });
  const post = (body: object, headers: Record<string, string> = {}) => {
    const text = JSON.stringify(body);
    const length = String(Buffer.byteLength(text));
    return send('POST', '', { 'content-type': 'application/json', 'content-length': length, ...headers }, text);
  };
  const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    send('GET', `?${new URLSearchParams(parameters)}`, headers);
  return { ...service, send, post, get, requests, asked: () => asked };
}

const QUERY = 'query One($id: ID!) { crystal(id: $id) { id formula } service { graphVersion } }';
const RUTILE = { query: QUERY, variables: { id: 'rutile-TiO2' } };
const inAddress = { query: QUERY, variables: JSON.stringify(RUTILE.variables) };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(query) } });
const renewed = async () => graph.store.moveSources([]);

describe('an answer', () => {
  test('is kept for whoever asks the same, by POST, by GET or by hash, and said to be in the log', async () => {
    const service = await serveCounted();
    const first = await service.post(RUTILE);
    expect(first.json.data.crystal).toEqual({ id: 'rutile-TiO2', formula: 'TiO2' });
    expect(service.asked()).toBe(1);
    for (const again of [
      await service.post(RUTILE),
      await service.post({ operationName: null, extensions: {}, ...RUTILE }),
      await service.get(inAddress),
      await service.post({ variables: RUTILE.variables, extensions: persisted(QUERY) }),
    ]) {
      expect(again.status).toBe(200);
      expect(again.bytes).toEqual(first.bytes);
      expect(again.headers['content-type']).toBe(first.headers['content-type']);
    }
    expect(service.asked()).toBe(1);
    await expect
      .poll(() => service.requests.map(({ kept, operation }) => [kept, operation]))
      .toEqual([[false, 'One'], ...Array.from({ length: 4 }, () => [true, 'One'])]);
  });

  test('is made for whoever asks something else', async () => {
    const service = await serveCounted();
    const two = 'query A { crystal(id: "rutile-TiO2") { id } } query B { crystal(id: "rutile-TiO2") { formula } }';
    const answers = [
      await service.post(RUTILE),
      await service.post({ ...RUTILE, variables: { id: 'anatase-TiO2' } }),
      await service.post({ ...RUTILE, query: `${QUERY} ` }),
      await service.post({ query: two, operationName: 'A' }),
      await service.post({ query: two, operationName: 'B' }),
      await service.post(RUTILE, { accept: 'application/graphql-response+json' }),
    ];
    expect(service.asked()).toBe(answers.length);
    expect(answers[3]!.json.data).not.toEqual(answers[4]!.json.data);
    expect(answers[5]!.headers['content-type']).toContain('application/graphql-response+json');
  });

  test('is made again when the graph has changed', async () => {
    const service = await serveCounted();
    const before = (await service.post(RUTILE)).json.data.service.graphVersion;
    await renewed();
    const after = (await service.post(RUTILE)).json.data.service.graphVersion;
    expect(service.asked()).toBe(2);
    expect(after).not.toBe(before);
    expect(after).toBe(await graph.store.version());
  });

  test('that the graph changed under is kept for the old version alone', async () => {
    const kept = new KeptAnswers(10_000);
    const answer = { head: { contentType: 'text/plain', operation: '' }, bytes: Buffer.from('old') };
    expect(kept.find('q', 'v1')).toBeUndefined();
    expect(kept.find('q', 'v2')).toBeUndefined();
    kept.keep('q', 'v1', answer);
    expect(kept.find('q', 'v2')).toBeUndefined();
    kept.keep('q', 'v2', answer);
    expect(kept.find('q', 'v2')).toBe(answer);
    expect(kept.find('q', 'v1')).toBeUndefined();
  });

  test('with errors is never kept', async () => {
    const service = await serveCounted();
    const wrong = { query: '{ crystal(id: "rutile-TiO2") { id } other: crystal(id: "steel") { id } }' };
    for (const asked of [1, 2]) {
      const answer = await service.get(wrong);
      expect(answer.json.errors).toHaveLength(1);
      expect(answer.headers.etag).toBeUndefined();
      expect(service.asked()).toBe(asked);
    }
  });

  test('about a structure of the request is never kept', async () => {
    const service = await serveCounted({
      analysisWorker: new URL('../../dist/api/analysis-worker.js', import.meta.url),
    });
    const text = 'MgO\n4.2\n0 .5 .5\n.5 0 .5\n.5 .5 0\nMg O\n1 1\nDirect\n0 0 0\n.5 .5 .5\n';
    const analysis = {
      query: 'query ($text: String!) { analyzeStructure(text: $text) { formula } }',
      variables: { text },
    };
    for (const _ of ['first', 'second']) {
      expect((await service.post(analysis)).json.data).toEqual({ analyzeStructure: { formula: 'MgO' } });
    }
    await expect.poll(() => service.requests.map(({ kept }) => kept)).toEqual([false, false]);
  });

  test('is not kept with the limit of 0 bytes, nor where there is no room', async () => {
    const service = await serveCounted({ limits: { keptAnswerBytes: 0 } });
    for (const _ of ['first', 'second']) await service.post(RUTILE);
    expect(service.asked()).toBe(2);
    const kept = new KeptAnswers(5000);
    const answer = { head: { contentType: 'text/plain', operation: '' }, bytes: Buffer.alloc(1500) };
    kept.find('a', 'v');
    for (const question of ['a', 'b', 'c']) kept.keep(question, 'v', answer);
    expect(['a', 'b', 'c'].map((question) => kept.find(question, 'v') !== undefined)).toEqual([false, true, true]);
    kept.keep('d', 'v', { ...answer, bytes: Buffer.alloc(6000) });
    expect(kept.find('d', 'v')).toBeUndefined();
    expect(kept.bytes).toBeLessThanOrEqual(5000);
  });

  test('is given to those alone who may ask, as often as they may', async () => {
    const key = 'a-key-for-ada-that-is-long-enough';
    const service = await serveCounted({ keys: parseKeys(`ada:${key}:2`, 'the test') });
    const authorization = `Bearer ${key}`;
    expect((await service.post(RUTILE, { authorization })).status).toBe(200);
    expect((await service.post(RUTILE)).status).toBe(401);
    expect((await service.post(RUTILE, { authorization: 'Bearer no-key-at-all' })).status).toBe(401);
    expect((await service.post(RUTILE, { authorization })).status).toBe(200);
    expect((await service.post(RUTILE, { authorization })).status).toBe(429);
    expect(service.asked()).toBe(1);
  });

  test('is made also where the graph does not say its version', async () => {
    const silent = new Proxy(graph.store, {
      get: (target, name) => (name === 'version' ? () => new Promise(() => {}) : Reflect.get(target, name, target)),
    });
    const service = await serve(silent);
    closings.push(service.close);
    const query = '{ crystal(id: "rutile-TiO2") { id } }';
    const answer = await fetch(`${service.url}graphql?${new URLSearchParams({ query })}`);
    expect(await answer.json()).toMatchObject({ data: { crystal: { id: 'rutile-TiO2' } } });
    expect(answer.headers.get('etag')).toBeNull();
  });
});

describe('a client that has an answer', () => {
  test('learns that it is still right, without the graph being asked', async () => {
    const service = await serveCounted({ limits: { keptAnswerBytes: 0 } });
    const first = await service.get(inAddress);
    expect(first.headers).toMatchObject({
      etag: expect.stringMatching(/^W\/"[0-9a-f]{40}"$/),
      'cache-control': 'private, no-cache',
      vary: 'Accept, Accept-Encoding',
    });
    const { etag } = first.headers as { etag: string };
    const still = await service.get(inAddress, { 'if-none-match': `"other", ${etag}` });
    expect(still).toMatchObject({ status: 304, headers: { etag, 'cache-control': 'private, no-cache' } });
    expect(still.bytes).toHaveLength(0);
    expect(service.asked()).toBe(1);
    await expect
      .poll(() => service.requests.map(({ status, kept }) => [status, kept]))
      .toEqual([
        [200, false],
        [304, true],
      ]);
    for (const other of ['"other"', '*', '']) {
      expect((await service.get(inAddress, { 'if-none-match': other })).status).toBe(200);
    }
    await renewed();
    const changed = await service.get(inAddress, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });

  test('learns the same from every service of the graph that has the same settings', async () => {
    const [one, same, other] = [
      await serveCounted(),
      await serveCounted(),
      await serveCounted({ limits: { pageSize: 10 } }),
    ];
    const { etag } = (await one.get(inAddress)).headers as { etag: string };
    expect((await same.get(inAddress, { 'if-none-match': etag })).status).toBe(304);
    expect((await other.get(inAddress, { 'if-none-match': etag })).status).toBe(200);
  });

  test('by POST has none to ask about', async () => {
    const service = await serveCounted();
    const { headers } = await service.post(RUTILE);
    expect(headers.etag).toBeUndefined();
    expect(headers['cache-control']).toBeUndefined();
  });
});

describe('the bytes of an answer', () => {
  const LARGE = { query: '{ crystals(first: 100) { nodes { id description } } }' };

  test('are compressed for those who take that, also once it is kept', async () => {
    const service = await serveCounted();
    const plain = await service.post(LARGE);
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const _ of ['made', 'kept']) {
      const br = await service.post(LARGE, { 'accept-encoding': 'gzip, deflate, br' });
      expect(br.headers['content-encoding']).toBe('br');
      expect(brotliDecompressSync(br.bytes)).toEqual(plain.bytes);
      const gzip = await service.post(LARGE, { 'accept-encoding': 'br;q=0, *' });
      expect(gzip.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes);
      expect(gzip.bytes.length).toBeLessThan(plain.bytes.length / 2);
    }
    const [unkept, small] = [await serveCounted({ limits: { keptAnswerBytes: 0 } }), await service.post(RUTILE)];
    const br = await unkept.post(LARGE, { 'accept-encoding': 'br' });
    expect(brotliDecompressSync(br.bytes).toString()).toContain('"data"');
    expect(small.headers['content-encoding']).toBeUndefined();
  });

  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['identity', 'identity'],
    ['gzip', 'gzip'],
    ['GZIP;q=0.2, deflate', 'gzip'],
    ['gzip, br', 'br'],
    ['*', 'br'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['br;q=nonsense', 'identity'],
  ])('for Accept-Encoding: %s are coded as %s', (accepted, coding) => {
    expect(codingFor(2000, accepted)).toBe(coding);
    expect(codingFor(1000, accepted)).toBe('identity');
  });
});

describe('a persisted query', () => {
  const query = 'query Persisted { crystal(id: "anatase-TiO2") { id } }';

  test('is known by its hash once it was sent', async () => {
    const service = await serveCounted({ limits: { keptAnswerBytes: 0 } });
    const byHash = { extensions: persisted(query) };
    const unknown = await service.post(byHash);
    expect(unknown.json.errors).toMatchObject([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    expect((await service.post({ query, ...byHash })).status).toBe(200);
    expect((await service.post(byHash)).json.data).toEqual({ crystal: { id: 'anatase-TiO2' } });
    const { json } = await service.get({ extensions: JSON.stringify(byHash.extensions) });
    expect(json.data).toEqual({ crystal: { id: 'anatase-TiO2' } });
  });

  test.each([
    [{ version: 2, sha256Hash: sha256(query) }, 'Persisted queries have version 1 here.'],
    [{ version: 1, sha256Hash: sha256(`${query} `) }, "The hash of the persisted query is not the query's SHA-256."],
  ])('is refused where it is wrong: %j', async (persistedQuery, message) => {
    const service = await serveCounted();
    await service.post({ query });
    const { status, json } = await service.post({ query, extensions: { persistedQuery } });
    expect([status, json.errors[0].message, json.errors[0].extensions.code]).toEqual([400, message, 'BAD_REQUEST']);
  });

  test('passes the same limits as any other', async () => {
    const service = await serveCounted();
    const nested = `{ ${'a {'.repeat(150)} b ${'}'.repeat(150)} }`;
    for (const extensions of [persisted(nested), {}]) {
      const { status, json } = await service.post({ query: nested, extensions });
      expect([status, json.errors[0].extensions.limit.name]).toEqual([400, 'nesting']);
    }
    const deep =
      '{ crystal(id: "a") { motifs { motif { crystals { nodes { motifs { motif { crystals { nodes { motifs { motif { crystals { nodes { id } } } } } } } } } } } } } }';
    for (const _ of ['first', 'second']) {
      const { json } = await service.post({ query: deep, extensions: persisted(deep) });
      expect(json.errors[0].extensions.code).toMatch(/LIMIT_EXCEEDED/);
    }
    const { json } = await service.post({ extensions: persisted(deep) });
    expect(json.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('is forgotten when newer ones need its room', async () => {
    const texts = textStore();
    await texts.set('first', 'x'.repeat(2e6));
    await texts.set('second', 'x'.repeat(2e6));
    await texts.set('third', 'x'.repeat(2e6));
    expect(await Promise.all(['first', 'third'].map((key) => texts.get(key)))).toEqual([undefined, 'x'.repeat(2e6)]);
  });
});

test('every answer tells what it was expected to cost, what it holds and the limit', async () => {
  const service = await serveCounted();
  const { json } = await service.post({ query: '{ crystals(first: 2) { totalCount nodes { id formula } } }' });
  // Estimated for two crystals of two fields; counted with the list and its items.
  const { expected } = json.extensions.cost;
  expect(json.extensions).toEqual({ cost: { expected, values: 9, limit: 250_000, remaining: 250_000 - expected } });
  expect(json.extensions.cost.expected).toBeGreaterThan(6);
  const again = await service.post({ query: '{ crystals(first: 2) { totalCount nodes { id formula } } }' });
  expect(again.json.extensions).toEqual(json.extensions);
  const tooMuch = await service.post({
    query:
      '{ a: crystals(first: 1000) { nodes { sites { connections { kind } } } } b: crystals(first: 1000) { nodes { sites { connections { kind partner { id } } } } } }',
  });
  expect(tooMuch.json.extensions.cost).toEqual({
    expected: tooMuch.json.errors[0].extensions.limit.found,
    values: 0,
    limit: 250_000,
    remaining: 0,
  });
});

test('pages of allowed origins ask once in two hours whether they may', async () => {
  const service = await serveCounted({ allowedOrigins: ['https://dashboard.example'] });
  const origin = 'https://dashboard.example';
  const { headers } = await service.send('OPTIONS', '', { origin, 'access-control-request-method': 'POST' });
  expect(headers['access-control-max-age']).toBe('7200');
  const answer = await service.post(RUTILE, { origin });
  expect(answer.headers).toMatchObject({
    vary: 'Origin, Accept, Accept-Encoding',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': expect.stringContaining('etag'),
  });
});
