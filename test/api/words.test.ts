/** What people type finds what they mean, or the error says what would. */
import { describe, expect, test } from 'vitest';
import { idsOf, serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

describe('in filters', () => {
  test.each([
    ['elements: ["titanium"]', 'elements: ["Ti"]'],
    ['anyElements: ["Aluminum", "aluminium"]', 'anyElements: ["Al"]'],
    ['centreElements: ["Silicon"]', 'centreElements: ["Si"]'],
    ['chemicalSystems: "Oxygen-titanium"', 'chemicalSystems: "O-Ti"'],
    ['geometries: ["octahedron"]', 'geometries: ["O:6"]'],
    ['anyGeometries: ["Tetrahedra"]', 'anyGeometries: ["T:4"]'],
    ['anyGeometries: ["tetrahedral", "OC-6"]', 'anyGeometries: ["T:4", "O:6"]'],
    ['anyGeometries: ["[6o]"]', 'anyGeometries: ["O:6"]'],
    ['sites: { some: { geometries: "cuboctahedron" } }', 'sites: { some: { geometries: "C:12" } }'],
    ['motifs: ["TiO6", "Sr-C:12"]', 'motifs: ["Ti-O:6", "Sr-C:12"]'],
    ['anyMotifs: ["TiO₆"]', 'anyMotifs: ["Ti-O:6"]'],
    ['anyMotifs: ["Ti-O:6[O6]"]', 'anyMotifs: ["Ti-O:6"]'],
    ['sites: { some: { motifs: "SiO4" } }', 'sites: { some: { motifs: "Si-T:4" } }'],
    ['formulas: "TiO₂"', 'formulas: "TiO2"'],
    ['spaceGroupSymbols: "P4₂/mnm"', 'spaceGroupSymbols: "P4_2/mnm"'],
    ['spaceGroupSymbols: "Fd3̄m"', 'spaceGroupSymbols: "Fd-3m"'],
    ['spaceGroupSymbols: "F d −3 m"', 'spaceGroupSymbols: "Fd-3m"'],
    ['spaceGroupSymbols: "R3̅c"', 'spaceGroupSymbols: "R-3c"'],
  ])('%s finds what %s does', async (typed, usual) => {
    const expected = await idsOf(service, `{ ${usual} }`);
    expect(expected.length).toBeGreaterThan(0);
    expect(await idsOf(service, `{ ${typed} }`)).toEqual(expected);
  });

  test('a symbol with characters that are not known is that of no group', async () => {
    const answer = await service.ask('{ crystals(filter: { spaceGroupSymbols: "P∗1" }) { totalCount } }');
    expect(answer.errors[0]).toMatchObject({ extensions: { code: 'BAD_SPACE_GROUP' } });
  });

  test.each([
    ['elements: ["titanum"]', 'Did you mean titanium (Ti)?'],
    ['elements: ["TI"]', 'Did you mean Ti?'],
    ['geometries: ["octohedron"]', 'Did you mean O:6 (octahedron)?'],
    ['geometries: ["X:6"]', 'O:6 (Octahedron)'],
  ])('%s: the error says what would find something', async (filter, hint) => {
    const answer = await service.ask(`{ crystals(filter: { ${filter} }) { totalCount } }`);
    expect(answer.errors[0]!.message).toContain(hint);
  });
});

describe('in place of ids', () => {
  test.each([
    ['crystal(id: "rutile") { id }', 'Did you mean rutile-TiO2?'],
    ['crystal(id: "Perovskite") { id }', 'perovskite-BaTiO3, perovskite-CaTiO3, perovskite-SrTiO3'],
    ['motif(id: "Ti-O:6[O6]") { id }', 'Did you mean Ti-O:6?'],
    ['motif(id: "MnO6") { id }', 'Did you mean Mn-O:6, '],
  ])('%s: the error says what there is', async (field, hint) => {
    expect((await service.ask(`{ ${field} }`)).errors[0]!.message).toContain(hint);
  });

  test.each([
    ['element(symbol: "Titanium") { symbol }', { element: { symbol: 'Ti' } }],
    ['geometry(symbol: "octahedra") { symbol }', { geometry: { symbol: 'O:6' } }],
  ])('%s', async (field, data) => {
    expect(await service.data(`{ ${field} }`)).toEqual(data);
  });
});
