/** What the service refuses outside of GraphQL has one form, and echoes no long text of a client. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { ERROR_MEANINGS } from '../../src/api/types/error-code.js';
import { rawQuery, sendRaw } from './raw.js';
import { serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

interface Body {
  readonly errors: readonly { message: string; extensions: { code: string; requestId?: string } }[];
}

const get = (path: string, ...lines: string[]) =>
  `GET ${path} HTTP/1.1\r\n${['host: localhost', 'connection: close', ...lines].join('\r\n')}\r\n\r\n`;

const REFUSED: readonly (readonly [string, string, number])[] = [
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a content-length that is no number', get('/graphql', 'content-length: abc'), 400],
  ['two lengths', get('/graphql', 'content-length: 5', 'transfer-encoding: chunked'), 400],
  ['a bad chunk', `${get('/graphql', 'content-type: application/json', 'transfer-encoding: chunked')}zz\r\n`, 400],
  ['headers that are too long', get('/health', `x: ${'x'.repeat(100_000)}`), 431],
  ['an address that can not be decoded', get('/%ff'), 400],
  ['an address that is too long to be anything', get(`/${'x'.repeat(9000)}`), 404],
  ['another version of HTTP', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nhost: localhost\r\n\r\n', 405],
  ['an expectation', get('/graphql', 'expect: magic'), 417],
  ['another method', get('/graphql').replace('GET', 'DELETE'), 405],
  ['no name of a server', 'GET /health HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
  ['two names of servers', get('/health', 'host: evil.example'), 400],
  ['a body that is no JSON', rawQuery('host: localhost').replace('{"query"', '["query"'), 400],
  ['a content type that is none', rawQuery('host: localhost').replace('application/json', ';;;'), 415],
];

describe('a refused request', () => {
  test.each(REFUSED)('with %s', async (_, bytes, status) => {
    const answer = await sendRaw(service.url, bytes);
    expect(answer.status).toBe(status);
    expect(answer.headers).toContain('content-type: application/json');
    const [error, ...more] = (JSON.parse(answer.body) as Body).errors;
    expect(more).toEqual([]);
    expect(error!.message.length).toBeLessThan(300);
    expect(Object.keys(ERROR_MEANINGS)).toContain(error!.extensions.code);
    expect(answer.headers).toContain(`x-request-id: ${error!.extensions.requestId}`);
  });

  test('whose client is gone before the answer ends nothing', async () => {
    for (const [, bytes] of REFUSED.filter(([what]) => what === 'a tunnel' || what === 'an expectation')) {
      for (let i = 0; i < 30; i++) {
        const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
        socket.write(bytes, () => socket.resetAndDestroy());
        await once(socket, 'close');
      }
    }
    expect((await fetch(`${service.url}health`)).status).toBe(200);
  });

  test('leaves the service as it was', async () => {
    expect((await sendRaw(service.url, rawQuery('host: localhost'))).status).toBe(200);
  });
});

describe('a number of its request', () => {
  const post = (body: unknown) =>
    fetch(`${service.url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test.each([
    ['an unknown id', { query: '{ crystal(id: "x") { id } }' }],
    ['a query that is none', { query: '{' }],
    ['no query', {}],
    ['many queries', [{ query: '{ __typename }' }]],
    ['an unknown address', null],
  ])('stands in the error of %s, and in the header', async (_, body) => {
    const response = await (body === null ? fetch(`${service.url}nowhere`) : post(body));
    const { errors } = (await response.json()) as Body;
    expect(errors[0]!.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('x-request-id')).toBe(errors[0]!.extensions.requestId);
  });

  test('is another for each', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => (await fetch(`${service.url}health`)).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(20);
  });
});

describe('a text of megabytes', () => {
  const LONG = 'x'.repeat(3_900_000);
  const WORDS = 'x y '.repeat(900_000);
  const list = (filter: string) => `query ($x: String!) { crystals(filter: ${filter}) { nodes { id } } }`;

  const ECHOES: readonly (readonly [string, string, Record<string, unknown>])[] = [
    ['an id', 'query ($x: ID!) { crystal(id: $x) { id } }', { x: LONG }],
    ['an id of a motif', 'query ($x: ID!) { motif(id: $x) { id } }', { x: LONG }],
    ['a formula', list('{ formulas: [$x] }'), { x: LONG }],
    ['an element', list('{ elements: [$x] }'), { x: LONG }],
    ['a symbol', list('{ spaceGroupSymbols: [$x] }'), { x: WORDS }],
    ['a value of another type', 'query ($x: Int!) { crystals(first: $x) { totalCount } }', { x: LONG }],
    ['a value of another type, in words', 'query ($x: Int!) { crystals(first: $x) { totalCount } }', { x: WORDS }],
    ['many quotation marks', 'query ($x: ID!) { crystal(id: $x) { id } }', { x: '"x'.repeat(1_000_000) }],
    ['a field', `{ ${LONG} }`, {}],
    ['a text that is not closed', `{ crystal(id: "${LONG}`, {}],
  ];

  test.each(ECHOES)('is not echoed whole: %s', async (_, query, variables) => {
    const { errors } = await service.ask(query, variables);
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors).length).toBeLessThan(2500);
    expect(errors[0]!.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  });

  test('is cut to its beginning, and the words of the message stay', async () => {
    const { errors } = await service.ask('query ($x: ID!) { crystal(id: $x) { id } }', { x: LONG });
    expect(errors[0]!.message).toBe(
      `The graph has no crystal "${'x'.repeat(100)}…"; no structure with this id was ever ingested.`,
    );
    const many = await service.ask('query ($x: [ID!]!) { crystalsById(ids: $x) { id } }', { x: [LONG] });
    expect(many.errors[0]!.message).toBe(errors[0]!.message);
  });

  test('is not cut within a character', async () => {
    const { errors } = await service.ask('query ($x: ID!) { crystal(id: $x) { id } }', { x: `x${'💎'.repeat(500)}` });
    expect(errors[0]!.message).toContain(`"x${'💎'.repeat(49)}…"`);
  });
});
