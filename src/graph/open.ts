/** Opens a graph by its address, and brings its schema into being on first use. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { folderOf } from './address.js';
import { Cypher } from './cypher.js';
import { CypherStore } from './cypher-store.js';
import type { Engine } from './engine.js';
import { GraphError, noGraph } from './errors.js';
import { claimFolder, graphOfFolder, openFolder } from './graph-folder.js';
import { databaseIn } from './ladybug.js';
import type { Credentials, Patience } from './neo4j.js';
import { SLOTS } from './slots.js';
import type { GraphStore } from './store.js';
import { SCHEMA_VERSION } from './tables.js';
import { newVersion } from './version.js';

export type { Credentials, Patience } from './neo4j.js';

export interface OpenOptions {
  /** Nothing is to be written: a graph in a folder that can't be written is opened all the same. */
  readonly reader?: boolean;
  /** No graph is made where there is none. */
  readonly mustExist?: boolean;
  /** How long a Neo4j that goes away is waited for; not at all without it. */
  readonly patience?: Patience;
}

/**
 * @param uri a folder (or `file:` address) for the embedded engine, or `neo4j://…`, `bolt://…` and their secure forms.
 * @throws GraphError with a sentence that says what to do.
 */
export async function openGraph(
  uri: string,
  credentials?: Credentials,
  { reader = false, mustExist = false, patience }: OpenOptions = {},
): Promise<GraphStore> {
  const folder = folderOf(uri);
  if (folder === null) {
    // Loaded here: its driver takes a quarter of a second from those whose graph is in a folder.
    const { openNeo4j } = await import('./neo4j.js');
    return storeOver(await openNeo4j(uri, credentials, patience), uri, { mustExist });
  }
  if (mustExist && !existsSync(databaseIn(folder)) && graphOfFolder(folder) === null) throw noGraph(uri);
  const make = (engine: Engine) => prepareSchema(engine, new Cypher(engine.name), uri) as Promise<string>;
  const engine = await openFolder(folder, { reader, make });
  return storeOver(engine, uri, { claim: (graphId) => claimFolder(folder, graphId, engine.readOnly) });
}

/**
 * The store over an open engine, which it closes; also where it can't be opened.
 *
 * @param uri for messages.
 * @param claim is called with the graph's id, and throws where it is the wrong one.
 * @param purpose `upgrade` opens a graph whose upgrade is under way.
 */
export async function storeOver(
  engine: Engine,
  uri: string,
  {
    claim,
    purpose,
    mustExist = false,
  }: {
    readonly claim?: (graphId: string | null) => void;
    readonly purpose?: 'upgrade';
    readonly mustExist?: boolean;
  } = {},
): Promise<GraphStore> {
  try {
    const cypher = new Cypher(engine.name);
    if (mustExist && (await readMeta(engine, cypher)) === null) throw noGraph(uri);
    const graphId = await prepareSchema(engine, cypher, uri, purpose);
    claim?.(graphId);
    engine.guard(graphId);
    return new CypherStore(engine, cypher);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** @returns the graph's id; null in graphs of earlier versions. */
async function prepareSchema(engine: Engine, cypher: Cypher, uri: string, purpose?: 'upgrade'): Promise<string | null> {
  if (!engine.readOnly) await engine.define(cypher.script('schema/create-meta-table'));
  let meta = await readMeta(engine, cypher);
  if (meta === null) {
    await makeSchema(engine, cypher, uri);
    // Another process may have been faster: its id counts.
    meta = (await readMeta(engine, cypher))!;
  }
  // It is written last: the rest of the schema is there, but for what comes and goes with the vectors.
  refuseOtherVersion(meta.schemaVersion, uri);
  if (meta.isUpgrading && purpose !== 'upgrade') throw upgrading(uri);
  if (engine.readOnly) return meta.graphId;
  if (purpose === 'upgrade') await engine.define(cypher.script('schema/create'));
  for (const slot of SLOTS) await engine.define(cypher.script('schema/create-vectors', { slot }));
  return meta.graphId;
}

async function makeSchema(engine: Engine, cypher: Cypher, uri: string): Promise<void> {
  const [count] = await engine.read({ text: cypher.text('schema/count-nodes'), parameters: {} });
  // Read again: another process may have made its graph in between.
  if (count?.['nodes'] !== 0 && (await readMeta(engine, cypher)) === null) throw otherData(uri);
  await engine.define(cypher.script('schema/create'));
  const parameters = { schemaVersion: SCHEMA_VERSION, graphId: randomUUID(), version: newVersion() };
  await engine.write((run) => run({ text: cypher.text('schema/create-meta'), parameters }));
}

async function readMeta(engine: Engine, cypher: Cypher) {
  const [row] = await engine.read({ text: cypher.text('schema/read-meta'), parameters: {} });
  if (row === undefined) return null;
  const { graphId = null, upgrading = null } = row['node'] as { graphId?: string | null; upgrading?: string | null };
  return { schemaVersion: Number(row['schemaVersion']), graphId, isUpgrading: upgrading !== null };
}

function otherData(uri: string): GraphError {
  return new GraphError(
    'NOT_A_GRAPH',
    `The database at ${uri} holds other data; Motifgraph needs a database of its own.`,
  );
}

function upgrading(uri: string): GraphError {
  return new GraphError(
    'OTHER_SCHEMA',
    `The upgrade of the graph at ${uri} was interrupted; run \`motifgraph upgrade\` to continue it.`,
  );
}

function refuseOtherVersion(version: number, uri: string): void {
  if (version === SCHEMA_VERSION) return;
  const [age, advice] =
    version > SCHEMA_VERSION
      ? ['a newer', 'update Motifgraph, or name another graph']
      : ['an older', 'run `motifgraph upgrade` to rebuild it'];
  throw new GraphError(
    'OTHER_SCHEMA',
    `The graph at ${uri} was made by ${age} Motifgraph (schema ${version}; this one has ${SCHEMA_VERSION}); ${advice}.`,
  );
}
