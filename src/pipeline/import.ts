/** A graph's file into a graph. */
import { SYMMETRY_TOLERANCE } from '../crystal/symmetry.js';
import { canonicalRecord, checksumOf, inKeyOrder } from '../graph/checksum.js';
import type { CrystalRecord, SourceNode } from '../graph/model.js';
import { isSameStructure } from '../graph/same-structure.js';
import { SCHEMA_VERSION } from '../graph/tables.js';
import type { GraphStore } from '../graph/store.js';
import { ANALYSIS_VERSION, methodOf } from '../motif/method.js';
import { structureEntry } from './export-old.js';
import {
  type CrystalEntry,
  FORMAT_VERSION,
  type GraphFile,
  GraphFileError,
  type PlacedEntry,
  type SourceEntry,
  type StructureEntry,
} from './graph-file.js';
import { importVectors, type VectorsOutcome } from './import-vectors.js';
import { renewedEntries } from './old-format.js';
import type { Renewal } from './renewal.js';
import { inBatches, mapInOrder, untilAborted } from './stream.js';

export interface ImportOptions {
  readonly store: GraphStore;
  readonly file: GraphFile;
  /** Analyses the structures of older graphs; without it a file that has some is refused. */
  readonly renewal?: Renewal;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  readonly crystals: number;
  /** Compressed bytes that were read. */
  readonly position: number;
}

export interface ImportResult {
  readonly stored: number;
  /** In the graph already, just as the file has them. */
  readonly unchanged: number;
  /** Those that were not stored, with the reason: the graph has another crystal of the id, or its analysis fails. */
  readonly lost: readonly { readonly id: string; readonly message: string }[];
  readonly vectors: VectorsOutcome;
}

const LOOKED_UP = 256;
const LIMITS = { count: 512, seconds: 5 };

type CrystalLine = CrystalEntry | StructureEntry;
type Ready =
  | { readonly entry: CrystalLine; readonly position: number; readonly is: 'unchanged' }
  | { readonly entry: CrystalLine; readonly position: number; readonly is: 'new'; readonly record: CrystalRecord }
  | { readonly entry: CrystalLine; readonly position: number; readonly is: 'lost'; readonly message: string };

/**
 * Stores what the graph lacks, batch by batch: it can be broken off at any time, and the same import goes on. A crystal of
 * the file takes the place of one of the same id if that is the same structure, and is left out otherwise; a refusal of the
 * file takes nothing away.
 *
 * @throws GraphFileError
 */
export async function importGraph(options: ImportOptions): Promise<ImportResult> {
  const { store, file, renewal, signal = new AbortController().signal, onProgress = () => {} } = options;
  const { version, schemaVersion } = file.header;
  const ofFormat = version < FORMAT_VERSION ? renewedEntries(file.entries) : file.entries;
  const upToDate = schemaVersion < SCHEMA_VERSION ? ofOlderSchema(ofFormat) : ofFormat;
  const entries = new Sections(untilAborted(upToDate, signal));
  await importSources(store, entries);
  let stored = 0;
  let unchanged = 0;
  const lost: { id: string; message: string }[] = [];
  const ready = mapInOrder(compared(store, entries), LIMITS.count, (item) => prepared(item, renewal));
  for await (const batch of inBatches(ready, LIMITS)) {
    const added = batch.flatMap((item) => (item.is === 'new' ? item : []));
    const records = added.map(({ record }) => record);
    const sources = added.flatMap(({ entry }) => entry.source ?? []);
    if (records.length > 0) await store.write(records, sources);
    stored += records.length;
    unchanged += batch.filter(({ is }) => is === 'unchanged').length;
    for (const item of batch)
      if (item.is === 'lost')
        lost.push({
          id: item.entry.kind === 'structure' ? item.entry.id : item.entry.crystal.id,
          message: item.message,
        });
    onProgress({ crystals: stored + unchanged + lost.length, position: batch.at(-1)!.position });
  }
  if (signal.aborted) return { stored, unchanged, lost, vectors: 'stopped' };
  const vectors = await importVectors(store, entries);
  return { stored, unchanged, lost, vectors: signal.aborted ? 'stopped' : vectors };
}

/**
 * Records of an older schema lack what is told of crystals now: they are analysed again. Its ledger did not tell the method.
 *
 * @throws GraphFileError
 */
async function* ofOlderSchema(entries: AsyncGenerator<PlacedEntry>): AsyncGenerator<PlacedEntry> {
  for await (const placed of entries) {
    const { entry, line } = placed;
    if (entry.kind === 'crystal') yield { ...placed, entry: structureEntry(recordOf(entry, line), entry.source) };
    // Structures were analysed in one way alone.
    else if (entry.kind === 'structure')
      yield {
        ...placed,
        entry: {
          ...entry,
          strategy: entry.strategy ?? 'simplest',
          symmetryTolerance: entry.symmetryTolerance ?? SYMMETRY_TOLERANCE,
        },
      };
    // They rest on motifs of the older analysis.
    else if (entry.kind === 'motifVector' || entry.kind === 'crystalVector') continue;
    else if (entry.kind === 'source')
      yield { ...placed, entry: { ...entry, source: { ...entry.source, method: entry.source.method ?? null } } };
    else yield placed;
  }
}

/** The entries of a file one kind after the other. */
export class Sections {
  private upcoming: Promise<IteratorResult<PlacedEntry>>;

  constructor(private readonly iterator: AsyncGenerator<PlacedEntry>) {
    this.upcoming = this.next();
  }

  /** The entries of these kinds that come next. */
  async *of<Kind extends PlacedEntry['entry']['kind']>(...kinds: readonly Kind[]) {
    for (;;) {
      const { done, value } = await this.upcoming;
      if (done || !(kinds as readonly string[]).includes(value.entry.kind)) return;
      this.upcoming = this.next();
      yield value as PlacedEntry & { readonly entry: Extract<PlacedEntry['entry'], { readonly kind: Kind }> };
    }
  }

  private next(): Promise<IteratorResult<PlacedEntry>> {
    const next = this.iterator.next();
    // Awaited later: until then a rejection is no unhandled one.
    next.catch(() => {});
    return next;
  }
}

async function importSources(store: GraphStore, entries: Sections): Promise<void> {
  for await (const batch of inBatches(entries.of('source'), { count: LOOKED_UP })) {
    const sources = batch.map(({ entry }) => (entry satisfies SourceEntry).source);
    const ids = sources.map(({ id }) => id);
    const known = await store.sourcesById(ids);
    const crystals = await store.records.checksums(ids);
    const added = sources.filter(
      (source, i) => crystals[i] === null && !isSame(source, known[i]!) && !isOther(source, known[i]!),
    );
    if (added.length > 0) await store.write([], added);
  }
}

interface Compared {
  readonly entry: CrystalLine;
  readonly line: number;
  readonly position: number;
  readonly isKnown: boolean;
  /** Another structure, which has its id. */
  readonly other: SourceNode | null;
}

async function* compared(store: GraphStore, entries: Sections): AsyncGenerator<Compared> {
  for await (const batch of inBatches(entries.of('crystal', 'structure'), { count: LOOKED_UP })) {
    const ids = batch.map(({ entry }) => String(entry.kind === 'crystal' ? entry.crystal?.id : entry.id));
    const [checksums, crystals, sources] = await Promise.all([
      store.records.checksums(ids),
      store.crystalsById(batch.some(({ entry }) => entry.kind === 'structure') ? ids : []),
      store.sourcesById(ids),
    ]);
    for (const [i, { entry, line, position }] of batch.entries()) {
      const source = sources[i] ?? null;
      const hasSource = isSame(renewedSource(entry), source);
      const other = isOther(claimOf(entry), source) ? source : null;
      const isKnown =
        entry.kind === 'crystal' ? checksums[i] === entry.checksum : isAnalysed(entry, crystals[i] ?? null);
      yield { entry, line, position, isKnown: isKnown && hasSource, other };
    }
  }
}

/** Whether an earlier run has analysed this structure. */
function isAnalysed(entry: StructureEntry, crystal: CrystalRecord['crystal'] | null): boolean {
  return (
    crystal !== null &&
    crystal.structure === entry.structure &&
    crystal.dataset === entry.dataset &&
    crystal.method === methodOf(entry.strategy, entry.symmetryTolerance) &&
    crystal.sha256 === entry.sha256 &&
    crystal.analysisVersion === ANALYSIS_VERSION
  );
}

function isSame(one: SourceNode | null, other: SourceNode | null): boolean {
  return checksumOf(one && inKeyOrder(one)) === checksumOf(other && inKeyOrder(other));
}

type Claim = Pick<SourceNode, 'name' | 'dataset' | 'place'>;

/** What the file says that the crystal is; one that was not in a ledger is called by its id. */
function claimOf(entry: CrystalLine): Claim {
  const { id, dataset } = entry.kind === 'crystal' ? entry.crystal : entry;
  return entry.source ?? { name: id, dataset, place: '' };
}

/** Whether the graph's row, of the same id, is of another structure. */
function isOther(claim: Claim, row: SourceNode | null): boolean {
  return row !== null && !isSameStructure(claim, row);
}

/** Whoever ingests the file again is to find the crystal as it was analysed now. */
function renewedSource(entry: CrystalLine): SourceNode | null {
  if (entry.kind === 'crystal' || entry.source === null) return entry.source;
  return {
    ...entry.source,
    analysisVersion: ANALYSIS_VERSION,
    method: methodOf(entry.strategy, entry.symmetryTolerance),
  };
}

async function prepared({ entry, line, position, isKnown, other }: Compared, renewal?: Renewal): Promise<Ready> {
  const record = entry.kind === 'crystal' ? recordOf(entry, line) : null;
  if (other !== null) return { entry, position, is: 'lost', message: takenBy(other) };
  if (isKnown) return { entry, position, is: 'unchanged' };
  if (entry.kind === 'crystal') return { entry, position, is: 'new', record: record! };
  if (renewal === undefined) {
    throw new GraphFileError(`Line ${line}: This structure has to be analysed; use \`motifgraph import\`.`);
  }
  const renewed = { ...entry, source: renewedSource(entry) };
  const result = await renewal.renew(renewed);
  return result.ok
    ? { entry: renewed, position, is: 'new', record: result.record }
    : { entry: renewed, position, is: 'lost', message: result.message };
}

function takenBy({ file, dataset }: SourceNode): string {
  const where = dataset === null ? 'no data set' : `the data set ${dataset}`;
  return `The graph has another structure under this id, ${file} of ${where}, which is kept; import into an empty graph, or ingest the file of this structure.`;
}

/** @throws GraphFileError where it is not what was exported */
function recordOf({ kind, checksum, source, ...record }: CrystalEntry, line: number): CrystalRecord {
  try {
    const canonical = canonicalRecord(record);
    if (checksumOf(canonical) === checksum) return canonical;
  } catch {
    // A part is missing.
  }
  throw new GraphFileError(`Line ${line}: The crystal does not match its checksum; it was changed or damaged.`);
}
