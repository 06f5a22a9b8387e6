/** From files into the graph: read, compared with the ledger, analysed, written in batches. */
import { createHash } from 'node:crypto';
import type { ReadResult, Refusal } from '../crystal/crystal.js';
import type { CrystalRecord, SourceNode } from '../graph/model.js';
import type { GraphStore } from '../graph/store.js';
import { ANALYSIS_VERSION } from '../motif/method.js';
import type { SourceFile, SourceItem, SourceRefusal } from '../sources/item.js';
import type { Forecaster } from './forecaster.js';
import { Ledger } from './ledger.js';
import type { AnalysisPool } from './pool.js';
import { predicted } from './predicted-record.js';
import { inBatches, mapInOrder, untilAborted } from './stream.js';

export interface IngestOptions {
  readonly store: GraphStore;
  readonly pool: AnalysisPool;
  readonly sources: AsyncIterable<SourceItem>;
  /** Predicts every crystal; without it none is, and crystals that are stored keep their predictions. */
  readonly forecaster?: Forecaster;
  /** Name and version of the data set; without it, crystals that are stored keep theirs. */
  readonly dataset?: string;
  /** Ends the run after the structures that are analysed by then. */
  readonly signal?: AbortSignal;
}

export type StructureOutcome = {
  readonly id: string;
  readonly file: string;
} /** `unpredicted` crystals were to be predicted, but that failed; the next run tries again. */ & (
  | { readonly status: 'stored' | 'unchanged'; readonly unpredicted?: true }
  | { readonly status: 'refused'; readonly refusal: Refusal }
);

/** What has been committed to the graph. */
export interface IngestedBatch {
  readonly outcomes: readonly StructureOutcome[];
  readonly position: number;
}

/** Crystals in one transaction: large enough that its cost is spread, small enough that a kill loses seconds. */
const CRYSTALS_IN_BATCH = 512;
const SECONDS_IN_BATCH = 5;
/** Files compared with the ledger in one query, and held at once. */
const FILES_IN_QUERY = 256;
const BYTES_IN_QUERY = 32 * 1024 * 1024;

/**
 * Stores what is new or changed and yields each batch once it is stored. The ledger makes it resumable and idempotent:
 * a structure whose text and analysis version stand there is left alone, stored or refused. Everything goes in the
 * order of the sources, so that a run that was broken off and taken up again ends with the same graph as one that was
 * not. What could not be opened is reported but not entered: there is no text that a later run could compare.
 */
export async function* ingest(options: IngestOptions): AsyncGenerator<IngestedBatch> {
  const { store, pool, sources, forecaster, dataset, signal = new AbortController().signal } = options;
  const ledger = new Ledger(store, dataset, forecaster?.model);
  const files = mapInOrder(compared(sources, ledger), pool.jobs + 1, (file) => readCompared(file, pool, ledger));
  const steps = mapInOrder(withoutDuplicates(files), CRYSTALS_IN_BATCH, (step) =>
    finished(step, pool, forecaster ?? null, dataset ?? null),
  );
  const limits = { count: CRYSTALS_IN_BATCH, seconds: SECONDS_IN_BATCH };
  for await (const batch of inBatches(untilAborted(steps, signal), limits)) {
    const records = batch.flatMap((step) => step.record ?? []);
    const entries = batch.flatMap((step) => step.entry ?? []);
    const gone = batch.flatMap((step) => step.gone ?? []);
    if (entries.length + gone.length > 0) await store.write(records, entries, gone);
    yield { outcomes: batch.map((step) => step.outcome), position: batch.at(-1)!.position };
  }
}

/** A structure on its way: known from the ledger, refused, or read and to be analysed. */
interface Step {
  readonly id: string;
  readonly file: string;
  readonly position: number;
  /** Of the structure's own text, or of its file where the structure was refused. */
  readonly sha256: string | null;
  readonly known: SourceNode | null;
  readonly result: ReadResult | null;
  /** Structures that the file held when it was read before, and holds no more. */
  readonly gone?: readonly string[];
}

interface FinishedStep {
  readonly outcome: StructureOutcome;
  readonly position: number;
  readonly record?: CrystalRecord;
  readonly entry?: SourceNode;
  readonly gone?: readonly string[];
}

interface ComparedFile {
  readonly source: SourceFile | SourceRefusal;
  readonly sha256: string | null;
  readonly known: SourceNode | null;
  readonly idsBefore: readonly string[];
}

/** Looks up the files' ids in the ledger, many at a time: a file that holds one structure has that structure's id. */
async function* compared(sources: AsyncIterable<SourceItem>, ledger: Ledger): AsyncGenerator<ComparedFile> {
  const weight = { of: (source: SourceItem) => (source.ok ? source.content.length : 0), limit: BYTES_IN_QUERY };
  for await (const batch of inBatches(sources, { count: FILES_IN_QUERY, weight, seconds: 1 })) {
    const known = await ledger.lookUp(batch.map((source) => source.id));
    const before = await ledger.idsOfFiles(batch.flatMap((source) => (source.ok ? source.file : [])));
    for (const [i, source] of batch.entries()) {
      const sha256 = source.ok ? createHash('sha256').update(source.content).digest('hex') : null;
      yield { source, sha256, known: known[i] ?? null, idsBefore: (source.ok && before.get(source.file)) || [] };
    }
  }
}

/** Reads a file unless the ledger has it just so. Structures of a file of several are looked up by their own ids. */
async function readCompared({ source, sha256, known, idsBefore }: ComparedFile, pool: AnalysisPool, ledger: Ledger) {
  const { id, position } = source;
  const file = source.ok ? source.file : source.refusal.file;
  if (!source.ok) return [{ id, file, position, sha256, known: null, result: source }];
  if (known && known.sha256 === sha256) return [{ id, file, position, sha256, known, result: null }];
  const results = await pool.read(source);
  const ids = results.map(idOf);
  const rows = ids.length === 1 && ids[0] === id ? [known] : await ledger.lookUp(ids);
  const gone = idsBefore.filter((before) => !ids.includes(before));
  return results.map((result, i): Step => {
    const ownSha256 = result.ok ? result.crystal.provenance.sha256 : sha256;
    const row = rows[i] ?? null;
    return {
      id: ids[i]!,
      file,
      position,
      sha256: ownSha256,
      known: row?.sha256 === ownSha256 ? row : null,
      result,
      ...(i === 0 && { gone }),
    };
  });
}

function idOf(result: ReadResult): string {
  return result.ok ? result.crystal.id : result.id;
}

/** The first of two structures with one id is taken, the second refused: which one is first does not depend on chance. */
async function* withoutDuplicates(files: AsyncIterable<readonly Step[]>): AsyncGenerator<Step> {
  const fileOfId = new Map<string, string>();
  for await (const steps of files) {
    for (const step of steps) {
      const other = fileOfId.get(step.id);
      const opened = step.sha256 !== null;
      if (opened && other === undefined) fileOfId.set(step.id, step.file);
      if (!opened || other === undefined) yield step;
      else yield { ...step, sha256: null, known: null, result: duplicate(step, other) };
    }
  }
}

function duplicate({ id, file }: Step, other: string): ReadResult {
  const message = `The id "${id}" was taken by ${other} in this run. It is the file's name without folder and extension: rename one of the two.`;
  return { ok: false, id, refusal: { code: 'DUPLICATE_ID', message, file } };
}

async function finished(
  step: Step,
  pool: AnalysisPool,
  forecaster: Forecaster | null,
  dataset: string | null,
): Promise<FinishedStep> {
  const { id, file, position, sha256, known, result, gone = [] } = step;
  if (known) {
    if (known.refusal === null) return { position, gone, outcome: { id, file, status: 'unchanged' } };
    const { line, ...refusal } = known.refusal;
    const again = { ...refusal, file, ...(line === null ? {} : { line }) };
    return { position, gone, outcome: { id, file, status: 'refused', refusal: again } };
  }
  const neighbourhood = forecaster?.model.neighbourhood ?? null;
  const analysed = result!.ok ? await pool.record({ ...result!, dataset, neighbourhood }) : result!;
  const block = (result!.ok && result!.crystal.provenance.block) || null;
  const entry = { id, file, block, sha256, analysisVersion: ANALYSIS_VERSION };
  if (analysed.ok) {
    const record = analysed.graph ? await predicted(analysed.record, analysed.graph, forecaster!) : analysed.record;
    const unpredicted = forecaster !== null && record.predictions.length === 0;
    const outcome = { id, file, status: 'stored', ...(unpredicted && { unpredicted }) } as const;
    return { position, gone, outcome, record, entry: { ...entry, refusal: null } };
  }
  const { code, message, line = null } = analysed.refusal;
  const outcome = { id, file, status: 'refused', refusal: analysed.refusal } as const;
  return sha256 === null
    ? { position, gone, outcome }
    : { position, gone, outcome, entry: { ...entry, refusal: { code, message, line } } };
}
