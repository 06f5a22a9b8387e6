/** Fastify as this service uses it: sizes, times, and one form for everything that it has to refuse. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import { GraphQLError } from 'graphql';
import { answersBeforeEnded } from './connections.js';
import { shortened } from './echo.js';
import { defectMessage } from './errors.js';
import type { Limits } from './limits.js';
import type { Logger, LogLevel } from './logger.js';
import { lossy } from './lossy.js';
import { type Observe, takeNote } from './observation.js';
import type { ErrorCode } from './types/error-code.js';

interface ListenerSettings {
  readonly limits: Limits;
  readonly log: LogLevel;
  /** Addresses and networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` names the client. */
  readonly trustedProxies: readonly string[];
  readonly observe: Observe;
}

/** A client that sends its request slower than this is cut off. */
const REQUEST_TIMEOUT_MILLISECONDS = 60_000;

export function makeListener({ limits, log, trustedProxies, observe }: ListenerSettings): FastifyInstance {
  const http: FastifyInstance = fastify({
    bodyLimit: limits.bodyBytes,
    // Ids of crystals stand in addresses: name, data set and more, each of up to some hundred characters.
    routerOptions: { maxParamLength: 2000 },
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    forceCloseConnections: 'idle',
    // What comes on open connections while the service closes is still answered.
    return503OnClosing: false,
    // A request without a name is refused in our form.
    http: { requireHostHeader: false },
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    logger: log !== 'off' && {
      level: log,
      base: null,
      stream: lossy(process.stderr, (lines) => http.log.error(`Lines of the log that could not be written: ${lines}.`)),
    },
    logController: new LogController({ disableRequestLogging: true }),
    clientErrorHandler: (error, socket) => void refuseMalformed(error, socket, observe),
    frameworkErrors: (error, request, reply: FastifyReply) => {
      // There is no route yet: none of the hooks below has seen the request.
      takeNote(request, reply, observe);
      plainHeaders(reply);
      reply.send(refusal(request, reply, error.statusCode ?? 400, 'BAD_REQUEST', unreadable(error)));
    },
  });
  http.server.on('connect', (_, socket) => void refuseEarly(socket, NO_TUNNEL, observe));
  http.server.on('checkExpectation', ({ socket }) => void refuseEarly(socket, NO_EXPECTATION, observe));
  http.decorateRequest('note');
  http.addHook('onRequest', async (request, reply) => {
    takeNote(request, reply, observe);
    if (request.socket.remoteAddress === undefined) {
      // The client is gone, and with it the address by which its requests are counted.
      request.raw.destroy();
      return reply.hijack();
    }
    // The name of the server is checked as it stands in `Host`. Others could be no names at all.
    delete request.raw.headers['x-forwarded-host'];
    if (request.raw.headers['x-forwarded-proto'] !== 'https') delete request.raw.headers['x-forwarded-proto'];
    return undefined;
  });
  http.addHook('onSend', (_, reply, _payload, done) => {
    plainHeaders(reply);
    // Without anybody who listens for it, the connection is destroyed then.
    reply.raw.setTimeout(1000 * limits.sendSeconds);
    done();
  });
  return http;
}

function plainHeaders(reply: FastifyReply): void {
  reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
}

function unreadable({ message }: Error): string {
  return `The request cannot be read: ${message.replace(/\.$/, '')}.`;
}

/** Errors outside of GraphQL have the form of those inside; this is the body of such an answer. */
export function refusal(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
  extensions: Record<string, unknown> = {},
) {
  const { note } = request;
  reply.code(status);
  note.codes.push(code);
  return errorBody(message, { code, ...extensions, requestId: note.id });
}

function errorBody(message: string, extensions: Record<string, unknown>) {
  return { errors: [{ message: shortened(message), extensions }] };
}

/** What hooks and routes throw, and what Fastify refuses before it comes to them. */
export function refuseErrors(http: FastifyInstance, { bodyBytes }: Limits, logger: Logger): void {
  http.setErrorHandler<FastifyError | GraphQLError>(async (error, request, reply) => {
    if (error instanceof GraphQLError) {
      const { code, ...extensions } = error.extensions;
      return refusal(request, reply, 400, code as ErrorCode, error.message, extensions);
    }
    const status = error.statusCode ?? 500;
    if (status === 413) {
      const message = `The request has more bytes than the limit "bodyBytes" of this server: ${bodyBytes}.`;
      return refusal(request, reply, status, 'LIMIT_EXCEEDED', message, {
        limit: { name: 'bodyBytes', value: bodyBytes, found: null },
      });
    }
    if (status === 415) {
      return refusal(request, reply, status, 'BAD_REQUEST', 'Send the query as JSON: content-type: application/json.');
    }
    if (status < 500) return refusal(request, reply, status, 'BAD_REQUEST', unreadable(error));
    const incident = request.id.slice(0, 8);
    request.note.incidents.push(incident);
    logger.error(`Defect ${incident} in HTTP`, error);
    return refusal(request, reply, status, 'INTERNAL_SERVER_ERROR', defectMessage(incident), { incident });
  });
}

/** What is refused before there is a request for Fastify. */
interface EarlyRefusal {
  readonly status: number;
  readonly message: string;
}

/** By the code of the error. */
const MALFORMED: Readonly<Record<string, EarlyRefusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    message: `The request did not arrive within ${REQUEST_TIMEOUT_MILLISECONDS / 1000} s.`,
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    message: 'The headers of the request are too long. Send long queries in the body, by POST.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, message: 'The chunk extensions of the request are too long.' },
};
const NO_HTTP: EarlyRefusal = { status: 400, message: 'The request cannot be read: it is not valid HTTP.' };
const NO_TUNNEL: EarlyRefusal = { status: 405, message: 'This server opens no tunnels: CONNECT is for proxies.' };
const NO_EXPECTATION: EarlyRefusal = {
  status: 417,
  message: 'The only "Expect" that this server meets is 100-continue.',
};

async function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket, observe: Observe): Promise<void> {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else await refuseEarly(socket, MALFORMED[error.code ?? ''] ?? NO_HTTP, observe);
}

/** Of these connections, what comes behind what was refused is nothing. */
const REFUSED = new WeakSet<Duplex>();

/** Writes the answer by hand, behind those to the requests before, and ends the connection. */
async function refuseEarly(socket: Duplex, { status, message }: EarlyRefusal, observe: Observe): Promise<void> {
  if (REFUSED.has(socket)) return;
  REFUSED.add(socket);
  // Of a tunnel Node.js has taken its own listeners off: a reset would end the process.
  socket.on('error', () => socket.destroy());
  await answersBeforeEnded(socket);
  const requestId = randomUUID();
  const body = JSON.stringify(errorBody(message, { code: 'BAD_REQUEST', requestId }));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  // Destroyed once it is written: a client that never closes holds nothing.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  observe({
    requestId,
    client: socket instanceof Socket ? (socket.remoteAddress ?? '') : '',
    method: null,
    path: null,
    operation: null,
    status,
    milliseconds: 0,
    codes: ['BAD_REQUEST'],
    incidents: [],
    kept: false,
  });
}
