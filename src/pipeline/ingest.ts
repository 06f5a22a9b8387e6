/** From files into the graph: read, compared with the ledger, analysed, written in batches. */
import type { Crystal, Origin, ReadResult, Refusal, RefusalCode } from '../crystal/crystal.js';
import type { Reported } from '../crystal/reported.js';
import { sha256 } from '../crystal/sha256.js';
import { SYMMETRY_TOLERANCE } from '../crystal/symmetry.js';
import type { CrystalRecord, SourceNode } from '../graph/model.js';
import { isFindable, isSameFile } from '../graph/same-structure.js';
import type { IngestStore } from '../graph/store.js';
import type { Strategy } from '../motif/analysis.js';
import { ANALYSIS_VERSION, methodOf } from '../motif/method.js';
import { placeOf, type SourceFile, type SourceItem, type SourceRefusal } from '../sources/item.js';
import { isStructureName } from '../sources/names.js';
import { nameOfFile } from './identity.js';
import { isStored, type KnownIdentity, Ledger } from './ledger.js';
import { Placing } from './placing.js';
import type { AnalysisPool } from './pool.js';
import { predicted } from './predicted-record.js';
import type { Predictor } from './predictor.js';
import { asReported, renewed, withReported } from './reported-values.js';
import { Seen, type Spared } from './seen.js';
import { inBatches, mapInOrder, untilAborted } from './stream.js';
import type { RecordTask } from './worker.js';

export interface IngestOptions {
  readonly store: IngestStore;
  readonly pool: AnalysisPool;
  readonly sources: AsyncIterable<SourceItem>;
  /** Predicts every crystal; without it none is, and crystals that are stored keep their predictions. */
  readonly predictor?: Predictor;
  /** Name and version of the data set; without it, crystals that are stored keep theirs. */
  readonly dataset?: string;
  /** How ligands are chosen; `simplest` by default. Crystals that are stored by another strategy are analysed again. */
  readonly strategy?: Strategy;
  /** Å: within which symmetry is looked for; `SYMMETRY_TOLERANCE` by default. Crystals stored with another one are analysed again. */
  readonly symmetryTolerance?: number;
  /**
   * Absolute names of the files, folders and archives that the sources come from: what the ledger has of them, and the
   * run did not find there, is taken out of the graph at the end. A run that was broken off takes nothing out.
   */
  readonly prune?: readonly string[];
  /** Takes the crystals out, too, whose files, folders or archives can't be read any more; otherwise they stay. */
  readonly pruneUnreadable?: boolean;
  /** Ends the run after the structures that are analysed by then. */
  readonly signal?: AbortSignal;
}

export type StructureOutcome = {
  readonly id: string;
  readonly file: string;
  /** Where the crystal lay whose place the structure takes: another file, which has the same name in the same data set. */
  readonly replaced?: string;
} /**
 * `unpredicted` crystals were to be predicted, but that failed; the next run tries again. Of `disordered` ones nothing is
 * predicted.
 */ & (
  | { readonly status: 'stored' | 'unchanged'; readonly unpredicted?: true; readonly disordered?: true }
  | { readonly status: 'pruned' }
  /** `kept`: what was stored of it before stays, because it can't be read any more. */
  | { readonly status: 'refused'; readonly refusal: Refusal; readonly kept?: true }
);

/** What a structure's own text is refused for when it is cut off, garbled, or something else altogether. */
const UNREADABLE: ReadonlySet<RefusalCode> = new Set([
  'UNREADABLE',
  'UNKNOWN_FORMAT',
  'SYNTAX',
  'NO_STRUCTURE',
  'NO_CELL',
  'UNKNOWN_ELEMENT',
  'BAD_COORDINATES',
]);

/** What has been committed to the graph. */
export interface IngestedBatch {
  readonly outcomes: readonly StructureOutcome[];
  readonly position: number;
  /** At the end of a run that prunes: what it left in places that are missing, empty, or can't be read. */
  readonly spared?: readonly Spared[];
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
 * not. What could not be opened is reported but not entered: there is no text that a later run could compare. Neither is
 * what can't be read any more while its crystal is kept, so that the ledger says what the graph has.
 */
export async function* ingest(options: IngestOptions): AsyncGenerator<IngestedBatch> {
  const { store, pool, sources, predictor, dataset, signal = new AbortController().signal } = options;
  const {
    prune = [],
    pruneUnreadable = false,
    strategy = 'simplest',
    symmetryTolerance = SYMMETRY_TOLERANCE,
  } = options;
  const ledger = new Ledger(store, dataset, methodOf(strategy, symmetryTolerance), predictor?.model);
  const seen = new Seen();
  const placing = new Placing(store);
  const files = mapInOrder(compared(sources, ledger), pool.jobs + 1, (file) =>
    readCompared(file, pool, ledger, !pruneUnreadable),
  );
  const steps = mapInOrder(withIds(files), CRYSTALS_IN_BATCH, (step) =>
    finished(step, { strategy, symmetryTolerance }, pool, predictor ?? null),
  );
  let position = 0;
  const limits = { count: CRYSTALS_IN_BATCH, seconds: SECONDS_IN_BATCH };
  for await (const batch of inBatches(untilAborted(steps, signal), limits)) {
    const records = batch.flatMap((step) => step.record ?? []);
    const entries = batch.flatMap((step) => step.entry ?? []);
    const gone = batch.flatMap((step) => step.gone ?? []);
    const moved = batch.flatMap((step) => step.moved ?? []);
    if (entries.length + gone.length > 0) {
      await store.write(await asReported(records, store), entries, gone, await placing.place(records));
    }
    if (moved.length > 0) await store.moveSources(moved);
    const sent = new Map(
      batch.flatMap(({ outcome, sent }) => (sent === undefined ? [] : [[outcome.id, sent] as const])),
    );
    await withReported(store, [...sent.keys()], (crystal) => renewed(crystal, sent.get(crystal.id)!, crystal.provider));
    for (const step of batch) {
      if (step.opened) seen.opened(step.outcome.id, step.place);
      else if (step.outcome.status === 'refused') seen.unopened(step.place, step.outcome.refusal.code);
    }
    position = batch.at(-1)!.position;
    yield { outcomes: batch.map((step) => step.outcome), position };
  }
  if (signal.aborted || (prune.length === 0 && !pruneUnreadable)) return;
  const leaving = seen.gone(ledger, { places: prune, keepUnreadable: !pruneUnreadable });
  for (let next = await leaving.next(); ; next = await leaving.next()) {
    if (next.done) {
      yield { outcomes: [], position, spared: next.value };
      return;
    }
    if (signal.aborted) return;
    await store.write(
      [],
      [],
      next.value.map(({ id }) => id),
    );
    yield { outcomes: next.value.map(({ id, file }) => ({ id, file, status: 'pruned' })), position };
  }
}

/** A structure on its way: known from the ledger, refused, or read and to be analysed. */
interface Step {
  readonly identity: KnownIdentity;
  readonly file: string;
  readonly relativeFile: string;
  /** The file's place in the ledger. */
  readonly place: string;
  /** Of a structure that a provider sent. */
  readonly origin?: Origin | undefined;
  readonly reported?: readonly Reported[] | undefined;
  readonly opened: boolean;
  readonly position: number;
  /** Of the structure's own text, or of its file where the structure was refused. */
  readonly sha256: string | null;
  readonly known: SourceNode | null;
  readonly result: ReadResult | null;
  /** Structures that the file held when it was read before, and holds no more. */
  readonly gone?: readonly string[];
  /** Can't be read any more: what is stored of it stays. */
  readonly kept?: boolean;
}

type StepWithId = Step & { readonly id: string };

interface FinishedStep {
  readonly outcome: StructureOutcome;
  readonly place: string;
  readonly opened: boolean;
  /** A structure whose file lay elsewhere when it was read. */
  readonly moved?: SourceNode;
  readonly position: number;
  /** Values that a provider sends today with a crystal that has not changed. */
  readonly sent?: readonly Reported[];
  readonly record?: CrystalRecord;
  readonly entry?: SourceNode;
  readonly gone?: readonly string[];
}

interface ComparedFile {
  readonly source: SourceFile | SourceRefusal;
  readonly sha256: string | null;
  /** Of the structure that has the file's name: the only one, in most files. */
  readonly identity: KnownIdentity;
  /** What the ledger has of the file. */
  readonly ofFile: readonly SourceNode[];
}

/** Looks the files up in the ledger, many at a time. */
async function* compared(sources: AsyncIterable<SourceItem>, ledger: Ledger): AsyncGenerator<ComparedFile> {
  const weight = { of: (source: SourceItem) => (source.ok ? source.content.length : 0), limit: BYTES_IN_QUERY };
  for await (const batch of inBatches(sources, { count: FILES_IN_QUERY, weight, seconds: 1 })) {
    const rows = await ledger.ofPlaces([...new Set(batch.flatMap(({ place }) => place ?? []))]);
    const files = batch.map((source) => {
      const ofFile = (source.place !== undefined && rows.get(source.place)) || [];
      return {
        source: { ...source, id: nameOfFile(source, ofFile) },
        sha256: source.ok ? sha256(source.content) : null,
        ofFile,
      };
    });
    const identities = await ledger.identify(
      files.map(({ source, ...file }) => ({ name: source.id, dataset: datasetOf(source), ...file })),
    );
    for (const [i, file] of files.entries()) yield { ...file, identity: identities[i]! };
  }
}

/** Reads a file unless the ledger has it just so. Structures of a file of several are looked up by their own names. */
async function readCompared(
  { source, sha256, identity, ofFile }: ComparedFile,
  pool: AnalysisPool,
  ledger: Ledger,
  keepUnreadable: boolean,
): Promise<Step[]> {
  const { position, relativeFile } = source;
  const { origin, reported } = source.ok ? source : {};
  const place = placeOf(source);
  const common = { file: fileOf(source), relativeFile, place, origin, reported, opened: source.ok, position };
  if (!source.ok) {
    const kept = keepUnreadable && (await holdsCrystals(source, identity, ofFile, ledger));
    return [{ ...common, identity, sha256, known: null, result: source, kept }];
  }
  const unchanged = knownAs(identity, sha256);
  if (unchanged !== null) return [{ ...common, identity, sha256, known: unchanged, result: null }];
  const results = await pool.read(source);
  const names = results.map(nameOf);
  const shas = results.map((result) => (result.ok ? result.crystal.provenance.sha256 : sha256));
  const identities =
    names.length === 1 && names[0] === source.id
      ? [identity]
      : await ledger.identify(names.map((name, i) => ({ name, sha256: shas[i]!, ofFile, dataset: datasetOf(source) })));
  const isUnreadable = (result: ReadResult) => !result.ok && UNREADABLE.has(result.refusal.code);
  const keeping = keepUnreadable && results.some(isUnreadable);
  // A file that is cut off may lack others as well.
  const gone = keeping ? [] : ofFile.filter(({ name }) => !names.includes(name)).map(({ id }) => id);
  const wholeFile = results.length === 1 && ofFile.some(isStored);
  return results.map((result, i): Step => {
    const own = identities[i]!;
    const wasStored = own.row !== null && isStored(own.row);
    return {
      ...common,
      identity: own,
      sha256: shas[i]!,
      known: knownAs(own, shas[i]!),
      result,
      kept: keeping && isUnreadable(result) && (wholeFile || wasStored),
      ...(i === 0 && { gone }),
    };
  });
}

/** The structure's row, where it says what would come out today. */
function knownAs({ row, isCurrent }: KnownIdentity, sha256: string | null): SourceNode | null {
  return isCurrent && row?.sha256 === sha256 ? row : null;
}

/** Whether crystals are stored of a file, a folder or an archive that can't be opened. */
async function holdsCrystals(
  { place }: SourceRefusal,
  { row }: KnownIdentity,
  ofFile: readonly SourceNode[],
  ledger: Ledger,
): Promise<boolean> {
  if ([...ofFile, ...(row ? [row] : [])].some(isStored)) return true;
  return place !== undefined && !isStructureName(place) && ledger.holdsBelow(place);
}

function datasetOf(source: SourceItem): string | undefined {
  return source.ok ? source.dataset : undefined;
}

function fileOf(source: SourceItem): string {
  return source.ok ? source.file : source.refusal.file;
}

function nameOf(result: ReadResult): string {
  return result.ok ? result.crystal.id : result.id;
}

type Taken = Pick<StepWithId, 'id' | 'file' | 'place'>;

/**
 * Gives the ids, one structure after the other: which one gets the shorter id does not depend on chance. Of two structures
 * with one name in one data set the first is taken, the second refused; of an entry that two addresses lead to, left out.
 */
async function* withIds(files: AsyncIterable<readonly Step[]>): AsyncGenerator<StepWithId> {
  const taken = new Map<string, Taken>();
  const ids = new Set<string>();
  for await (const steps of files) {
    for (const step of steps) {
      const { identity } = step;
      const key = JSON.stringify([identity.dataset, identity.name]);
      const other = taken.get(key);
      const id = identity.ids.find((candidate) => !ids.has(candidate)) ?? identity.ids.at(-1)!;
      const hasText = step.sha256 !== null;
      if (step.origin && other?.place === step.place) continue;
      if (hasText && other !== undefined) {
        yield { ...step, id: other.id, sha256: null, known: null, kept: false, result: duplicate(step, other) };
        continue;
      }
      if (hasText) {
        taken.set(key, { id, file: step.file, place: step.place });
        ids.add(id);
      }
      yield { ...step, id };
    }
  }
}

function duplicate({ identity, file }: Step, other: Taken): ReadResult {
  const message = `The id "${other.id}" was already used by ${other.file} in this run. It is the name of the file without folder and extension: rename one of the two, or ingest them as two data sets.`;
  return { ok: false, id: identity.name, refusal: { code: 'DUPLICATE_ID', message, file } };
}

async function finished(
  step: StepWithId,
  wanted: Pick<RecordTask, 'strategy' | 'symmetryTolerance'>,
  pool: AnalysisPool,
  predictor: Predictor | null,
): Promise<FinishedStep> {
  const { id, identity, file, relativeFile, place, opened, position, sha256, known, result, gone = [], kept } = step;
  const common = { place, opened, position, gone };
  if (known) {
    const hasMoved = known.place !== place && isFindable(place);
    const rest = { ...common, ...(hasMoved && { moved: { ...known, file: relativeFile, place } }) };
    const sent = step.origin && step.reported;
    if (known.refusal === null) return { ...rest, outcome: { id, file, status: 'unchanged' }, ...(sent && { sent }) };
    const { line, ...refusal } = known.refusal;
    const again = { ...refusal, file, ...(line === null ? {} : { line }) };
    return { ...rest, outcome: { id, file, status: 'refused', refusal: again } };
  }
  const { name, dataset } = identity;
  const neighbourhood = predictor?.model.neighbourhood ?? null;
  const analysed = result!.ok
    ? await pool.record({ ...result!, crystal: inGraph(result!.crystal, step), dataset, ...wanted, neighbourhood })
    : result!;
  const block = (result!.ok && result!.crystal.provenance.block) || null;
  const told = { id, file, ...replacedBy(step) };
  const by = { analysisVersion: ANALYSIS_VERSION, method: methodOf(wanted.strategy, wanted.symmetryTolerance) };
  const entry = { id, name, dataset, file: relativeFile, place, block, sha256, ...by };
  if (analysed.ok) {
    const record = analysed.graph ? await predicted(analysed.record, analysed.graph, predictor!) : analysed.record;
    const lacksAll = predictor !== null && record.predictions.length === 0;
    const why = record.crystal.isOrdered ? ({ unpredicted: true } as const) : ({ disordered: true } as const);
    const outcome = { ...told, status: 'stored', ...(lacksAll && why) } as const;
    return { ...common, outcome, record, entry: { ...entry, refusal: null } };
  }
  const { code, message, line = null } = analysed.refusal;
  const refusal = { ...analysed.refusal, file };
  if (sha256 === null || kept) {
    return { ...common, outcome: { id, file, status: 'refused', refusal, ...(kept && { kept }) } };
  }
  const outcome = { ...told, status: 'refused', refusal } as const;
  return { ...common, outcome, entry: { ...entry, refusal: { code, message, line } } };
}

/** The crystal as the graph knows it. */
function inGraph(crystal: Crystal, { id, relativeFile, origin, reported }: StepWithId): Crystal {
  const provenance = { ...crystal.provenance, file: relativeFile, ...(origin && { origin }) };
  return { ...crystal, id, provenance, ...(reported && { reported }) };
}

/** Nothing for a file that was changed, or has moved. */
function replacedBy({ identity: { row }, place, sha256 }: Step): { readonly replaced?: string } {
  const isOther = row !== null && isStored(row) && row.sha256 !== sha256 && !isSameFile(row.place, place);
  return isOther ? { replaced: row.place } : {};
}
