/** Lists of thousands of values: LadybugDB 0.19.1 ends the process where some kinds of predicate have more than 2,048. */
import { describe, expect, test } from 'vitest';
import type { RefusalCode } from '../../src/crystal/crystal.js';
import type { Fields } from '../../src/graph/field.js';
import { MOTIF } from '../../src/graph/motif-tables.js';
import { MOTIF_SITE } from '../../src/graph/site-tables.js';
import type { CrystalFilter, GraphStore, MotifFilter } from '../../src/graph/store.js';
import { CRYSTAL } from '../../src/graph/tables.js';
import { sourceOf } from './analysed.js';
import { lists } from './lists.js';

const LENGTH = 5000;
/** In one crystal, of which there are not as many in truth. */
const MOTIFS_OF_ONE = 2100;
const BY_ID = { key: 'id', descending: false } as const;

/** `LENGTH` values that are in no graph, and those that are. */
function among<Value>(known: readonly Value[], other: (i: number) => unknown = (i) => `other-${i}`): Value[] {
  return [...Array.from({ length: LENGTH - known.length }, (_, i) => other(i) as Value), ...known];
}

const OTHER_NUMBER = (i: number) => 1000 + i;

/** Every criterion that takes a list, as the declared fields give them: a new one has to be tried as well. */
function listsOf(fields: Fields): [string, string, (values: readonly unknown[]) => object][] {
  return Object.entries(fields).flatMap(([name, { filter }]) => {
    if (filter === undefined || filter.by === 'range' || filter.by === 'equal') return [];
    if (filter.by !== 'sets') return [[name, name, (values: readonly unknown[]) => ({ [name]: values })]];
    return (['all', 'any', 'none'] as const).map((set): [string, string, (values: readonly unknown[]) => object] => [
      `${name}.${set}`,
      name,
      (values) => ({ [name]: { [set]: values } }),
    ]);
  });
}

/** Values of the contract's graph. */
const KNOWN: Readonly<Record<string, readonly unknown[]>> = {
  id: ['rutile-TiO2'],
  formula: ['MgO'],
  anonymousFormula: ['A2B3'],
  chemicalSystem: ['Mg-O'],
  elements: ['Si'],
  spaceGroupNumber: [225],
  crystalSystem: ['trigonal'],
  prototype: ['A2B_tP6_136_f_a'],
  structureType: ['rutile'],
  structureFamily: ['rutile'],
  mineral: ['rutile'],
  motifIds: ['Mg-T:4'],
  geometries: ['T:4'],
  centreElements: ['Si'],
  connectionKinds: ['face'],
  dimensionality: [3],
  cornerDimensionality: [3],
  edgeDimensionality: [1],
  faceDimensionality: [0],
  strategy: ['simplest'],
  dataset: ['sample'],
  // Oxides without molecules: any of them finds none, none of them finds all.
  unitFormulas: [],
  // Nobody has sent or reported anything; `recordsContract` tries values.
  provider: [],
  reportedMagneticOrder: [],
};
const OF_NO_CRYSTAL: readonly string[] = ['unitFormulas.any', 'provider', 'reportedMagneticOrder'];
const KNOWN_OF_SITES: typeof KNOWN = { element: ['Si'], wyckoff: ['c'], motifId: ['Mg-T:4'], geometry: ['T:4'] };
const KNOWN_OF_MOTIFS: typeof KNOWN = {
  id: ['Ti-O:6'],
  element: ['Ti'],
  geometry: ['T:4'],
  ligandElements: ['O'],
};

function amongKnown(known: typeof KNOWN, name: string): readonly unknown[] {
  const values = known[name];
  if (values === undefined) throw new Error(`There is no value of ${name} to try`);
  return among(values, typeof values[0] === 'number' ? OTHER_NUMBER : undefined);
}

/** @param opened the store that the contract has filled. */
export function longListsContract(opened: () => GraphStore): void {
  describe(`lists of ${LENGTH} values`, () => {
    const crystalLists = [
      ...listsOf({ ...CRYSTAL.fields, ...CRYSTAL.derived }).map(
        ([label, name, filter]) => [label, amongKnown(KNOWN, name), filter] as const,
      ),
      ...listsOf(MOTIF_SITE.fields).map(
        ([label, name, filter]) =>
          [
            `sites.${label}`,
            amongKnown(KNOWN_OF_SITES, name),
            (values: readonly unknown[]) => ({ sites: { some: filter(values) } }),
          ] as const,
      ),
    ];
    test.each(crystalLists)('pass crystals by %s as the few known values do', async (label, values, of) => {
      const store = opened();
      const filter: CrystalFilter = of(values);
      // A list of all has values that no crystal has.
      const alike: CrystalFilter = of(label.endsWith('.all') ? ['other'] : values.slice(-2));
      const found = await (await lists(store)).crystals(filter, BY_ID, { limit: 100 });
      expect(found).toEqual(await (await lists(store)).crystals(alike, BY_ID, { limit: 100 }));
      expect(await (await lists(store)).countCrystals(filter)).toBe(found.length);
      const isEmpty = label.endsWith('.all') || OF_NO_CRYSTAL.includes(label);
      expect(found.length === 0).toBe(isEmpty);
    });

    const motifLists = listsOf({ ...MOTIF.fields, ...MOTIF.derived });
    test.each(motifLists)('pass motifs by %s as the few known values do', async (_, name, of) => {
      const store = opened();
      const values = amongKnown(KNOWN_OF_MOTIFS, name);
      const filter: MotifFilter = of(values);
      const found = await (await lists(store)).motifs(filter, BY_ID, { limit: 100 });
      expect(found).toEqual(await (await lists(store)).motifs(of(values.slice(-1)), BY_ID, { limit: 100 }));
      expect(found).not.toHaveLength(0);
      expect(await (await lists(store)).countMotifs(filter)).toBe(found.length);
    });

    test('pass refusals by their code', async () => {
      const store = opened();
      const filter = { refusalCode: among<RefusalCode>(['NO_ANION']) };
      expect((await store.refused(filter, { limit: 9 })).map(({ id }) => id)).toEqual(['steel']);
      expect(await store.countRefused(filter)).toBe(1);
    });

    test('of nothing that there can be pass nothing', async () => {
      const store = opened();
      for (const none of [[], ['Xx']]) {
        expect(await (await lists(store)).countCrystals({ elements: { any: none } })).toBe(0);
        expect(await (await lists(store)).countCrystals({ centreElements: none })).toBe(0);
        expect(await (await lists(store)).countCrystals({ geometries: { any: none } })).toBe(0);
        expect(await (await lists(store)).countCrystals({ motifIds: { any: none } })).toBe(0);
        expect(await (await lists(store)).countMotifs({ ligandElements: none })).toBe(0);
      }
    });

    test('are answered in their order by every method that takes ids', async () => {
      const store = opened();
      const crystals = among(['rutile-TiO2', 'periclase-MgO']);
      const motifs = among(['Ti-O:6', 'Mg-O:6']);
      const answers: Record<string, readonly unknown[]> = {
        crystalsById: await store.crystalsById(crystals),
        sourcesById: await store.sourcesById(crystals),
        partsOfCrystals: (await store.partsOfCrystals(crystals)).map(({ sites }) => sites),
        predictionsOfCrystals: await store.predictionsOfCrystals(crystals),
        crystalMotifsOf: await store.vectors.crystalMotifsOf(crystals),
        motifsById: await (await lists(store)).motifsById(motifs),
        connectedMotifs: await (await lists(store)).connectedMotifs(motifs),
        motifStatistics: (await (await lists(store)).motifStatistics(motifs)).map(({ csm }) => csm ?? []),
      };
      for (const [method, answer] of Object.entries(answers)) {
        const empty = (item: unknown) => item === null || (Array.isArray(item) && item.length === 0);
        expect(answer, method).toHaveLength(LENGTH);
        expect(answer.slice(0, -2).every(empty), method).toBe(true);
        // Periclase has no prediction.
        expect(empty(answer.at(-2)), method).toBe(false);
      }
      expect((await store.sourcesOfPlaces(among(['steel.cif']))).map(({ id }) => id)).toEqual(['steel']);
      const shares = among([{ id: 'Mg-T:4', fraction: 1 }], (i) => ({ id: `other-${i}`, fraction: 0.1 }));
      expect((await store.vectors.motifOverlap(shares, 5)).map(({ id }) => id)).toEqual(['spinel-MgAl2O4']);
    });

    test('are written, stored as columns, found and deleted', async () => {
      const store = opened();
      const before = await store.statistics();
      const [known] = await store.crystalsById(['periclase-MgO']);
      const [sites, motifs] = [
        (await store.partsOfCrystals(['periclase-MgO'])).map((parts) => parts.sites),
        await (await lists(store)).motifsById(['Mg-O:6']),
      ];
      const { crystalCount: _, siteCount: __, ...motif } = motifs[0]!;
      const id = 'many';
      const many = among([motif], (i) => ({ ...motif, id: `Mg-O:6[F${i}]` })).slice(-MOTIFS_OF_ONE);
      const record = {
        crystal: { ...known!, id, warnings: among(['odd']) },
        composition: { Mg: 0.5, O: 0.5 },
        sites: sites[0]!.map((site) => ({ ...site, id: `${id}/0`, crystalId: id })),
        connections: [],
        motifs: many,
        contents: many.map(({ id: motifId }) => ({ crystalId: id, motifId, count: 1, fraction: 1 / MOTIFS_OF_ONE })),
        predictions: [],
      };
      const sources = among(['x']).map((name, i) => ({ ...sourceOf(record), id: `${name}-${i}`, file: `${name}.cif` }));
      await store.write([record], [sourceOf(record), ...sources]);
      expect((await store.crystalsById([id]))[0]?.warnings).toHaveLength(LENGTH);
      const ids = many.map((each) => each.id);
      const passed = async (filter: CrystalFilter) =>
        (await lists(store)).crystals({ id: [id], ...filter }, BY_ID, { limit: 9 });
      expect(await passed({ motifIds: { all: ids } })).toHaveLength(1);
      expect(await passed({ motifIds: { any: [ids[0]!] } })).toHaveLength(1);
      expect(await passed({ motifIds: { all: [...ids, 'Ti-O:6'] } })).toHaveLength(0);
      await store.write([], [], [id, ...sources.map((source) => source.id)]);
      expect(await store.statistics()).toEqual(before);
    });
  });
}
