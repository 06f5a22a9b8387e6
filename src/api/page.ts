/** The page to write queries on: a handful of files that the browser gets as they are. */
import { readdirSync, readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

export interface Example {
  /** Name of the file. */
  readonly name: string;
  /** What it asks, in words: the comment at the file's start. */
  readonly title: string;
  readonly query: string;
}

// The same folder from src/api and from dist/api.
const SOURCES = new URL('../../src/api/', import.meta.url);

const FILES = [
  { path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { path: '/page.css', file: 'page.css', type: 'text/css; charset=utf-8' },
  ...['page.js', 'docs.js', 'result.js', 'client.js'].map((file) => ({
    path: `/${file}`,
    file,
    type: 'text/javascript; charset=utf-8',
  })),
];

/** Nothing but the page's own files runs or is loaded, and no other site can frame it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export async function pageRoutes(http: FastifyInstance): Promise<void> {
  for (const { path, file, type } of FILES) {
    const content = readFileSync(new URL(`page/${file}`, SOURCES));
    http.get(path, async (_, reply) => {
      reply.headers({
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'cache-control': 'no-cache',
      });
      return content;
    });
  }
  const examples = readExamples();
  http.get('/examples.json', async () => examples);
}

/** In the order of their names, which begin with a number. */
export function readExamples(): Example[] {
  return readdirSync(new URL('examples/', SOURCES))
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const query = readFileSync(new URL(`examples/${file}`, SOURCES), 'utf8');
      const title = /^# (.+)/.exec(query)?.[1];
      if (title === undefined)
        throw new Error(`src/api/examples/${file} has to begin with a comment that says what it asks`);
      return { name: file.slice(0, -'.graphql'.length), title, query };
    });
}
