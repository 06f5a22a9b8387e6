/** What one request may ask for. Each limit has a name that its error and `service { limits }` show. */
export interface Limits {
  readonly depth: number;
  readonly cost: number;
  readonly values: number;
  readonly answerBytes: number;
  readonly errors: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly fields: number;
  readonly directives: number;
  readonly fragments: number;
  readonly queryCharacters: number;
  readonly tokens: number;
  readonly nameCharacters: number;
  readonly nesting: number;
  readonly variableValues: number;
  readonly pageSize: number;
  readonly ids: number;
  readonly filterParts: number;
  readonly bodyBytes: number;
  readonly structureBytes: number;
  readonly analysisSeconds: number;
  readonly analysisMebibytes: number;
  readonly analysesWaiting: number;
  readonly predictionEdges: number;
  readonly requestSeconds: number;
  readonly sendSeconds: number;
  readonly valuesAtOnce: number;
  readonly answersAtOnce: number;
  readonly answersWaiting: number;
  readonly requestsPerMinute: number;
  readonly keptAnswerBytes: number;
  readonly exportsAtOnce: number;
  readonly exportSeconds: number;
}

export type LimitName = keyof Limits;

export const DEFAULT_LIMITS: Limits = {
  depth: 12,
  cost: 250_000,
  values: 250_000,
  answerBytes: 16 * 1024 * 1024,
  errors: 100,
  aliases: 15,
  rootFields: 20,
  fields: 500,
  directives: 20,
  fragments: 30,
  queryCharacters: 200_000,
  tokens: 4000,
  nameCharacters: 200,
  nesting: 100,
  variableValues: 20_000,
  pageSize: 1000,
  ids: 5000,
  filterParts: 300,
  bodyBytes: 4 * 1024 * 1024,
  structureBytes: 2 * 1024 * 1024,
  analysisSeconds: 20,
  analysisMebibytes: 512,
  analysesWaiting: 8,
  predictionEdges: 150_000,
  requestSeconds: 30,
  sendSeconds: 30,
  valuesAtOnce: 1_000_000,
  answersAtOnce: 24,
  answersWaiting: 200,
  requestsPerMinute: 600,
  keptAnswerBytes: 64 * 1024 * 1024,
  exportsAtOnce: 4,
  exportSeconds: 3600,
};

export const LIMIT_MEANINGS: Readonly<Record<LimitName, string>> = {
  depth: 'Nesting depth of the fields in a query; introspection does not count.',
  cost: 'Number of values in the answer, estimated before execution: each field counts 1, and each value of its arguments beyond 100, multiplied by the sizes of the lists around it.',
  values: 'Number of values in the answer (fields and list items), counted during execution.',
  answerBytes: 'Size of the answer in bytes, counted during execution.',
  errors: 'Errors in an answer; the first ones are shown, with the number of all.',
  aliases: 'Aliases in a query, with fragments expanded.',
  rootFields: 'Top-level fields of a query.',
  fields: 'Fields in a query, with fragments expanded.',
  directives: 'Directives (`@include`, `@skip`) in a query.',
  fragments: 'Named fragments in a query.',
  queryCharacters: 'Length of a query in characters; long texts belong in its variables.',
  tokens: 'Tokens in a query: names, numbers, strings, punctuation and comments.',
  nameCharacters: 'Length of a name in a query, in characters.',
  nesting: 'Nesting depth of brackets of any kind in a query, or in the JSON of a request.',
  variableValues: 'Values in the JSON of a request: list items and object members.',
  pageSize: 'Items on a page of a list.',
  ids: 'Ids or other values in a list argument.',
  filterParts:
    'Parts of one filter: the filters that it combines, their ranges and sets, polyhedra and connections of patterns.',
  bodyBytes: 'Size of an HTTP request, bytes.',
  structureBytes: 'Size of a structure given to `analyzeStructure`, bytes.',
  analysisSeconds:
    'Time limit for the analysis of a structure given to `analyzeStructure`, s, and for its wait in the queue.',
  analysisMebibytes: 'Memory limit for the analysis of a structure given to `analyzeStructure`, MiB.',
  analysesWaiting: 'Analyses in the queue, of all clients together.',
  predictionEdges: 'Edges of the atom graph and the motif graph of a crystal whose properties are predicted.',
  requestSeconds: 'Time limit for a request, s, including its wait in the queue.',
  sendSeconds:
    'Time in which a client has to take some of its answer, s; the connection of one that takes nothing is closed, after twice this time at the latest.',
  valuesAtOnce:
    'Values in all answers in progress, of all clients together, half of them for one client; requests whose estimate would exceed it wait.',
  answersAtOnce: 'Answers in progress, of all clients together; half of them, rounded up, for one client.',
  answersWaiting: 'Requests in the queue, of all clients together; half of them, rounded up, for one client.',
  requestsPerMinute:
    'Requests per minute of a client, identified by key or else by address; a key can have a rate of its own. By default, clients on the same machine are not limited.',
  keptAnswerBytes: 'Size of all answers that are kept for requests of the same kind, bytes; 0 keeps none.',
  exportsAtOnce: 'Exports in progress, of all clients together; one client can have one at a time.',
  exportSeconds: 'Time limit for an export, s; the connection of a slower one is closed.',
};

/** Items of a page where the query does not say how many. */
export const DEFAULT_PAGE_SIZE = 20;

/** @throws RangeError for a limit that is no positive whole number, or has a name that is none of `Limits`. */
export function resolveLimits(chosen: Partial<Limits> = {}): Limits {
  for (const [name, value] of Object.entries(chosen)) {
    if (!(name in DEFAULT_LIMITS)) throw new RangeError(`there is no limit "${name}"`);
    const least = name === 'keptAnswerBytes' ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new RangeError(`the limit "${name}" has to be a whole number from ${least} on, not ${value}`);
    }
  }
  return { ...DEFAULT_LIMITS, ...chosen };
}
