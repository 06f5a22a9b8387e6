/** Limits that a request meets before any of it is parsed, which could take seconds itself. */
import { limitError } from './errors.js';
import { jsonShape } from './json-shape.js';
import type { LimitName, Limits } from './limits.js';
import { shapeOf } from './query-shape.js';

/** @throws GraphQLError LIMIT_EXCEEDED (queryCharacters, tokens, nameCharacters, nesting) */
export function checkQuery(query: string, limits: Limits): void {
  const { length } = query;
  check('queryCharacters', length, `The query has ${length} characters`, limits, ' Give long texts as variables.');
  const { words, longestName, nesting } = shapeOf(query, limits.tokens);
  check('nameCharacters', longestName, `A name of the query has ${longestName} characters`, limits);
  check('nesting', nesting, `The query nests brackets ${nesting} levels deep`, limits);
  check('tokens', words, 'The query has more tokens (names, texts, brackets, comments)', limits);
}

/** @throws GraphQLError LIMIT_EXCEEDED (variableValues, nesting) */
export function checkJson(json: string, limits: Limits): void {
  const { values, nesting } = jsonShape(json, limits.variableValues);
  check('nesting', nesting, `The JSON of the request nests brackets ${nesting} levels deep`, limits);
  check(
    'variableValues',
    values,
    'The JSON of the request holds more values',
    limits,
    ' Send several smaller requests.',
  );
}

function check(name: LimitName, found: number, what: string, limits: Limits, advice = ''): void {
  const limit = limits[name];
  if (found <= limit) return;
  throw limitError(name, limit, found, `${what}; the limit "${name}" of this server is ${limit}.${advice}`);
}
