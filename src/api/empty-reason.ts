/** Why a filtered list is empty: the criteria that are to blame. */
import type { Projection } from '../graph/projection/projection.js';
import type { Combined, CrystalFilter, MotifFilter } from '../graph/store.js';
import type { Criterion } from './criteria.js';
import { cut } from './echo.js';
import type { EmptyReason } from './types/common.js';

/** What all things of a list have in common, whatever the client's filter. */
export interface Owner<Filter> {
  readonly filter: Filter;
  /** Said where the graph has none of them. */
  readonly nothing: string;
}

export function whyNoCrystals(
  criteria: readonly Criterion<CrystalFilter>[],
  owner: Owner<CrystalFilter>,
  projection: Projection,
): Promise<EmptyReason> {
  return whyEmpty('crystal', criteria, owner, (filter) => projection.countCrystals(filter));
}

export function whyNoMotifs(
  criteria: readonly Criterion<MotifFilter>[],
  owner: Owner<MotifFilter>,
  projection: Projection,
): Promise<EmptyReason> {
  return whyEmpty('motif', criteria, owner, (filter) => projection.countMotifs(filter));
}

/** Counts each criterion alone, when the list is empty and the client asks. */
async function whyEmpty<Filter extends Combined<Filter>>(
  thing: 'crystal' | 'motif',
  criteria: readonly Criterion<Filter>[],
  owner: Owner<Filter>,
  countOf: (filter: Filter) => Promise<number>,
): Promise<EmptyReason> {
  if ((await countOf({} as Filter)) === 0) {
    return { code: 'GRAPH_EMPTY', message: `The graph has no ${thing}s: nothing has been ingested yet.`, criteria: [] };
  }
  return whyNone(thing, criteria, owner.nothing, (part) => countOf({ ...owner.filter, and: [part] }));
}

/**
 * Why nothing of what belongs to an owner meets the criteria.
 *
 * @param nothing said where it has none at all
 * @param count of what meets a filter
 */
export async function whyNone<Filter extends Combined<Filter>>(
  thing: string,
  criteria: readonly Criterion<Filter>[],
  nothing: string,
  count: (filter: Filter) => Promise<number>,
): Promise<EmptyReason> {
  if ((await count({} as Filter)) === 0) return { code: 'NO_MATCH', message: nothing, criteria: [] };
  const counts = await Promise.all(criteria.map(({ part }) => count(part)));
  const unmet = criteria.filter((_, index) => counts[index] === 0);
  if (unmet.length === 0) {
    const names = criteria.map(({ name }) => name);
    const message = `Each criterion is met by some ${thing}, but no ${thing} meets all of them: ${names.join(', ')}.`;
    return { code: 'NO_COMMON_MATCH', message, criteria: names };
  }
  const names = unmet.map(({ name }) => name);
  const values = unmet.map(({ name, given }) => `${name} ${cut(JSON.stringify(given))}`);
  const hint = names.includes('ids') ? ` \`${thing}sById\` says why an id is missing.` : '';
  return {
    code: 'NO_MATCH',
    message: `No ${thing} of the graph meets ${values.join(', nor ')}.${hint}`,
    criteria: names,
  };
}
