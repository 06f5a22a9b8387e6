/** An ingest that is killed or stopped, at any time, and taken up again ends with the graph of an unbroken one. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import { nearly } from '../graph/nearly.js';
import { emptyNeo4j, leaseNeo4j, settledNeo4j } from '../neo4j/lease.js';
import { dumpOf } from '../pipeline/graph-dump.js';
import { CommandLine, jsonLines, type RunOptions, temporaryFolder } from './command.js';
import { writeMany } from './structures.js';

/**
 * Two batches of the ingest. Two of three files of the first are refused, because each test analyses the rest again and again.
 * Those of the second take longer: they are not all analysed when the first batch has been stored.
 */
const COUNT = 580;
const FIRST_BATCH = 512;
const isAlloy = (i: number) => (i < FIRST_BATCH ? i % 3 !== 0 : i % 20 === 7);
const STORED = Array.from({ length: COUNT }, (_, i) => i).filter((i) => !isAlloy(i)).length;
/** For kills before anything is stored. */
const FEW = 30;
/** Of one test, which starts an ingest up to a dozen times; for slow machines. */
const TIME_LIMIT = 600_000;

const home = temporaryFolder();
const command = new CommandLine(home);
const input = join(home, 'input');
writeMany(input, COUNT, FIRST_BATCH, isAlloy);
const few = join(home, 'few');
writeMany(few, FEW, FEW);
const ids = readdirSync(input).map((name) => name.replace('.cif', ''));

interface Line {
  readonly id: string;
  readonly status?: 'stored' | 'unchanged';
  readonly error?: { readonly code: string };
}

interface Target {
  readonly graph: string;
  readonly env: Record<string, string>;
  /** Makes an empty graph of it. */
  readonly empty: () => Promise<void>;
  /** Waits until nothing that a killed ingest began is under way in it. */
  readonly settled: () => Promise<void>;
}

const neo4j = await leaseNeo4j();

function neo4jTarget(): Target {
  if ('skipReason' in neo4j) throw new Error(neo4j.skipReason);
  const { uri, username, password } = neo4j.server;
  const env = { NEO4J_USERNAME: username, NEO4J_PASSWORD: password };
  return {
    graph: uri,
    env,
    empty: () => emptyNeo4j(neo4j.server),
    settled: () => settledNeo4j(neo4j.server),
  };
}

function ladybugTarget(name: string): Target {
  return { graph: join(home, name), env: {}, empty: async () => {}, settled: async () => {} };
}

function ingest({ graph, env }: Target, during?: RunOptions['during'], folder = input, jobs?: number) {
  // The few are predicted as well; for the many that would take most of the time.
  const rest = [...(folder === few ? [] : ['--no-predictions']), ...(jobs ? ['--jobs', `${jobs}`] : [])];
  return command.run(['ingest', folder, '--graph', graph, '--json', ...rest], { env, ...(during && { during }) });
}

async function dump({ graph, env }: Target) {
  const credentials = { username: env['NEO4J_USERNAME'] ?? '', password: env['NEO4J_PASSWORD'] ?? '' };
  const store = await openGraph(graph, graph.includes('://') ? credentials : undefined);
  try {
    return await dumpOf(store, ids);
  } finally {
    await store.close();
  }
}

/** What a killed run leaves is a graph like any other: all that it reported, with motifs and counts. */
async function expectWhole(target: Target, stored: ReadonlySet<string>): Promise<void> {
  await target.settled();
  const { crystals, parts, motifs } = await dump(target);
  expect(crystals.map(({ id }) => id)).toEqual(expect.arrayContaining([...stored]));
  const counts = new Map<string, number>();
  for (const { motifId } of parts.flatMap(({ contents }) => contents))
    counts.set(motifId, (counts.get(motifId) ?? 0) + 1);
  expect(new Map(motifs.map(({ id, crystalCount }) => [id, crystalCount]))).toEqual(counts);
}

let unbroken: unknown;
let unbrokenFew: unknown;
beforeAll(async () => {
  const target = ladybugTarget('unbroken');
  const { status, stdout } = await ingest(target);
  expect(status).toBe(1);
  expect(jsonLines<Line>(stdout).filter((line) => line.status === 'stored')).toHaveLength(STORED);
  unbroken = await dump(target);
  const other = ladybugTarget('unbroken-few');
  await ingest(other, undefined, few);
  unbrokenFew = await dump(other);
});

/**
 * Ends the process a while after LadybugDB began to checkpoint for so many times. The first checkpoint is that of the empty
 * graph, in a folder of its own; at the third one the pages of a batch are on disk.
 */
async function killInCheckpoint(
  child: ChildProcess,
  graph: string,
  checkpoint: number,
  milliseconds: number,
): Promise<void> {
  for (let begun = 0, before = false; child.exitCode === null && child.signalCode === null; await delay(1)) {
    const now = isCheckpointing(graph);
    if (now && !before && ++begun === checkpoint) break;
    before = now;
  }
  await delay(milliseconds);
  child.kill('SIGKILL');
}

function isCheckpointing(graph: string): boolean {
  if (!existsSync(graph)) return false;
  try {
    return readdirSync(graph, { recursive: true }).some((name) => /\.(shadow|wal\.checkpoint)$/.test(String(name)));
  } catch {
    // A folder went away while it was read.
    return false;
  }
}

it.each([
  [1, 2],
  [2, 2],
  [3, 0],
  [3, 30],
])(
  'LadybugDB survives kill -9 in checkpoint %i after %i ms',
  async (checkpoint, milliseconds) => {
    const target = ladybugTarget(`checkpoint-${checkpoint}-${milliseconds}`);
    const [folder, whole] = checkpoint < 3 ? [few, unbrokenFew] : [input, unbroken];
    const kill = (child: ChildProcess) => void killInCheckpoint(child, target.graph, checkpoint, milliseconds);
    const { signal, stdout } = await ingest(target, kill, folder);
    expect(signal).toBe('SIGKILL');
    const stored = jsonLines<Line>(stdout).filter(({ status }) => status === 'stored');
    await expectWhole(target, new Set(stored.map(({ id }) => id)));
    await ingest(target, undefined, folder);
    expect(await dump(target)).toEqual(nearly(whole));
  },
  TIME_LIMIT,
);

const engines = [
  ['LadybugDB', null, () => ladybugTarget('killed')],
  ['Neo4j', 'skipReason' in neo4j ? neo4j.skipReason : null, neo4jTarget],
] as const;

describe.each(engines)('%s', (name, skipReason, target) => {
  it.skipIf(skipReason !== null)(
    `survives kill -9 at any time${skipReason ? ` (${skipReason})` : ''}`,
    async () => {
      const killed = target();
      await killed.empty();
      const stored = new Set<string>();
      // Each run is killed a little later than the one before: while it starts, opens the graph, analyses and writes.
      for (let milliseconds = 500; ; milliseconds = Math.round(milliseconds * 2)) {
        const result = await ingest(killed, (child) => {
          void delay(milliseconds).then(() => child.kill('SIGKILL'));
        });
        const again = jsonLines<Line>(result.stdout).filter(({ id, status }) => status === 'stored' && stored.has(id));
        expect(again, 'what was reported as stored is stored').toEqual([]);
        for (const { id, status } of jsonLines<Line>(result.stdout)) if (status === 'stored') stored.add(id);
        if (result.signal === null) break;
        await expectWhole(killed, stored);
      }
      expect(await dump(killed)).toEqual(nearly(unbroken));
    },
    TIME_LIMIT,
  );

  it.skipIf(skipReason !== null)(
    `stops at Ctrl-C, and goes on with the same command (${name})`,
    async () => {
      const stopped = name === 'LadybugDB' ? ladybugTarget('stopped') : target();
      await stopped.empty();
      const interrupt = (child: ChildProcess) => void child.stdout!.once('data', () => child.kill('SIGINT'));
      // One thread is not done with the second batch when the first one has been stored.
      const first = await ingest(stopped, interrupt, input, 1);
      expect(first.status).toBe(130);
      expect(first.stderr).toContain(
        'Stopped. Everything counted above is stored; run the same command again to continue.',
      );
      const done = jsonLines<Line>(first.stdout);
      expect(done.length).toBeGreaterThan(0);
      expect(done.length).toBeLessThan(COUNT);
      const second = await ingest(stopped);
      expect(second.status).toBe(1);
      const lines = jsonLines<Line>(second.stdout);
      expect(lines.map(({ id }) => id)).toEqual(ids);
      const wasStored = new Set(done.filter((line) => line.status === 'stored').map(({ id }) => id));
      for (const { id, status } of lines) {
        if (wasStored.has(id)) expect(status).toBe('unchanged');
      }
      expect(await dump(stopped)).toEqual(nearly(unbroken));
    },
    TIME_LIMIT,
  );
});
