/** Search by words. */
import { describe, expect, test, vi } from 'vitest';
import { Projection } from '../../src/graph/projection/projection.js';
import { serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

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
