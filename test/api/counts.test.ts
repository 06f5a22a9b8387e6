import { describe, expect, test } from 'vitest';
import { ANALYSIS_VERSION } from '../../src/motif/method.js';
import { idsOf, serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

describe('ways in, and counts', () => {
  test('an element leads to its motifs and crystals', async () => {
    const { element } = await service.data(`{
      element(symbol: "Mg") {
        name crystalCount motifCount siteCount
        motifs { totalCount nodes { id } }
        crystals(sort: { key: DENSITY, descending: true }) { totalCount nodes { id } }
      }
    }`);
    expect(element).toEqual({
      name: 'magnesium',
      crystalCount: 3,
      motifCount: 2,
      siteCount: 11,
      motifs: { totalCount: 2, nodes: [{ id: 'Mg-O:6' }, { id: 'Mg-T:4' }] },
      crystals: {
        totalCount: 3,
        nodes: [{ id: 'periclase-MgO' }, { id: 'spinel-MgAl2O4' }, { id: 'forsterite-Mg2SiO4' }],
      },
    });
  });

  test('an element that no crystal contains is there, with zero counts and a reason', async () => {
    const { element } = await service.data(
      '{ element(symbol: "Pu") { crystalCount crystals { nodes { id } emptyReason { code message } } } }',
    );
    expect(element).toEqual({
      crystalCount: 0,
      crystals: {
        nodes: [],
        emptyReason: { code: 'NO_MATCH', message: 'No crystal of the graph contains the element Pu.' },
      },
    });
  });

  test('a geometry leads to its motifs and crystals', async () => {
    const { geometry } = await service.data(`{
      geometry(symbol: "C:8") {
        name iupacSymbol iucrSymbol coordinationNumber crystalCount siteCount motifs { nodes { id } } crystals { nodes { id } }
      }
    }`);
    expect(geometry).toEqual({
      name: 'Cube',
      iupacSymbol: 'CU-8',
      iucrSymbol: '[8cb]',
      coordinationNumber: 8,
      crystalCount: 1,
      siteCount: 1,
      motifs: { nodes: [{ id: 'Ce-C:8' }] },
      crystals: { nodes: [{ id: 'fluorite-CeO2' }] },
    });
  });

  test('all reference geometries are listed, or those that occur', async () => {
    const { geometries, present } = await service.data(
      '{ geometries { symbol } present: geometries(present: true) { symbol crystalCount } }',
    );
    expect(geometries).toHaveLength(66);
    expect(present.map(({ symbol }: { symbol: string }) => symbol)).toContain('T:4');
    expect(present.every(({ crystalCount }: { crystalCount: number }) => crystalCount > 0)).toBe(true);
  });

  test('statistics count what is there', async () => {
    const { statistics } = await service.data(`{
      statistics {
        crystals motifs motifSites connections refused
        kinds: counts(by: CONNECTION_KIND) { value crystals }
        systems: counts(by: CRYSTAL_SYSTEM) { value crystals }
        spaceGroups: counts(by: SPACE_GROUP, first: 1) { value label }
        geometries: counts(by: GEOMETRY, first: 2) { value label crystals occurrences }
        refusals: counts(by: REFUSAL) { value crystals }
        datasets: counts(by: DATASET) { value crystals }
        versions: counts(by: ANALYSIS_VERSION) { value crystals }
      }
    }`);
    expect(statistics).toMatchObject({ crystals: 17, refused: 2 });
    expect(statistics.kinds.map(({ value }: { value: string }) => value).sort()).toEqual(['CORNER', 'EDGE', 'FACE']);
    expect(statistics.systems).toContainEqual({ value: 'HEXAGONAL', crystals: 1 });
    expect(statistics.spaceGroups[0].label).toMatch(/^[PABCIFR][-\d]/);
    expect(statistics.geometries[0]).toMatchObject({ value: 'O:6', label: 'Octahedron' });
    expect(statistics.geometries[0].occurrences).toBeGreaterThan(statistics.geometries[1].occurrences);
    expect(statistics.refusals).toEqual(
      expect.arrayContaining([
        { value: 'NO_ANION', crystals: 1 },
        { value: 'DISORDERED', crystals: 1 },
      ]),
    );
    expect(statistics.versions).toEqual([{ value: ANALYSIS_VERSION, crystals: 17 }]);
    expect(statistics.datasets).toContainEqual({ value: 'sample', crystals: 16 });
  });

  test('facets are values that filters take', async () => {
    const { systems, motifs } = await service.data(`{
      systems: facet(field: CRYSTAL_SYSTEM) { value crystals }
      motifs: facet(field: MOTIF, first: 3) { value crystals occurrences }
    }`);
    for (const { value, crystals } of systems) {
      expect(await idsOf(service, `{ crystalSystems: ${value} }`)).toHaveLength(crystals);
    }
    expect(motifs).toHaveLength(3);
    for (const { value, crystals } of motifs) {
      expect(await idsOf(service, `{ motifs: "${value}" }`)).toHaveLength(crystals);
    }
  });

  test('the service tells its limits and the codes of its errors', async () => {
    const { value } = (
      await service.data(
        '{ service { version analysisVersion limits { name value meaning } errorCodes { code meaning } } }',
      )
    ).service.limits.find(({ name }: { name: string }) => name === 'pageSize');
    expect(value).toBe(1000);
  });
});
