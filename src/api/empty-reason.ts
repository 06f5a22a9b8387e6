/** Why a filtered list is empty: the criteria that are to blame. */
import type { CrystalFilter, GraphStore, MotifFilter } from '../graph/store.js';
import type { Ask } from './graph-access.js';
import type { EmptyReason } from './types/common.js';

export function whyNoCrystals(filter: CrystalFilter, ask: Ask): Promise<EmptyReason> {
  return whyEmpty('crystal', filter, (part: CrystalFilter) => ask((store) => store.countCrystals(part)), ask);
}

export function whyNoMotifs(filter: MotifFilter, ask: Ask): Promise<EmptyReason> {
  return whyEmpty('motif', filter, (part: MotifFilter) => ask((store) => store.countMotifs(part)), ask);
}

/** Counts each criterion alone: one query for each, when the list is empty and the client asks. */
async function whyEmpty<Filter extends object>(
  thing: 'crystal' | 'motif',
  filter: Filter,
  count: (part: Filter) => Promise<number>,
  ask: Ask,
): Promise<EmptyReason> {
  const { crystals, motifs } = await ask((store: GraphStore) => store.statistics());
  if ((thing === 'crystal' ? crystals : motifs) === 0) {
    return { code: 'GRAPH_EMPTY', message: `The graph has no ${thing}s: nothing was ingested yet.`, criteria: [] };
  }
  const parts = Object.entries(filter);
  const counts = await Promise.all(parts.map(([key, value]) => count({ [key]: value } as Filter)));
  const unmet = parts.filter((_, index) => counts[index] === 0);
  if (unmet.length === 0) {
    const criteria = parts.map(([key]) => criterionName(key));
    const message = `Each criterion is met by some ${thing}, but no ${thing} meets all of them together: ${criteria.join(', ')}.`;
    return { code: 'NO_COMMON_MATCH', message, criteria };
  }
  const criteria = unmet.map(([key]) => criterionName(key));
  const values = unmet.map(([key, value]) => `${criterionName(key)} ${inShort(value)}`);
  const hint = criteria.includes('ids') ? ` \`${thing}sById\` says why an id is missing.` : '';
  return { code: 'NO_MATCH', message: `No ${thing} of the graph meets ${values.join(', nor ')}.${hint}`, criteria };
}

/** `elements.all` of `elementsAll`: filters of the schema group what those of the store list. */
function criterionName(key: string): string {
  const [, group, part] = /^(.+?)(All|Any|None)$/.exec(key) ?? [];
  if (group === undefined || part === undefined) return key;
  return UNGROUPED.has(key) ? group : `${group}.${part.toLowerCase()}`;
}

const UNGROUPED: ReadonlySet<string> = new Set(['centreElementsAny', 'ligandElementsAny']);

function inShort(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
