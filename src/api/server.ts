/** The service: GraphQL at /graphql, a page to write queries on at /, /health and /ready for those who watch over it. */
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { GraphStore } from '../graph/store.js';
import type { Forecaster } from '../pipeline/forecaster.js';
import { Analyst } from './analyst.js';
import { makeApollo } from './apollo.js';
import { makeHttp } from './http.js';
import { type Limits, resolveLimits } from './limits.js';
import { consoleLogger, type Logger } from './logger.js';
import { Predictor } from './predictor.js';

export interface ServerOptions {
  /** Stays the caller's: closing the server leaves it open. */
  readonly store: GraphStore;
  /** Address to listen on; this machine alone without it. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /**
   * Names that requests may call the server by (the host of their address). Without it, those of this machine where the
   * server listens for this machine alone, and any where it listens to the network.
   */
  readonly allowedHosts?: readonly string[];
  /** Origins of pages of other servers whose scripts may ask: `https://dashboard.example`. None without it. */
  readonly allowedOrigins?: readonly string[];
  /** Predicts properties; without it, predictions of the graph are shown, but none is made. Stays the caller's. */
  readonly forecaster?: Forecaster;
  /** Whether clients may ask for the schema. */
  readonly introspection?: boolean;
  readonly limits?: Partial<Limits>;
  /** Where defects are reported; standard error without it. */
  readonly logger?: Logger;
  /** The compiled worker of `analyzeStructure`; given by tests, which run from sources. */
  readonly analysisWorker?: URL;
}

export interface RunningServer {
  /** Address of the page, with a slash at its end. */
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

/** Requests under way get this long when the server closes. */
const GRACE_MILLISECONDS = 10_000;

/** @throws ListenError where the address is taken, not allowed, or not of this machine; RangeError for a bad limit. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, host = '127.0.0.1', port = 4000, introspection = true, logger = consoleLogger } = options;
  const limits = resolveLimits(options.limits);
  const analyst = new Analyst(limits, options.analysisWorker);
  const predictor = new Predictor(analyst, options.forecaster ?? null, limits);
  const apollo = await makeApollo({ introspection, limits, logger });
  const hosts = hostsOf(host, options.allowedHosts);
  const origins = options.allowedOrigins ?? [];
  const http = makeHttp({ apollo, store, limits, analyst, predictor, logger, hosts, origins });
  const close = async () => {
    const impatience = setTimeout(() => http.server.closeAllConnections(), GRACE_MILLISECONDS);
    await http.close();
    clearTimeout(impatience);
    await apollo.stop();
    await analyst.close();
  };
  try {
    await http.listen({ host, port });
  } catch (error) {
    await close();
    throw listenError(error as NodeJS.ErrnoException, host, port);
  }
  return { url: urlOf(host, (http.server.address() as AddressInfo).port), close };
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

function hostsOf(host: string, allowed: readonly string[] = []): ReadonlySet<string> | null {
  const local = LOOPBACK.includes(host) || host.startsWith('127.');
  return local || allowed.length > 0 ? new Set([...LOOPBACK, host, ...allowed]) : null;
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const code = error.code ?? '';
  const sentence = LISTEN_SENTENCES[code]?.(host, port);
  return sentence === undefined ? error : new ListenError(code, sentence, error);
}

const noAddress = (host: string) => `${host} is no address of this machine: choose another host.`;

const LISTEN_SENTENCES: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) => `Port ${port} of ${host} is taken by another program: choose another port.`,
  EACCES: (_, port) => `Port ${port} needs more rights than this program has: choose one from 1024 on.`,
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
};

/** An address that listens everywhere is reached here under the name of this machine. */
function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}/`;
}
