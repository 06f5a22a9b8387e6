/** The codes that errors carry in `extensions.code`: one closed list, shown in the schema. */
import { registerEnumType } from 'type-graphql';

/** Each code with what it means and what to do about it. */
export const ERROR_MEANINGS = {
  GRAPHQL_PARSE_FAILED: 'The query is not valid GraphQL; the message says where.',
  GRAPHQL_VALIDATION_FAILED: 'The query asks for a type, field or argument that the schema does not have.',
  OPERATION_RESOLUTION_FAILURE: 'The document holds several operations, and `operationName` does not name one of them.',
  BAD_REQUEST: 'Not a GraphQL request: the method, headers or body of the HTTP request are wrong.',
  PERSISTED_QUERY_NOT_FOUND:
    'The server does not know, or has forgotten, the query of this hash. Send the query together with the hash.',
  BAD_USER_INPUT: 'The value of a variable or argument does not fit its type, or contradicts another one.',
  LIMIT_EXCEEDED:
    'The request exceeds a limit of this server. `extensions.limit` has its name, its value and what was found; `service { limits { name value } }` lists all limits.',
  BAD_CURSOR:
    'The cursor does not come from this server, or belongs to a list with another filter or order. Start again without it.',
  BAD_PAGE: 'Invalid page arguments: a negative size, or `first` together with `last`.',
  BAD_RANGE: 'The minimum of a range is above its maximum, or one of them is not a number.',
  BAD_ELEMENT: 'No chemical element has this symbol.',
  BAD_FORMULA: 'Not a valid chemical formula, anonymous formula or chemical system.',
  BAD_PATTERN:
    'The pattern is not one: names that no connection leads to, no polyhedra or more than six, unknown motifs, reversed ranges. The message says what to change.',
  BAD_GEOMETRY: 'No reference geometry has this symbol; `geometries { symbol name }` lists them.',
  BAD_SPACE_GROUP: 'No space group has this number (1–230) or symbol.',
  UNKNOWN_ID: 'The graph holds nothing with this id.',
  CRYSTAL_REFUSED:
    'The structure with this id was read but not stored. `extensions.refusal` says why: code, message, file and line.',
  STRUCTURE_REFUSED:
    'The structure in the request cannot be used. `extensions.refusal` says why: code, message, file and line.',
  NOTHING_LEARNED: 'The graph has no vectors yet. The operator of this server can create them with `motifgraph embed`.',
  NO_MODEL: 'This server has no model, so it makes no new predictions. Stored predictions are still shown.',
  UNAUTHENTICATED:
    'The request needs an API key: `Authorization: Bearer KEY`. The operator of the server gives out keys.',
  RATE_LIMITED:
    'This client sends too many requests. `extensions.limit` has the number allowed per minute, and the header `Retry-After` the seconds to wait.',
  SERVER_BUSY: 'Too many requests, analyses or predictions are waiting. Try again in a few seconds.',
  GRAPH_UNAVAILABLE: 'The graph database does not respond. Try the same query again later.',
  GRAPH_CHANGED: 'The graph changed while an export was read from it. Export again.',
  INTERNAL_SERVER_ERROR: 'A bug in this server. The message has a number that leads the operator to the cause.',
} as const;

export type ErrorCode = keyof typeof ERROR_MEANINGS;

/** Statuses of HTTP, where an address and not a query is asked; 400 of all others. */
export const ERROR_STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNKNOWN_ID: 404,
  CRYSTAL_REFUSED: 404,
  SERVER_BUSY: 503,
  GRAPH_UNAVAILABLE: 503,
};

const codes = Object.keys(ERROR_MEANINGS) as ErrorCode[];
export const ErrorCodeEnum = Object.fromEntries(codes.map((code) => [code, code])) as { [Code in ErrorCode]: Code };

registerEnumType(ErrorCodeEnum, {
  name: 'ErrorCode',
  description: 'The codes that errors carry in `extensions.code`.',
  valuesConfig: Object.fromEntries(codes.map((code) => [code, { description: ERROR_MEANINGS[code] }])),
});
