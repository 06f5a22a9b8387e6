/** Variables are looked at before anything else does: graphql-js prints all of them with each error that it finds. */
import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { apiError, badRequest, limitError } from './errors.js';
import type { Limits } from './limits.js';

type Variables = Readonly<Record<string, unknown>>;

/** @throws GraphQLError LIMIT_EXCEEDED (variableValues), BAD_USER_INPUT */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | undefined,
  variables: Variables,
  { variableValues: most }: Limits,
): void {
  const found = valuesIn(variables, most);
  if (found > most) {
    const message = `The variables hold more values than the limit "variableValues" of this server: ${most}. Split the request.`;
    throw badRequest(limitError('variableValues', most, null, message));
  }
  const definitions = operation?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  if (errors !== undefined) throw badRequest(apiError('BAD_USER_INPUT', errors[0]!.message));
}

/** Items of lists and members of objects, all levels together; not all are counted where there are more than `most`. */
function valuesIn(variables: Variables, most: number): number {
  const waiting: unknown[] = [variables];
  let count = 0;
  while (waiting.length > 0 && count <= most) {
    const value = waiting.pop();
    count++;
    if (typeof value !== 'object' || value === null) continue;
    const members = Object.values(value);
    if (count + members.length > most) return count + members.length;
    waiting.push(...members);
  }
  return count;
}
