import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { volumeOf } from '../../src/crystal/lattice.js';
import { findSymmetry, type Symmetry } from '../../src/crystal/symmetry.js';
import { determinant, inverse, rowsTimesMatrix } from '../../src/crystal/vectors.js';
import { mapSites } from './map-sites.js';
import { primitiveCrystal } from './primitive-crystal.js';
import { cellText, cifText, RUTILE, read } from './texts.js';

const HEXAGONAL = "_symmetry_space_group_name_H-M 'P 63 m c'";
const CORUNDUM = cifText({
  cell: cellText(4.7589, 4.7589, 12.991, 90, 90, 120),
  symmetry: "_symmetry_space_group_name_H-M 'R -3 c'",
  atoms: 'Al1 Al 0 0 0.35216\nO1 O 0.30624 0 0.25',
});

/** Name, CIF, number, symbol, [letter, site symmetry, multiplicity in the primitive cell] of each orbit. */
const STRUCTURES: readonly (readonly [
  string,
  string,
  number,
  string,
  string,
  readonly (readonly [string, string, number])[],
])[] = [
  [
    'rutile',
    RUTILE,
    136,
    'P4_2/mnm',
    'tetragonal',
    [
      ['a', 'm.mm', 2],
      ['f', 'm.2m', 4],
    ],
  ],
  [
    'corundum',
    CORUNDUM,
    167,
    'R-3c',
    'trigonal',
    [
      ['c', '3.', 4],
      ['e', '.2', 6],
    ],
  ],
  [
    'rock salt',
    cifText({ cell: cellText(4.21, 4.21, 4.21, 90, 90, 90), symmetry: "_symmetry_space_group_name_H-M 'F m -3 m'" }),
    225,
    'Fm-3m',
    'cubic',
    [
      ['a', 'm-3m', 1],
      ['b', 'm-3m', 1],
    ],
  ],
  [
    'wurtzite',
    cifText({
      cell: cellText(3.25, 3.25, 5.207, 90, 90, 120),
      symmetry: HEXAGONAL,
      atoms: 'Zn1 Zn 0.3333 0.6667 0\nO1 O 0.3333 0.6667 0.3819',
    }),
    186,
    'P6_3mc',
    'hexagonal',
    [
      ['b', '3m.', 2],
      ['b', '3m.', 2],
    ],
  ],
  [
    'zirconia, baddeleyite',
    cifText({
      cell: cellText(5.1505, 5.2116, 5.3173, 90, 99.23, 90),
      symmetry: "_symmetry_space_group_name_H-M 'P 21/c'",
      atoms: 'Zr1 Zr 0.2754 0.0395 0.2083\nO1 O 0.07 0.3317 0.3447\nO2 O 0.4496 0.7569 0.4792',
    }),
    14,
    'P2_1/c',
    'monoclinic',
    [
      ['e', '1', 4],
      ['e', '1', 4],
      ['e', '1', 4],
    ],
  ],
];

function symmetryOf(crystal: Crystal, tolerance?: number): Symmetry {
  const result = findSymmetry(crystal, tolerance);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.symmetry;
}

/** The crystal with its cell repeated along the axes. */
function supercell(crystal: Crystal, [na, nb, nc]: readonly [number, number, number]): Crystal {
  const scale = [na, nb, nc];
  const images: number[][] = [];
  for (let i = 0; i < na; i++) for (let j = 0; j < nb; j++) for (let k = 0; k < nc; k++) images.push([i, j, k]);
  const sites = crystal.labels.flatMap((_, site) => images.map((image) => ({ site, image })));
  return {
    ...crystal,
    lattice: crystal.lattice.map((x, index) => x * scale[Math.floor(index / 3)]!),
    atomicNumbers: Uint8Array.from(sites, ({ site }) => crystal.atomicNumbers[site]!),
    fractional: Float64Array.from(
      sites.flatMap(({ site, image }) =>
        image.map((n, axis) => (crystal.fractional[3 * site + axis]! + n) / scale[axis]!),
      ),
    ),
    labels: sites.map(({ site }) => crystal.labels[site]!),
  };
}

describe.each(STRUCTURES)('%s', (_, text, number, symbol, crystalSystem, orbits) => {
  const { crystal } = read(text);
  const cells = [
    ['as given', crystal],
    ['in a supercell', supercell(crystal, [1, 2, 3])],
    ['in its primitive cell', primitiveCrystal(crystal, symmetryOf(crystal))],
  ] as const;

  it.each(cells)('has its space group and orbits, %s', (_cell, cell) => {
    const symmetry = symmetryOf(cell);
    expect(symmetry.spaceGroup).toEqual({ number, symbol, crystalSystem });
    expect(symmetry.orbits.map((orbit) => [orbit.wyckoff, orbit.siteSymmetry, orbit.multiplicity])).toEqual(orbits);
    expect(symmetry.orbits.map(({ orbit }) => orbit)).toEqual(orbits.map((_orbit, index) => index));
    const firsts = symmetry.orbits.map(({ sites }) => sites[0]!);
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
    for (const { orbit, sites } of symmetry.orbits) {
      for (const site of sites) expect(symmetry.orbitOf[site]).toBe(orbit);
    }
  });

  it.each(cells)('has operations that map it onto itself, %s', (_cell, cell) => {
    const symmetry = symmetryOf(cell);
    const { count, rotations, translations } = symmetry.operations;
    const sitesInPrimitive = symmetry.primitive.sites.length;
    const pointGroupOrder = (count * sitesInPrimitive) / cell.labels.length;
    expect(Number.isInteger(pointGroupOrder)).toBe(true);
    for (let operation = 0; operation < count; operation++) {
      const rotation = rotations.subarray(9 * operation, 9 * operation + 9);
      expect(Math.abs(determinant(rotation))).toBe(1);
      const { sites, images } = mapSites(cell, symmetry, operation);
      expect(new Set(sites).size).toBe(sites.length);
      for (let site = 0; site < sites.length; site++) {
        expect(cell.atomicNumbers[sites[site]!]).toBe(cell.atomicNumbers[site]);
        expect(symmetry.orbitOf[sites[site]!]).toBe(symmetry.orbitOf[site]);
        const difference = [0, 1, 2].map((row) => {
          let x = translations[3 * operation + row]!;
          for (let k = 0; k < 3; k++) x += rotation[3 * row + k]! * cell.fractional[3 * site + k]!;
          return x - cell.fractional[3 * sites[site]! + row]! - images[3 * site + row]!;
        });
        expect(Math.hypot(...rowsTimesMatrix(difference, cell.lattice))).toBeLessThan(0.02);
      }
    }
  });

  it.each(cells)('has a primitive cell whose vectors are translations of the crystal, %s', (_cell, cell) => {
    const { primitive } = symmetryOf(cell);
    const ratio = cell.labels.length / primitive.sites.length;
    expect(volumeOf(cell.lattice) / volumeOf(primitive.lattice)).toBeCloseTo(ratio, 8);
    // The cell's own vectors are whole combinations of the primitive ones.
    for (const x of rowsTimesMatrix(cell.lattice, inverse(primitive.lattice))) expect(x).toBeCloseTo(Math.round(x), 6);
    // A site and the one that it repeats differ by such a combination.
    cell.labels.forEach((_label, site) => {
      const repeated = primitive.sites[primitive.siteOf[site]!]!;
      const difference = [0, 1, 2].map((k) => cell.fractional[3 * site + k]! - cell.fractional[3 * repeated + k]!);
      for (const x of rowsTimesMatrix(rowsTimesMatrix(difference, cell.lattice), inverse(primitive.lattice))) {
        expect(Math.abs(x - Math.round(x))).toBeLessThan(1e-3);
      }
    });
  });
});

describe('the tolerance', () => {
  const distorted = cifText({
    cell: cellText(4, 4, 4, 90, 90, 90),
    atoms: 'Sr1 Sr 0 0 0\nTi1 Ti 0.5 0.5 0.501\nO1 O 0.5 0.5 0\nO2 O 0.5 0 0.5\nO3 O 0 0.5 0.5',
  });

  it('is 0.01 Å unless another one is asked for', () => {
    const { crystal } = read(distorted);
    expect(symmetryOf(crystal).spaceGroup.symbol).toBe('Pm-3m');
    expect(symmetryOf(crystal).tolerance).toBe(0.01);
    expect(symmetryOf(crystal, 1e-4).spaceGroup.symbol).toBe('P4mm');
  });
});

describe('a crystal without a space group', () => {
  it('is refused, and the next one is not harmed', () => {
    const { crystal } = read(RUTILE);
    const flat = { ...crystal, lattice: new Float64Array(9) };
    const result = findSymmetry(flat);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'SYMMETRY_FAILED', file: 'test.cif' } });
    expect(!result.ok && result.refusal.message).toMatch(
      /^No space group was found for test with a tolerance of 0.01 Å \(/,
    );
    expect(symmetryOf(crystal).spaceGroup.number).toBe(136);
  });
});
