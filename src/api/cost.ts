/**
 * The cost of a query: how many values its answer may hold. Each field counts 1; the fields inside a list count as often
 * as the list may have items: as asked for where the query says so, otherwise as many as usual.
 */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import {
  type ComplexityEstimatorArgs,
  fieldExtensionsEstimator,
  getComplexity,
  simpleEstimator,
} from 'graphql-query-complexity';
import { PROPERTIES } from '../amdnet/properties.js';
import { apiError, badRequest, limitError } from './errors.js';
import type { AnswerMeter } from './execution/answer-meter.js';
import type { Metered } from './execution/metered-schema.js';
import { DEFAULT_PAGE_SIZE, type Limits } from './limits.js';
import { checkVariables } from './variables.js';

type Estimator = (args: ComplexityEstimatorArgs) => number;

/**
 * Lists whose size is in the structure, as measured in 22,420 oxides of the Materials Project: 5.4 orbits of cations in a
 * crystal (84 at most), 8.2 classes of connections at one, 5.4 ligands. A site that is met as a partner has 10.9
 * connections: those with many are met more often.
 */
export const usual = {
  sites: itemsTimes(6),
  connections: itemsTimes(11),
  ligands: itemsTimes(6),
  atoms: itemsTimes(40),
  polyhedra: itemsTimes(16),
  motifs: itemsTimes(4),
  nets: itemsTimes(16),
  elements: itemsTimes(4),
  occupants: itemsTimes(2),
  contributions: itemsTimes(16),
  sharedLigands: itemsTimes(2),
  environments: itemsTimes(2),
  kinds: itemsTimes(3),
  reported: itemsTimes(5),
  geometries: itemsTimes(66),
  allElements: itemsTimes(90),
} as const;

/** So many items, or as many as the query asks for where these are fewer. */
export function itemsTimes(items: number): Estimator {
  return ({ args, childComplexity }) => {
    const first: unknown = args['first'];
    return 1 + (typeof first === 'number' ? Math.min(items, Math.abs(first)) : items) * childComplexity;
  };
}

/** A filter is a look at all sites of the graph, made once for all crystals of a page. */
const FILTER_OF_PART = 20;

/** A list that hangs on one thing, and can be filtered. */
export function filtered(items: Estimator): Estimator {
  return (field) => items(field) + (field.args['filter'] == null ? 0 : FILTER_OF_PART);
}

/** What a page costs beside its items: the list that it is cut from, which is read for each owner of one. */
const LIST_BEHIND_PAGE = 200;

/** A list of pages: `first` or `last` items of it. A negative size is refused later, and must not make the rest cheap. */
export function pageTimes({ args, childComplexity, context }: ComplexityEstimatorArgs): number {
  const size: unknown = args['first'] ?? args['last'];
  const whole = (context as PageCosts).ofWholes;
  (context as PageCosts).ofWholes = 0;
  return LIST_BEHIND_PAGE + whole + (typeof size === 'number' ? Math.abs(size) : DEFAULT_PAGE_SIZE) * childComplexity;
}

/** Estimators are called for the fields of a page before the page itself. */
interface PageCosts {
  /** What fields of the page cost that tell of its list as a whole, whatever the size of the page. */
  ofWholes: number;
}

/** A field of a page that tells of its list as a whole: it counts once, not as often as the page has items. */
export function ofWhole(cost: number): Estimator {
  return ({ childComplexity, context }) => {
    (context as PageCosts).ofWholes += cost + childComplexity;
    return 0;
  };
}

/** Values that a key has at most, where that is known; behind a point, as a property of something else. */
const VALUES_OF_KEYS: Readonly<Partial<Record<string, number>>> = {
  crystalSystem: 7,
  kind: 4,
  firstKind: 3,
  secondKind: 3,
  connectionKinds: 3,
  dimensionality: 4,
  isStrong: 2,
  isAmbiguous: 2,
  elementCount: 10,
  coordinationNumber: 14,
  oxidationState: 9,
  geometry: 66,
  geometries: 66,
};

/** As many groups as the keys can have values, or as many as the query asks for where these are fewer. */
export function groupsTimes(cost: number): Estimator {
  return ({ args, childComplexity }) => {
    const [by, first] = [args['by'] as readonly string[], Number(args['first'])];
    const values = by.map((key) => VALUES_OF_KEYS[key.slice(key.lastIndexOf('.') + 1)] ?? Number.POSITIVE_INFINITY);
    const groups = values.reduce((product, count) => product * count, 1);
    return cost + Math.min(Math.abs(first), groups) * childComplexity;
  };
}

export const idsTimes = listedTimes('ids');

/** As many as the argument lists. */
export function listedTimes(argument: string): Estimator {
  return ({ args, childComplexity }) => {
    const listed: unknown = args[argument];
    return 1 + (Array.isArray(listed) ? listed.length : 1) * childComplexity;
  };
}

/** An analysis takes about as long as reading this many values from the graph. */
export function analysisTimes({ childComplexity }: ComplexityEstimatorArgs): number {
  return 25_000 + childComplexity;
}

/** All properties, or those that are named. */
export function predictionsTimes({ args, childComplexity }: ComplexityEstimatorArgs): number {
  const named: unknown = args['properties'];
  return 1 + (Array.isArray(named) ? named.length : PROPERTIES.length) * childComplexity;
}

/** A crystal is analysed again for its atoms and polyhedra: small ones mostly, and many together. */
const ANALYSED_AGAIN = 1000;

export function againTimes(items: Estimator = ({ childComplexity }) => childComplexity): Estimator {
  return (field) => ANALYSED_AGAIN + items(field);
}

/** A crystal is analysed again, and what comes of it predicted: small ones mostly, and many together. */
export function basisTimes({ childComplexity }: ComplexityEstimatorArgs): number {
  return 5000 + childComplexity;
}

/** Values of a field's arguments that cost nothing. */
const FREE_ARGUMENT_VALUES = 100;

/**
 * Each field makes objects of its arguments, each time that it is asked for: a variable that stands in many places, or below a
 * list, is many times as large as it was sent.
 */
function costOfArguments(args: ComplexityEstimatorArgs['args'], limit: number): number {
  const most = FREE_ARGUMENT_VALUES + limit;
  return Math.max(0, valuesIn(args, most) - FREE_ARGUMENT_VALUES);
}

/** List items and object members; where there are more than `most`, not all of them. */
function valuesIn(given: unknown, most: number): number {
  if (typeof given !== 'object' || given === null) return 0;
  let count = 0;
  for (const part of Object.values(given)) {
    count += 1 + valuesIn(part, most - count);
    if (count > most) break;
  }
  return count;
}

const declared = fieldExtensionsEstimator();
const undeclared = simpleEstimator({ defaultComplexity: 1 });

/** An operation with its variables, as a client asks for it. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What operations may cost. */
export class Costs {
  /** Of operations without variables, as long as their documents are kept. */
  private readonly known = new WeakMap<OperationDefinitionNode, number>();

  constructor(private readonly limits: Limits) {}

  /** Notes what the answer is expected to hold. @throws GraphQLError BAD_USER_INPUT, LIMIT_EXCEEDED (cost) */
  check(schema: GraphQLSchema, asked: AskedOperation, meter: AnswerMeter): void {
    const { operation, variables } = asked;
    checkVariables(schema, operation, variables);
    const isConstant = operation?.variableDefinitions?.length === 0;
    const found = (isConstant ? this.known.get(operation) : undefined) ?? measured(schema, asked, this.limits);
    if (isConstant) this.known.set(operation, found);
    meter.expected = found;
    const { cost } = this.limits;
    if (found <= cost) return;
    throw badRequest(
      limitError(
        'cost',
        cost,
        found,
        `The answer may hold ${found} values; the limit "cost" of this server is ${cost}. Request smaller pages, fewer groups (\`groups(first:)\`), fewer fields or shorter lists in arguments.`,
      ),
    );
  }

  /** What an answer says of its cost; null where nothing was measured. */
  told({ expected, values }: AnswerMeter): { readonly cost: object } | null {
    const limit = this.limits.cost;
    return expected === 0 ? null : { cost: { expected, values, limit, remaining: Math.max(0, limit - expected) } };
  }
}

function measured(
  schema: GraphQLSchema,
  { document, operationName, variables }: AskedOperation,
  { cost: limit }: Limits,
): number {
  const estimated: Estimator = (field) =>
    (declared(field) ?? undeclared(field) ?? 0) + costOfArguments(field.args, limit);
  return complexityOf(() =>
    getComplexity({
      schema,
      query: document,
      estimators: [estimated],
      context: { ofWholes: 0 } satisfies PageCosts,
      variables,
      ...(operationName !== null && { operationName }),
    }),
  );
}

/**
 * Refuses an operation that may cost more than the limit, before it is run, and tells with each answer what it was expected
 * to cost, the values that it holds, the limit, and what is left of that.
 */
export function costPlugin<Context extends Metered>(costs: Costs): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue: { meter }, response: { body } }) {
          const told = costs.told(meter);
          if (body.kind !== 'single' || told === null) return;
          const { singleResult } = body;
          singleResult.extensions = { ...singleResult.extensions, ...told };
        },
        async didResolveOperation({ schema, document, operation, request, operationName, contextValue }) {
          costs.check(
            schema,
            { document, operation, operationName, variables: request.variables ?? {} },
            contextValue.meter,
          );
        },
      };
    },
  };
}

/** @throws GraphQLError where variables do not fit: the operation could not be run either. */
function complexityOf(measure: () => number): number {
  try {
    return measure();
  } catch (error) {
    if (error instanceof GraphQLError) throw badRequest(apiError('BAD_USER_INPUT', error.message));
    throw error;
  }
}
