/** Attacks that hurt other servers, and the limit that each one meets. */
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type LimitName, resolveLimits } from '../../src/api/limits.js';
import { type GraphQLAnswer, serve, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();

const repeated = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

/** Refused for this limit, with its name and value, long before a hang would end. */
async function expectLimit(query: string, name: LimitName, variables: Record<string, unknown> = {}) {
  const started = performance.now();
  const { data, errors } = await service.ask(query, variables);
  expect(performance.now() - started).toBeLessThan(15_000);
  expect(data ?? null).toBeNull();
  const error = errors.find(({ extensions }) => extensions.limit?.name === name);
  expect(error, JSON.stringify(errors.slice(0, 3))).toBeDefined();
  expect(error!.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name, value: DEFAULT_LIMITS[name] } });
  expect(error!.message).toContain(`"${name}" of this server`);
  expect(error!.message).toContain(String(DEFAULT_LIMITS[name]));
  return error!;
}

describe('a query document', () => {
  test('that is nested deeply', async () => {
    const deep = (levels: number): string =>
      levels === 0 ? 'id' : `connectedTo { nodes { motif { ${deep(levels - 1)} } } }`;
    const error = await expectLimit(`{ motif(id: "Ti-O:6") { ${deep(4)} } }`, 'depth');
    expect(error.message).toBe('The query is 14 levels deep; the limit "depth" of this server is 12.');
    expect(error.extensions.limit.found).toBe(14);
  });

  test('that is nested deeply, in the address of a request', async () => {
    const query = `${'{a'.repeat(1900)}${'}'.repeat(1900)}`;
    const response = await fetch(`${service.url}graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    const { errors } = (await response.json()) as { errors: { extensions: unknown }[] };
    expect(response.status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: 'nesting', value: 100 } });
  });

  test('that is nested deeply through fragments', async () => {
    const chain = repeated(
      12,
      (index) =>
        `fragment F${index} on Motif { connectedTo { nodes { motif { ${index < 11 ? `...F${index + 1}` : 'id'} } } } }`,
    );
    await expectLimit(`{ motif(id: "Ti-O:6") { ...F0 } } ${chain}`, 'depth');
  });

  test('with many aliases', async () => {
    await expectLimit(`{ crystal(id: "rutile-TiO2") { ${repeated(16, (index) => `a${index}: formula`)} } }`, 'aliases');
  });

  test('with many aliases of an expensive field', async () => {
    await expectLimit(`{ ${repeated(100, (index) => `a${index}: statistics { crystals }`)} }`, 'aliases');
  });

  test('with many aliases hidden in fragments', async () => {
    const query = `{ crystal(id: "rutile-TiO2") { a: provenance { ...F } b: provenance { ...F } } }
      fragment F on Provenance { ${repeated(8, (index) => `f${index}: file`)} }`;
    await expectLimit(query, 'aliases');
  });

  test('with many fields on its first level', async () => {
    await expectLimit(`{ ${repeated(21, () => 'statistics { crystals }')} }`, 'rootFields');
  });

  test('with thousands of directives on a field', async () => {
    await expectLimit(`{ statistics { crystals ${repeated(1200, () => '@skip(if:false)')} } }`, 'tokens');
    await expectLimit(`{ statistics { crystals ${repeated(21, () => '@skip(if:false)')} } }`, 'directives');
  });

  test('with thousands of directives that do not exist', async () => {
    await expectLimit(`{ statistics { crystals ${repeated(5000, () => '@a')} } }`, 'tokens');
    await expectLimit(`{ statistics { crystals ${repeated(1900, () => '@a')} } }`, 'directives');
  });

  test('with the same field thousands of times', async () => {
    await expectLimit(`{ statistics { ${repeated(3900, () => 'crystals')} } }`, 'fields');
  });

  test('with fields that have to be compared in pairs, as many as the limit lets through', async () => {
    const started = performance.now();
    const { errors } = await service.ask(
      `{ crystal(id: "rutile-TiO2") { ${repeated(480, () => 'structure(format: CIF)')} } }`,
    );
    expect(errors).toEqual([]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('with many fragments', async () => {
    const fragments = repeated(31, (index) => `fragment F${index} on GraphStatistics { crystals }`);
    await expectLimit(`{ statistics { ${repeated(31, (index) => `...F${index}`)} } } ${fragments}`, 'fragments');
  });

  test('with fragments that write out to more fields than there is memory', async () => {
    const bombs = repeated(
      25,
      (index) =>
        `fragment F${index} on Motif { crystalCount ${index < 24 ? `...F${index + 1} ...F${index + 1} ...F${index + 1}` : ''} }`,
    );
    await expectLimit(`{ motif(id: "Ti-O:6") { ...F0 } } ${bombs}`, 'fields');
  });

  test('with fragments in a circle', async () => {
    const { errors } = await service.ask(
      '{ motif(id: "Ti-O:6") { ...A } } fragment A on Motif { id ...B } fragment B on Motif { siteCount ...A }',
    );
    expect(errors[0]).toMatchObject({
      message: 'Cannot spread fragment "A" within itself via "B".',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  test('of too many tokens', async () => {
    await expectLimit(`{ statistics { ${repeated(5000, () => 'crystals')} } }`, 'tokens');
    await expectLimit(`${'#\n'.repeat(5000)} { statistics { crystals } }`, 'tokens');
  });

  test('that is nested deeply behind many comments', async () => {
    await expectLimit(`${'#\n'.repeat(5000)} ${'{a'.repeat(1900)}${'}'.repeat(1900)}`, 'tokens');
  });

  test('of too many characters', async () => {
    const error = await expectLimit(`{ service { version } } ${' '.repeat(200_000)}`, 'queryCharacters');
    expect(error.message).toMatch(/is 200000\. Give long texts as variables\.$/);
    await expectLimit(`"${'\\"'.repeat(1_000_000)}`, 'queryCharacters');
  });

  test('that asks for the schema in circles', async () => {
    const circle = (levels: number): string => (levels === 0 ? 'name' : `fields { type { ${circle(levels - 1)} } }`);
    const { errors } = await service.ask(`{ __schema { types { ${circle(10)} } } }`);
    expect(errors[0]!.message).toBe('Maximum introspection depth exceeded');
    expect(errors[0]!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('the cost', () => {
  test('multiplies the sizes of lists in lists', async () => {
    const query = 'query ($n: Int) { motifs(first: $n) { nodes { id crystals(first: $n) { nodes { id } } } } }';
    const error = await expectLimit(query, 'cost', { n: 500 });
    expect(error.message).toMatch(
      /^The answer may hold \d+ values; the limit "cost" of this server is 250000\. Request smaller pages, fewer groups \(`groups\(first:\)`\), fewer fields or shorter lists in arguments\.$/,
    );
    expect(error.extensions.limit.found).toBeGreaterThan(500 * 500);
    expect((await service.ask(query, { n: 10 })).errors).toEqual([]);
  });

  test('counts lists without a size as of a usual one', async () => {
    const sites = 'sites { connections { partner { connections { partner { id } } } } }';
    await expectLimit(`{ crystals(first: 500) { nodes { ${sites} } } }`, 'cost');
  });

  test('counts negative sizes, and those in fragments', async () => {
    await expectLimit(
      '{ motifs(first: -500) { ...F } } fragment F on MotifConnection { nodes { crystals(first: 500) { nodes { id } } } }',
      'cost',
    );
  });

  test('counts lists of ids', async () => {
    const ids = Array.from({ length: 2500 }, (_, index) => `x${index}`);
    await expectLimit(
      'query ($ids: [ID!]!) { crystalsById(ids: $ids) { sites { connections { kind distance } } } }',
      'cost',
      { ids },
    );
  });

  test('leaves out what @skip leaves out', async () => {
    const query =
      'query ($skip: Boolean!) { motifs(first: 1000) { totalCount nodes @skip(if: $skip) { crystals(first: 1000) { nodes { id } } } } }';
    await expectLimit(query, 'cost', { skip: false });
    expect((await service.ask(query, { skip: true })).errors).toEqual([]);
  });

  test('lets through what a client may reasonably ask for', async () => {
    const query = `{
      crystals(first: 200) {
        nodes {
          id formula spaceGroup { symbol } cell { a b c }
          sites { motif { id } distortion { csm } connections { kind count distance partner { id } } }
        }
      }
    }`;
    expect((await service.ask(query)).errors).toEqual([]);
  });
});

describe('arguments', () => {
  test('with too many ids', async () => {
    const ids = Array.from({ length: 5001 }, (_, index) => `x${index}`);
    const { errors } = await service.ask('query ($ids: [ID!]!) { crystalsById(ids: $ids) { id } }', { ids });
    expect(errors[0]).toMatchObject({
      message: '`ids` has 5001 values; the limit "ids" of this server is 5000. Split the request.',
      extensions: { code: 'LIMIT_EXCEEDED', limit: { name: 'ids', value: 5000, found: 5001 } },
    });
  });

  test('with too many values in a filter', async () => {
    const formulas = Array.from({ length: 5001 }, () => 'TiO2');
    const { errors } = await service.ask(
      'query ($formulas: [String!]) { crystals(filter: { formulas: $formulas }) { totalCount } }',
      { formulas },
    );
    expect(errors[0]!.extensions.limit).toEqual({ name: 'ids', value: 5000, found: 5001 });
  });

  test('thousands of ids are answered, in their order', async () => {
    const ids = Array.from({ length: 5000 }, (_, index) => (index % 2 === 0 ? 'rutile-TiO2' : `x${index}`));
    const { data, errors } = await service.ask('query ($ids: [ID!]!) { crystalsById(ids: $ids) { id } }', { ids });
    expect(data.crystalsById).toEqual(ids.map((id) => (id === 'rutile-TiO2' ? { id } : null)));
    expect(errors.slice(0, 100).map(({ path }) => path)).toEqual(
      Array.from({ length: 100 }, (_, i) => ['crystalsById', 2 * i + 1]),
    );
    expect(errors[100]!.extensions.limit).toEqual({ name: 'errors', value: 100, found: 2500 });
  });
});

describe('settings', () => {
  test('a limit can be set, and is told', async () => {
    const other = await serve(graph.store, { limits: { pageSize: 5, aliases: 1 } });
    const { service: told } = await other.data('{ service { limits { name value } } }');
    expect(told.limits).toContainEqual({ name: 'pageSize', value: 5 });
    expect((await other.data('{ crystals { nodes { id } } }')).crystals.nodes).toHaveLength(5);
    const { errors } = await other.ask('{ crystals(first: 6) { nodes { id } } }');
    expect(errors[0]!.extensions.limit).toEqual({ name: 'pageSize', value: 5, found: 6 });
    await other.close();
  });

  test('a limit that can not be is refused', () => {
    expect(() => resolveLimits({ depth: 0 })).toThrow('the limit "depth" has to be a whole number from 1 on, not 0');
    expect(() => resolveLimits({ size: 1 } as object)).toThrow('there is no limit "size"');
  });

  test('introspection is answered, unless it is switched off', async () => {
    const query = getIntrospectionQuery();
    expect((await service.ask(query)).errors).toEqual([]);
    const closed = await serve(graph.store, { introspection: false });
    const { errors } = await closed.ask(query);
    expect(errors[0]!.message).toMatch(/introspection is not allowed/);
    const misspelt = await closed.ask('{ crystal(id: "x") { formul } }');
    expect(misspelt.errors[0]!.message).not.toContain('formula');
    await closed.close();
  });
});

describe('names and variables', () => {
  test('that are long are not compared with those of the schema', async () => {
    const long = 'a'.repeat(150_000);
    for (const query of [
      `{ ${long} }`,
      `{ ${long}: service { version } }`,
      `{ crystals(${long}: 1) { totalCount } }`,
    ]) {
      const error = await expectLimit(query, 'nameCharacters');
      expect(error.extensions.limit.found).toBe(150_000);
    }
    const texts = `{ crystal(id: "${'b'.repeat(300)}") { id } } # ${'c'.repeat(300)}`;
    expect((await service.ask(texts)).errors[0]!.extensions.code).toBe('UNKNOWN_ID');
    const block = `{ crystal(id: """${'d'.repeat(300)} \\""" "" ${'d'.repeat(300)}""") { id } }`;
    expect((await service.ask(block)).errors[0]!.extensions.code).toBe('UNKNOWN_ID');
  });

  test('that are nested without end are refused before the parser follows them', async () => {
    const error = await expectLimit(`${'{a'.repeat(1900)}${'}'.repeat(1900)}`, 'nesting');
    expect(error.extensions.limit.found).toBeGreaterThan(1000);
  });

  test('are looked at before they are parsed', async () => {
    const refusedFor = async (members: string) => {
      const response = await fetch(`${service.url}graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":"{ service { version } }",${members}}`,
      });
      const { errors } = (await response.json()) as { errors?: GraphQLAnswer['errors'] };
      return [response.status, errors?.[0]?.extensions.limit.name];
    };
    const nested = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(await refusedFor(`"variables":${nested(90)}`)).toEqual([200, undefined]);
    expect(await refusedFor(`"variables":${nested(1_000_000)}`)).toEqual([400, 'nesting']);
    expect(await refusedFor(`"extensions":${nested(1_000_000)}`)).toEqual([400, 'nesting']);
    const empty = `[${'{},'.repeat(1_000_000)}{}]`;
    expect(await refusedFor(`"extensions":{"constructor":1,"a":${empty}}`)).toEqual([400, 'variableValues']);
    expect(await refusedFor(`"operationName":${empty}`)).toEqual([400, 'variableValues']);
    const search = `query={__typename}&variables=${nested(200)}`;
    const byGet = await fetch(`${service.url}graphql?${search}`, { headers: { 'apollo-require-preflight': 'yes' } });
    expect(((await byGet.json()) as GraphQLAnswer).errors[0]!.extensions.limit.name).toBe('nesting');
  });

  test('of operations that the query does not have are told', async () => {
    const response = await fetch(`${service.url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ service { version } }', operationName: 'x'.repeat(5000) }),
    });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect(response.status).toBe(400);
    expect(errors[0]!.extensions.code).toBe('OPERATION_RESOLUTION_FAILURE');
    expect(errors[0]!.message.length).toBeLessThan(1000);
  });

  test('that are wrong by the thousand are refused for the first', async () => {
    const query = 'query ($filter: CrystalFilter) { crystals(filter: $filter) { totalCount } }';
    const filter = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`crystalSystem${index}`, 1]));
    const { status, errors } = await service.ask(query, { filter: filter(1000) });
    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.message).toContain('crystalSystem0');
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    await expectLimit(query, 'variableValues', { filter: filter(100_000) });
    await expectLimit(query, 'variableValues', { filter: { ids: Array.from({ length: 30_000 }, String) } });
  });

  test('that are many times as large as they were sent', async () => {
    const inEach = (count: number) => repeated(count, () => '{ mapRegion: $corners }');
    const query = `query ($corners: [MapPointInput!]) { crystals(filter: { or: [${inEach(400)}] }) { totalCount } }`;
    const corners = Array.from({ length: 6000 }, (_, i) => ({ x: Math.cos(i), y: Math.sin(i) }));
    await expectLimit(query, 'cost', { corners });
  });

  test('that are large below a list', async () => {
    const query = 'query ($ids: [ID!]) { crystals(first: 200) { nodes { sites(filter: { motifs: $ids }) { id } } } }';
    const ids = Array.from({ length: 4000 }, (_, i) => `Ti-O:6[F${i}]`);
    await expectLimit(query, 'cost', { ids });
  });
});
