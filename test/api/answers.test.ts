/** Answers are counted while they are made, come step by step, and no request takes the service from the others. */
import 'reflect-metadata';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import DataLoader from 'dataloader';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { AnswerMeter, ValuesAtOnce } from '../../src/api/execution/answer-meter.js';
import { Pace } from '../../src/api/execution/pace.js';
import { stringify } from '../../src/api/execution/stringify.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/api/limits.js';
import { partOf } from '../../src/api/parts.js';
import { turn } from '../../src/graph/turns.js';
import { type Service, serve, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();
const services: Service[] = [];
const limited = async (limits: Partial<Limits>) => {
  const limitedService = await serve(graph.store, { limits });
  services.push(limitedService);
  return limitedService;
};
afterAll(() => Promise.all(services.map((each) => each.close())));

const WIDE =
  '{ crystals(first: 50) { nodes { id formula sites { element connections { kind distance partner { element } } } } } }';

function valuesOf(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 1;
  return Object.values(answer).reduce((sum: number, value) => sum + valuesOf(value), 1);
}

describe('an answer', () => {
  test('is counted while it is made, and ended as a whole', async () => {
    const all = await service.data(WIDE);
    const values = valuesOf(all);
    expect(values).toBeGreaterThan(500);
    const { ask } = await limited({ values: 300 });
    const { status, data, errors } = await ask(WIDE);
    expect(status).toBe(200);
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors[0]!.message).toBe(
      'The answer would hold more values than the limit "values" of this server: 300. Request smaller pages or fewer fields.',
    );
    const { name, value, found } = errors[0]!.extensions.limit;
    expect({ name, value }).toEqual({ name: 'values', value: 300 });
    expect(found).toBeGreaterThan(300);
    expect((await ask('{ crystals(first: 5) { nodes { id } } }')).errors).toEqual([]);
  });

  test('passes where its values are as many as the limit allows', async () => {
    const query = '{ crystal(id: "rutile-TiO2") { id elements } }';
    // crystal, id, elements with two items.
    expect((await (await limited({ values: 5 })).ask(query)).errors).toEqual([]);
    const { errors } = await (await limited({ values: 4 })).ask(query);
    expect(errors[0]!.extensions.limit).toEqual({ name: 'values', value: 4, found: 5 });
  });

  test('that was ended leaves nothing behind', async () => {
    const { ask } = await limited({ values: 800 });
    const query =
      '{ crystals(first: 20) { nodes { sites { connections { partner { connections { partner { connections { kind } } } } } } } } }';
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = async (requests: number) => {
      for (let i = 0; i < requests; i++) expect((await ask(query)).errors[0]!.extensions.limit.name).toBe('values');
      await delay(100);
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await heap(5);
    // Some 2 MB each while they are made.
    expect((await heap(40)) - before).toBeLessThan(20e6);
  });

  test('shares the number of values with all that are made at the same time', async () => {
    const { ask } = await limited({ valuesAtOnce: 300 });
    const { data, errors } = await ask(WIDE);
    expect(data).toBeNull();
    expect(errors[0]!.extensions).toMatchObject({ code: 'SERVER_BUSY', limit: { name: 'valuesAtOnce', value: 300 } });
    expect((await ask('{ crystals(first: 5) { nodes { id } } }')).errors, 'they are given back').toEqual([]);
  });

  test('that an error has taken the place of is made no further, and gives its values back', async () => {
    const { ask } = await limited({ valuesAtOnce: 3000 });
    // The error is there long before the crystals, and `sites` can't be null.
    const query =
      '{ crystal(id: "rutile-TiO2") { sites(first: -1) { id } similarCrystals(by: MOTIFS, first: 100) { hits { crystal { id formula density } } } } }';
    for (let i = 0; i < 40; i++) expect((await ask(query)).errors[0]!.extensions.code).toBe('BAD_PAGE');
    await delay(500);
    expect((await ask('{ crystals(first: 20) { nodes { id } } }')).errors).toEqual([]);
  });

  test('has the first errors, and says how many there are', async () => {
    const ids = Array.from({ length: 500 }, () => 'rutile-TiO2');
    const query = 'query ($ids: [ID!]!) { crystalsById(ids: $ids) { id sites(first: -1) { id } } }';
    const { data, errors } = await service.ask(query, { ids });
    expect(data.crystalsById).toEqual(ids.map((id) => ({ id, sites: null })));
    expect(errors).toHaveLength(101);
    for (const [i, { path, extensions }] of errors.slice(0, 100).entries()) {
      expect(path).toEqual(['crystalsById', i, 'sites']);
      expect(extensions.code).toBe('BAD_PAGE');
    }
    expect(errors[100]).toMatchObject({
      message: 'The answer has 500 errors, more than the limit "errors" of this server: 100. The others are left out.',
      extensions: { code: 'LIMIT_EXCEEDED', limit: { name: 'errors', value: 100, found: 500 } },
    });
    expect((await service.ask(query, { ids: ids.slice(0, 100) })).errors).toHaveLength(100);
  });

  test('counts fields that fail as values', async () => {
    const { ask } = await limited({ values: 30 });
    const ids = Array.from({ length: 12 }, () => 'rutile-TiO2');
    const query = 'query ($ids: [ID!]!) { crystalsById(ids: $ids) { id sites(first: -1) { id } } }';
    expect((await ask(query, { ids })).errors[0]!.extensions.limit).toEqual({ name: 'values', value: 30, found: 31 });
    expect((await ask(query, { ids: ids.slice(0, 9) })).errors).toHaveLength(9);
  });

  test('has no more bytes than the limit', async () => {
    const query = '{ crystals(first: 50) { nodes { structure } } }';
    const bytes = JSON.stringify(await service.data(query)).length;
    expect((await (await limited({ answerBytes: 2 * bytes })).ask(query)).errors).toEqual([]);
    const { data, errors } = await (await limited({ answerBytes: bytes >> 1 })).ask(query);
    expect(data).toBeNull();
    expect(errors[0]!.message).toContain(`the limit "answerBytes" of this server: ${bytes >> 1}.`);
    expect(errors[0]!.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: 'answerBytes' } });
  });

  test.each([
    ['characters that UTF-8 has several bytes for', '€'.repeat(1000)],
    ['characters that JSON escapes', '\u0001'.repeat(1000)],
    ['halves of characters', '\ud800'.repeat(1000)],
  ])('has %s as they are sent', (_, text) => {
    const bytes = Buffer.byteLength(JSON.stringify({ text }));
    const isWithin = (answerBytes: number) => {
      const meter = new AnswerMeter({ ...DEFAULT_LIMITS, answerBytes }, new ValuesAtOnce(), new Promise(() => {}));
      meter.count('text', text);
      return meter.error === null;
    };
    expect([isWithin(bytes + 50), isWithin(bytes - 50)]).toEqual([true, false]);
  });

  test('has numbers as they are written', async () => {
    const query = '{ crystals { nodes { sites { fingerprint } } } }';
    const bytes = JSON.stringify(await service.data(query)).length;
    expect((await (await limited({ answerBytes: Math.ceil(1.05 * bytes) })).ask(query)).errors).toEqual([]);
    const { errors } = await (await limited({ answerBytes: Math.floor(0.95 * bytes) })).ask(query);
    expect(errors[0]!.extensions.limit.name).toBe('answerBytes');
  });

  test('of the schema about itself counts as well', async () => {
    const { ask } = await limited({ values: 500 });
    const { data, errors } = await ask(getIntrospectionQuery());
    expect(data).toBeNull();
    expect(errors[0]!.extensions.limit.name).toBe('values');
    expect((await service.ask(getIntrospectionQuery())).errors).toEqual([]);
  });

  test('has a time for all of it, with the time that it waits', async () => {
    const slow = new Proxy(graph.store, {
      get: (store, name) =>
        name === 'crystalsById'
          ? async (ids: readonly string[]) => {
              await delay(3000);
              return store.crystalsById(ids);
            }
          : Reflect.get(store, name, store),
    });
    const hurried = await serve(slow, { limits: { requestSeconds: 1, answersAtOnce: 1, answersWaiting: 1 } });
    services.push(hurried);
    const query = '{ crystal(id: "rutile-TiO2") { structure } }';
    const [first, second, third] = await Promise.all([hurried.ask(query), hurried.ask(query), hurried.ask(query)]);
    for (const { data, errors } of [first, second]) {
      expect(data ?? { crystal: null }).toEqual({ crystal: null });
      expect(errors[0]!.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: 'requestSeconds' } });
    }
    expect(third.errors[0]!.extensions).toMatchObject({ code: 'SERVER_BUSY', limit: { name: 'answersWaiting' } });
    expect((await hurried.ask('{ service { version } }')).errors, 'none of them keeps its place').toEqual([]);
  });
});

test('an answer whose time ends while it searches says how the search takes less', async () => {
  const meter = new AnswerMeter({ ...DEFAULT_LIMITS, requestSeconds: 0.02 }, new ValuesAtOnce(), new Promise(() => {}));
  meter.startClock();
  await meter.during('This is over.', async () => {});
  const message = meter.during('Take fewer polyhedra.', () => meter.orOver(new Promise(() => {})));
  await expect(message).rejects.toThrow('"requestSeconds" of this server: 0.02 s. Take fewer polyhedra.');
});

describe('long lists', () => {
  const query = (args: string) =>
    `{ crystal(id: "forsterite-Mg2SiO4") { orbitCount sites { connectionCount connections${args} { distance } } } }`;

  test('come in parts, with their totals', async () => {
    const { crystal: whole } = await service.data(query(''));
    expect(whole.orbitCount).toBe(whole.sites.length);
    for (const { connectionCount, connections } of whole.sites) expect(connections).toHaveLength(connectionCount);
    const { crystal: first } = await service.data(query('(first: 2)'));
    const { crystal: rest } = await service.data(query('(first: 1000, after: 2)'));
    for (const [i, { connections }] of whole.sites.entries()) {
      expect([...first.sites[i].connections, ...rest.sites[i].connections]).toEqual(connections);
    }
    const counted = await service.data(
      '{ crystal(id: "forsterite-Mg2SiO4") { sites { edges: connectionCount(kinds: [EDGE]) ligands(first: 1, after: 1) { distance } } } }',
    );
    expect(counted.crystal.sites.map(({ ligands }: { ligands: unknown[] }) => ligands.length)).toEqual([1, 1, 1]);
    expect(counted.crystal.sites.some(({ edges }: { edges: number }) => edges > 0)).toBe(true);
  });

  test('are never cut without a word', async () => {
    const { ask } = await limited({ pageSize: 3 });
    const { errors } = await ask(query(''));
    expect(errors[0]!.message).toMatch(
      /^The list has \d+ items; the limit "pageSize" of this server is 3\. Fetch it in parts: `first: 3`, then `after: 3`\.$/,
    );
    expect((await ask(query('(first: 3)'))).errors).toEqual([]);
    expect((await ask(query('(first: 4)'))).errors[0]!.message).toContain(
      '`first: 4` is more than the limit "pageSize"',
    );
    expect((await ask(query('(first: -1)'))).errors[0]!.extensions.code).toBe('BAD_PAGE');
    expect((await ask(query('(after: -1)'))).errors[0]!.extensions.code).toBe('BAD_PAGE');
  });

  test('have parts behind their end', () => {
    const limits = { pageSize: 3 } as Limits;
    expect(partOf([1, 2, 3], { first: 2, after: 5 }, limits)).toEqual([]);
    expect(partOf([1, 2, 3], { after: 5 }, limits)).toEqual([]);
    expect(partOf([1, 2, 3, 4], { after: 1 }, limits)).toEqual([2, 3, 4]);
    expect(partOf([1, 2, 3], { first: 0 }, limits)).toEqual([]);
  });
});

describe('long work', () => {
  const busyFor = (milliseconds: number) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  };

  test('gives the event loop its turn, and goes on in the order in which it waits', async () => {
    await setImmediate();
    await setImmediate();
    expect(turn()).toBeUndefined();
    busyFor(20);
    const order: string[] = [];
    const loop = setImmediate().then(() => order.push('event loop'));
    const resumed = ['one', 'two', 'three'].map((name) => turn()!.then(() => order.push(name)));
    await Promise.all([loop, ...resumed]);
    expect(order.filter((name) => name !== 'event loop')).toEqual(['one', 'two', 'three']);
    await setImmediate();
    expect(turn()).toBeUndefined();
  });

  test('asks the graph once for all of its steps', async () => {
    const pace = new Pace();
    const calls: (readonly number[])[] = [];
    const loader = new DataLoader<number, number>(
      async (keys) => {
        calls.push(keys);
        return [...keys];
      },
      { batchScheduleFn: pace.schedule },
    );
    const items = Array.from({ length: 100 }, (_, i) => i);
    const load = async (item: number | PromiseLike<number>) => {
      const key = await item;
      busyFor(1);
      return loader.load(key);
    };
    expect(await Promise.all(pace.spread(items, 16).map(load))).toEqual(items);
    expect(calls).toEqual([items]);
    expect(await loader.load(1000)).toBe(1000);
  });

  test('begins no list beside one whose items wait by the thousand', async () => {
    const pace = new Pace();
    expect(pace.room(5000)).toBeUndefined();
    const items = pace.spread(Array.from({ length: 5000 }), 16);
    const order: string[] = [];
    const second = pace.room(1)!.then(() => order.push('second list'));
    const steps = [1000, 4990].map((item) => Promise.resolve(items[item]).then(() => order.push(`item ${item}`)));
    await Promise.all([second, ...steps]);
    expect(order).toEqual(['item 1000', 'second list', 'item 4990']);
  });

  test('writes the same JSON step by step', async () => {
    const answer = {
      errors: undefined,
      data: {
        text: 'Å "quoted"\n',
        nothing: null,
        none: [],
        numbers: [1, 2.5, -3e-7],
        rows: Array.from({ length: 100 }, (_, i) => ({ i, inner: [{ a: [] }, { a: [{ b: undefined, c: i }] }, null] })),
        empty: Object.create(null),
      },
    };
    expect(await stringify(answer)).toBe(`${JSON.stringify(answer)}\n`);
    expect(await stringify({ data: null })).toBe('{"data":null}\n');
  });
});
