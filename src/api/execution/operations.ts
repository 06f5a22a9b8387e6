/** Runs the operations of requests: a bounded number at a time, each within the limits of its answer. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
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
    try {
      const { errors, ...result } = await this.inTurn(context, () =>
        execute({ schema: this.schema, document, contextValue: context, variableValues: variables, operationName }),
      );
      return errors === undefined ? result : { ...result, errors: context.meter.firstErrors(errors) };
    } catch (error) {
      if (error instanceof GraphQLError) return { data: null, errors: [error] };
      throw error;
    }
  }

  /**
   * Makes an answer of whatever kind, once there is room for it, within the time and the size of one.
   *
   * @throws GraphQLError SERVER_BUSY, LIMIT_EXCEEDED
   */
  async inTurn<Answer>(context: Metered, make: () => Answer | Promise<Answer>): Promise<Answer> {
    const {
      meter,
      note: { client },
    } = context;
    const { answersWaiting } = this.limits;
    if (this.waiting >= answersWaiting || this.queue.waitingOf(client) >= answersWaiting / 2) throw this.busy();
    const stopClock = meter.startClock();
    const { expected: values, ended } = meter;
    try {
      await meter.orOver(this.queue.enter({ client, values, isWanted: () => !meter.isOver, ended }));
      return await meter.orOver(make());
    } catch (error) {
      throw meter.error ?? error;
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
