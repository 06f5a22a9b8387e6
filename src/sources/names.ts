/** What file names tell: which files of a folder or archive are structures, and which id a structure gets. */
import { baseName, withoutExtension } from '../crystal/file-name.js';
import { fileNameList, formatsNamed } from '../crystal/formats/table.js';

const ARCHIVE = /\.(tar|tgz|tar\.gz|zip)$/i;

/** The kinds of files that are looked for, in words. */
export const STRUCTURE_NAMES = `${fileNameList()}, also packed as .gz`;

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A name of bytes as text. Linux keeps whatever bytes it is given: those that are no UTF-8 are written as `%E9`, so that
 * two names that differ in them alone stay two.
 */
export function textOfName(bytes: Uint8Array): string {
  return utf8(bytes) ?? [...pieces(bytes)].join('');
}

function* pieces(bytes: Uint8Array): Generator<string> {
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((n) => at + n <= bytes.length && utf8(bytes.subarray(at, at + n)) !== null);
    yield length === undefined
      ? `%${bytes[at]!.toString(16).toUpperCase().padStart(2, '0')}`
      : utf8(bytes.subarray(at, at + length))!;
    at += length ?? 1;
  }
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return null;
  }
}

/** Hidden files are none: macOS writes `._NAME.cif` beside `NAME.cif` into archives. */
export function isHidden(path: string): boolean {
  return baseName(path).startsWith('.');
}

export function isStructureName(path: string): boolean {
  return !isHidden(path) && formatsNamed(unpacked(path)).length > 0;
}

export function isArchiveName(path: string): boolean {
  return !isHidden(path) && ARCHIVE.test(path);
}

/** The file's name without folder, extension and `.gz`. */
export function idOfFile(path: string): string {
  return withoutExtension(unpacked(path));
}

/** The name of what a file holds, without folder. */
function unpacked(path: string): string {
  return baseName(path).replace(/\.gz$/i, '');
}
