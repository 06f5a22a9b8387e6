/** The graphs of many structures, made once and kept on disk: training reads them again and again. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { deserialize, serialize } from 'node:v8';
import { type DualGraph, GRAPHS_VERSION, type Neighbourhood } from '../amdnet/graphs.js';
import type { Refusal } from '../crystal/crystal.js';
import { ANALYSIS_VERSION } from '../motif/method.js';
import { openSources } from '../sources/open.js';
import { AnalysisPool, type PoolOptions } from './pool.js';
import { eachStructure } from './structures.js';

export type GraphEntry =
  | { readonly ok: true; readonly graph: DualGraph }
  | { readonly ok: false; readonly id: string; readonly refusal: Refusal };

export interface GraphCacheOptions {
  readonly neighbourhood: Neighbourhood;
  /** Of the threads that make graphs which the cache lacks. */
  readonly pool?: PoolOptions;
  readonly folder: string;
  readonly onProgress?: (entries: number, position: number) => void;
}

/** What graphs are made by; files of other versions are of no use any more. */
const METHODS = `${ANALYSIS_VERSION}-${GRAPHS_VERSION}`;

const DAY = 86_400_000;

/** The graphs of the structures at `paths`, in their order; from the cache where neither they nor our methods changed. */
export async function graphsOf(paths: readonly string[], options: GraphCacheOptions): Promise<GraphEntry[]> {
  await mkdir(options.folder, { recursive: true });
  await removeOutdated(options.folder);
  const file = join(options.folder, `${METHODS}-${await keyOf(paths, options.neighbourhood)}.graphs`);
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (isThere) return readFrames(file);
  const part = `${file}.${process.pid}.part`;
  const pool = new AnalysisPool(options.pool);
  try {
    await pipeline(frames(paths, pool, options), createWriteStream(part));
    const entries = await readFrames(part);
    // What ran out of time or memory may have enough of them the next time.
    if (entries.every((entry) => entry.ok || entry.refusal.code !== 'ANALYSIS_FAILED')) await rename(part, file);
    return entries;
  } finally {
    await pool.close();
    await rm(part, { force: true });
  }
}

/** Each entry behind its length, 4 bytes. */
async function* frames(
  paths: readonly string[],
  pool: AnalysisPool,
  { neighbourhood, onProgress }: GraphCacheOptions,
): AsyncGenerator<Buffer> {
  let count = 0;
  const structures = eachStructure(openSources(paths), pool, (task) => pool.graphs({ ...task, neighbourhood }));
  for await (const { id, position, result } of structures) {
    const entry: GraphEntry = result.ok ? result : { ok: false, id, refusal: result.refusal };
    const bytes = serialize(entry);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    yield Buffer.concat([length, bytes]);
    onProgress?.(++count, position);
  }
}

async function readFrames(file: string): Promise<GraphEntry[]> {
  const entries: GraphEntry[] = [];
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 24 })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (at + 4 <= rest.length && at + 4 + rest.readUInt32LE(at) <= rest.length) {
      const length = rest.readUInt32LE(at);
      entries.push(deserialize(rest.subarray(at + 4, at + 4 + length)) as GraphEntry);
      at += 4 + length;
    }
    rest = rest.subarray(at);
  }
  return entries;
}

/** Graphs of former methods, and what runs that were killed left half made. */
async function removeOutdated(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const isOutdated = name.endsWith('.graphs')
      ? !name.startsWith(`${METHODS}-`)
      : name.endsWith('.part') && Date.now() - (await stat(file)).mtimeMs > DAY;
    if (isOutdated) await rm(file, { force: true });
  }
}

/** Of the files' places, sizes and times of change. */
async function keyOf(paths: readonly string[], neighbourhood: Neighbourhood): Promise<string> {
  const hash = createHash('sha256').update(neighbourhood);
  for (const path of paths) await addTo(hash, resolve(path));
  return hash.digest('hex').slice(0, 16);
}

async function addTo(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const found = await stat(path);
  const files = found.isDirectory() ? (await readdir(path, { recursive: true })).sort() : [];
  hash.update(`${path} ${found.size} ${found.mtimeMs}`);
  for (const file of files) {
    const inside = await stat(join(path, file));
    hash.update(`${file} ${inside.size} ${inside.mtimeMs}`);
  }
}
