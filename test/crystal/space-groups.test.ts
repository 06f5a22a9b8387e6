/** Every space group and setting, by every name, in a cell and with atoms that have exactly its symmetry. */
import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import type { Operation } from '../../src/crystal/formats/cif/operations.js';
import {
  operationsOf,
  type Setting,
  settingsOfHallSymbol,
  settingsOfNumber,
  settingsOfSymbol,
} from '../../src/crystal/formats/cif/space-group-table.js';
import { loadMoyo } from '../../src/crystal/moyo.js';
import { firstEnantiomorph } from '../../src/crystal/space-groups.js';
import { findSymmetry } from '../../src/crystal/symmetry.js';
import { determinant } from '../../src/crystal/vectors.js';
import { cellText, cifText, read, refusalOf, warningsOf } from './texts.js';

const NUMBERS = Array.from({ length: 230 }, (_, index) => index + 1);
const SETTINGS = NUMBERS.flatMap((number) => settingsOfNumber(number)).sort((a, b) => a.hall - b.hall);
const GENERAL_ATOMS = 'Ti1 Ti 0.1031 0.2347 0.3719\nO1 O 0.0423 0.4171 0.1533\nMg1 Mg 0.2609 0.0637 0.4481';

/** A cell that has the setting's symmetry and, but for special ratios, no more: the mean of a metric over the group. */
function cellOf(operations: readonly Operation[]): string {
  const generic = [1681, 84, -147, 84, 2521, 231, -147, 231, 3549].map((entry) => 16 * entry);
  const metric = Array<number>(9).fill(0);
  for (const { rotation } of operations) {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        for (let k = 0; k < 3; k++) {
          for (let l = 0; l < 3; l++) {
            metric[3 * i + j]! +=
              (rotation[3 * k + i]! * generic[3 * k + l]! * rotation[3 * l + j]!) / operations.length;
          }
        }
      }
    }
  }
  const [a, b, c] = [0, 4, 8].map((index) => Math.sqrt(metric[index]!)) as [number, number, number];
  const angle = (product: number): number => (Math.acos(product) * 180) / Math.PI;
  const angles = [metric[5]! / (b * c), metric[2]! / (a * c), metric[1]! / (a * b)].map(angle);
  return cellText(a, b, c, ...(angles.map((x) => Number(x.toFixed(10))) as [number, number, number]));
}

function cifOf(setting: Setting, symmetry: string): string {
  return cifText({ cell: cellOf(operationsOf(setting)), symmetry, atoms: GENERAL_ATOMS });
}

/** Sites as sorted texts, so that cells can be compared whatever their order. */
function sitesOf({ atomicNumbers, fractional }: Crystal): string[] {
  return Array.from(
    atomicNumbers,
    (z, site) => `${z} ${Array.from(fractional.subarray(3 * site, 3 * site + 3), (x) => (x % 1).toFixed(6))}`,
  ).sort();
}

/** x, y, z of an operation. */
function operationText({ rotation, translation }: Operation): string {
  return [0, 1, 2]
    .map((row) => {
      const terms = ['x', 'y', 'z'].map((axis, column) => {
        const factor = rotation[3 * row + column]!;
        return factor === 0 ? '' : `${factor < 0 ? '-' : '+'}${axis}`;
      });
      const twelfths = Math.round(translation[row]! * 24);
      return `${terms.join('')}${twelfths === 0 ? '' : `${twelfths < 0 ? '-' : '+'}${Math.abs(twelfths)}/24`}`;
    })
    .join(',');
}

describe('the table of settings', () => {
  it('has all 530', () => {
    expect(SETTINGS.map(({ hall }) => hall)).toEqual(Array.from({ length: 530 }, (_, index) => index + 1));
  });

  it.each(NUMBERS)('takes the standard setting of group %i first', (number) => {
    expect(settingsOfNumber(number)[0]!.hall).toBe(loadMoyo().space_group_type(number).hall_number);
  });

  it.each(SETTINGS)(
    'finds $hall, $symbol $choice, by its symbol with its choice, and by its Hall symbol',
    (setting) => {
      const { hall_symbol: hallSymbol } = loadMoyo().hall_symbol_entry(setting.hall);
      expect(settingsOfHallSymbol(hallSymbol)).toContainEqual(setting);
      expect(settingsOfSymbol(`${setting.symbol}:${setting.choice}`)).toContainEqual(setting);
      expect(settingsOfSymbol(setting.symbol)).toContainEqual(setting);
    },
  );

  it('knows nothing beyond', () => {
    for (const number of [0, 231, 1.5, Number.NaN, -2]) expect(settingsOfNumber(number)).toEqual([]);
    for (const symbol of ['', 'P 7', 'Fm3x', 'hexagonal', 'P 1 2 3 4 5']) expect(settingsOfSymbol(symbol)).toEqual([]);
    expect(settingsOfHallSymbol('P 5')).toEqual([]);
  });
});

describe('a CIF with a space group and no operations', () => {
  it.each(SETTINGS)('$hall: $symbol $choice gives the whole cell', (setting) => {
    const operations = operationsOf(setting);
    const choice = setting.choice === '' ? '' : ` :${setting.choice}`;
    const { crystal } = read(cifOf(setting, `_space_group_name_H-M_alt '${setting.symbol}${choice}'`));
    expect(crystal.atomicNumbers).toHaveLength(3 * operations.length);
    expect(operations.every(({ rotation }) => Math.abs(determinant(rotation)) === 1)).toBe(true);

    // The same by a list of operations.
    const list = ['loop_', '_space_group_symop_operation_xyz', ...operations.map((op) => `'${operationText(op)}'`)];
    expect(sitesOf(read(cifOf(setting, list.join('\n'))).crystal)).toEqual(sitesOf(crystal));

    const result = findSymmetry(crystal);
    expect(result.ok && result.symmetry.spaceGroup.number).toBe(setting.spaceGroup);
  });

  it.each(NUMBERS)('number %i gives the standard setting', (number) => {
    const [setting] = settingsOfNumber(number);
    const { crystal } = read(cifOf(setting!, `_space_group_IT_number ${number}`));
    const named = read(cifOf(setting!, `_space_group_name_H-M_alt '${setting!.symbol}:${setting!.choice}'`));
    expect(sitesOf(crystal)).toEqual(sitesOf(named.crystal));
  });
});

describe('spellings of a space group symbol', () => {
  it.each([
    ['P 21/c', 81],
    ['P21/c', 81],
    ['P2(1)/c', 81],
    ['P_21/c', 81],
    ['P 1 21/c 1', 81],
    ['p 1 2_1/c 1', 81],
    ['P 21/n', 82],
    ['P 1 1 21/b', 86],
    ['C 2/c', 90],
    ['C12/c1', 90],
    ['I 2/a', 92],
    ['B 1 1 2/b', 99],
    ['P b n m', 294],
    ['Pbnm', 294],
    ['P 21/n 21/m 21/a', 292],
    ['C m c a', 304],
    ['Cmce', 304],
    ['C m c e', 304],
    ['A b a 2', 203],
    ['A e a 2', 203],
    ['C c c a :1', 322],
    ['C c c a :2', 323],
    ['I 41/a m d S', 426],
    ['I 41/a m d Z', 427],
    ['I 41/a m d :1', 426],
    ['P 4/m 21/b 2/m', 406],
    ['R -3 c H', 460],
    ['R -3 c :H', 460],
    ['R -3 c HR', 460],
    ['R-3cH', 460],
    ['R -3 c :R', 461],
    ['R -3 c R', 461],
    ['R -3 2/c :H', 460],
    ['F d -3 m S', 525],
    ['F d -3 m Z', 526],
    ['F d -3 m :1', 525],
    ['F d -3 m (origin choice 2)', 526],
    ['F d -3 m O1', 525],
    ['Fd3m :2', 526],
    ['F d 3 m S', 525],
    ['Fm3m', 523],
    ['F m -3 m', 523],
    ['F 4/m -3 2/m', 523],
    ['Ia3d', 530],
    ['P m 3 m', 517],
    ['P 63/m m c', 488],
    ['P 63/mmc', 488],
    ['P 6(3)/m 2/m 2/c', 488],
    ['P1', 1],
    ['P 1', 1],
    ['P -1', 2],
    ['P-1', 2],
    ['P 1 2 1', 3],
    ['P 2 2 2', 108],
    ['F d d 2', 212],
  ])('%s is setting %i', (symbol, hall) => {
    expect(settingsOfSymbol(symbol)[0]?.hall).toBe(hall);
  });
});

describe('a symbol that can mean several settings', () => {
  const CORUNDUM_ATOMS = 'Al1 Al 0 0 0.3522\nO1 O 0.3063 0 0.25';
  const CORUNDUM_RHOMBOHEDRAL_ATOMS = 'Al1 Al 0.3522 0.3522 0.3522\nO1 O 0.5563 0.9437 0.25';

  it('is read in hexagonal or rhombohedral axes as the cell says', () => {
    const symmetry = "_symmetry_space_group_name_H-M 'R -3 c'";
    const hexagonal = cellText(4.759, 4.759, 12.991, 90, 90, 120);
    const rhombohedral = cellText(5.1285, 5.1285, 5.1285, 55.28, 55.28, 55.28);
    expect(read(cifText({ cell: hexagonal, symmetry, atoms: CORUNDUM_ATOMS })).crystal.labels).toHaveLength(30);
    const small = read(cifText({ cell: rhombohedral, symmetry, atoms: CORUNDUM_RHOMBOHEDRAL_ATOMS }));
    expect(small.crystal.labels).toHaveLength(10);
    expect(small.warnings).toEqual([]);
  });

  it('is read with the origin that gives the stated formula', () => {
    const cell = cellText(8.083, 8.083, 8.083, 90, 90, 90);
    const symmetry =
      "_symmetry_space_group_name_H-M 'F d -3 m'\n_chemical_formula_sum 'Al2 Mg O4'\n_cell_formula_units_Z 8";
    const second = cifText({
      cell,
      symmetry,
      atoms: 'Mg Mg 0.125 0.125 0.125\nAl Al 0.5 0.5 0.5\nO O 0.2624 0.2624 0.2624',
    });
    const first = cifText({ cell, symmetry, atoms: 'Mg Mg 0 0 0\nAl Al 0.625 0.625 0.625\nO O 0.3874 0.3874 0.3874' });
    for (const [text, choice] of [
      [second, '(2)'],
      [first, '(1)'],
    ] as const) {
      const { crystal, warnings } = read(text);
      expect(crystal.labels).toHaveLength(56);
      const result = findSymmetry(crystal);
      expect(result.ok && result.symmetry.spaceGroup.symbol).toBe('Fd-3m');
      expect(warnings[0]?.message).toMatch(/can be read in several ways/);
      expect(warnings[0]?.message.indexOf(choice)).toBeLessThan(warnings[0]!.message.indexOf('was taken'));
    }
  });

  it('is read with the unique axis that the cell says', () => {
    const atoms = 'Ti1 Ti 0.1 0.2 0.3\nO1 O 0.4 0.15 0.35';
    const symmetry = "_symmetry_space_group_name_H-M 'P 21'";
    const axisC = read(cifText({ cell: cellText(5, 6, 7, 90, 90, 101), symmetry, atoms }));
    expect(axisC.crystal.fractional[5]).toBeCloseTo(0.8, 12);
    const axisB = read(cifText({ cell: cellText(5, 6, 7, 90, 101, 90), symmetry, atoms }));
    expect(axisB.crystal.fractional[4]).toBeCloseTo(0.7, 12);
  });

  it('is taken with the origin at the inversion centre where nothing else tells, with a warning', () => {
    const text = cifText({
      cell: cellText(20, 20, 20, 90, 90, 90),
      symmetry: "_symmetry_space_group_name_H-M 'P n -3 n'",
      atoms: 'Ti1 Ti 0.1 0.2 0.3\nO1 O 0.4 0.15 0.35',
    });
    expect(warningsOf(text)).toEqual([
      'The symmetry can be read in several ways: P 4/n -3 2/n (2) was taken, not P 4/n -3 2/n (1).',
    ]);
  });
});

describe('a space group that can not be used', () => {
  it.each([
    [
      "_symmetry_space_group_name_H-M 'P 7'",
      8,
      'Unknown space group "P 7"; give its symmetry operations (_space_group_symop_operation_xyz).',
    ],
    [
      '_space_group_IT_number 231',
      8,
      'Unknown space group "231"; give its symmetry operations (_space_group_symop_operation_xyz).',
    ],
    [
      "_symmetry_space_group_name_H-M 'P 63/m m c'",
      8,
      'The lengths and angles of the cell are not compatible with space group "P 63/m m c" in any standard setting.',
    ],
    [
      '',
      1,
      'Neither symmetry operations nor a space group are given; if the list of atoms is the whole cell, add "_space_group_IT_number 1".',
    ],
    ["loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-x,-y,w'", 11, '"-x,-y,w" is not a symmetry operation.'],
    ["loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'x,x,z'", 11, '"x,x,z" is not a symmetry operation.'],
    [
      "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'y,z,x'",
      10,
      'The 2 symmetry operations do not form a group; some are missing or misspelt.',
    ],
    [
      "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-y,x-y,z'\n'-x+y,-x,z'",
      11,
      'The symmetry operation "-y,x-y,z" is not compatible with the lengths and angles of the cell; one of them is wrong.',
    ],
    [
      '_cell_modulation_dimension 1',
      8,
      'The structure is modulated (_cell_modulation_dimension); give a commensurate approximant in three dimensions.',
    ],
  ])('%s is refused', (symmetry, line, message) => {
    expect(refusalOf(cifText({ symmetry }))).toEqual({ code: 'UNKNOWN_SPACE_GROUP', message, file: 'test.cif', line });
  });

  it('gives way to a usable one beside it, with a warning', () => {
    const broken = "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'y,z,x'\n_symmetry_space_group_name_H-M 'F m -3 m'";
    expect(warningsOf(cifText({ symmetry: broken }))).toEqual([
      'The 2 symmetry operations do not form a group; some are missing or misspelt.',
    ]);
    const unknown = "_symmetry_space_group_name_H-M 'F m m m m'\n_symmetry_Int_Tables_number 225";
    expect(read(cifText({ symmetry: unknown })).crystal.labels).toHaveLength(8);
  });

  it('tells that a Hall symbol and a Hermann–Mauguin symbol name different groups', () => {
    const symmetry = "_space_group_name_H-M_alt 'F m -3 m'\n_space_group_name_Hall '-P 4 2 3'";
    const [message, ...others] = warningsOf(cifText({ symmetry }));
    expect(others).toEqual([]);
    expect(message).toMatch(/^The block contradicts itself about its symmetry \(the (Hall )?symbol ".*"\): .* counts/);
  });

  describe('of which the list has the identity alone', () => {
    const symmetry = "_symmetry_equiv_pos_as_xyz 'x,y,z'\n_symmetry_space_group_name_H-M 'F m -3 m'";

    it('gives way to the symbol, and the user is told', () => {
      const { crystal, warnings } = read(cifText({ symmetry }));
      expect(crystal.labels).toHaveLength(8);
      expect(warnings.map(({ message }) => message)).toEqual([
        'The block contradicts itself about its symmetry (the space group "F m -3 m"): F 4/m -3 2/m counts.',
      ]);
    });

    it('holds against it where the stated contents say so', () => {
      const contents = (units: number): string => `_chemical_formula_sum 'Mg O'\n_cell_formula_units_Z ${units}`;
      expect(read(cifText({ symmetry, more: contents(4) })).crystal.labels).toHaveLength(8);
      const one = read(cifText({ symmetry, more: contents(1) }));
      expect(one.crystal.labels).toHaveLength(2);
      expect(one.warnings.map(({ message }) => message)).toEqual([
        'The block contradicts itself about its symmetry (the space group "F m -3 m"): the operations on line 8 count, because the stated formula agrees.',
      ]);
    });

    it('says nothing where the list of atoms is the whole cell', () => {
      const atoms = ['0 0 0', '0 .5 .5', '.5 0 .5', '.5 .5 0'].map((at, k) => `Mg${k} Mg ${at}`);
      const ligands = ['.5 .5 .5', '.5 0 0', '0 .5 0', '0 0 .5'].map((at, k) => `O${k} O ${at}`);
      const { crystal, warnings } = read(cifText({ symmetry, atoms: [...atoms, ...ligands].join('\n') }));
      expect(crystal.labels).toEqual(['Mg0', 'Mg1', 'Mg2', 'Mg3', 'O0', 'O1', 'O2', 'O3']);
      expect(warnings).toEqual([]);
    });
  });
});

describe('the mirror image of a crystal', () => {
  it.each(NUMBERS)('of group %i has the same group or that of the other hand', (number) => {
    const [setting] = settingsOfNumber(number);
    const choice = setting!.choice === '' ? '' : ` :${setting!.choice}`;
    const { crystal } = read(cifOf(setting!, `_space_group_name_H-M_alt '${setting!.symbol}${choice}'`));
    const result = findSymmetry({ ...crystal, fractional: crystal.fractional.map((x) => 1 - x) });
    const mirrored = result.ok ? result.symmetry.spaceGroup.number : 0;
    expect(firstEnantiomorph(mirrored)).toBe(firstEnantiomorph(number));
    expect(firstEnantiomorph(number)).toBe(Math.min(number, mirrored));
  });
});
