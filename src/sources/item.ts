/** What a place of structures yields: the bytes of one structure file, or the reason why there are none. */
import type { Refusal } from '../crystal/crystal.js';

export interface SourceFile {
  readonly ok: true;
  /** The file's name without folder and extension. */
  readonly id: string;
  /** The name to show: a path, `archive.tar.gz:folder/member.cif` for a member of an archive. */
  readonly file: string;
  /** Unpacked. */
  readonly content: Uint8Array;
  readonly position: number;
}

export interface SourceRefusal {
  readonly ok: false;
  readonly id: string;
  readonly refusal: Refusal & { readonly file: string };
  readonly position: number;
}

/** `position` is the number of bytes of the whole input read so far (compressed ones, of archives): it tells progress. */
export type SourceItem = SourceFile | SourceRefusal;

/** Limits of what is held in memory at once. Archives as such may be of any size: they are streamed. */
export const SOURCE_LIMITS = {
  /** One structure file, unpacked. The largest entries of the open databases have a few MiB. */
  fileBytes: 64 * 1024 * 1024,
  /** A zip archive on standard input: its table of contents stands at its end, so it has to be held as a whole. */
  pipedZipBytes: 256 * 1024 * 1024,
} as const;

/** Thrown inside this folder alone, where it becomes a refusal of the file or archive that is being read. */
export class SourceError extends Error {}

/** `64 MiB`. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MiB`;
}
