/** Kills a command that changes an embedded graph. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { runnerImport } from 'vite';
import { openGraph } from '../../../dist/graph/open.js';
import { COMMANDS } from './commands.mjs';
import { runCommand } from './process.mjs';

const NEAR_MILLISECONDS = 20;
const { module: dumping } = await runnerImport(new URL('../../pipeline/graph-dump.ts', import.meta.url).pathname);

export async function killEmbedded({ command, kills, near, first, seed }) {
  const home = mkdtempSync(join(tmpdir(), 'motifgraph-kills-'));
  const generator = xoroshiro128plus(seed);
  const random = (n) => uniformInt(generator, 0, n);
  try {
    const { begin, args, stored, isWhole } = await COMMANDS[command](home);
    const start = (name) => {
      const graph = join(home, name);
      begin(graph);
      return graph;
    };
    const whole = start('unbroken');
    const unbroken = await runCommand(args(whole), home);
    const expected = await dump(whole);
    const counts = { kills: 0, near: 0, first: 0, unopenable: 0, lost: 0, graphs: 0, unequal: 0 };
    while (counts.kills < kills) {
      const graph = start(`graph-${counts.graphs}`);
      const reported = new Set();
      for (let round = 0; ; round++) {
        // The first run of a graph makes its first checkpoints: that of the tables, or that of the first batch.
        const atFirst = round === 0 && counts.first < first;
        const atCheckpoint = atFirst || (counts.near < near && random(2) > 0);
        const left = counts.kills < kills;
        const wait = random(NEAR_MILLISECONDS);
        const which = atFirst ? counts.first % 2 : random(2);
        const result = await runCommand(args(graph), home, {
          during: (child) => {
            if (!left) return;
            if (atCheckpoint) void killAtCheckpoint(child, graph, which, wait);
            else void delay(random(Math.round(unbroken.milliseconds))).then(() => child.kill('SIGKILL'));
          },
        });
        const now = stored(result.stdout);
        counts.lost += now.filter((id) => reported.has(id)).length;
        for (const id of now) reported.add(id);
        if (result.signal === 'SIGKILL') {
          counts.kills++;
          if (atCheckpoint) counts.near++;
          if (atFirst) counts.first++;
          if (isWhole !== undefined && !(await isWhole(graph))) counts.lost++;
          if (counts.kills % 10 === 0) console.log(JSON.stringify(counts));
          continue;
        }
        if (result.status !== 0) {
          counts.unopenable++;
          console.log(`${result.signal ?? result.status}: ${result.stderr.trim().split('\n').slice(-3).join(' ')}`);
        } else {
          const difference = firstDifference(await dump(graph), expected);
          if (difference !== null) {
            counts.unequal++;
            console.log(difference);
          }
        }
        break;
      }
      counts.graphs++;
      rmSync(graph, { recursive: true });
    }
    console.log(JSON.stringify(counts));
    return counts.unopenable + counts.lost + counts.unequal === 0;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Kills a while after the checkpoint of this number (from 0) has begun. */
async function killAtCheckpoint(child, graph, number, milliseconds) {
  for (let begun = -1, before = false; child.exitCode === null && child.signalCode === null; await delay(1)) {
    const now = isCheckpointing(graph);
    if (now && !before && ++begun === number) break;
    before = now;
  }
  await delay(milliseconds);
  child.kill('SIGKILL');
}

function isCheckpointing(graph) {
  if (!existsSync(graph)) return false;
  try {
    return readdirSync(graph, { recursive: true }).some((name) => /\.(shadow|wal\.checkpoint)$/.test(name));
  } catch {
    // A folder went away while it was read.
    return false;
  }
}

async function dump(graph) {
  const store = await openGraph(graph);
  try {
    const crystals = await store.crystals({}, { key: 'id', descending: false }, { limit: 1_000_000 });
    const all = await dumping.dumpOf(
      store,
      crystals.map(({ id }) => id),
    );
    return { ...all, vectors: await store.vectors.digest(), without: await store.vectors.crystalsWithout() };
  } finally {
    await store.close();
  }
}

/** Where two values differ, and how; null where they don't. Sums of broken numbers may differ in their last digits. */
function firstDifference(a, b, path = '') {
  if (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.abs(b)) return null;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') {
    return Object.is(a, b) ? null : `${path}: ${JSON.stringify(a)} instead of ${JSON.stringify(b)}`;
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const difference = firstDifference(a[key], b[key], `${path}.${key}`);
    if (difference !== null) return difference;
  }
  return null;
}
