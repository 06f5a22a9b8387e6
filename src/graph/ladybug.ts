/** The embedded engine: LadybugDB in this process, one file on disk. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Connection, Database, type LbugValue, type PreparedStatement, type QueryResult } from '@ladybugdb/core';
import { type Engine, READ_MILLISECONDS, type Row, type Run, type Statement } from './engine.js';
import { GraphError, graphClosed } from './errors.js';
import { clearFinishedCheckpoint, FileWatch, hasLog, keepLog } from './ladybug-files.js';
import { decoded, encoded } from './ladybug-values.js';
import { occupy } from './open-folders.js';
import { inSteps } from './turns.js';

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
/** They are made here, after each change. */
const AUTOMATIC_CHECKPOINTS = false;
/** The schema makes indexes that a kill can't break. */
const DEFAULT_HASH_INDEX = false;
/** Readers that may run at a time; each connection runs one query at a time. */
const READERS = 4;
/** Statements that a reader keeps prepared; filters make many. */
const MOST_PREPARED = 200;

/** @returns the file of the database in the folder of a graph. */
export function databaseIn(folder: string): string {
  return join(resolve(folder), 'graph.lbug');
}

/**
 * Opens the database of a folder, or makes an empty one.
 *
 * @param named the folder that messages name.
 * @throws GraphError LOCKED, NOT_WRITABLE, DISK_FULL, NOT_A_GRAPH
 */
export async function openLadybug(folder: string, readOnly = false, named = folder): Promise<Engine> {
  const file = databaseIn(folder);
  return inFolder(
    folder,
    async () => {
      const leave = occupy(folder, named);
      const database = await openDatabase(file, readOnly).catch((error: unknown) => {
        leave();
        throw error;
      });
      const engine = new LadybugEngine(database, file, readOnly, named, leave);
      try {
        if (!readOnly) await engine.checkpoint();
      } catch (error) {
        await engine.close();
        throw error;
      }
      return engine;
    },
    named,
  );
}

/**
 * Does something in the folder of a graph, which is made where it is missing.
 *
 * @throws GraphError that says what is wrong with the folder or the graph.
 */
export async function inFolder<Answer>(
  folder: string,
  work: () => Answer | Promise<Answer>,
  named = folder,
): Promise<Answer> {
  try {
    makeFolder(resolve(folder));
    return await work();
  } catch (error) {
    throw openingError(named, error);
  }
}

export async function openDatabase(file: string, readOnly: boolean): Promise<Database> {
  const restoreLog = readOnly ? null : keepLog(file);
  let database: Database;
  try {
    database = await openOnce(file, readOnly);
  } catch (error) {
    // Whoever has the database open would have locked it, and the error would be another one.
    if (readOnly || !/\.shadow/.test(String(error)) || !clearFinishedCheckpoint(file)) throw error;
    database = await openOnce(file, readOnly);
  }
  if (restoreLog !== null) {
    await database.close();
    restoreLog();
    database = await openOnce(file, readOnly);
  }
  return database;
}

/**
 * What is written is checkpointed at once. A checkpoint of an empty log, as closing makes one, leaves a database that
 * can't be opened when it is killed: LadybugDB 0.19.1 then looks for a shadow file that it has removed.
 */
async function openOnce(file: string, readOnly: boolean): Promise<Database> {
  const database = new Database(
    file,
    BUFFER_BYTES,
    true,
    readOnly,
    LARGEST_DATABASE_BYTES,
    AUTOMATIC_CHECKPOINTS,
    undefined,
    THROW_ON_BROKEN_LOG,
    CHECKSUMS,
    DEFAULT_HASH_INDEX,
  );
  await database.init();
  if (!readOnly) {
    const connection = new Connection(database);
    await query(connection, 'CALL force_checkpoint_on_close=false');
    await connection.close();
  }
  return database;
}

class LadybugEngine implements Engine {
  readonly name = 'ladybug';
  readonly isShared = false;
  private readonly writer: Connection;
  private readonly readers: readonly Reader[];
  private readonly idle: Reader[];
  /** Reads that wait for a reader. */
  private readonly waiting: { resolve: (reader: Reader) => void; reject: (error: GraphError) => void }[] = [];
  /** LadybugDB takes one write transaction at a time: each waits for the one before. */
  private lastWrite: Promise<unknown> = Promise.resolve();
  private watch: FileWatch | null = null;
  private changing = false;
  /** The log or the database could not be written: closing would try again, and end the process. It stays open. */
  private broken = false;
  /** Settles when it is closed; null before that is asked for. */
  private closed: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly file: string,
    readonly readOnly: boolean,
    private readonly folder: string,
    private readonly leave: () => void,
  ) {
    this.writer = new Connection(database);
    this.readers = Array.from({ length: READERS }, () => new Reader(database));
    this.idle = [...this.readers];
  }

  async read(statement: Statement): Promise<Row[]> {
    if (this.closed !== null) throw graphClosed();
    this.checkFile();
    const reader = await this.nextReader();
    try {
      return await reader.read(statement);
    } catch (error) {
      this.checkFile();
      throw error;
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.idle.push(reader);
      else next.resolve(reader);
    }
  }

  write<Answer>(work: (run: Run) => Promise<Answer>): Promise<Answer> {
    return this.change(async () => {
      await query(this.writer, 'BEGIN TRANSACTION');
      try {
        const answer = await work((statement) => execute(this.writer, statement));
        await query(this.writer, 'COMMIT');
        return answer;
      } catch (error) {
        // Where the failed statement has ended the transaction already, there is nothing left to roll back.
        await query(this.writer, 'ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  define(texts: readonly string[]): Promise<void> {
    return this.change(async () => {
      for (const reader of this.readers) reader.prepared = null;
      try {
        for (const text of texts) await query(this.writer, text);
      } finally {
        for (const reader of this.readers) reader.prepared = new Map();
      }
    });
  }

  guard(): void {
    this.watch = new FileWatch(this.file);
  }

  async ping(): Promise<void> {
    if (this.closed !== null) throw graphClosed();
    this.checkFile();
  }

  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  private async end(): Promise<void> {
    for (const { reject } of this.waiting.splice(0)) reject(graphClosed());
    await this.lastWrite;
    if (this.broken) return;
    // LadybugDB can't be told to break off a read; it does so itself after READ_MILLISECONDS.
    for (const _ of this.readers) await (await this.nextReader()).close();
    await this.writer.close();
    await this.database.close();
    this.watch?.close();
    this.leave();
  }

  private nextReader(): Promise<Reader> {
    const reader = this.idle.pop();
    if (reader !== undefined) return Promise.resolve(reader);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  /** Writes what waits in the log to the database file. */
  checkpoint(): Promise<void> {
    return this.change(async () => {});
  }

  /** Makes a change after those before it, and writes it to the database file. */
  private change<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.closed !== null) return Promise.reject(graphClosed());
    const changed = this.lastWrite.then(async () => {
      if (this.readOnly) throw notWritable(this.folder, 'it is open for reading alone');
      this.checkFile();
      this.changing = true;
      try {
        const answer = await work();
        if (hasLog(this.file)) await query(this.writer, 'CHECKPOINT');
        return answer;
      } catch (error) {
        this.broken ||= /IO exception/.test(String(error));
        throw writingError(this.folder, error);
      } finally {
        this.changing = false;
        if (!this.broken) this.watch?.remember();
      }
    });
    this.lastWrite = changed.catch(() => undefined);
    return changed;
  }

  private checkFile(): void {
    this.watch?.check({ changing: this.changing });
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
    return await inSteps(rowsIn(results.at(-1)!));
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

/** Step by step: `recursive` of Node 20 never comes back from a file system that has no room for folders, as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function openingError(folder: string, error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (/could not set lock/i.test(reason)) {
    return new GraphError(
      'LOCKED',
      `The graph in ${folder} is open in another process; stop that one, or name another folder.`,
      { cause: error },
    );
  }
  if (isFull(reason)) return diskFull(folder, error);
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new GraphError(
      'NOT_A_GRAPH',
      `${folder} is not a folder: a file has that name. Name the folder of a graph, or a new one.`,
      {
        cause: error,
      },
    );
  }
  if (code !== undefined || /permission|read-only|cannot open|not a directory/i.test(reason)) {
    return notWritable(folder, reason, error);
  }
  return new GraphError(
    'NOT_A_GRAPH',
    `What is in ${folder} can't be opened as a graph (${reason}); name another folder, or remove that one and ingest again.`,
    { cause: error },
  );
}

/** Errors of the disk in words; others are what they were. */
function writingError(folder: string, error: unknown): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  if (isFull(reason)) return diskFull(folder, error);
  return /read-only file system|permission denied/i.test(reason) ? notWritable(folder, reason, error) : error;
}

function isFull(reason: string): boolean {
  return /no space left|quota exceeded|ENOSPC|EDQUOT/i.test(reason);
}

function diskFull(folder: string, cause: unknown): GraphError {
  return new GraphError(
    'DISK_FULL',
    `The disk with the graph in ${folder} is full; what was stored before is safe: free some space, and give the same command again.`,
    { cause },
  );
}

function notWritable(folder: string, reason: string, cause?: unknown): GraphError {
  return new GraphError(
    'NOT_WRITABLE',
    `The folder ${folder} can't be written (${reason}); name another one, or change its permissions.`,
    { cause },
  );
}
