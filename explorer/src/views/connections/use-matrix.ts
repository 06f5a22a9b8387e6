/** Asks for the matrix: its motifs, then what lies between them. */
import { type UseQueryResult, useQueries } from '@tanstack/preact-query';
import { useMemo } from 'preact/hooks';
import { type Answer, type ApiFailure, ask, useAnswer } from '../../graphql/client.js';
import {
  ConnectionsBetweenDocument,
  type ConnectionsBetweenQuery,
  ConnectionsMotifsDocument,
} from '../../graphql/generated/operations.js';
import { type MatrixMotif, motifsOf, type Pairs, pairsOf } from './model.js';
import { requestsFor } from './requests.js';
import type { MatrixState } from './state.js';

export interface MatrixAnswer {
  readonly motifs: readonly MatrixMotif[];
  /** Undefined until they are there. */
  readonly pairs: Pairs | undefined;
  readonly failure: ApiFailure | null;
}

export function useMatrix({ element, shape, size }: MatrixState) {
  const filter = {
    ...(element === null ? {} : { elements: [element] }),
    ...(shape === null ? {} : { geometries: [shape] }),
  };
  const variables = { first: size, filter };
  const answer = useAnswer(ConnectionsMotifsDocument, variables, { keepPrevious: true });
  const data = answer.data?.data;
  const motifs = useMemo(() => (data === undefined ? [] : motifsOf(data)), [data]);
  const requests = useMemo(() => requestsFor(motifs.map(({ id }) => id)), [motifs]);
  const { pairs, failure } = useQueries({
    queries: requests.map((request) => ({
      queryKey: [ConnectionsBetweenDocument.toString(), request],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(ConnectionsBetweenDocument, request, signal),
    })),
    combine: together,
  });
  return { answer, matrix: { motifs, pairs, failure } satisfies MatrixAnswer, variables, requests };
}

/** One function for all drawings, so that the pairs are put together once. */
function together(results: readonly UseQueryResult<Answer<ConnectionsBetweenQuery>>[]) {
  const failure = (results.find(({ error }) => error !== null)?.error ?? null) as ApiFailure | null;
  const answers = results.flatMap(({ data }) => (data === undefined ? [] : [data.data]));
  return { failure, pairs: answers.length < results.length ? undefined : pairsOf(answers) };
}
