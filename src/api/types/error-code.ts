/** The codes that errors carry in `extensions.code`: one closed list, shown in the schema. */
import { registerEnumType } from 'type-graphql';

/** Each code with what it means and what to do about it. */
export const ERROR_MEANINGS = {
  GRAPHQL_PARSE_FAILED: 'The query breaks the grammar of GraphQL; the message says where.',
  GRAPHQL_VALIDATION_FAILED: 'The query asks for a type, field or argument that the schema does not have.',
  OPERATION_RESOLUTION_FAILURE: 'The document holds several operations and `operationName` names none of them.',
  BAD_REQUEST: 'The HTTP request is no GraphQL request: method, headers or body are wrong.',
  BAD_USER_INPUT: 'The value of a variable or argument does not fit its type, or contradicts another one.',
  LIMIT_EXCEEDED:
    'A limit of this server is exceeded. `extensions.limit` has its name, its value and what was found; all limits are listed by `service { limits { name value } }`.',
  BAD_CURSOR:
    'A cursor was not made by this server, or belongs to a list with another sorting. Start again without it.',
  BAD_PAGE: 'A page is asked for that can not be: a negative size, or `first` together with `last`.',
  BAD_RANGE: 'A range is upside down or has an end that is no number.',
  BAD_ELEMENT: 'No chemical element has this symbol.',
  BAD_FORMULA: 'This is no chemical formula, anonymous formula or chemical system.',
  BAD_GEOMETRY: 'No reference geometry has this symbol; `geometries { symbol name }` lists them.',
  BAD_SPACE_GROUP: 'No space group has this number (1–230) or symbol.',
  UNKNOWN_ID: 'The graph holds nothing under this id.',
  CRYSTAL_REFUSED:
    'The structure of this id was read, but not stored. `extensions.refusal` says why: code, message, file and line.',
  STRUCTURE_REFUSED:
    'The structure given in the request can not be used. `extensions.refusal` says why: code, message, file and line.',
  NOTHING_LEARNED: 'The graph has no vectors yet. Whoever runs this server makes them with `motifgraph embed`.',
  NO_MODEL: 'This server has no model to predict with; what the graph holds of predictions is shown all the same.',
  UNAUTHENTICATED:
    'The request needs a key of this server: `Authorization: Bearer KEY`. Whoever runs the server gives out keys.',
  RATE_LIMITED:
    'This client asks more often than it may. `extensions.limit` has the number of requests in a minute, the header `Retry-After` the seconds until more are answered.',
  SERVER_BUSY: 'Too many analyses or predictions are waiting. Try again in some seconds.',
  GRAPH_UNAVAILABLE: 'The graph database does not answer. The same query will work when it is back.',
  INTERNAL_SERVER_ERROR: 'A defect of this server. The message has a number under which the operator finds the cause.',
} as const;

export type ErrorCode = keyof typeof ERROR_MEANINGS;

const codes = Object.keys(ERROR_MEANINGS) as ErrorCode[];
export const ErrorCodeEnum = Object.fromEntries(codes.map((code) => [code, code])) as { [Code in ErrorCode]: Code };

registerEnumType(ErrorCodeEnum, {
  name: 'ErrorCode',
  description: 'The codes that errors carry in `extensions.code`.',
  valuesConfig: Object.fromEntries(codes.map((code) => [code, { description: ERROR_MEANINGS[code] }])),
});
