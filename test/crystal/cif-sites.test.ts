import { describe, expect, it } from 'vitest';
import { occupationAt } from '../../src/crystal/occupation.js';
import { cellText, cifText, positions, RUTILE, read, refusalOf, warningsOf } from './texts.js';

describe('the sites of the cell', () => {
  it('come atom by atom, each with its images in the order of the operations', () => {
    const symmetry = "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-x,-y,-z'\n'x+1/2,y,z'\n'-x+1/2,-y,-z'";
    const atoms = 'A Mg 0.1 0.2 0.3\nB O 0 0 0\nC O 0.4 0.6 -0.2';
    const { crystal } = read(cifText({ symmetry, atoms }));
    expect(crystal.labels).toEqual(['A', 'A', 'A', 'A', 'B', 'B', 'C', 'C', 'C', 'C']);
    expect(positions(crystal)).toEqual([
      [0.1, 0.2, 0.3],
      [0.9, 0.8, 0.7],
      [0.6, 0.2, 0.3],
      [0.4, 0.8, 0.7],
      [0, 0, 0],
      [0.5, 0, 0],
      [0.4, 0.6, 0.8],
      [0.6, 0.4, 0.2],
      [0.9, 0.6, 0.8],
      [0.1, 0.4, 0.2],
    ]);
  });

  it('keep the order of the list without symmetry', () => {
    const { crystal } = read(cifText({ atoms: 'O2 O 0.5 0.5 0.5\nMg1 Mg 0 0 0\nO1 O 0.5 0 0' }));
    expect([...crystal.atomicNumbers]).toEqual([8, 12, 8]);
    expect(crystal.labels).toEqual(['O2', 'Mg1', 'O1']);
  });

  it('are those of rutile', () => {
    const { crystal, warnings } = read(RUTILE);
    expect([...crystal.atomicNumbers]).toEqual([22, 22, 8, 8, 8, 8]);
    expect(warnings).toEqual([]);
  });

  it('merge on special positions whose coordinates are rounded, exactly at the position', () => {
    const cell = cellText(3.25, 3.25, 5.2, 90, 90, 120);
    const symmetry = "_symmetry_space_group_name_H-M 'P 63 m c'";
    const { crystal, warnings } = read(
      cifText({ cell, symmetry, atoms: 'Zn1 Zn 0.333 0.667 0\nO1 O 0.3333 0.6667 0.382' }),
    );
    expect(crystal.labels).toEqual(['Zn1', 'Zn1', 'O1', 'O1']);
    expect(positions(crystal, 12)[0]).toEqual([0.333333333333, 0.666666666667, 0]);
    expect(warnings).toEqual([]);
  });

  it('are moved onto a special position by more than rounding with a warning', () => {
    const cell = cellText(9, 9, 9, 90, 90, 90);
    const symmetry = "_symmetry_space_group_name_H-M 'P m -3 m'";
    const text = cifText({ cell, symmetry, atoms: 'Mg1 Mg 0.004 0 0\nO1 O 0.5 0.5 0.5' });
    expect(warningsOf(text)).toEqual(['Site Mg1 was moved by 0.036 Å onto its special position.']);
    expect(positions(read(text).crystal)[0]).toEqual([0, 0, 0]);
  });

  it('do not snap otherwise', () => {
    const { crystal } = read(cifText({ atoms: 'Mg1 Mg 0.3333 0.6667 0.3333\nO1 O 0.66666 0.001 0.5' }));
    expect(positions(crystal, 8)).toEqual([
      [0.3333, 0.6667, 0.3333],
      [0.66666, 0.001, 0.5],
    ]);
  });

  it('count once where the list repeats an atom, or has one that the symmetry makes from another', () => {
    const twice = cifText({ atoms: 'Mg1 Mg 0 0 0\nO1 O 0.5 0.5 0.5\nMg2 Mg 1 0 0' });
    expect(read(twice).crystal.labels).toEqual(['Mg1', 'O1']);
    expect(read(twice).warnings).toEqual([
      { message: 'Site Mg2 is the same as Mg1 (line 16) and counts once.', line: 18 },
    ]);
    const symmetry = "_symmetry_space_group_name_H-M 'F m -3 m'";
    const whole = cifText({ symmetry, atoms: 'Mg1 Mg 0 0 0\nMg2 Mg 0.5 0.5 0\nO1 O 0.5 0.5 0.5' });
    expect(read(whole).crystal.labels).toHaveLength(8);
  });
});

describe('atoms on top of each other', () => {
  it.each([
    [
      'of two elements',
      'Mg1 Mg 0 0 0\nO1 O 0.05 0 0',
      'Mg (Mg1) and O (O1) are 0.200 Å apart; atoms of a crystal are at least 0.4 Å apart.',
      17,
    ],
    [
      'of two elements at one place',
      'Mg1 Mg 0 0 0\nO1 O 1 0 0',
      'Mg (Mg1) and O (O1) are 0.000 Å apart; atoms of a crystal are at least 0.4 Å apart.',
      17,
    ],
    [
      'of one element',
      'Mg1 Mg 0 0 0\nO1 O 0.5 0.5 0.5\nO2 O 0.55 0.5 0.5',
      'O (O1) and O (O2) are 0.200 Å apart; atoms of a crystal are at least 0.4 Å apart.',
      18,
    ],
  ])('%s are refused', (_, atoms, message, line) => {
    expect(refusalOf(cifText({ atoms }))).toEqual({ code: 'ATOMS_TOO_CLOSE', message, line, file: 'test.cif' });
  });

  it('by the symmetry are refused', () => {
    const symmetry = "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-x,y,z'";
    expect(refusalOf(cifText({ symmetry, atoms: 'Mg1 Mg 0.03 0 0\nO1 O 0.5 0.5 0.5' }))).toMatchObject({
      code: 'ATOMS_TOO_CLOSE',
      message: 'Site Mg1 and its own symmetry image are 0.240 Å apart; atoms of a crystal are at least 0.4 Å apart.',
      line: 19,
    });
  });
});

describe('occupancies', () => {
  const withOccupancy = (value: string): string =>
    cifText({ atoms: `Mg1 Mg 0 0 0 1\nO1 O 0.5 0.5 0.5 ${value}` }).replace(
      '_atom_site_fract_z\n',
      '_atom_site_fract_z\n_atom_site_occupancy\n',
    );

  it.each(['1', '1.0', '1.000(2)', '0.9995', '.', '?', '1.0e0'])('%s is full', (value) => {
    expect(read(withOccupancy(value)).warnings).toEqual([]);
  });

  it.each([
    ['1.5', "Site O1 can't hold more than one atom: its occupancy is 1.5. Correct the occupancies."],
    ['4', "Site O1 can't hold more than one atom: its occupancy is 4. Correct the occupancies."],
    ['-1', 'Site O1 has occupancy -1, which is no fraction from 0 to 1.'],
    ['half', 'Site O1 has occupancy half, which is no fraction from 0 to 1.'],
  ])('%s is refused', (value, message) => {
    expect(refusalOf(withOccupancy(value))).toEqual({ code: 'DISORDERED', message, file: 'test.cif', line: 18 });
  });

  it.each(['0.5', '0.98', '0.001', '0.46(3)'])('%s is partial', (value) => {
    const { crystal, warnings } = read(withOccupancy(value));
    expect(warnings).toEqual([]);
    expect(occupationAt(crystal, 1)).toEqual([{ z: 8, fraction: Number.parseFloat(value) }]);
    expect(occupationAt(crystal, 0)).toEqual([{ z: 12, fraction: 1 }]);
  });

  it('over 1 within the uncertainty counts as 1, with a warning', () => {
    expect(warningsOf(withOccupancy('1.02(3)'))).toEqual(['The occupancy 1.02(3) of site O1 counts as 1.']);
  });

  it('of 0 leaves the site out, with a warning', () => {
    expect(read(withOccupancy('0')).crystal.labels).toEqual(['Mg1']);
    expect(warningsOf(withOccupancy('0'))).toEqual(['Site O1 has occupancy 0 and was left out.']);
  });
});

describe('stated contents', () => {
  it('tell that an atom is missing from the list', () => {
    const more = "_chemical_formula_sum 'Mg2 O2 Si'\n_cell_formula_units_Z 1";
    expect(warningsOf(cifText({ more }))).toEqual([
      'The cell holds 2 atoms, MgO, which does not match the stated formula Mg2 O2 Si with Z = 1; an atom may be missing from the list.',
    ]);
  });

  it('tell that hydrogen is missing from the list', () => {
    expect(warningsOf(cifText({ more: "_chemical_formula_sum 'H2 Mg O'" }))).toEqual([
      'The hydrogen of the formula H2 Mg O is not in the list of atoms.',
    ]);
  });

  it('confirm a list without any symmetry', () => {
    const more = "_chemical_formula_sum 'Mg O'\n_cell_formula_units_Z 1";
    expect(warningsOf(cifText({ symmetry: '', more }))).toEqual([
      'No symmetry is given; the stated formula confirms that the list of atoms is the whole cell.',
    ]);
  });

  it.each([
    "'Mg1 O1'\n_cell_formula_units_Z 1",
    "'Mg O'",
    "'Mg O'\n_cell_formula_units_Z 0",
    "'MgO'",
    "'unknown'",
    '?',
  ])('%s agrees', (formula) => {
    expect(warningsOf(cifText({ more: `_chemical_formula_sum ${formula}` }))).toEqual([]);
  });
});
