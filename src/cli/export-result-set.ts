/** `motifgraph export --format`: the crystals that a filter finds, as a table, records or structures. */
import { readFile } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { GraphQLError } from 'graphql';
import { writeWhole } from '../pipeline/whole-file.js';
import { type ExportRequest, exported } from '../pipeline/result-set/export.js';
import { UsageError, UserError } from './exit.js';
import { openStore } from './graph.js';
import { removedOnInterrupt } from './interrupt.js';
import { counted, duration } from './output.js';

export interface ResultSetOptions {
  readonly graph: string;
  readonly format?: string;
  readonly of?: string;
  /** JSON, or the file with it. */
  readonly filter?: string;
  readonly sort?: string;
  readonly columns?: string;
  /** Standard output without it. */
  readonly out?: string;
}

/** The export of a filter has these, the backup of the whole graph has none of them. */
export const RESULT_SET_OPTIONS = ['format', 'of', 'filter', 'sort', 'columns', 'out'] as const;

export async function exportResultSet(options: ResultSetOptions): Promise<void> {
  const request = await requestOf(options);
  const started = performance.now();
  const store = await openStore(options.graph, 'read');
  try {
    const { crystals, pieces } = await exported(store, request);
    const write = (out: Writable) => pipeline(Readable.from(pieces, { objectMode: false }), out);
    if (options.out === undefined) await write(process.stdout);
    else await writeWhole(options.out, write, removedOnInterrupt);
    const place = options.out === undefined ? '' : ` in ${options.out}`;
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(
      `${counted(crystals, 'crystal')} of ${options.graph} (${request.of})${place}, in ${duration(seconds)}.\n`,
    );
  } finally {
    await store.close();
  }
}

/** @throws UsageError, UserError */
async function requestOf({ format, of, filter, sort, columns }: ResultSetOptions): Promise<ExportRequest> {
  // Loaded here: the backup of a graph needs no GraphQL.
  const [{ buildApiSchema }, { exportRequest }, { DEFAULT_LIMITS }] = await Promise.all([
    import('../api/schema.js'),
    import('../api/export-request.js'),
    import('../api/limits.js'),
  ]);
  const members = {
    ...(format !== undefined && { format }),
    ...(of !== undefined && { of }),
    ...(filter !== undefined && { filter: jsonOf('--filter', await jsonText(filter), '{ "motifs": ["Ti-O:6"] }') }),
    ...(sort !== undefined && { sort: jsonOf('--sort', sort, '[{ "key": "DENSITY" }]') }),
    ...(columns !== undefined && { columns: columns.split(',') }),
  };
  try {
    return exportRequest(members, await buildApiSchema(), DEFAULT_LIMITS);
  } catch (error) {
    if (error instanceof GraphQLError) throw new UsageError(error.message);
    throw error;
  }
}

/** The text itself, or what is in the file or comes in on standard input. */
async function jsonText(filter: string): Promise<string> {
  if (filter.trimStart().startsWith('{')) return filter;
  return (filter === '-' ? text(process.stdin) : readFile(filter, 'utf8')).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOENT' ? 'there is no such file, and it is not JSON' : `it cannot be read (${error.code})`;
    throw new UserError(`The filter ${filter}: ${reason}.`);
  });
}

function jsonOf(option: string, json: string, example: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new UsageError(`${option} is not JSON, such as ${example}.`);
  }
}
