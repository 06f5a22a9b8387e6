/** What is noted of a request while it is answered, for the log and for the metrics. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerEnded } from './connections.js';
import type { Context } from './context.js';
import { cut } from './echo.js';

export interface RequestNote {
  /** Stands in the header `x-request-id`, in each error and in the log. */
  readonly id: string;
  /** Settles when the answer is out, or its client gone. */
  readonly ended: Promise<void>;
  /** The name of the client's key, or its address. */
  client: string;
  /** The name that the client gave to its query, empty without one; null where none was run. */
  operation: string | null;
  /** `extensions.code` of the errors in the answer. */
  readonly codes: string[];
  /** Of defects, which are logged under these. */
  readonly incidents: string[];
  /** The answer was not made for this request. */
  kept: boolean;
  /** It depends on what the request brought along, not on the graph alone. */
  isOwn: boolean;
}

/** What the operator learns of a request. Neither the query nor its variables, nor what stands behind `?`. */
export interface FinishedRequest {
  readonly requestId: string;
  readonly client: string;
  /** null where the request could not be read so far. */
  readonly method: string | null;
  readonly path: string | null;
  readonly operation: string | null;
  /** 499 where the client went away before it was answered. */
  readonly status: number;
  readonly milliseconds: number;
  readonly codes: readonly string[];
  readonly incidents: readonly string[];
  /** Whether the answer was kept from an earlier request, by the service or by the client (304). */
  readonly kept: boolean;
}

export type Observe = (request: FinishedRequest) => void;

declare module 'fastify' {
  interface FastifyRequest {
    note: RequestNote;
  }
}

const CLIENT_WENT_AWAY = 499;

/** Begins the note of a request, and observes the request when its answer is out. */
export function takeNote(request: FastifyRequest, reply: FastifyReply, observe: Observe): void {
  const started = performance.now();
  const ended = answerEnded(request.raw, reply.raw);
  const note: RequestNote = {
    id: request.id,
    ended,
    client: request.ip,
    operation: null,
    codes: [],
    incidents: [],
    kept: false,
    isOwn: false,
  };
  request.note = note;
  reply.header('x-request-id', note.id);
  let isOut = false;
  reply.raw.once('finish', () => {
    // Node.js finishes an answer as well when it throws away the rest of it with the connection.
    isOut = !request.raw.socket.destroyed;
  });
  void ended.then(() => {
    const { id, client, operation, codes, incidents, kept } = note;
    observe({
      requestId: id,
      client,
      method: request.method,
      path: cut(request.url.split('?')[0]!),
      operation,
      status: isOut ? reply.raw.statusCode : CLIENT_WENT_AWAY,
      milliseconds: Math.round(performance.now() - started),
      codes: [...new Set(codes)],
      incidents,
      kept,
    });
  });
}

/** As errors stand in answers. */
interface AnsweredError {
  readonly extensions?: Record<string, unknown> | undefined;
}

/** Notes the codes of errors; each without a number of its own gets that of its request. */
export function identified<E extends AnsweredError>(errors: readonly E[], note: RequestNote): E[] {
  return errors.map((error) => {
    const { code, incident } = error.extensions ?? {};
    if (typeof code === 'string') note.codes.push(code);
    if (typeof incident !== 'string') return { ...error, extensions: { ...error.extensions, requestId: note.id } };
    note.incidents.push(incident);
    return error;
  });
}

/** Notes what is asked and which errors are answered. */
export const observationPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: { note } }) {
    return {
      async didResolveOperation({ operationName }) {
        note.operation = cut(operationName ?? '');
      },
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single' || body.singleResult.errors === undefined) return;
        body.singleResult.errors = identified(body.singleResult.errors, note);
      },
    };
  },
};
