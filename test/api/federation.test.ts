/** The service as a subgraph of Apollo Federation: composed with one of a laboratory, and asked as a router asks. */
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, execute, parse } from 'graphql';
import { expect, test } from 'vitest';
import { serve, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();

/** Samples that a laboratory grew, by crystal. */
const LABORATORY = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])

  type Query { samples: [Sample!]! }
  type Sample { batch: String! crystal: Crystal! }
  type Crystal @key(fields: "id") { id: ID! samples: [Sample!]! }
`;
const SAMPLES = [
  { batch: 'B-7', crystal: { id: 'rutile-TiO2' } },
  { batch: 'B-8', crystal: { id: 'zincite-ZnO' } },
];

/** The laboratory's service, as it would answer a router. */
const laboratory = buildSchema(`
  type Query { samples: [Sample!]! _entities(representations: [_Any!]!): [_Entity]! }
  scalar _Any
  union _Entity = Crystal
  type Sample { batch: String! crystal: Crystal! }
  type Crystal { id: ID! samples: [Sample!]! }
`);
const ofLaboratory = (query: string, variableValues = {}) =>
  execute({
    schema: laboratory,
    document: parse(query),
    variableValues,
    rootValue: {
      samples: SAMPLES,
      _entities: ({ representations }: { representations: { id: string }[] }) =>
        representations.map(({ id }) => ({
          __typename: 'Crystal',
          id,
          samples: SAMPLES.filter(({ crystal }) => crystal.id === id),
        })),
    },
  });

const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename';
const sdl = async () => (await service.data('{ _service { sdl } }'))._service.sdl as string;

test('composes with a subgraph of others', async () => {
  const composed = composeServices([
    { name: 'motifgraph', typeDefs: parse(await sdl()), url: service.url },
    { name: 'laboratory', typeDefs: parse(LABORATORY), url: 'http://laboratory.example' },
  ]);
  expect(composed.errors ?? []).toEqual([]);
  expect(composed.supergraphSdl).toMatch(/type Crystal[^{]*@join__type\(graph: LABORATORY, key: "id"\)/);
  expect(composed.supergraphSdl).toMatch(/type Crystal[^{]*@join__type\(graph: MOTIFGRAPH, key: "id"\)/);
});

test('answers what a router fetches of both, in either direction', async () => {
  const samples = (await ofLaboratory('{ samples { batch crystal { __typename id } } }')).data as unknown as {
    samples: { batch: string; crystal: { id: string } }[];
  };
  const of = samples.samples.map(({ crystal: { id } }) => ({ __typename: 'Crystal', id }));
  const crystals = await service.data(`${ENTITIES} ... on Crystal { id formula motifs { motifId } } } }`, { of });
  expect(crystals._entities).toEqual([
    { __typename: 'Crystal', id: 'rutile-TiO2', formula: 'TiO2', motifs: [{ motifId: 'Ti-O:6' }] },
    { __typename: 'Crystal', id: 'zincite-ZnO', formula: 'ZnO', motifs: [{ motifId: 'Zn-T:4' }] },
  ]);
  const found = await service.data('{ crystals(filter: { formulas: ["ZnO"] }) { nodes { __typename id } } }');
  const joined = await ofLaboratory(`${ENTITIES} ... on Crystal { samples { batch } } } }`, {
    of: found.crystals.nodes,
  });
  expect(joined.data).toEqual({ _entities: [{ __typename: 'Crystal', samples: [{ batch: 'B-8' }] }] });
});

test('finds motifs and elements, and tells at its place what it does not', async () => {
  const of = [
    { __typename: 'Motif', id: 'Ti-O:6' },
    { __typename: 'Element', symbol: 'Ti' },
    { __typename: 'Element', id: 'element/Zn' },
    { __typename: 'Crystal', id: 'nothing' },
    { __typename: 'Crystal', id: 'steel' },
    { __typename: 'Motif', id: 'Ti-O:7' },
    { __typename: 'Element', symbol: 'Xx' },
    { __typename: 'Geometry', id: 'geometry/O:6' },
    { __typename: 'Crystal' },
    7,
  ];
  const query = `${ENTITIES} ... on Motif { id crystalCount } ... on Element { symbol } } }`;
  const { data, errors } = await service.ask(query, { of });
  expect(data._entities).toEqual([
    { __typename: 'Motif', id: 'Ti-O:6', crystalCount: expect.any(Number) },
    { __typename: 'Element', symbol: 'Ti' },
    { __typename: 'Element', symbol: 'Zn' },
    ...Array(7).fill(null),
  ]);
  const codes = new Map(errors.map(({ path, extensions }) => [path?.[1], extensions.code]));
  expect([3, 4, 5, 6, 7, 8, 9].map((place) => codes.get(place))).toEqual([
    'UNKNOWN_ID',
    'CRYSTAL_REFUSED',
    'UNKNOWN_ID',
    'UNKNOWN_ID',
    'BAD_USER_INPUT',
    'BAD_USER_INPUT',
    'BAD_USER_INPUT',
  ]);
});

test('counts representations as it counts other lists', async () => {
  const narrow = await serve(graph.store, { limits: { cost: 100, ids: 200 }, introspection: false });
  try {
    const representations = (count: number) => Array(count).fill({ __typename: 'Element', symbol: 'Ti' });
    const query = `${ENTITIES} ... on Element { symbol } } }`;
    const dear = await narrow.ask(query, { of: representations(100) });
    expect(dear.errors[0]!.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: 'cost' } });
    expect((await narrow.ask(query, { of: representations(20) })).errors).toEqual([]);
    // Whoever hides the schema hides it here as well.
    expect((await narrow.data('{ _service { sdl } }'))._service.sdl).toBeNull();
  } finally {
    await narrow.close();
  }
});
