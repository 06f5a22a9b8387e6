import { describe, expect, test } from 'vitest';
import { IDS, openEmptyGraph, serve, serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

const SORTED = [...IDS, 'fourteen'].sort();

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $sort: [CrystalSort!]) {
  crystals(first: $first, after: $after, last: $last, before: $before, sort: $sort) {
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

async function page(variables: Record<string, unknown>) {
  const { crystals } = await service.data(PAGE, variables);
  const ids: string[] = crystals.edges.map(({ node }: { node: { id: string } }) => node.id);
  return { ids, edges: crystals.edges, info: crystals.pageInfo };
}

describe('pages', () => {
  test('forwards, each crystal once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { ids, info }: Awaited<ReturnType<typeof page>> = await page({ first: 5, after });
      expect(info.hasPreviousPage).toBe(after !== null);
      seen.push(...ids);
      if (!info.hasNextPage) break;
      after = info.endCursor;
    }
    expect(seen).toEqual(SORTED);
  });

  test('backwards, each crystal once, every page in the order of the list', async () => {
    const seen: string[] = [];
    let before: string | null = null;
    for (;;) {
      const { ids, info }: Awaited<ReturnType<typeof page>> = await page({ last: 5, before });
      expect(info.hasNextPage).toBe(before !== null);
      seen.unshift(...ids);
      if (!info.hasPreviousPage) break;
      before = info.startCursor;
    }
    expect(seen).toEqual(SORTED);
  });

  test('between two cursors', async () => {
    const { edges } = await page({ first: 100 });
    const between = await page({ first: 100, after: edges[3].cursor, before: edges[7].cursor });
    expect(between.ids).toEqual(SORTED.slice(4, 7));
  });

  test.each(['FORMULA', 'ELEMENT_COUNT', 'ATOM_COUNT', 'SPACE_GROUP_NUMBER', 'DENSITY', 'VOLUME_PER_ATOM'])(
    'sorted by %s, ascending and descending, with ties',
    async (key) => {
      const walk = async (descending: boolean) => {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const { ids, info }: Awaited<ReturnType<typeof page>> = await page({
            first: 4,
            after,
            sort: { key, descending },
          });
          seen.push(...ids);
          after = info.hasNextPage ? info.endCursor : null;
        } while (after !== null);
        return seen;
      };
      const ascending = await walk(false);
      expect(ascending.toSorted()).toEqual(SORTED);
      expect((await walk(true)).toSorted()).toEqual(SORTED);
      const field = { FORMULA: 'formula', ELEMENT_COUNT: 'elementCount', ATOM_COUNT: 'atomCount' }[key] ?? 'density';
      if (key !== 'SPACE_GROUP_NUMBER' && key !== 'VOLUME_PER_ATOM') {
        const { crystals } = await service.data(
          `{ crystals(first: 100, sort: { key: ${key} }) { nodes { value: ${field} } } }`,
        );
        const values = crystals.nodes.map(({ value }: { value: number | string }) => value);
        expect(values).toEqual(
          values.toSorted((a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0)),
        );
      }
    },
  );

  test('20 items where the query does not say how many', async () => {
    const { motifs } = await service.data('{ motifs { totalCount nodes { id } pageInfo { hasNextPage } } }');
    expect(motifs.nodes).toHaveLength(Math.min(20, motifs.totalCount));
  });

  test('of motifs, most crystals first', async () => {
    const { motifs } = await service.data('{ motifs(first: 3) { edges { cursor node { crystalCount } } } }');
    const counts = motifs.edges.map(({ node }: { node: { crystalCount: number } }) => node.crystalCount);
    expect(counts).toEqual(counts.toSorted((a: number, b: number) => b - a));
    const after = motifs.edges[0].cursor;
    const next = await service.data('query ($after: String) { motifs(first: 2, after: $after) { edges { cursor } } }', {
      after,
    });
    expect(next.motifs.edges.map(({ cursor }: { cursor: string }) => cursor)).toEqual(
      motifs.edges.slice(1).map(({ cursor }: { cursor: string }) => cursor),
    );
  });
});

describe('flat rows', () => {
  test('of crystals hold texts and numbers alone', async () => {
    const { crystals } = await service.data(`{
      crystals(filter: { formulas: "MgAl2O4" }) {
        rows {
          crystalId formula chemicalSystem spaceGroupNumber spaceGroupSymbol crystalSystem a alpha density motifIds
          dataset file sha256 method analysisVersion
        }
      }
    }`);
    expect(crystals.rows).toHaveLength(1);
    expect(crystals.rows[0]).toMatchObject({
      crystalId: 'spinel-MgAl2O4',
      spaceGroupNumber: 227,
      crystalSystem: 'CUBIC',
      alpha: 90,
      motifIds: 'Al-O:6 Mg-T:4',
      dataset: 'sample',
    });
  });

  test('of sites and motifs', async () => {
    const { crystals, motifs } = await service.data(`{
      crystals(filter: { ids: ["spinel-MgAl2O4", "fourteen"] }) {
        siteRows { crystalId formula element motifId noMotif multiplicity csm bondLengthMean }
      }
      motifs(filter: { elements: "Zn" }) { rows { motifId element geometry crystalCount siteCount } }
    }`);
    expect(crystals.siteRows).toEqual([
      expect.objectContaining({ crystalId: 'fourteen', motifId: null, noMotif: 'NO_REFERENCE_GEOMETRY', csm: null }),
      expect.objectContaining({ crystalId: 'spinel-MgAl2O4', formula: 'MgAl2O4', motifId: 'Mg-T:4', multiplicity: 2 }),
      expect.objectContaining({ crystalId: 'spinel-MgAl2O4', motifId: 'Al-O:6', multiplicity: 4 }),
    ]);
    expect(motifs.rows).toEqual([{ motifId: 'Zn-T:4', element: 'Zn', geometry: 'T:4', crystalCount: 1, siteCount: 2 }]);
  });
});

describe('refused structures', () => {
  const IDS_AND_REASONS = 'totalCount nodes { id sha256 refusal { code message file line } } emptyReason { message }';
  const ask = async (args: string) =>
    (await service.data(`{ refusedStructures${args} { ${IDS_AND_REASONS} } }`)).refusedStructures;

  test('by id, each with its reason', async () => {
    const { totalCount, nodes } = await ask('');
    expect(totalCount).toBe(2);
    expect(nodes).toEqual([
      {
        id: 'mixed',
        sha256: 'cd',
        refusal: { code: 'DISORDERED', message: 'site M1 is occupied to 0.5', file: 'mixed.cif', line: 17 },
      },
      expect.objectContaining({ id: 'steel', refusal: expect.objectContaining({ code: 'NO_ANION', line: null }) }),
    ]);
  });

  test('for given reasons, page by page', async () => {
    expect(await ask('(codes: [NO_ANION])')).toMatchObject({ totalCount: 1, nodes: [{ id: 'steel' }] });
    const query = `query ($after: String) {
      refusedStructures(first: 1, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage } }
    }`;
    const { refusedStructures: first } = await service.data(query);
    expect(first).toMatchObject({ edges: [{ node: { id: 'mixed' } }], pageInfo: { hasNextPage: true } });
    const { refusedStructures: second } = await service.data(query, { after: first.edges[0].cursor });
    expect(second).toMatchObject({ edges: [{ node: { id: 'steel' } }], pageInfo: { hasNextPage: false } });
  });

  test('none, with the reason', async () => {
    const { emptyReason } = await ask('(codes: [NO_CELL, SYNTAX])');
    expect(emptyReason.message).toBe('No structure was refused with NO_CELL or SYNTAX.');
    const { errors } = await service.ask('{ refusedStructures(codes: []) { totalCount } }');
    expect(errors[0]).toMatchObject({
      message: '`codes` is an empty list, so nothing could match. Leave it out instead.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('an empty list has a reason', () => {
  const reason = async (query: string) => (await service.data(query)).list.emptyReason;

  test('a criterion that nothing meets', async () => {
    expect(
      await reason(
        '{ list: crystals(filter: { formulas: "TiO3", elements: ["Ti"] }) { emptyReason { code message criteria } } }',
      ),
    ).toEqual({
      code: 'NO_MATCH',
      message: 'No crystal of the graph meets formulas ["TiO3"].',
      criteria: ['formulas'],
    });
  });

  test('criteria that nothing meets together', async () => {
    expect(
      await reason(
        '{ list: crystals(filter: { elements: ["Zn"], anyGeometries: ["O:6"] }) { emptyReason { code criteria } } }',
      ),
    ).toEqual({ code: 'NO_COMMON_MATCH', criteria: ['elements', 'anyGeometries'] });
  });

  test('unknown ids, with the way to ask why', async () => {
    expect((await reason('{ list: crystals(filter: { ids: "steel" }) { emptyReason { message } } }')).message).toBe(
      'No crystal of the graph meets ids ["steel"]. `crystalsById` says why an id is missing.',
    );
  });

  test('a motif criterion that nothing meets', async () => {
    expect(await reason('{ list: motifs(filter: { inCrystal: "steel" }) { emptyReason { code criteria } } }')).toEqual({
      code: 'NO_MATCH',
      criteria: ['inCrystal'],
    });
  });

  test('the end of the list, and a page of no items', async () => {
    const { info } = await page({ last: 1 });
    const { crystals } = await service.data(
      'query ($after: String) { crystals(after: $after) { nodes { id } emptyReason { code } } }',
      { after: info.endCursor },
    );
    expect(crystals).toEqual({ nodes: [], emptyReason: { code: 'END_OF_LIST' } });
    expect(await reason('{ list: crystals(first: 0) { emptyReason { code message } } }')).toEqual({
      code: 'END_OF_LIST',
      message: 'A page of size 0 was requested.',
    });
  });

  test('a list with items has none', async () => {
    expect(await reason('{ list: crystals { emptyReason { code } } }')).toBeNull();
  });

  test('an empty graph', async () => {
    const empty = await openEmptyGraph();
    const emptyService = await serve(empty.store);
    const { crystals, motifs, elements, statistics } = await emptyService.data(
      '{ crystals { totalCount emptyReason { code message } } motifs { emptyReason { code } } elements { symbol } statistics { crystals } }',
    );
    expect(crystals).toEqual({
      totalCount: 0,
      emptyReason: { code: 'GRAPH_EMPTY', message: 'The graph has no crystals: nothing has been ingested yet.' },
    });
    expect(motifs.emptyReason.code).toBe('GRAPH_EMPTY');
    expect(elements).toEqual([]);
    expect(statistics.crystals).toBe(0);
    await emptyService.close();
    await empty.close();
  });
});
