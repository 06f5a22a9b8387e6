/**
 * How an ingest finds the process that has an embedded graph open: a file in the graph's folder names a socket and a token.
 * Whoever may read the file may write the graph: both are the owner's alone.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const FILE = 'service.json';
const SOCKET = 'service.sock';

/** Names of sockets have no more bytes on any system (104 on macOS, with the zero at the end). */
const MOST_BYTES = 103;

/** Of the owner alone. */
const OWNER_ONLY = 0o600;

export interface Place {
  /** Of the socket, or of the named pipe on Windows; inside the folder its name there, so that a folder can be mounted anywhere. */
  readonly socket: string;
  /** The graph's folder; where the socket lies elsewhere, a copy of the folder must not lead to it. */
  readonly folder: string;
  readonly token: string;
  readonly pid: number;
  /** Of Motifgraph: both sides have to be the same. */
  readonly version: string;
}

/** A place for a socket that nobody uses: who has the graph open is alone. */
export function choosePlace(folder: string, version: string): Place {
  const common = { folder: realpathSync(folder), token: randomBytes(32).toString('hex'), pid: process.pid, version };
  if (process.platform === 'win32')
    return { ...common, socket: `\\\\.\\pipe\\motifgraph-${randomBytes(16).toString('hex')}` };
  const inFolder = join(folder, SOCKET);
  rmSync(inFolder, { force: true });
  if (Buffer.byteLength(resolve(inFolder)) <= MOST_BYTES) return { ...common, socket: SOCKET };
  return { ...common, socket: join(mkdtempSync(join(tmpdir(), 'motifgraph-')), SOCKET) };
}

/** To be called when the socket listens. */
export function publish(folder: string, place: Place): void {
  if (process.platform !== 'win32') chmodSync(socketOf(folder, place), OWNER_ONLY);
  const file = join(folder, FILE);
  const unfinished = `${file}.${process.pid}`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, `${JSON.stringify(place)}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  renameSync(unfinished, file);
}

export function withdraw(folder: string, place: Place): void {
  rmSync(join(folder, FILE), { force: true });
  if (process.platform === 'win32') return;
  rmSync(socketOf(folder, place), { force: true });
  if (place.socket !== SOCKET) rmSync(resolve(place.socket, '..'), { recursive: true, force: true });
}

/** What the last process that lent the graph of the folder has left; it may be gone. */
export function publishedPlace(folder: string): Place | null {
  try {
    const place = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Place;
    return place.socket === SOCKET || place.folder === realpathSync(folder) ? place : null;
  } catch {
    return null;
  }
}

export function socketOf(folder: string, { socket }: Place): string {
  return socket === SOCKET ? join(resolve(folder), SOCKET) : socket;
}
