/** The schema as a subgraph of Apollo Federation 2: what a router reads of it, and joins with other services. */
import {
  GraphQLObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isIntrospectionType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printType,
} from 'graphql';

/** Under which the schema holds its own text, in its extensions; null where clients must not see it. */
export const SUBGRAPH = 'motifgraphSubgraph';

/** What other services may add fields to, with the fields by which they name one. */
export const ENTITY_KEYS = {
  Crystal: ['id'],
  Element: ['id', 'symbol'],
  Motif: ['id'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EntityName = keyof typeof ENTITY_KEYS;

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

/** Of Federation itself: a router adds them. */
const OF_FEDERATION = ['_service', '_entities'];

export function subgraphOf(schema: GraphQLSchema): string {
  const query = schema.getQueryType()!;
  const { fields, ...config } = query.toConfig();
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !OF_FEDERATION.includes(name)));
  const types = typesInOrder(schema)
    .filter(({ name }) => !name.startsWith('_'))
    .map((type) => (type.name === query.name ? new GraphQLObjectType({ ...config, fields: own }) : type));
  return [LINK, ...types.map(withKeys)].join('\n\n');
}

function withKeys(type: GraphQLNamedType): string {
  const text = printType(type);
  if (!isEntity(type.name)) return text;
  const keys = ENTITY_KEYS[type.name].map((key) => ` @key(fields: "${key}")`).join('');
  return text.replace(/^(type .*?) \{$/m, `$1${keys} {`);
}

export function isEntity(name: unknown): name is EntityName {
  return typeof name === 'string' && Object.hasOwn(ENTITY_KEYS, name);
}

/**
 * Types in alphabetical order, fields in the order in which they are written in the code: id first. The fields of Query
 * come from many files, and are sorted too.
 */
export function typesInOrder(schema: GraphQLSchema): GraphQLNamedType[] {
  const sorted = lexicographicSortSchema(schema);
  return Object.values(sorted.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .map((type) => (type === sorted.getQueryType() ? type : schema.getType(type.name)!));
}
