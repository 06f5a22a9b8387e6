/** The query and its variables in the address, so that it can be kept and passed on. */
import { questionOf } from '../address/address.js';

export interface Question {
  readonly query: string;
  /** JSON, or nothing. */
  readonly variables: string;
}

/** Servers refuse longer addresses; what stands behind `#` is not sent to them. */
const LONGEST = 6000;

/** The question of an address, if it has one. */
export function readQuestion({ search, hash }: Pick<Location, 'search' | 'hash'>): Question | null {
  for (const text of [search.slice(1), hash.slice(1)]) {
    const parameters = new URLSearchParams(text);
    const query = parameters.get('query');
    if (query !== null) return { query, variables: parameters.get('variables') ?? '' };
  }
  return null;
}

export function addressOfQuestion({ query, variables }: Question): string {
  const parameters = new URLSearchParams({ query });
  if (variables.trim() !== '') parameters.set('variables', variables);
  const text = questionOf(parameters);
  return `/query${text.length > LONGEST ? text.replace('?', '#') : text}`;
}
