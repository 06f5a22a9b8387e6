/**
 * The structures that somebody has brought. They live in this tab's memory and nowhere else; each is sent to this service
 * for its analysis, which the service forgets.
 */
import { useSyncExternalStore } from 'preact/compat';
import { type ApiError, ApiFailure, ask, queryClient } from '../../graphql/client.js';
import {
  MineLimitsDocument,
  MineSummaryDocument,
  type MineSummaryQuery,
  type Strategy,
} from '../../graphql/generated/operations.js';
import { structureQuestion } from './questions.js';
import { structuresIn } from './structures-in.js';

/** Why the service does not analyse a structure. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** Of the file, counted from 1. */
  readonly line: number | null;
}

export type Summary = NonNullable<MineSummaryQuery['analyzeStructure']>;

export type State =
  | { readonly is: 'waiting' }
  | { readonly is: 'analysed'; readonly summary: Summary; readonly cautions: readonly string[] }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  /** Nothing is told of the structure: the service was busy or away. It can be tried again. */
  | { readonly is: 'failed'; readonly errors: readonly ApiError[] };

export interface Structure {
  readonly key: string;
  /** Of the file. */
  readonly file: string;
  /** Which of several of a file; null where it holds one. */
  readonly part: string | null;
  /** The whole file, of which lines are shown. */
  readonly fileText: string;
  /** Its own part of the file. */
  readonly text: string;
  /** Null where its lines are not those of the file. */
  readonly firstLine: number | null;
  readonly state: State;
}

interface Brought {
  readonly structures: readonly Structure[];
  /** Key of the one that is shown; the first one where it is gone. */
  readonly shown: string | null;
  readonly strategy: Strategy;
  /** On files that were not taken, or not whole. */
  readonly notes: readonly string[];
}

/** Analyses at once: the service has as many processes for them. */
const AT_ONCE = 2;
/** Further ones of a file are left to `motifgraph analyze`, which reads folders. */
const MOST_IN_A_FILE = 50;
/** Of a file, unpacked. */
const MOST_BYTES = 50_000_000;

let brought: Brought = { structures: [], shown: null, strategy: 'SIMPLEST', notes: [] };
let made = 0;
let underWay = 0;
const listeners = new Set<() => void>();

function set(changes: Partial<Brought>): void {
  brought = { ...brought, ...changes };
  for (const listener of listeners) listener();
}

export function useBrought(): Brought {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => brought,
  );
}

/**
 * Files that were dropped or chosen, in any view; the first of their structures is shown. Of one that can not be read
 * a note tells.
 */
export async function bringFiles(files: Iterable<File>): Promise<void> {
  let first: string | null = null;
  for (const file of [...files]) {
    const read = await textOf(file);
    if ('problem' in read) note(`${file.name} ${read.problem}`);
    else {
      const key = bringText(read.text, file.name.replace(/\.gz$/i, ''));
      first ??= key;
    }
  }
  if (first !== null) show(first);
}

/** The first of its structures is shown. @returns its key */
export function bringText(fileText: string, file: string): string {
  const parts = structuresIn(fileText);
  const taken = parts.slice(0, MOST_IN_A_FILE).map(
    ({ part, text, firstLine }): Structure => ({
      key: String(++made),
      file,
      part,
      fileText,
      text,
      firstLine,
      state: { is: 'waiting' },
    }),
  );
  if (parts.length > taken.length) {
    note(
      `${file} holds ${parts.length} structures; the first ${MOST_IN_A_FILE} are here. \`motifgraph analyze\` takes whole files.`,
    );
  }
  set({ structures: [...brought.structures, ...taken], shown: taken[0]!.key });
  analyseNext();
  return taken[0]!.key;
}

function note(text: string): void {
  if (!brought.notes.includes(text)) set({ notes: [...brought.notes, text] });
}

type Read = { readonly text: string } | { readonly problem: string };

/** Unpacked, if it is packed: never more than is taken of a file, however much it would grow to. */
async function textOf(file: File): Promise<Read> {
  const isPacked = /\.gz$/i.test(file.name);
  const problem = `has more than ${megabytes(MOST_BYTES)}, so it was not read. \`motifgraph analyze\` takes it.`;
  if (file.size > MOST_BYTES) return { problem };
  try {
    const stream = isPacked ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
    const text = await textUpTo(stream, MOST_BYTES);
    return text === null ? { problem } : { text };
  } catch {
    return { problem: isPacked ? 'can not be unpacked: it is no whole gzip file.' : 'can not be read.' };
  }
}

/** Null where there is more. */
async function textUpTo(stream: ReadableStream<Uint8Array>, most: number): Promise<string | null> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length;
    if (bytes > most) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

export function show(key: string): void {
  set({ shown: key });
}

export function remove(key: string): void {
  set({ structures: brought.structures.filter((structure) => structure.key !== key) });
}

export function removeAll(): void {
  set({ structures: [], notes: [] });
}

/** All are analysed anew. */
export function chooseStrategy(strategy: Strategy): void {
  if (strategy === brought.strategy) return;
  set({ strategy, structures: brought.structures.map((structure) => ({ ...structure, state: { is: 'waiting' } })) });
  analyseNext();
}

export function tryAgain(key: string): void {
  setState(key, { is: 'waiting' });
  analyseNext();
}

function setState(key: string, state: State): void {
  set({
    structures: brought.structures.map((structure) => (structure.key === key ? { ...structure, state } : structure)),
  });
}

const begun = new Set<string>();

function analyseNext(): void {
  while (underWay < AT_ONCE) {
    const next = brought.structures.find(({ key, state }) => state.is === 'waiting' && !begun.has(key));
    if (next === undefined) return;
    begun.add(next.key);
    underWay++;
    const { strategy } = brought;
    void stateOf(next, strategy).then((state) => {
      begun.delete(next.key);
      underWay--;
      if (strategy === brought.strategy) setState(next.key, state);
      analyseNext();
    });
  }
}

/** Bytes up to which the limit is not asked for before: the service itself tells if it takes less. */
const SMALL = 100_000;

let mostBytes: Promise<number> | undefined;

/** What the service takes at most, bytes; it is told before anything is sent. */
export function largestStructure(): Promise<number> {
  mostBytes ??= ask(MineLimitsDocument, {}).then(
    ({ data }) => data.service?.limits.find(({ name }) => name === 'structureBytes')?.value ?? Number.POSITIVE_INFINITY,
    () => {
      mostBytes = undefined;
      return Number.POSITIVE_INFINITY;
    },
  );
  return mostBytes;
}

async function stateOf(structure: Structure, strategy: Strategy): Promise<State> {
  const { text, firstLine } = structure;
  const bytes = new Blob([text]).size;
  const most = bytes > SMALL ? await largestStructure() : bytes;
  if (bytes > most) {
    const message = `It has ${megabytes(bytes)}; this service takes ${megabytes(most)} at most, so it was not sent. Use \`motifgraph analyze\` for it.`;
    return { is: 'refused', refusal: { code: 'LIMIT_EXCEEDED', message, line: null } };
  }
  try {
    const { summary, errors } = await summaryOf(structure, strategy);
    if (summary == null) return failureOf(errors, firstLine);
    const predicted = (summary.predictions ?? []).flatMap(({ cautions }) => cautions);
    return { is: 'analysed', summary, cautions: [...new Set([...summary.warnings, ...predicted])] };
  } catch (error) {
    if (error instanceof ApiFailure) return failureOf(error.errors, firstLine);
    throw error;
  }
}

/** Of the structure that is shown all is asked at once; what tells of the others is short. */
async function summaryOf(structure: Structure, strategy: Strategy) {
  const { key, text, file: name } = structure;
  if (key !== brought.shown) {
    const { data, errors } = await ask(MineSummaryDocument, { text, name, strategy });
    return { summary: data.analyzeStructure, errors };
  }
  const question = structureQuestion(structure, strategy);
  const { data, errors } = await queryClient.fetchQuery(question);
  // A service that was busy may be asked again.
  if (data.analyzeStructure === null) queryClient.removeQueries({ queryKey: question.queryKey });
  return { summary: data.analyzeStructure, errors };
}

function failureOf(errors: readonly ApiError[], firstLine: number | null): State {
  const refusal = errors.map(({ extensions }) => extensions?.['refusal']).find((given) => given !== undefined);
  if (refusal !== undefined) {
    const { code, message, line } = refusal as Refusal;
    const lineOfFile = line === null || firstLine === null ? null : line + firstLine - 1;
    return { is: 'refused', refusal: { code, message, line: lineOfFile } };
  }
  const [error] = errors;
  if (error?.extensions?.code === 'LIMIT_EXCEEDED') {
    return { is: 'refused', refusal: { code: 'LIMIT_EXCEEDED', message: error.message, line: null } };
  }
  return { is: 'failed', errors };
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
