/** Opens the graph that the user names. */
import { PROGRAM } from '../program.js';
import { folderOf } from '../graph/address.js';
import type { Credentials } from '../graph/open.js';
import type { GraphStore, IngestStore } from '../graph/store.js';

/** How long work that writes waits for a Neo4j that restarts. */
const PATIENCE_MILLISECONDS = 600_000;

/**
 * @param use `serve` and `read` open a graph in a folder that can't be written, too, and do not wait for a Neo4j that went away;
 * `read` does not make one that is not there;
 * `write` waits for it, and says so.
 */
export async function openStore(uri: string, use: 'read' | 'serve' | 'write'): Promise<GraphStore> {
  // Loaded here, because help and `analyze` need no engine.
  const { openGraph } = await import('../graph/open.js');
  return openGraph(
    uri,
    credentials(),
    use !== 'write'
      ? { reader: true, mustExist: use === 'read' }
      : { patience: { milliseconds: patience(), tell: (sentence) => process.stderr.write(`${sentence}\n`) } },
  );
}

/** Opens a graph to be filled; one that a service has open is written through that service, which is said. */
export async function openToFill(uri: string): Promise<IngestStore> {
  const folder = folderOf(uri);
  if (folder !== null) {
    const { borrow } = await import('../graph/lending/borrowed-store.js');
    const borrowed = await borrow(folder, PROGRAM.version);
    if (borrowed !== null) {
      process.stderr.write(`A service (process ${borrowed.pid}) has this graph open, and stores what is found.\n`);
      return borrowed;
    }
  }
  return openStore(uri, 'write');
}

/**
 * Lends the graph to ingests of this user's, where it can be written. A service works without: what stands in the way is said.
 *
 * @returns ends it.
 */
export async function lendStore(store: GraphStore, uri: string): Promise<() => Promise<void>> {
  const folder = folderOf(uri);
  const { isWritableGraph } = await import('../graph/graph-folder.js');
  if (folder === null || !isWritableGraph(folder)) return async () => {};
  const { lend } = await import('../graph/lending/lender.js');
  try {
    const lender = await lend(store, folder, PROGRAM.version);
    return () => lender.close();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`While this service runs, nothing can be ingested: there can be no socket (${reason}).\n`);
    return async () => {};
  }
}

/** The login of Neo4j, where one is set. */
export function credentials(): Credentials | undefined {
  const { NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password } = process.env;
  return password === undefined ? undefined : { username, password };
}

/** MOTIFGRAPH_PATIENCE in seconds, for those who would rather know soon. */
function patience(): number {
  const seconds = Number(process.env['MOTIFGRAPH_PATIENCE']);
  return seconds > 0 ? 1000 * seconds : PATIENCE_MILLISECONDS;
}
