/** /export: what a filter finds, as a file that is sent while it is made. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { GraphStore } from '../graph/store.js';
import { EXPORT_FORMATS, type Export, type ExportRequest, exported } from '../pipeline/result-set/export.js';
import { ResultSetChanged } from '../pipeline/result-set/result-set.js';
import { apiError } from './errors.js';
import { type ExportMembers, exportRequest } from './export-request.js';
import { makeQueryGraph } from './graph-access.js';
import type { Limits } from './limits.js';
import { refusal } from './listener.js';
import type { Logger } from './logger.js';
import { parametersOf } from './question.js';
import { checkJson } from './request-shape.js';
import type { ErrorCode } from './types/error-code.js';

export interface ExportSettings {
  readonly store: GraphStore;
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly logger: Logger;
}

/** Seconds after which somebody who found no place may try again. */
const RETRY_SECONDS = 10;

export function makeExporting({ store, schema, limits, logger }: ExportSettings) {
  const queryGraph = makeQueryGraph(store);
  const places = new Places(limits.exportsAtOnce);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { note } = request;
    const asked = exportRequest(membersOf(request, limits), schema, limits);
    const full = places.whyFull(note.client);
    if (full !== null) {
      reply.header('retry-after', RETRY_SECONDS);
      return reply.send(refusal(request, reply, 429, 'SERVER_BUSY', full));
    }
    places.take(note.client, note.ended);
    let begun: Begun;
    try {
      begun = await queryGraph(() => begin(store, asked));
    } catch (error) {
      const { message, extensions } = knownError(error);
      return reply.send(refusal(request, reply, 503, extensions['code'] as ErrorCode, message));
    }
    const patience = setTimeout(() => reply.raw.destroy(), 1000 * limits.exportSeconds);
    void note.ended.then(() => clearTimeout(patience));
    const body = Readable.from(whole(begun), { objectMode: false });
    // Fastify breaks the connection off: a file that merely ended would look like a whole one.
    body.on('error', (error) => {
      note.codes.push(error instanceof ResultSetChanged ? 'GRAPH_CHANGED' : 'INTERNAL_SERVER_ERROR');
      logger.error(`The export ${note.id} was broken off`, error);
    });
    return reply.headers(headersOf(asked)).send(body);
  };
}

interface Begun {
  readonly first: IteratorResult<string | Uint8Array>;
  readonly pieces: Export['pieces'];
}

/** To the first piece: what fails before is answered as an error. */
async function begin(store: GraphStore, asked: ExportRequest): Promise<Begun> {
  const { pieces } = await exported(store, asked);
  return { first: await pieces.next(), pieces };
}

/** @throws what is a defect */
function knownError(error: unknown): GraphQLError {
  if (error instanceof ResultSetChanged) return apiError('GRAPH_CHANGED', error.message);
  if (error instanceof GraphQLError) return error;
  throw error;
}

/** How many exports are under way. */
class Places {
  private readonly clients = new Set<string>();

  constructor(private readonly most: number) {}

  /** A sentence; null where there is room for this client. */
  whyFull(client: string): string | null {
    if (this.clients.has(client)) {
      return 'This client has an export under way, and can have one at a time. Try again when it has ended.';
    }
    if (this.clients.size < this.most) return null;
    return `As many exports are under way as the limit "exportsAtOnce" of this server allows: ${this.most}. Try again later.`;
  }

  take(client: string, ended: Promise<void>): void {
    this.clients.add(client);
    void ended.then(() => this.clients.delete(client));
  }
}

async function* whole({ first, pieces }: Begun): AsyncGenerator<string | Uint8Array> {
  try {
    if (first.done) return;
    yield first.value;
    yield* pieces;
  } finally {
    await pieces.return(undefined);
  }
}

function headersOf({ format, of }: ExportRequest) {
  const { mediaType, ending } = EXPORT_FORMATS[format];
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="motifgraph-${of}.${ending}"`,
    'cache-control': 'no-store',
  };
}

/** @throws GraphQLError BAD_USER_INPUT, LIMIT_EXCEEDED */
function membersOf(request: FastifyRequest, limits: Limits): ExportMembers {
  if (request.method === 'POST') {
    const { body } = request;
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as ExportMembers;
    throw apiError('BAD_USER_INPUT', 'The body of an export is a JSON object: { "format": "csv", "of": "sites" }.');
  }
  const parameters = parametersOf(request);
  const names = [...parameters.keys()];
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw apiError('BAD_USER_INPUT', `\`${twice}\` stands twice in the address.`);
  return Object.fromEntries(
    [...parameters].map(([name, text]) => {
      const read = READ.get(name);
      return [name, read === undefined ? text : read(name, text, limits)];
    }),
  );
}

/** Parameters that are no plain texts. */
const READ: ReadonlyMap<string, (name: string, text: string, limits: Limits) => unknown> = new Map([
  ['filter', jsonIn],
  ['sort', jsonIn],
  ['columns', (_: string, text: string) => text.split(',')],
]);

function jsonIn(name: string, text: string, limits: Limits): unknown {
  checkJson(text, limits);
  try {
    return JSON.parse(text);
  } catch {
    throw apiError('BAD_USER_INPUT', `\`${name}\` is not JSON.`);
  }
}
