/** Variables are looked at before anything else does: graphql-js prints all of them with each error that it finds. */
import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { apiError, badRequest } from './errors.js';

/** @throws GraphQLError BAD_USER_INPUT */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | undefined,
  variables: Readonly<Record<string, unknown>>,
): void {
  const definitions = operation?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  if (errors !== undefined) throw badRequest(apiError('BAD_USER_INPUT', errors[0]!.message));
}
