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

  test.each([
    ['elements: ["titanium"], geometries: ["octahedra"]', 'elements: ["Ti"], geometries: ["O:6"]'],
    ['motif: "TiO6"', 'motif: "Ti-O:6"'],
    ['elements: "Ti", ligands: "oxygen"', 'elements: "Ti", ligands: "O"'],
  ])('a polyhedron of a pattern with %s is one with %s', async (typed, usual) => {
    const filter = (site: string) => `{ pattern: { sites: [{ name: "a", ${site} }] } }`;
    const expected = await idsOf(service, filter(usual));
    expect(expected.length).toBeGreaterThan(0);
    expect(await idsOf(service, filter(typed))).toEqual(expected);
  });

  test('motifs are connected to others by any notation', async () => {
    const count = async (motif: string) => {
      const { motifs } = await service.data(
        `{ motifs(filter: { connectedTo: { motif: "${motif}" } }) { totalCount } }`,
      );
      return motifs.totalCount;
    };
    expect(await count('Ti-O:6')).toBeGreaterThan(0);
    expect(await count('TiO₆')).toBe(await count('Ti-O:6'));
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
    ['motif(id: "MnO6") { id }', 'No crystal of the graph contains it.'],
    ['motif(id: "mnO6") { id }', 'Ids of motifs have the form Ti-O:6'],
  ])('%s: the error says what there is', async (field, hint) => {
    expect((await service.ask(`{ ${field} }`)).errors[0]!.message).toContain(hint);
  });

  test.each([
    ['element(symbol: "Titanium") { symbol }', { element: { symbol: 'Ti' } }],
    ['motif(id: "Ti-O:6[O6]") { id }', { motif: { id: 'Ti-O:6' } }],
    ['motif(id: "TiO₆") { id }', { motif: { id: 'Ti-O:6' } }],
    ['motifsById(ids: ["TiO6", "Ti-O:6"]) { id }', { motifsById: [{ id: 'Ti-O:6' }, { id: 'Ti-O:6' }] }],
    ['geometry(symbol: "octahedra") { symbol }', { geometry: { symbol: 'O:6' } }],
  ])('%s', async (field, data) => {
    expect(await service.data(`{ ${field} }`)).toEqual(data);
  });
});

describe('the reason why a list is empty', () => {
  test.each([
    ['pattern: { sites: [{ name: "a", elements: "O", csm: { max: 5 } }] }', 'pattern'],
    ['nets: { some: { elements: ["oxygen"], dimensionality: [2] } }', 'nets'],
    ['sites: { some: { elements: ["O"] } }', 'sites'],
  ])('%s: names the criterion, and says where anions are', async (filter, name) => {
    const { crystals } = await service.data(`{ crystals(filter: { ${filter} }) { emptyReason { message } } }`);
    expect(crystals.emptyReason.message).toBe(
      `No crystal of the graph meets \`${name}\`. Polyhedra have cations at their centres: O is an anion, one of their \`ligands\`.`,
    );
  });

  test('shows short values', async () => {
    const { crystals } = await service.data(
      '{ crystals(filter: { density: { min: 100 }, elements: "Pu", sites: { some: { elements: "Pu" } } }) { emptyReason { message } } }',
    );
    expect(crystals.emptyReason.message).toContain('density {"min":100}');
    expect(crystals.emptyReason.message).toContain('nor `sites`.');
  });
});
