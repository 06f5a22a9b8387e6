/** Which connections meet criteria: of the connection itself, and of the sites at its ends. */
import { kindOf } from '../../motif/connectivity.js';
import type { Range } from '../field.js';
import type { ConnectionFilter, SiteFilter } from '../store.js';
import type { Steps } from '../turns.js';
import type { Mask } from './mask.js';
import type { ProjectionTables } from './tables.js';

export type OwnCriteria = Pick<ConnectionFilter, 'kind' | 'sharedLigands' | 'distance' | 'angle'>;

/** Between two turns of others. */
const CONNECTIONS_IN_STEP = 50_000;

/**
 * Leaves those in the mask that meet the criteria.
 *
 * @param rows that the mask is of; of all connections, in their order, with null
 */
export function* keepConnections(
  tables: ProjectionTables,
  criteria: OwnCriteria,
  mask: Mask,
  rows: Uint32Array | null,
): Steps<void> {
  if (Object.values(criteria).every((criterion) => criterion === undefined)) return;
  for (let begin = 0; begin < mask.length; begin += CONNECTIONS_IN_STEP) {
    keepPart(tables, criteria, mask, rows, begin, Math.min(mask.length, begin + CONNECTIONS_IN_STEP));
    yield;
  }
}

/** Apart from the steps: V8 runs loops of generators slowly. */
function keepPart(
  { graphs, sharings }: ProjectionTables,
  { kind, sharedLigands, distance, angle }: OwnCriteria,
  mask: Mask,
  rows: Uint32Array | null,
  begin: number,
  end: number,
): void {
  const shared = sharings.values;
  const [distances, firstAngles, angles] = [graphs.distances.data, graphs.firstAngles.data, graphs.angles.data];
  /** By the number of shared ligands, of which three make a face, and more do too. */
  const isWanted = [0, 1, 2, 3].map((ligands) => ligands > 0 && (kind === undefined || kind.includes(kindOf(ligands))));
  for (let index = begin; index < end; index++) {
    if (mask[index] === 0) continue;
    const sharing = shared[rows === null ? index : rows[index]!]!;
    const first = firstAngles[sharing]!;
    const next = firstAngles[sharing + 1]!;
    if (
      !isWanted[Math.min(next - first, 3)] ||
      !within(next - first, sharedLigands) ||
      !within(distances[sharing]!, distance) ||
      (angle !== undefined && !someWithin(angles, first, next, angle))
    ) {
      mask[index] = 0;
    }
  }
}

/** What the site that looks has to meet in any case, besides all else. */
export function askedOfFrom({ from, and = [] }: ConnectionFilter): SiteFilter[] {
  return [...(from === undefined ? [] : [from]), ...and.flatMap(askedOfFrom)];
}

/** The same connection as its other end sees it. */
export function mirrored({ from, to, and, or, not, ...own }: ConnectionFilter): ConnectionFilter {
  return {
    ...own,
    // In the order of other filters: one that looks the same from both ends is then looked up, not made, twice.
    ...(to && { from: to }),
    ...(from && { to: from }),
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
