/**
 * The folders whose graphs this process has open. LadybugDB's locks on files (fcntl, POSIX) keep other processes away, but not
 * the one that has them, which would also lose them all as soon as it closes the second of two graphs.
 */
import { realpathSync } from 'node:fs';
import { GraphError } from './errors.js';

const occupied = new Set<string>();

/**
 * @param named the folder that messages name.
 * @returns gives the folder up.
 * @throws GraphError LOCKED
 */
export function occupy(folder: string, named = folder): () => void {
  const path = realpathSync(folder);
  if (occupied.has(path)) {
    throw new GraphError(
      'LOCKED',
      `The graph in ${named} is open in this process already; use it as it was opened, or close it first.`,
    );
  }
  occupied.add(path);
  return () => occupied.delete(path);
}
