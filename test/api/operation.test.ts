/** What the operator sees of requests: a log and metrics. */
import { afterAll, describe, expect, test } from 'vitest';
import { parseKeys } from '../../src/api/keys.js';
import type { FinishedRequest } from '../../src/api/observation.js';
import type { GraphStore } from '../../src/graph/store.js';
import { openFilledGraph, serve } from './support.js';

const KEY = 'key-of-ada-1234567';
const SECRET = 'a-value-of-a-variable';

const graph = await openFilledGraph();
const requests: FinishedRequest[] = [];
const defects: string[] = [];
const logger = {
  warn: () => {},
  error: (message: string) => void defects.push(message),
  request: (request: FinishedRequest) => void requests.push(request),
};
const broken = new Proxy(graph.store, {
  get: (target, name) => {
    if (name === 'statistics') return () => Promise.reject(new TypeError('secret'));
    const value: unknown = Reflect.get(target, name);
    return typeof value === 'function' ? value.bind(target) : value;
  },
}) as GraphStore;
const service = await serve(broken, { logger, keys: parseKeys(`ada:${KEY}`, 'the test') });
afterAll(async () => {
  await service.close();
  await graph.close();
});

const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` };

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Response> {
  return fetch(`${service.url}graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
}

async function noted(response: Response): Promise<FinishedRequest> {
  await response.text();
  const id = response.headers.get('x-request-id');
  return expect
    .poll(() => requests.find(({ requestId }) => requestId === id))
    .toBeDefined()
    .then(() => requests.find(({ requestId }) => requestId === id)!);
}

describe('the log', () => {
  test('has who asked what, how it ended, and how long it took', async () => {
    expect(await noted(await ask('query Polymorphs { crystals { totalCount } }'))).toEqual({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      client: 'ada',
      method: 'POST',
      path: '/graphql',
      operation: 'Polymorphs',
      status: 200,
      milliseconds: expect.any(Number),
      codes: [],
      incidents: [],
      kept: false,
    });
  });

  test('has the codes of errors', async () => {
    const unknown = 'query ($id: ID!) { crystal(id: $id) { id } other: crystal(id: $id) { id } }';
    expect(await noted(await ask(unknown, { id: SECRET }))).toMatchObject({ operation: '', codes: ['UNKNOWN_ID'] });
    expect(await noted(await ask('{'))).toMatchObject({
      operation: null,
      status: 400,
      codes: ['GRAPHQL_PARSE_FAILED'],
    });
    expect(await noted(await fetch(`${service.url}graphql`, { method: 'POST' }))).toMatchObject({
      client: '127.0.0.1',
      status: 401,
      codes: ['UNAUTHENTICATED'],
    });
    expect(await noted(await fetch(`${service.url}%ff`))).toMatchObject({ path: '/%ff', status: 400 });
  });

  test('leads from the number of a defect to its cause', async () => {
    const response = await ask('{ statistics { crystals } }');
    const { errors } = (await response.clone().json()) as { errors: { extensions: { incident: string } }[] };
    const { incident } = errors[0]!.extensions;
    expect(await noted(response)).toMatchObject({ codes: ['INTERNAL_SERVER_ERROR'], incidents: [incident] });
    expect(defects).toEqual([expect.stringContaining(incident)]);
  });

  test('has neither keys nor variables nor what stands behind the question mark', async () => {
    const search = `?query=${encodeURIComponent('query Q($id: ID!) { crystal(id: $id) { id } }')}&variables=${encodeURIComponent(JSON.stringify({ id: SECRET }))}`;
    const response = await fetch(`${service.url}graphql${search}`, {
      headers: { ...headers, 'apollo-require-preflight': 'yes' },
    });
    expect(await noted(response)).toMatchObject({ path: '/graphql', operation: 'Q' });
    const log = JSON.stringify(requests);
    expect(log).not.toContain(SECRET);
    expect(log).not.toContain(KEY);
  });

  test('has a long name of an operation and a long address in short', async () => {
    const named = await noted(await ask(`query ${'Q'.repeat(150)} { __typename }`));
    expect(named.operation).toHaveLength(101);
    expect((await noted(await fetch(`${service.url}${'x'.repeat(5000)}`))).path).toHaveLength(101);
  });
});

describe('/metrics', () => {
  const metrics = async () => {
    const response = await fetch(`${service.url}metrics`, { headers });
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    return response.text();
  };
  const figure = (text: string, series: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.slice(series.length + 1),
    );

  test('is text that Prometheus reads: each value belongs to a metric that is described', async () => {
    const described = new Set<string>();
    for (const line of (await metrics()).split('\n').filter(Boolean)) {
      const type = /^# TYPE (\w+) (counter|gauge|histogram|summary)$/.exec(line);
      if (type) described.add(type[1]!);
      if (line.startsWith('#')) expect(line).toMatch(/^# (TYPE \w+ \w+|HELP \w+ .+)$/);
      else {
        const value =
          /^(\w+?)(_bucket|_sum|_count)?(\{\w+="[^"\n]*"(,\w+="[^"\n]*")*\})? ([\d.e+-]+|NaN|[+-]Inf)$/.exec(line);
        expect(value, line).not.toBeNull();
        expect(described.has(value![1]!) || described.has(`${value![1]}${value![2] ?? ''}`), line).toBe(true);
      }
    }
  });

  test('counts requests by status, errors by code, latencies by operation', async () => {
    const before = await metrics();
    await noted(await ask('query Counted { __typename }'));
    await noted(await ask('query Counted { crystal(id: "x") { id } }'));
    await noted(await ask('{'));
    const after = await metrics();
    const more = (series: string) => figure(after, series) - (figure(before, series) || 0);
    expect(more('motifgraph_http_requests_total{path="/graphql",status="200"}')).toBe(2);
    expect(more('motifgraph_http_requests_total{path="/graphql",status="400"}')).toBe(1);
    expect(more('motifgraph_errors_total{code="UNKNOWN_ID"}')).toBe(1);
    expect(more('motifgraph_operation_duration_seconds_count{operation="Counted"}')).toBe(2);
  });

  test('has the crystals, the queues, the memory, and the delay of the event loop', async () => {
    const text = await metrics();
    expect(figure(text, 'motifgraph_crystals')).toBe(17);
    expect(figure(text, 'motifgraph_queue_length{queue="analyses"}')).toBe(0);
    expect(figure(text, 'motifgraph_queue_length{queue="predictions"}')).toBe(0);
    expect(figure(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(figure(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  test('grows by no name that clients make up', async () => {
    for (let i = 0; i < 150; i++) await noted(await ask(`query Made_up_${i} { __typename }`));
    const names = new Set((await metrics()).match(/operation="[^"]*"/g));
    expect(names.size).toBeLessThanOrEqual(101);
    expect(names).toContain('operation="(others)"');
  });
});

test('/metrics answers while the graph does not', async () => {
  const gone = new Proxy(graph.store, { get: () => () => Promise.reject(new Error('gone')) });
  const other = await serve(gone);
  const text = await (await fetch(`${other.url}metrics`)).text();
  expect(text).toMatch(/^motifgraph_crystals Nan$/im);
  await other.close();
});
