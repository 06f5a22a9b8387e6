/** The files of a LadybugDB database: what a kill leaves of them, and whether they are still the ones that were opened. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { GraphError } from './errors.js';

/** Bytes of a page. The first one names the database and tells where its tables are. */
const PAGE_BYTES = 4096;

/**
 * The last record of a log whose checkpoint was written out: its length, its kind, its checksum. LadybugDB 0.19.1 writes
 * new pages to the database file and changed ones to the shadow file, then this record, then copies the changed pages,
 * cuts the shadow file to nothing, and removes the log and the shadow file.
 */
const CHECKPOINT_RECORD = Buffer.from('0100000000000000fe773cb3d5173d7b25', 'hex');

/**
 * Takes away what stops a database from being opened after a kill at the end of a checkpoint: a log that says that the
 * checkpoint is to be finished from a shadow file that is empty already. All of it is in the database then. So it is where
 * the log was empty but for that record, and LadybugDB has removed the shadow file itself.
 * Nobody else may have the database open.
 *
 * @returns whether there was such a thing.
 */
export function clearFinishedCheckpoint(database: string): boolean {
  const shadow = `${database}.shadow`;
  if (sizeOf(shadow) > 0) return false;
  const renamed = existsSync(shadow) ? [renamedLog(database)] : [];
  const logs = [...renamed, logOf(database)].filter(endsWithCheckpoint);
  for (const log of logs) rmSync(log);
  if (logs.length > 0) rmSync(shadow, { force: true });
  return logs.length > 0;
}

/**
 * Keeps a copy of a log that was renamed for a checkpoint, but not written out: LadybugDB reads it when the database is
 * opened, and removes it, so that the next kill would lose what it says.
 *
 * @returns puts the copy in the place of the log, once the database was opened and closed again; null where there is none.
 */
export function keepLog(database: string): (() => void) | null {
  const log = renamedLog(database);
  if (sizeOf(log) === 0 || hasLog(database) || endsWithCheckpoint(log)) return null;
  const kept = `${database}.wal.kept`;
  copyFileSync(log, kept);
  return () => renameSync(kept, logOf(database));
}

function endsWithCheckpoint(log: string): boolean {
  const size = sizeOf(log);
  return size >= CHECKPOINT_RECORD.length && CHECKPOINT_RECORD.equals(bytesOf(log, size - CHECKPOINT_RECORD.length));
}

/** Whether something waits in the log to be checkpointed. */
export function hasLog(database: string): boolean {
  return sizeOf(logOf(database)) > 0;
}

function logOf(database: string): string {
  return `${database}.wal`;
}

/** Of a checkpoint that is under way. */
function renamedLog(database: string): string {
  return `${database}.wal.checkpoint`;
}

/** 0 for a file that is not there. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function bytesOf(file: string, position: number): Buffer {
  const bytes = Buffer.alloc(CHECKPOINT_RECORD.length);
  const descriptor = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, position));
  } finally {
    closeSync(descriptor);
  }
}

/** Notices that the file of an open database was cut, removed, or replaced by another one. */
export class FileWatch {
  private readonly inode: number;
  private stats: Stats;
  /**
   * Open as long as the database is: who closes a file (fcntl, POSIX) loses the locks that the same process has on it,
   * LadybugDB's too, and another process could write to the database.
   */
  private readonly descriptor: number;
  private firstPage: Buffer;

  constructor(private readonly file: string) {
    this.stats = statSync(file);
    this.inode = this.stats.ino;
    this.descriptor = openSync(file, 'r');
    this.firstPage = this.readFirstPage();
  }

  /** To be called when the database is closed, and not before. */
  close(): void {
    closeSync(this.descriptor);
  }

  /** To be called after each change of our own. */
  remember(): void {
    this.check({ changing: true });
    this.stats = statSync(this.file);
    this.firstPage = this.readFirstPage();
  }

  /**
   * @param changing whether the database is being written just now.
   * @throws GraphError REPLACED
   */
  check({ changing }: { readonly changing: boolean }): void {
    const stats = statSync(this.file, { throwIfNoEntry: false });
    if (stats === undefined) throw this.replaced('is gone');
    if (stats.ino !== this.inode) throw this.replaced('was replaced by another file');
    if (stats.size === 0) throw this.replaced('was emptied');
    if (changing || (stats.size === this.stats.size && stats.mtimeMs === this.stats.mtimeMs)) return;
    if (stats.size < this.stats.size) throw this.replaced('was cut short');
    if (!this.firstPage.equals(this.readFirstPage())) throw this.replaced('was overwritten');
    this.stats = stats;
  }

  private readFirstPage(): Buffer {
    const bytes = Buffer.alloc(PAGE_BYTES);
    return bytes.subarray(0, readSync(this.descriptor, bytes, 0, PAGE_BYTES, 0));
  }

  private replaced(happened: string): GraphError {
    return new GraphError(
      'REPLACED',
      `The graph's file ${this.file} ${happened} while this process had it open; put the graph back (motifgraph import restores a backup) and start again.`,
    );
  }
}
