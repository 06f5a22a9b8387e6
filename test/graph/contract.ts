/** What every engine must do, on the real engine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Cypher } from '../../src/graph/cypher.js';
import type { Engine, Statement } from '../../src/graph/engine.js';
import type { Field } from '../../src/graph/field.js';
import type { CrystalRecord, CrystalSummary } from '../../src/graph/model.js';
import { storeOver } from '../../src/graph/open.js';
import { SLOTS } from '../../src/graph/slots.js';
import type { CrystalFacet, CrystalFilter, GraphStore, MotifFilter, MotifRow } from '../../src/graph/store.js';
import { TABLES } from '../../src/graph/tables.js';
import { ANALYSIS_VERSION } from '../../src/motif/method.js';
import { analysedSample, predictedAs, sourceOf } from './analysed.js';
import { lists } from './lists.js';
import { longListsContract } from './long-lists.js';
import { netsContract } from './nets-contract.js';
import { recordsContract } from './records-contract.js';
import { vectorsContract } from './vectors-contract.js';

const IDS = [
  'rutile-TiO2',
  'anatase-TiO2',
  'brookite-TiO2',
  'spinel-MgAl2O4',
  'corundum-Al2O3',
  'periclase-MgO',
  'forsterite-Mg2SiO4',
];
/** Periclase has no prediction. */
const BAND_GAPS: Readonly<Record<string, number>> = {
  'rutile-TiO2': 1.8,
  'anatase-TiO2': 2.1,
  'brookite-TiO2': 2.1,
  'spinel-MgAl2O4': 5,
  'corundum-Al2O3': 5.9,
  'forsterite-Mg2SiO4': 4.8,
};
const CYPHER = join(import.meta.dirname, '../../cypher');
const GRAPH_PAGE = readFileSync(join(import.meta.dirname, '../../docs/graph.md'), 'utf8');
const BY_ID = { key: 'id', descending: false } as const;

export interface EngineUnderTest {
  readonly name: Engine['name'];
  /** On an empty database. */
  readonly open: () => Promise<Engine>;
  /** The operators of the plan that the database makes for a statement, in its own notation. */
  readonly explain: (statement: Statement, engine: Engine) => Promise<string>;
  /** The operator that joins everything with everything, or looks at nodes of every kind. */
  readonly wasteful: RegExp;
  /** Statements that may have it: what they look at stays small, or has to be all. */
  readonly excused: readonly string[];
}

export function graphStoreContract({ name, open, explain, wasteful, excused }: EngineUnderTest): void {
  const statements = vi.spyOn(Cypher.prototype, 'text');
  const run = new Map<string, Statement>();
  let engine: Engine;
  let store: GraphStore;
  let records: CrystalRecord[];
  const ids = async (filter: CrystalFilter) =>
    (await (await lists(store)).crystals(filter, BY_ID, { limit: 100 })).map(({ id }) => id);

  beforeAll(async () => {
    records = (await analysedSample(IDS)).map((record) => {
      const gap = BAND_GAPS[record.crystal.id];
      return gap === undefined ? record : predictedAs(record, gap);
    });
    engine = await open();
    store = await storeOver(remembering(engine, run), 'the contract');
    await store.write(records, [
      ...records.map(sourceOf),
      {
        id: 'steel',
        name: 'steel',
        dataset: null,
        file: 'steel.cif',
        place: 'steel.cif',
        block: null,
        sha256: 'ab',
        analysisVersion: '1',
        method: null,
        refusal: { code: 'NO_ANION', message: 'Fe has no anions', line: null },
      },
    ]);
  });
  afterAll(() => store.close());

  test('gives back each crystal as it was written', async () => {
    for (const record of records) {
      const { id } = record.crystal;
      expect(await store.crystalsById([id])).toEqual([record.crystal]);
      const [parts] = await store.partsOfCrystals([id]);
      const { sites, connections, contents } = parts!;
      expect(sites).toEqual(record.sites);
      expect(connections).toHaveLength(record.connections.length);
      expect(connections).toEqual(expect.arrayContaining([...record.connections]));
      expect(await store.predictionsOfCrystals([id])).toEqual([record.predictions]);
      expect(contents).toHaveLength(record.contents.length);
      expect(contents).toEqual(expect.arrayContaining([...record.contents]));
    }
  });

  test('has another version after each write, and says of each crystal when it was written', async () => {
    const changedOf = async (id: string) => {
      const text = `MATCH (m:Meta), (c:Crystal) WHERE m.id = 'graph' AND c.id = $id
        RETURN c.changed AS changed, m.changes AS changes`;
      const [row] = await engine.read({ text, parameters: { id } });
      return row as { readonly changed: number; readonly changes: number };
    };
    const [first, second] = records as [CrystalRecord, CrystalRecord];
    const before = await changedOf(first.crystal.id);
    expect(before).toEqual({ changed: before.changes, changes: before.changes });
    const versions = [await store.version(), await store.version()];
    expect(versions[1]).toBe(versions[0]);
    const writes = [
      () => store.write([first], [sourceOf(first)]),
      () => store.moveSources([sourceOf(first)]),
      () => store.write([], [sourceOf({ ...first, crystal: { ...first.crystal, id: 'gone' } })]),
      () => store.write([], [], ['gone']),
    ];
    for (const write of writes) {
      await write();
      versions.push(await store.version());
    }
    expect(new Set(versions).size).toBe(1 + writes.length);
    const { changes } = before;
    expect(await changedOf(first.crystal.id)).toEqual({ changed: changes + 1, changes: changes + writes.length });
    expect((await changedOf(second.crystal.id)).changed).toBe(changes);
    await expect(store.write(records, [{ ...sourceOf(first), dataset: 'another' }])).rejects.toMatchObject({
      code: 'ID_TAKEN',
    });
    expect((await changedOf(first.crystal.id)).changes).toBe(changes + writes.length);
    expect(await store.version()).toBe(versions.at(-1));
  });

  test('answers lists of ids in their order, with null for what it does not have', async () => {
    const crystals = await store.crystalsById(['nothing', 'rutile-TiO2', 'periclase-MgO']);
    expect(crystals.map((crystal) => crystal?.id ?? null)).toEqual([null, 'rutile-TiO2', 'periclase-MgO']);
    expect((await store.partsOfCrystals(['nothing', 'rutile-TiO2'])).map(({ sites }) => sites.length)).toEqual([0, 1]);
    expect((await (await lists(store)).motifsById(['Xx-O:6', 'Ti-O:6'])).map((motif) => motif?.id ?? null)).toEqual([
      null,
      'Ti-O:6',
    ]);
  });

  test('tells why an id has no crystal', async () => {
    const [refused, stored, unknown] = await store.sourcesById(['steel', 'rutile-TiO2', 'nothing']);
    expect(refused?.refusal).toEqual({ code: 'NO_ANION', message: 'Fe has no anions', line: null });
    expect(stored?.refusal).toBeNull();
    expect(unknown).toBeNull();
  });

  test('knows what the ledger has of a folder and of an archive, page by page', async () => {
    const places = ['/d/a.cif', '/d/in/b.cif', '/d/x.zip:c.cif', '/d2/e.cif', '/d:f.cif', '/d', '/other/d/g.cif'];
    const sources = places.map((place, i) => ({ ...sourceOf(records[0]!), id: `ledger-${i}`, place }));
    await store.write([], sources);
    const below = async (place: string, after = '', limit = 100) =>
      (await store.sourcesBelow(place, after, limit)).map(({ place }) => place);
    expect(await below('/d')).toEqual(['/d/a.cif', '/d/in/b.cif', '/d/x.zip:c.cif', '/d:f.cif', '/d']);
    expect(await below('/d', 'ledger-0', 2)).toEqual(['/d/in/b.cif', '/d/x.zip:c.cif']);
    expect(await below('/d/x.zip')).toEqual(['/d/x.zip:c.cif']);
    expect(await below('/')).toHaveLength(places.length);
    await store.moveSources([
      { ...sources[0]!, file: 'new/a.cif', place: '/new/a.cif' },
      { ...sources[0]!, id: 'nothing', place: '/new/b.cif' },
    ]);
    expect(await below('/new')).toEqual(['/new/a.cif']);
    expect((await store.sourcesById(['ledger-0']))[0]).toEqual({
      ...sources[0],
      file: 'new/a.cif',
      place: '/new/a.cif',
    });
    expect((await store.records.sources('ledger-', 1)).map(({ id, isWhole }) => [id, isWhole])).toEqual([
      ['ledger-0', true],
    ]);
    await store.write(
      [],
      [],
      sources.map(({ id }) => id),
    );
    expect(await below('/')).toEqual([]);
  });

  test('lists what was refused, by reason and page by page', async () => {
    const refused = async (...args: Parameters<GraphStore['refused']>) =>
      (await store.refused(...args)).map(({ id }) => id);
    const place = (id: string) => ({ values: [id], id });
    expect(await refused({}, { limit: 9 })).toEqual(['steel']);
    expect(await refused({ refusalCode: ['DISORDERED'] }, { limit: 9 })).toEqual([]);
    expect(await refused({ refusalCode: ['DISORDERED', 'NO_ANION'] }, { limit: 9, before: place('t') })).toEqual([
      'steel',
    ]);
    expect(await refused({}, { limit: 9, after: place('steel') })).toEqual([]);
    expect(await store.countRefused({})).toBe(1);
    expect(await store.countRefused({ refusalCode: ['NO_ANION'] })).toBe(1);
    expect(await store.countRefused({ refusalCode: ['NO_CELL'] })).toBe(0);
  });

  const titania = ['anatase-TiO2', 'brookite-TiO2', 'rutile-TiO2'];
  const filters: [string, CrystalFilter, string[]][] = [
    ['ids', { id: ['rutile-TiO2', 'nothing'] }, ['rutile-TiO2']],
    ['no ids', { id: [] }, []],
    ['formulas', { formula: ['TiO2'] }, titania],
    ['anonymous formulas', { anonymousFormula: ['A2B3'] }, ['corundum-Al2O3']],
    ['chemical systems', { chemicalSystem: ['Mg-O'] }, ['periclase-MgO']],
    ['all elements', { elements: { all: ['Mg', 'Al'] } }, ['spinel-MgAl2O4']],
    ['any element', { elements: { any: ['Si', 'Ti'] } }, [...titania.slice(0, 2), 'forsterite-Mg2SiO4', 'rutile-TiO2']],
    ['no element', { elements: { none: ['Mg', 'Ti'] } }, ['corundum-Al2O3']],
    ['number of elements', { elementCount: { min: 3 } }, ['forsterite-Mg2SiO4', 'spinel-MgAl2O4']],
    ['at most so many elements', { elementCount: { max: 2 }, elements: { any: ['Mg'] } }, ['periclase-MgO']],
    ['number of atoms', { atomCount: { min: 6, max: 6 } }, ['anatase-TiO2', 'rutile-TiO2']],
    ['space groups', { spaceGroupNumber: [136, 225] }, ['periclase-MgO', 'rutile-TiO2']],
    ['crystal systems', { crystalSystem: ['trigonal'] }, ['corundum-Al2O3']],
    ['all motifs', { motifIds: { all: ['Mg-T:4', 'Al-O:6'] } }, ['spinel-MgAl2O4']],
    ['any motif', { motifIds: { any: ['Si-T:4', 'Mg-T:4'] } }, ['forsterite-Mg2SiO4', 'spinel-MgAl2O4']],
    ['all geometries', { geometries: { all: ['T:4', 'O:6'] } }, ['forsterite-Mg2SiO4', 'spinel-MgAl2O4']],
    ['any geometry', { geometries: { any: ['T:4'] } }, ['forsterite-Mg2SiO4', 'spinel-MgAl2O4']],
    ['centre elements', { centreElements: ['Si'] }, ['forsterite-Mg2SiO4']],
    ['kinds of connection', { connectionKinds: { all: ['face'] } }, ['corundum-Al2O3']],
    ['absent kinds', { connectionKinds: { none: ['face'] }, elements: { any: ['Al'] } }, ['spinel-MgAl2O4']],
    ['frameworks', { dimensionality: [0, 1, 2] }, []],
    [
      'nets by corners',
      { cornerDimensionality: [3], elements: { any: ['Mg'] } },
      ['forsterite-Mg2SiO4', 'periclase-MgO', 'spinel-MgAl2O4'],
    ],
    ['nets by edges', { edgeDimensionality: [1] }, ['forsterite-Mg2SiO4', 'rutile-TiO2']],
    ['nets by faces', { faceDimensionality: [0] }, [...IDS].sort()],
    ['density', { density: { max: 3.3 } }, ['forsterite-Mg2SiO4']],
    ['least density', { density: { min: 4.2 } }, ['rutile-TiO2']],
    ['volume', { volumePerAtom: { min: 11 } }, ['anatase-TiO2']],
    ['largest volume', { volumePerAtom: { max: 9 } }, ['corundum-Al2O3']],
    ['data sets', { dataset: ['other'] }, []],
    ['predicted band gap', { bandGap: { min: 1.5, max: 2 } }, ['rutile-TiO2']],
    ['predicted formation energy', { formationEnergyPerAtom: { max: -2.5 } }, ['corundum-Al2O3', 'spinel-MgAl2O4']],
    ['least predicted formation energy', { formationEnergyPerAtom: { min: -1 } }, ['rutile-TiO2']],
    ['probability of being a metal', { isMetal: { min: 0.1, max: 0.12 } }, titania.slice(0, 2)],
    ['sites', { sites: { some: { element: ['Mg'], coordinationNumber: { max: 4 } } } }, ['spinel-MgAl2O4']],
    ['sites that are there', { sites: { some: {} } }, [...IDS].sort()],
    ['sites of no kind', { sites: { some: { element: ['Ti'], motifId: ['Mg-O:6'] } } }, []],
    [
      'sites and elements',
      { sites: { some: { csm: { max: 0.01 } } }, elements: { all: ['Mg'] } },
      ['periclase-MgO', 'spinel-MgAl2O4'],
    ],
  ];
  test.each(filters)('filters by %s', async (_, filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
    expect(await (await lists(store)).countCrystals(filter)).toBe(expected.length);
  });

  test('answers the queries of docs/graph.md as the other engine does', async () => {
    const queries = [...GRAPH_PAGE.matchAll(/```cypher\n([^`]+)```/g)].map(([, text]) => text!);
    expect(queries.length).toBeGreaterThan(5);
    const answers = [];
    for (const text of queries) answers.push({ text, rows: await engine.read({ text, parameters: {} }) });
    for (const { text, rows } of answers) expect(rows, text).not.toHaveLength(0);
    await expect(`${JSON.stringify(answers, null, 2)}\n`).toMatchFileSnapshot('./graph-page.json');
  });

  test('has every property that is declared, with its type', async () => {
    for (const [label, { fields, derived }] of Object.entries(TABLES)) {
      const isRelationship = label === label.toUpperCase();
      const pattern = isRelationship ? `()-[n:${label}]->()` : `(n:${label})`;
      if (label.endsWith('Vector')) continue;
      for (const [name, { column }] of Object.entries<Field>({ ...fields, ...derived })) {
        const property = `n.\`${name}\``;
        const [row] = await engine.read({
          text: `MATCH ${pattern} WHERE ${property} IS NOT NULL RETURN ${property} AS value LIMIT 1`,
          parameters: {},
        });
        const documented = GRAPH_PAGE.slice(GRAPH_PAGE.indexOf(`### ${label}\n`)).includes(`| \`${name}\` |`);
        expect(documented, `${label}.${name} in docs/graph.md`).toBe(true);
        if (row === undefined) continue;
        expect(typeof row['value'], `${label}.${name}`).toBe(
          { text: 'string', boolean: 'boolean', integer: 'number', real: 'number', texts: 'object' }[
            column as string
          ] ?? (engine.name === 'neo4j' ? 'object' : 'string'),
        );
      }
    }
  });

  test('passes what meets two criteria at once', async () => {
    for (const [i, [name, one, passOne]] of filters.entries()) {
      for (const [other, two, passTwo] of filters.slice(i + 1)) {
        if (Object.keys(one).some((key) => key in two)) continue;
        const expected = passOne.filter((id) => passTwo.includes(id));
        expect(await ids({ ...one, ...two }), `${name}, ${other}`).toEqual(expected);
        expect(await (await lists(store)).countCrystals({ ...one, ...two }), `${name}, ${other}`).toBe(expected.length);
      }
    }
  });

  test('pages forward and backward through a sort with ties', async () => {
    for (const descending of [false, true]) {
      const sort = { key: 'formula', descending } as const;
      const all = await (await lists(store)).crystals({}, sort, { limit: 100 });
      const forward: string[] = [];
      for (let after = {}; forward.length < all.length; ) {
        const page = await (await lists(store)).crystals({}, sort, { limit: 2, ...after });
        forward.push(...page.map(({ id }) => id));
        after = { after: { values: [page.at(-1)!.formula], id: page.at(-1)!.id } };
      }
      expect(forward).toEqual(all.map(({ id }) => id));
      const last = all.at(-1)!;
      const before = await (await lists(store)).crystals({}, sort, {
        limit: 3,
        before: { values: [last.formula], id: last.id },
        fromEnd: true,
      });
      expect(before.map(({ id }) => id)).toEqual(all.slice(-4, -1).map(({ id }) => id));
    }
  });

  test('sorts by predictions, crystals without them last, and pages through them', async () => {
    const ascending = [
      ...['rutile-TiO2', 'anatase-TiO2', 'brookite-TiO2'],
      ...['forsterite-Mg2SiO4', 'spinel-MgAl2O4', 'corundum-Al2O3'],
    ];
    for (const descending of [false, true]) {
      const sort = { key: 'bandGap', descending } as const;
      const expected = [...(descending ? ascending.toReversed() : ascending), 'periclase-MgO'];
      const keyset = ({ bandGap, id }: CrystalSummary) => ({ values: [bandGap], id });
      const all = await (await lists(store)).crystals({}, sort, { limit: 100 });
      expect(all.map(({ id }) => id)).toEqual(expected);
      const after = await (await lists(store)).crystals({}, sort, { limit: 9, after: keyset(all[5]!) });
      expect(after.map(({ id }) => id)).toEqual(['periclase-MgO']);
      const before = await (await lists(store)).crystals({}, sort, {
        limit: 2,
        before: keyset(all[6]!),
        fromEnd: true,
      });
      expect(before.map(({ id }) => id)).toEqual(expected.slice(4, 6));
      const ofMagnesium = await (await lists(store)).crystals({ elements: { any: ['Mg'] } }, sort, { limit: 9 });
      const magnesia = expected.filter((id) => id.includes('Mg'));
      expect(ofMagnesium.map(({ id }) => id)).toEqual(magnesia);
    }
  });

  test('sorts by several keys', async () => {
    const projection = await store.projection();
    const sorts = [
      { key: 'elementCount', descending: true },
      { key: 'formula', descending: false },
    ] as const;
    const all = await projection.crystals({}, sorts, { limit: 100 });
    const expected = [
      ...['forsterite-Mg2SiO4', 'spinel-MgAl2O4', 'corundum-Al2O3', 'periclase-MgO'],
      ...['rutile-TiO2', 'brookite-TiO2', 'anatase-TiO2'],
    ];
    expect(all.map(({ id }) => id)).toEqual(expected);
    const after = { values: [2, 'TiO2'], id: 'rutile-TiO2' };
    const rest = await projection.crystals({}, sorts, { limit: 100, after });
    expect(rest.map(({ id }) => id)).toEqual(expected.slice(5));
  });

  test('pages motifs forward and backward through a sort with ties', async () => {
    for (const descending of [false, true]) {
      const sort = { key: 'crystalCount', descending } as const;
      const all = await (await lists(store)).motifs({}, sort, { limit: 100 });
      const place = (motif: MotifRow) => ({ values: [motif.crystalCount], id: motif.id });
      const forward = await (await lists(store)).motifs({}, sort, { limit: 9, after: place(all[1]!) });
      expect(forward).toEqual(all.slice(2));
      const backward = await (await lists(store)).motifs({}, sort, { limit: 2, before: place(all[4]!), fromEnd: true });
      expect(backward).toEqual(all.slice(2, 4));
    }
  });

  test('knows how often each motif occurs, and how it connects across all compounds', async () => {
    const [motif] = await (await lists(store)).motifsById(['Ti-O:6']);
    // Primitive cells: rutile 2 Ti, anatase 2, brookite 8.
    expect(motif).toMatchObject({
      element: 'Ti',
      geometry: 'O:6',
      ligandFormula: 'O6',
      crystalCount: 3,
      siteCount: 12,
    });
    const [connections] = await (await lists(store)).connectedMotifs(['Ti-O:6']);
    // Rutile: 2 edges and 8 corners around each of 2 Ti, so 2 and 8 a cell; anatase 4 edges, 4 corners: 4 and 4;
    // brookite 3 edges, 6 corners a Ti (Pauling & Sturdivant 1928): 12 and 24.
    expect(connections).toMatchObject([
      { fromMotif: 'Ti-O:6', motifId: 'Ti-O:6', kind: 'corner', occurrences: 8 + 4 + 24, crystalCount: 3 },
      { fromMotif: 'Ti-O:6', motifId: 'Ti-O:6', kind: 'edge', occurrences: 2 + 4 + 12, crystalCount: 3 },
    ]);
    const [spinel] = await (await lists(store)).connectedMotifs(['Al-O:6'], ['corner']);
    const [back] = await (await lists(store)).connectedMotifs(['Mg-T:4'], ['corner']);
    expect(spinel).toContainEqual(expect.objectContaining({ motifId: 'Mg-T:4', occurrences: 24, crystalCount: 1 }));
    expect(back).toContainEqual(expect.objectContaining({ motifId: 'Al-O:6', occurrences: 24, crystalCount: 1 }));
  });

  test('filters and sorts motifs', async () => {
    const motifIds = async (filter: MotifFilter) => {
      const motifs = await (await lists(store)).motifs(filter, BY_ID, { limit: 100 });
      expect(await (await lists(store)).countMotifs(filter)).toBe(motifs.length);
      return motifs.map(({ id }) => id);
    };
    expect(await motifIds({})).toEqual(['Al-O:6', 'Mg-O:6', 'Mg-T:4', 'Si-T:4', 'Ti-O:6']);
    expect(await motifIds({ element: ['Mg'], geometry: ['T:4'] })).toEqual(['Mg-T:4']);
    expect(await motifIds({ coordinationNumber: { max: 4 }, ligandElements: ['O'] })).toEqual(['Mg-T:4', 'Si-T:4']);
    expect(await motifIds({ ligandElements: ['F'] })).toEqual([]);
    expect(await motifIds({ coordinationNumber: { min: 5 }, element: ['Mg'] })).toEqual(['Mg-O:6']);
    expect(await motifIds({ id: ['Ti-O:6', 'Si-T:4', 'Xx-O:6'] })).toEqual(['Si-T:4', 'Ti-O:6']);
    expect(await motifIds({ crystalCount: { min: 2 } })).toEqual(['Al-O:6', 'Mg-O:6', 'Ti-O:6']);
    expect(await motifIds({ crystalCount: { max: 1 } })).toEqual(['Mg-T:4', 'Si-T:4']);
    expect(await motifIds({ inCrystal: 'spinel-MgAl2O4' })).toEqual(['Al-O:6', 'Mg-T:4']);
    expect(await motifIds({ connectedTo: { motif: 'Si-T:4' } })).toEqual(['Mg-O:6']);
    expect(await motifIds({ connectedTo: { motif: 'Al-O:6', kind: 'face' } })).toEqual(['Al-O:6']);
    expect(await motifIds({ inCrystal: 'spinel-MgAl2O4', element: ['Mg'] })).toEqual(['Mg-T:4']);
    expect(await motifIds({ inCrystal: 'forsterite-Mg2SiO4', connectedTo: { motif: 'Mg-O:6' } })).toEqual([
      'Mg-O:6',
      'Si-T:4',
    ]);
    expect(await motifIds({ connectedTo: { motif: 'Mg-O:6' }, coordinationNumber: { max: 4 } })).toEqual(['Si-T:4']);
    const byCount = await (await lists(store)).motifs({}, { key: 'siteCount', descending: true }, { limit: 1 });
    expect(byCount[0]?.id).toBe('Ti-O:6');
  });

  test('describes the sites of a motif', async () => {
    const [statistics, nothing] = await (await lists(store)).motifStatistics(['Si-T:4', 'Xx-O:6']);
    expect(statistics?.csm?.count).toBe(4);
    expect(statistics?.bondLength?.mean).toBeCloseTo(1.636, 2);
    const { ligandDistances } = records
      .find(({ crystal }) => crystal.id === 'forsterite-Mg2SiO4')!
      .sites.find(({ element }) => element === 'Si')!;
    expect(statistics?.bondLength?.count).toBe(16);
    expect(statistics?.bondLength?.min).toBeCloseTo(Math.min(...ligandDistances), 6);
    expect(statistics?.bondLength?.max).toBeCloseTo(Math.max(...ligandDistances), 6);
    const variance = ligandDistances.reduce((sum, x) => sum + (x - statistics!.bondLength!.mean) ** 2, 0) / 4;
    expect(statistics?.bondLength?.standardDeviation).toBeCloseTo(Math.sqrt(variance), 6);
    expect(statistics?.angles.map(({ kind }) => kind)).toEqual(['corner', 'edge']);
    expect(nothing?.csm).toBeNull();
  });

  test('lists the values that filters can take', async () => {
    const facet = async (name: CrystalFacet) =>
      (await (await lists(store)).facet(name, 100)).map(({ key, crystals, occurrences }) => [
        key,
        crystals,
        occurrences,
      ]);
    expect(await facet('element')).toContainEqual(['Mg', 3, 3]);
    expect(await facet('centreElement')).toContainEqual(['Ti', 3, 12]);
    expect(await facet('geometry')).toEqual([
      ['O:6', 7, 12 + 4 + 4 + 1 + 8],
      ['T:4', 2, 2 + 4],
    ]);
    expect(await facet('motif')).toContainEqual(['Ti-O:6', 3, 12]);
    expect((await facet('connectionKind')).map(([key, crystals]) => [key, crystals])).toEqual([
      ['corner', 7],
      ['edge', 7],
      ['face', 1],
    ]);
    expect(await facet('crystalSystem')).toContainEqual(['tetragonal', 2, 2]);
    expect(await facet('spaceGroup')).toContainEqual(['136', 1, 1]);
    expect(await facet('elementCount')).toEqual([
      ['2', 5, 5],
      ['3', 2, 2],
    ]);
    expect(await facet('dataset')).toEqual([['sample', 7, 7]]);
    expect([...(await store.crystalsByDataset())]).toEqual([['sample', 7]]);
    expect(await facet('analysisVersion')).toEqual([[ANALYSIS_VERSION, 7, 7]]);
    expect(await store.refusalCounts()).toEqual([{ key: 'NO_ANION', crystals: 1, occurrences: 1 }]);
  });

  test('counts elements, all reference geometries, and everything', async () => {
    const elements = await (await lists(store)).elements();
    expect(elements.map(({ symbol }) => symbol)).toEqual(['O', 'Mg', 'Al', 'Si', 'Ti']);
    expect(elements[1]).toMatchObject({ name: 'magnesium', crystalCount: 3, motifCount: 2 });
    const geometries = await (await lists(store)).geometries();
    expect(geometries).toHaveLength(66);
    expect(geometries.find(({ symbol }) => symbol === 'O:6')).toMatchObject({ crystalCount: 7, motifCount: 3 });
    expect(await store.statistics()).toMatchObject({ crystals: 7, motifs: 5, refused: 1 });
  });

  vectorsContract(() => ({ store, records }));

  netsContract(() => ({ engine, store, records }));

  recordsContract(() => ({ store, records }));

  longListsContract(() => store);

  describe('writing again', () => {
    test('changes nothing', async () => {
      const before = await store.statistics();
      await store.write(records, records.map(sourceOf));
      expect(await store.statistics()).toEqual(before);
      expect((await (await lists(store)).connectedMotifs(['Ti-O:6']))[0]).toHaveLength(2);
    });

    test('replaces a crystal of the same id, and forgets one that is refused now', async () => {
      const rutile = records.find(({ crystal }) => crystal.id === 'rutile-TiO2')!;
      const anatase = records.find(({ crystal }) => crystal.id === 'anatase-TiO2')!;
      await store.write(
        [{ ...rutile, crystal: { ...rutile.crystal, dataset: 'other' } }],
        [sourceOf(rutile), { ...sourceOf(anatase), refusal: { code: 'DISORDERED', message: 'half a Ti', line: 12 } }],
      );
      expect((await store.crystalsById(['rutile-TiO2']))[0]?.dataset).toBe('other');
      expect(await store.crystalsById(['anatase-TiO2'])).toEqual([null]);
      const parts = await store.partsOfCrystals(['anatase-TiO2', 'rutile-TiO2']);
      expect(parts.map(({ sites }) => sites)).toEqual([[], rutile.sites]);
      expect((await store.sourcesById(['anatase-TiO2']))[0]?.refusal?.line).toBe(12);
      expect((await (await lists(store)).motifsById(['Ti-O:6']))[0]).toMatchObject({ crystalCount: 2, siteCount: 10 });
      expect(await store.statistics()).toMatchObject({ crystals: 6, refused: 2 });
      expect(await store.predictionsOfCrystals(['anatase-TiO2'])).toEqual([[]]);
    });

    test('replaces predictions', async () => {
      const rutile = records.find(({ crystal }) => crystal.id === 'rutile-TiO2')!;
      const renewed = predictedAs(rutile, 3, '2.0.0');
      await store.write([renewed], [sourceOf(renewed)]);
      expect(await store.predictionsOfCrystals(['rutile-TiO2'])).toEqual([renewed.predictions]);
      expect(await ids({ bandGap: { min: 1.5, max: 2 } })).toEqual([]);
      await store.write([rutile], [sourceOf(rutile)]);
    });

    test('lets no other structure take the place of a crystal, whichever process gave the id', async () => {
      const rutile = sourceOf(records.find(({ crystal }) => crystal.id === 'rutile-TiO2')!);
      const refusal = { code: 'SYNTAX', message: 'cut off', line: 3 } as const;
      const before = await store.statistics();
      for (const other of [
        { ...rutile, dataset: 'another', place: '/another/rutile.cif', refusal },
        { ...rutile, name: 'another', refusal },
      ]) {
        await expect(store.write([], [other], ['anatase-TiO2'])).rejects.toMatchObject({
          code: 'ID_TAKEN',
          message: expect.stringMatching(
            /^The id rutile-TiO2 has been given to .*rutile-TiO2.cif of .*; run the same command/,
          ),
        });
      }
      expect(await store.statistics()).toEqual(before);
      const [record] = records.filter(({ crystal }) => crystal.id === 'rutile-TiO2');
      const moved = { ...rutile, place: '/moved/rutile.cif' };
      for (const same of [moved, { ...moved, dataset: 'given later' }, moved, rutile]) {
        await store.write([record!], [same]);
        expect(await store.sourcesById(['rutile-TiO2'])).toEqual([same]);
      }
    });

    test('forgets what a file holds no more', async () => {
      expect((await store.sourcesOfPlaces(['steel.cif', 'other.cif'])).map(({ id }) => id)).toEqual(['steel']);
      await store.write([], [], ['steel', 'corundum-Al2O3']);
      expect(await store.sourcesById(['steel', 'corundum-Al2O3'])).toEqual([null, null]);
      expect(await store.crystalsById(['corundum-Al2O3'])).toEqual([null]);
      expect((await (await lists(store)).motifsById(['Al-O:6']))[0]).toMatchObject({ crystalCount: 1, siteCount: 4 });
      const [connections] = await (await lists(store)).connectedMotifs(['Al-O:6']);
      expect(connections?.map(({ kind, motifId }) => `${kind} ${motifId}`).sort()).toEqual([
        'corner Mg-T:4',
        'edge Al-O:6',
      ]);
    });

    test('hides a motif that no crystal has any more', async () => {
      const forsterite = records.find(({ crystal }) => crystal.id === 'forsterite-Mg2SiO4')!;
      await store.write([], [{ ...sourceOf(forsterite), refusal: { code: 'SYNTAX', message: 'cut off', line: 3 } }]);
      expect(await (await lists(store)).motifsById(['Si-T:4'])).toEqual([null]);
      expect(await (await lists(store)).countMotifs({})).toBe(4);
    });
  });

  test('has run every statement of cypher/', () => {
    const asked = new Set(statements.mock.calls.map(([statement]) => statement));
    // Those of upgrades have a test of their own: they take the graph apart.
    const own = statementsFor(name).filter((statement) => !statement.startsWith('upgrade/'));
    expect(own.filter((statement) => !asked.has(statement))).toEqual([]);
  });

  test('has a plan for every statement that looks only at what it needs', async () => {
    expect(run.size).toBeGreaterThan(100);
    const cypher = new Cypher(name);
    const passed = new Set(excused.flatMap((statement) => SLOTS.map((slot) => cypher.text(statement, { slot }))));
    for (const statement of run.values()) {
      if (passed.has(statement.text)) continue;
      expect(await explain(statement, engine), statement.text).not.toMatch(wasteful);
    }
  });
}

/** Keeps what is read and written, one of each text. */
function remembering(engine: Engine, statements: Map<string, Statement>): Engine {
  const kept = (statement: Statement) => {
    statements.set(statement.text, statement);
    return statement;
  };
  return {
    name: engine.name,
    readOnly: engine.readOnly,
    isShared: engine.isShared,
    read: (statement) => engine.read(kept(statement)),
    write: (work) => engine.write((run) => work((statement) => run(kept(statement)))),
    define: (texts) => engine.define(texts),
    guard: (graphId) => engine.guard(graphId),
    ping: () => engine.ping(),
    close: () => engine.close(),
  };
}

function statementsFor(engine: Engine['name']): string[] {
  return ['common', engine].flatMap((folder) =>
    readdirSync(join(CYPHER, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(CYPHER, folder), join(entry.parentPath, entry.name)).replace('.cypher', '')),
  );
}
