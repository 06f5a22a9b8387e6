/** Why a filtered list is empty: the criteria that are to blame. */
import type { CrystalFilter, MotifFilter } from '../graph/store.js';
import type { Criterion } from './criteria.js';
import { cut } from './echo.js';
import type { QueryGraph } from './graph-access.js';
import type { EmptyReason } from './types/common.js';

export function whyNoCrystals(
  criteria: readonly Criterion<CrystalFilter>[],
  queryGraph: QueryGraph,
): Promise<EmptyReason> {
  return whyEmpty('crystal', criteria, (part) => queryGraph((store) => store.countCrystals(part)), queryGraph);
}

export function whyNoMotifs(criteria: readonly Criterion<MotifFilter>[], queryGraph: QueryGraph): Promise<EmptyReason> {
  return whyEmpty('motif', criteria, (part) => queryGraph((store) => store.countMotifs(part)), queryGraph);
}

/** Counts each criterion alone: one query for each, when the list is empty and the client asks. */
async function whyEmpty<Filter>(
  thing: 'crystal' | 'motif',
  criteria: readonly Criterion<Filter>[],
  count: (part: Filter) => Promise<number>,
  queryGraph: QueryGraph,
): Promise<EmptyReason> {
  const { crystals, motifs } = await queryGraph((store) => store.statistics());
  if ((thing === 'crystal' ? crystals : motifs) === 0) {
    return { code: 'GRAPH_EMPTY', message: `The graph has no ${thing}s: nothing has been ingested yet.`, criteria: [] };
  }
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
