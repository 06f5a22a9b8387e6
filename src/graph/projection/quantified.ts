/** Criteria for the items that belong to a row: the sites of a crystal, the connections of a site. */
import type { Quantified } from '../store.js';
import type { Steps } from '../turns.js';
import { complement, everyRow, intersect, type Mask } from './mask.js';

/**
 * @param ownerOf row of the owner of each item
 * @param length number of owners
 * @param meet which items meet a filter
 */
export function* owners<Filter>(
  { some, none, every }: Quantified<Filter>,
  ownerOf: ArrayLike<number>,
  length: number,
  meet: (filter: Filter) => Steps<Mask>,
): Steps<Mask> {
  const mask = everyRow(length);
  if (some !== undefined) intersect(mask, withItem(yield* meet(some), ownerOf, length));
  if (none !== undefined) intersect(mask, complement(withItem(yield* meet(none), ownerOf, length)));
  if (every !== undefined) intersect(mask, complement(withItem(complement(yield* meet(every)), ownerOf, length)));
  return mask;
}

function withItem(items: Mask, ownerOf: ArrayLike<number>, length: number): Mask {
  const mask = new Uint8Array(length);
  for (let item = 0; item < items.length; item++) if (items[item]) mask[ownerOf[item]!] = 1;
  return mask;
}
