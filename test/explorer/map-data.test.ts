/** What the search and the legends of the map mean. */
import { describe, expect, test } from 'vitest';
import { clusterSwatches, gapCounts, onlyTest } from '../../explorer/src/views/map/colouring.js';
import { byId, type CrystalData, geometriesOf, type MotifData } from '../../explorer/src/views/map/data.js';
import { prototypesOf } from '../../explorer/src/views/map/prototypes.js';
import { searchTest } from '../../explorer/src/views/map/search.js';

const GROUPS = new Map([
  [221, 'Pm-3m'],
  [136, 'P4_2/mnm'],
  [141, 'I4_1/amd'],
  [154, 'P3_221'],
]);
const CRYSTALS: CrystalData = {
  of: 'crystals',
  total: 5,
  ids: ['mp-10186', 'mp-5229', 'mp-2657', 'mp-4820', 'mp-7000'],
  points: { x: [0, 1, 10, 20, 21], y: [0, 0, 10, 20, 20] },
  cluster: [0, 0, 1, null, 2],
  clusters: [
    { cluster: 0, size: 2, geometry: 'O:6', share: 1 },
    { cluster: 1, size: 1, geometry: 'O:6', share: 1 },
    { cluster: 2, size: 1, geometry: 'T:4', share: 1 },
  ],
  geometry: ['C:12', 'C:12', 'O:6', 'DD:20', 'T:4'],
  element: ['Ca', 'Sr', 'Ti', 'Zr', 'Si'],
  formula: ['CaTiO3', 'SrTiO3', 'TiO2', 'ZrSiO4', 'SiO2'],
  anonymousFormula: ['ABC3', 'ABC3', 'AB2', 'ABC4', 'AB2'],
  spaceGroup: [221, 221, 136, 141, 154],
  spaceGroups: GROUPS,
  motifIds: ['Ca-C:12', 'Sr-C:12', 'Ti-O:6', 'Zr-DD:20', 'Si-T:4'],
  motifs: [[0, 2], [1, 2], [2], [3, 4], [4]],
  gap: [1.9, 1.8, 1.7, null, 5.9],
  model: 'a model',
};
const MOTIFS: MotifData = {
  of: 'motifs',
  source: 'oxides',
  leastCrystals: 10,
  ids: ['Ti-O:6', 'Ti-S:5', 'Si-T:4'],
  points: { x: [0, 1, 2], y: [0, 1, 2] },
  cluster: [0, 0, 1],
  clusters: [],
  geometry: ['O:6', 'S:5', 'T:4'],
  element: ['Ti', 'Ti', 'Si'],
  count: [800, 100, 900],
  present: new Set(['Ti-O:6']),
};

function found(text: string, data: CrystalData | MotifData = CRYSTALS): string[] | null {
  const test = searchTest(data, text, GROUPS);
  return test === null ? null : data.ids.filter((_, index) => test(index));
}

describe('the search', () => {
  test.each([
    ['Ti', ['mp-10186', 'mp-5229', 'mp-2657']],
    ['Ti Sr', ['mp-5229']],
    ['TiO6', ['mp-10186', 'mp-5229', 'mp-2657']],
    ['Ti-O:6', ['mp-10186', 'mp-5229', 'mp-2657']],
    ['sio4', ['mp-4820', 'mp-7000']],
    ['TiO2', ['mp-2657']],
    ['O3SrTi', ['mp-5229']],
    ['ABC3', ['mp-10186', 'mp-5229']],
    ['O–Sr–Ti', ['mp-5229']],
    ['mp-2657', ['mp-2657']],
    ['Pm-3m', ['mp-10186', 'mp-5229']],
    ['P42/mnm', ['mp-2657']],
    ['octahedra', ['mp-10186', 'mp-5229', 'mp-2657']],
    ['Pm-3m Ca', ['mp-10186']],
    ['Nb', []],
  ])('%s', (text, ids) => {
    expect(found(text)).toEqual(ids);
  });

  test('of nothing finds all', () => {
    expect(found('  ')).toBeNull();
  });

  test('finds motifs by element, formula, shape and id', () => {
    expect(found('Ti', MOTIFS)).toEqual(['Ti-O:6', 'Ti-S:5']);
    expect(found('TiO6', MOTIFS)).toEqual(['Ti-O:6']);
    expect(found('tetrahedron', MOTIFS)).toEqual(['Si-T:4']);
    expect(found('S:5', MOTIFS)).toEqual(['Ti-S:5']);
  });
});

describe('an entry of a legend', () => {
  const lit = (...[by, only]: [Parameters<typeof onlyTest>[1], string]) => {
    const test = onlyTest(CRYSTALS, by, only);
    return test === null ? null : CRYSTALS.ids.map((_, index) => index).filter(test);
  };

  test('is a shape, or all without a colour of their own', () => {
    expect(lit('shape', 'C:12')).toEqual([0, 1]);
    expect(lit('shape', 'others')).toEqual([3]);
  });

  test('is elements, or groups of them', () => {
    expect(lit('element', 'Ti,Si')).toEqual([2, 4]);
    expect(lit('element', 'alkaline-earth')).toEqual([0, 1]);
    expect(lit('element', 'alkaline-earth,Zr')).toEqual([0, 1, 3]);
  });

  test('is a cluster, or none', () => {
    expect(lit('cluster', '0')).toEqual([0, 1]);
    expect(lit('cluster', 'none')).toEqual([3]);
  });

  test('is a range of gaps', () => {
    expect(lit('gap', '1.75..1.9')).toEqual([0, 1]);
    expect(lit('gap', '2..')).toEqual([4]);
    expect(lit('gap', 'wide')).toBeNull();
  });
});

test('neighbouring clusters differ in colour', () => {
  const swatches = clusterSwatches(CRYSTALS);
  expect(new Set(swatches.values()).size).toBe(3);
  // 40 clusters in a row, of which each has to differ from those beside it.
  const places = Array.from({ length: 40 }, (_, place) => place);
  const row = clusterSwatches({
    ...CRYSTALS,
    points: { x: places, y: places.map(() => 0) },
    cluster: places,
    clusters: places.map((cluster) => ({ cluster, size: 1, geometry: null, share: 1 })),
  });
  for (const place of places.slice(1)) expect(row.get(place)).not.toBe(row.get(place - 1));
});

test('gaps are counted in bins; the last one holds the end', () => {
  expect(gapCounts([0, 0.4, null, 3.9, 4], 4, 4)).toEqual([2, 0, 0, 2]);
});

test('prototypes stand in the middle of their crystals', () => {
  const ids = Array.from({ length: 7 }, (_, n) => `c${n}`);
  const map: CrystalData = {
    ...CRYSTALS,
    ids,
    points: { x: [0, 1, 2, 90, 5, 5, 5], y: [0, 1, 2, 90, 5, 5, 5] },
    anonymousFormula: ids.map((_, n) => (n < 4 ? 'ABC3' : 'AB')),
    spaceGroup: ids.map((_, n) => (n < 4 ? 221 : 225)),
  };
  const [perovskites, rocksalts] = prototypesOf(map);
  expect(perovskites).toMatchObject({ anonymousFormula: 'ABC3', spaceGroup: 221, count: 4, x: 2, y: 2 });
  expect(rocksalts).toMatchObject({ anonymousFormula: 'AB', count: 3, x: 5, spread: 0 });
});

test('shapes of a crystal are those of its motifs', () => {
  expect(geometriesOf(CRYSTALS, 0)).toEqual(['C:12', 'O:6']);
  expect(geometriesOf(MOTIFS, 1)).toEqual(['S:5']);
});

test('rows stand by id, with numbers as numbers', () => {
  expect(byId(CRYSTALS, [0, 1, 2]).map((index) => CRYSTALS.ids[index])).toEqual(['mp-2657', 'mp-5229', 'mp-10186']);
});
