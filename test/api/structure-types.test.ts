/** Prototypes, structure types and minerals in the service. */
import { expect, test } from 'vitest';
import { analysedSample, sourceOf } from '../graph/analysed.js';
import { idsOf, serveFilledGraph } from './support.js';

const { graph, service } = await serveFilledGraph();
const perovskites = await analysedSample(['perovskite-BaTiO3', 'bridgmanite-MgSiO3', 'anatase-TiO2']);
await graph.store.write(perovskites, perovskites.map(sourceOf));

test('are fields and filters of crystals', async () => {
  expect(await idsOf(service, '{ minerals: ["bridgmanite"] }')).toEqual(['bridgmanite-MgSiO3']);
  expect(await idsOf(service, '{ structureTypes: ["perovskite (GdFeO3-type)"] }')).toContain('bridgmanite-MgSiO3');
  const family = await idsOf(service, '{ structureFamilies: ["perovskite"] }');
  expect(family).toEqual(expect.arrayContaining(['bridgmanite-MgSiO3', 'perovskite-BaTiO3']));
  expect(await idsOf(service, '{ prototypes: ["A2B_tI12_141_e_a"] }')).toEqual(['anatase-TiO2']);
  const { crystal } = await service.data(
    '{ crystal(id: "anatase-TiO2") { prototype structureType structureFamily mineral } }',
  );
  expect(crystal).toEqual({
    prototype: 'A2B_tI12_141_e_a',
    structureType: 'anatase',
    structureFamily: 'anatase',
    mineral: 'anatase',
  });
});

test('are counted', async () => {
  const query = `{
    minerals: facet(field: MINERAL, first: 100) { value crystals }
    families: facet(field: STRUCTURE_FAMILY, first: 100) { value crystals }
    statistics { counts(by: PROTOTYPE, first: 1) { crystals } }
  }`;
  const { minerals, families, statistics } = await service.data(query);
  expect(minerals).toContainEqual({ value: 'bridgmanite', crystals: 1 });
  const perovskite = families.find(({ value }: { value: string }) => value === 'perovskite');
  expect(perovskite.crystals).toBeGreaterThanOrEqual(2);
  expect(statistics.counts).toHaveLength(1);
});

test('are found by words', async () => {
  const { search } = await service.data(
    '{ search(text: "anatase", first: 1) { name item { ... on Crystal { id } } } }',
  );
  expect(search).toEqual([{ name: 'anatase-TiO2', item: { id: 'anatase-TiO2' } }]);
});
