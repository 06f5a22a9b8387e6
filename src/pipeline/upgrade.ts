/** A graph of an older version made anew from what it stores, in its own place. */
import { createReadStream, existsSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { folderOf } from '../graph/address.js';
import { Cypher } from '../graph/cypher.js';
import type { Engine } from '../graph/engine.js';
import { GraphError, noGraph } from '../graph/errors.js';
import type { Fields } from '../graph/field.js';
import { moveGraph } from '../graph/graph-folder.js';
import { databaseIn, openLadybug } from '../graph/ladybug.js';
import type { Credentials } from '../graph/neo4j.js';
import { OldGraph } from '../graph/old-graph.js';
import { openGraph, storeOver } from '../graph/open.js';
import { decoded } from '../graph/rows.js';
import type { GraphStore } from '../graph/store.js';
import { SCHEMA_VERSION } from '../graph/tables.js';
import { newVersion } from '../graph/version.js';
import { writeGraphFile } from './export.js';
import { oldEntriesOf } from './export-old.js';
import { readGraphFile } from './graph-file.js';
import { type ImportResult, importGraph } from './import.js';
import type { Renewal } from './renewal.js';
import { verify } from './verify.js';
import { fileDigest } from './whole-file.js';

export interface UpgradeOptions {
  readonly uri: string;
  readonly credentials?: Credentials | undefined;
  /** Where the backup goes, without number and ending. */
  readonly backup: string;
  readonly renewal: Renewal;
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: UpgradeStage, share: number) => void;
}

export type UpgradeStage = 'reading' | 'analysing' | 'verifying';

export interface Upgraded {
  /** The old graph as a file, which stays. */
  readonly backup: string;
  readonly result: ImportResult;
}

/** The new graph is not as it was written: the old one, or its backup, stays as it is. */
class UpgradeError extends Error {
  override readonly name = 'UpgradeError';
}

/**
 * Can be broken off at any time; the next run goes on. Null where the graph is of this version already.
 *
 * @throws GraphError, UpgradeError
 */
export function upgrade(options: UpgradeOptions): Promise<Upgraded | null> {
  const folder = folderOf(options.uri);
  return folder === null ? upgradeServer(options) : upgradeFolder(resolve(folder), options);
}

/** Where the new graph is made, inside the folder of the old one: a rename puts it in its place. */
const PLACE = 'upgrading';

async function upgradeFolder(folder: string, options: UpgradeOptions): Promise<Upgraded | null> {
  const { uri, signal, onProgress = () => {} } = options;
  if (!existsSync(databaseIn(folder))) throw noGraph(uri);
  const place = join(folder, PLACE);
  // Open until the end: nobody writes to it meanwhile.
  const engine = await openLadybug(folder);
  let made: Upgraded;
  try {
    const old = await oldGraph(engine, uri);
    if (old === null) {
      await rm(place, { recursive: true, force: true });
      return null;
    }
    const backup = await backedUp(old, options);
    await keepOnlyIfOf(place, await fileDigest(backup));
    const store = await openGraph(place);
    try {
      made = await filled(store, backup, options);
    } finally {
      await store.close();
    }
    if (signal?.aborted) return made;
    onProgress('verifying', 1);
  } finally {
    await engine.close();
  }
  moveGraph(place, folder);
  await rm(place, { recursive: true, force: true });
  return made;
}

/** What an earlier run has made goes on being filled where it was made from the same backup. */
async function keepOnlyIfOf(place: string, digest: string): Promise<void> {
  const note = join(place, 'backup.sha256');
  const noted = await readFile(note, 'utf8').catch(() => null);
  if (noted === digest) return;
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  await writeFile(note, digest);
}

/** On Meta: the backup, while the database is cleared and filled. */
const MARK = {
  upgrading: { column: 'text', nullable: true, description: 'The backup.' },
  backupSha256: { column: 'text', nullable: true, description: 'Its SHA-256.' },
} as const satisfies Fields;

async function upgradeServer(options: UpgradeOptions): Promise<Upgraded | null> {
  const { uri, credentials, signal } = options;
  const cypher = new Cypher('neo4j');
  // Its driver is loaded where it is needed.
  const { openNeo4j } = await import('../graph/neo4j.js');
  const engine = await openNeo4j(uri, credentials);
  let store: GraphStore;
  let backup: string;
  try {
    const old = await OldGraph.of(engine);
    if (old === null) throw noGraph(uri);
    const [row] = await engine.read({ text: cypher.text('schema/read-meta'), parameters: {} });
    const mark = decoded('the mark of the upgrade', MARK, row ?? {});
    let isCleared = row?.['cleared'] === true && old.schemaVersion === SCHEMA_VERSION;
    if (mark.upgrading !== null) {
      backup = mark.upgrading;
      await expectBackup(backup, mark.backupSha256, uri);
    } else {
      if ((await oldGraph(engine, uri)) === null) return null;
      backup = await backedUp(old, options);
      isCleared = false;
    }
    if (!isCleared) await clear(engine, cypher, backup);
    store = await storeOver(engine, uri, { purpose: 'upgrade' });
  } catch (error) {
    await engine.close();
    throw error;
  }
  try {
    const made = await filled(store, backup, options);
    if (!signal?.aborted) await engine.write((run) => run({ text: cypher.text('upgrade/end'), parameters: {} }));
    return made;
  } finally {
    await store.close();
  }
}

/** From the mark on the backup is the graph; the mark stays until the new one is whole. */
async function clear(engine: Engine, cypher: Cypher, backup: string): Promise<void> {
  const parameters = {
    schemaVersion: SCHEMA_VERSION,
    backup,
    sha256: await fileDigest(backup),
    version: newVersion(),
  };
  await engine.write((run) => run({ text: cypher.text('upgrade/begin'), parameters }));
  await engine.define(cypher.script('upgrade/clear'));
  for (const kind of ['constraint', 'index'] as const) {
    const list = kind === 'constraint' ? 'upgrade/constraints' : 'upgrade/indexes';
    for (const row of await engine.read({ text: cypher.text(list), parameters: {} })) {
      await engine.define([cypher.text(`upgrade/drop-${kind}`, { name: String(row['name']) })]);
    }
  }
  await engine.write((run) => run({ text: cypher.text('upgrade/cleared'), parameters: {} }));
}

async function expectBackup(backup: string, digest: string | null, uri: string): Promise<void> {
  if (existsSync(backup) && (await fileDigest(backup)) === digest) return;
  throw new UpgradeError(
    `The upgrade of ${uri} was interrupted while its database was being filled from ${backup}, which is missing or a different file; restore it on this machine and run the upgrade again.`,
  );
}

/** Null where it is of this version. @throws GraphError */
async function oldGraph(engine: Engine, uri: string): Promise<OldGraph | null> {
  const old = await OldGraph.of(engine);
  if (old === null) throw noGraph(uri);
  if (old.schemaVersion > SCHEMA_VERSION) {
    throw new GraphError(
      'OTHER_SCHEMA',
      `The graph at ${uri} was made by a newer Motifgraph (schema ${old.schemaVersion}; this one reads up to ${SCHEMA_VERSION}); update Motifgraph.`,
    );
  }
  return old.schemaVersion === SCHEMA_VERSION ? null : old;
}

/** A file under a name that no other backup has. The same graph gives the same file, which is not written twice. */
async function backedUp(old: OldGraph, { backup, onProgress = () => {} }: UpgradeOptions): Promise<string> {
  await mkdir(dirname(backup), { recursive: true });
  const written = `${backup}.new`;
  const entries = await oldEntriesOf(old, (done, all) => onProgress('reading', done / all));
  await writeGraphFile(entries, written);
  const digest = await fileDigest(written);
  for (let n = 1; ; n++) {
    const file = n === 1 ? `${backup}.jsonl.gz` : `${backup}-${n}.jsonl.gz`;
    const isTaken = existsSync(file);
    if (!isTaken) await link(written, file).catch(() => rename(written, file));
    if (isTaken && (await fileDigest(file)) !== digest) continue;
    await unlink(written).catch(() => {});
    return file;
  }
}

async function filled(store: GraphStore, backup: string, options: UpgradeOptions): Promise<Upgraded> {
  const { renewal, signal, onProgress = () => {} } = options;
  const file = await readGraphFile(createReadStream(backup));
  const { crystals: all } = file.header;
  onProgress('analysing', 0);
  const result = await importGraph({
    store,
    file,
    renewal,
    ...(signal && { signal }),
    onProgress: ({ crystals }) => onProgress('analysing', crystals / all),
  });
  if (signal?.aborted) return { backup, result };
  const findings: string[] = [];
  const verified = await verify({
    store,
    onFinding: ({ id, message }) => findings.push(id === null ? message : `${id}: ${message}`),
    onProgress: (share) => onProgress('verifying', share),
  });
  if (verified.crystals + result.lost.length !== all)
    findings.push(`${verified.crystals} of ${all} crystals are there`);
  if (findings.length === 0) return { backup, result };
  throw new UpgradeError(
    `The new graph is damaged (${findings[0]}). The backup of the old one is ${backup}. Please report this.`,
  );
}
