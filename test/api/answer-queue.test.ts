import { afterEach, describe, expect, it, vi } from 'vitest';
import { AnswerQueue, type Place } from '../../src/api/execution/answer-queue.js';

/** Answers that end when they are told to, each of a client of its own unless it is named. */
function answers(queue: AnswerQueue) {
  const begun: string[] = [];
  const endings = new Map<string, () => void>();
  const ask = async (name: string, values: number, how: Partial<Place> = {}) => {
    const ended = new Promise<void>((end) => endings.set(name, end));
    await queue.enter({ client: name, values, isWanted: () => true, ended, ...how });
    begun.push(name);
  };
  const end = async (name: string) => {
    endings.get(name)!();
    // What waits behind it begins some promises later.
    await new Promise(setImmediate);
  };
  return { begun, ask, end };
}

afterEach(() => vi.restoreAllMocks());

describe('the queue of answers', () => {
  it('holds so many of them, the others in their order', async () => {
    const queue = new AnswerQueue({ answers: 2, values: 100 });
    const { begun, ask, end } = answers(queue);
    for (const name of ['a', 'b', 'c', 'd']) void ask(name, 1);
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b']);
    expect(queue.waiting).toBe(2);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(queue.waiting).toBe(0);
  });

  it('holds so many values; small answers pass large ones that wait', async () => {
    const queue = new AnswerQueue({ answers: 10, values: 100 });
    const { begun, ask, end } = answers(queue);
    void ask('large', 80);
    void ask('as large', 80);
    void ask('small', 20);
    await new Promise(setImmediate);
    expect(begun).toEqual(['large', 'small']);
    await end('large');
    expect(begun).toEqual(['large', 'small', 'as large']);
  });

  it('takes one that would never fit by itself', async () => {
    const queue = new AnswerQueue({ answers: 10, values: 100 });
    const { begun, ask, end } = answers(queue);
    void ask('small', 1);
    void ask('larger than the queue', 200);
    await new Promise(setImmediate);
    expect(begun).toEqual(['small']);
    await end('small');
    expect(begun).toEqual(['small', 'larger than the queue']);
  });

  it('gives one client half of it, however long its answers wait', async () => {
    const queue = new AnswerQueue({ answers: 5, values: 100 });
    const { begun, ask, end } = answers(queue);
    for (const name of ['a', 'b', 'c', 'd']) void ask(name, 1, { client: 'greedy' });
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b', 'c']);
    expect([queue.waiting, queue.waitingOf('greedy'), queue.waitingOf('other')]).toEqual([1, 1, 0]);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000);
    void ask('e', 1);
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b', 'c', 'e']);
    await end('e');
    expect(begun).toEqual(['a', 'b', 'c', 'e']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'e', 'd']);
  });

  it('gives one client half of the values', async () => {
    const queue = new AnswerQueue({ answers: 10, values: 100 });
    const { begun, ask } = answers(queue);
    void ask('a', 40, { client: 'greedy' });
    void ask('b', 20, { client: 'greedy' });
    void ask('c', 50);
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'c']);
  });

  it('lets small answers pass a large one for some seconds only', async () => {
    const queue = new AnswerQueue({ answers: 10, values: 100 });
    const { begun, ask, end } = answers(queue);
    void ask('half', 50);
    void ask('large', 80);
    await new Promise(setImmediate);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000);
    void ask('small', 20);
    await new Promise(setImmediate);
    expect(begun).toEqual(['half']);
    await end('half');
    expect(begun).toEqual(['half', 'large', 'small']);
  });

  it('forgets those whose answer nobody waits for any more', async () => {
    const queue = new AnswerQueue({ answers: 1, values: 100 });
    const { begun, ask, end } = answers(queue);
    let isWanted = true;
    void ask('a', 1);
    void ask('given up', 1, { isWanted: () => isWanted });
    void ask('b', 1);
    await new Promise(setImmediate);
    expect(queue.waiting).toBe(2);
    isWanted = false;
    expect(queue.waiting).toBe(1);
    await end('a');
    expect(begun).toEqual(['a', 'b']);
  });

  it('refuses those who wait when it closes', async () => {
    const queue = new AnswerQueue({ answers: 1, values: 100 });
    const { ask } = answers(queue);
    void ask('a', 1);
    const waits = ask('b', 1);
    queue.close(new Error('closed'));
    await expect(waits).rejects.toThrow('closed');
  });
});
