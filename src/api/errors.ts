/** Errors that reach the client: made here, and nothing else gets out. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Refusal } from '../crystal/crystal.js';
import { shortened, shortenedTexts } from './echo.js';
import type { LimitName } from './limits.js';
import { ERROR_MEANINGS, ERROR_STATUSES, type ErrorCode } from './types/error-code.js';

/** An error with one of the codes of the schema. Its message is written for the client. */
export function apiError(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** `found` is in the unit of `value`. */
export function limitError(limit: LimitName, value: number, found: number | null, message: string): GraphQLError {
  return apiError('LIMIT_EXCEEDED', message, { limit: { name: limit, value, found } });
}

/** @param hint how what took long can be made to take less, in place of what is said otherwise */
export function timeError(seconds: number, hint = 'Request less at once.'): GraphQLError {
  const message = `The answer took longer than the limit "requestSeconds" of this server: ${seconds} s. ${hint}`;
  return limitError('requestSeconds', seconds, null, message);
}

/** Of an error with one of our codes, as the answer of an address. */
export function statusOf({ extensions: { code, limit } }: GraphQLError): number {
  // What took too long is the server's.
  if ((limit as { readonly name?: string } | undefined)?.name === ('requestSeconds' satisfies LimitName)) return 503;
  return ERROR_STATUSES[code as ErrorCode] ?? 400;
}

export function stoppingError(): GraphQLError {
  return apiError('SERVER_BUSY', 'The server is being stopped. Try again later.');
}

/** The same error, of a request that could not be run at all. */
export function badRequest({ message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } });
}

/** As readers and analysis give it, or as the schema does. */
type RefusalInWords = Pick<Refusal, 'code' | 'message'> & {
  readonly file?: string | null;
  readonly line?: number | null;
};

export function refusalError(code: 'CRYSTAL_REFUSED' | 'STRUCTURE_REFUSED', refusal: RefusalInWords): GraphQLError {
  const { code: reason, message, file = null, line = null } = refusal;
  return apiError(code, `${message} (${reason})`, { refusal: { code: reason, message, file, line } });
}

/** What the operator reads about an error that the client is not told about. */
export type ReportDefect = (incident: string, error: unknown) => void;

/** graphql-js stops parsing at `maxTokens` with a syntax error of this wording. */
const TOO_MANY_TOKENS = /Document contains more tha[nt] (\d+) tokens/;

/** Apollo Server has no codes for these faults of persisted queries, which are the client's. */
const BAD_PERSISTED_QUERIES: Readonly<Record<string, string>> = {
  'Unsupported persisted query version': 'Persisted queries have version 1 here.',
  'provided sha does not match query': "The hash of the persisted query is not the query's SHA-256.",
};

function tooManyTokens(limit: number): GraphQLError {
  return limitError(
    'tokens',
    limit,
    null,
    `The query has more tokens (names, numbers, punctuation) than the limit "tokens" of this server: ${limit}.`,
  );
}

/** What the client is told of a defect. */
export function defectMessage(incident: string): string {
  return `The server failed to answer because of a defect. The operator finds the cause in the log under ${incident}.`;
}

/**
 * Maps every error to one with a code of the schema: errors of ours and of GraphQL pass, everything else is a defect that
 * the client knows by its number alone.
 */
export function makeFormatError(report: ReportDefect, newIncident: () => string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted;
    const message = shortened(formatted.message);
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const tokens = TOO_MANY_TOKENS.exec(message)?.[1];
    if (tokens !== undefined) return { ...tooManyTokens(Number(tokens)).toJSON(), ...place };
    const persisted = BAD_PERSISTED_QUERIES[message];
    if (persisted !== undefined) return { message: persisted, extensions: { code: 'BAD_REQUEST' } };
    const { validationErrorCode: _, ...extensions } = shortenedTexts(formatted.extensions ?? {}) as Record<
      string,
      unknown
    >;
    // Apollo gives every error of a validation rule its own code, those of our limits too.
    const code =
      'limit' in extensions && extensions['code'] === 'GRAPHQL_VALIDATION_FAILED'
        ? 'LIMIT_EXCEEDED'
        : extensions['code'];
    if (typeof code === 'string' && code in ERROR_MEANINGS && code !== 'INTERNAL_SERVER_ERROR') {
      return { message, ...place, extensions: { ...extensions, code } };
    }
    const incident = newIncident();
    report(incident, error);
    return {
      message: defectMessage(incident),
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', incident },
    };
  };
}
