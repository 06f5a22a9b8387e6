/** HTTP: routes, sizes, headers. */
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import type { GraphStore } from '../graph/store.js';
import type { Analyst } from './analyst.js';
import { type Context, makeContext } from './context.js';
import { whyUnavailable } from './graph-access.js';
import { Learned } from './learned.js';
import type { Limits } from './limits.js';
import type { Logger } from './logger.js';
import { pageRoutes } from './page.js';
import type { Predictor } from './predictor.js';
import type { ErrorCode } from './types/error-code.js';

interface HttpSettings {
  readonly apollo: ApolloServer<Context>;
  readonly store: GraphStore;
  readonly limits: Limits;
  readonly analyst: Analyst;
  readonly predictor: Predictor;
  readonly logger: Logger;
  /** Names that requests may call this server by; null allows all. */
  readonly hosts: ReadonlySet<string> | null;
  /** Origins of pages whose scripts may read answers. */
  readonly origins: readonly string[];
}

/** A client that sends its request slower than this is cut off. */
const REQUEST_TIMEOUT_MILLISECONDS = 60_000;

export function makeHttp({
  apollo,
  store,
  limits,
  analyst,
  predictor,
  logger,
  hosts,
  origins,
}: HttpSettings): FastifyInstance {
  const learned = new Learned();
  const http = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    forceCloseConnections: 'idle',
  });
  // GraphQL comes as JSON. Browsers send other kinds across origins without asking first.
  http.removeContentTypeParser('text/plain');

  // A page of another site whose name was made to lead here (DNS rebinding) still calls this server by that name.
  http.addHook('onRequest', async (request, reply) => {
    if (hosts === null || hosts.has(request.hostname)) return;
    reply.code(421);
    return reply.send(
      errorBody(
        'BAD_REQUEST',
        `This server is not known as ${request.hostname}. Whoever runs it allows more names with --allowed-hosts.`,
      ),
    );
  });

  if (origins.length > 0) http.register(cors, { origin: [...origins], methods: ['GET', 'POST'] });

  http.addHook('onSend', async (_, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: async (request, reply) => {
      // Somebody opened the address in a browser.
      if (request.method !== 'GET' || request.url.includes('?')) return;
      if (request.headers.accept?.includes('text/html')) await reply.redirect('/', 303);
    },
    handler: fastifyApolloHandler(apollo, {
      context: async () => makeContext(store, limits, analyst, learned, predictor),
    }),
  });

  http.get('/health', async () => ({ status: 'alive' }));

  http.get('/ready', async (_, reply) => {
    const reason = await whyUnavailable(store);
    if (reason === null) return { status: 'ready' };
    reply.code(503);
    return { status: 'unavailable', reason };
  });

  http.register(pageRoutes);

  http.setNotFoundHandler(async (request, reply) => {
    reply.code(404);
    return errorBody(
      'BAD_REQUEST',
      `There is nothing at ${request.method} ${request.url.split('?')[0]}. GraphQL is at /graphql, a page to write queries on at /.`,
    );
  });

  http.setErrorHandler<FastifyError>(async (error, _, reply) => {
    const status = error.statusCode ?? 500;
    reply.code(status);
    if (status === 413) {
      const message = `The request has more bytes than the limit "bodyBytes" of this server: ${limits.bodyBytes}.`;
      return errorBody('LIMIT_EXCEEDED', message, {
        limit: { name: 'bodyBytes', value: limits.bodyBytes, found: null },
      });
    }
    if (status === 415) return errorBody('BAD_REQUEST', 'Send the query as JSON: content-type: application/json.');
    if (status < 500) return errorBody('BAD_REQUEST', `The request can not be read: ${error.message}.`);
    logger.error('Defect in HTTP', error);
    return errorBody('INTERNAL_SERVER_ERROR', 'Something went wrong inside the server.');
  });

  return http;
}

/** Errors outside of GraphQL have the form of those inside. */
function errorBody(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
  return { errors: [{ message, extensions: { code, ...extensions } }] };
}
