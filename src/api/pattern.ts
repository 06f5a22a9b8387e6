/** From a pattern of a query to that of the search, and back. */
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

/** The same as a value of the form of `PatternInput`. */
export function patternInput({ sites, connections }: Pattern): object {
  return {
    sites: sites.map(({ motifs, ...site }) => ({ ...site, ...(motifs && { motif: motifs }) })),
    connections: connections.map(({ kinds, ...rest }) => ({
      ...rest,
      ...(kinds && { kind: kinds.map((kind) => kind.toUpperCase()) }),
    })),
  };
}
