/** Lends an embedded graph to ingests of this user's: they ask and write through the process that has it open. */
import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { GraphError } from '../errors.js';
import type { CrystalRecord, CrystalVectorNode, SourceNode } from '../model.js';
import type { IngestStore, ReportedChange } from '../store.js';
import { turn } from '../turns.js';
import { choosePlace, type Place, publish, socketOf, withdraw } from './place.js';
import { CALLS, type CallName, type Failure, type Line } from './wire.js';

export interface Lender {
  /** Answers what was asked, writes what has come as a whole, and takes no more. */
  close(): Promise<void>;
}

/**
 * @param folder of the graph, which this process has open and may write.
 * @param version of Motifgraph.
 * @throws the system's error where there can be no socket.
 */
export async function lend(store: IngestStore, folder: string, version: string): Promise<Lender> {
  const place = choosePlace(folder, version);
  const server = createServer((request, response) => void answer(store, place, request, response));
  server.listen(socketOf(folder, place));
  await once(server, 'listening');
  // It is no reason to live on.
  server.unref();
  publish(folder, place);
  return {
    close: async () => {
      withdraw(folder, place);
      await closed(server);
    },
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

async function answer(store: IngestStore, place: Place, request: IncomingMessage, response: ServerResponse) {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  };
  try {
    if (!knows(place.token, request.headers.authorization)) {
      request.resume();
      return send(401, failureOf(new Error('The token is not that of this process.')));
    }
    send(200, await called(store, request));
  } catch (error) {
    // Where the ingest is gone there is nobody to tell.
    if (!response.destroyed) send(500, failureOf(error));
  }
}

function knows(token: string, shown = ''): boolean {
  const expected = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from(shown);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function called(store: IngestStore, request: IncomingMessage): Promise<unknown> {
  const name = request.url!.slice(1);
  if (name === 'write' || name === 'report') {
    const { records, sources, gone, digest, vectors, reported } = await readLines(request);
    if (name === 'report') return [...(await store.report(reported))];
    const placed = digest === null ? undefined : { digest, crystals: vectors };
    await store.write(records, sources, gone, placed);
    return null;
  }
  if (!Object.hasOwn(CALLS, name)) throw new Error(`There is no call ${name}.`);
  const call = CALLS[name as CallName] as (store: IngestStore, ...rest: unknown[]) => Promise<unknown>;
  return call(store, ...((await json(request)) as unknown[]));
}

/** @throws where the request breaks off: nothing of it is written then. */
async function readLines(request: IncomingMessage) {
  const records: CrystalRecord[] = [];
  const sources: SourceNode[] = [];
  const gone: string[] = [];
  const vectors: CrystalVectorNode[] = [];
  const reported: ReportedChange[] = [];
  let digest: string | null = null;
  for await (const text of createInterface({ input: request })) {
    const line = JSON.parse(text) as Line;
    if ('record' in line) records.push(line.record);
    else if ('source' in line) sources.push(line.source);
    else if ('gone' in line) gone.push(line.gone);
    else if ('vector' in line) vectors.push(line.vector);
    else if ('reported' in line) reported.push(line.reported);
    else digest = line.digest;
    await turn();
  }
  if (!request.complete) throw new Error('The request broke off.');
  return { records, sources, gone, digest, vectors, reported };
}

function failureOf(error: unknown): Failure {
  return {
    code: error instanceof GraphError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
  };
}
