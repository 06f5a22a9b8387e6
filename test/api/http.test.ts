/** The service over HTTP: what it says to whom, how it starts and how it ends. */
import { request } from 'node:http';
import { createServer } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { serverAudits } from 'graphql-http';
import { describe, expect, test } from 'vitest';
import { startServer } from '../../src/api/server.js';
import type { GraphStore } from '../../src/graph/store.js';
import { rawQuery, sendRaw } from './raw.js';
import { serve, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();

const graphql = (init: RequestInit, search = '') => fetch(`${service.url}graphql${search}`, init);
const post = (body: string, headers: Record<string, string> = {}) =>
  graphql({ method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const errorOf = async (response: Response) =>
  ((await response.json()) as { errors: { message: string; extensions: { code: string } }[] }).errors[0]!;

describe('names of the server', () => {
  /** fetch sets the header itself. */
  const statusAs = (url: string, host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${url}health`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  test('are those of this machine, where it listens for this machine alone', async () => {
    expect(await statusAs(service.url, 'localhost:4000')).toBe(200);
    expect(await statusAs(service.url, '127.0.0.1')).toBe(200);
    expect(await statusAs(service.url, '[::1]:4000')).toBe(200);
    expect(await statusAs(service.url, 'rebound.example')).toBe(421);
  });

  test('are those that are allowed', async () => {
    const named = await serve(graph.store, { allowedHosts: ['motifs.example'] });
    expect(await statusAs(named.url, 'motifs.example')).toBe(200);
    expect(await statusAs(named.url, 'rebound.example')).toBe(421);
    await named.close();
  });

  test('are those of this machine and every address, where it listens to the network', async () => {
    const open = await serve(graph.store, { host: '0.0.0.0' });
    for (const host of ['localhost:4000', 'LOCALHOST', 'localhost.', hostname(), '192.0.2.7:4000', '[2001:db8::7]']) {
      expect(await statusAs(open.url, host), host).toBe(200);
    }
    for (const host of ['rebound.example', 'localhost.rebound.example', '2130706433', '0x7f.1']) {
      expect(await statusAs(open.url, host), host).toBe(421);
    }
    for (const host of ['localhost@rebound.example', 'rebound.example/localhost', 'localhost:80:80', 'xn--a']) {
      expect(await statusAs(open.url, host), host).toBe(400);
    }
    await open.close();
  });

  test('are read from the target of the request where it has one', async () => {
    const request = rawQuery('host: localhost');
    expect((await sendRaw(service.url, request.replace('/graphql', 'http://localhost/graphql'))).status).toBe(200);
    expect((await sendRaw(service.url, request.replace('/graphql', 'http://rebound.example/graphql'))).status).toBe(
      421,
    );
  });

  test('need not be there where a load balancer looks whether the service lives', async () => {
    for (const place of ['health', 'ready']) {
      expect((await sendRaw(service.url, `GET /${place} HTTP/1.0\r\n\r\n`)).status).toBe(200);
    }
    expect((await sendRaw(service.url, 'GET /graphql?query={__typename} HTTP/1.0\r\n\r\n')).status).toBe(400);
  });

  test('are any, where all are allowed, which the operator is warned of', async () => {
    const open = await serve(graph.store, { allowedHosts: ['*'] });
    expect(await statusAs(open.url, 'motifs.example')).toBe(200);
    expect(open.log).toEqual([expect.stringContaining('accepts every host name')]);
    await open.close();
  });
});

describe('web pages of other servers', () => {
  const preflight = async (url: string, origin: string) => {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const response = await fetch(`${url}graphql`, { method: 'OPTIONS', headers });
    return response.headers.get('access-control-allow-origin');
  };

  test('may not read answers', async () => {
    expect(await preflight(service.url, 'https://dashboard.example')).toBeNull();
    const answer = await post('{"query":"{ __typename }"}', { origin: 'https://dashboard.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('may, where they are allowed', async () => {
    const open = await serve(graph.store, { allowedOrigins: ['https://dashboard.example'] });
    expect(await preflight(open.url, 'https://dashboard.example')).toBe('https://dashboard.example');
    expect(await preflight(open.url, 'https://other.example')).not.toBe('https://other.example');
    const answer = await fetch(`${open.url}graphql`, {
      method: 'POST',
      body: '{"query":"{ __typename }"}',
      headers: { 'content-type': 'application/json', origin: 'https://dashboard.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://dashboard.example');
    expect(await answer.json()).toMatchObject({ data: { __typename: 'Query' } });
    await open.close();
  });
});

test('methods that an address does not take are told from addresses where there is nothing', async () => {
  const patched = await graphql({ method: 'PATCH' });
  expect(patched.status).toBe(405);
  expect(patched.headers.get('allow')).toBe('GET, POST');
  expect((await errorOf(patched)).message).toBe('/graphql takes GET, POST, not PATCH.');
  const posted = await errorOf(await fetch(service.url, { method: 'POST' }));
  expect(posted.message).toBe('/ takes GET, not POST. Queries go to /graphql.');
  expect((await fetch(`${service.url}health`, { method: 'DELETE' })).headers.get('allow')).toBe('GET');
  expect((await fetch(`${service.url}graphqll`, { method: 'PATCH' })).status).toBe(404);
});

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${service.url}graphql`, fetchFn: fetch });
  /**
   * A request that is no valid query is answered with 400, also where the client takes plain JSON: proxies, browsers and
   * monitors see that it failed. The recommendation of 200 there is for clients that can't read the body otherwise.
   */
  const OTHERWISE = new Set([
    'SHOULD use 200 status code on document parsing failure when accepting application/json',
    'SHOULD use 200 status code on document validation failure when accepting application/json',
    'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
  ]);

  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (name, audit) => {
    const result = await audit.fn();
    if (OTHERWISE.has(name))
      expect(result).toMatchObject({ status: 'warn', reason: 'Response status code is not 200' });
    else expect(result.status === 'ok' ? '' : result.reason).toBe('');
  });

  test('answers queries by GET as clients send them, also across origins, where pages see nothing of it', async () => {
    const search = `?query=${encodeURIComponent('{ service { version } }')}`;
    const answer = await graphql({ headers: { origin: 'https://other.example' } }, search);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const posted = await graphql({ method: 'POST' }, search);
    expect(posted.status).toBe(400);
  });

  test('takes JSON alone, which foreign pages can not send unasked', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await post('{"query":"{ service { version } }"}', { 'content-type': type });
      expect(response.status, type).toBe(415);
      expect((await errorOf(response)).extensions.code).toBe('BAD_REQUEST');
    }
  });

  test('refuses a body that is no JSON', async () => {
    const response = await post('{ crystals }');
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({
      message: expect.stringMatching(/^The request cannot be read: /),
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  test('refuses a body that is too large', async () => {
    const response = await post(
      JSON.stringify({ query: '{ service { version } }', variables: { x: 'x'.repeat(5e6) } }),
    );
    expect(response.status).toBe(413);
    expect(await errorOf(response)).toMatchObject({
      message: 'The request has more bytes than the limit "bodyBytes" of this server: 4194304.',
      extensions: { code: 'LIMIT_EXCEEDED', limit: { name: 'bodyBytes', value: 4194304 } },
    });
  });

  test('refuses many requests in one', async () => {
    const response = await post(
      JSON.stringify(Array.from({ length: 50 }, () => ({ query: '{ service { version } }' }))),
    );
    expect(response.status).toBe(400);
    expect((await errorOf(response)).extensions.code).toBe('BAD_REQUEST');
  });

  test('refuses keys that would change the server', async () => {
    const response = await post('{"query":"{ service { version } }","__proto__":{"a":1}}');
    expect(response.status).toBe(400);
  });
});

describe('other addresses', () => {
  test('/health says that the process lives, /ready that the graph answers', async () => {
    const health = await fetch(`${service.url}health`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'alive' }]);
    const ready = await fetch(`${service.url}ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });

  test('/ready says when the graph does not answer', async () => {
    const gone = new Proxy(graph.store, { get: () => () => Promise.reject(new Error('gone')) });
    const other = await serve(gone);
    const ready = await fetch(`${other.url}ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'unavailable', reason: 'The graph database does not respond.' },
    ]);
    expect((await fetch(`${other.url}health`)).status).toBe(200);
    await other.close();
  });

  test('/graphql in a browser leads to the query editor', async () => {
    const response = await graphql({ headers: { accept: 'text/html,*/*' }, redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/query']);
  });

  test('anything else is not there', async () => {
    const response = await fetch(`${service.url}page/../../../package.json?x`);
    expect(response.status).toBe(404);
    expect((await errorOf(response)).message).toBe(
      'There is nothing at GET /package.json. GraphQL is at /graphql, the explorer at /.',
    );
  });
});

describe('a server', () => {
  test('listens on this machine alone unless told otherwise', async () => {
    expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    if (outside === undefined) return;
    const url = new URL(service.url);
    url.hostname = outside.address;
    await expect(fetch(url)).rejects.toThrow();
  });

  test('says in one sentence that its port is taken', async () => {
    const port = Number(new URL(service.url).port);
    await expect(startServer({ store: graph.store, port })).rejects.toMatchObject({
      name: 'ListenError',
      code: 'EADDRINUSE',
      message: `Port ${port} of 127.0.0.1 is in use; choose another port.`,
    });
  });

  test('says in one sentence that its host is none of this machine', async () => {
    await expect(startServer({ store: graph.store, port: 0, host: '203.0.113.1' })).rejects.toMatchObject({
      code: 'EADDRNOTAVAIL',
      message: '203.0.113.1 is not an address of this machine; choose another host.',
    });
  });

  test('answers what is under way before it closes, and frees its port', async () => {
    const { promise: asked, resolve: tellAsked } = deferred<void>();
    const { promise: answer, resolve: giveAnswer } = deferred<Awaited<ReturnType<GraphStore['statistics']>>>();
    const statistics = () => {
      tellAsked();
      return answer;
    };
    const other = await serve({ ...graph.store, statistics });
    const answered = other.ask('{ statistics { crystals } }');
    await asked;
    const closed = other.close();
    giveAnswer({ crystals: 3, motifs: 0, motifSites: 0, connections: 0, refused: 0 });
    expect((await answered).data).toEqual({ statistics: { crystals: 3 } });
    await closed;
    const port = Number(new URL(other.url).port);
    await new Promise<void>((resolve, reject) => {
      const probe = createServer().once('error', reject);
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
    });
    await expect(fetch(other.url)).rejects.toThrow();
  });

  test('is closed once, however often that is asked for', async () => {
    const other = await startServer({ store: graph.store, port: 0 });
    await Promise.all([other.close(), other.close()]);
    await other.close();
  });
});

function deferred<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolveValue) => {
    resolve = resolveValue;
  });
  return { promise, resolve };
}
