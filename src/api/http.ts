/** HTTP: routes, and who may take them. */
import type { ApolloServer } from '@apollo/server';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { GraphStore } from '../graph/store.js';
import { type AdmissionSettings, makeAdmission } from './admission.js';
import type { Analyst } from './analyst.js';
import { makeAnswering } from './answering.js';
import { type Context, makeContext } from './context.js';
import type { DirectAnswers } from './direct-answers.js';
import type { Operations } from './execution/operations.js';
import { explorerRoutes, notFoundPage, routeOf } from './explorer-route.js';
import { makeExporting } from './export-route.js';
import { whyUnavailable } from './graph-access.js';
import type { GraphChanges } from './graph-changes.js';
import type { HostCheck } from './hosts.js';
import type { KeptAnswers } from './kept-answers.js';
import type { KeptRepresentation } from './kept-representation.js';
import type { Limits } from './limits.js';
import { refusal, refuseErrors } from './listener.js';
import type { Logger } from './logger.js';
import { makeMcp } from './mcp-route.js';
import type { Metrics } from './metrics.js';
import type { PredictionService } from './prediction-service.js';
import { optimadeRoutes } from './optimade-route.js';
import { parametersOf } from './question.js';
import { checkJson, checkQuery } from './request-shape.js';
import { makeStreaming } from './stream-route.js';

interface HttpSettings {
  readonly apollo: ApolloServer<Context>;
  readonly direct: DirectAnswers;
  readonly operations: Operations;
  readonly store: GraphStore;
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly changes: GraphChanges;
  readonly introspection: boolean;
  readonly analyst: Analyst;
  readonly predictions: PredictionService;
  readonly representation: KeptRepresentation;
  readonly kept: KeptAnswers;
  /** All that answers depend on beside the graph and the request. */
  readonly basis: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly admission: AdmissionSettings;
  readonly knowsHost: HostCheck;
  /** Origins of pages whose scripts may read answers. */
  readonly origins: readonly string[];
}

/** Addresses that tell nothing but whether the service lives. */
const PROBES = new Set(['/health', '/ready']);
/** Browsers ask no more than once in this time whether a page may send requests; Chromium takes no more. */
const PREFLIGHT_SECONDS = 7200;
const METHODS = ['GET', 'POST'] as const;

export function addRoutes(http: FastifyInstance, settings: HttpSettings): void {
  const { apollo, direct, operations, store, schema, limits, analyst, predictions, representation, kept, basis } =
    settings;
  const { logger, metrics, knowsHost, origins, changes, introspection } = settings;
  // GraphQL comes as JSON. Browsers send other kinds across origins without asking first.
  http.removeContentTypeParser(['text/plain', 'application/json']);
  const parseJson = http.getDefaultJsonParser('error', 'error');
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    checkJson(body, limits);
    return parseJson(request, body, done);
  });

  http.addHook('onRequest', async (request, reply) => {
    const { host, found } = knowsHost(request.raw);
    if (found === 'known') return undefined;
    // Load balancers check health by HTTP/1.0, which needs no names.
    if (PROBES.has(request.url) && request.raw.httpVersion === '1.0') return undefined;
    if (found === 'unreadable') {
      const message = 'The request has no header "Host" with the name of this server.';
      return reply.send(refusal(request, reply, 400, 'BAD_REQUEST', message));
    }
    const message = `This server is not known as ${host}. The operator can allow more names with --allowed-hosts.`;
    return reply.send(refusal(request, reply, 421, 'BAD_REQUEST', message));
  });

  if (origins.length > 0) {
    http.register(cors, {
      origin: [...origins],
      methods: ['GET', 'POST'],
      exposedHeaders: ['etag', 'retry-after', 'x-request-id'],
      maxAge: PREFLIGHT_SECONDS,
    });
  }

  // Within a plugin, so that scripts of allowed origins can read refusals too: those of cors come before.
  http.register(async (routes) => {
    const { admit, admitOperator } = await makeAdmission(routes, settings.admission);
    const contextOf = ({ note }: FastifyRequest) =>
      makeContext(store, limits, analyst, representation, predictions, note);

    routes.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      onRequest: async (request, reply) => (isBrowser(request) ? reply.redirect('/query', 303) : admit(request, reply)),
      preHandler: (request, _, done) => {
        if (request.url.includes('?')) checkParameters(request, limits);
        done();
      },
      handler: makeAnswering({
        apollo,
        direct,
        store,
        kept,
        basis,
        makeContext: contextOf,
        checkQuery: (query) => checkQuery(query, limits),
      }),
    });

    routes.post('/graphql/stream', { onRequest: admit }, makeStreaming({ schema, limits, changes, introspection }));

    routes.route({
      method: ['GET', 'POST'],
      url: '/export',
      onRequest: admit,
      handler: makeExporting({ store, schema, limits, logger }),
    });

    await routes.register(
      optimadeRoutes({
        limits,
        operations,
        admit,
        makeContext: contextOf,
      }),
      { prefix: '/optimade' },
    );

    routes.route({
      method: 'POST',
      url: '/mcp',
      onRequest: admit,
      handler: makeMcp({ apollo, makeContext: contextOf, logger }),
    });

    routes.get('/metrics', { onRequest: admitOperator }, async (_, reply) => {
      reply.type(metrics.contentType);
      return metrics.text();
    });
  });

  http.get('/health', async () => ({ status: 'alive' }));

  http.get('/ready', async (_, reply) => {
    const reason = await whyUnavailable(store);
    if (reason === null) return { status: 'ready' };
    reply.code(503);
    return { status: 'unavailable', reason };
  });

  http.register(explorerRoutes);

  http.setNotFoundHandler(async (request, reply) => {
    const url = request.url.split('?')[0]!;
    const allowed = METHODS.filter((method) => http.hasRoute({ method, url: routeOf(url) })).join(', ');
    if (allowed !== '') {
      reply.header('allow', allowed);
      const hint = url === '/' ? ' Queries go to /graphql.' : '';
      return refusal(request, reply, 405, 'BAD_REQUEST', `${url} takes ${allowed}, not ${request.method}.${hint}`);
    }
    const page = acceptsPage(request) ? notFoundPage(request, reply) : null;
    if (page !== null) return page;
    const message = `There is nothing at ${request.method} ${url}. GraphQL is at /graphql, the explorer at /.`;
    return refusal(request, reply, 404, 'BAD_REQUEST', message);
  });

  refuseErrors(http, limits, logger);
}

/** @throws GraphQLError where the JSON in the address is nothing to be parsed */
function checkParameters(request: FastifyRequest, limits: Limits): void {
  const parameters = parametersOf(request);
  for (const name of ['variables', 'extensions']) {
    for (const json of parameters.getAll(name)) checkJson(json, limits);
  }
}

/** Whether somebody opened the address in a browser. */
function isBrowser(request: FastifyRequest): boolean {
  return acceptsPage(request) && !request.url.includes('?');
}

function acceptsPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true;
}
