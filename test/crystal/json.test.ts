import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../../src/crystal/crystal.js';
import { readStructures } from '../../src/crystal/read.js';
import { positions, read, refusalOf } from './texts.js';

const SITES = [
  { species: [{ element: 'Mg', occu: 1 }], abc: [0, 0, 0], xyz: [0, 0, 0], label: 'Mg1', properties: {} },
  { species: [{ element: 'O', occu: 1.0 }], abc: [0.5, 0.5, 0.5], xyz: [2.1, 2.1, 2.1], label: 'O1', properties: {} },
];
const MATRIX = [
  [4.2, 0, 0],
  [0, 4.2, 0],
  [0, 0, 4.2],
];
/** As pymatgen 2026.10.24 writes it. */
const STRUCTURE = {
  '@module': 'pymatgen.core.structure',
  '@class': 'Structure',
  charge: 0,
  lattice: {
    matrix: MATRIX,
    pbc: [true, true, true],
    a: 4.2,
    b: 4.2,
    c: 4.2,
    alpha: 90,
    beta: 90,
    gamma: 90,
    volume: 74.088,
  },
  properties: {},
  sites: SITES,
};
const ATTRIBUTES = {
  lattice_vectors: MATRIX,
  cartesian_site_positions: [
    [0, 0, 0],
    [2.1, 2.1, 2.1],
  ],
  species_at_sites: ['Mg', 'O'],
  species: [
    { name: 'Mg', chemical_symbols: ['Mg'], concentration: [1.0] },
    { name: 'O', chemical_symbols: ['O'], concentration: [1.0] },
  ],
  dimension_types: [1, 1, 1],
  nsites: 2,
  structure_features: [],
};
const ENTRY = { id: 'odbx/1', type: 'structures', attributes: ATTRIBUTES };

const readJson = (json: unknown): ReturnType<typeof read> => read(JSON.stringify(json), 'x.json');
const refusal = (json: unknown): ReturnType<typeof refusalOf> => refusalOf(JSON.stringify(json), 'x.json');
const ids = (results: readonly ReadResult[]): string[] =>
  results.map((result) => (result.ok ? result.crystal.id : result.id));

describe('JSON of a pymatgen Structure', () => {
  it('gives lattice, sites and labels', () => {
    const { crystal } = readJson(STRUCTURE);
    expect(crystal).toMatchObject({
      id: 'x',
      labels: ['Mg1', 'O1'],
      provenance: { file: 'x.json', format: 'pymatgen' },
    });
    expect([...crystal.lattice]).toEqual(MATRIX.flat());
    expect([...crystal.atomicNumbers]).toEqual([12, 8]);
    expect(positions(crystal)[1]).toEqual([0.5, 0.5, 0.5]);
    expect(crystal.oxidationStates).toBeUndefined();
  });

  it('gives oxidation states', () => {
    const sites = SITES.map((site, index) => ({
      ...site,
      species: [{ ...site.species[0], oxidation_state: index === 0 ? 2 : -2 }],
    }));
    expect([...readJson({ ...STRUCTURE, sites }).crystal.oxidationStates!]).toEqual([2, -2]);
    const charged = SITES.map((site, index) => ({
      ...site,
      species: [{ element: index === 0 ? 'Mg2+' : 'O2-', occu: 1 }],
    }));
    expect([...readJson({ ...STRUCTURE, sites: charged }).crystal.oxidationStates!]).toEqual([2, -2]);
  });

  it('may have lengths and angles alone, Cartesian coordinates alone, and no labels', () => {
    const lattice = { a: 4.2, b: 4.2, c: 4.2, alpha: 90, beta: 90, gamma: 90 };
    const sites = SITES.map(({ species, xyz }) => ({ species, xyz }));
    const { crystal } = readJson({ lattice, sites });
    expect(positions(crystal)[1]).toEqual([0.5, 0.5, 0.5]);
    expect(crystal.labels).toEqual(['Mg', 'O']);
  });

  it('may stand in a document, or in a list', () => {
    expect(readJson({ material_id: 'mp-1265', structure: STRUCTURE }).crystal.id).toBe('x');
    const list = [
      { material_id: 'mp-1265', structure: STRUCTURE },
      STRUCTURE,
      { task_id: 'mp-1265', structure: STRUCTURE },
    ];
    expect(ids(readStructures(JSON.stringify(list), { file: 'x.json' }))).toEqual(['x:mp-1265', 'x:2', 'x:mp-1265#2']);
  });

  it.each([
    ['a molecule', { ...STRUCTURE, lattice: undefined }, 'NO_CELL', 'The structure has no lattice: it is a molecule.'],
    [
      'no structure',
      { a: 1 },
      'NO_STRUCTURE',
      'The JSON is not a pymatgen Structure: "lattice" and "sites" are missing.',
    ],
    ['an empty list', [], 'NO_STRUCTURE', 'The file holds no structure.'],
    ['no sites', { ...STRUCTURE, sites: [] }, 'NO_STRUCTURE', 'The structure has no atoms.'],
    [
      'a flat lattice',
      { ...STRUCTURE, lattice: { matrix: [MATRIX[0], MATRIX[1], [1, 1, 0]] } },
      'NO_CELL',
      'The basis vectors span no volume.',
    ],
    [
      'an unknown element',
      { ...STRUCTURE, sites: [{ ...SITES[0], species: [{ element: 'X', occu: 1 }] }] },
      'UNKNOWN_ELEMENT',
      '"X" of site Mg1 is not an element.',
    ],
  ])('is refused with %s', (_, json, code, message) => {
    expect(refusal(json)).toEqual({ code, message, file: 'x.json' });
  });

  it.each([
    ['sites[0].abc', { ...STRUCTURE, sites: [{ ...SITES[0], abc: [0, 0] }] }],
    ['sites[1].abc[2]', { ...STRUCTURE, sites: [SITES[0], { ...SITES[1], abc: [0, 0, 'x'] }] }],
    ['sites[0].species[0].element', { ...STRUCTURE, sites: [{ ...SITES[0], species: [{ occu: 1 }] }] }],
    ['sites[0]', { ...STRUCTURE, sites: [{ species: SITES[0]!.species }] }],
    ['lattice', { ...STRUCTURE, lattice: { matrix: [1, 2, 3] } }],
  ])('is refused with the path of what is wrong: %s', (path, json) => {
    const { code, message } = refusal(json);
    expect(code).toBe('SYNTAX');
    expect(message.startsWith(`The JSON is not a pymatgen Structure: ${path}: `)).toBe(true);
  });

  it('that is broken is refused with its line', () => {
    const text = JSON.stringify(STRUCTURE, undefined, 1).replace('"charge": 0,', '"charge": 0');
    expect(refusalOf(text, 'x.json')).toMatchObject({ code: 'SYNTAX', line: 5 });
    expect(refusalOf('{"lattice": ', 'x.json')).toMatchObject({ code: 'SYNTAX' });
  });
});

describe('OPTIMADE', () => {
  it.each([
    ['a response with one structure', { data: ENTRY, meta: {} }],
    ['a response with a list of one', { data: [ENTRY], meta: {} }],
    ['an entry', ENTRY],
    ['attributes alone', ATTRIBUTES],
  ])('%s is read', (_, json) => {
    const { crystal } = readJson(json);
    expect(crystal).toMatchObject({ id: 'x', labels: ['Mg', 'O'], provenance: { format: 'optimade' } });
    expect([...crystal.atomicNumbers]).toEqual([12, 8]);
    expect(positions(crystal)[1]).toEqual([0.5, 0.5, 0.5]);
  });

  it('gives one crystal for each entry, and refuses them one by one', () => {
    const bad = { ...ENTRY, id: 'odbx/2', attributes: { ...ATTRIBUTES, lattice_vectors: null } };
    const results = readStructures(JSON.stringify({ data: [ENTRY, bad] }), { file: 'x.json' });
    expect(ids(results)).toEqual(['x:odbx/1', 'x:odbx/2']);
    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
  });

  it.each([
    ['no data', { data: [], lattice_vectors: [] }, 'NO_STRUCTURE', 'The OPTIMADE response holds no structure.'],
    ['no lattice', { ...ATTRIBUTES, lattice_vectors: null }, 'NO_CELL', 'The structure has no lattice_vectors.'],
    [
      'two dimensions',
      { ...ATTRIBUTES, dimension_types: [1, 1, 0] },
      'NO_CELL',
      'The structure is periodic in 2 dimensions, not three.',
    ],
    [
      'fewer species than positions',
      { ...ATTRIBUTES, species_at_sites: ['Mg'] },
      'SYNTAX',
      'species_at_sites has 1 entries, but there are 2 positions.',
    ],
    [
      'a species that is not described',
      { ...ATTRIBUTES, species_at_sites: ['Mg', 'S'] },
      'SYNTAX',
      'The species "S" of species_at_sites is not among species.',
    ],
    [
      'an unknown element',
      { ...ATTRIBUTES, species: [{ name: 'Mg', chemical_symbols: ['X'], concentration: [1] }, ATTRIBUTES.species[1]] },
      'UNKNOWN_ELEMENT',
      '"X" of species "Mg" is not an element.',
    ],
  ])('with %s is refused', (_, json, code, message) => {
    expect(refusal(json)).toEqual({ code, message, file: 'x.json' });
  });

  it('is refused with the path of what is wrong', () => {
    const { message } = refusal({
      ...ATTRIBUTES,
      cartesian_site_positions: [
        [0, 0, 0],
        [1, 2],
      ],
    });
    expect(message).toMatch(/^The JSON is not an OPTIMADE structure: cartesian_site_positions\[1\]: /);
  });
});
