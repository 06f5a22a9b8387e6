import { describe, expect, it } from 'vitest';
import { Room } from '../../src/api/execution/room.js';

/** Answers that end when they are told to. */
function answers(room: Room) {
  const begun: string[] = [];
  const endings = new Map<string, () => void>();
  const ask = (name: string, values: number) =>
    room.run(values, () => {
      begun.push(name);
      return new Promise<void>((end) => endings.set(name, end));
    });
  const end = async (name: string) => {
    endings.get(name)!();
    // What waits behind it begins some promises later.
    await new Promise(setImmediate);
  };
  return { begun, ask, end };
}

describe('the room for answers', () => {
  it('holds so many of them, the others in their order', async () => {
    const room = new Room({ answers: 2, values: 100 });
    const { begun, ask, end } = answers(room);
    for (const name of ['a', 'b', 'c', 'd']) void ask(name, 1);
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b']);
    expect(room.waiting).toBe(2);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(room.waiting).toBe(0);
  });

  it('holds so many values; small answers pass large ones that wait', async () => {
    const room = new Room({ answers: 10, values: 100 });
    const { begun, ask, end } = answers(room);
    void ask('large', 80);
    void ask('as large', 80);
    void ask('small', 20);
    await new Promise(setImmediate);
    expect(begun).toEqual(['large', 'small']);
    await end('large');
    expect(begun).toEqual(['large', 'small', 'as large']);
  });

  it('takes one that would never fit by itself', async () => {
    const room = new Room({ answers: 10, values: 100 });
    const { begun, ask, end } = answers(room);
    void ask('small', 1);
    void ask('larger than the room', 200);
    await new Promise(setImmediate);
    expect(begun).toEqual(['small']);
    await end('small');
    expect(begun).toEqual(['small', 'larger than the room']);
  });

  it('is free again after one that fails', async () => {
    const room = new Room({ answers: 1, values: 100 });
    await expect(room.run(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await room.run(1, async () => 'next')).toBe('next');
  });
});
