/** Who may ask, and how often. */
import { request } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { makeKey, parseKeyFile, parseKeys } from '../../src/api/keys.js';
import type { ServerOptions } from '../../src/api/server.js';
import { rawQuery, sendRaw } from './raw.js';
import { openFilledGraph, type Service, serve } from './support.js';

const graph = await openFilledGraph();
afterAll(() => graph.close());

async function withService(options: Partial<ServerOptions>, use: (service: Service) => Promise<void>): Promise<void> {
  const service = await serve(graph.store, options);
  try {
    await use(service);
  } finally {
    await service.close();
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly error: { readonly message: string; readonly extensions: Record<string, unknown> } | undefined;
}

async function ask(service: Service, headers: Record<string, string> = {}, path = 'graphql'): Promise<Answer> {
  const isQuestion = path === 'graphql';
  const response = await fetch(`${service.url}${path}`, {
    headers: { 'content-type': 'application/json', ...headers },
    ...(isQuestion && { method: 'POST', body: '{"query":"{ __typename }"}' }),
  });
  const text = await response.text();
  const body = text.startsWith('{') ? (JSON.parse(text) as { errors?: NonNullable<Answer['error']>[] }) : {};
  return { status: response.status, headers: response.headers, error: body.errors?.[0] };
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const ADA = 'key-of-ada-1234567';
const BOB = 'key-of-bob-1234567';
const keys = parseKeys(`ada:${ADA},bob:${BOB}:3`, 'the test');

describe('with keys', () => {
  test('questions and metrics need one, the explorer and health checks do not', () =>
    withService({ keys }, async (service) => {
      for (const path of ['graphql', 'metrics']) {
        const without = await ask(service, {}, path);
        expect(without.status).toBe(401);
        expect(without.headers.get('www-authenticate')).toBe('Bearer');
        expect(without.error).toMatchObject({
          message: expect.stringContaining('Authorization: Bearer KEY'),
          extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
        });
        expect((await ask(service, bearer(ADA), path)).status).toBe(200);
      }
      for (const path of ['', 'query', 'icon.svg', 'examples.json', 'health', 'ready']) {
        expect((await ask(service, {}, path)).status, path).toBe(200);
      }
    }));

  test('another, a part of one, none, or two are refused', () =>
    withService({ keys }, async (service) => {
      const wrong = [
        '',
        ADA.slice(0, -1),
        `${ADA}x`,
        ADA.toUpperCase(),
        `${ADA},${BOB}`,
        `${ADA} ${BOB}`,
        'x'.repeat(9000),
      ];
      for (const shown of wrong) expect((await ask(service, bearer(shown))).status, shown).toBe(401);
      expect((await ask(service, { authorization: `Basic ${btoa(`ada:${ADA}`)}` })).status).toBe(401);
      expect((await ask(service, { authorization: ADA })).status).toBe(401);
      const line = `authorization: Bearer ${ADA}`;
      expect((await sendRaw(service.url, rawQuery('host: localhost', line))).status).toBe(200);
      expect((await sendRaw(service.url, rawQuery('host: localhost', line, line))).status).toBe(401);
      const bytes = rawQuery('host: localhost', 'authorization: Bearer \xff\xfe\x80\xe4\xf6');
      expect((await sendRaw(service.url, bytes)).status).toBe(401);
      expect((await ask(service, { authorization: `bearer ${ADA}` })).status).toBe(200);
    }));

  test('each has its own rate, and those without one share that of their address', () =>
    withService({ keys, limits: { requestsPerMinute: 6 } }, async (service) => {
      const statuses = async (times: number, headers = {}) => {
        const found: number[] = [];
        for (let i = 0; i < times; i++) found.push((await ask(service, headers)).status);
        return found;
      };
      expect(await statuses(4, bearer(BOB))).toEqual([200, 200, 200, 429]);
      expect(await statuses(7, bearer(ADA))).toEqual([200, 200, 200, 200, 200, 200, 429]);
      expect(await statuses(7, bearer('guessed-key-1234'))).toEqual([401, 401, 401, 401, 401, 401, 429]);
    }));

  test('scripts of allowed origins ask for leave without a key, and can read why they are refused', () =>
    withService({ keys, allowedOrigins: ['https://dashboard.example'] }, async (service) => {
      const origin = 'https://dashboard.example';
      const leave = await fetch(`${service.url}graphql`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
      expect(leave.status).toBe(204);
      expect(leave.headers.get('access-control-allow-headers')).toContain('authorization');
      const refused = await ask(service, { origin });
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, origin]);
      expect(refused.headers.get('access-control-expose-headers')).toContain('retry-after');
    }));
});

describe('a rate', () => {
  test('is refused with the seconds until more is answered', () =>
    withService({ limits: { requestsPerMinute: 2 } }, async (service) => {
      await ask(service);
      await ask(service);
      const { status, headers, error } = await ask(service);
      expect(status).toBe(429);
      const seconds = Number(headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
      expect(error).toMatchObject({
        message: `This client asks more often than the limit "requestsPerMinute" allows it: 2 requests in a minute. Try again in ${seconds} s.`,
        extensions: { code: 'RATE_LIMITED', limit: { name: 'requestsPerMinute', value: 2, found: null } },
      });
      for (const path of ['', 'health', 'ready']) expect((await ask(service, {}, path)).status, path).toBe(200);
    }));

  test('holds for clients of the network, not for programs on this machine, unless it is set', () =>
    withService({}, async (service) => {
      const { requestsPerMinute } = Object.fromEntries(
        (await service.data('{ service { limits { name value } } }')).service.limits.map(
          ({ name, value }: { name: string; value: number }) => [name, value],
        ),
      ) as Record<string, number>;
      const many = requestsPerMinute! + 1;
      const statusesOf = async (headers: Record<string, string>) =>
        new Set(await Promise.all(Array.from({ length: many }, async () => (await ask(service, headers)).status)));
      expect(await statusesOf({})).toEqual(new Set([200]));
      // A proxy on this machine speaks for others; it is not trusted to say for whom.
      expect(await statusesOf({ 'x-forwarded-for': '192.0.2.7' })).toEqual(new Set([200, 429]));
      expect((await ask(service, { 'x-forwarded-for': '192.0.2.8' })).status).toBe(429);
    }));

  test('is that of the address that a trusted proxy names', () =>
    withService({ trustedProxies: ['127.0.0.1'], limits: { requestsPerMinute: 2 } }, async (service) => {
      const statusOf = async (forwardedFor: string) => (await ask(service, { 'x-forwarded-for': forwardedFor })).status;
      expect(await statusOf('192.0.2.7')).toBe(200);
      expect(await statusOf('192.0.2.7')).toBe(200);
      // What the client wrote itself stands before what the proxy adds.
      expect(await statusOf('10.9.9.9, 192.0.2.7')).toBe(429);
      expect(await statusOf('192.0.2.8')).toBe(200);
      // One network of IPv6 is one client.
      expect(await statusOf('2001:db8:1:2::1')).toBe(200);
      expect(await statusOf('2001:db8:1:2::2')).toBe(200);
      expect(await statusOf('2001:db8:1:2::3')).toBe(429);
      expect(await statusOf('2001:db8:1:3::3')).toBe(200);
    }));

  test('can not be got around, nor the service broken, by what a proxy passes on', () =>
    withService({ trustedProxies: ['127.0.0.1'] }, async (service) => {
      for (const headers of [
        { 'x-forwarded-host': 'not a name' },
        { 'x-forwarded-proto': 'not a scheme' },
        { 'x-forwarded-for': 'no address' },
        { 'x-forwarded-for': ',,,' },
      ]) {
        expect((await ask(service, headers)).status, JSON.stringify(headers)).toBe(200);
      }
      const status = await new Promise((resolve) =>
        request(
          `${service.url}health`,
          { headers: { host: 'rebound.example', 'x-forwarded-host': 'localhost' } },
          (response) => {
            response.resume();
            resolve(response.statusCode);
          },
        ).end(),
      );
      expect(status).toBe(421);
    }));
});

describe('the operator is warned', () => {
  test('of a service on the network that asks for no key', async () => {
    await withService({ host: '0.0.0.0' }, async ({ log }) =>
      expect(log).toEqual([expect.stringMatching(/^Motifgraph listens on the network \(0\.0\.0\.0\) without keys: /)]),
    );
    await withService({ host: '0.0.0.0', keys }, async ({ log }) => expect(log).toEqual([]));
    await withService({}, async ({ log }) => expect(log).toEqual([]));
  });
});

describe('metrics', () => {
  test('are shown to this machine alone where there are no keys', () =>
    withService({ trustedProxies: ['127.0.0.1'] }, async (service) => {
      expect((await ask(service, {}, 'metrics')).status).toBe(200);
      const refused = await ask(service, { 'x-forwarded-for': '192.0.2.7' }, 'metrics');
      expect([refused.status, refused.error?.extensions['code']]).toEqual([403, 'UNAUTHENTICATED']);
    }));
});

describe('a list of keys', () => {
  const HASH = 'ab'.repeat(32);

  test('has names and rates, or neither', () => {
    const read = parseKeys(` ${ADA} ,bob:${BOB},carl:key-of-carl-123:90`, 'X');
    expect(read.map(({ name, requestsPerMinute }) => [name, requestsPerMinute])).toEqual([
      ['key-1', null],
      ['bob', null],
      ['carl', 90],
    ]);
  });

  test('in a file has hashes alone, as they are made', () => {
    const { key, line } = makeKey('ada', 90);
    expect(line).not.toContain(key);
    const [read, ...more] = parseKeyFile(`# who\n\n${line}\r\n`, 'keys.txt');
    expect(more).toEqual([]);
    expect(read).toMatchObject({ name: 'ada', requestsPerMinute: 90 });
    expect(read!.hash).toEqual(parseKeys(key, 'X')[0]!.hash);
  });

  test.each([
    ['', /^Entry 1 of X is not a key/],
    [`${ADA},`, /^Entry 2 of X is not a key/],
    ['ada:', /^Entry 1 of X is not a key/],
    ['with space in it', /^Entry 1 of X is not a key/],
    ['schlüssel-der-ada', /^Entry 1 of X is not a key/],
    ['short', /^Entry 1 of X has a key of only 5 characters, which could be guessed/],
    [`a b:${ADA}`, /^Entry 1 of X has an invalid name/],
    [`:${ADA}`, /^Entry 1 of X has an invalid name/],
    [`ada:${ADA}:0`, /^Entry 1 of X has an invalid rate/],
    [`ada:${ADA}:fast`, /^Entry 1 of X has an invalid rate/],
    [`ada:${ADA}:1:2`, /^Entry 1 of X is not a key/],
  ])('"%s" is refused, without the key in the message', (list, message) => {
    expect(() => parseKeys(list, 'X')).toThrow(message);
    expect(() => parseKeys(list, 'X')).not.toThrow(ADA);
  });

  test.each([
    ['', /^There is no key in keys\.txt/],
    ['# none yet', /^There is no key in keys\.txt/],
    [`ada:${ADA}`, /^Line 1 of keys\.txt is not NAME:HASH/],
    [`\nada:${HASH}0`, /^Line 2 of keys\.txt is not NAME:HASH/],
    [HASH, /^Line 1 of keys\.txt is not NAME:HASH/],
    [`ada:${HASH}:1:2`, /^Line 1 of keys\.txt is not NAME:HASH/],
    [`ada:${HASH}:many`, /^Line 1 of keys\.txt has an invalid rate/],
    [`ada:${HASH}\nada:${'cd'.repeat(32)}`, /^Two keys have the name ada/],
    [`ada:${HASH}\nbob:${HASH}`, /^The key of bob also belongs to another name/],
  ])('a file with %j is refused', (text, message) => {
    expect(() => parseKeyFile(text, 'keys.txt')).toThrow(message);
  });
});
