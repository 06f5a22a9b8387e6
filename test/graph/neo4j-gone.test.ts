/** A Neo4j that goes away, comes back, or comes back as another one, while it is open. */
import { afterAll, describe, expect, test } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import { Doorway } from '../neo4j/doorway.js';
import { emptyNeo4j, leaseNeo4j, runNeo4j } from '../neo4j/lease.js';
import { analysedSample, sourceOf } from './analysed.js';
import { lists } from './lists.js';

const neo4j = await leaseNeo4j();

describe.skipIf('skipReason' in neo4j)(`Neo4j${'skipReason' in neo4j ? ` (${neo4j.skipReason})` : ''}`, async () => {
  if ('skipReason' in neo4j) return;
  const { server } = neo4j;
  const doorway = await Doorway.before(server.uri);
  const records = await analysedSample(['rutile-TiO2']);
  const sources = records.map(sourceOf);
  afterAll(() => doorway.refuse());

  test('that refuses or hangs is told as such, and answers when it is back', async () => {
    const store = await openGraph(doorway.uri, server);
    await store.write(records, sources);
    for (const leave of [() => doorway.refuse(), async () => doorway.hang()]) {
      await leave();
      await expect(store.countCrystals()).rejects.toMatchObject({
        name: 'GraphError',
        code: 'UNREACHABLE',
      });
      await expect(store.ping()).rejects.toMatchObject({ code: 'UNREACHABLE' });
      await doorway.restore();
      expect(await store.countCrystals()).toBe(1);
    }
    await store.close();
  });

  test('is waited for by who has patience, and what was under way is done once', async () => {
    const told: string[] = [];
    let begun = () => {};
    const waiting = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const tell = (sentence: string) => {
      told.push(sentence);
      begun();
    };
    const store = await openGraph(doorway.uri, server, { patience: { milliseconds: 60_000, tell } });
    await doorway.refuse();
    const written = store.write(records, sources);
    await waiting;
    await doorway.restore();
    await written;
    expect(told).toEqual([expect.stringMatching(/does not respond; waiting for it/), 'Neo4j responds again.']);
    expect((await (await lists(store)).motifsById(['Ti-O:6']))[0]).toMatchObject({ crystalCount: 1, siteCount: 2 });
    await store.close();
  });

  test('is waited for no longer than that', async () => {
    const store = await openGraph(doorway.uri, server, { patience: { milliseconds: 1, tell: () => {} } });
    await doorway.refuse();
    await expect(store.write(records, sources)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await doorway.restore();
    await store.close();
  });

  test('that was emptied or holds another graph is no answer', async () => {
    const open = () => openGraph(server.uri, server);
    const replaced = { code: 'REPLACED', message: expect.stringMatching(/emptied|replaced by another/) };
    const [first, second] = [await open(), await open()];
    await runNeo4j(server, "MATCH (m:Meta) SET m.graphId = 'another'");
    await expect(first.write(records, sources)).rejects.toMatchObject(replaced);
    await expect(first.ping()).rejects.toMatchObject(replaced);
    await emptyNeo4j(server);
    await expect(second.write(records, sources)).rejects.toMatchObject(replaced);
    await expect(second.ping()).rejects.toMatchObject(replaced);
    await expect.poll(() => second.countCrystals().catch((error) => error.code)).toBe('REPLACED');
    await Promise.all([first.close(), second.close()]);
  });
});
