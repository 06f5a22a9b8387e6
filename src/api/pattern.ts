/** From a pattern of a query to that of the search. */
import { checkedPattern } from '../motif/pattern/check.js';
import { type Pattern, PatternError } from '../motif/pattern/pattern.js';
import { apiError } from './errors.js';
import type { PatternInput } from './types/filters.js';

/** @throws GraphQLError BAD_PATTERN */
export function patternOf({ sites, connections }: PatternInput): Pattern {
  try {
    return checkedPattern({
      sites: sites.map(({ motif, ...site }) => ({ ...site, ...(motif != null && { motifs: motif }) })),
      connections: connections.map(({ kind, ...rest }) => ({ ...rest, ...(kind != null && { kinds: kind }) })),
    });
  } catch (error) {
    if (error instanceof PatternError) throw apiError('BAD_PATTERN', error.message);
    throw error;
  }
}
