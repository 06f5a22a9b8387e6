/** What is like a motif or a crystal, and the maps. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphStore } from '../../src/graph/store.js';
import { embed } from '../../src/pipeline/embed.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { shippedRepresentation } from '../../src/representation/representation-file.js';
import { analysedSample, sourceOf } from '../graph/analysed.js';
import { type OpenGraph, openEmptyGraph, type Service, serve } from './support.js';

const analysisWorker = new URL('../../dist/api/analysis-worker.js', import.meta.url);
/** Rutile of a metal that the graph has no rutile of. */
const VO2 = `data_VO2
_cell_length_a 4.5546
_cell_length_b 4.5546
_cell_length_c 2.8514
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_IT_number 136
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
V 0 0 0
O 0.3001 0.3001 0
`;

let graph: OpenGraph;
let service: Service;

beforeAll(async () => {
  graph = await openEmptyGraph();
  const records = await analysedSample();
  await graph.store.write(records, records.map(sourceOf));
  service = await serve(graph.store, { analysisWorker });
});
afterAll(async () => {
  await service.close();
  await graph.close();
});

test('before anything was learned, the answer says what to do', async () => {
  const fields = [
    'motifMap { source }',
    'crystalMap { totalCount }',
    'similarMotifs(id: "Ti-O:6") { note }',
    'similarCrystals(id: "rutile-TiO2") { note }',
  ];
  for (const field of fields) {
    const { errors } = await service.ask(`{ ${field} }`);
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('motifgraph embed'),
      extensions: { code: 'NOTHING_LEARNED' },
    });
  }
  const { errors } = await service.ask('{ similarCrystals(id: "none") { note } }');
  expect(errors[0]).toMatchObject({ extensions: { code: 'UNKNOWN_ID' } });
});

describe('with the vectors that ship', () => {
  beforeAll(async () => {
    await embed({
      store: graph.store,
      settings: REPRESENTATION_SETTINGS,
      representation: await shippedRepresentation(),
    });
  });

  test('the map is there for later requests where the first one ended before the graph was read', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slow: GraphStore = new Proxy(graph.store, {
      get: (target, name) => {
        const member = Reflect.get(target, name);
        if (name === 'projection') return async () => gate.then(() => target.projection());
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const hurried = await serve(slow, { limits: { requestSeconds: 1 } });
    const { errors } = await hurried.ask('{ crystalMap { totalCount } }');
    expect(errors[0]!.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: 'requestSeconds' } });
    open();
    await expect.poll(async () => (await hurried.ask('{ crystalMap { totalCount } }')).errors).toEqual([]);
    await hurried.close();
  });

  test('hits come page by page, in one order', async () => {
    const pagesOf = async (field: string, hit: string, size: number) => {
      const found: unknown[] = [];
      for (let after = 0; ; after += size) {
        const { similar } = await service.data(
          `{ similar: ${field}, first: ${size}, after: ${after}) { hasMore hits { score ${hit} } } }`,
        );
        found.push(...similar.hits);
        if (!similar.hasMore || found.length >= 12) return found;
      }
    };
    for (const [field, hit] of [
      ['similarCrystals(id: "rutile-TiO2"', 'crystal { id }'],
      ['similarCrystals(id: "rutile-TiO2", by: MOTIFS, excludeSameFormula: true', 'crystal { id }'],
      ['similarMotifs(id: "Ti-O:6"', 'motifId'],
    ] as const) {
      const { similar } = await service.data(`{ similar: ${field}, first: 12) { hits { score ${hit} } } }`);
      expect(similar.hits.length, field).toBeGreaterThan(4);
      expect(await pagesOf(field, hit, 4), field).toEqual(similar.hits);
    }
    const { errors } = await service.ask(
      '{ similarMotifs(id: "Ti-O:6", after: -1) { note } similarCrystals(id: "rutile-TiO2", after: 5000) { note } }',
    );
    expect(errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toEqual([
      'BAD_PAGE',
      'BAD_PAGE',
    ]);
    const { similarMotifs } = await service.data(
      '{ similarMotifs(id: "Ti-O:6", first: 1000, filter: { ids: ["Al-O:6"] }) { hasMore hits { motifId } } }',
    );
    expect(similarMotifs).toEqual({ hasMore: false, hits: [{ motifId: 'Al-O:6' }] });
  });

  test('the map of motifs has columns', async () => {
    const { motifMap } = await service.data(
      '{ motifMap { points { motifId x y cluster geometry element count } columns { motifId x y cluster geometry element count } } }',
    );
    const { points, columns } = motifMap;
    for (const [name, column] of Object.entries(columns)) {
      expect(column, name).toEqual(points.map((point: Record<string, unknown>) => point[name]));
    }
  });

  test('motifs have neighbours, with reasons', async () => {
    const { similarMotifs } = await service.data(`{
      similarMotifs(id: "Ti-O:6", first: 5) {
        standIns note hits { motifId score geometry element learnedFrom why { feature share } motif { id } }
      }
    }`);
    expect(similarMotifs.standIns).toBeNull();
    expect(similarMotifs.note).toContain('22,420 crystals');
    const scores = similarMotifs.hits.map(({ score }: { score: number }) => score);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    expect(similarMotifs.hits[0]).toMatchObject({ geometry: 'O:6' });
    expect(similarMotifs.hits[0].why[0].feature).toMatch(/corner|edge|face/);
    expect(similarMotifs.hits.map(({ motifId }: { motifId: string }) => motifId)).not.toContain('Ti-O:6');
  });

  test('of another geometry, or the same element, where that is asked for', async () => {
    const { other, same } = await service.data(`{
      other: similarMotifs(id: "Ti-O:6", geometry: OTHER, first: 5) { hits { geometry } }
      same: similarMotifs(id: "Ti-O:6", element: SAME, first: 3) { hits { element geometry } }
    }`);
    expect(other.hits).toHaveLength(5);
    for (const { geometry } of other.hits) expect(geometry).not.toBe('O:6');
    for (const { element } of same.hits) expect(element).toBe('Ti');
  });

  test('crystals have neighbours by each reading, with reasons', async () => {
    const { framework, chemistry, motifs, fingerprint } = await service.data(`{
      framework: similarCrystals(id: "rutile-TiO2", first: 4) { ...hits }
      chemistry: similarCrystals(id: "rutile-TiO2", by: CHEMISTRY, first: 4) { ...hits }
      motifs: similarCrystals(id: "rutile-TiO2", by: MOTIFS, first: 4) { ...hits }
      fingerprint: similarCrystals(id: "rutile-TiO2", by: FINGERPRINT, first: 4) { ...hits }
    }
    fragment hits on SimilarCrystals {
      by note hits { score crystal { id formula spaceGroup { number } } sharedMotifs why { feature share } }
    }`);
    const groups = framework.hits.map(
      (hit: { crystal: { spaceGroup: { number: number } } }) => hit.crystal.spaceGroup.number,
    );
    expect(groups).toEqual([136, 136, 136, 136]);
    const reasons = framework.hits[0].why.map(({ feature }: { feature: string }) => feature);
    expect(reasons).toEqual(expect.arrayContaining(['6 atoms', 'order parameters', 'O:6 at m.mm', 'space group 136']));
    expect(reasons.some((reason: string) => /^O:6: .*(corner|edge)/.test(reason))).toBe(true);
    const formulas = chemistry.hits.map((hit: { crystal: { formula: string } }) => hit.crystal.formula);
    expect(formulas.slice(0, 2)).toEqual(['TiO2', 'TiO2']);
    for (const { score, sharedMotifs } of motifs.hits) {
      expect(score).toBeGreaterThan(0);
      expect(sharedMotifs).toContain('Ti-O:6');
    }
    expect(motifs.hits[0].why).toEqual([{ feature: 'Ti-O:6', share: 1 }]);
    expect(fingerprint.hits).toHaveLength(4);
    expect(fingerprint.hits[0].why[0].feature).toMatch(/^mean .* CN_6$/);
    const parts = fingerprint.hits[0].why.map(({ share }: { share: number }) => share);
    expect(parts.reduce((sum: number, share: number) => sum + share, 0)).toBeLessThanOrEqual(1);
    const ids = framework.hits.map((hit: { crystal: { id: string } }) => hit.crystal.id);
    expect(ids).not.toContain('rutile-TiO2');
  });

  test('without its formula or its prototype, where that is asked for', async () => {
    const { formula, prototype } = await service.data(`{
      formula: similarCrystals(id: "rutile-TiO2", by: CHEMISTRY, excludeSameFormula: true, first: 5) { hits { crystal { formula } } }
      prototype: similarCrystals(id: "rutile-TiO2", excludeSamePrototype: true, first: 5) { hits { crystal { spaceGroup { number } anonymousFormula } } }
    }`);
    expect(formula.hits).toHaveLength(5);
    for (const { crystal } of formula.hits) expect(crystal.formula).not.toBe('TiO2');
    expect(prototype.hits).toHaveLength(5);
    for (const { crystal } of prototype.hits) expect(crystal.spaceGroup.number).not.toBe(136);
  });

  test('among crystals that meet a filter, as many as are asked for', async () => {
    const ids = (await service.data('{ crystals(first: 1000) { nodes { id } } }')).crystals.nodes;
    for (const by of ['FRAMEWORK', 'CHEMISTRY', 'FINGERPRINT', 'MOTIFS']) {
      const { all, cubic } = await service.data(`{
        all: similarCrystals(id: "spinel-MgAl2O4", by: ${by}, first: ${ids.length}) { hits { ...hit } }
        cubic: similarCrystals(id: "spinel-MgAl2O4", by: ${by}, first: 5, filter: { crystalSystems: [CUBIC], not: { elements: ["Al"] } }) {
          hits { ...hit }
        }
      } fragment hit on SimilarCrystal { score crystal { id elements spaceGroup { crystalSystem } } }`);
      type Hit = { crystal: { elements: string[]; spaceGroup: { crystalSystem: string } } };
      const meets = ({ crystal }: Hit) =>
        crystal.spaceGroup.crystalSystem === 'CUBIC' && !crystal.elements.includes('Al');
      const expected = all.hits.filter(meets);
      expect(expected.length).toBeGreaterThan(by === 'MOTIFS' ? 0 : 5);
      expect(cubic.hits, by).toEqual(expected.slice(0, 5));
    }
    const { similarCrystals } = await service.data(
      '{ similarCrystals(id: "rutile-TiO2", filter: { elements: ["Xe"] }) { note hits { score } } }',
    );
    expect(similarCrystals.hits).toEqual([]);
    expect(similarCrystals.note).toContain('No other crystal of the graph that meets the filter is similar.');
  });

  test('among motifs that meet a filter, as many as are asked for', async () => {
    const { all, frequent } = await service.data(`{
      all: similarMotifs(id: "Ti-O:6", first: 1000) { hits { motifId score motif { coordinationNumber crystalCount } } }
      frequent: similarMotifs(id: "Ti-O:6", first: 4, filter: { crystalCount: { min: 3 }, coordinationNumber: { max: 4 } }) {
        hits { motifId score motif { coordinationNumber crystalCount } }
      }
    }`);
    type Hit = { motif: { coordinationNumber: number; crystalCount: number } | null };
    const meets = ({ motif }: Hit) => motif !== null && motif.crystalCount >= 3 && motif.coordinationNumber <= 4;
    expect(frequent.hits).toHaveLength(4);
    expect(frequent.hits).toEqual(all.hits.filter(meets).slice(0, 4));
    const { motif } = await service.data(
      '{ motif(id: "Ti-O:6") { similarMotifs(first: 1, filter: { ids: ["Si-T:4"] }) { hits { motifId } } } }',
    );
    expect(motif.similarMotifs.hits).toEqual([{ motifId: 'Si-T:4' }]);
  });

  test('where all that are like it were to be excluded, the answer says so', async () => {
    const { all, others } = await service.data(`{
      all: similarCrystals(id: "wulfenite-PbMoO4", by: MOTIFS) { note hits { score } }
      others: similarCrystals(id: "wulfenite-PbMoO4", by: MOTIFS, excludeSamePrototype: true) { note hits { score } }
    }`);
    expect(all.note).not.toContain('No other crystal');
    expect(others.hits).toEqual([]);
    expect(others.note).toContain(
      `No other crystal of the graph is similar, except for ${all.hits.length} that the request excludes.`,
    );
  });

  test('a structure of one’s own is compared, too', async () => {
    const { analyzeStructure } = await service.data(
      `query ($text: String!) {
        analyzeStructure(text: $text) {
          similarCrystals(first: 3) { note hits { score crystal { id spaceGroup { number } } } }
          others: similarCrystals(first: 50, excludeSamePrototype: true) { hits { crystal { spaceGroup { number } } } }
          sites { motif { similarMotifs(first: 2) { hits { motifId } } } }
        }
      }`,
      { text: VO2 },
    );
    expect(analyzeStructure.similarCrystals.note).toContain('for this crystal, computed on request');
    for (const { crystal } of analyzeStructure.similarCrystals.hits) expect(crystal.spaceGroup.number).toBe(136);
    expect(analyzeStructure.others.hits).toHaveLength(50);
    for (const { crystal } of analyzeStructure.others.hits) expect(crystal.spaceGroup.number).not.toBe(136);
    expect(analyzeStructure.sites[0].motif.similarMotifs.hits).toHaveLength(2);
  });

  test('none may be asked for', async () => {
    const { similarMotifs, similarCrystals } = await service.data(
      '{ similarMotifs(id: "Ti-O:6", first: 0) { hits { motifId } } similarCrystals(id: "rutile-TiO2", first: 0) { hits { score } } }',
    );
    expect([similarMotifs.hits, similarCrystals.hits]).toEqual([[], []]);
  });

  test('a motif that was never learned is stood for, and the answer says so', async () => {
    const rare = (await graph.store.projection()).motifIndex.rows.map(({ id }) => id);
    const { motifs } = await shippedRepresentation();
    const unseen = rare.find((id) => motifs.learned(id) === null)!;
    const { similarMotifs } = await service.data(
      `{ similarMotifs(id: "${unseen}") { standIns note hits { why { share } } } }`,
    );
    expect(similarMotifs.standIns.length).toBeGreaterThan(0);
    expect(similarMotifs.note).toContain(`${unseen} was not learned from`);
    expect(similarMotifs.hits[0].why).toEqual([]);
  });

  test.each(['FRAMEWORK', 'CHEMISTRY', 'FINGERPRINT', 'MOTIFS'])(
    'nothing is like an unknown crystal by %s',
    async (by) => {
      const { errors } = await service.ask(`{ similarCrystals(id: "nowhere", by: ${by}) { note } }`);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNKNOWN_ID']);
    },
  );

  test('unknown ids get their own answer', async () => {
    const { errors } = await service.ask(
      '{ similarMotifs(id: "Xy-O:6") { note } similarCrystals(id: "nowhere") { note } }',
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNKNOWN_ID', 'UNKNOWN_ID']);
    const bad = await service.ask(
      '{ similarCrystals(id: "rutile-TiO2", first: -1) { note } crystalMap(most: -1) { totalCount } }',
    );
    expect(bad.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_PAGE', 'BAD_PAGE']);
  });

  test('a region of the map is a criterion of crystals, and tells the same ones as the map', async () => {
    const { crystalMap } = await service.data('{ crystalMap { columns { crystalId x y spaceGroupSymbol } } }');
    const { crystalId, spaceGroupSymbol } = crystalMap.columns as Record<string, string[]>;
    const { x, y } = crystalMap.columns as Record<string, number[]>;
    expect(spaceGroupSymbol![crystalId!.indexOf('rutile-TiO2')]).toBe('P4_2/mnm');
    const [left, right, bottom, top] = [Math.min(...x!), Math.max(...x!), Math.min(...y!), Math.max(...y!)];
    const middle = (left + right) / 2;
    const mapRegion = [
      { x: left - 1, y: bottom - 1 },
      { x: middle, y: bottom - 1 },
      { x: middle, y: top + 1 },
      { x: left - 1, y: top + 1 },
    ];
    const query = `query($filter: CrystalFilter) {
      crystals(filter: $filter, first: 200) { totalCount nodes { id } emptyReason { criteria } }
    }`;
    const { crystals } = await service.data(query, { filter: { mapRegion } });
    const expected = crystalId!.filter((_, index) => x![index]! < middle);
    expect(crystals.nodes.map(({ id }: { id: string }) => id).toSorted()).toEqual(expected.toSorted());
    const away = mapRegion.map((corner) => ({ x: corner.x + 1e4, y: corner.y }));
    const none = await service.data(query, { filter: { mapRegion: away } });
    expect(none.crystals).toEqual({ totalCount: 0, nodes: [], emptyReason: { criteria: ['mapRegion'] } });
    const { errors } = await service.ask('{ crystals(filter: { mapRegion: [{ x: 0, y: 0 }] }) { totalCount } }');
    expect(errors[0]!.message).toContain('at least three');
    for (const far of ['1e999', '-1e300']) {
      const corners = `{ x: 0, y: 0 }, { x: ${far}, y: 0 }, { x: 0, y: 1 }`;
      const refused = await service.ask(`{ crystals(filter: { mapRegion: [${corners}] }) { totalCount } }`);
      expect(refused.errors[0]).toMatchObject({
        message: 'Corners of `mapRegion` have coordinates from -1e9 to 1e9.',
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  test('the map of crystals is narrowed down by any filter, and is the same each time', async () => {
    const query = '{ crystalMap(filter: { elements: ["Ti"] }, most: 5) { totalCount columns { crystalId x } } }';
    const { crystalMap } = await service.data(query);
    const { crystals } = await service.data('{ crystals(filter: { elements: ["Ti"] }) { totalCount } }');
    expect(crystalMap.totalCount).toBe(crystals.totalCount);
    expect(crystalMap.columns.crystalId).toHaveLength(Math.min(5, crystals.totalCount));
    expect((await service.data(query)).crystalMap).toEqual(crystalMap);
  });

  test('a dashboard draws the maps with one query', async () => {
    const { motifMap, crystalMap } = await service.data(`{
      motifMap {
        source motifTypes leastCrystals neighbourPurity neighbourPurityByChance
        points { motifId x y cluster geometry geometryName element elementName count vector }
        clusters { cluster size geometry share } quality { silhouette outside purity }
      }
      crystalMap(most: 50) {
        totalCount clusters { size } quality { outside }
        columns {
          crystalId formula anonymousFormula spaceGroupNumber x y cluster geometry element bandGap motifIds motifs
        }
      }
    }`);
    expect(motifMap.points.length).toBeGreaterThan(700);
    expect(motifMap.neighbourPurity).toBeGreaterThan(10 * motifMap.neighbourPurityByChance);
    expect(motifMap.clusters.length).toBeGreaterThan(10);
    const titanium = motifMap.points.find(({ motifId }: { motifId: string }) => motifId === 'Ti-O:6');
    expect(titanium).toMatchObject({ geometryName: 'Octahedron', elementName: 'titanium' });
    expect(Math.hypot(...titanium.vector)).toBeCloseTo(1, 5);
    expect(crystalMap.totalCount).toBe(await graph.store.countCrystals());
    const { motifIds, ...columns } = crystalMap.columns;
    for (const [name, column] of Object.entries(columns)) expect(column, name).toHaveLength(50);
    const [crystal] = (
      await service.data(
        'query ($ids: [ID!]!) { crystalsById(ids: $ids) { formula anonymousFormula spaceGroup { number } bandGap: predictions(properties: [BAND_GAP]) { value } motifs { motif { id } } } }',
        { ids: [columns.crystalId[7]] },
      )
    ).crystalsById;
    expect(crystal.formula).toBe(columns.formula[7]);
    expect(crystal.anonymousFormula).toBe(columns.anonymousFormula[7]);
    expect(crystal.spaceGroup.number).toBe(columns.spaceGroupNumber[7]);
    const motifsThere = crystal.motifs.map(({ motif }: { motif: { id: string } }) => motif.id);
    expect(columns.motifs[7].map((motif: number) => motifIds[motif]).toSorted()).toEqual(motifsThere.toSorted());
  });
});
