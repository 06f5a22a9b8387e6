/** Aggregates and facets of nets, against the nets of the crystals one by one. */
import { describe, expect, test } from 'vitest';
import { serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

interface Net {
  readonly centres: readonly string[];
  readonly kind: string;
  readonly dimensionality: number;
  readonly components: number;
  readonly isStrong: boolean;
  readonly along: readonly number[] | null;
  readonly formula: string;
}

const { crystals } = await service.data(`{ crystals(first: 100) { nodes {
  id spaceGroup { crystalSystem } nets { centres kind dimensionality components isStrong along formula }
} } }`);
const netsOfCrystals: { id: string; spaceGroup: { crystalSystem: string }; nets: Net[] }[] = crystals.nodes;
const all = netsOfCrystals.flatMap(({ nets, spaceGroup }) => nets.map((net) => ({ ...net, ...spaceGroup })));

/** Largest first, then by their keys. */
function tally(keys: readonly (readonly unknown[])[]): { keys: readonly unknown[]; aggregate: { count: number } }[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(JSON.stringify(key), (counts.get(JSON.stringify(key)) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ keys: JSON.parse(key) as unknown[], aggregate: { count } }));
}

function sameGroups(found: readonly object[], expected: readonly object[]): void {
  expect(found).toHaveLength(expected.length);
  expect(found).toEqual(expect.arrayContaining([...expected]));
}

async function countOf(filter: object): Promise<number> {
  const query = 'query ($filter: NetFilter) { crystals { nets(filter: $filter) { count } } }';
  return (await service.data(query, { filter })).crystals.nets.count;
}

describe('filters of nets', () => {
  test.each([
    [{ along: [0, 0, 1] }, { along: [0, 0, -1] }],
    [{ along: [0, 0, 1] }, { along: [0, 0, 2] }],
    [{ along: [0, 0, 1] }, { along: [0, 0, -3] }],
    [{ formulas: ['TiO4'] }, { formulas: ['O4Ti'] }],
    [{ motifs: ['Ti-O:6'] }, { motifs: ['TiO6'] }],
    [{ elements: ['Ti'] }, { elements: ['titanium'] }],
  ])('%j finds what %j does', async (usual, typed) => {
    const count = await countOf(usual);
    expect(count).toBeGreaterThan(0);
    expect(await countOf(typed)).toBe(count);
  });

  test('along has a direction', async () => {
    const { errors } = await service.ask('{ crystals { nets(filter: { along: [0, 0, 0] }) { count } } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('aggregates of nets', () => {
  test('count nets and their crystals', async () => {
    const data = await service.data(`{ crystals {
      all: nets { count crystals distribution(of: COMPONENTS) { mean max } }
      sheets: nets(filter: { dimensionality: [2] }) { count crystals }
    } }`);
    const components = all.map((net) => net.components);
    expect(data.crystals.all).toEqual({
      count: all.length,
      crystals: netsOfCrystals.filter(({ nets }) => nets.length > 0).length,
      distribution: {
        mean: expect.closeTo(components.reduce((sum, n) => sum + n, 0) / components.length),
        max: Math.max(...components),
      },
    });
    expect(data.crystals.sheets).toEqual({
      count: all.filter(({ dimensionality }) => dimensionality === 2).length,
      crystals: netsOfCrystals.filter(({ nets }) => nets.some(({ dimensionality }) => dimensionality === 2)).length,
    });
  });

  test('are grouped by two keys', async () => {
    const groups = async (by: string) => {
      const data = await service.data(
        `{ crystals { nets { groups(by: [${by}], first: 1000) { keys aggregate { count } } } } }`,
      );
      return data.crystals.nets.groups;
    };
    sameGroups(
      await groups('KIND, DIMENSIONALITY'),
      tally(all.map(({ kind, dimensionality }) => [kind, dimensionality])),
    );
    sameGroups(
      await groups('IS_STRONG, CRYSTAL_SYSTEM'),
      tally(all.map(({ isStrong, crystalSystem }) => [isStrong, crystalSystem])),
    );
    sameGroups(
      await groups('ELEMENT, ALONG'),
      tally(all.flatMap(({ centres, along }) => (along === null ? [] : centres.map((centre) => [centre, along])))),
    );
  });

  test('have keys that filters take', async () => {
    const keys = ['IS_STRONG', 'ALONG', 'COMPONENTS', 'KIND', 'FORMULA', 'DIMENSIONALITY'] as const;
    const ask = (by: string) => `${by}: groups(by: [${by}], first: 3) { keys aggregate { count } }`;
    const { crystals } = await service.data(`{ crystals { nets { ${keys.map(ask).join(' ')} } } }`);
    const filterOf = {
      IS_STRONG: (value: unknown) => ({ isStrong: value }),
      ALONG: (value: unknown) => ({ along: value }),
      COMPONENTS: (value: unknown) => ({ components: { min: value, max: value } }),
      KIND: (value: unknown) => ({ kind: [value] }),
      FORMULA: (value: unknown) => ({ formulas: [value] }),
      DIMENSIONALITY: (value: unknown) => ({ dimensionality: [value] }),
    };
    for (const by of keys) {
      const { keys: values, aggregate } = crystals.nets[by][0];
      expect(await countOf(filterOf[by](values[0])), by).toBe(aggregate.count);
    }
  });

  test('are those of the crystals of the list', async () => {
    const data = await service.data(
      '{ crystals(filter: { ids: ["rutile-TiO2"] }) { nets(filter: { kind: EDGE }) { count crystals } } }',
    );
    const rutile = netsOfCrystals.find(({ id }) => id === 'rutile-TiO2')!.nets;
    expect(data.crystals.nets).toEqual({ count: rutile.filter(({ kind }) => kind === 'EDGE').length, crystals: 1 });
  });
});

describe('facets of nets', () => {
  test('tell dimensionalities by what counts', async () => {
    const { facet } = await service.data(
      '{ facet(field: NET_DIMENSIONALITY, nets: { kind: EDGE, isStrong: true }) { value crystals occurrences } }',
    );
    const expected = [0, 1, 2, 3].flatMap((dimensionality) => {
      const holds = (net: Net) => net.kind === 'EDGE' && net.isStrong && net.dimensionality === dimensionality;
      const crystals = netsOfCrystals.filter(({ nets }) => nets.some(holds)).length;
      return crystals === 0 ? [] : [{ value: dimensionality, crystals, occurrences: all.filter(holds).length }];
    });
    sameGroups(facet, expected);
    expect(facet.length).toBeGreaterThan(1);
  });

  test('give values as filters take them', async () => {
    const { facet } = await service.data('{ facet(field: NET_KIND, filter: { ids: ["corundum-Al2O3"] }) { value } }');
    expect(facet.map(({ value }: { value: string }) => value).sort()).toEqual(['ANY', 'CORNER', 'EDGE', 'FACE']);
    // Octahedra of rutile share no faces.
    const rutile = await service.data('{ facet(field: NET_KIND, filter: { ids: ["rutile-TiO2"] }) { value } }');
    expect(rutile.facet.map(({ value }: { value: string }) => value).sort()).toEqual(['ANY', 'CORNER', 'EDGE']);
    const { statistics } = await service.data(
      '{ statistics { counts(by: NET_FORMULA, nets: { kind: EDGE }, first: 1) { value crystals } } }',
    );
    const [{ value, crystals: count }] = statistics.counts;
    const found = await service.data(
      `{ crystals(filter: { nets: { some: { kind: EDGE, formulas: ["${value}"] } } }) { totalCount } }`,
    );
    expect(found.crystals.totalCount).toBe(count);
  });

  test('refuse criteria for nets where others are counted', async () => {
    const { errors } = await service.ask('{ facet(field: ELEMENT, nets: { kind: EDGE }) { value } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});
