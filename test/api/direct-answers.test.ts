/** Questions whose documents have come before are answered without Apollo Server, and in the same words. */
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FinishedRequest } from '../../src/api/observation.js';
import type { GraphStore } from '../../src/graph/store.js';
import { openFilledGraph, serve } from './support.js';

const graph = await openFilledGraph();
const requests: FinishedRequest[] = [];
const broken = new Proxy(graph.store, {
  get: (target, name) => {
    if (name === 'statistics') return () => Promise.reject(new TypeError('secret'));
    const value: unknown = Reflect.get(target, name, target);
    return typeof value === 'function' ? value.bind(target) : value;
  },
}) as GraphStore;
const service = await serve(broken, {
  limits: { keptAnswerBytes: 0, cost: 5000 },
  logger: { warn: () => {}, error: () => {}, request: (request) => void requests.push(request) },
});
const apollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
afterAll(async () => {
  apollo.mockRestore();
  await service.close();
  await graph.close();
});
beforeEach(() => {
  apollo.mockClear();
});

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | null;
}

async function ask(asked: Asked, accept = 'application/json') {
  const headers = { 'content-type': 'application/json', accept };
  const response = await fetch(`${service.url}graphql`, { method: 'POST', headers, body: JSON.stringify(asked) });
  const text = (await response.text())
    .replace(response.headers.get('x-request-id')!, 'ID')
    .replace(/(?<="incident":"|under )\w{8}/g, 'INCIDENT');
  return { status: response.status, type: response.headers.get('content-type'), text };
}

/** Twice the same; how often Apollo Server was asked for the second answer. */
async function askTwice(asked: Asked, accept?: string) {
  const first = await ask(asked, accept);
  apollo.mockClear();
  const second = await ask(asked, accept);
  expect(second).toEqual(first);
  return { ...second, byApollo: apollo.mock.calls.length };
}

const ONE = 'query One($id: ID!) { crystal(id: $id) { id formula } }';

describe('without Apollo Server', () => {
  test.each<[string, Asked]>([
    ['with variables', { query: ONE, variables: { id: 'rutile-TiO2' } }],
    ['without', { query: '{ service { version } }' }],
    ['by name', { query: 'query A { __typename } query B { service { version } }', operationName: 'B' }],
    [
      'with lists and introspection',
      { query: '{ crystals { totalCount nodes { id } } __schema { queryType { name } } }' },
    ],
  ])('questions %s', async (_, asked) => {
    const { status, byApollo, text } = await askTwice(asked);
    expect([status, byApollo]).toEqual([200, 0]);
    expect(JSON.parse(text).data).toBeTruthy();
  });

  test('another variable, and the graph as it is by then', async () => {
    const query = 'query ($id: ID!) { crystal(id: $id) { id } service { graphVersion } }';
    await ask({ query, variables: { id: 'rutile-TiO2' } });
    apollo.mockClear();
    await graph.store.moveSources([]);
    const { data } = JSON.parse((await ask({ query, variables: { id: 'anatase-TiO2' } })).text);
    expect(data).toEqual({ crystal: { id: 'anatase-TiO2' }, service: { graphVersion: await graph.store.version() } });
    expect(apollo).not.toHaveBeenCalled();
  });

  test('each form of an answer', async () => {
    const asked = { query: '{ service { version } }' };
    const form = 'application/graphql-response+json';
    expect(await askTwice(asked, form)).toMatchObject({ type: `${form}; charset=utf-8`, byApollo: 0 });
    expect(await askTwice(asked, '*/*')).toMatchObject({ type: 'application/json; charset=utf-8', byApollo: 0 });
    expect(await askTwice(asked, 'text/css')).toMatchObject({ status: 406, byApollo: 1 });
  });

  test('is told in the log what was asked', async () => {
    for (const _ of ['first', 'second']) await ask({ query: ONE, variables: { id: 'rutile-TiO2' } });
    await expect
      .poll(() => requests.slice(-2).map(({ operation, status }) => [operation, status]))
      .toEqual([
        ['One', 200],
        ['One', 200],
      ]);
  });
});

describe('Apollo Server says what is wrong', () => {
  test.each<[string, number, string, Asked]>([
    ['an error beside data', 200, 'CRYSTAL_REFUSED', { query: ONE, variables: { id: 'steel' } }],
    ['a defect', 200, 'INTERNAL_SERVER_ERROR', { query: '{ statistics { crystals } }' }],
    ['a variable of another type', 400, 'BAD_USER_INPUT', { query: ONE, variables: { id: {} } }],
    ['a variable that is missing', 400, 'BAD_USER_INPUT', { query: ONE }],
    ['no operation of the name', 400, 'BAD_USER_INPUT', { query: ONE, operationName: 'Two' }],
  ])('%s', async (_, status, code, asked) => {
    // The document is known, whatever is asked with it.
    await ask({ query: asked.query, variables: { id: 'rutile-TiO2' } });
    const answer = await askTwice(asked);
    expect([answer.status, answer.byApollo]).toEqual([status, 1]);
    expect(JSON.parse(answer.text).errors[0].extensions.code).toBe(code);
  });

  test('a cost that depends on a variable', async () => {
    const query = 'query ($first: Int!) { crystals(first: $first) { nodes { sites { connections { kind } } } } }';
    expect(await askTwice({ query, variables: { first: 1 } })).toMatchObject({ status: 200, byApollo: 0 });
    const { status, byApollo, text } = await askTwice({ query, variables: { first: 100 } });
    expect([status, byApollo]).toEqual([400, 1]);
    expect(JSON.parse(text).errors[0].extensions.limit.name).toBe('cost');
  });

  test('what is made is made once', async () => {
    const asked = { query: '{ a: crystal(id: "steel") { id } crystals(first: 1) { totalCount } }' };
    await ask(asked);
    const projection = vi.spyOn(graph.store, 'projection');
    await ask(asked);
    expect(projection).toHaveBeenCalledTimes(1);
    projection.mockRestore();
  });
});
