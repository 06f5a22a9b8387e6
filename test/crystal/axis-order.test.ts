import { describe, expect, it } from 'vitest';
import { type AxisOrder, axisOrder, wyckoffsIn } from '../../src/crystal/axis-order.js';
import type { Crystal } from '../../src/crystal/crystal.js';
import { lengthsOf } from '../../src/crystal/lattice.js';
import { loadMoyo } from '../../src/crystal/moyo.js';
import { findSymmetry, type Symmetry } from '../../src/crystal/symmetry.js';
import { determinant, inverse, rowsTimesMatrix } from '../../src/crystal/vectors.js';
import { supercell, withCoordinates } from '../motif/crystals.js';
import { cellText, cifText, read } from './texts.js';

const ORTHORHOMBIC = Array.from({ length: 59 }, (_, i) => 16 + i);

const ORDERS = ['0,1,2', '0,2,1', '1,0,2', '1,2,0', '2,0,1', '2,1,0'];

/** Orders that a group leaves free: those that are chosen where the file has its axes so. */
function freeOrders(spaceGroupNumber: number): string[] {
  return ordersOf(spaceGroupNumber).map(String);
}

function ordersOf(spaceGroupNumber: number): AxisOrder[] {
  const standard = Float64Array.of(5, 0, 0, 0, 6, 0, 0, 0, 7);
  return ORDERS.flatMap((order) => {
    const given = Float64Array.from(
      order.split(',').flatMap((axis) => [...standard.subarray(3 * +axis, 3 * +axis + 3)]),
    );
    const chosen = axisOrder(standard, given, spaceGroupNumber);
    return chosen.join() === order ? [chosen] : [];
  });
}

describe('the axes that a symbol leaves free', () => {
  it('are those that make no other symbol in the list of settings', () => {
    for (const number of ORTHORHOMBIC) {
      // Icab is Ibca, and Immb Imma, with another origin.
      if (number === 73 || number === 74) continue;
      const entries = loadMoyo().hall_symbol_entries_from_number(number);
      const symbols = new Set(entries.map(({ hm_full }) => hm_full));
      expect([number, freeOrders(number).length * symbols.size]).toEqual([number, 6]);
    }
  });

  it.each([
    ['P222', 16, ORDERS],
    ['P222_1', 17, ['0,1,2', '1,0,2']],
    ['Pmmn', 59, ['0,1,2', '1,0,2']],
    ['Pbca', 61, ['0,1,2', '1,2,0', '2,0,1']],
    ['Pnma', 62, ['0,1,2']],
    ['Ccce', 68, ['0,1,2', '1,0,2']],
    ['Fddd', 70, ORDERS],
    ['Ibca', 73, ORDERS],
    ['Imma', 74, ['0,1,2', '1,0,2']],
  ])('of %s', (_symbol, number, expected) => {
    expect(freeOrders(number)).toEqual(expected);
  });
});

function crystal(cell: readonly [number, number, number], spaceGroup: string, atoms: string): Crystal {
  return read(
    cifText({ cell: cellText(...cell, 90, 90, 90), symmetry: `_space_group_name_H-M_alt '${spaceGroup}'`, atoms }),
  ).crystal;
}

function symmetryOf(some: Crystal): Symmetry {
  const found = findSymmetry(some);
  if (!found.ok) throw new Error(found.refusal.message);
  return found.symmetry;
}

/** In basis vectors that are whole-number combinations of its own, and make the same cell. */
function inAxes(base: Crystal, axes: readonly number[]): Crystal {
  return withCoordinates(base, rowsTimesMatrix(axes, base.lattice), rowsTimesMatrix(base.fractional, inverse(axes)));
}

const lengths = (some: Crystal) => lengthsOf(symmetryOf(some).conventional).map((x) => Number(x.toFixed(3)));
const positionsOf = (some: Crystal) =>
  symmetryOf(some).orbits.map(({ wyckoff, siteSymmetry }) => `${wyckoff} ${siteSymmetry}`);
/** a or b, which the origin tells apart. */
const BRIDGE = expect.stringMatching(/^[ab] mm2$/);

/** Shcherbinaite (R. Enjalbert and J. Galy, Acta Cryst. C 42, 1467 (1986)), moved to the other origin. */
const V2O5 = crystal(
  [11.512, 3.564, 4.368],
  'P m m n :2',
  'V1 V 0.39882 0.25 0.8917\nO1 O 0.3957 0.25 0.531\nO2 O 0.0689 0.75 0.003\nO3 O 0.25 0.25 0.001',
);
const BROOKITE = crystal(
  [9.174, 5.449, 5.138],
  'P b c a',
  'Ti1 Ti 0.1289 0.0972 0.8628\nO1 O 0.0095 0.1491 0.1835\nO2 O 0.2314 0.111 0.5366',
);
const PMMM = [
  'Ti1 Ti 0 0 0',
  'Mg1 Mg 0.21 0 0',
  'O1 O 0 0.23 0.5',
  'S1 S 0.27 0.31 0',
  'N1 N 0.41 0 0.29',
  'F1 F 0.5 0.37 0.19',
].join('\n');
const FDDD = 'Ti1 Ti 0.125 0.125 0.125\nMg1 Mg 0.37 0.125 0.125\nO1 O 0.3 0.21 0.06';

describe('the conventional cell', () => {
  it.each([
    ['V2O5', V2O5, [11.512, 3.564, 4.368]],
    ['V2O5 with a and b exchanged', inAxes(V2O5, [0, 1, 0, 1, 0, 0, 0, 0, -1]), [3.564, 11.512, 4.368]],
    ['brookite', BROOKITE, [9.174, 5.449, 5.138]],
    ['brookite with b first', inAxes(BROOKITE, [0, 1, 0, 0, 0, 1, 1, 0, 0]), [5.449, 5.138, 9.174]],
    ['a crystal of Pmmm', crystal([9.1, 7.2, 8.3], 'P m m m', PMMM), [9.1, 7.2, 8.3]],
    ['a crystal of Fddd', crystal([9.1, 15.2, 11.3], 'F d d d :2', FDDD), [9.1, 15.2, 11.3]],
  ])('has the axes of the file, of %s', (_name, some, expected) => {
    expect(lengths(some)).toEqual(expected);
    expect(lengths(supercell(some, [2, 3, 1]))).toEqual(expected);
    const { conventional } = symmetryOf(some);
    expect(determinant(conventional)).toBeGreaterThan(0);
    expect(
      [...rowsTimesMatrix(some.lattice, inverse(conventional))].map((x) => Math.round(x * 1e6) / 1e6 || 0),
    ).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('has the shortest axes first where those of the file are of no such cell', () => {
    const skew = [1, 0, 0, 1, 1, 0, 0, 0, 1];
    for (const some of [V2O5, inAxes(V2O5, [0, 1, 0, 1, 0, 0, 0, 0, -1])]) {
      expect(lengths(inAxes(some, skew))).toEqual([3.564, 11.512, 4.368]);
      expect(positionsOf(inAxes(some, skew))).toEqual(['e m..', 'e m..', 'e m..', BRIDGE]);
    }
    // The symbol tells the axes of Pbca apart in one of two senses.
    expect(lengths(inAxes(BROOKITE, skew))).toEqual([5.138, 9.174, 5.449]);
    expect(lengths(inAxes(crystal([9.1, 15.2, 11.3], 'F d d d :2', FDDD), skew))).toEqual([9.1, 11.3, 15.2]);
  });

  it('has the axes that the symbol names, however long', () => {
    const olivine = 'Mg1 Mg 0 0 0\nSi1 Si 0.0945 0.25 0.4263\nO1 O 0.0916 0.25 0.7656\nO2 O 0.4475 0.25 0.2215';
    expect(lengths(crystal([10.19, 5.98, 4.75], 'P n m a', olivine))).toEqual([10.19, 5.98, 4.75]);
  });
});

describe('Wyckoff letters and site symmetries', () => {
  it('are renamed with the axes, in every group', () => {
    for (const number of ORTHORHOMBIC) {
      const entries = loadMoyo().hall_symbol_entries_from_number(number);
      const { hall_number } = entries.find(({ setting }) => setting.startsWith('2')) ?? entries[0]!;
      const symmetryOfLetter = new Map(
        loadMoyo()
          .wyckoff_positions(hall_number)
          .map(({ letter, site_symmetry }) => [letter, site_symmetry]),
      );
      for (const order of ordersOf(number)) {
        const renamed = wyckoffsIn(order, number, hall_number);
        const letters = [...renamed.values()].map(({ wyckoff }) => wyckoff);
        expect(letters.toSorted()).toEqual([...symmetryOfLetter.keys()].toSorted());
        for (const [letter, { wyckoff, siteSymmetry }] of renamed) {
          expect(siteSymmetry).toBe(symmetryOfLetter.get(wyckoff));
          const parts = symmetryOfLetter.get(letter)!.match(/2\/m|[.2m]/g) ?? [];
          const expected =
            parts.length === 3 ? order.map((from) => parts[from]).join('') : symmetryOfLetter.get(letter);
          expect(`${number} ${letter} ${siteSymmetry}`).toBe(`${number} ${letter} ${expected}`);
        }
      }
    }
  });

  it('are those of the axes', () => {
    expect(positionsOf(V2O5)).toEqual(['f .m.', 'f .m.', 'f .m.', BRIDGE]);
    expect(positionsOf(inAxes(V2O5, [0, 1, 0, 1, 0, 0, 0, 0, -1]))).toEqual(['e m..', 'e m..', 'e m..', BRIDGE]);
    expect(positionsOf(supercell(V2O5, [3, 3, 1]))).toEqual(['f .m.', 'f .m.', 'f .m.', BRIDGE]);
  });

  it.each([
    [9.1, 7.2, 8.3],
    [7.2, 8.3, 9.1],
    [9.1, 8.3, 7.2],
  ])('of Pmmm with axes of %d, %d and %d Å', (a, b, c) => {
    expect(positionsOf(crystal([a, b, c], 'P m m m', PMMM)).map((p) => p.split(' ')[1])).toEqual([
      'mmm',
      '2mm',
      'm2m',
      '..m',
      '.m.',
      'm..',
    ]);
  });
});
