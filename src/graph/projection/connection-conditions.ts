/** Which connections meet criteria: of the connection itself, and of the sites at its ends. */
import { CONNECTION_KINDS } from '../../motif/analysis.js';
import { kindOf } from '../../motif/connectivity.js';
import type { Range } from '../field.js';
import type { ConnectionFilter } from '../store.js';
import type { Mask } from './mask.js';
import type { ProjectionTables } from './tables.js';

export type OwnCriteria = Pick<ConnectionFilter, 'kind' | 'sharedLigands' | 'distance' | 'angle'>;

/** @param length connections that were appended later are left out */
export function connectionsThatMeet(
  { graphs, sharings }: ProjectionTables,
  { kind = CONNECTION_KINDS, sharedLigands, distance, angle }: OwnCriteria,
  length: number,
): Mask {
  const shared = sharings.values;
  const [distances, firstAngles, angles] = [graphs.distances.data, graphs.firstAngles.data, graphs.angles.data];
  const mask = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const sharing = shared[row]!;
    const [begin, end] = [firstAngles[sharing]!, firstAngles[sharing + 1]!];
    if (!kind.includes(kindOf(end - begin))) continue;
    if (!within(end - begin, sharedLigands) || !within(distances[sharing]!, distance)) continue;
    if (angle !== undefined && !someWithin(angles, begin, end, angle)) continue;
    mask[row] = 1;
  }
  return mask;
}

/** The same connection as its other end sees it. */
export function mirrored({ from, to, and, or, not, ...own }: ConnectionFilter): ConnectionFilter {
  return {
    ...own,
    ...(from && { to: from }),
    ...(to && { from: to }),
    ...(and && { and: and.map(mirrored) }),
    ...(or && { or: or.map(mirrored) }),
    ...(not && { not: mirrored(not) }),
  };
}

function someWithin(values: Float64Array, begin: number, end: number, range: Range): boolean {
  for (let i = begin; i < end; i++) if (within(values[i]!, range)) return true;
  return false;
}

function within(value: number, range: Range | undefined): boolean {
  if (range === undefined) return true;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range;
  return value >= min && value <= max;
}
