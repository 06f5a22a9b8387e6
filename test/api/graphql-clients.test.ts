/** The clients that people use, each as it comes, against the service: none of them has anything to complain about. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { codegen } from '@graphql-codegen/core';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import {
  type DocumentNode,
  type GraphQLSchema,
  introspectionFromSchema,
  isObjectType,
  parse,
  printSchema,
  separateOperations,
} from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildApiSchema } from '../../src/api/schema.js';
import { serveFilledGraph } from './support.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = new URL('graphql-clients/', import.meta.url);
const { service } = await serveFilledGraph();
const url = `${service.url}graphql`;
const schema = await buildApiSchema();
const text = await readFile(new URL('operations.graphql', FOLDER), 'utf8');

/** Each with its variables, in an order in which later answers overlap earlier ones. */
const REQUESTS: readonly (readonly [name: string, variables?: Record<string, unknown>])[] = [
  ['clientsCrystalsQuery', { first: 3 }],
  ['clientsCrystalsQuery', { first: 5 }],
  ['clientsCrystalQuery', { id: 'rutile-TiO2' }],
  ['clientsCrystalQuery', { id: 'fourteen' }],
  ['clientsMotifsQuery'],
  ['clientsTablesQuery'],
];

const NODES: Readonly<Record<string, string>> = {
  'rutile-TiO2': 'Crystal',
  'rutile-TiO2/0': 'MotifSite',
  'rutile-TiO2/bandGap': 'Prediction',
  'Ti-O:6': 'Motif',
  'element/Ti': 'Element',
  'geometry/O:6': 'Geometry',
  'spaceGroup/No.136': 'SpaceGroup',
  steel: 'RefusedStructure',
};

/** Entries of lists: what they join has ids of its own. */
const JOINTS = ['ConnectedMotif', 'SecondNeighbour', 'SitePair'];

const documents = separateOperations(parse(text));
const documentOf = (name: string): DocumentNode => documents[name]!;

/** Types without an id: values that belong to what they stand in. */
function valueTypes(of: GraphQLSchema): string[] {
  return Object.values(of.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !('id' in type.getFields()))
    .map(({ name }) => name)
    .filter((name) => name !== 'Query');
}

let complaints: unknown[][] = [];
beforeEach(() => {
  complaints = [];
  for (const method of ['warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...message: unknown[]) => void complaints.push(message));
  }
});
afterEach(() => vi.restoreAllMocks());

test('every type with an id is asked for again by it', () => {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'),
  );
  expect(types.map(({ name }) => name).sort()).toEqual(Object.values(NODES).sort());
  const withId = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && 'id' in type.getFields());
  expect(withId.map(({ name }) => name).sort()).toEqual([...Object.values(NODES), ...JOINTS].sort());
});

describe('graphql-codegen', () => {
  test('writes types that the compiler takes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'motifgraph-codegen-'));
    try {
      const output = await codegen({
        filename: 'types.ts',
        schema: parse(printSchema(schema)),
        documents: [{ document: parse(text) }],
        config: { scalars: { FilterValue: 'string | number' } },
        plugins: [{ operations: {} }],
        pluginMap: { operations: operationTypes },
      });
      expect(output).toContain('ClientsCrystalQuery');
      await writeFile(join(folder, 'types.ts'), output);
      const compilerOptions = { noEmit: true, strict: true, target: 'es2022', module: 'esnext', types: [] };
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['types.ts'] }));
      const compiled = await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder]).catch((error) => error);
      expect(compiled.stdout).toBe('');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('Apollo Client', () => {
  const apollo = (cache: InMemoryCache) => new ApolloClient({ link: new HttpLink({ uri: url }), cache });
  type Answer = Record<string, { __typename: string; id: string } & Record<string, unknown>>;

  test('has nothing to complain about, and finds everything by its id', async () => {
    const possibleTypes = { Node: Object.values(NODES) };
    const cache = new InMemoryCache({ possibleTypes });
    const client = apollo(cache);
    for (const [name, variables = {}] of REQUESTS) await client.query({ query: documentOf(name), variables });
    for (const [id, type] of Object.entries(NODES)) {
      const { data } = await client.query<Answer>({ query: documentOf('clientsNodeQuery'), variables: { id } });
      expect(data!['node']).toMatchObject({ __typename: type, id });
      expect(cache.extract()).toHaveProperty([`${type}:${id}`]);
    }
    expect(complaints).toEqual([]);
  });

  test('keeps elements and geometries apart', async () => {
    const client = apollo(new InMemoryCache());
    await client.query({ query: documentOf('clientsTablesQuery') });
    const { data } = await client.query<{ elements: { symbol: string }[] }>({
      query: documentOf('clientsTablesQuery'),
      fetchPolicy: 'cache-only',
    });
    const symbols = data!.elements.map(({ symbol }) => symbol);
    expect(new Set(symbols).size).toBe(symbols.length);
    expect(symbols).toContain('Ti');
  });

  test('merges values that are asked for in parts, where it is told that they are values', async () => {
    const [one, other] = [
      gql`{ crystal(id: "rutile-TiO2") { id cell { a } } }`,
      gql`{ crystal(id: "rutile-TiO2") { id cell { c } } }`,
    ];
    const ask = async (cache: InMemoryCache) => {
      const client = apollo(cache);
      await client.query({ query: one });
      await client.query({ query: other });
    };
    const typePolicies = Object.fromEntries(valueTypes(schema).map((name) => [name, { merge: true }]));
    await ask(new InMemoryCache({ typePolicies }));
    expect(complaints).toEqual([]);
    // Without being told so it does complain: this test would see it.
    await ask(new InMemoryCache());
    expect(complaints).not.toEqual([]);
  });
});

describe('urql with graphcache', () => {
  const keys = Object.fromEntries(valueTypes(schema).map((name) => [name, () => null]));

  test('has nothing to complain about, and finds everything by its id', async () => {
    const methods = new Set<string>();
    const client = new Client({
      url,
      exchanges: [cacheExchange({ schema: introspectionFromSchema(schema), keys }), fetchExchange],
      fetch: (input, init) => {
        methods.add(init?.method ?? 'GET');
        return fetch(input, init);
      },
    });
    for (const [name, variables = {}] of REQUESTS) {
      const { error } = await client.query(documentOf(name), variables).toPromise();
      expect(error).toBeUndefined();
    }
    for (const [id, type] of Object.entries(NODES)) {
      const { data, error } = await client.query(documentOf('clientsNodeQuery'), { id }).toPromise();
      expect(error).toBeUndefined();
      expect(data.node).toMatchObject({ __typename: type, id });
    }
    // By default it asks with GET where the query is short enough.
    expect(methods).toContain('GET');
    expect(complaints).toEqual([]);
  });

  test('complains of values that it is not told of', async () => {
    const client = new Client({ url, exchanges: [cacheExchange(), fetchExchange] });
    await client.query('{ crystal(id: "rutile-TiO2") { id cell { a } } }', {}).toPromise();
    expect(String(complaints)).toContain('Invalid key');
  });
});

describe('Relay', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motifgraph-relay-'));
    const refetchable = await readFile(new URL('refetchable.graphql', FOLDER), 'utf8');
    await mkdir(join(folder, 'src/artifacts'), { recursive: true });
    await writeFile(join(folder, 'schema.graphql'), printSchema(schema));
    await writeFile(join(folder, 'src/clients.js'), `graphql\`\n${text}\n${refetchable}\`;\n`);
    const config = {
      src: './src',
      schema: './schema.graphql',
      language: 'javascript',
      artifactDirectory: './src/artifacts',
      eagerEsModules: true,
    };
    await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await run(join(ROOT, 'node_modules/.bin/relay-compiler'), ['relay.config.json'], { cwd: folder });
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Compiled requests: what the compiler could not refetch, it would have refused. */
  const artifact = async (name: string) =>
    (await import(/* @vite-ignore */ pathToFileURL(join(folder, `src/artifacts/${name}.graphql.js`)).href)).default;

  test('compiles all operations, and a refetch of each type with an id', async () => {
    const files = await readdir(join(folder, 'src/artifacts'));
    const types = ['Crystal', 'Motif', 'Site', 'Element', 'Geometry', 'SpaceGroup', 'Prediction', 'Refused'];
    for (const type of types) expect(files).toContain(`clientsRefetch${type}Query.graphql.js`);
    expect(files).toContain('clientsPageQuery.graphql.js');
  });

  test('keeps all answers in one store, without complaint', async () => {
    const { Environment, fetchQuery, Network, RecordSource, Store } = createRequire(import.meta.url)(
      'relay-runtime',
    ) as typeof import('relay-runtime');
    const ask = async ({ text: query }: { text: string | null | undefined }, variables: object) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
      return response.json();
    };
    const store = new Store(new RecordSource());
    const environment = new Environment({ network: Network.create(ask as never), store });
    for (const [name, variables = {}] of REQUESTS) {
      await fetchQuery(environment, await artifact(name), variables).toPromise();
    }
    for (const [id, type] of Object.entries(NODES)) {
      await fetchQuery(environment, await artifact('clientsNodeQuery'), { id }).toPromise();
      expect(store.getSource().get(id)).toMatchObject({ __typename: type });
    }
    await fetchQuery(environment, await artifact('clientsRefetchQuery'), { id: 'rutile-TiO2' }).toPromise();
    await fetchQuery(environment, await artifact('clientsRefetchCrystalQuery'), { id: 'rutile-TiO2' }).toPromise();
    expect(complaints).toEqual([]);
  });
});

const python = await run('python3', ['-c', 'import gql, aiohttp']).then(
  () => true,
  () => false,
);

describe.skipIf(!python)(`gql for Python${python ? '' : ' (needs python3 with gql and aiohttp)'}`, () => {
  test('checks the operations against the schema, and asks them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'motifgraph-gql-'));
    try {
      await writeFile(join(folder, 'requests.json'), JSON.stringify({ url, text, requests: REQUESTS, nodes: NODES }));
      const { stdout } = await run('python3', [
        '-W',
        'error::DeprecationWarning:__main__',
        fileURLToPath(new URL('ask.py', FOLDER)),
        join(folder, 'requests.json'),
      ]);
      expect(JSON.parse(stdout)).toEqual({ answers: REQUESTS.length, nodes: NODES });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
