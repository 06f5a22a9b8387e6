/** Opens a graph by its address, and brings its schema into being on first use. */
import { folderOf } from './address.js';
import { Cypher } from './cypher.js';
import { CypherStore } from './cypher-store.js';
import type { Engine } from './engine.js';
import { GraphError } from './errors.js';
import { openLadybug } from './ladybug.js';
import { type Credentials, openNeo4j } from './neo4j.js';
import { SLOTS } from './slots.js';
import type { GraphStore } from './store.js';

export type { Credentials } from './neo4j.js';

/** Raised when nodes, relationships, their properties or indexes change. */
export const SCHEMA_VERSION = 11;

/**
 * @param uri a folder (or `file:` address) for the embedded engine, or `neo4j://…`, `bolt://…` and their secure forms.
 * @throws GraphError with a sentence that says what to do.
 */
export async function openGraph(uri: string, credentials?: Credentials): Promise<GraphStore> {
  return storeOver(await openEngine(uri, credentials), uri);
}

/**
 * The store over an open engine, which it closes; also where it can't be opened.
 *
 * @param uri for messages.
 * @param purpose `upgrade` opens a graph whose upgrade is under way.
 */
export async function storeOver(engine: Engine, uri: string, purpose?: 'upgrade'): Promise<GraphStore> {
  const cypher = new Cypher(engine.name);
  try {
    await prepareSchema(engine, cypher, uri, purpose);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return new CypherStore(engine, cypher);
}

function openEngine(uri: string, credentials: Credentials | undefined): Promise<Engine> {
  const folder = folderOf(uri);
  return folder === null ? openNeo4j(uri, credentials) : openLadybug(folder);
}

async function prepareSchema(
  engine: Engine,
  cypher: Cypher,
  uri: string,
  purpose: 'upgrade' | undefined,
): Promise<void> {
  await engine.define(cypher.script('schema/create-meta-table'));
  const [meta] = await engine.read({ text: cypher.text('schema/read-meta'), parameters: {} });
  if (meta !== undefined) {
    refuseOtherVersion(Number(meta['schemaVersion']), uri);
    if (typeof meta['upgrading'] === 'string' && purpose !== 'upgrade') throw upgrading(uri);
    // It is written last: the rest of the schema is there, but for what comes and goes with the vectors.
    if (purpose === 'upgrade') await engine.define(cypher.script('schema/create'));
    for (const slot of SLOTS) await engine.define(cypher.script('schema/create-vectors', { slot }));
    return;
  }
  await refuseOtherData(engine, cypher, uri);
  await engine.define(cypher.script('schema/create'));
  for (const slot of SLOTS) await engine.define(cypher.script('schema/create-vectors', { slot }));
  await engine.write((run) =>
    run({ text: cypher.text('schema/create-meta'), parameters: { schemaVersion: SCHEMA_VERSION } }),
  );
}

async function refuseOtherData(engine: Engine, cypher: Cypher, uri: string): Promise<void> {
  const [count] = await engine.read({ text: cypher.text('schema/count-nodes'), parameters: {} });
  if (count?.['nodes'] === 0) return;
  throw new GraphError(
    'NOT_A_GRAPH',
    `The database at ${uri} holds other data; give Motifgraph a database of its own.`,
  );
}

function upgrading(uri: string): GraphError {
  return new GraphError(
    'OTHER_SCHEMA',
    `The upgrade of the graph at ${uri} was broken off; run \`motifgraph upgrade\`, which goes on with it.`,
  );
}

function refuseOtherVersion(version: number, uri: string): void {
  if (version === SCHEMA_VERSION) return;
  const [age, advice] =
    version > SCHEMA_VERSION
      ? ['a newer', 'update Motifgraph, or name another graph']
      : ['an older', 'run `motifgraph upgrade`, which makes it anew from what it stores'];
  throw new GraphError(
    'OTHER_SCHEMA',
    `The graph at ${uri} was made by ${age} Motifgraph (schema ${version}, this one knows ${SCHEMA_VERSION}); ${advice}.`,
  );
}
