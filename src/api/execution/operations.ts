/** Runs the operations of requests: a bounded number at a time, each within the limits of its answer. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import pLimit from 'p-limit';
import { apiError } from '../errors.js';
import type { Limits } from '../limits.js';
import { type Metered, meterSchema } from './metered-schema.js';

/** What Apollo Server takes in place of a schema that it runs operations on by itself. */
type Gateway = ApolloServerOptionsWithGateway<Metered>['gateway'];

/** The schema's fields are metered from now on. */
export function operationsOn(schema: GraphQLSchema, limits: Limits): Gateway {
  const apiSchema = meterSchema(schema);
  const whenThereIsRoom = pLimit(limits.answersAtOnce);

  const executor = async (
    { meter }: Metered,
    run: () => ExecutionResult | Promise<ExecutionResult>,
  ): Promise<ExecutionResult> => {
    if (whenThereIsRoom.pendingCount >= limits.answersWaiting) return { data: null, errors: [busy(limits)] };
    const stopClock = meter.startClock();
    try {
      return await meter.orOver(
        whenThereIsRoom(async () => (meter.isOver ? { data: null } : await meter.orOver(run()))),
      );
    } catch (error) {
      if (meter.error === null) throw error;
      return { data: null, errors: [meter.error] };
    } finally {
      stopClock();
    }
  };

  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      return {
        executor: ({ document, request, operationName, context }) =>
          executor(context as unknown as Metered, () =>
            execute({
              schema: apiSchema,
              document,
              contextValue: context,
              variableValues: request.variables,
              operationName,
            }),
          ),
      };
    },
    async stop() {
      whenThereIsRoom.clearQueue();
    },
  };
}

function busy({ answersWaiting }: Limits) {
  const message = `As many requests wait for an answer as the limit "answersWaiting" of this server allows: ${answersWaiting}. Try again in some seconds.`;
  return apiError('SERVER_BUSY', message, { limit: { name: 'answersWaiting', value: answersWaiting, found: null } });
}
