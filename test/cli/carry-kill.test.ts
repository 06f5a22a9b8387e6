/** Embed, import and upgrade, killed at any time and taken up again: nothing is lost, and the end is that of an unbroken run. */
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import { analysedSample, predictedAs, sourceOf } from '../graph/analysed.js';
import { schema10Folder } from '../pipeline/schema-10.js';
import { CommandLine, temporaryFolder } from './command.js';
import { writeMany } from './structures.js';

const TIME_LIMIT = 600_000;
const home = temporaryFolder();
const command = new CommandLine(home);
const graph = join(home, 'graph');
const file = join(home, 'graph.jsonl.gz');

beforeAll(async () => {
  writeMany(join(home, 'input'), 300, 300);
  await command.run(['ingest', join(home, 'input'), '--graph', graph, '--no-predictions']);
  await command.run(['embed', '--graph', graph, '--least-crystals', '1']);
  expect((await command.run(['export', file, '--graph', graph])).status).toBe(0);
});

/** Runs until it ends by itself, each time killed later than before. @returns how often it was killed. */
async function killedAgainAndAgain(args: readonly string[], afterKill: () => Promise<void>): Promise<number> {
  let begun = 700;
  for (let kills = 0; ; kills++, begun = Math.round(begun * 2)) {
    const result = await command.run(args, {
      during: (child) => void delay(begun).then(() => child.kill('SIGKILL')),
    });
    if (result.signal === null) {
      expect(result.stderr).not.toContain('motifgraph:');
      expect(result.status).toBe(0);
      return kills;
    }
    await afterKill();
  }
}

async function expectSameFile(place: string): Promise<void> {
  expect((await command.run(['verify', '--graph', place])).status).toBe(0);
  const again = join(home, 'again.jsonl.gz');
  await command.run(['export', again, '--graph', place]);
  expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
}

it(
  'embed leaves the old vectors until the new ones are whole',
  async () => {
    const place = join(home, 'embedded');
    mkdirSync(place);
    copyFileSync(join(graph, 'graph.lbug'), join(place, 'graph.lbug'));
    const old = await openGraph(place);
    const before = await old.vectors.digest();
    const near = await old.vectors.nearestTo('framework', '0001', 5);
    await old.close();
    const args = ['embed', '--graph', place, '--least-crystals', '2', '--seed', '3'];
    const digests = new Set<string | null>();
    const kills = await killedAgainAndAgain(args, async () => {
      const store = await openGraph(place);
      const digest = await store.vectors.digest();
      digests.add(digest);
      expect(digest).not.toBeNull();
      expect(await store.vectors.nearestTo('framework', '0001', 5)).toHaveLength(5);
      if (digest === before) expect(await store.vectors.nearestTo('framework', '0001', 5)).toEqual(near);
      await store.close();
    });
    expect(kills).toBeGreaterThan(1);
    expect(digests).toContain(before);
    expect((await command.run(['verify', '--graph', place])).status).toBe(0);
    await command.run(['embed', '--graph', place, '--least-crystals', '1']);
    await expectSameFile(place);
  },
  TIME_LIMIT,
);

it(
  'import goes on to the graph that was exported',
  async () => {
    const place = join(home, 'imported');
    const kills = await killedAgainAndAgain(['import', file, '--graph', place], async () => {});
    expect(kills).toBeGreaterThan(1);
    await expectSameFile(place);
  },
  TIME_LIMIT,
);

it(
  'upgrade goes on to the graph of an unbroken one',
  async () => {
    const sample = await analysedSample();
    const records = sample.filter((_, i) => i % 3 === 0).map((record) => predictedAs(record, 2));
    const learned = await openGraph(graph);
    const representation = await learned.vectors.representation();
    await learned.close();
    const content = [records, records.map(sourceOf), representation!] as const;
    const files = [];
    for (const name of ['unbroken', 'killed']) {
      const place = join(home, name);
      await schema10Folder(place, ...content);
      const args = ['upgrade', '--graph', place];
      if (name === 'unbroken') expect((await command.run(args)).status).toBe(0);
      else expect(await killedAgainAndAgain(args, async () => {})).toBeGreaterThan(1);
      expect((await command.run(['verify', '--graph', place])).status).toBe(0);
      await command.run(['export', `${place}.jsonl.gz`, '--graph', place]);
      files.push(readFileSync(`${place}.jsonl.gz`));
    }
    // Predictions that are computed together with others differ in the sixth digit.
    expect(files[1]!.length).toBeGreaterThan(0.99 * files[0]!.length);
    rmSync(join(home, 'unbroken'), { recursive: true });
  },
  TIME_LIMIT,
);
