/** A graph into a file. */
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { inKeyOrder } from '../graph/checksum.js';
import { isWhole } from '../graph/record-store.js';
import type { GraphStore, StoredRow } from '../graph/store.js';
import { SCHEMA_VERSION } from '../graph/tables.js';
import { digestOf } from '../graph/vector-store.js';
import { type Entry, FORMAT_VERSION, graphFileText, type Header } from './graph-file.js';
import { type Guard, writeWhole } from './whole-file.js';

/** What is to be exported does not agree with its checksum, or changes meanwhile. The message is a sentence. */
class ExportError extends Error {
  override readonly name = 'ExportError';
}

/** A graph as the entries of its file. */
export interface GraphEntries {
  readonly header: Header;
  readonly entries: AsyncIterable<Entry>;
}

const CRYSTALS_IN_BATCH = 256;
const ROWS_IN_BATCH = 2000;

/** Everything that the graph stores. @param onProgress crystals so far, of all. */
export async function entriesOf(
  store: GraphStore,
  onProgress: (crystals: number, all: number) => void = () => {},
): Promise<GraphEntries> {
  const ids = await store.records.ids();
  const isCrystal = new Set(ids);
  let sources = 0;
  for await (const _ of sourcesOf(store)) sources++;
  const header: Header = {
    kind: 'graph',
    format: 'motifgraph',
    version: FORMAT_VERSION,
    schemaVersion: SCHEMA_VERSION,
    crystals: ids.length,
    sources,
  };
  async function* entries(): AsyncGenerator<Entry> {
    for await (const source of sourcesOf(store)) if (!isCrystal.has(source.id)) yield { kind: 'source', source };
    for (let begin = 0; begin < ids.length; begin += CRYSTALS_IN_BATCH) {
      const batch = ids.slice(begin, begin + CRYSTALS_IN_BATCH);
      yield* crystalEntries(store, batch);
      onProgress(begin + batch.length, ids.length);
    }
    yield* vectorEntries(store);
  }
  return { header, entries: entries() };
}

async function* crystalEntries(store: GraphStore, ids: readonly string[]): AsyncGenerator<Entry> {
  const stored = await store.records.read(ids);
  const sources = await store.sourcesById(ids);
  for (const [i, id] of ids.entries()) {
    const found = stored.find((item) => item.id === id);
    if (!found?.record || !isWhole(found)) {
      throw new ExportError(
        `The crystal ${id} does not match its checksum: it is damaged or was changed in the meantime; \`motifgraph verify\` tells which.`,
      );
    }
    const source = sources[i] ?? null;
    yield { kind: 'crystal', checksum: found.checksum!, source: source && inKeyOrder(source), ...found.record };
  }
}

async function* vectorEntries(store: GraphStore): AsyncGenerator<Entry> {
  const representation = await store.vectors.representation();
  if (representation === null) return;
  yield { kind: 'representation', digest: digestOf(representation), base64: representation.toString('base64') };
  for await (const row of paged((after) => store.vectors.motifVectors(after, ROWS_IN_BATCH))) {
    yield { kind: 'motifVector', ...whole(row) };
  }
  for await (const row of paged((after) => store.vectors.crystalVectors(after, ROWS_IN_BATCH))) {
    yield { kind: 'crystalVector', ...whole(row) };
  }
  if ((await store.vectors.digest()) !== digestOf(representation)) {
    throw new ExportError('The vectors are damaged or were replaced during the export; export the graph again.');
  }
}

async function* sourcesOf(store: GraphStore) {
  for await (const { id, node } of paged((after) => store.records.sources(after, ROWS_IN_BATCH))) {
    if (node === null)
      throw new ExportError(`The ledger row of ${id} is damaged; run \`motifgraph verify\` to find out what else is.`);
    yield inKeyOrder(node);
  }
}

/** The rows of pages that begin behind an id. */
export async function* paged<Row extends { readonly id: string }>(
  page: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let after = ''; ; ) {
    const rows = await page(after);
    if (rows.length === 0) return;
    yield* rows;
    after = rows.at(-1)!.id;
  }
}

function whole<Node>({ id, node, isWhole }: StoredRow<Node>): Node {
  if (node !== null && isWhole) return node;
  throw new ExportError(`The vector of ${id} is damaged; run \`motifgraph embed\` to create new vectors.`);
}

/** Writes to a stream. */
export async function writeGraph({ header, entries }: GraphEntries, out: Writable): Promise<void> {
  await pipeline(Readable.from(graphFileText(header, entries)), createGzip({ level: 6 }), out);
}

export function writeGraphFile(graph: GraphEntries, file: string, guard?: Guard): Promise<void> {
  return writeWhole(file, (out) => writeGraph(graph, out), guard);
}
