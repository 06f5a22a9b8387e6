/** Opens the graph that the user names. */
import type { Credentials } from '../graph/open.js';
import type { GraphStore } from '../graph/store.js';

export async function openStore(uri: string): Promise<GraphStore> {
  // Loaded here, because help and `analyze` need no engine.
  const { openGraph } = await import('../graph/open.js');
  return openGraph(uri, credentials());
}

/** The login of Neo4j, where one is set. */
export function credentials(): Credentials | undefined {
  const { NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password } = process.env;
  return password === undefined ? undefined : { username, password };
}
