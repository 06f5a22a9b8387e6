/** Subscriptions by server-sent events: the protocol graphql-sse, a connection for each. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  type GraphQLSchema,
  OperationTypeNode,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { documentRule } from './document-rule.js';
import { apiError } from './errors.js';
import type { GraphChanges } from './graph-changes.js';
import type { Limits } from './limits.js';
import { refusal } from './listener.js';
import { checkQuery } from './request-shape.js';
import type { StreamContext } from './resolvers/graph-change.js';

/** A listener holds a connection, and costs little else. */
const MOST_LISTENERS = 200;
const MOST_OF_CLIENT = 20;
/** When a listener that was one too many may try again. */
const RETRY_SECONDS = 30;

interface StreamSettings {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly changes: GraphChanges;
  /** Whether errors may tell names of the schema. */
  readonly introspection: boolean;
}

export function makeStreaming({ schema, limits, changes, introspection }: StreamSettings) {
  const listeners = new Map<string, number>();
  let all = 0;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (request.headers.accept !== 'text/event-stream') {
      const message = 'Subscriptions are answered as server-sent events: send the header "Accept: text/event-stream".';
      return reply.send(refusal(request, reply, 406, 'BAD_REQUEST', message));
    }
    if (reply.raw.destroyed) return reply.hijack();
    const { client } = request.note;
    const own = listeners.get(client) ?? 0;
    if (own >= MOST_OF_CLIENT || all >= MOST_LISTENERS) {
      reply.header('retry-after', RETRY_SECONDS);
      const message = `Too many subscriptions are open: this server allows ${MOST_OF_CLIENT} for each client, and ${MOST_LISTENERS} in all. End one, or try again later.`;
      return reply.send(refusal(request, reply, 503, 'SERVER_BUSY', message));
    }
    const { query, operationName, variables } = (request.body ?? {}) as Record<string, unknown>;
    const name = typeof operationName === 'string' ? operationName : undefined;
    const document = subscriptionOf(query, name, { schema, limits, introspection });
    const args = {
      schema,
      document,
      operationName: name,
      variableValues: (variables ?? undefined) as Record<string, unknown> | undefined,
      contextValue: { changes } satisfies StreamContext,
    };
    // Without tokens, there is nothing but distinct connections.
    const handler = createHandler<StreamContext>({ authenticate: () => null, onSubscribe: () => args });
    listeners.set(client, own + 1);
    all++;
    reply.raw.once('close', () => {
      all--;
      const left = listeners.get(client)! - 1;
      if (left > 0) listeners.set(client, left);
      else listeners.delete(client);
    });
    reply.hijack();
    return handler(request, reply);
  };
}

/** @throws GraphQLError */
function subscriptionOf(
  query: unknown,
  name: string | undefined,
  { schema, limits, introspection }: Pick<StreamSettings, 'schema' | 'limits' | 'introspection'>,
): DocumentNode {
  if (typeof query !== 'string') throw apiError('BAD_REQUEST', 'The request has no "query".');
  checkQuery(query, limits);
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    throw apiError('GRAPHQL_PARSE_FAILED', (error as Error).message);
  }
  if (getOperationAST(document, name)?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw apiError('BAD_REQUEST', 'This address takes subscriptions alone; queries go to /graphql.');
  }
  const [error] = validate(schema, document, [documentRule(limits), ...specifiedRules], { maxErrors: 1 });
  if (error === undefined) return document;
  const { code, ...rest } = error.extensions;
  if (code !== undefined) throw error;
  const message = introspection ? error.message : 'The subscription does not fit the schema.';
  throw apiError('GRAPHQL_VALIDATION_FAILED', message, rest);
}
