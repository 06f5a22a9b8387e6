/** The explorer and the query editor: files that the browser gets as they were built. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readExamples } from './example-queries.js';
import { type ExplorerFile, explorerFiles } from './explorer-files.js';
import { namesOf, vary } from './headers.js';
import { refusal } from './listener.js';

/** Addresses of the explorer's views: all get the same file, which shows what the address says. */
const VIEWS = [
  '/',
  '/crystals',
  '/crystal/*',
  '/motifs',
  '/motif/*',
  '/connections',
  '/map',
  '/pattern',
  '/mine',
] as const;

/** The address as routes have it: `/crystal/*` for that of any crystal. */
export function routeOf(path: string): string {
  return VIEWS.find((view) => view.endsWith('/*') && path.startsWith(view.slice(0, -1))) ?? path;
}

/** Their files and the service are all that a page has to do with, and no other site can frame it. */
const policy = (...styles: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${["'self'", ...styles].join(' ')}`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const EXPLORER_POLICY = policy();
/** Monaco, the editor, writes styles of its own into the page. */
const EDITOR_POLICY = policy("'unsafe-inline'");

/** Names of these files change with what is in them. */
const HASHED = /^assets\//;

const TO_BE_VALIDATED = 'no-cache';
const FOR_GOOD = 'public, max-age=31536000, immutable';

export async function explorerRoutes(http: FastifyInstance): Promise<void> {
  const files = explorerFiles();
  const page = (name: string, contentPolicy: string) => {
    const file = files.get(name);
    if (file === undefined) return notBuilt;
    return (request: FastifyRequest, reply: FastifyReply) => {
      reply.header('content-security-policy', contentPolicy);
      return sendFile(request, reply, file, TO_BE_VALIDATED);
    };
  };
  const explorer = page('index.html', EXPLORER_POLICY);
  for (const view of VIEWS) http.get(view, explorer);
  http.get('/query', page('query.html', EDITOR_POLICY));
  for (const [name, file] of files) {
    if (name.endsWith('.html')) continue;
    const caching = HASHED.test(name) ? FOR_GOOD : TO_BE_VALIDATED;
    http.get(`/${name}`, (request, reply) => sendFile(request, reply, file, caching));
  }
  const examples = readExamples();
  http.get('/examples.json', async () => examples);
}

/** The explorer says that there is nothing at this address; null where it is not built. */
export function notFoundPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | null {
  const file = explorerFiles().get('index.html');
  if (file === undefined) return null;
  reply.code(404).header('content-security-policy', EXPLORER_POLICY);
  return sendFile(request, reply, file, TO_BE_VALIDATED);
}

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: ExplorerFile,
  caching: string,
): Promise<FastifyReply> {
  vary(reply, 'Accept-Encoding');
  reply.headers({ etag: file.tag, 'cache-control': caching });
  if (namesOf(request.headers['if-none-match']).includes(file.tag)) return reply.code(304).send();
  const coding = file.codingFor(request.headers['accept-encoding']);
  if (coding !== 'identity') reply.header('content-encoding', coding);
  return reply.type(file.type).send(await file.coded(coding));
}

async function notBuilt(request: FastifyRequest, reply: FastifyReply) {
  const message = 'The explorer is not built here: `npm run build` builds it. GraphQL is at /graphql all the same.';
  return refusal(request, reply, 404, 'BAD_REQUEST', message);
}
