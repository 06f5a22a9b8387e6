/** Clients that hang up, read slowly, or want everything for themselves. */
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { Limits } from '../../src/api/limits.js';
import type { FinishedRequest } from '../../src/api/observation.js';
import type { ServerOptions } from '../../src/api/server.js';
import type { GraphStore } from '../../src/graph/store.js';
import { type GraphQLAnswer, openFilledGraph, serve } from './support.js';

const graph = await openFilledGraph();
const closings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closings) await close();
  await graph.close();
});

/** A graph that never answers why there is no crystal "stuck", and the service in front of it. */
async function serveStuck(limits: Partial<Limits> = {}, options: Partial<ServerOptions> = {}) {
  let asked = 0;
  const stuck = new Proxy(graph.store, {
    get: (store, name) => {
      if (name !== 'sourcesById') return Reflect.get(store, name, store);
      return async (ids: readonly string[]) => {
        if (!ids.includes('stuck')) return store.sourcesById(ids);
        asked++;
        return new Promise(() => {});
      };
    },
  }) as GraphStore;
  const requests: FinishedRequest[] = [];
  const defects: string[] = [];
  const logger = {
    warn: () => {},
    error: (message: string, error?: unknown) => void defects.push(`${message} ${error ?? ''}`),
    request: (request: FinishedRequest) => void requests.push(request),
  };
  const service = await serve(stuck, { limits, logger, ...options });
  closings.push(service.close);
  return { ...service, requests, defects, askedStuck: () => asked };
}

/** A graph that looks up crystals when it is told to, and the service in front of it. */
async function serveSlow() {
  let answerSlowly = () => {};
  const told = new Promise<void>((resolve) => {
    answerSlowly = resolve;
  });
  const slow = new Proxy(graph.store, {
    get: (store, name) => {
      if (name !== 'crystalsById') return Reflect.get(store, name, store);
      return async (ids: readonly string[]) => {
        await told;
        return store.crystalsById(ids);
      };
    },
  }) as GraphStore;
  const service = await serve(slow);
  closings.push(service.close);
  return { ...service, answerSlowly };
}

const STUCK = '{ crystal(id: "stuck") { id } }';
const QUICK = '{ crystal(id: "rutile-TiO2") { id } }';

function open(url: string): Socket {
  return connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
}

function request(query: string, variables: object = {}): string {
  const body = JSON.stringify({ query, variables });
  const head = ['POST /graphql HTTP/1.1', 'host: localhost', 'content-type: application/json'];
  return `${head.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe('the answer of a client that hung up', () => {
  test('is given up, and gives its place back', async () => {
    const service = await serveStuck({ answersAtOnce: 1 });
    const socket = open(service.url);
    socket.write(request(STUCK));
    await expect.poll(service.askedStuck).toBe(1);
    socket.destroy();
    expect((await service.ask(QUICK)).errors).toEqual([]);
    await expect.poll(() => service.requests.map(({ status }) => status)).toEqual([499, 200]);
    expect(service.defects).toEqual([]);
  });

  test('waits no more where it waited', async () => {
    const service = await serveStuck({ answersAtOnce: 1, answersWaiting: 1 });
    const [making, waiting] = [open(service.url), open(service.url)];
    making.write(request(STUCK));
    await expect.poll(service.askedStuck).toBe(1);
    waiting.write(request(QUICK));
    await expect.poll(async () => (await service.ask(QUICK)).errors[0]?.extensions.code).toBe('SERVER_BUSY');
    waiting.destroy();
    making.destroy();
    await expect.poll(async () => (await service.ask(QUICK)).errors).toEqual([]);
  });

  test('is given up also where it stands behind another on its connection', async () => {
    const service = await serveStuck({ answersAtOnce: 3 });
    const socket = open(service.url);
    socket.write(request(STUCK).repeat(2));
    await expect.poll(service.askedStuck).toBe(2);
    socket.destroy();
    expect((await service.ask(QUICK)).errors).toEqual([]);
    expect((await Promise.all([service.ask(QUICK), service.ask(QUICK)])).flatMap(({ errors }) => errors)).toEqual([]);
    await expect.poll(() => service.requests.filter(({ status }) => status === 499)).toHaveLength(2);
  });

  test('is no defect, however early the connection is reset', async () => {
    const service = await serveStuck();
    for (let i = 0; i < 200; i++) {
      const socket = open(service.url);
      socket.write(request(QUICK), () => socket.resetAndDestroy());
    }
    await delay(300);
    expect((await service.ask(QUICK)).errors).toEqual([]);
    expect(service.defects).toEqual([]);
  });
});

describe('what is refused behind a request on its connection', () => {
  test.each([
    ['garbage', 'garbage\r\n\r\n', 400],
    ['an expectation', 'GET /health HTTP/1.1\r\nhost: localhost\r\nexpect: magic\r\n\r\n', 417],
    ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nhost: localhost\r\n\r\n', 405],
    ['a bad chunk', `${request(QUICK).replace(/content-length.*/, 'transfer-encoding: chunked')}zz\r\n`, 400],
  ])('is answered behind it: %s', async (_, bytes, status) => {
    const service = await serveSlow();
    const socket = open(service.url);
    const answers = text(socket);
    socket.write(`${request(QUICK)}${bytes}`);
    await delay(200);
    socket.write('more\r\n\r\n');
    service.answerSlowly();
    const found = await answers;
    expect([...found.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => Number(code))).toEqual([200, status]);
    expect(found).toContain('{"data":{"crystal":{"id":"rutile-TiO2"}}');
  });
});

test('a tunnel that is reset leaves the service as it was', async () => {
  const service = await serveSlow();
  for (let i = 0; i < 20; i++) {
    const socket = open(service.url);
    socket.write(`${request(QUICK)}CONNECT evil.example:443 HTTP/1.1\r\nhost: localhost\r\n\r\n`);
    setTimeout(() => socket.resetAndDestroy(), 100);
  }
  await delay(300);
  service.answerSlowly();
  expect((await service.ask(QUICK)).errors).toEqual([]);
});

describe('a client that takes nothing of its answer', () => {
  /** More than the system keeps for a connection. */
  const ids = Array.from({ length: 4000 }, () => 'forsterite-Mg2SiO4');
  const LARGE = request(
    'query ($ids: [ID!]!) { a: crystalsById(ids: $ids) { structure } b: crystalsById(ids: $ids) { structure } }',
    { ids },
  );

  test('keeps its room, until it is gone', async () => {
    const service = await serveStuck({ answerBytes: 2 ** 26, answersAtOnce: 1, sendSeconds: 600, requestSeconds: 600 });
    const slow = open(service.url).pause();
    slow.write(LARGE);
    await new Promise((begun) => slow.once('readable', begun));
    let isAnswered = false;
    const other = service.ask(QUICK).then(({ errors }) => {
      isAnswered = true;
      return errors;
    });
    await delay(500);
    expect(isAnswered).toBe(false);
    slow.destroy();
    expect(await other).toEqual([]);
  });

  test('is cut off', async () => {
    const service = await serveStuck({ answerBytes: 2 ** 26, answersAtOnce: 1, sendSeconds: 1 });
    const slow = open(service.url).pause();
    slow.write(LARGE);
    await new Promise((begun) => slow.once('readable', begun));
    expect((await service.ask(QUICK)).errors).toEqual([]);
    expect(service.requests.map(({ status }) => status)).toContain(499);
    slow.destroy();
  });
});

test('one client has half of the places, and another is answered beside it', async () => {
  const service = await serveStuck({ answersAtOnce: 2, answersWaiting: 2 }, { trustedProxies: ['127.0.0.1'] });
  const askAs = (client: string, query: string, signal?: AbortSignal) =>
    fetch(`${service.url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': client },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });
  const hangUp = new AbortController();
  const stuck = [askAs('192.0.2.1', STUCK, hangUp.signal), askAs('192.0.2.1', STUCK, hangUp.signal)];
  await expect.poll(service.askedStuck).toBe(1);
  const busy = (await (await askAs('192.0.2.1', QUICK)).json()) as GraphQLAnswer;
  expect(busy.errors[0]!.extensions).toMatchObject({ code: 'SERVER_BUSY', limit: { name: 'answersWaiting' } });
  expect(await (await askAs('192.0.2.2', QUICK)).json()).toMatchObject({ data: { crystal: { id: 'rutile-TiO2' } } });
  expect(service.askedStuck()).toBe(1);
  hangUp.abort();
  expect((await Promise.allSettled(stuck)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
