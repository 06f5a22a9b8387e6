/** Files that are there as a whole, or not at all. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Told of the file with what is written so far, which is of no use before it is whole. @returns what to call when it is gone */
export type Guard = (part: string) => () => void;

/**
 * Writes a file, which is there when all of it is on disk, and not before. What a link leads to is written, and devices and
 * pipes are written to as they are: neither is replaced by a file.
 */
export async function writeWhole(
  name: string,
  write: (out: Writable) => Promise<void>,
  guard: Guard = () => () => {},
): Promise<void> {
  const file = await realpath(name).catch(() => name);
  const found = await stat(file).catch(() => null);
  if (found !== null && !found.isFile()) return write(createWriteStream(file));
  const part = `${file}.${process.pid}.part`;
  const release = guard(part);
  try {
    await write(createWriteStream(part));
    await synced(part);
    await rename(part, file);
    await syncedFolder(dirname(file));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    release();
  }
}

/** Of bytes that are held as a whole. */
export function writeBytes(name: string, bytes: Uint8Array): Promise<void> {
  return writeWhole(name, (out) => pipeline([bytes], out));
}

/** SHA-256 of a file's bytes. */
export async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The new name, too. Not every system has this call for folders. */
async function syncedFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
