/** What the address of a graph says. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphError } from './errors.js';

/**
 * The folder of an embedded graph, or null where the address is that of a Neo4j server (`neo4j://…`, `bolt+s://…`).
 *
 * @throws GraphError BAD_URI for an address of another kind.
 */
export function folderOf(uri: string): string | null {
  if (/^(neo4j|bolt)(\+s|\+ssc)?:\/\//.test(uri)) return null;
  if (uri.startsWith('file:')) return fileURLToPath(uri);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(uri)) {
    throw new GraphError('BAD_URI', `${uri} is not the address of a graph; use a folder, or neo4j://HOST:7687.`);
  }
  return resolve(uri);
}
