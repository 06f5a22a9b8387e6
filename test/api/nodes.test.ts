/** Ids are unique whatever their types, and lead back to what they are of. */
import { afterAll, describe, expect, test, vi } from 'vitest';
import { nodeNameOf } from '../../src/api/node-ids.js';
import { elementSymbols } from '../../src/crystal/elements.js';
import { Projection } from '../../src/graph/projection/projection.js';
import { geometries } from '../../src/motif/geometries.js';
import { analysedSample, sourceOf } from '../graph/analysed.js';
import { openEmptyGraph, serve, serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();
const idOf = async (id: string) =>
  (await service.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).data.node;

describe('node', () => {
  test('finds whatever has an id by it', async () => {
    const data = await service.data(`{
      crystals(first: 100) {
        nodes { id __typename spaceGroup { id __typename } predictions { id __typename } sites { id __typename } }
      }
      motifs(first: 100) { nodes { id __typename } }
      refusedStructures { nodes { id __typename } }
    }`);
    const found: { id: string; __typename: string }[] = [];
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('id' in value) found.push(value as { id: string; __typename: string });
      Object.values(value).forEach(collect);
    };
    collect(data);
    const typeOf = new Map(found.map(({ id, __typename }) => [id, __typename]));
    expect(new Set(typeOf.values()).size).toBe(6);
    for (const { id, __typename } of found) expect(typeOf.get(id)).toBe(__typename);
    const ids = [...typeOf.keys()];
    const { nodes } = await service.data('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
    expect(nodes).toEqual(ids.map((id) => ({ __typename: typeOf.get(id), id })));
  });

  test('finds each element and each geometry', async () => {
    const ids = [
      ...elementSymbols().map((symbol) => `element/${symbol}`),
      ...geometries.map(({ symbol }) => `geometry/${symbol}`),
    ];
    const { nodes } = await service.data('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(nodes).toEqual(ids.map((id) => ({ id })));
  });

  test.each([
    '',
    'x',
    'Ti',
    'x/0',
    'x/bandGap',
    'rutile-TiO2/99',
    'rutile-TiO2/x',
    'Xx-O:6',
    'Ti-O:99',
    'element/Xx',
    'element/',
    'geometry/Q:6',
    'spaceGroup/136',
    'spaceGroup/No.',
    'spaceGroup/No.0',
    'spaceGroup/No.1.5',
    'spaceGroup/No.0x88',
    'spaceGroup/No.0136',
    'spaceGroup/No. 136',
    'spaceGroup/No.1.36e2',
    'spaceGroup/No.231',
    '/',
    'a/b/c',
  ])('has an error for %j, which is the id of nothing', async (id) => {
    const { data, errors } = await service.ask(
      'query ($id: ID!) { node(id: $id) { id } also: node(id: "Ti-O:6") { id } }',
      {
        id,
      },
    );
    expect(data).toEqual({ node: null, also: { id: 'Ti-O:6' } });
    expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'UNKNOWN_ID' } }]);
  });

  test('looks for similar ids where one is missing, not where many are', async () => {
    const looks = vi.spyOn(Projection.prototype, 'idsWith');
    const ids = Array.from({ length: 1000 }, (_, i) => `rutile${i}`);
    const many = await service.ask('query ($ids: [ID!]!) { crystalsById(ids: $ids) { id } nodes(ids: $ids) { id } }', {
      ids,
    });
    expect(many.data).toEqual({ crystalsById: ids.map(() => null), nodes: ids.map(() => null) });
    expect(looks).not.toHaveBeenCalled();
    const fields = Array.from(
      { length: 7 },
      (_, i) => `a${i}: crystal(id: "rutile") { id } b${i}: node(id: "rutile") { id }`,
    );
    const { errors } = await service.ask(`{ ${fields.join(' ')} }`);
    expect(errors.filter(({ message }) => message.includes('Did you mean rutile-TiO2?'))).toHaveLength(3);
    expect(looks).toHaveBeenCalledTimes(3);
    looks.mockRestore();
  });

  test('has a refused structure as what it is', async () => {
    expect(await idOf('steel')).toEqual({ __typename: 'RefusedStructure', id: 'steel' });
  });

  test('has of many ids those that there are', async () => {
    const { data, errors } = await service.ask('{ nodes(ids: ["Ti-O:6", "x", "element/O"]) { id } }');
    expect(data.nodes).toEqual([{ id: 'Ti-O:6' }, null, { id: 'element/O' }]);
    expect(errors.map(({ path }) => path)).toEqual([['nodes', 1]]);
  });
});

describe('crystals that are called like something else', async () => {
  const NAMES = ['Ti', 'element', 'geometry', 'spaceGroup', 'motif', 'O'];
  const graph = await openEmptyGraph();
  const sample = await analysedSample(['rutile-TiO2']);
  const renamed = NAMES.map((id) => {
    const text = JSON.stringify(sample[0]).replaceAll('rutile-TiO2', id);
    return JSON.parse(text) as (typeof sample)[0];
  });
  await graph.store.write(renamed, renamed.map(sourceOf));
  const own = await serve(graph.store);
  afterAll(async () => {
    await own.close();
    await graph.close();
  });

  test.each(NAMES)('%s', async (id) => {
    const { node, site } = await own.data(
      'query ($id: ID!, $site: ID!) { node(id: $id) { __typename id } site: node(id: $site) { __typename id } }',
      { id, site: `${id}/0` },
    );
    expect(node).toEqual({ __typename: 'Crystal', id });
    expect(site).toEqual({ __typename: 'MotifSite', id: `${id}/0` });
  });

  test('take nothing away from elements', async () => {
    const { elements } = await own.data('{ elements { id __typename } }');
    expect(elements).toEqual([
      { id: 'element/O', __typename: 'Element' },
      { id: 'element/Ti', __typename: 'Element' },
    ]);
  });
});

test('the form of an id says what it is of', () => {
  expect(nodeNameOf('Ti-O:6[F2O4]')).toEqual({ type: 'Motif', id: 'Ti-O:6[F2O4]' });
  expect(nodeNameOf('file:block~data-set')).toEqual({ type: 'Crystal', id: 'file:block~data-set' });
  expect(nodeNameOf('x/metalProbability')).toEqual({ type: 'Prediction', crystalId: 'x', property: 'isMetal' });
  expect(nodeNameOf('spaceGroup/No.2')).toEqual({ type: 'SpaceGroup', number: 2 });
  for (const number of ['0', '231', '0x88', '02', '']) expect(nodeNameOf(`spaceGroup/No.${number}`)).toBeNull();
});
