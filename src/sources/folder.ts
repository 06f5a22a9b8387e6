/** The files below a folder, in the order of their names. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isArchiveName, isHidden, isStructureName, textOfName } from './names.js';

/** What the system finds a file by: bytes where its name is no text. */
export type Location = string | Buffer;

export interface FoundFile {
  readonly path: string;
  readonly location: Location;
  /** Set where the file or folder cannot be looked at. */
  readonly error?: unknown;
}

/** Structure files and archives, searched depth first. Links are followed, but not round in a circle. */
export function filesBelow(folder: string): AsyncGenerator<FoundFile> {
  return below(folder, folder, []);
}

async function* below(folder: string, location: Location, ancestors: readonly string[]): AsyncGenerator<FoundFile> {
  let entries: Dirent<Buffer>[];
  let here: string;
  try {
    here = (await realpath(location, { encoding: 'buffer' })).toString('latin1');
    if (ancestors.includes(here)) return;
    entries = await readdir(location, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    yield { path: folder, location, error };
    return;
  }
  const named = entries.map((entry) => ({ entry, name: textOfName(entry.name) }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { entry, name } of named) {
    if (isHidden(name)) continue;
    const path = join(folder, name);
    const isText = typeof location === 'string' && entry.name.equals(Buffer.from(name));
    const at = isText ? path : Buffer.concat([Buffer.from(location), Buffer.from(sep), entry.name]);
    const wanted = isStructureName(name) || isArchiveName(name);
    const kind = entry.isSymbolicLink() ? await stat(at).catch((error: unknown) => ({ error })) : entry;
    if ('error' in kind) {
      if (wanted) yield { path, location: at, error: kind.error };
    } else if (kind.isDirectory()) {
      yield* below(path, at, [...ancestors, here]);
    } else if (kind.isFile() && wanted) {
      yield { path, location: at };
    }
  }
}
