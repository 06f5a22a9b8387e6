/** Every call to the graph on behalf of a request goes through here: it fails in words for the client. */
import { GraphError } from '../graph/errors.js';
import type { GraphStore } from '../graph/store.js';
import { apiError, stoppingError } from './errors.js';

/** Runs one call to the graph. */
export type QueryGraph = <Answer>(call: (store: GraphStore) => Promise<Answer>) => Promise<Answer>;

/** How long the graph may take to say that it is there. */
export const PING_MILLISECONDS = 3500;

/**
 * Nothing ends a call before the graph does: an answer that is over forgets those under way (`AnswerMeter`).
 *
 * @param isOver whether nobody waits for further calls, which are not made then
 */
export function makeQueryGraph(store: GraphStore, isOver: () => boolean = () => false): QueryGraph {
  return async (call) => {
    if (isOver()) return new Promise(() => {});
    try {
      return await call(store);
    } catch (error) {
      if (error instanceof GraphError && error.code === 'CLOSED') throw stoppingError();
      const reason = error instanceof GraphError ? reasonOf(error) : await whyUnavailable(store);
      if (reason === null) throw error;
      throw apiError('GRAPH_UNAVAILABLE', `${reason} ${ADVICE[reason]}`);
    }
  };
}

/** For calls that belong to no answer. @throws what the work throws, or the signal's TimeoutError */
export function within<Answer>(seconds: number, work: Promise<Answer>): Promise<Answer> {
  return orAbort(work, AbortSignal.timeout(1000 * seconds));
}

const NO_ANSWER = 'The graph database does not respond.';
const REPLACED = 'The graph of this server was emptied or replaced while it was open.';
type Reason = typeof NO_ANSWER | typeof REPLACED;

const ADVICE: Readonly<Record<Reason, string>> = {
  [NO_ANSWER]:
    'Try again later. If this persists, the operator of this server should check the database (GET /ready tells when it is back).',
  [REPLACED]: 'The operator of this server should restore it and restart the server.',
};

/** Why the graph can't be asked; null where it can. */
export async function whyUnavailable(store: GraphStore): Promise<Reason | null> {
  try {
    await orAbort(store.ping(), AbortSignal.timeout(PING_MILLISECONDS));
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): Reason {
  return error instanceof GraphError && error.code === 'REPLACED' ? REPLACED : NO_ANSWER;
}

/** Settles as `promise` does, or rejects when the signal aborts first. */
function orAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
