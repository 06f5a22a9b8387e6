/** /mcp: who may ask, what is refused, and what is noted. The tools themselves are tested in `test/agents`. */
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import type { FinishedRequest } from '../../src/api/observation.js';
import { parseKeys } from '../../src/api/keys.js';
import { assistant } from '../agents/support.js';
import { serve, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();

const CALL = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'graph_overview', arguments: {} } };

const post = (url: string, message: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify(message),
  });

const connected = (url: string, headers: Record<string, string> = {}) =>
  assistant(new StreamableHTTPClientTransport(new URL(`${url}mcp`), { requestInit: { headers } }));

describe('a message', () => {
  test('needs no session', async () => {
    const response = await post(service.url, CALL);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('17 crystals, ');
  });

  test('comes alone, by POST, as JSON', async () => {
    const batch = await post(service.url, [CALL, CALL]);
    expect(batch.status).toBe(400);
    expect(await batch.text()).toContain('one message at a time');
    const get = await fetch(`${service.url}mcp`, { headers: { accept: 'text/event-stream' } });
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const text = await fetch(`${service.url}mcp`, { method: 'POST', body: 'x' });
    expect(text.status).toBe(415);
    expect((await post(service.url, { jsonrpc: '2.0', id: 1, method: 'nothing/such' })).status).toBeLessThan(500);
    const deep = JSON.parse(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`);
    const nested = await post(service.url, { ...CALL, params: { name: 'graph_overview', arguments: deep } });
    expect([nested.status, await nested.text()]).toEqual([400, expect.stringContaining('nesting')]);
  });

  test('opens no subscription, which would never end', async () => {
    const listen = { jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params: {} };
    const response = await post(service.url, listen);
    expect(await response.text()).toContain('error');
  });
});

test('keys, rates and names of hosts are those of GraphQL', async () => {
  const key = 'a-key-of-ada';
  const requests: FinishedRequest[] = [];
  const guarded = await serve(graph.store, {
    keys: parseKeys(`ada:${key}:6`, 'the keys'),
    logger: { warn: () => {}, error: () => {}, request: (request) => requests.push(request) },
  });
  expect((await post(guarded.url, CALL)).status).toBe(401);
  const { client, call } = await connected(guarded.url, { authorization: `Bearer ${key}` });
  expect(await call('describe_crystal', { id: 'none' })).toMatchObject({ isError: true });
  await client.close();
  expect(requests).toContainEqual(
    expect.objectContaining({ client: 'ada', path: '/mcp', status: 200, codes: ['UNKNOWN_ID'] }),
  );
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) statuses.push((await post(guarded.url, CALL, { authorization: `Bearer ${key}` })).status);
  expect(statuses.at(-1)).toBe(429);
  await guarded.close();
});

test('a graph that does not answer is told within the time of a request', async () => {
  const stuck = Object.create(graph.store, { projection: { value: () => new Promise(() => {}) } });
  const slow = await serve(stuck, { limits: { requestSeconds: 1 } });
  const { client, call } = await connected(slow.url);
  const { isError, text } = await call('find_crystals', { elements: ['Ti'] });
  expect(isError).toBe(true);
  expect(text).toMatch(/requestSeconds/);
  await client.close();
  await slow.close();
});
