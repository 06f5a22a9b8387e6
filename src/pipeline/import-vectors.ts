/** The vectors of a graph's file: as they are, or placed anew by the representation. */
import type { CrystalVectorNode } from '../graph/model.js';
import type { GraphStore } from '../graph/store.js';
import { digestOf } from '../graph/vector-store.js';
import { REPRESENTATION_SETTINGS } from '../representation/representation.js';
import { RepresentationFileError, readRepresentation } from '../representation/representation-file.js';
import { embed } from './embed.js';
import { paged } from './export.js';
import { GraphFileError } from './graph-file.js';
import type { Sections } from './import.js';
import { inBatches } from './stream.js';

export type VectorsOutcome =
  | 'none' // in the file
  | 'stored'
  | 'unchanged'
  | 'kept' // the graph's own, which are of another representation
  | 'placed' // anew, because the file has none
  | 'unreadable' // the representation is of another version
  | 'stopped';

const ROWS_IN_BATCH = 2000;

export async function importVectors(store: GraphStore, entries: Sections): Promise<VectorsOutcome> {
  let representation: Buffer | null = null;
  for await (const { entry, line } of entries.of('representation')) {
    representation = Buffer.from(entry.base64, 'base64');
    if (digestOf(representation) !== entry.digest) {
      throw new GraphFileError(`Line ${line}: The representation does not match its checksum.`);
    }
  }
  const motifs = [];
  for await (const { entry } of entries.of('motifVector')) motifs.push({ id: entry.id, vector: entry.vector });
  if (representation === null) return 'none';
  const own = await store.vectors.digest();
  const isOwn = own === digestOf(representation);
  if (own !== null && (!isOwn || (await store.vectors.crystalsWithout()) === 0)) {
    // To the end mark.
    for await (const _ of entries.of('crystalVector'));
    return isOwn ? 'unchanged' : 'kept';
  }
  if (motifs.length === 0) return placed(store, representation);
  await store.vectors.replace(representation, motifs, vectorsOf(store, entries, isOwn));
  return 'stored';
}

/** Those of the file, and behind them those that other crystals of the graph have. */
async function* vectorsOf(store: GraphStore, entries: Sections, isOwn: boolean): AsyncGenerator<CrystalVectorNode[]> {
  const ids = new Set<string>();
  for await (const batch of inBatches(entries.of('crystalVector'), { count: ROWS_IN_BATCH })) {
    for (const { entry } of batch) ids.add(entry.id);
    yield batch.map(({ entry: { kind, ...vector } }) => vector);
  }
  if (!isOwn) return;
  const others = paged((after) => store.vectors.crystalVectors(after, ROWS_IN_BATCH));
  for await (const batch of inBatches(others, { count: ROWS_IN_BATCH })) {
    yield batch.flatMap(({ id, node }) => (node === null || ids.has(id) ? [] : node));
  }
}

async function placed(store: GraphStore, bytes: Buffer): Promise<VectorsOutcome> {
  try {
    const representation = readRepresentation(bytes);
    if ((await store.countCrystals()) === 0) return 'none';
    await embed({ store, settings: REPRESENTATION_SETTINGS, representation });
    return 'placed';
  } catch (error) {
    if (error instanceof RepresentationFileError) return 'unreadable';
    throw error;
  }
}
