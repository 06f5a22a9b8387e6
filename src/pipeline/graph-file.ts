/** A whole graph as text: a JSON object a line, compressed. docs/export-format.md describes it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { Origin } from '../crystal/crystal.js';
import type { Reported } from '../crystal/reported.js';
import type { CrystalRecord, CrystalVectorNode, MotifVectorNode, PredictionNode, SourceNode } from '../graph/model.js';

/** Of the format itself; a file of a newer one is refused. */
export const FORMAT_VERSION = 2;

/** The format of what a graph of this schema says. */
export function formatOf(schemaVersion: number): number {
  return schemaVersion < 12 ? 1 : FORMAT_VERSION;
}

export interface Header {
  readonly kind: 'graph';
  readonly format: 'motifgraph';
  readonly version: number;
  /** Of the graph that was exported. */
  readonly schemaVersion: number;
  readonly crystals: number;
  /** Rows of the ledger. */
  readonly sources: number;
}

/** A ledger row without a crystal: a refused structure. */
export interface SourceEntry {
  readonly kind: 'source';
  readonly source: SourceNode;
}

export interface CrystalEntry extends CrystalRecord {
  readonly kind: 'crystal';
  /** Of the record in its canonical form. */
  readonly checksum: string;
  readonly source: SourceNode | null;
}

/** A crystal of an older graph: what its analysis is made anew from. */
export interface StructureEntry {
  readonly kind: 'structure';
  readonly id: string;
  /** CIF. */
  readonly structure: string;
  readonly dataset: string | null;
  /** By which it was analysed, and is to be again. */
  readonly strategy: CrystalRecord['crystal']['strategy'];
  /** Å: within which its symmetry was looked for. */
  readonly symmetryTolerance: number;
  readonly file: string;
  readonly format: CrystalRecord['crystal']['format'];
  readonly block: string | null;
  readonly sha256: string;
  readonly warnings: readonly string[];
  readonly analysisVersion: string;
  readonly predictions: readonly PredictionNode[];
  /** Left out in files of older versions, as `reported` is. */
  readonly origin?: Origin | undefined;
  readonly reported?: readonly Reported[];
  readonly source: SourceNode | null;
}

export interface RepresentationEntry {
  readonly kind: 'representation';
  /** SHA-256 of the bytes. */
  readonly digest: string;
  readonly base64: string;
}

export type MotifVectorEntry = { readonly kind: 'motifVector' } & MotifVectorNode;
export type CrystalVectorEntry = { readonly kind: 'crystalVector' } & CrystalVectorNode;

export type Entry =
  | SourceEntry
  | CrystalEntry
  | StructureEntry
  | RepresentationEntry
  | MotifVectorEntry
  | CrystalVectorEntry;

/** In the order in which they stand in a file. */
const KINDS = ['source', 'crystal', 'structure', 'representation', 'motifVector', 'crystalVector'] as const;

const headerLine = z.object({
  kind: z.literal('graph'),
  format: z.literal('motifgraph'),
  version: z.int(),
  schemaVersion: z.int(),
  crystals: z.int().nonnegative(),
  sources: z.int().nonnegative(),
});
const endLine = z.object({ kind: z.literal('end'), lines: z.int(), sha256: z.string() });
const anyLine = z.object({ kind: z.enum(KINDS) });

/** The file is none of ours, damaged or cut off; the message is a sentence with the line. */
export class GraphFileError extends Error {
  override readonly name = 'GraphFileError';
}

/** The text of a file, with its end mark behind the last entry. */
export async function* graphFileText(header: Header, entries: AsyncIterable<Entry>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let lines = 0;
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    lines++;
    return text;
  };
  yield line(header);
  for await (const entry of entries) yield line(entry);
  yield `${JSON.stringify({ kind: 'end', lines: lines + 1, sha256: hash.digest('hex') })}\n`;
}

/** An entry with the line that it stands in, counted from 1, and the compressed bytes read so far. */
export interface PlacedEntry {
  readonly entry: Entry;
  readonly line: number;
  readonly position: number;
}

export interface GraphFile {
  readonly header: Header;
  /** To be read to its end, which tells whether all of the file has come. @throws GraphFileError */
  readonly entries: AsyncGenerator<PlacedEntry>;
}

/** @throws GraphFileError */
export async function readGraphFile(bytes: Readable): Promise<GraphFile> {
  const lines = textLines(bytes);
  const first = await lines.next();
  const header = headerLine.safeParse(first.done ? null : parsed(first.value));
  if (!header.success) {
    throw new GraphFileError('Line 1: The file was not written by `motifgraph export`.');
  }
  if (header.data.version > FORMAT_VERSION) {
    throw new GraphFileError(
      `Line 1: The file comes from a newer Motifgraph (format ${header.data.version}; this one reads up to ${FORMAT_VERSION}); update Motifgraph.`,
    );
  }
  const hash = createHash('sha256').update(first.value!.bytes);
  return { header: header.data, entries: entriesOf(lines, hash) };
}

/**
 * Reads all of a file, so that nothing of a broken one gets into a graph.
 *
 * @throws GraphFileError
 */
export async function checkGraphFile(file: string): Promise<Header> {
  const { header, entries } = await readGraphFile(createReadStream(file));
  for await (const _ of entries);
  return header;
}

async function* entriesOf(
  lines: AsyncGenerator<Line>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<PlacedEntry> {
  let reached = 0;
  for await (const line of lines) {
    const value = parsed(line);
    const end = endLine.safeParse(value);
    if (end.success) {
      const isWhole = end.data.lines === line.number && end.data.sha256 === hash.digest('hex');
      if (!isWhole) throw new GraphFileError(`Line ${line.number}: The file was changed or damaged (wrong checksum).`);
      const after = await lines.next();
      if (!after.done)
        throw new GraphFileError(`Line ${after.value.number}: There is more text after the end of the graph.`);
      return;
    }
    const known = anyLine.safeParse(value);
    const place = known.success ? KINDS.indexOf(known.data.kind) : -1;
    if (place < reached) throw new GraphFileError(`Line ${line.number}: This line does not belong in a graph file.`);
    reached = place;
    hash.update(line.bytes);
    yield { entry: value as Entry, line: line.number, position: line.position };
  }
  throw new GraphFileError('The file is cut off: its last line, which marks the end, is missing.');
}

interface Line {
  readonly number: number;
  /** With its line feed. */
  readonly bytes: Buffer;
  readonly position: number;
}

function parsed({ number, bytes }: Line): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new GraphFileError(`Line ${number}: This is not JSON; the file is damaged or not a graph.`, { cause: error });
  }
}

const LINE_FEED = 0x0a;

async function* textLines(bytes: Readable): AsyncGenerator<Line> {
  const text = createGunzip();
  let position = 0;
  bytes.on('data', (chunk: Buffer) => {
    position += chunk.length;
  });
  bytes.on('error', (error) => text.destroy(error));
  bytes.pipe(text);
  let number = 1;
  let rest: Buffer[] = [];
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      let begin = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, begin)) {
        yield { number: number++, bytes: Buffer.concat([...rest, chunk.subarray(begin, end + 1)]), position };
        rest = [];
        begin = end + 1;
      }
      if (begin < chunk.length) rest.push(chunk.subarray(begin));
    }
  } catch (error) {
    throw compressionError(error, number);
  } finally {
    bytes.destroy();
  }
  if (rest.length > 0) throw new GraphFileError(`Line ${number}: The file is cut off in the middle of this line.`);
}

function compressionError(error: unknown, line: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return new GraphFileError(`Line ${line}: The file is cut off here.`, { cause: error });
  if (!code?.startsWith('Z_')) return error;
  const message =
    line === 1
      ? 'Line 1: The file was not written by `motifgraph export`, or is damaged.'
      : `Line ${line}: The file is damaged here.`;
  return new GraphFileError(message, { cause: error });
}
