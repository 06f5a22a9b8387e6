import { describe, expect, test } from 'vitest';
import { serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

async function ids(filter: string): Promise<string[]> {
  const { crystals } = await service.data(`{ crystals(first: 100, filter: ${filter}) { totalCount nodes { id } } }`);
  expect(crystals.totalCount).toBe(crystals.nodes.length);
  return crystals.nodes.map(({ id }: { id: string }) => id);
}

const CORNER_CHAIN = `{ pattern: {
  sites: [{ name: "a", motif: "Ti-O:6" }, { name: "b", elements: ["Ti"], geometries: ["O:6"] }],
  connections: [{ from: "a", to: "b", kind: CORNER, angle: { min: 170 } }]
} }`;

describe('patterns', () => {
  test('find crystals, alone and beside other criteria', async () => {
    const straight = await ids(CORNER_CHAIN);
    expect(straight).toContain('perovskite-SrTiO3');
    expect(straight).not.toContain('rutile-TiO2');
    expect(await ids(`{ and: [${CORNER_CHAIN}], not: { anyElements: ["Sr"] } }`)).toEqual(
      straight.filter((id) => id !== 'perovskite-SrTiO3'),
    );
  });

  test('close their rings', async () => {
    const ring = (count: number) => {
      const names = Array.from({ length: count }, (_, i) => `"t${i}"`);
      const sites = names.map((name) => `{ name: ${name}, elements: ["Ti"] }`);
      const connections = names.map((name, i) => `{ from: ${name}, to: ${names[(i + 1) % count]}, kind: EDGE }`);
      return `{ pattern: { sites: [${sites}], connections: [${connections}] } }`;
    };
    // In rutile the octahedra form chains by their edges, in which no ring closes.
    expect(await ids(ring(3))).not.toContain('rutile-TiO2');
    expect(await ids('{ connections: { some: { kind: EDGE, from: { elements: ["Ti"] } } } }')).toContain('rutile-TiO2');
  });

  test.each([
    ['{ pattern: { sites: [] } }', 'BAD_PATTERN'],
    ['{ pattern: { sites: [{ name: "a" }, { name: "b" }] } }', 'BAD_PATTERN'],
    ['{ pattern: { sites: [{ name: "a", elements: ["Xx"] }] } }', 'BAD_PATTERN'],
    ['{ nets: { some: { along: [1] } } }', 'BAD_USER_INPUT'],
    ['{ or: [] }', 'BAD_USER_INPUT'],
  ])('%s is refused', async (filter, code) => {
    const { data, errors } = await service.ask(`{ crystals(filter: ${filter}) { totalCount } service { version } }`);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(data).toMatchObject({ crystals: null, service: { version: expect.any(String) } });
  });

  test('and filters of too many parts are refused', async () => {
    const parts = Array.from({ length: 301 }, () => '{ elementCount: { min: 2 } }').join(' ');
    const { errors } = await service.ask(`{ crystals(filter: { or: [${parts}] }) { totalCount } }`);
    expect(errors[0]!.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: 'filterParts', value: 300 } });
  });

  test.each([
    'crystals { sites(filter: FILTER) { count } }',
    'crystals { connections(filter: FILTER) { count } }',
    'crystals { nets(filter: FILTER) { count } }',
    'facet(field: NET_KIND, nets: FILTER) { value }',
    'statistics { counts(by: NET_KIND, nets: FILTER) { value } }',
    'connectionMatrix(connections: FILTER) { from }',
    'crystal(id: "rutile-TiO2") { nets(filter: FILTER) { kind } }',
    'motif(id: "Ti-O:6") { connectedTo { nodes { connections(filter: FILTER) { count } } } }',
  ])('nor are they taken by %s', async (field) => {
    const filter = `{ or: [${'{ and: [] } '.repeat(301)}] }`;
    const { errors } = await service.ask(`{ ${field.replace('FILTER', filter)} }`);
    expect(errors[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: 'filterParts' } });
  });
});

describe('nets', () => {
  test('are shown and found', async () => {
    const { crystal } = await service.data(
      '{ crystal(id: "rutile-TiO2") { nets(filter: { kind: EDGE }) { centres motifId isStrong dimensionality components along formula } } }',
    );
    expect(crystal.nets).toEqual([
      {
        centres: ['Ti'],
        motifId: 'Ti-O:6',
        isStrong: true,
        dimensionality: 1,
        components: 2,
        along: [0, 0, 1],
        formula: 'TiO4',
      },
    ]);
    const chains = '{ nets: { some: { elements: ["Ti"], kind: EDGE, dimensionality: [1], along: [0, 0, 1] } } }';
    expect(await ids(chains)).toContain('rutile-TiO2');
    expect(await ids(chains)).not.toContain('anatase-TiO2');
    expect(await ids('{ nets: { none: { isStrong: true } } }')).toEqual([]);
  });

  test('join at least two polyhedra', async () => {
    const sharing = (kind: string) =>
      ids(`{ connections: { some: { from: { motifs: ["Ti-O:6"] }, to: { motifs: ["Ti-O:6"] }, kind: ${kind} } } }`);
    for (const kind of ['CORNER', 'EDGE', 'FACE']) {
      expect(await ids(`{ nets: { some: { motifs: ["Ti-O:6"], kind: ${kind} } } }`)).toEqual(await sharing(kind));
    }
    expect(await sharing('EDGE')).not.toContain('perovskite-SrTiO3');
    const isolated = '{ elements: ["Si"], nets: { none: { elements: ["Si"], kind: ANY } } }';
    expect((await ids(isolated)).toSorted()).toEqual(['forsterite-Mg2SiO4', 'zircon-ZrSiO4']);
    const { crystal } = await service.data(
      '{ crystal(id: "zircon-ZrSiO4") { nets(filter: { elements: ["Si"] }) { kind } } }',
    );
    expect(crystal.nets).toEqual([]);
  });
});

describe('lists in motifs', () => {
  test('are filtered and sorted by several keys', async () => {
    const { motif } = await service.data(`{ motif(id: "Ti-O:6") {
      crystals(filter: { elementCount: { max: 2 } }, sort: [{ key: SPACE_GROUP_NUMBER, descending: true }, { key: ID }]) {
        totalCount nodes { elementCount spaceGroup { number } }
      }
    } }`);
    const { nodes, totalCount } = motif.crystals;
    expect(totalCount).toBe(nodes.length);
    expect(nodes.length).toBeGreaterThan(1);
    expect(nodes.every(({ elementCount }: { elementCount: number }) => elementCount === 2)).toBe(true);
    const numbers = nodes.map(({ spaceGroup }: { spaceGroup: { number: number } }) => spaceGroup.number);
    expect(numbers).toEqual(numbers.toSorted((a: number, b: number) => b - a));
  });
});
