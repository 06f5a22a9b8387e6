/** Runs the operations of requests: a bounded number at a time, each within the limits of its answer. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type DocumentNode, type ExecutionResult, execute, type GraphQLError, type GraphQLSchema } from 'graphql';
import { apiError, stoppingError } from '../errors.js';
import type { Limits } from '../limits.js';
import type { AnswerMeter } from './answer-meter.js';
import { AnswerQueue } from './answer-queue.js';
import { type Metered, meterSchema } from './metered-schema.js';

/** What Apollo Server takes in place of a schema that it runs operations on by itself. */
type Gateway = ApolloServerOptionsWithGateway<Metered>['gateway'];

export class Operations {
  private readonly queue: AnswerQueue;
  /** Answers that Apollo Server need not make any more. */
  private readonly made = new WeakMap<AnswerMeter, Promise<ExecutionResult>>();
  readonly schema: GraphQLSchema;

  /** @param schema whose fields are metered from now on. */
  constructor(
    schema: GraphQLSchema,
    private readonly limits: Limits,
  ) {
    this.schema = meterSchema(schema);
    this.queue = new AnswerQueue({ answers: limits.answersAtOnce, values: limits.valuesAtOnce });
  }

  /** Requests that wait for others. */
  get waiting(): number {
    return this.queue.waiting;
  }

  get gateway(): Gateway {
    return {
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: this.schema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        executor: ({ document, request, context }) => {
          const metered = context as unknown as Metered;
          const made = this.made.get(metered.meter);
          return made ?? this.run(metered, document, request.variables ?? {}, request.operationName ?? null);
        },
      }),
      stop: async () => this.queue.close(stoppingError()),
    };
  }

  /** @param operationName null where the document has one operation */
  async run(
    context: Metered,
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    operationName: string | null,
  ): Promise<ExecutionResult> {
    const {
      meter,
      note: { client },
    } = context;
    const { answersWaiting } = this.limits;
    if (this.waiting >= answersWaiting || this.queue.waitingOf(client) >= answersWaiting / 2) {
      return { data: null, errors: [this.busy()] };
    }
    const stopClock = meter.startClock();
    const { expected: values, ended } = meter;
    try {
      await meter.orOver(this.queue.enter({ client, values, isWanted: () => !meter.isOver, ended }));
      const { errors, ...result } = await meter.orOver(
        execute({ schema: this.schema, document, contextValue: context, variableValues: variables, operationName }),
      );
      return errors === undefined ? result : { ...result, errors: meter.firstErrors(errors) };
    } catch (error) {
      if (meter.error === null) throw error;
      return { data: null, errors: [meter.error] };
    } finally {
      stopClock();
    }
  }

  /** Apollo Server is to give this answer, in its form, to the request that the meter counts for. */
  give(meter: AnswerMeter, made: Promise<ExecutionResult>): void {
    this.made.set(meter, made);
  }

  private busy(): GraphQLError {
    const value = this.limits.answersWaiting;
    const message = `As many requests wait for an answer as the limit "answersWaiting" of this server allows: ${value}, or half of them are of this client. Try again in some seconds.`;
    return apiError('SERVER_BUSY', message, { limit: { name: 'answersWaiting', value, found: null } });
  }
}
