/**
 * No list that a query hands over ends the service, however long: each list of the schema is found by introspection, so
 * that a new one is tried as well.
 */
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApiSchema } from '../../src/api/schema.js';
import { elementSymbols } from '../../src/crystal/elements.js';
import { openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { geometries } from '../../src/motif/geometries.js';
import { leaseNeo4j } from '../neo4j/lease.js';
import { fill, type OpenGraph, openEmptyGraph, type Service, serve } from './support.js';

const LENGTH = 5000;
const SYMBOLS = elementSymbols();

/** What lists of text mean; by the names of the lists, or of the criteria that they stand in. */
const TEXTS: Readonly<Record<string, (i: number) => string>> = {
  anyElements: (i) => SYMBOLS[i % SYMBOLS.length]!,
  anyGeometries: (i) => geometries[i % geometries.length]!.symbol,
  anonymousFormulas: (i) => `AB${i + 2}`,
  centreElements: (i) => SYMBOLS[i % SYMBOLS.length]!,
  chemicalSystems: (i) => `${SYMBOLS[i % 80]}-${SYMBOLS[80 + (i % 30)]}`,
  elements: (i) => SYMBOLS[i % SYMBOLS.length]!,
  formulas: (i) => `Ti${i + 1}O${i + 2}`,
  geometries: (i) => geometries[i % geometries.length]!.symbol,
  onlyElements: (i) => SYMBOLS[i % SYMBOLS.length]!,
  withoutElements: (i) => SYMBOLS[i % SYMBOLS.length]!,
  withoutGeometries: (i) => geometries[i % geometries.length]!.symbol,
  ligandElements: (i) => SYMBOLS[i % SYMBOLS.length]!,
  spaceGroupSymbols: (i) => ['Fd-3m', 'P 21/c', 'P4_2/mnm'][i % 3]!,
};

const COMBINATIONS = ['and', 'or', 'not'];

/** Sites of connections of sites, and so on without end. */
const NESTED = /connections\..*connections\.|(from|to)\..*(from|to)\./;

interface ListArgument {
  /** `Query.crystals(filter.anyMotifs)`. */
  readonly name: string;
  readonly query: string;
  readonly values: readonly unknown[];
}

const schema = await buildApiSchema();
const lists = listArguments(schema);
const neo4j = await leaseNeo4j();

test('finds the lists of the schema', () => {
  const names = lists.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/\(filter\.anyMotifs\)$/),
      'Query.crystalsById(ids)',
      'Query.refusedStructures(codes)',
      'Motif.connectedTo(filter.motifs)',
    ]),
  );
  expect(names.length).toBeGreaterThan(30);
});

describe('LadybugDB', () => answersEach(openEmptyGraph));

describe.skipIf('skipReason' in neo4j)(`Neo4j${'skipReason' in neo4j ? ` (${neo4j.skipReason})` : ''}`, () => {
  if ('skipReason' in neo4j) return;
  const { server } = neo4j;
  answersEach(async () => {
    const store: GraphStore = await openGraph(server.uri, server);
    return { store, close: () => store.close() };
  });
});

function answersEach(open: () => Promise<OpenGraph>): void {
  let graph: OpenGraph;
  let service: Service;
  beforeAll(async () => {
    graph = await open();
    await fill(graph.store);
    service = await serve(graph.store);
  });
  afterAll(async () => {
    await service.close();
    await graph.close();
  });

  test.each(lists)(`answers ${LENGTH} values in $name, or says why not`, async ({ query, values }) => {
    const { status, data, errors } = await service.ask(query, { values });
    expect(status).toBe(200);
    if (errors.length === 0) expect(data).toBeTruthy();
    for (const { message, extensions } of errors) {
      expect(message).not.toBe('');
      expect(extensions.code).toMatch(/^[A-Z_]+$/);
      expect(extensions.code).not.toMatch(/INTERNAL|VALIDATION|PARSE/);
    }
    expect(await service.data('{ statistics { crystals } }')).toEqual({ statistics: { crystals: 17 } });
  });
}

/** Every list among the arguments of every field that a query can reach. */
function listArguments(schema: GraphQLSchema): ListArgument[] {
  // Criteria are the same wherever they stand.
  const tried = new Set<string>();
  const isNew = (criterion: string) => !tried.has(criterion) && tried.add(criterion);
  return [...pathsToTypes(schema.getQueryType()!)].flatMap(([type, path]) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.args.flatMap((argument) =>
        listsIn(argument, [argument.name], isNew).map(({ place, list }): ListArgument => {
          const inner = [...place.slice(1)].reverse().reduce((value, name) => `{ ${name}: ${value} }`, '$values');
          const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
          const others = field.args.filter((other) => other !== argument && isRequiredArgument(other));
          const given = [`${argument.name}: ${inner}`, ...others.map(literal)].join(', ');
          const body = [...path, `${field.name}(${given})${selection}`].reduceRight(
            (all, step) => `${step} { ${all} }`,
          );
          return {
            name: `${type.name}.${field.name}(${place.join('.')})`,
            query: `query($values: ${list.type}) { ${body} }`,
            // Objects hold several values each, of which a request has no more than a limit.
            values: Array.from({ length: isInputObjectType(getNamedType(list.type)) ? LENGTH / 5 : LENGTH }, (_, i) =>
              exampleOf(list, place, i),
            ),
          };
        }),
      ),
    ),
  );
}

/** The shortest way of fields from the query to each type. */
function pathsToTypes(query: GraphQLObjectType): Map<GraphQLObjectType, readonly string[]> {
  const paths = new Map<GraphQLObjectType, readonly string[]>([[query, []]]);
  for (const [type, path] of paths) {
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      // It leads to the same types by a text that is no structure here.
      if (!isObjectType(target) || paths.has(target) || field.name === 'analyzeStructure') continue;
      const required = field.args.filter(isRequiredArgument).map(literal);
      const first = field.args.some(({ name }) => name === 'first') ? ['first: 2'] : [];
      const given = [...required, ...first].join(', ');
      paths.set(target, [...path, given === '' ? field.name : `${field.name}(${given})`]);
    }
  }
  return paths;
}

type Place = readonly string[];

/** Lists of values at or below an argument, each with the names that lead to it. */
function listsIn(
  input: GraphQLArgument | GraphQLInputField,
  place: Place,
  isNew: (criterion: string) => unknown,
): { place: Place; list: typeof input }[] {
  const type = isNonNullType(input.type) ? input.type.ofType : input.type;
  const inside = (target: GraphQLInputObjectType, fields = Object.values(target.getFields())) =>
    fields
      // Others have to stand beside some lists: they are tried in their own place.
      .filter((field) => fields.every((other) => other === field || !isRequiredInputField(other)))
      // What they combine is filters, which are tried by themselves.
      .filter(({ name }) => !COMBINATIONS.includes(name) || place.length === 1)
      .filter(({ name }) => isNew(`${target.name}.${name}`))
      .flatMap((field) => listsIn(field, [...place, field.name], isNew));
  if (isListType(type)) return [{ place, list: input }];
  if (COMBINATIONS.includes(place.at(-1)!)) return [];
  return isInputObjectType(type) && !NESTED.test(place.join('.')) ? inside(type) : [];
}

function exampleOf(list: GraphQLArgument | GraphQLInputField, place: Place, i: number): unknown {
  const type = getNamedType(list.type);
  if (isInputObjectType(type)) return exampleObject(type, i);
  if (isEnumType(type)) return type.getValues()[i % type.getValues().length]!.name;
  if (type.name === 'Int') return place.includes('spaceGroupNumbers') ? 1 + (i % 230) : i % 4;
  if (type.name === 'Float') return i / LENGTH;
  if (type.name === 'ID') return i === 0 ? 'rutile-TiO2' : `Ti-O:${i}`;
  const text = place.flatMap((name) => TEXTS[name] ?? []).at(-1);
  return text === undefined ? `value ${i}` : text(i);
}

/** With what it has to have. */
function exampleObject(type: GraphQLInputObjectType, i: number): object {
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(
    required.map(({ name, type: needed }) => {
      const inner = getNamedType(needed);
      if (isEnumType(inner)) return [name, inner.getValues()[i % inner.getValues().length]!.name];
      if (inner.name === 'Float') return [name, i / LENGTH];
      return [name, isInputObjectType(inner) ? [exampleObject(inner, i)] : `${name}${i}`];
    }),
  );
}

/** Of an argument that has to be there, where what hangs on it is not what is asked for. */
function literal({ name, type }: GraphQLArgument): string {
  const named = getNamedType(type);
  if (named.name === 'PatternInput') return `${name}: { sites: [{ name: "a" }] }`;
  if (isInputObjectType(named)) return `${name}: [{}]`;
  if (isEnumType(named)) return `${name}: ${named.getValues()[0]!.name}`;
  return `${name}: ${named.name === 'Int' ? 1 : '"rutile-TiO2"'}`;
}
