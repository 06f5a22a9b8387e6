/** The folder of what was fetched or made, and can be fetched or made again: it may be deleted at any time. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { SourceError } from './item.js';

const DAY = 86_400_000;

/** That of `MOTIFGRAPH_CACHE`, or the user's. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return environment['MOTIFGRAPH_CACHE'] ?? envPaths('motifgraph', { suffix: '' }).cache;
}

/** There as a whole or not at all. @throws SourceError */
export async function keep(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.${randomUUID()}${PART}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(part, bytes);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError(
      `What was fetched can't be kept (${reason}). Make room, or name another folder in MOTIFGRAPH_CACHE.`,
    );
  }
}

const PART = '.part';

/** What a process that was killed has left. */
export function isPart(name: string): boolean {
  return name.endsWith(PART);
}

/** Removes what lies in a folder and was not touched for so many days. What can't be removed stays. */
export async function removeUntouched(folder: string, days: number, isMeant: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const path of names.filter(isMeant).map((name) => join(folder, name))) {
    const touched = (await stat(path).catch(() => null))?.mtimeMs ?? Date.now();
    if (Date.now() - touched > days * DAY) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
