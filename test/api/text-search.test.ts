/** Search by words. */
import { describe, expect, test, vi } from 'vitest';
import { Projection } from '../../src/graph/projection/projection.js';
import { analysedSample, sourceOf } from '../graph/analysed.js';
import { idsOf, serveFilledGraph } from './support.js';

const LAYERED = ['layered-LiCoO2', 'litharge-PbO', 'molybdite-MoO3', 'shcherbinaite-V2O5'];

const { graph, service } = await serveFilledGraph();
const layered = await analysedSample(LAYERED);
await graph.store.write(layered, layered.map(sourceOf));

async function hitsOf(text: string, first = 5): Promise<[string, string][]> {
  const query =
    'query ($text: String!, $first: Int!) { search(text: $text, first: $first) { name item { __typename } } }';
  const { search } = await service.data(query, { text, first });
  return search.map(({ name, item }: { name: string; item: { __typename: string } }) => [item.__typename, name]);
}

describe('search', () => {
  test('is ready once the graph is, after it was not', async () => {
    const failing = vi.spyOn(Projection.prototype, 'idsWith').mockImplementationOnce(() => {
      throw new Error('the graph is away');
    });
    const failed = await service.ask('{ search(text: "Ti") { name } }');
    expect(failed.errors.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect((await hitsOf('Ti'))[0]).toEqual(['Element', 'Ti']);
    failing.mockRestore();
  });

  test.each<[string, string, string]>([
    ['titanium', 'Element', 'Ti'],
    ['Ti', 'Element', 'Ti'],
    ['octahedron', 'Geometry', 'O:6'],
    ['octahedra', 'Geometry', 'O:6'],
    ['OC-6', 'Geometry', 'O:6'],
    ['P4₂/mnm', 'SpaceGroup', 'P42/mnm'],
    ['TiO₆', 'Motif', 'Ti-O:6'],
    ['Ti-O:6', 'Motif', 'Ti-O:6'],
    ['Ti-O:6[O6]', 'Motif', 'Ti-O:6'],
    ['titanium octahedr', 'Motif', 'Ti-O:6'],
    ['rutile', 'Crystal', 'rutile-TiO2'],
    ['rutile-TiO2', 'Crystal', 'rutile-TiO2'],
    ['O3SrTi', 'Crystal', 'perovskite-SrTiO3'],
    ['quar', 'Crystal', 'alpha-quartz-SiO2'],
    ['chains rutile', 'Crystal', 'rutile-TiO2'],
  ])('%s finds first of all the %s %s', async (text, type, name) => {
    expect((await hitsOf(text))[0]).toEqual([type, name]);
  });

  test('finds something by each example of its description', async () => {
    const { __type } = await service.data('{ __type(name: "Query") { fields { name args { name description } } } }');
    const field = __type.fields.find(({ name }: { name: string }) => name === 'search');
    const { description } = field.args.find(({ name }: { name: string }) => name === 'text');
    const examples = [...description.matchAll(/`([^`]+)`/g)].map(([, example]) => example!);
    expect(examples.length).toBeGreaterThan(3);
    for (const example of examples) expect((await hitsOf(example)).length, example).toBeGreaterThan(0);
  });

  test.each([
    ['titanium octahedra', 'Ti-O:6'],
    ['octahedral titanium', 'Ti-O:6'],
    ['tetrahedra silicon', 'Si-T:4'],
    ['aluminum octahedra', 'Al-O:6'],
    ['titanium oxide', 'rutile-TiO2'],
    ['edge-sharing titanium', 'rutile-TiO2'],
    ['corner sharing titanium', 'rutile-TiO2'],
    ['A2B titanium', 'rutile-TiO2'],
    ['AO2 titanium', 'rutile-TiO2'],
    ['titanium ABO3', 'perovskite-SrTiO3'],
    ['A2BC4', 'spinel-MgAl2O4'],
    ['titanium P4_2/mnm', 'rutile-TiO2'],
    ['tetragonal titanium oxide', 'anatase-TiO2'],
  ])('%s finds %s', async (text, name) => {
    expect((await hitsOf(text, 20)).map(([, found]) => found)).toContain(name);
  });

  test('simple compounds come first', async () => {
    expect((await hitsOf('titanium oxide', 3)).map(([, name]) => name)).toEqual([
      'rutile-TiO2',
      'anatase-TiO2',
      'brookite-TiO2',
    ]);
  });

  test('layered are crystals whose strongly bound polyhedra form sheets, whatever their descriptions say', async () => {
    const found = await hitsOf('layered', 100);
    expect(await idsOf(service, '{ nets: { some: { isStrong: true, kind: ANY, dimensionality: [2] } } }')).toEqual(
      LAYERED,
    );
    expect(found.map(([, name]) => name).sort()).toEqual(LAYERED);
    expect((await hitsOf('layered cobalt')).map(([, name]) => name)).toEqual(['layered-LiCoO2']);
    expect((await hitsOf('cobalt oxide')).map(([, name]) => name)).toEqual(['layered-LiCoO2']);
  });

  test.each([
    ['P4_2/mnm', 136],
    ['P42/mnm', 136],
    ['p 42/m n m', 136],
    ['136', 136],
    ['No. 136', 136],
    ['space group 136', 136],
    ['Fd3̄m', 227],
    ['F d −3 m', 227],
    ['R3̅c', 167],
    ['Pbnm', 62],
    ['P 21/n 21/m 21/a', 62],
  ])('%s finds the space group %i, then exactly its crystals', async (text, number) => {
    const [group, ...others] = await hitsOf(text, 100);
    const { spaceGroups } = await service.data(
      `{ spaceGroups: search(text: "${text}", first: 1) { item { ... on SpaceGroup { number } } } }`,
    );
    expect([group![0], spaceGroups[0].item.number]).toEqual(['SpaceGroup', number]);
    const expected = await idsOf(service, `{ spaceGroupNumbers: [${number}] }`);
    expect(others.map(([type]) => type)).toEqual(expected.map(() => 'Crystal'));
    expect(others.map(([, name]) => name).sort()).toEqual(expected.sort());
  });

  test.each(['P2_1/c', 'P 1 21/c 1', 'No. 14'])('%s finds no other group where the graph lacks it', async (text) => {
    expect(await hitsOf(text)).toEqual([]);
  });

  test('finds all crystals of a formula, in any notation', async () => {
    const expected = ['anatase-TiO2', 'brookite-TiO2', 'rutile-TiO2'];
    for (const text of ['TiO2', 'TiO₂', 'O2Ti', 'Ti2O4']) {
      expect(
        (await hitsOf(text))
          .map(([, name]) => name)
          .slice(0, 3)
          .sort(),
        text,
      ).toEqual(expected);
    }
  });

  test('finds nothing where a word does not occur, and for no words', async () => {
    expect(await hitsOf('rutile nonsense')).toEqual([]);
    expect(await hitsOf(' − ')).toEqual([]);
  });

  test('gives as many as are asked for, and the things themselves', async () => {
    expect(await hitsOf('o', 3)).toHaveLength(3);
    const { search } = await service.data(
      '{ search(text: "rutile", first: 1) { item { ... on Crystal { formula sites { motif { id } } } } } }',
    );
    expect(search).toEqual([{ item: { formula: 'TiO2', sites: [{ motif: { id: 'Ti-O:6' } }] } }]);
  });
});
