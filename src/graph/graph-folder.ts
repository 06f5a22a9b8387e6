/** The folder of an embedded graph: how a graph comes into being there as a whole, and how damage to it is noticed. */
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engine.js';
import { GraphError } from './errors.js';
import { databaseIn, inFolder, openLadybug } from './ladybug.js';
import { sizeOf } from './ladybug-files.js';
import { occupy } from './open-folders.js';

/** Beside the database, and made after it: a database that is missing here was taken away. */
const MARKER = 'graph.json';
/** Folders in which new graphs are made. */
const MAKING = 'making-';

interface Marker {
  /** Of the graph's Meta node. */
  readonly graphId: string;
}

/** The graph that belongs in the folder; null where there is none yet, or one of an earlier version. */
export function graphOfFolder(folder: string): string | null {
  const file = join(folder, MARKER);
  if (!existsSync(file)) return null;
  try {
    const { graphId } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Marker>;
    if (typeof graphId === 'string') return graphId;
  } catch {
    // It says nothing: answered below.
  }
  throw new GraphError('DAMAGED', `${file} cannot be read; remove this file if ${databaseIn(folder)} is your graph.`);
}

/**
 * Opens the database of the folder; a new graph is made first where there is none.
 *
 * @param make brings the schema into an empty database, and answers with the graph's id.
 * @throws GraphError DAMAGED where the folder had a graph that is not there any more, and those of `openLadybug`.
 */
export async function openFolder(
  folder: string,
  { reader, make }: { readonly reader: boolean; readonly make: (engine: Engine) => Promise<string> },
): Promise<Engine> {
  const database = databaseIn(folder);
  const exists = existsSync(database);
  if (exists ? sizeOf(database) === 0 : graphOfFolder(folder) !== null) throw gone(folder, exists);
  if (reader && exists && !isWritableGraph(folder)) return openLadybug(folder, true);
  if (!exists) {
    const leave = await inFolder(folder, () => occupy(folder));
    await makeWhole(folder, make).finally(leave);
  }
  const engine = await openLadybug(folder);
  try {
    removeLeftovers(folder);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

/**
 * Compares the opened graph with the one that belongs in the folder, and marks the folder as its own.
 *
 * @param graphId null in graphs of earlier versions.
 * @throws GraphError DAMAGED
 */
export function claimFolder(folder: string, graphId: string | null, readOnly: boolean): void {
  const own = graphOfFolder(folder);
  if (own === null && graphId !== null && !readOnly) writeMarker(folder, graphId);
  if (own === null || own === graphId) return;
  throw new GraphError(
    'DAMAGED',
    `${databaseIn(folder)} is not the graph that belongs in this folder; put that one back (motifgraph import restores a backup), or remove ${join(folder, MARKER)} to use the new one.`,
  );
}

/**
 * Puts the graph of one folder, which nobody has open, in the place of another's. The mark goes first: a folder without
 * one is marked by whoever opens it next, so that a kill in between does no harm.
 */
export function moveGraph(from: string, to: string): void {
  rmSync(join(to, MARKER), { force: true });
  // Closed as it was, it has nothing in its log that is not in the database.
  for (const ending of ['.wal', '.wal.checkpoint', '.shadow']) rmSync(`${databaseIn(to)}${ending}`, { force: true });
  renameSync(databaseIn(from), databaseIn(to));
  renameSync(join(from, MARKER), join(to, MARKER));
}

function gone(folder: string, exists: boolean): GraphError {
  return new GraphError(
    'DAMAGED',
    `The folder ${folder} had a graph, but its file ${databaseIn(folder)} is ${exists ? 'empty' : 'gone'}; put it back (motifgraph import restores a backup), or remove the folder to start over.`,
  );
}

/**
 * Makes the database under another name, because the making may be killed, and gives it its own when it is whole. Of
 * two processes that do so at once the first one wins.
 */
async function makeWhole(folder: string, make: (engine: Engine) => Promise<string>): Promise<void> {
  const place = await inFolder(folder, () => mkdtempSync(join(folder, MAKING)));
  try {
    const engine = await openLadybug(place, false, folder);
    let graphId: string;
    try {
      graphId = await make(engine);
    } finally {
      await engine.close();
    }
    if (take(databaseIn(place), databaseIn(folder))) writeMarker(folder, graphId);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Moves a file to where there is none. @returns whether there was none. */
function take(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // Some file systems know no second names for a file.
    if (existsSync(to)) return false;
    renameSync(from, to);
    return true;
  }
}

function writeMarker(folder: string, graphId: string): void {
  const file = join(folder, MARKER);
  const marker: Marker = { graphId };
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(marker)}\n`);
  renameSync(unfinished, file);
}

/** To be called by whoever has the graph open: nobody who makes another one can use it any more. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(MAKING))) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether this process may write the graph of the folder. */
export function isWritableGraph(folder: string): boolean {
  return isWritable(folder) && isWritable(databaseIn(folder));
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
