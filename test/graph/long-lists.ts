/** Lists of thousands of values: LadybugDB 0.19.1 ends the process where some kinds of predicate have more than 2,048. */
import { describe, expect, test } from 'vitest';
import type { CrystalFilter, GraphStore, MotifFilter, RefusedFilter } from '../../src/graph/store.js';
import { sourceOf } from './analysed.js';

const LENGTH = 5000;
/** In one crystal, of which there are not as many in truth. */
const MOTIFS_OF_ONE = 2100;
const BY_ID = { key: 'id', descending: false } as const;

/** `LENGTH` values that are in no graph, and those that are. */
function among<Value>(known: readonly Value[], other: (i: number) => unknown = (i) => `other-${i}`): Value[] {
  return [...Array.from({ length: LENGTH - known.length }, (_, i) => other(i) as Value), ...known];
}

const OTHER_NUMBER = (i: number) => 1000 + i;

/** Every list of the filter, so that a new one has to be tried as well. */
type Lists<Filter> = {
  readonly [Key in keyof Filter as Filter[Key] extends readonly unknown[] | undefined ? Key : never]-?: Filter[Key];
};

/** Crystals of the contract's graph that pass, where it is not all or none of them. */
const CRYSTAL_LISTS: Lists<CrystalFilter> = {
  ids: among(['rutile-TiO2']),
  formulas: among(['MgO']),
  anonymousFormulas: among(['A2B3']),
  chemicalSystems: among(['Mg-O']),
  elementsAll: among(['Ti']),
  elementsAny: among(['Si']),
  elementsNone: among(['Ti', 'Mg']),
  spaceGroupNumbers: among([225], OTHER_NUMBER),
  crystalSystems: among(['trigonal']),
  motifsAll: among(['Mg-T:4']),
  motifsAny: among(['Mg-T:4']),
  geometriesAll: among(['T:4']),
  geometriesAny: among(['T:4']),
  centreElementsAny: among(['Si']),
  connectionKindsAll: among(['face']),
  connectionKindsNone: among(['corner', 'edge']),
  dimensionalitiesByAny: among([3], OTHER_NUMBER),
  dimensionalitiesByCorners: among([3], OTHER_NUMBER),
  dimensionalitiesByEdges: among([1], OTHER_NUMBER),
  dimensionalitiesByFaces: among([1], OTHER_NUMBER),
  datasets: among(['sample']),
};

const MOTIF_LISTS: Lists<MotifFilter> = {
  ids: among(['Ti-O:6']),
  elements: among(['Ti']),
  geometries: among(['T:4']),
  ligandElementsAny: among(['O']),
};

const REFUSED_LISTS: Lists<RefusedFilter> = { codes: among(['NO_ANION']) };

/** @param opened the store that the contract has filled. */
export function longListsContract(opened: () => GraphStore): void {
  describe(`lists of ${LENGTH} values`, () => {
    test.each(Object.entries(CRYSTAL_LISTS))('pass crystals by %s as the few known values do', async (key, values) => {
      const store = opened();
      const filter: CrystalFilter = { [key]: values };
      // A list of all has values that no crystal has.
      const alike: CrystalFilter = { [key]: key.endsWith('All') ? ['other'] : values.slice(-2) };
      const found = await store.crystals(filter, BY_ID, { limit: 100 });
      expect(found).toEqual(await store.crystals(alike, BY_ID, { limit: 100 }));
      expect(await store.countCrystals(filter)).toBe(found.length);
    });

    test.each(Object.entries(MOTIF_LISTS))('pass motifs by %s as the few known values do', async (key, values) => {
      const store = opened();
      const found = await store.motifs({ [key]: values }, BY_ID, { limit: 100 });
      expect(found).toEqual(await store.motifs({ [key]: values.slice(-1) }, BY_ID, { limit: 100 }));
      expect(found).not.toHaveLength(0);
      expect(await store.countMotifs({ [key]: values })).toBe(found.length);
    });

    test.each(Object.entries(REFUSED_LISTS))('pass refusals by %s', async (key, values) => {
      const store = opened();
      expect((await store.refused({ [key]: values }, { limit: 9 })).map(({ id }) => id)).toEqual(['steel']);
      expect(await store.countRefused({ [key]: values })).toBe(1);
    });

    test('of nothing that there can be pass nothing', async () => {
      const store = opened();
      for (const none of [[], ['Xx']]) {
        expect(await store.countCrystals({ elementsAny: none })).toBe(0);
        expect(await store.countCrystals({ centreElementsAny: none })).toBe(0);
        expect(await store.countCrystals({ geometriesAny: none })).toBe(0);
        expect(await store.countCrystals({ motifsAny: none })).toBe(0);
        expect(await store.countMotifs({ ligandElementsAny: none })).toBe(0);
      }
    });

    test('are answered in their order by every method that takes ids', async () => {
      const store = opened();
      const crystals = among(['rutile-TiO2', 'periclase-MgO']);
      const motifs = among(['Ti-O:6', 'Mg-O:6']);
      const sites = among(['rutile-TiO2/0', 'periclase-MgO/0']);
      const answers: Record<string, readonly unknown[]> = {
        crystalsById: await store.crystalsById(crystals),
        sourcesById: await store.sourcesById(crystals),
        sitesOfCrystals: await store.sitesOfCrystals(crystals),
        predictionsOfCrystals: await store.predictionsOfCrystals(crystals),
        contentsOfCrystals: await store.contentsOfCrystals(crystals),
        crystalMotifsOf: await store.vectors.crystalMotifsOf(crystals),
        sitesById: await store.sitesById(sites),
        connectionsOfSites: await store.connectionsOfSites(sites),
        motifsById: await store.motifsById(motifs),
        motifConnections: await store.motifConnections(motifs),
        motifStatistics: (await store.motifStatistics(motifs)).map(({ csm }) => (csm.count > 0 ? csm : [])),
        crystalsOfMotifs: await store.crystalsOfEach('motif', motifs, BY_ID, { limit: 2 }),
        crystalsOfElements: await store.crystalsOfEach('element', among(['Ti', 'Mg']), BY_ID, { limit: 2 }),
        crystalsOfGeometries: await store.crystalsOfEach('geometry', among(['T:4', 'O:6']), BY_ID, { limit: 2 }),
        motifsOfElements: await store.motifsOfEach('element', among(['Ti', 'Mg']), BY_ID, { limit: 2 }),
        motifsOfGeometries: await store.motifsOfEach('geometry', among(['T:4', 'O:6']), BY_ID, { limit: 2 }),
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
      const [sites, motifs] = [await store.sitesOfCrystals(['periclase-MgO']), await store.motifsById(['Mg-O:6'])];
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
      const passed = (filter: CrystalFilter) => store.crystals({ ids: [id], ...filter }, BY_ID, { limit: 9 });
      expect(await passed({ motifsAll: ids })).toHaveLength(1);
      expect(await passed({ motifsAny: [ids[0]!] })).toHaveLength(1);
      expect(await passed({ motifsAll: [...ids, 'Ti-O:6'] })).toHaveLength(0);
      await store.write([], [], [id, ...sources.map((source) => source.id)]);
      expect(await store.statistics()).toEqual(before);
    });
  });
}
