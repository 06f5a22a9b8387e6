import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { PatternSearch } from '../../src/motif/pattern/search.js';
import { sampleCif } from '../cli/structures.js';
import { idsOf, serveFilledGraph } from './support.js';

const analysisWorker = new URL('../../dist/api/analysis-worker.js', import.meta.url);
if (!existsSync(analysisWorker)) throw new Error('these tests run the compiled worker: npm run build');
const { service } = await serveFilledGraph({ analysisWorker });

const EDGES = {
  sites: [
    { name: 'a', motif: 'Ti-O:6' },
    { name: 'b', motif: 'Ti-O:6' },
  ],
  connections: [{ from: 'a', to: 'b', kind: 'EDGE' }],
};
const CORNERS = { ...EDGES, connections: [{ from: 'a', to: 'b', kind: 'CORNER' }] };

interface Placed {
  readonly sites: readonly { readonly name: string; readonly index: number; readonly image: readonly number[] }[];
}

const PLACEMENTS = `query ($id: ID!, $pattern: PatternInput!, $after: Int) { crystal(id: $id) {
  placements(pattern: $pattern, first: 1, after: $after) {
    count hasMore
    nodes {
      sites { name index image csm bondLengthMean site { id element } }
      connections { from to kind sharedLigands distance anglesInDegrees }
    }
  }
} }`;

describe('placements in a crystal', () => {
  test('are told one by one, with their polyhedra and connections', async () => {
    const page = async (after: number) =>
      (await service.data(PLACEMENTS, { id: 'rutile-TiO2', pattern: EDGES, after })).crystal.placements;
    const [first, second] = [await page(0), await page(1)];
    // Two Ti in the cell, each of which shares two edges along c.
    expect([first.count, first.hasMore, second.hasMore]).toEqual([2, true, false]);
    expect([...first.nodes, ...second.nodes].map(({ sites }: Placed) => sites.map(({ image }) => image))).toEqual([
      [[0, 0, 0], [0, 0, 1]],
      [[0, 0, 0], [0, 0, 1]],
    ]); // biome-ignore format: a row for each placement
    const [{ sites, connections }] = first.nodes;
    expect(sites[1]).toMatchObject({ name: 'b', site: { id: 'rutile-TiO2/0', element: 'Ti' } });
    expect(sites[1].csm).toBeGreaterThan(0);
    expect(connections).toEqual([
      {
        from: 'a',
        to: 'b',
        kind: 'EDGE',
        sharedLigands: 2,
        distance: expect.any(Number),
        anglesInDegrees: expect.any(Array),
      },
    ]);
    expect(connections[0].anglesInDegrees).toHaveLength(2);
    expect((await page(2)).nodes).toEqual([]);
  });

  test('are those of a structure that the request brings along, too', async () => {
    const text = await sampleCif('rutile-TiO2');
    const { analyzeStructure } = await service.data(
      `query ($text: String!, $edges: PatternInput!, $both: [PatternInput!]!) { analyzeStructure(text: $text) {
        holds(patterns: $both) placements(pattern: $edges) { count nodes { sites { index site { element } } } }
      } }`,
      { text, edges: EDGES, both: [EDGES, { sites: [{ name: 'a', elements: ['Sr'] }] }, CORNERS] },
    );
    expect(analyzeStructure.holds).toEqual([true, false, true]);
    expect(analyzeStructure.placements.count).toBe(2);
    expect(analyzeStructure.placements.nodes[0].sites[0]).toEqual({ index: 0, site: { element: 'Ti' } });
  });

  test.each([
    ['placements(pattern: { sites: [] }) { count }', 'BAD_PATTERN'],
    ['placements(pattern: { sites: [{ name: "a" }] }, after: -1) { count }', 'BAD_PAGE'],
    ['pattern(sites: [{ index: 0, orbit: 0 }]) { input }', 'BAD_PATTERN'],
    ['pattern(sites: [{ index: 0, image: [1] }]) { input }', 'BAD_PATTERN'],
    ['pattern(sites: [{ index: 5 }]) { input }', 'BAD_PATTERN'],
  ])('%s is refused', async (field, code) => {
    const { errors } = await service.ask(`{ crystal(id: "rutile-TiO2") { ${field} } }`);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});

describe('a part of a crystal', () => {
  test('is a pattern that can be sent back, and tells what holds it', async () => {
    const { crystal } = await service.data(`{ crystal(id: "rutile-TiO2") {
      pattern(sites: [{ orbit: 0 }, { index: 0, image: [0, 0, 1] }]) {
        input crystals(first: 100) { totalCount nodes { id } }
      }
      loose: pattern(sites: [{ index: 0 }, { index: 0, image: [0, 0, 1] }], like: ANY, sameKinds: false) {
        crystals(first: 100, filter: { anyElements: ["Ti"] }) { nodes { id } }
      }
    } }`);
    expect(crystal.pattern.input).toEqual({
      sites: ['a', 'b'].map((name) => ({ name, motif: ['Ti-O:6'] })),
      connections: [{ from: 'a', to: 'b', kind: ['EDGE'] }],
    });
    const { crystals } = await service.data(
      'query ($pattern: PatternInput!) { crystals(first: 100, filter: { pattern: $pattern }) { totalCount nodes { id } } }',
      { pattern: crystal.pattern.input },
    );
    expect(crystals).toEqual(crystal.pattern.crystals);
    const ids = (nodes: readonly { readonly id: string }[]) => nodes.map(({ id }) => id);
    expect(ids(crystals.nodes)).toContain('rutile-TiO2');
    expect(ids(crystals.nodes)).not.toContain('perovskite-SrTiO3');
    expect(ids(crystal.loose.crystals.nodes)).toContain('perovskite-SrTiO3');
  });
});

describe('figures over placements', () => {
  test('of names that can be exchanged are whole but for their parts', async () => {
    const names = ['a', 'b', 'c'];
    const pattern = {
      sites: names.map((name) => ({ name })),
      connections: names.map((from, i) => ({ from, to: names[(i + 1) % 3]! })),
    };
    const { crystals } = await service.data(
      `query ($pattern: PatternInput!) { crystals { placements(pattern: $pattern) {
        count site(name: "a") { distribution(of: CSM) { count } }
      } } }`,
      { pattern },
    );
    const { count, site } = crystals.placements;
    expect(count).toBeGreaterThan(100);
    expect(site.distribution.count).toBeLessThanOrEqual(count);
  });

  test('that are asked for together take one search of each crystal', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const ring = {
      sites: names.map((name) => ({ name })),
      connections: names.map((from, i) => ({ from, to: names[(i + 1) % 4]! })),
    };
    const figures = [
      'count',
      'site(name: "a") { count distribution(of: CSM) { mean } }',
      'connection(from: "a", to: "b") { count distribution(of: ANGLE) { mean max } }',
    ];
    const ask = async (selection: string) => {
      const { crystals } = await service.data(
        `query ($pattern: PatternInput!) { crystals(filter: { formulas: ["TiO2", "MgO"] }) { ${selection} } }`,
        { pattern: ring },
      );
      return crystals;
    };
    const apart = await Promise.all(figures.map((figure) => ask(`placements(pattern: $pattern) { ${figure} }`)));
    const searches = vi.spyOn(PatternSearch.prototype, 'figures');
    const together = await ask(
      `first: placements(pattern: $pattern) { crystals ${figures.join(' ')} } second: placements(pattern: $pattern) { ${figures.join(' ')} }`,
    );
    expect(searches).toHaveBeenCalledTimes(together.first.crystals);
    searches.mockRestore();
    const { crystals: _, ...first } = together.first;
    expect(first).toEqual(Object.assign({}, ...apart.map(({ placements }) => placements)));
    expect(together.second).toEqual(first);
    expect(first.count).toBeGreaterThan(10);
  });

  test('count each polyhedron and each connection as often as placements have it', async () => {
    const query = (filter: string) =>
      service.data(
        `query ($pattern: PatternInput!) { crystals(filter: ${filter}) { placements(pattern: $pattern) {
          count crystals
          site(name: "a") { count distribution(of: CSM) { mean count } groups(by: [CRYSTAL_FORMULA]) { keys aggregate { count } } }
          connection(from: "a", to: "b") {
            count distribution(of: ANGLE) { count min max } histogram(of: DISTANCE, bins: 3) { counts } quantiles(of: SHARED_LIGANDS) { value }
          }
        } } }`,
        { pattern: EDGES },
      );
    const holders = await idsOf(
      service,
      '{ pattern: { sites: [{ name: "a", motif: "Ti-O:6" }, { name: "b", motif: "Ti-O:6" }], connections: [{ from: "a", to: "b", kind: EDGE }] } }',
    );
    const counts = new Map<string, number>();
    for (const id of holders) {
      counts.set(id, (await service.data(PLACEMENTS, { id, pattern: EDGES })).crystal.placements.count);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const { placements } = (await query('{}')).crystals;
    expect(placements).toMatchObject({ count: total, crystals: holders.length });
    expect([placements.site.count, placements.connection.count]).toEqual([total, total]);
    expect(placements.connection.distribution.count).toBe(2 * total);
    expect(placements.connection.histogram.counts.reduce((sum: number, count: number) => sum + count, 0)).toBeCloseTo(
      total,
      9,
    );
    expect(placements.connection.quantiles.map(({ value }: { value: number }) => value)).toEqual([2, 2, 2]);
    const formulas = placements.site.groups.map(({ aggregate }: { aggregate: { count: number } }) => aggregate.count);
    expect(formulas.reduce((sum: number, count: number) => sum + count, 0)).toBeCloseTo(total, 9);
    const rutile = (await query('{ ids: ["rutile-TiO2"] }')).crystals.placements;
    expect(rutile).toMatchObject({ count: 2, crystals: 1, connection: { distribution: { count: 4 } } });
  });

  test('of one pattern can be asked together', async () => {
    const rings = {
      sites: [...'abcdef'].map((name) => ({ name, geometries: ['O:6'] })),
      connections: [...'abcdef'].map((from, i) => ({ from, to: 'bcdefa'[i], kind: 'EDGE' })),
    };
    const ask = async (fields: string) =>
      (
        await service.data(
          `query ($pattern: PatternInput!) { crystals { placements(pattern: $pattern) { ${fields} } } }`,
          { pattern: rings },
        )
      ).crystals.placements;
    const fields = ['count', 'site(name: "a") { count }', 'connection(from: "a", to: "b") { count }'];
    const alone = Object.assign({}, ...(await Promise.all(fields.map(ask))));
    expect(alone.count).toBeGreaterThan(0);
    expect([alone.site.count, alone.connection.count]).toEqual([alone.count, alone.count]);
    expect(await ask(fields.join(' '))).toEqual(alone);
  });

  test.each([
    ['site(name: "z") { count }', 'named "z"'],
    ['connection(from: "a", to: "c") { count }', 'no connection between "a" and "c"'],
  ])('%s is refused', async (field, message) => {
    const { errors } = await service.ask(`{ crystals { placements(pattern: {
      sites: [{ name: "a" }, { name: "b" }, { name: "c" }],
      connections: [{ from: "a", to: "b" }, { from: "b", to: "c" }]
    }) { ${field} } } }`);
    expect(errors[0]!.message).toContain(message);
    expect(errors[0]!.extensions.code).toBe('BAD_PATTERN');
  });
});
