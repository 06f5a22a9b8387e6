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
};

export const LIMIT_MEANINGS: Readonly<Record<LimitName, string>> = {
  depth: 'Levels of nested fields in a query; introspection is not counted.',
  cost: 'Values that the answer may hold, estimated before it is made: each field counts 1, multiplied by the sizes of the lists around it.',
  values: 'Values that the answer may hold, counted while it is made: fields, and items of lists.',
  answerBytes: 'Bytes that the answer may have, counted while it is made.',
  errors: 'Errors in an answer; the first ones are shown, with the number of all.',
  aliases: 'Renamed fields in a query, fragments written out.',
  rootFields: 'Fields on the first level of a query.',
  fields: 'Fields in a query, fragments written out.',
  directives: 'Directives (`@include`, `@skip`) in a query.',
  fragments: 'Named fragments in a query.',
  queryCharacters: 'Characters of a query; long texts belong into its variables.',
  tokens: 'Names, numbers, texts, punctuation marks and comments in a query.',
  nameCharacters: 'Characters of a name in a query.',
  nesting: 'Brackets, of whatever kind, that are open at the same time in a query, or in the JSON of a request.',
  variableValues:
    'Values in the JSON of a request, which are those of its variables and a few: items of lists, members of objects.',
  pageSize: 'Items on one page of a list.',
  ids: 'Ids, or other values, in one list that is an argument.',
  bodyBytes: 'Bytes of an HTTP request.',
  structureBytes: 'Bytes of a structure given to `analyzeStructure`.',
  analysisSeconds: 'Seconds that the analysis of a given structure may take, and that it may wait for others.',
  analysisMebibytes: 'Memory that the analysis of a given structure may take, of whatever kind, MiB.',
  analysesWaiting: 'Analyses of given structures that may wait for others, of all clients together.',
  predictionEdges:
    'Neighbours of atoms and connections of motif sites, one for each class of equivalent ones, of a crystal that is predicted.',
  requestSeconds: 'Seconds that the answer to one request may take, with the time that it waits for others.',
  sendSeconds:
    'Seconds in which a client has to take something of its answer; one that takes nothing is cut off, at the latest after twice as many.',
  valuesAtOnce:
    'Values of all answers that are made and sent at the same time, of all clients together, half of them of one client: answers that are estimated to hold more wait for others.',
  answersAtOnce:
    'Answers that are made and sent at the same time, of all clients together; half of them, rounded up, of one client.',
  answersWaiting: 'Requests that may wait for those, of all clients together; half of them, rounded up, of one client.',
  requestsPerMinute:
    'Requests of one client in a minute: of a key, or else of an address; a key may have a number of its own. Unless whoever runs the server sets it, clients on its own machine may ask as often as they like.',
};

/** Items of a page where the query does not say how many. */
export const DEFAULT_PAGE_SIZE = 20;

/** @throws RangeError for a limit that is no positive whole number, or has a name that is none of `Limits`. */
export function resolveLimits(chosen: Partial<Limits> = {}): Limits {
  for (const [name, value] of Object.entries(chosen)) {
    if (!(name in DEFAULT_LIMITS)) throw new RangeError(`there is no limit "${name}"`);
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`the limit "${name}" has to be a whole number from 1 on, not ${value}`);
    }
  }
  return { ...DEFAULT_LIMITS, ...chosen };
}
