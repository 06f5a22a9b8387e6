/** Opens the graph that the user names. */
import type { GraphStore } from '../graph/store.js';

export async function openStore(uri: string): Promise<GraphStore> {
  // Loaded here, because help and `analyze` need no engine.
  const { openGraph } = await import('../graph/open.js');
  const { NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password } = process.env;
  return openGraph(uri, password === undefined ? undefined : { username, password });
}
