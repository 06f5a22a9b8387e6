/** The route of GraphQL: answers that are known already, and those that Apollo Server makes. */
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphStore } from '../graph/store.js';
import { type Coding, codingFor, encoded } from './compression.js';
import type { Context } from './context.js';
import type { AskedDirectly, DirectAnswers } from './direct-answers.js';
import { namesOf, vary } from './headers.js';
import type { AnswerHead, KeptAnswers } from './kept-answers.js';
import { identified } from './observation.js';
import { sha256 } from '../crystal/sha256.js';
import { parametersOf, questionOf } from './question.js';

export interface AnsweringSettings {
  readonly apollo: ApolloServer<Context>;
  readonly direct: DirectAnswers;
  readonly store: GraphStore;
  readonly kept: KeptAnswers;
  /** All that answers depend on beside the graph and the request: programs, model, settings. */
  readonly basis: string;
  readonly makeContext: (request: FastifyRequest) => Context;
  /** @throws GraphQLError where the query is nothing to be parsed */
  readonly checkQuery: (query: string) => void;
}

/** A graph that needs longer to say its version is not waited for: who asks is told by the question itself. */
const VERSION_MILLISECONDS = 500;
const TEXT_BYTES = 16 * 1024;
/** Headers that Apollo Server reads. */
const READ_HEADERS = ['accept', 'content-type'] as const;

export function makeAnswering(settings: AnsweringSettings) {
  const { store, kept, basis, checkQuery, direct } = settings;
  const versionOf = versionsOf(store);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    vary(reply, 'Accept, Accept-Encoding');
    const { note } = request;
    const question = questionOf(request);
    // Before the answer is begun: what changes meanwhile makes it one of an old version, never of a later one.
    const saying = question === null ? null : versionOf();
    const version = typeof saying === 'string' ? saying : await saying;
    const make = () => {
      const asked = direct.askedBy(request);
      // Of a document that is known, all that can be too large was looked at before.
      if (asked === null) checkQueries(request, checkQuery);
      return made(settings, request, asked);
    };
    if (question === null || version === null) return sendMade(reply, await make());
    // A weak one: the bytes differ by their coding.
    const tag = request.method === 'GET' ? `W/"${sha256(`${basis} ${version} ${question}`).slice(0, 40)}"` : null;
    const toBeValidated = () => tag !== null && reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
    if (tag !== null && namesOf(request.headers['if-none-match']).includes(tag)) {
      note.kept = true;
      toBeValidated();
      return reply.code(304).send();
    }
    const found = kept.find(question, version);
    if (found !== undefined) {
      note.kept = true;
      note.operation = found.head.operation;
      toBeValidated();
      const coding = codingFor(found.bytes.length, request.headers['accept-encoding']);
      return send(reply, 200, found.head.contentType, coding, await kept.coded(question, version, found, coding));
    }
    const answer = await make();
    if (answer.status !== 200 || note.codes.length > 0) return sendMade(reply, answer);
    toBeValidated();
    if (note.isOwn) return sendMade(reply, answer);
    const { bytes, contentType } = answer;
    const head: AnswerHead = { contentType, operation: note.operation ?? '' };
    kept.keep(question, version, { head, bytes });
    const coding = codingFor(bytes.length, request.headers['accept-encoding']);
    return send(reply, 200, contentType, coding, await kept.coded(question, version, { head, bytes }, coding));
  };
}

interface Made {
  readonly status: number;
  readonly contentType: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly bytes: Buffer;
}

/** @param asked null where Apollo Server has to look at the request */
async function made(
  { apollo, direct, makeContext }: AnsweringSettings,
  request: FastifyRequest,
  asked: AskedDirectly | null,
): Promise<Made> {
  const context = makeContext(request);
  const answer = asked && (await direct.answer(asked, context));
  if (answer !== null)
    return { status: 200, contentType: answer.contentType, headers: [], bytes: Buffer.from(answer.text) };
  const headers = new HeaderMap();
  for (const name of READ_HEADERS) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  const {
    status = 200,
    headers: answered,
    body,
  } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers,
      search: request.method === 'GET' ? `?${parametersOf(request)}` : '',
      body: request.body,
    },
    context: async () => context,
  });
  // Without `@defer`, which this version of GraphQL lacks, answers come as a whole.
  if (body.kind !== 'complete') throw new Error('an answer in parts');
  const text = status >= 400 ? identifiedText(body.string, request) : body.string;
  const { 'content-type': contentType = '', ...rest } = Object.fromEntries(answered);
  if (status === 200 && request.note.codes.length === 0) direct.learn(request, contentType);
  return { status, contentType, headers: Object.entries(rest), bytes: Buffer.from(text) };
}

/** What Apollo refuses before it runs anything has not passed its plugins. */
function identifiedText(text: string, { note }: FastifyRequest): string {
  if (note.codes.length > 0) return text;
  const body = JSON.parse(text) as { errors: { extensions?: Record<string, unknown> }[] };
  return JSON.stringify({ ...body, errors: identified(body.errors, note) });
}

async function sendMade(reply: FastifyReply, { status, contentType, headers, bytes }: Made): Promise<FastifyReply> {
  for (const [name, value] of headers) reply.header(name, value);
  const coding = codingFor(bytes.length, reply.request.headers['accept-encoding']);
  return send(reply, status, contentType, coding, coding === 'identity' ? bytes : await encoded(bytes, coding));
}

function send(reply: FastifyReply, status: number, type: string, coding: Coding, bytes: Buffer): FastifyReply {
  if (coding !== 'identity') reply.header('content-encoding', coding);
  // Node.js writes a text together with its head, bytes after it: two buffers, which take the system longer.
  const body = coding === 'identity' && bytes.length <= TEXT_BYTES ? bytes.toString() : bytes;
  return reply.code(status).header('content-type', type).send(body);
}

/** @returns null where the graph does not say it, or not soon */
function versionsOf(store: GraphStore): () => string | Promise<string | null> {
  let known: { readonly saying: Promise<string>; readonly version: string } | null = null;
  return () => {
    let saying: Promise<string>;
    try {
      saying = store.version();
    } catch {
      return Promise.resolve(null);
    }
    // The same promise says the same again: it need not be waited for.
    if (known?.saying === saying) return known.version;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), VERSION_MILLISECONDS);
      const settle = (version: string | null) => {
        clearTimeout(timer);
        resolve(version);
        if (version !== null) known = { saying, version };
      };
      saying.then(settle, () => settle(null));
    });
  };
}

function checkQueries(request: FastifyRequest, check: (query: string) => void): void {
  const { query } = (request.body ?? {}) as { readonly query?: unknown };
  if (typeof query === 'string') check(query);
  if (!request.url.includes('?')) return;
  for (const text of parametersOf(request).getAll('query')) check(text);
}
