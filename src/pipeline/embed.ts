/** From the graph to what is learned of it, and back: motif vectors, crystal vectors, their maps and clusters. */
import type { CrystalVectorNode, MotifVectorNode } from '../graph/model.js';
import type { GraphStore } from '../graph/store.js';
import type { CrystalMotifs } from '../representation/crystal-motifs.js';
import {
  type CrystalMap,
  Learner,
  type Representation,
  type RepresentationSettings,
} from '../representation/representation.js';
import { writeRepresentation } from '../representation/representation-file.js';
import { crystalVectorNode, storedVector } from './placing.js';

export interface EmbedOptions {
  readonly store: GraphStore;
  readonly settings: RepresentationSettings;
  /** Learned before: places the graph's crystals in its spaces instead of learning from them. */
  readonly representation?: Representation;
  /** Fewer learned motifs are refused. */
  readonly leastMotifs?: number;
  readonly onProgress?: (stage: EmbedStage, share: number) => void;
}

export type EmbedStage = 'reading' | 'learning' | 'mapping' | 'storing';

/** The graph has no crystal to learn from. */
export class EmptyGraphError extends Error {
  override readonly name = 'EmptyGraphError';
  override readonly message = 'The graph has no crystals; ingest some first.';
}

/** Too few motifs are frequent enough to be learned; nothing was stored. */
export class TooFewMotifsError extends Error {
  override readonly name = 'TooFewMotifsError';
  constructor(readonly found: number) {
    super(`${found} motifs occur in enough crystals to be learned.`);
  }
}

const CRYSTALS_IN_BATCH = 512;

/**
 * Learns from all crystals of the graph (or takes what was learned elsewhere), and stores it there with the vectors of
 * every crystal. The graph is read twice, so that its size does not matter to memory.
 *
 * @throws EmptyGraphError, TooFewMotifsError
 */
export async function embed(options: EmbedOptions): Promise<Representation> {
  const { store, settings, representation, leastMotifs = 0, onProgress } = options;
  const report = onProgress ?? (() => {});
  const total = await store.countCrystals();
  if (total === 0) throw new EmptyGraphError();
  const learner = new Learner(settings, total);
  let read = 0;
  report('reading', 0);
  for await (const batch of crystalsOf(store)) {
    for (const crystal of batch) learner.add(crystal);
    read += batch.length;
    report('reading', read / total);
  }
  if (representation === undefined) report('learning', 0);
  const learned = representation ?? learner.learn(await sourceOf(store, total));
  const motifs = learned.motifs.motifs.length;
  if (motifs < leastMotifs) throw new TooFewMotifsError(motifs);
  report('mapping', 0);
  const map = learner.crystalMap(learned, (share) => report('mapping', share));
  report('storing', 0);
  await store.vectors.replace(
    writeRepresentation(learned),
    motifNodes(learned),
    crystalNodes(store, learned, map, (done) => report('storing', done / total)),
  );
  return learned;
}

/** Reads a batch ahead: the database works while what it gave before is used. */
async function* crystalsOf(store: GraphStore): AsyncGenerator<CrystalMotifs[]> {
  let upcoming = store.vectors.crystalMotifs('', CRYSTALS_IN_BATCH);
  try {
    for (;;) {
      const batch = await upcoming;
      if (batch.length === 0) return;
      upcoming = store.vectors.crystalMotifs(batch.at(-1)!.id, CRYSTALS_IN_BATCH);
      // Awaited in the next round: until then a rejection is no unhandled one.
      upcoming.catch(() => {});
      yield batch;
    }
  } finally {
    // Also where the reader broke off: nothing is to be under way when the store closes.
    await upcoming.catch(() => {});
  }
}

/** Those that are named, the largest ones. */
const MOST_DATASETS = 10;

/** `22,420 crystals (mp-oxides, mp-oxides-unlabelled)`. */
async function sourceOf(store: GraphStore, total: number): Promise<string> {
  const largest = [...(await store.crystalsByDataset())].sort(([, a], [, b]) => b - a).slice(0, MOST_DATASETS);
  const datasets = largest.flatMap(([name]) => name ?? []).sort();
  const names = datasets.length === 0 ? '' : ` (${datasets.join(', ')})`;
  return `${total.toLocaleString('en-US')} crystals${names}`;
}

function motifNodes({ motifs }: Representation): MotifVectorNode[] {
  const { dimensions } = motifs.space.state;
  return motifs.motifs.map(({ id }, i) => ({
    id,
    vector: storedVector(motifs.vectors.subarray(i * dimensions, (i + 1) * dimensions)),
  }));
}

async function* crystalNodes(
  store: GraphStore,
  representation: Representation,
  map: CrystalMap,
  onProgress: (done: number) => void,
): AsyncGenerator<CrystalVectorNode[]> {
  let done = 0;
  for await (const batch of crystalsOf(store)) {
    yield batch.map((crystal) => crystalVectorNode(crystal, representation, map));
    done += batch.length;
    onProgress(done);
  }
}
