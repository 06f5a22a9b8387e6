/** Sends the editor's queries to the service. */
import type { FetcherParams } from '@graphiql/toolkit';
import { keyHeaders } from '../graphql/client.js';

/** What one is told of an answer beside its text. */
export interface Receipt {
  readonly status: number;
  readonly milliseconds: number;
  readonly bytes: number;
  readonly errors: number;
  /** Of the schema, which the editor asks for itself. */
  readonly isSchema: boolean;
}

export type Answer = Readonly<Record<string, unknown>>;

/** @param onReceipt told of each answer that came */
export async function ask(parameters: FetcherParams, onReceipt: (receipt: Receipt) => void): Promise<Answer> {
  const begin = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...keyHeaders() },
    body: JSON.stringify(parameters),
  }).catch(() => {
    throw new Error('The service does not answer. Is it still running?');
  });
  const text = await response.text();
  const milliseconds = performance.now() - begin;
  let answer: Answer;
  try {
    answer = JSON.parse(text) as Answer;
  } catch {
    throw new Error(`The service answered with status ${response.status}, and no JSON.`);
  }
  onReceipt({
    status: response.status,
    milliseconds,
    bytes: new TextEncoder().encode(text).length,
    errors: Array.isArray(answer['errors']) ? answer['errors'].length : 0,
    isSchema: parameters.operationName === 'IntrospectionQuery',
  });
  return answer;
}

export interface Example {
  readonly name: string;
  /** What it asks. */
  readonly title: string;
  readonly query: string;
}

export async function fetchExamples(): Promise<readonly Example[]> {
  const response = await fetch('/examples.json');
  return response.ok ? ((await response.json()) as Example[]) : [];
}
