/** When the version of a graph is read again. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Cypher } from '../../src/graph/cypher.js';
import type { Engine } from '../../src/graph/engine.js';
import { KeptVersion, newVersion, timeOfVersion } from '../../src/graph/version.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function keptOver(isShared: boolean) {
  const database = { version: 'one', reads: 0, pings: 0, isThere: true };
  const engine: Engine = {
    name: isShared ? 'neo4j' : 'ladybug',
    readOnly: false,
    isShared,
    read: async () => {
      database.reads++;
      if (!database.isThere) throw new Error('gone');
      return [{ version: database.version }];
    },
    ping: async () => {
      database.pings++;
      if (!database.isThere) throw new Error('gone');
    },
    write: () => Promise.reject(new Error('nothing is written')),
    define: () => Promise.reject(new Error('nothing is defined')),
    guard: () => {},
    close: async () => {},
  };
  return { database, kept: new KeptVersion(engine, new Cypher(engine.name)) };
}

test('what another process writes shows after a second, and is read no more often', async () => {
  const { database, kept } = keptOver(true);
  expect(await kept.version()).toBe('one');
  database.version = 'two';
  vi.advanceTimersByTime(900);
  expect(await kept.version()).toBe('one');
  vi.advanceTimersByTime(200);
  expect([await kept.version(), await kept.version()]).toEqual(['two', 'two']);
  expect(database).toMatchObject({ reads: 2, pings: 0 });
});

test('where nobody else writes it is read once, and looked whether the graph is there', async () => {
  const { database, kept } = keptOver(false);
  for (let second = 0; second < 3; second++) {
    expect(await kept.version()).toBe('one');
    vi.advanceTimersByTime(1100);
  }
  expect(database).toMatchObject({ reads: 1, pings: 2 });
});

test.each([true, false])('what this process writes shows at once (shared: %s)', async (isShared) => {
  const { database, kept } = keptOver(isShared);
  await kept.version();
  database.version = 'two';
  kept.changed();
  expect(await kept.version()).toBe('two');
});

test.each([true, false])('a graph that is gone has no version, until it is back (shared: %s)', async (isShared) => {
  const { database, kept } = keptOver(isShared);
  await kept.version();
  database.isThere = false;
  vi.advanceTimersByTime(1100);
  await expect(kept.version()).rejects.toThrow('gone');
  database.isThere = true;
  expect(await kept.version()).toBe('one');
});

test('a version tells when it was made, and is another one each time', () => {
  const now = Date.parse('2026-11-28T12:34:56.789Z');
  const versions = [newVersion(now), newVersion(now)];
  expect(versions.map(timeOfVersion)).toEqual([new Date(now), new Date(now)]);
  expect(versions[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(versions[0]).not.toBe(versions[1]);
  expect(timeOfVersion('3b241101-e2bb-4255-8caf-4136c566a962')).toBeNull();
});
