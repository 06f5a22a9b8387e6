import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inBatches, mapInOrder, untilAborted } from '../../src/pipeline/stream.js';

async function* numbers(end: number, onPull = (_: number) => {}) {
  for (let i = 0; i < end; i++) {
    onPull(i);
    yield i;
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('mapInOrder', () => {
  it('keeps the order, whichever item is ready first', async () => {
    const results = mapInOrder(numbers(20), 7, async (i) => {
      await delay((i * 7) % 5);
      return i;
    });
    expect(await all(results)).toEqual([...Array(20).keys()]);
  });

  it('works on `ahead` items at once, and on no more while nobody takes results', async () => {
    let pulled = 0;
    let running = 0;
    let most = 0;
    const results = mapInOrder(
      numbers(100, () => pulled++),
      4,
      async (i) => {
        most = Math.max(most, ++running);
        await delay(1);
        running--;
        return i;
      },
    );
    await results.next();
    await delay(30);
    expect(pulled).toBe(4);
    await all(results);
    expect(most).toBe(4);
  });

  it('passes an error on where its item stands', async () => {
    const results = mapInOrder(numbers(5), 3, async (i) => {
      if (i === 2) throw new Error('two');
      return i;
    });
    const seen: number[] = [];
    await expect(async () => {
      for await (const i of results) seen.push(i);
    }).rejects.toThrow('two');
    expect(seen).toEqual([0, 1]);
  });
});

describe('inBatches', () => {
  it('groups by count, the rest last', async () => {
    expect(await all(inBatches(numbers(7), { count: 3 }))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect(await all(inBatches(numbers(0), { count: 3 }))).toEqual([]);
  });

  it('groups by weight', async () => {
    const weight = { of: (i: number) => i, limit: 5 };
    expect(await all(inBatches(numbers(7), { count: 100, weight }))).toEqual([[0, 1, 2, 3], [4, 5], [6]]);
  });

  it('groups by time', async () => {
    const slow = mapInOrder(numbers(4), 1, (i) => delay(30, i));
    expect(await all(inBatches(slow, { count: 100, seconds: 0.045 }))).toEqual([[0, 1, 2], [3]]);
  });
});

describe('untilAborted', () => {
  it('ends without waiting for the item under way', async () => {
    const abort = new AbortController();
    const stuck = mapInOrder(numbers(3), 1, (i) => (i < 2 ? delay(1, i) : new Promise<number>(() => {})));
    const items = all(untilAborted(stuck, abort.signal));
    await delay(30);
    abort.abort();
    expect(await items).toEqual([0, 1]);
  });

  it('passes everything on when nobody aborts', async () => {
    expect(await all(untilAborted(numbers(3), new AbortController().signal))).toEqual([0, 1, 2]);
  });

  it('yields nothing when aborted before', async () => {
    expect(await all(untilAborted(numbers(3), AbortSignal.abort()))).toEqual([]);
  });
});
