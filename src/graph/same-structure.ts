/** Whether two rows of the ledger are of one structure, of which the newer takes the place of the older. */
import { isAbsolute } from 'node:path';
import type { SourceNode } from './model.js';

type Known = Pick<SourceNode, 'name' | 'dataset' | 'place'>;

/** Of one name in the same data set, or in the same file, whichever data set that was ingested with. */
export function isSameStructure(one: Known, other: Known): boolean {
  return one.name === other.name && (one.dataset === other.dataset || isSameFile(one.place, other.place));
}

export function isSameFile(place: string, other: string): boolean {
  return place === other && isFindable(place);
}

/** A file's full path or an address of the web. Standard input and the like are places, too, but hold another file each time. */
export function isFindable(place: string): boolean {
  return isAbsolute(place) || /^https?:\/\//.test(place);
}
