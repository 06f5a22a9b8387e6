/** The service: GraphQL at /graphql, the explorer at /, an editor for queries at /query, /health and /ready for those who watch over it. */
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { GraphStore } from '../graph/store.js';
import { ANALYSIS_VERSION } from '../motif/method.js';
import type { Predictor } from '../pipeline/predictor.js';
import { Analyst } from './analyst.js';
import { makeApollo } from './apollo.js';
import { Costs } from './cost.js';
import { DirectAnswers } from './direct-answers.js';
import { ValidDocuments } from './documents.js';
import { Operations } from './execution/operations.js';
import { makeQueryGraph, within } from './graph-access.js';
import { GraphChanges } from './graph-changes.js';
import { hostCheck, isLoopback } from './hosts.js';
import { addRoutes } from './http.js';
import { KeptAnswers } from './kept-answers.js';
import { KeptRepresentation } from './kept-representation.js';
import type { ApiKey } from './keys.js';
import { type Limits, resolveLimits } from './limits.js';
import { makeListener } from './listener.js';
import { consoleLogger, jsonLogger, type Logger, type LogLevel } from './logger.js';
import { Metrics } from './metrics.js';
import { PredictionService } from './prediction-service.js';
import { PROGRAM } from '../program.js';
import { buildApiSchema } from './schema.js';

export interface ServerOptions {
  /** Stays the caller's: closing the server leaves it open. */
  readonly store: GraphStore;
  /** Address to listen on; this machine alone without it. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Names, beside those of this machine, that requests may call the server by (`hosts.ts`); `*` stands for all. */
  readonly allowedHosts?: readonly string[];
  /** Origins of pages of other servers whose scripts may ask: `https://dashboard.example`. None without it. */
  readonly allowedOrigins?: readonly string[];
  /** Predicts properties; without it, predictions of the graph are shown, but none is made. Stays the caller's. */
  readonly predictor?: Predictor;
  /** Whether clients may ask for the schema. */
  readonly introspection?: boolean;
  /** A limit `requestsPerMinute` that is given holds for programs on this machine as well. */
  readonly limits?: Partial<Limits>;
  /** Clients have to show one of them; without any, everybody may ask. */
  readonly keys?: readonly ApiKey[];
  /** Addresses and networks of proxies that may say who the client is. None without it. */
  readonly trustedProxies?: readonly string[];
  /** Which requests are logged; `off` without it. */
  readonly log?: LogLevel;
  /** Where warnings, defects and requests are reported; standard error without it. */
  readonly logger?: Logger;
  /** The compiled worker of `analyzeStructure`; given by tests, which run from sources. */
  readonly analysisWorker?: URL;
}

export interface RunningServer {
  /** Address of the explorer, with a slash at its end. */
  readonly url: string;
  /** Answers the requests under way, and takes no more. */
  close(): Promise<void>;
}

/** The server can't listen. `code` is that of the system (`EADDRINUSE`); the message is one sentence for the user. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  constructor(
    readonly code: string,
    message: string,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** Requests under way get this long when the server closes: half of what `docker stop` waits for all of the end. */
const GRACE_MILLISECONDS = 5_000;

/** The graph has this long to count its crystals: Prometheus waits for ten seconds. */
const METRICS_SECONDS = 3;

/** @throws ListenError where the address is taken, not allowed, or not of this machine; RangeError for a bad limit. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, host = '127.0.0.1', port = 4000, introspection = true } = options;
  const { keys = [], trustedProxies = [], log = 'off', allowedHosts = [], allowedOrigins = [] } = options;
  const limits = resolveLimits(options.limits);
  const metrics = new Metrics(() => within(METRICS_SECONDS, store.countCrystals()));
  const http = makeListener({
    limits,
    log,
    trustedProxies,
    observe: (request) => {
      metrics.count(request);
      logger.request(request);
    },
  });
  const logger = options.logger ?? (log === 'off' ? consoleLogger : jsonLogger(http.log));
  const analyst = new Analyst(limits, options.analysisWorker);
  const predictions = new PredictionService(analyst, options.predictor ?? null, limits);
  metrics.queue('analyses', () => analyst.waiting);
  metrics.queue('predictions', () => options.predictor?.waitingCrystals ?? 0);
  const schema = await buildApiSchema({ isShown: introspection });
  const operations = new Operations(schema, limits);
  metrics.queue('answers', () => operations.waiting);
  const documents = new ValidDocuments();
  const costs = new Costs(limits);
  const apollo = await makeApollo({ introspection, limits, documents, costs, operations, logger });
  const representation = new KeptRepresentation();
  // Its JSON is parsed in one go, which would hold up requests for a moment. Without vectors there is nothing to read.
  await within(limits.requestSeconds, representation.representation(makeQueryGraph(store))).catch(() => {});
  const kept = new KeptAnswers(limits.keptAnswerBytes);
  metrics.keptBytes(() => kept.bytes);
  const changes = new GraphChanges(store);
  addRoutes(http, {
    changes,
    introspection,
    apollo,
    direct: new DirectAnswers(documents, costs, operations),
    operations,
    store,
    schema,
    limits,
    analyst,
    predictions,
    representation,
    kept,
    basis: JSON.stringify([PROGRAM.version, ANALYSIS_VERSION, options.predictor?.model ?? null, introspection, limits]),
    logger,
    metrics,
    admission: {
      keys,
      requestsPerMinute: limits.requestsPerMinute,
      limitsThisMachine: options.limits?.requestsPerMinute !== undefined,
      behindProxy: trustedProxies.length > 0,
    },
    knowsHost: hostCheck({ host, allowed: allowedHosts }),
    origins: allowedOrigins,
  });
  const end = async () => {
    changes.close();
    const impatience = setTimeout(() => http.server.closeAllConnections(), GRACE_MILLISECONDS);
    await http.close();
    clearTimeout(impatience);
    await apollo.stop();
    await analyst.close();
  };
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= end();
    return closed;
  };
  try {
    await http.listen({ host, port });
  } catch (error) {
    await close();
    throw listenError(error as NodeJS.ErrnoException, host, port);
  }
  // The first questions need not wait for it; a graph that fails here tells whoever asks.
  const makeReady = async () => {
    await (await store.projection()).network();
    await store.vectors.makeReady();
  };
  makeReady().catch(() => {});
  for (const warning of openDoors(host, keys, allowedHosts)) logger.warn(warning);
  return { url: urlOf(host, (http.server.address() as AddressInfo).port), close };
}

/** What the operator should know of a service that others can reach. */
function openDoors(host: string, keys: readonly ApiKey[], allowedHosts: readonly string[]): string[] {
  const warnings: string[] = [];
  if (!isLoopback(host) && keys.length === 0) {
    warnings.push(
      `Motifgraph listens on the network (${host}) without keys: anyone who can reach it may query it. Set keys with MOTIFGRAPH_API_KEYS or MOTIFGRAPH_API_KEYS_FILE.`,
    );
  }
  if (allowedHosts.includes('*')) {
    warnings.push(
      'Motifgraph accepts every host name (--allowed-hosts *): web pages of others can reach it through the browsers of its users.',
    );
  }
  return warnings;
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const code = error.code ?? '';
  const sentence = LISTEN_SENTENCES[code]?.(host, port);
  return sentence === undefined ? error : new ListenError(code, sentence, error);
}

const noAddress = (host: string) => `${host} is not an address of this machine; choose another host.`;

const LISTEN_SENTENCES: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) => `Port ${port} of ${host} is in use; choose another port.`,
  EACCES: (_, port) => `There is no permission to use port ${port}; choose one from 1024 on.`,
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
};

/** An address that listens everywhere is reached here under the name of this machine. */
function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}/`;
}
