import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfinedProcess } from '../../src/pipeline/confined-process.js';

if (!existsSync(new URL('../../dist/pipeline/tasks.js', import.meta.url))) {
  throw new Error('these tests run compiled modules: npm run build');
}

let confined: ConfinedProcess;
beforeEach(() => {
  const module = new URL('./confined-worker.mjs', import.meta.url);
  confined = new ConfinedProcess({ module, mebibytes: 256, keptMebibytes: 64, yields: false });
});
afterEach(() => confined.close());

const LONG = 60;
const pid = async () => (await confined.run<number>('pid', null, LONG))[0]!;

/** Whether there is such a process. */
function lives(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a process of its own', () => {
  it('does one task after the other, and is not this one', async () => {
    const first = await pid();
    expect(first).not.toBe(process.pid);
    expect(await pid()).toBe(first);
  });

  it('hands over in pieces what a task gives in pieces', async () => {
    expect(await confined.run('pieces', 3, LONG)).toEqual([0, 1, 2]);
  });

  it.each(['buffers', 'webAssembly'])('is ended when it takes more memory than it may: %s', async (name) => {
    const before = await pid();
    await expect(confined.run(name, 1024, LONG)).rejects.toMatchObject({ reason: 'mebibytes' });
    expect(lives(before)).toBe(false);
    expect(await pid()).not.toBe(before);
  });

  it('is ended when its objects take more memory than they may', async () => {
    await expect(confined.run('objects', null, LONG)).rejects.toMatchObject({ reason: 'mebibytes' });
    expect(await pid()).toBeGreaterThan(0);
  });

  it.each(['buffers', 'webAssembly'])('is replaced after a task that it keeps much memory of: %s', async (name) => {
    expect(await confined.run(name, 8, LONG)).toEqual([await pid()]);
    const [grown] = await confined.run<number>(name, 128, LONG);
    expect(await pid()).not.toBe(grown);
    await expect.poll(() => lives(grown!)).toBe(false);
  });

  it('is ended when it takes too long', async () => {
    const before = await pid();
    await expect(confined.run('hang', null, 0.2)).rejects.toMatchObject({ reason: 'seconds' });
    expect(await pid()).not.toBe(before);
  });

  it.each([
    ['exit', /its process ended \(3\)/],
    ['fail', /a defect/],
  ])('that breaks down costs its task alone: %s', async (name, message) => {
    await expect(confined.run(name, null, LONG)).rejects.toMatchObject({
      reason: 'broken',
      message: expect.stringMatching(message),
    });
    expect(await pid()).toBeGreaterThan(0);
  });

  describe('that can not be started', () => {
    const { execPath } = process;
    beforeEach(() => {
      process.execPath = '/nowhere/node';
    });
    afterEach(() => {
      process.execPath = execPath;
    });

    it('costs its task alone', async () => {
      for (const _ of ['first', 'second']) await expect(pid()).rejects.toMatchObject({ reason: 'broken' });
      process.execPath = execPath;
      expect(await pid()).toBeGreaterThan(0);
    });

    it('costs no task that was done before', async () => {
      process.execPath = execPath;
      const grown = await pid();
      // Refused before there is a process.
      process.execPath = '\0';
      expect(await confined.run('buffers', 128, LONG)).toEqual([grown]);
      process.execPath = execPath;
      expect(await pid()).not.toBe(grown);
    });

    it('can be closed', async () => {
      const task = expect(pid()).rejects.toMatchObject({ reason: 'broken' });
      await confined.close();
      await task;
    });
  });

  it('ends when it is closed, whatever it is at', async () => {
    const id = await pid();
    const hanging = expect(confined.run('hang', null, LONG)).rejects.toMatchObject({ reason: 'broken' });
    await confined.close();
    await hanging;
    expect(lives(id)).toBe(false);
    await expect(pid()).rejects.toMatchObject({ reason: 'broken' });
  });
});
