/** Opens the graph that the user names. */
import type { Credentials } from '../graph/open.js';
import type { GraphStore } from '../graph/store.js';

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
