import { afterEach, describe, expect, it } from 'vitest';
import { AnalysisPool } from '../../src/pipeline/pool.js';

const workerFile = new URL('./broken-worker.mjs', import.meta.url);
let pool: AnalysisPool;
afterEach(() => pool.close());

const task = (file: string) => ({ id: file, file, content: new Uint8Array() });
const good = (id: string) => [{ ok: true, crystal: { id }, warnings: [] }];
const failed = (file: string, message: RegExp) => [
  { ok: false, id: file, refusal: { code: 'ANALYSIS_FAILED', file, message: expect.stringMatching(message) } },
];

describe('AnalysisPool', () => {
  it('gives up a structure that takes too long, and goes on with the others', async () => {
    pool = new AnalysisPool({ workerFile, jobs: 2, timeLimitInSeconds: 1 });
    const results = await Promise.all(['hang 1', 'a', 'hang 2', 'b', 'c'].map((file) => pool.read(task(file))));
    expect(results).toEqual([
      failed('hang 1', /^The analysis took longer than 1 s and was stopped/),
      good('a'),
      failed('hang 2', /^The analysis took longer than 1 s/),
      good('b'),
      good('c'),
    ]);
  });

  it('counts the time of a task from its start, not from when it was asked for', async () => {
    pool = new AnalysisPool({ workerFile, jobs: 1, timeLimitInSeconds: 1 });
    const results = await Promise.all(['hang 1', 'hang 2', 'a'].map((file) => pool.read(task(file))));
    expect(results[2]).toEqual(good('a'));
  });

  it.each([
    ['ends its thread', 'exit', /The analysis failed: .*\. Please report this/],
    ['throws', 'throw', /The analysis failed: a defect\. Please report this/],
    ['runs out of memory', 'memory', /The analysis failed: .*memory/],
  ])('refuses a structure whose analysis %s, and goes on', async (_, file, message) => {
    pool = new AnalysisPool({ workerFile, jobs: 1 });
    const results = await Promise.all([file, 'a', 'b'].map((name) => pool.read(task(name))));
    expect(results).toEqual([failed(file, message), good('a'), good('b')]);
  });
});
