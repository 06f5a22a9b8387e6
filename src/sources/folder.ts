/** The files below a folder, in the order of their names. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isArchiveName, isHidden, isStructureName } from './names.js';

export interface FoundFile {
  readonly path: string;
  /** Set where the file or folder cannot be looked at. */
  readonly error?: unknown;
}

/** Structure files and archives, searched depth first. Links are followed, but not round in a circle. */
export async function* filesBelow(folder: string, ancestors: readonly string[] = []): AsyncGenerator<FoundFile> {
  let entries: Dirent[];
  let here: string;
  try {
    here = await realpath(folder);
    if (ancestors.includes(here)) return;
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { path: folder, error };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isHidden(entry.name)) continue;
    const path = join(folder, entry.name);
    const wanted = isStructureName(entry.name) || isArchiveName(entry.name);
    const kind = entry.isSymbolicLink() ? await stat(path).catch((error: unknown) => ({ error })) : entry;
    if ('error' in kind) {
      if (wanted) yield { path, error: kind.error };
    } else if (kind.isDirectory()) {
      yield* filesBelow(path, [...ancestors, here]);
    } else if (kind.isFile() && wanted) {
      yield { path };
    }
  }
}
