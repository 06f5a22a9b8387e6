/** What a place of structures yields: the bytes of one structure file, or the reason why there are none. */
import type { Origin, Refusal } from '../crystal/crystal.js';
import type { Reported } from '../crystal/reported.js';

export interface SourceFile {
  readonly ok: true;
  /** The file's name without folder and extension. */
  readonly id: string;
  /** The name to show to whoever named the sources: a path, `archive.tar.gz:folder/member.cif` for a member of an archive. */
  readonly file: string;
  /** The name to show to others: `file` inside the folder that was named; without folders, where a file was named. */
  readonly relativeFile: string;
  /**
   * Where it lies, however its path was written: `file` with an absolute path, or an address of the web. Left out where
   * it can't be found again.
   */
  readonly place?: string;
  /** Of one that a provider sent. */
  readonly origin?: Origin;
  readonly reported?: readonly Reported[];
  /** Of a provider's structures, unless the user names another. */
  readonly dataset?: string;
  /** Unpacked. */
  readonly content: Uint8Array;
  readonly position: number;
}

export interface SourceRefusal {
  readonly ok: false;
  readonly id: string;
  readonly relativeFile: string;
  readonly place?: string;
  readonly refusal: Refusal & { readonly file: string };
  readonly position: number;
}

/** What the ledger calls a file. */
export function placeOf(item: SourceItem): string {
  return item.place ?? (item.ok ? item.file : item.refusal.file);
}

/** `position` is the number of bytes of the whole input read so far (compressed ones, of archives): it tells progress. */
export type SourceItem = SourceFile | SourceRefusal;

export interface SourceLimits {
  readonly fileBytes: number;
  readonly pipedZipBytes: number;
  readonly archiveBytes: number;
  readonly archiveRatio: number;
}

/** Limits of what is held in memory at once. Archives as such may be of any size: they are streamed. */
export const SOURCE_LIMITS: SourceLimits = {
  /** One structure file, unpacked. The largest entries of the open databases have a few MiB. */
  fileBytes: 64 * 1024 * 1024,
  /** A zip archive on standard input: its table of contents stands at its end, so it has to be held as a whole. */
  pipedZipBytes: 256 * 1024 * 1024,
  /** What may be unpacked of one archive whatever its size, and how many times its own bytes beyond that. */
  archiveBytes: 1024 * 1024 * 1024,
  archiveRatio: 200,
};

/** Thrown inside this folder alone, where it becomes a refusal of the file or archive that is being read. */
export class SourceError extends Error {}

/** Thrown while a member is read, where nothing more is to be read of the whole archive. */
export class ArchiveError extends SourceError {
  constructor(
    readonly archive: string,
    message: string,
  ) {
    super(message);
  }
}

/** `64 MiB`. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MiB`;
}
