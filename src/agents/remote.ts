/** Asks a service over HTTP. */
import { type Answered, type Ask, AskError, type Variables } from './ask.js';

/** The service gives up earlier, and says why; assistants wait for a minute. */
const PATIENCE_MILLISECONDS = 50_000;

/**
 * @param service its address: `http://127.0.0.1:4000/`
 * @param key null where it asks for none
 * @param patience milliseconds
 */
export function remoteAsk(service: URL, key: string | null, patience = PATIENCE_MILLISECONDS): Ask {
  const url = new URL('graphql', service);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(key !== null && { authorization: `Bearer ${key}` }),
  };
  return async (query: string, variables: Variables) => {
    const answer = await answered(url, { headers, body: JSON.stringify({ query, variables }) }, patience);
    if (isAnswer(answer)) return answer;
    throw new AskError(`What answers at ${service.origin} is not Motifgraph.`);
  };
}

async function answered(url: URL, init: RequestInit, patience: number): Promise<unknown> {
  const signal = AbortSignal.timeout(patience);
  let text: string;
  try {
    const response = await fetch(url, { ...init, method: 'POST', redirect: 'error', signal });
    text = await response.text();
  } catch (error) {
    if (signal.aborted) {
      throw new AskError(
        `The service at ${url.origin} did not answer within ${patience / 1000} s. Ask for less at once.`,
      );
    }
    throw new AskError(
      `The service at ${url.origin} does not answer (${reasonOf(error)}). It is started with \`motifgraph serve\`.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new AskError(`What answers at ${url.origin} is not Motifgraph: its answer is not JSON.`);
  }
}

/** Whether it has what every answer of GraphQL has. */
function isAnswer(value: unknown): value is Answered {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}

function reasonOf(error: unknown): string {
  const { cause = error } = error as { readonly cause?: unknown };
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  return String(code ?? message);
}
