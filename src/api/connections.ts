/** The requests under way on each connection: their answers leave in the order of the requests, or with it none does. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

interface UnderWay {
  readonly request: IncomingMessage;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

const CONNECTIONS = new WeakMap<Duplex, Set<UnderWay>>();

/** Settles when the answer is out, or its client gone. */
export function answerEnded(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const underWay = underWayOn(request.socket);
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const entry = { request, ended, end };
  underWay.add(entry);
  void ended.then(() => underWay.delete(entry));
  if (request.socket.closed) end();
  else response.once('close', end);
  return ended;
}

/** Settles when the answers to all requests that came as a whole are out: then it is the turn of what came behind them. */
export async function answersBeforeEnded(socket: Duplex): Promise<void> {
  await Promise.all([...underWayOn(socket)].filter(({ request }) => request.complete).map(({ ended }) => ended));
}

function underWayOn(socket: Duplex): Set<UnderWay> {
  const known = CONNECTIONS.get(socket);
  if (known !== undefined) return known;
  const underWay = new Set<UnderWay>();
  CONNECTIONS.set(socket, underWay);
  // An answer that stands behind others is not told.
  socket.once('close', () => {
    for (const { end } of underWay) end();
  });
  return underWay;
}
