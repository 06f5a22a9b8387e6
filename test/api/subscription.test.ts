/** Changes of the graph, told to those who listen: with the client of the protocol's own library. */
import { type Client, createClient } from 'graphql-sse';
import { afterAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { analysedSample, sourceOf } from '../graph/analysed.js';
import { leaseNeo4j } from '../neo4j/lease.js';
import { openEmptyGraph, type Service, serve } from './support.js';

const QUERY = 'subscription { graphChanged { version crystals { added changed removed } ids } }';
const KEYS = { authorization: 'Bearer nobody' };

interface Change {
  readonly version: string;
  readonly crystals: { readonly added: number; readonly changed: number; readonly removed: number };
  readonly ids: readonly string[];
}

function listen(client: Client): AsyncIterableIterator<{ data?: { graphChanged: Change } | null }> {
  return client.iterate<{ graphChanged: Change }>({ query: QUERY });
}

function clientOf({ url }: Service): Client {
  return createClient({ url: `${url}graphql/stream`, retryAttempts: 0 });
}

async function begun({ url }: Service, headers: Record<string, string> = {}, query = QUERY): Promise<Response> {
  return fetch(`${url}graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
  });
}

/** The store, and when the service has first read what is there: from then on it tells changes. */
function announced(store: GraphStore): { readonly store: GraphStore; readonly read: Promise<void> } {
  let resolve = () => {};
  const read = new Promise<void>((settle) => {
    resolve = settle;
  });
  const records = {
    ids: () => store.records.ids(),
    checksums: async (ids: readonly string[]) => {
      const checksums = await store.records.checksums(ids);
      resolve();
      return checksums;
    },
  };
  const value = (key: string | symbol) => (key === 'records' ? records : Reflect.get(store, key));
  const get = (_: GraphStore, key: string | symbol) => {
    const found = value(key) as unknown;
    return typeof found === 'function' ? found.bind(store) : found;
  };
  return { store: new Proxy(store, { get }), read };
}

async function tells(serving: GraphStore, writing: GraphStore): Promise<void> {
  const { store, read } = announced(serving);
  const service = await serve(store);
  const [rutile, halite] = await analysedSample(['rutile-TiO2', 'periclase-MgO']);
  const client = clientOf(service);
  const changes = listen(client);
  const next = changes.next();
  await read;
  await writing.write([rutile!, halite!], [sourceOf(rutile!), sourceOf(halite!)]);
  const told = (await next).value as { data: { graphChanged: Change } };
  expect(told.data.graphChanged).toMatchObject({
    crystals: { added: 2, changed: 0, removed: 0 },
    ids: ['periclase-MgO', 'rutile-TiO2'],
  });
  const { service: about } = await service.data('{ service { graphVersion } }');
  expect(about.graphVersion).toBe(told.data.graphChanged.version);
  await writing.write([], [], ['rutile-TiO2']);
  const gone = (await changes.next()).value as { data: { graphChanged: Change } };
  expect(gone.data.graphChanged).toMatchObject({ crystals: { added: 0, changed: 0, removed: 1 }, ids: [] });
  await changes.return!();
  client.dispose();
  await service.close();
}

const neo4j = await leaseNeo4j();
const skipReason = 'skipReason' in neo4j ? neo4j.skipReason : null;

describe('the subscription', () => {
  it('tells what is written into an embedded graph', async () => {
    const graph = await openEmptyGraph();
    await tells(graph.store, graph.store);
    await graph.close();
  });

  it.skipIf(skipReason !== null)(
    `tells what another process writes into Neo4j${skipReason ? ` (${skipReason})` : ''}`,
    async () => {
      if ('skipReason' in neo4j) return;
      const { uri, ...credentials } = neo4j.server;
      const [store, other] = await Promise.all([openGraph(uri, credentials), openGraph(uri, credentials)]);
      await tells(store, other);
      await Promise.all([store.close(), other.close()]);
    },
  );

  describe('at its address', async () => {
    const graph = await openEmptyGraph();
    const service = await serve(graph.store);
    afterAll(() => graph.close());

    it.each([
      ['a query', '{ service { version } }', 400, 'takes subscriptions alone'],
      ['no GraphQL', 'subscription {', 400, 'Syntax Error'],
      ['what is not in the schema', 'subscription { nothing }', 400, 'Cannot query field'],
    ])('refuses %s', async (_, query, status, message) => {
      const response = await begun(service, {}, query);
      expect(response.status).toBe(status);
      expect(await response.text()).toContain(message);
    });

    it('asks for a stream of events', async () => {
      expect((await begun(service, { accept: 'application/json' })).status).toBe(406);
    });

    it('has so many listeners of each client, and ends them with the service', async () => {
      const streams = await Promise.all(Array.from({ length: 20 }, () => begun(service)));
      expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
      const refused = await begun(service);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
      await streams.pop()!.body!.cancel();
      await expect.poll(async () => (await begun(service)).status).toBe(200);
      await service.close();
      expect(await streams[0]!.text()).toContain('event: complete');
    });
  });

  it('asks for keys', async () => {
    const graph = await openEmptyGraph();
    const service = await serve(graph.store, {
      keys: [{ name: 'ada', hash: Buffer.alloc(32), requestsPerMinute: null }],
    });
    expect((await begun(service)).status).toBe(401);
    expect((await begun(service, KEYS)).status).toBe(401);
    await service.close();
    await graph.close();
  });
});
