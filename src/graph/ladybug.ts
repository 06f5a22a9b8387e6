/** The embedded engine: LadybugDB in this process, one file on disk. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Connection, Database, type LbugValue, type PreparedStatement, type QueryResult } from '@ladybugdb/core';
import {
  type Engine,
  type Parameters,
  READ_MILLISECONDS,
  type Row,
  type Run,
  type Statement,
  type Value,
} from './engine.js';
import { GraphError } from './errors.js';
import { inSlices } from './slices.js';

/** Of the buffer pool; what does not fit is read again from disk. */
const BUFFER_BYTES = 1024 ** 3;
/** Address space that is reserved: the default of 8 TiB is refused in containers. */
const LARGEST_DATABASE_BYTES = 2 ** 40;
/**
 * What was committed is written to the database file at once (CHECKPOINT), and what a kill leaves in the log is dropped:
 * LadybugDB 0.19.1 can't read a log that holds a value of more than about 4 KB, and without this would never open again.
 */
const THROW_ON_BROKEN_LOG = false;
const CHECKSUMS = true;
/** The schema makes indexes that a kill can't break. */
const DEFAULT_HASH_INDEX = false;
/** Readers that may run at a time; each connection runs one query at a time. */
const READERS = 4;
/** Statements that a reader keeps prepared; filters make many. */
const MOST_PREPARED = 200;

export async function openLadybug(folder: string): Promise<Engine> {
  const path = join(resolve(folder), 'graph.lbug');
  let database: Database;
  try {
    makeFolder(dirname(path));
    database = new Database(
      path,
      BUFFER_BYTES,
      true,
      false,
      LARGEST_DATABASE_BYTES,
      true,
      undefined,
      THROW_ON_BROKEN_LOG,
      CHECKSUMS,
      DEFAULT_HASH_INDEX,
    );
    await database.init();
  } catch (error) {
    throw openingError(folder, error);
  }
  return new LadybugEngine(database);
}

class LadybugEngine implements Engine {
  readonly name = 'ladybug';
  private readonly writer: Connection;
  private readonly readers: Reader[];
  /** LadybugDB takes one write transaction at a time: each waits for the one before. */
  private lastWrite: Promise<unknown> = Promise.resolve();
  private readonly lastReads: Promise<unknown>[];
  /** Queries under way or waiting, by reader. */
  private readonly waiting: number[];

  constructor(private readonly database: Database) {
    this.writer = new Connection(database);
    this.readers = Array.from({ length: READERS }, () => new Reader(database));
    this.lastReads = this.readers.map(() => Promise.resolve());
    this.waiting = this.readers.map(() => 0);
  }

  read(statement: Statement): Promise<Row[]> {
    const reader = this.waiting.indexOf(Math.min(...this.waiting));
    this.waiting[reader]!++;
    const rows = this.lastReads[reader]!.then(() => this.readers[reader]!.read(statement)).finally(() => {
      this.waiting[reader]!--;
    });
    this.lastReads[reader] = rows.catch(() => undefined);
    return rows;
  }

  write<Answer>(work: (run: Run) => Promise<Answer>): Promise<Answer> {
    const written = this.lastWrite.then(async () => {
      await query(this.writer, 'BEGIN TRANSACTION');
      let answer: Answer;
      try {
        answer = await work((statement) => execute(this.writer, statement));
        await query(this.writer, 'COMMIT');
        await query(this.writer, 'CHECKPOINT');
      } catch (error) {
        // Where the failed statement has ended the transaction already, there is nothing left to roll back.
        await query(this.writer, 'ROLLBACK').catch(() => undefined);
        throw error;
      }
      return answer;
    });
    this.lastWrite = written.catch(() => undefined);
    return written;
  }

  async define(texts: readonly string[]): Promise<void> {
    for (const reader of this.readers) reader.prepared = null;
    try {
      for (const text of texts) await query(this.writer, text);
    } finally {
      for (const reader of this.readers) reader.prepared = new Map();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.lastWrite, ...this.lastReads]);
    for (const connection of [this.writer, ...this.readers]) await connection.close();
    await this.database.close();
  }
}

/** Prepares each statement once, which takes about as long as finding a node by id. */
class Reader {
  /** By text, those not used for longest first. None are kept while tables come and go: one without parameters is bound to
   * the tables that there were. */
  prepared: Map<string, PreparedStatement> | null = new Map();
  private readonly connection: Connection;

  constructor(database: Database) {
    this.connection = new Connection(database);
    this.connection.setQueryTimeout(READ_MILLISECONDS);
  }

  async read({ text, parameters }: Statement): Promise<Row[]> {
    const { prepared } = this;
    const statement = prepared?.get(text) ?? (await prepare(this.connection, text));
    const rows = await rowsOf(await this.connection.execute(statement, encoded(parameters)));
    prepared?.delete(text);
    prepared?.set(text, statement);
    if (prepared !== null && prepared.size > MOST_PREPARED) prepared.delete(prepared.keys().next().value!);
    return rows;
  }

  close(): Promise<void> {
    this.prepared = null;
    return this.connection.close();
  }
}

async function execute(connection: Connection, { text, parameters }: Statement): Promise<Row[]> {
  return rowsOf(await connection.execute(await prepare(connection, text), encoded(parameters)));
}

async function prepare(connection: Connection, text: string): Promise<PreparedStatement> {
  const prepared = await connection.prepare(text);
  if (!prepared.isSuccess()) throw new Error(`${prepared.getErrorMessage()} in ${text}`);
  return prepared;
}

async function query(connection: Connection, text: string): Promise<Row[]> {
  return rowsOf(await connection.query(text));
}

async function rowsOf(result: QueryResult | QueryResult[]): Promise<Row[]> {
  const results = Array.isArray(result) ? result : [result];
  try {
    return await inSlices(rowsIn(results.at(-1)!));
  } finally {
    for (const each of results) each.close();
  }
}

/** Rows are made on this thread, one a step. */
function* rowsIn(result: QueryResult): Generator<void, Row[]> {
  const rows: Row[] = [];
  while (result.hasNext()) {
    rows.push(decoded(result.getNextSync() as LbugValue) as Row);
    yield;
  }
  return rows;
}

function encoded(parameters: Parameters): Record<string, LbugValue> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      name === 'rows' ? encodedRows(value as readonly ParameterRow[]) : (value as LbugValue),
    ]),
  );
}

type ParameterRow = { readonly [column: string]: Value };

/**
 * Numbers go as text that the statement casts: LadybugDB takes the type of a column from its first row, and has no common
 * type for a whole and a broken number. Lists of numbers go as text and stay text.
 */
function encodedRows(rows: readonly ParameterRow[]): LbugValue {
  const columns = Object.keys(rows[0] ?? {});
  const listsOfText = new Set(
    columns.filter((column) =>
      rows.some((row) => Array.isArray(row[column]) && row[column].some((item) => typeof item === 'string')),
    ),
  );
  const field = (column: string, value: Value | undefined): LbugValue => {
    if (typeof value === 'number') return String(value);
    if (Array.isArray(value) && !listsOfText.has(column)) return `[${value.join(',')}]`;
    return (value ?? null) as LbugValue;
  };
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, field(column, row[column])])));
}

/** Whole numbers come as BigInt where they are wide; nodes with their internal id and label, which go. */
function decoded(value: LbugValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(decoded);
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Map) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key === '_id' || key === '_label' ? [] : [[key, decoded(inner as LbugValue)]],
    ),
  );
}

/** Step by step: `recursive` of Node 20 never comes back from a file system that has no room for folders, as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function openingError(folder: string, error: unknown): GraphError {
  const reason = error instanceof Error ? error.message : String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (/lock/i.test(reason)) {
    return new GraphError(
      'LOCKED',
      `The graph in ${folder} is open in another process; stop that one, or name another folder.`,
      { cause: error },
    );
  }
  if (code !== undefined || /permission|read-only|cannot open|not a directory|no space/i.test(reason)) {
    return new GraphError(
      'NOT_WRITABLE',
      `The folder ${folder} can't be written (${reason}); name another one, or change its permissions.`,
      { cause: error },
    );
  }
  return new GraphError(
    'NOT_A_GRAPH',
    `What is in ${folder} can't be opened as a graph (${reason}); name another folder, or remove that one and ingest again.`,
    { cause: error },
  );
}
