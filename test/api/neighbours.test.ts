/** What motifs connect to, and through what; counted again crystal by crystal. */
import { describe, expect, test } from 'vitest';
import { serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

const nodesOf = async (motif: string, field: string, selection: string) => {
  const data = await service.data(`{ motif(id: "${motif}") { list: ${field} { ${selection} } } }`);
  return data.motif.list;
};

describe('connected motifs', () => {
  test('say how many there are, and come page by page', async () => {
    const all = await nodesOf('Ti-O:6', 'connectedTo(first: 1000)', 'totalCount nodes { id }');
    expect(all.nodes).toHaveLength(all.totalCount);
    const ids: string[] = [];
    let after = '';
    for (;;) {
      const page = await nodesOf(
        'Ti-O:6',
        `connectedTo(first: 2${after})`,
        'totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor }',
      );
      expect(page.totalCount).toBe(all.totalCount);
      ids.push(...page.edges.map(({ node }: { node: { id: string } }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(ids).toEqual(all.nodes.map(({ id }: { id: string }) => id));
    expect(new Set(ids).size).toBe(all.totalCount);
  });

  test('are narrowed down, and sorted by the number of crystals', async () => {
    const list = (args: string) => nodesOf('Ti-O:6', `connectedTo(${args})`, 'totalCount nodes { id crystalCount }');
    expect((await list('filter: { kind: [EDGE], motifs: ["Ti-O:6"] }')).nodes).toEqual([
      { id: 'Ti-O:6 edge Ti-O:6', crystalCount: 4 },
    ]);
    const barium = await list('filter: { elements: ["Ba"] }');
    expect(barium.nodes.map(({ id }: { id: string }) => id)).toEqual(['Ti-O:6 face Ba-C:12']);
    expect(await list('filter: { geometries: ["C:12"], not: { elements: ["Ba"] } }')).toMatchObject({ totalCount: 1 });
    const frequent = await list(
      'filter: { crystalCount: { min: 2 } }, sort: [{ key: CRYSTAL_COUNT, descending: false }]',
    );
    const counts = frequent.nodes.map((node: { crystalCount: number }) => node.crystalCount);
    expect(counts).toEqual(counts.toSorted((a: number, b: number) => a - b));
    expect(counts[0]).toBeGreaterThan(1);
  });

  test.each(['connectedTo', 'secondNeighbours'])('%s: a sort without a word is the default order', async (field) => {
    const list = (args: string) => nodesOf('Ti-O:6', `${field}${args}`, 'nodes { id }');
    expect(await list('(sort: [{}])')).toEqual(await list(''));
  });

  test('say why there are none', async () => {
    const reason = async (filter: string) => {
      const list = await nodesOf('Ti-O:6', `connectedTo(filter: ${filter})`, 'emptyReason { code criteria }');
      return list.emptyReason;
    };
    expect(await reason('{ elements: ["Xe"] }')).toEqual({ code: 'NO_MATCH', criteria: ['elements'] });
    expect(await reason('{ elements: ["Ba"], kind: [EDGE] }')).toEqual({
      code: 'NO_COMMON_MATCH',
      criteria: ['elements', 'kind'],
    });
  });

  test('know their crystals and connections', async () => {
    const { nodes } = await nodesOf(
      'Ti-O:6',
      'connectedTo(first: 200)',
      `nodes {
        motifId kind occurrences crystalCount crystals { totalCount nodes { id } }
        connections { count crystals distribution(of: ANGLE) { min } }
      }`,
    );
    for (const { motifId, kind, occurrences, crystalCount, crystals, connections } of nodes) {
      expect(crystals.totalCount).toBe(crystalCount);
      expect(connections).toMatchObject({ count: occurrences, crystals: crystalCount });
      expect(connections.distribution.min).toBeGreaterThan(50);
      const found = await service.data(
        `{ crystals(filter: { connections: { some: { kind: [${kind}], from: { motifs: ["Ti-O:6"] }, to: { motifs: ["${motifId}"] } } } }) { nodes { id } } }`,
      );
      expect(crystals.nodes).toEqual(found.crystals.nodes);
    }
  });

  test('narrow their crystals and connections down', async () => {
    const [self] = (
      await nodesOf(
        'Ti-O:6',
        'connectedTo(filter: { kind: [EDGE], motifs: ["Ti-O:6"] })',
        `nodes {
          crystals(filter: { formulas: ["TiO2"] }, first: 2, sort: [{ key: DENSITY, descending: true }]) {
            totalCount nodes { id } aggregate { count }
          }
          connections(filter: { distance: { max: 3 } }) { count }
          all: connections { count }
        }`,
      )
    ).nodes;
    expect(self.crystals).toEqual({
      totalCount: 3,
      nodes: [{ id: 'rutile-TiO2' }, { id: 'brookite-TiO2' }],
      aggregate: { count: 3 },
    });
    expect(self.connections.count).toBeGreaterThan(0);
    expect(self.connections.count).toBeLessThan(self.all.count);
  });

  test('have cursors of their own', async () => {
    const { pageInfo } = await nodesOf('Ti-O:6', 'connectedTo(first: 1)', 'pageInfo { endCursor }');
    const { errors } = await service.ask(
      `{ motif(id: "Al-O:6") { connectedTo(after: "${pageInfo.endCursor}") { totalCount } } }`,
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_CURSOR']);
  });
});

describe('second neighbours', () => {
  test.each(['Ti-O:6', 'Al-O:6', 'Mg-T:4', 'Si-T:4'])('of %s are those that patterns find', async (motif) => {
    const { totalCount, nodes } = await nodesOf(
      motif,
      'secondNeighbours(first: 100)',
      'totalCount nodes { id viaId motifId firstKind secondKind crystalCount crystals { totalCount } }',
    );
    expect(nodes).toHaveLength(totalCount);
    expect(totalCount).toBeGreaterThan(0);
    for (const { id, crystalCount, crystals } of nodes) {
      expect([id, crystals.totalCount]).toEqual([id, crystalCount]);
    }
    // Nothing is left out: every chain of the connections between motifs is listed or has no crystal.
    const listed = new Set(nodes.map(({ id }: { id: string }) => id));
    for (const first of await partners(motif)) {
      for (const second of await partners(first.motifId)) {
        const id = `${motif} ${first.kind.toLowerCase()} ${first.motifId} ${second.kind.toLowerCase()} ${second.motifId}`;
        if (listed.has(id)) continue;
        const { crystals } = await service.data(`{
          crystals(filter: { pattern: {
            sites: [{ name: "a", motif: "${motif}" } { name: "b", motif: "${first.motifId}" } { name: "c", motif: "${second.motifId}" }]
            connections: [{ from: "a", to: "b", kind: ${first.kind} } { from: "b", to: "c", kind: ${second.kind} }]
          } }) { totalCount }
        }`);
        expect([id, crystals.totalCount]).toEqual([id, 0]);
      }
    }
  });

  async function partners(motif: string): Promise<{ motifId: string; kind: string }[]> {
    return (await nodesOf(motif, 'connectedTo(first: 1000)', 'nodes { motifId kind }')).nodes;
  }

  test('leave out the way back', async () => {
    // Each Si of quartz has four corners with others, and each of these three more: 3 Si a cell.
    const { nodes } = await nodesOf(
      'Si-T:4',
      'secondNeighbours(filter: { via: ["Si-T:4"], motifs: ["Si-T:4"] })',
      'nodes { occurrences crystalCount via { id } motif { id } }',
    );
    expect(nodes).toEqual([
      { occurrences: 3 * 4 * 3, crystalCount: 1, via: { id: 'Si-T:4' }, motif: { id: 'Si-T:4' } },
    ]);
  });

  test('are narrowed down, sorted and read page by page', async () => {
    const list = (args: string) =>
      nodesOf('Ti-O:6', `secondNeighbours(${args})`, 'totalCount nodes { id occurrences } pageInfo { endCursor }');
    const edges = await list(
      'filter: { firstKind: [EDGE], secondKind: [EDGE] }, sort: [{ key: OCCURRENCES, descending: true }]',
    );
    expect(edges.nodes.every(({ id }: { id: string }) => id.split(' edge ').length === 3)).toBe(true);
    const counts = edges.nodes.map((node: { occurrences: number }) => node.occurrences);
    expect(counts).toEqual(counts.toSorted((a: number, b: number) => b - a));
    const first = await list('first: 3');
    const next = await list(`first: 3, after: "${first.pageInfo.endCursor}"`);
    const six = await list('first: 6');
    expect([...first.nodes, ...next.nodes]).toEqual(six.nodes);
    expect(next.totalCount).toBe(first.totalCount);
  });
});
