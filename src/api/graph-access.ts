/** Every call to the graph on behalf of a request goes through here: it ends in time, and fails in words for the client. */
import { GraphQLError } from 'graphql';
import { GraphError } from '../graph/errors.js';
import type { GraphStore } from '../graph/store.js';
import { apiError, timeError } from './errors.js';

/** Runs one call to the graph. */
export type Ask = <Answer>(call: (store: GraphStore) => Promise<Answer>) => Promise<Answer>;

/** How long the graph may take to say that it is there. */
export const PING_MILLISECONDS = 3500;

/**
 * @param over rejects, with the error that the client gets, when the time for all calls is over. What the graph is still
 *   busy with then goes on there.
 */
export function makeAsk(store: GraphStore, over: Promise<never>): Ask {
  return async (call) => {
    try {
      return await Promise.race([call(store), over]);
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      const reason = error instanceof GraphError ? reasonOf(error) : await whyUnavailable(store);
      if (reason === null) throw error;
      throw apiError('GRAPH_UNAVAILABLE', `${reason} ${ADVICE[reason]}`);
    }
  };
}

/** For calls on nobody's behalf. */
export function timeFor(seconds: number): Promise<never> {
  const over = new Promise<never>((_, reject) => {
    setTimeout(() => reject(timeError(seconds)), 1000 * seconds).unref();
  });
  // Where nobody waits any more, a rejection is no unhandled one.
  over.catch(() => {});
  return over;
}

const NO_ANSWER = 'The graph database does not answer.';
const REPLACED = 'The graph of this server was emptied or replaced while it was open.';
type Reason = typeof NO_ANSWER | typeof REPLACED;

const ADVICE: Readonly<Record<Reason, string>> = {
  [NO_ANSWER]:
    'Try again later; if it stays so, whoever runs this server should look whether the database is up (GET /ready tells when it is back).',
  [REPLACED]: 'Whoever runs this server should put it back, and start the server again.',
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
