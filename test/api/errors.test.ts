/** Each kind of bad input has its own answer. */
import { afterAll, describe, expect, test } from 'vitest';
import { ERROR_MEANINGS } from '../../src/api/types/error-code.js';
import type { GraphStore } from '../../src/graph/store.js';
import { openEmptyGraph, serve, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();
afterAll(() => expect(service.log).toEqual([]));

const crystals = (args: string) => `{ crystals(${args}) { nodes { id } } }`;
const filtered = (filter: string) => crystals(`filter: ${filter}`);

const BAD_INPUTS: readonly (readonly [string, string, string, string])[] = [
  // what, query, code, message
  [
    'an unknown crystal',
    '{ crystal(id: "x") { id } }',
    'UNKNOWN_ID',
    'The graph has no crystal "x"; no structure with this id was ever ingested.',
  ],
  [
    'a refused crystal',
    '{ crystal(id: "mixed") { id } }',
    'CRYSTAL_REFUSED',
    '"mixed" was read but not stored: site M1 is occupied to 0.5 (DISORDERED)',
  ],
  [
    'an unknown motif',
    '{ motif(id: "Ti-O:7") { id } }',
    'UNKNOWN_ID',
    'The graph has no motif "Ti-O:7". No crystal of the graph contains it.',
  ],
  [
    'a motif id that is none',
    '{ motif(id: "titanium") { id } }',
    'UNKNOWN_ID',
    'The graph has no motif "titanium". Ids of motifs have the form Ti-O:6 (centre and geometry), or Ti-O:6[F6] with ligands other than oxygen.',
  ],
  [
    'an unknown site',
    '{ site(id: "x/0") { id } }',
    'UNKNOWN_ID',
    'The graph has no motif site "x/0". Ids of sites have the form CRYSTAL/ORBIT, such as quartz/0.',
  ],
  ['an element that is none', '{ element(symbol: "Xx") { name } }', 'BAD_ELEMENT', 'There is no element "Xx".'],
  [
    'an element in another spelling',
    filtered('{ elements: ["ti"] }'),
    'BAD_ELEMENT',
    'There is no element "ti". Did you mean Ti?',
  ],
  ['an empty symbol', filtered('{ centreElements: [""] }'), 'BAD_ELEMENT', 'There is no element "".'],
  [
    'a formula with an unknown element',
    filtered('{ formulas: "TiX2" }'),
    'BAD_FORMULA',
    '"TiX2" is not a chemical formula: there is no element X.',
  ],
  [
    'a formula that is not closed',
    filtered('{ formulas: "Ca(OH" }'),
    'BAD_FORMULA',
    '"Ca(OH" is not a chemical formula: "(" is not closed.',
  ],
  [
    'a formula that is something else',
    filtered('{ formulas: "titanium dioxide" }'),
    'BAD_FORMULA',
    '"titanium dioxide" is not a chemical formula: "titanium dioxide" is not understood.',
  ],
  [
    'an anonymous formula that is none',
    filtered('{ anonymousFormulas: "1:2" }'),
    'BAD_FORMULA',
    '"1:2" is not an anonymous formula, such as AB2 or ABC3.',
  ],
  [
    'a chemical system with an unknown element',
    filtered('{ chemicalSystems: "Ti-Oo" }'),
    'BAD_ELEMENT',
    'There is no element "Oo".',
  ],
  [
    'a geometry that is none',
    '{ geometry(symbol: "ball") { name } }',
    'BAD_GEOMETRY',
    'There is no reference geometry "ball". List them with `geometries { symbol name }`.',
  ],
  [
    'a geometry that is none, of a known coordination number',
    filtered('{ anyGeometries: "X:3" }'),
    'BAD_GEOMETRY',
    'There is no reference geometry "X:3". For coordination number 3 there are TL:3 (Trigonal planar), TY:3 (Trigonal pyramid), TS:3 (T-shaped).',
  ],
  [
    'a space group that is none',
    filtered('{ spaceGroupNumbers: 231 }'),
    'BAD_SPACE_GROUP',
    'There is no space group 231: they are numbered from 1 to 230.',
  ],
  [
    'a symbol of a space group that is none',
    filtered('{ spaceGroupSymbols: "Xm-3m" }'),
    'BAD_SPACE_GROUP',
    '"Xm-3m" is not the symbol of a space group.',
  ],
  [
    'a range upside down',
    filtered('{ density: { min: 5, max: 4 } }'),
    'BAD_RANGE',
    'The range `density` is reversed: from 5 to 4.',
  ],
  [
    'an empty list',
    filtered('{ ids: [] }'),
    'BAD_USER_INPUT',
    '`ids` is an empty list, so nothing could match. Leave it out instead.',
  ],
  ['a negative page', crystals('first: -1'), 'BAD_PAGE', '`first` cannot be negative: -1.'],
  ['a negative page from the end', crystals('last: -3'), 'BAD_PAGE', '`last` cannot be negative: -3.'],
  ['a page from both ends', crystals('first: 1, last: 1'), 'BAD_PAGE', 'A page has `first` or `last`, not both.'],
  [
    'a page that is too large',
    crystals('first: 1001'),
    'LIMIT_EXCEEDED',
    '`first: 1001` is more than the limit "pageSize" of this server: 1000. Fetch several pages, with `pageInfo { endCursor hasNextPage }`.',
  ],
  [
    'a cursor that is none',
    crystals('after: "abc"'),
    'BAD_CURSOR',
    '`after` is not a cursor of this server. Start again without it.',
  ],
  [
    'a cursor that is longer than any',
    crystals(`after: "${Buffer.from(`${JSON.stringify(['id', 'x', 'x'])}${' '.repeat(9000)}`).toString('base64url')}"`),
    'BAD_CURSOR',
    '`after` is not a cursor of this server. Start again without it.',
  ],
  [
    'a cursor of other content',
    crystals(`before: "${Buffer.from('["id",null,"x"]').toString('base64url')}"`),
    'BAD_CURSOR',
    '`before` is not a cursor of this server. Start again without it.',
  ],
  [
    'a cursor of another sorting',
    crystals(`after: "${Buffer.from('["AbCdEfGh","density descending","1",[4],"x"]').toString('base64url')}"`),
    'BAD_CURSOR',
    '`after` belongs to a list sorted by density descending, and this one is sorted by id. Start again without it.',
  ],
  [
    'a cursor of another filter',
    crystals(`after: "${Buffer.from('["AbCdEfGh","id","1",["x"],"x"]').toString('base64url')}"`),
    'BAD_CURSOR',
    '`after` belongs to a list with another filter. Start again without it.',
  ],
  [
    'a cursor of an older version',
    crystals(`after: "${Buffer.from('["density","x","x"]').toString('base64url')}", sort: { key: DENSITY }`),
    'BAD_CURSOR',
    '`after` is not a cursor of this server. Start again without it.',
  ],
  [
    'a negative number of values',
    '{ facet(field: MOTIF, first: -1) { value } }',
    'BAD_PAGE',
    '`first` cannot be negative: -1.',
  ],
  ['a query that is none', '{ crystals(', 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'],
  [
    'an unknown field',
    '{ crystal(id: "x") { bandgap } }',
    'GRAPHQL_VALIDATION_FAILED',
    'Cannot query field "bandgap" on type "Crystal".',
  ],
  [
    'a value of the wrong type',
    crystals('first: "ten"'),
    'GRAPHQL_VALIDATION_FAILED',
    'Int cannot represent non-integer value: "ten"',
  ],
  [
    'an operation that would change something',
    'mutation { ingest }',
    'GRAPHQL_VALIDATION_FAILED',
    'This service is read-only and has no mutations. Use `motifgraph ingest` to add structures.',
  ],
  [
    'an operation that goes on',
    'subscription { graphChanged { version } }',
    'GRAPHQL_VALIDATION_FAILED',
    'Subscriptions go to /graphql/stream, by POST, and are answered as server-sent events.',
  ],
];

describe('bad input', () => {
  test.each(BAD_INPUTS)('%s', async (_, query, code, message) => {
    const { errors } = await service.ask(query);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.message).toBe(message);
    expect(errors[0]!.extensions.code).toBe(code);
  });

  test('a variable of the wrong type', async () => {
    const { status, errors } = await service.ask('query ($n: Int) { crystals(first: $n) { totalCount } }', {
      n: 'ten',
    });
    expect(status).toBe(400);
    expect(errors[0]).toMatchObject({
      message: 'Variable "$n" got invalid value "ten"; Int cannot represent non-integer value: "ten"',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('a missing operation', async () => {
    const response = await fetch(`${service.url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query A { elements { name } } query B { elements { name } }',
        operationName: 'C',
      }),
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors[0]!.extensions.code).toBe('OPERATION_RESOLUTION_FAILURE');
  });

  test('carries the place and the reason of a refusal', async () => {
    const { data, errors } = await service.ask('{ crystal(id: "mixed") { id } }');
    expect(data).toEqual({ crystal: null });
    expect(errors[0]).toMatchObject({
      path: ['crystal'],
      extensions: { refusal: { code: 'DISORDERED', file: 'mixed.cif', line: 17 } },
    });
  });

  test('spares the rest of the answer', async () => {
    const { data, errors } = await service.ask('{ crystal(id: "x") { id } elements { symbol } }');
    expect(errors).toHaveLength(1);
    expect(data.elements.length).toBeGreaterThan(5);
  });

  test('shows no stack, no path and no code that the schema does not have', async () => {
    for (const [, query] of BAD_INPUTS) {
      const { errors } = await service.ask(query);
      for (const error of errors) {
        expect(Object.keys(ERROR_MEANINGS)).toContain(error.extensions.code);
        expect(JSON.stringify(error)).not.toMatch(/stack|\.ts:|\.js:|node_modules/);
      }
    }
  });
});

describe('two criteria that contradict each other', () => {
  test('find nothing, and say so', async () => {
    const { crystals: list } = await service.data(
      '{ crystals(filter: { spaceGroupNumbers: 1, spaceGroupSymbols: "Fd-3m" }) { totalCount emptyReason { code } } }',
    );
    expect(list).toEqual({ totalCount: 0, emptyReason: { code: 'NO_MATCH' } });
    const { crystals: other } = await service.data(
      '{ crystals(filter: { onlyElements: ["Al", "O"], withoutElements: ["Al"] }) { emptyReason { code message } } }',
    );
    expect(other.emptyReason).toEqual({
      code: 'NO_COMMON_MATCH',
      message:
        'Each criterion is met by some crystal, but no crystal meets all of them: withoutElements, onlyElements.',
    });
  });
});

describe('a defect', () => {
  test('is known to the client by a number alone, and to the operator in full', async () => {
    const broken: GraphStore = withMethod(graph.store, 'statistics', () =>
      Promise.reject(new TypeError('secret of /srv/graph')),
    );
    const other = await serve(broken);
    const { errors } = await other.ask('{ statistics { crystals } }');
    expect(errors[0]!.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      incident: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    expect(errors[0]!.message).not.toContain('secret');
    expect(other.log[0]).toContain(errors[0]!.extensions.incident);
    expect(other.log[0]).toContain('secret of /srv/graph');
    await other.close();
  });
});

describe('a graph that is gone', () => {
  test('is told from a defect, and from the answer to what needs no graph', async () => {
    const gone = new Proxy(graph.store, { get: () => () => Promise.reject(new Error('ECONNREFUSED 10.0.0.7:7687')) });
    const other = await serve(gone);
    const { data, errors } = await other.ask('{ service { version } crystals { totalCount } }');
    expect(data).toEqual({ service: { version: expect.any(String) }, crystals: null });
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(/^The graph database does not respond\. Try again later/),
      extensions: { code: 'GRAPH_UNAVAILABLE' },
    });
    expect(JSON.stringify(errors)).not.toContain('10.0.0.7');
    expect((await other.data('{ service { version } }')).service.version).toMatch(/^\d/);
    await other.close();
  });

  test('or closed is told as the end of the service, and is no defect', async () => {
    const closing = await openEmptyGraph();
    const other = await serve(closing.store);
    await closing.close();
    const { errors } = await other.ask('{ statistics { crystals } }');
    expect(errors[0]).toMatchObject({
      message: 'The server is being stopped. Try again later.',
      extensions: { code: 'SERVER_BUSY' },
    });
    expect(other.log).toEqual([]);
    await other.close();
  });

  test('or that is too slow ends the request', async () => {
    const slow = withMethod(graph.store, 'statistics', () => new Promise<never>(() => {}));
    const other = await serve(slow, { limits: { requestSeconds: 1 } });
    const { errors } = await other.ask('{ statistics { crystals } }');
    expect(errors[0]).toMatchObject({
      message: 'The answer took longer than the limit "requestSeconds" of this server: 1 s. Request less at once.',
      extensions: { code: 'LIMIT_EXCEEDED', limit: { name: 'requestSeconds', value: 1 } },
    });
    await other.close();
  });

  test('or that is still being read says so where the time of the request ends', async () => {
    const unread = withMethod(graph.store, 'projection', () => new Promise<never>(() => {}));
    const other = await serve(unread, { limits: { requestSeconds: 1 } });
    const { errors } = await other.ask('{ crystals { totalCount } }');
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('still being read into memory, after a start or a change: try again'),
      extensions: { code: 'LIMIT_EXCEEDED', limit: { name: 'requestSeconds', value: 1 } },
    });
    await other.close();
  });
});

function withMethod<Name extends keyof GraphStore>(
  store: GraphStore,
  name: Name,
  method: GraphStore[Name],
): GraphStore {
  return new Proxy(store, {
    get: (target, key) => {
      if (key === name) return method;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
