/** What a request asks, whichever way it came: by POST or GET, with its query or the hash of one. */
import { sha256 } from '../crystal/sha256.js';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

/** Requests of more bytes are rarely asked twice, and would have to be hashed each time. */
const MOST_BYTES = 64 * 1024;

/** Characters of a question that names itself: hashing takes longer than comparing. */
const SHORT = 400;

type Members = Readonly<Record<string, unknown>>;

/**
 * The same for all requests with the same answer, as long as the graph does not change. Null where it may have none: Apollo
 * Server then says what is wrong with it.
 */
export function questionOf(request: FastifyRequest): string | null {
  const { query = null, operationName = null, variables = null, extensions = null } = membersOf(request) ?? {};
  const hash = documentHash(query, extensions);
  if (hash === null || !isMembersOrNull(variables)) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  const { accept = null } = request.headers;
  const text = JSON.stringify([hash, operationName, variables, accept]);
  return text.length <= SHORT ? text : sha256(text);
}

/** What a request by GET has in its address, as text; names that stand there twice are a fault of it. */
export function parametersOf({ url }: FastifyRequest): URLSearchParams {
  const begin = url.indexOf('?');
  return new URLSearchParams(begin === -1 ? '' : url.slice(begin));
}

function membersOf(request: FastifyRequest): Members | null {
  if (request.method === 'GET') return membersOfAddress(parametersOf(request));
  const bytes = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  const { body } = request;
  return bytes <= MOST_BYTES && isMembersOrNull(body) ? body : null;
}

function membersOfAddress(parameters: URLSearchParams): Members | null {
  const names = [...parameters.keys()];
  if (new Set(names).size < names.length) return null;
  try {
    const json = (name: string) => JSON.parse(parameters.get(name) ?? 'null') as unknown;
    return {
      query: parameters.get('query'),
      operationName: parameters.get('operationName'),
      variables: json('variables'),
      extensions: json('extensions'),
    };
  } catch {
    return null;
  }
}

/** SHA-256 of the query, whether it came along or is known by its hash alone. */
function documentHash(query: unknown, extensions: unknown): string | null {
  if (!isMembersOrNull(extensions)) return null;
  const persisted = extensions?.['persistedQuery'] ?? null;
  if (!isMembersOrNull(persisted) || (persisted !== null && persisted['version'] !== 1)) return null;
  const named = persisted?.['sha256Hash'] ?? null;
  if (query === null || query === '') return typeof named === 'string' ? named : null;
  const hash = typeof query === 'string' ? hashOfQuery(query) : null;
  return named === null || named === hash ? hash : null;
}

/** Clients ask the same few queries with other variables. */
const HASHES = new LRUCache<string, string>({ maxSize: 1_000_000, sizeCalculation: ({ length }) => 64 + length });

function hashOfQuery(query: string): string {
  const known = HASHES.get(query);
  if (known !== undefined) return known;
  const hash = sha256(query);
  HASHES.set(query, hash);
  return hash;
}

function isMembersOrNull(value: unknown): value is Members | null {
  return typeof value === 'object' && !Array.isArray(value);
}
