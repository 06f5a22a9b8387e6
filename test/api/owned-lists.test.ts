/** Lists of sites and of connected pairs, filters of what belongs to a crystal, and figures over lists of motifs. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serveFilledGraph } from './support.js';

const analysisWorker = new URL('../../dist/api/analysis-worker.js', import.meta.url);
if (!existsSync(analysisWorker)) throw new Error('these tests run the compiled worker: npm run build');
const { service } = await serveFilledGraph({ analysisWorker });

interface Row {
  readonly [name: string]: string | number | null;
}
const { crystals: all } = await service.data(`{
  crystals(first: 100) {
    siteRows { siteId crystalId motifId csm multiplicity coordinationNumber }
    connectionRows {
      crystalId fromSiteId toSiteId fromMotifId toMotifId kind sharedLigands count distance angleMean multiplicity
    }
  }
}`);
const sites = all.siteRows as Row[];
const connections = all.connectionRows as Row[];

/** Both columns of each row, sorted as texts. */
const sorted = (rows: readonly Row[], ...names: string[]) =>
  rows
    .map((row) => names.map((name) => (typeof row[name] === 'number' ? row[name].toFixed(6) : row[name])).join())
    .sort();

async function pages(field: string, args: string, selection: string, size: number): Promise<Row[]> {
  const found: Row[] = [];
  for (let after = ''; ; ) {
    const data = await service.data(
      `{ list: ${field}(first: ${size}${args}${after}) { totalCount nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
    );
    found.push(...data.list.nodes);
    if (!data.list.pageInfo.hasNextPage) {
      expect(found).toHaveLength(data.list.totalCount);
      return found;
    }
    after = `, after: "${data.list.pageInfo.endCursor}"`;
  }
}

describe('a list of sites', () => {
  test('has all of them, page by page, by id', async () => {
    const found = await pages('sites', '', 'id crystalId motifId', 7);
    expect(found.map(({ id }) => id)).toEqual(sites.map(({ siteId }) => siteId));
  });

  test('is narrowed down by sites and by crystals, and sorted by a number in either direction', async () => {
    const wanted = sites.filter(({ motifId, csm }) => motifId === 'Ti-O:6' && Number(csm) > 0.5);
    const args = ', filter: { motifs: ["Ti-O:6"], csm: { min: 0.5 } }, sort: [{ key: CSM, descending: true }]';
    const found = await pages('sites', args, 'id distortion { csm }', 2);
    expect(found.map(({ id }) => id)).toEqual(
      wanted.toSorted((a, b) => Number(b['csm']) - Number(a['csm'])).map(({ siteId }) => siteId),
    );
    const spinels = await pages('sites', ', crystals: { formulas: ["MgAl2O4"] }', 'id', 50);
    expect(spinels.map(({ id }) => id)).toEqual(
      sites.filter(({ crystalId }) => crystalId === 'spinel-MgAl2O4').map(({ siteId }) => siteId),
    );
  });

  test('has one cursor for keys that are repeated and those that are not', async () => {
    const cursors = async (sort: string) =>
      (await service.data(`{ sites(first: 5, sort: ${sort}) { edges { cursor } } }`)).sites.edges;
    const repeated = '[{ key: CSM }, { key: MULTIPLICITY }, { key: CSM, descending: true }, { key: MULTIPLICITY }]';
    expect(await cursors(repeated)).toEqual(await cursors('[{ key: CSM }, { key: MULTIPLICITY }]'));
  });

  test('goes backwards, and puts what has no value last', async () => {
    const { sites: forwards } = await service.data(
      '{ sites(first: 200, sort: [{ key: CSM }]) { nodes { id distortion { csm } } } }',
    );
    expect(forwards.nodes.at(-1).distortion.csm).toBeNull();
    const { sites: last } = await service.data(
      '{ sites(last: 3, sort: [{ key: CSM }]) { edges { cursor } nodes { id } pageInfo { hasPreviousPage } } }',
    );
    expect(last.nodes).toEqual(forwards.nodes.slice(-3).map(({ id }: Row) => ({ id })));
    expect(last.pageInfo.hasPreviousPage).toBe(true);
    const { sites: before } = await service.data(
      `{ sites(last: 4, before: "${last.edges[0].cursor}", sort: [{ key: CSM }]) { nodes { id } } }`,
    );
    expect(before.nodes).toEqual(forwards.nodes.slice(-7, -3).map(({ id }: Row) => ({ id })));
  });

  test('hangs on a motif, has figures, and says why it is empty', async () => {
    const { motif } = await service.data(
      '{ motif(id: "Al-O:6") { siteCount sites { totalCount aggregate { count distribution(of: CSM) { count } } } } }',
    );
    expect(motif.sites.totalCount).toBe(sites.filter(({ motifId }) => motifId === 'Al-O:6').length);
    expect(motif.sites.aggregate.count).toBe(motif.siteCount);
    expect(motif.sites.aggregate.distribution.count).toBe(motif.siteCount);
    const { sites: none } = await service.data(
      '{ sites(filter: { elements: ["Xe"], csm: { min: 0 } }) { emptyReason { code criteria } } }',
    );
    expect(none.emptyReason).toEqual({ code: 'NO_MATCH', criteria: ['elements'] });
  });
});

describe('a list of connected pairs', () => {
  test('has every connection as each end sees it', async () => {
    const found = await pages(
      'sitePairs',
      '',
      'id crystalId fromSiteId toSiteId kind sharedLigands count distance angle',
      50,
    );
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    const columns = ['crystalId', 'fromSiteId', 'toSiteId', 'kind', 'sharedLigands', 'count', 'distance'];
    expect(sorted(found, ...columns, 'angle')).toEqual(
      sorted(
        connections.map(({ angleMean = null, ...row }): Row => ({ ...row, angle: angleMean })),
        ...columns,
        'angle',
      ),
    );
  });

  test('leads from two connected motifs to their crystals and sites', async () => {
    const { motif } = await service.data(`{
      motif(id: "Ti-O:6") { connectedTo(first: 50) { nodes {
        kind motifId occurrences crystalCount
        sites(first: 30) { nodes { id } aggregate { crystals } }
        sitePairs(first: 100) {
          totalCount
          nodes { kind crystal { id } from { id motif { id } } to { id motif { id } } }
          aggregate { count crystals }
        }
      } } }
    }`);
    for (const { kind, motifId, occurrences, crystalCount, sites: ends, sitePairs } of motif.connectedTo.nodes) {
      const expected = connections.filter(
        (row) => row['fromMotifId'] === 'Ti-O:6' && row['toMotifId'] === motifId && row['kind'] === kind,
      );
      expect(sitePairs.totalCount).toBe(expected.length);
      expect(sitePairs.aggregate).toEqual({ count: occurrences, crystals: crystalCount });
      expect(ends.aggregate.crystals).toBe(crystalCount);
      expect(ends.nodes.map(({ id }: Row) => id)).toEqual([...new Set(expected.map(({ fromSiteId }) => fromSiteId))]);
      for (const pair of sitePairs.nodes) {
        expect(pair).toMatchObject({ kind, from: { motif: { id: 'Ti-O:6' } }, to: { motif: { id: motifId } } });
      }
    }
  });

  test('is narrowed down and sorted by distance and by angle, with stable pages', async () => {
    const args = (key: string, descending: boolean) =>
      `, filter: { kind: [CORNER], from: { elements: ["Ti"] }, distance: { max: 4 }, angle: { min: 120 } }, sort: [{ key: ${key}, descending: ${descending} }]`;
    const wanted = connections.filter(
      ({ kind, fromMotifId, distance, angleMean }) =>
        kind === 'CORNER' && String(fromMotifId).startsWith('Ti') && Number(distance) <= 4 && Number(angleMean) >= 120,
    );
    expect(wanted.length).toBeGreaterThan(5);
    for (const [key, name, column] of [
      ['DISTANCE', 'distance', 'distance'],
      ['ANGLE', 'angle', 'angleMean'],
    ] as const) {
      const found = await pages('sitePairs', args(key, true), `id ${name}`, 3);
      expect(found.map((row) => row[name])).toEqual(
        wanted.map((row) => row[column]).sort((a, b) => Number(b) - Number(a)),
      );
      const upwards = await pages('sitePairs', args(key, false), 'id', 1);
      expect(upwards.map(({ id }) => id)).toEqual(found.map(({ id }) => id).reverse());
    }
  });

  test('takes no cursor of another list', async () => {
    const { sitePairs } = await service.data('{ sitePairs(first: 1) { edges { cursor } } }');
    const { errors } = await service.ask(
      `{ sitePairs(first: 1, after: "${sitePairs.edges[0].cursor}", filter: { kind: [EDGE] }) { totalCount } }`,
    );
    expect(errors[0]!.extensions.code).toBe('BAD_CURSOR');
    const { errors: tooMany } = await service.ask('{ sitePairs(first: 100000) { totalCount } }');
    expect(tooMany[0]!.extensions.code).toBe('LIMIT_EXCEEDED');
  });
});

const FILTERED = `
  sites { id motifId }
  some: sites(filter: { elements: ["Mg"], connections: { some: { kind: [EDGE] } } }) { id motifId }
  none: sites(filter: { elements: ["Ti"] }) { id }
  motifs { motifId }
  octahedra: motifs(filter: { geometries: ["O:6"] }) { motifId count }
  frequent: motifs(filter: { crystalCount: { min: 1 }, not: { elements: ["Mg"] } }) { motifId }
  polyhedra { siteId }
  tetrahedra: polyhedra(filter: { coordinationNumber: { max: 4 } }) { siteId ligands { atom } }
`;

describe('what belongs to a crystal', () => {
  test('is narrowed down by a filter', async () => {
    const { crystal } = await service.data(`{ crystal(id: "forsterite-Mg2SiO4") { ${FILTERED} } }`);
    expect(crystal.some).toEqual(crystal.sites.filter(({ motifId }: Row) => motifId === 'Mg-O:6'));
    expect(crystal.none).toEqual([]);
    expect(crystal.motifs).toHaveLength(2);
    expect(crystal.octahedra).toEqual([{ motifId: 'Mg-O:6', count: 8 }]);
    expect(crystal.frequent).toEqual([{ motifId: 'Si-T:4' }]);
    expect(crystal.polyhedra).toHaveLength(12);
    expect(crystal.tetrahedra).toHaveLength(4);
    for (const { ligands } of crystal.tetrahedra) expect(ligands).toHaveLength(4);
  });

  test('also where the structure is a client’s own', async () => {
    const { crystal } = await service.data('{ crystal(id: "forsterite-Mg2SiO4") { structure } }');
    const query = `query ($text: String!) { analyzeStructure(text: $text) { ${FILTERED} } }`;
    const { analyzeStructure } = await service.data(query, { text: crystal.structure });
    const own = analyzeStructure;
    expect(own.sites).toHaveLength(3);
    expect(own.some).toEqual(own.sites.filter(({ motifId }: Row) => motifId === 'Mg-O:6'));
    expect(own.none).toEqual([]);
    expect(own.octahedra).toEqual([{ motifId: 'Mg-O:6', count: 8 }]);
    expect(own.frequent).toEqual([{ motifId: 'Si-T:4' }]);
    expect(own.tetrahedra).toHaveLength(4);
  });

  test('has an error of its own where the filter is wrong', async () => {
    const { data, errors } = await service.ask(
      '{ crystal(id: "rutile-TiO2") { id sites(filter: { elements: ["Xx"] }) { id } motifs(filter: { geometries: ["x"] }) { motifId } } }',
    );
    expect(data.crystal).toEqual({ id: 'rutile-TiO2', sites: null, motifs: null });
    expect(errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code).sort()).toEqual([
      'BAD_ELEMENT',
      'BAD_GEOMETRY',
    ]);
  });
});

describe('figures over lists of motifs', () => {
  test('of motifs', async () => {
    const { motifs } = await service.data(`{
      motifs(first: 500, filter: { geometries: ["O:6"] }) {
        totalCount nodes { siteCount element { symbol } }
        aggregate {
          count distribution(of: SITE_COUNT) { min max mean } quantiles(of: CRYSTAL_COUNT, parts: [1]) { value }
          groups(by: [ELEMENT, GEOMETRY]) { keys aggregate { count } }
        }
      }
    }`);
    const { nodes, aggregate, totalCount } = motifs;
    const counts = nodes.map(({ siteCount }: { siteCount: number }) => siteCount);
    expect(aggregate.count).toBe(totalCount);
    expect(aggregate.distribution).toMatchObject({ min: Math.min(...counts), max: Math.max(...counts) });
    expect(aggregate.groups.map(({ keys: [element] }: { keys: string[] }) => element).sort()).toEqual(
      [...new Set(nodes.map(({ element }: { element: { symbol: string } }) => element.symbol))].sort(),
    );
  });

  test.each([
    ['connectedTo', 'KIND', 'kind'],
    ['secondNeighbours', 'FIRST_KIND', 'firstKind'],
  ])('of %s', async (field, key, name) => {
    const { motif } = await service.data(`{
      motif(id: "Ti-O:6") { list: ${field}(first: 500, filter: { crystalCount: { min: 1 } }) {
        totalCount nodes { ${name} occurrences }
        aggregate {
          count histogram(of: OCCURRENCES, bins: 3) { counts }
          groups(by: [${key}]) { keys aggregate { count distribution(of: OCCURRENCES) { max } } }
        }
      } }
    }`);
    const { nodes, aggregate, totalCount } = motif.list;
    expect(aggregate.count).toBe(totalCount);
    expect(aggregate.histogram.counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(totalCount);
    for (const { keys, aggregate: group } of aggregate.groups) {
      const own = nodes.filter((node: Row) => node[name] === keys[0]);
      expect(own.length).toBeGreaterThan(0);
      expect(group.count).toBe(own.length);
      expect(group.distribution.max).toBe(Math.max(...own.map((node: Row) => Number(node['occurrences']))));
    }
  });
});
