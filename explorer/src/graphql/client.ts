/** Talks to the service: its public GraphQL, and nothing else. */
import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/preact-query';
import type { TypedDocumentString } from './generated/operations.js';

const KEY = 'motifgraph-key';

/** The key of a service that asks for one stays with this tab, and is gone with it. */
export function rememberKey(key: string): void {
  sessionStorage.setItem(KEY, key.trim());
  void queryClient.invalidateQueries();
}

/** What a service that asks for a key wants to see. */
export function keyHeaders(): Readonly<Record<string, string>> {
  const key = sessionStorage.getItem(KEY);
  return key === null || key === '' ? {} : { authorization: `Bearer ${key}` };
}

export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly [name: string]: unknown };
}

/** An answer without data, or none. */
export class ApiFailure extends Error {
  constructor(
    readonly errors: readonly ApiError[],
    readonly status?: number,
  ) {
    super(errors.map(({ message }) => message).join('\n'));
  }

  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}

/** Data, and what is told of the parts that are null. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly ApiError[];
}

/** @throws ApiFailure where there are no data at all */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  const body = { query: document.toString(), variables };
  const response = await post('/graphql', body, 'application/graphql-response+json, application/json', signal);
  const answer = (await response.json().catch(() => ({}))) as { data?: Data | null; errors?: ApiError[] };
  const errors = answer.errors ?? [];
  // Every field of the query is nullable: what failed is null, and the errors say why.
  if (answer.data === undefined || answer.data === null) {
    const message = `The service answered with status ${response.status}.`;
    throw new ApiFailure(errors.length > 0 ? errors : [{ message }], response.status);
  }
  return { data: answer.data, errors };
}

/**
 * What `/export` writes for a request, as `docs/exports.md` describes it.
 * @throws ApiFailure if it refuses
 */
export async function exported(request: object): Promise<Blob> {
  const response = await post('/export', request, '*/*');
  if (response.ok) return await response.blob();
  const { errors } = (await response.json().catch(() => ({}))) as { errors?: ApiError[] };
  const message = `The service answered with status ${response.status}.`;
  throw new ApiFailure(errors ?? [{ message }], response.status);
}

async function post(path: string, body: object, accept: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, ...keyHeaders() },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiFailure([{ message: 'The service does not answer. Is it still running?' }]);
  }
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 300_000, retry: false, refetchOnWindowFocus: false } },
});

/** The answer is known already, as that to the same question in other words. */
export function rememberAnswer<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: NoInfer<Variables>,
  answer: Answer<Data>,
): void {
  queryClient.setQueryData(keyOf(document, variables), answer);
}

/** Begins the keys of questions that are told as they were asked. Those of `/mine` go by their structure, and are told by the view. */
const QUESTION = 'question';

const keyOf = <Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables) => [
  QUESTION,
  document.toString(),
  variables,
];

interface Asking {
  /** False: nothing is asked yet. */
  readonly enabled?: boolean;
  /** The answer to other variables stays on screen until the new one is there, so that nothing jumps. */
  readonly keepPrevious?: boolean;
  /** Asked by what stands around every view, not by the view. */
  readonly isOfFrame?: boolean;
}

/** The answer to a query; asked again when the variables change, and the request of the old ones is given up. */
export function useAnswer<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { enabled = true, keepPrevious = false, isOfFrame = false }: Asking = {},
): UseQueryResult<Answer<Data>, ApiFailure> {
  return useQuery<Answer<Data>, ApiFailure>({
    queryKey: keyOf(document, variables),
    queryFn: ({ signal }) => ask(document, variables, signal),
    enabled,
    meta: { isOfFrame },
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** What the view on screen has asked: texts of queries with their variables. */
export function questionsOnScreen(): (readonly [query: string, variables: unknown])[] {
  return queryClient
    .getQueryCache()
    .findAll({ queryKey: [QUESTION], type: 'active', predicate: ({ meta }) => meta?.['isOfFrame'] !== true })
    .map(({ queryKey: [, query, variables] }) => [String(query), variables]);
}
