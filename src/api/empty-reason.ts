/** Why a filtered list is empty: the criteria that are to blame. */
import type { Projection } from '../graph/projection/projection.js';
import type { Combined, CrystalFilter, MotifFilter } from '../graph/store.js';
import { elementMeant } from '../motif/notation.js';
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
  return whyEmpty('crystal', criteria, owner, (filter) => projection.countCrystals(filter), anionHint);
}

export function whyNoMotifs(
  criteria: readonly Criterion<MotifFilter>[],
  owner: Owner<MotifFilter>,
  projection: Projection,
): Promise<EmptyReason> {
  return whyEmpty('motif', criteria, owner, (filter) => projection.countMotifs(filter));
}

/** What else is to be said of criteria that nothing meets; a sentence after a space, or nothing. */
type Hint = (unmet: readonly Criterion<unknown>[]) => string;

/** Criteria that speak of centres of polyhedra. */
const OF_CENTRES = ['sites', 'connections', 'nets', 'pattern', 'centreElements', 'anyCentreElements'];
/** Elements that are anions in nearly all compounds that have polyhedra. */
const MOSTLY_ANIONS = ['O', 'F'];

function anionHint(unmet: readonly Criterion<unknown>[]): string {
  const texts = unmet.flatMap(({ name, given }) => (OF_CENTRES.includes(name) ? centresIn(given) : []));
  const anion = texts.map(elementMeant).find((symbol) => symbol !== undefined && MOSTLY_ANIONS.includes(symbol));
  if (anion === undefined) return '';
  return ` Polyhedra have cations at their centres: ${anion} is an anion, one of their \`ligands\`.`;
}

/** Texts of the lists named `elements` in what a client wrote, or of the list that it wrote. */
function centresIn(given: unknown): string[] {
  if (Array.isArray(given)) return given.flatMap((item) => (typeof item === 'string' ? [item] : centresIn(item)));
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([key, value]) =>
    key === 'elements' || (typeof value === 'object' && !isTexts(value)) ? centresIn(value) : [],
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Counts each criterion alone, when the list is empty and the client asks. */
async function whyEmpty<Filter extends Combined<Filter>>(
  thing: 'crystal' | 'motif',
  criteria: readonly Criterion<Filter>[],
  owner: Owner<Filter>,
  countOf: (filter: Filter) => Promise<number>,
  hint?: Hint,
): Promise<EmptyReason> {
  if ((await countOf({} as Filter)) === 0) {
    return { code: 'GRAPH_EMPTY', message: `The graph has no ${thing}s: nothing has been ingested yet.`, criteria: [] };
  }
  return whyNone(thing, criteria, owner.nothing, (part) => countOf({ ...owner.filter, and: [part] }), hint);
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
  hint?: Hint,
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
  const values = unmet.map(({ name, given }) =>
    isShort(given) ? `${name} ${cut(JSON.stringify(given))}` : `\`${name}\``,
  );
  const whereFrom = names.includes('ids') ? ` \`${thing}sById\` says why an id is missing.` : '';
  return {
    code: 'NO_MATCH',
    message: `No ${thing} of the graph meets ${values.join(', nor ')}.${whereFrom}${hint?.(unmet) ?? ''}`,
    criteria: names,
  };
}

/** Values, lists of them, and ranges; what is nested does not fit into a sentence. */
function isShort(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return true;
  return Object.values(given).every((inner) => typeof inner !== 'object' || inner === null);
}
