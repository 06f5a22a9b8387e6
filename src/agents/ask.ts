/** How tools learn what they tell: by GraphQL, asked within the service or over HTTP. */

export type Variables = Readonly<Record<string, unknown>>;

/** Made for the requests of one client. Resolves for whatever the service answers. @throws AskError without an answer */
export type Ask = (query: string, variables: Variables) => Promise<Answered>;

export interface AnsweredError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly AnsweredError[] | undefined;
}

/** What is wrong, in words that the assistant can act on. */
export class AskError extends Error {
  override readonly name = 'AskError';
  constructor(
    message: string,
    /** `extensions.code` of the service. */
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

/**
 * The data of a query. Its type is what the query selects, which the caller knows.
 *
 * @throws AskError the first error, whatever was answered beside it
 */
export async function asked<Data>(ask: Ask, query: string, variables: Variables): Promise<Data> {
  const { data, errors } = await askedInPart<Data>(ask, query, variables);
  if (errors[0] !== undefined) throw askError(errors[0]);
  return data;
}

/** The data and its errors, where a part of the answer may be missing. @throws AskError where all of it is */
export async function askedInPart<Data>(
  ask: Ask,
  query: string,
  variables: Variables,
): Promise<{ readonly data: Data; readonly errors: readonly AnsweredError[] }> {
  const { data, errors = [] } = await ask(query, variables);
  const isEmpty = data == null || Object.values(data).every((value) => value === null);
  if (isEmpty) throw errors[0] === undefined ? new AskError('The service gave no answer.') : askError(errors[0]);
  return { data: data as Data, errors };
}

function askError({ message, extensions }: AnsweredError): AskError {
  const code = extensions?.['code'];
  return new AskError(message, typeof code === 'string' ? code : null);
}
