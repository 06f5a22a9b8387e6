import { describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { CUBIC_CELL, cellText, cifText, P1, positions, RUTILE, read, refusalOf, warningsOf } from './texts.js';

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
      'Mg (Mg1) and O (O1) are 0.200 Å apart; no two atoms of a crystal come closer than 0.4 Å.',
      17,
    ],
    [
      'of two elements at one place',
      'Mg1 Mg 0 0 0\nO1 O 1 0 0',
      'Mg (Mg1) and O (O1) are 0.000 Å apart; no two atoms of a crystal come closer than 0.4 Å.',
      17,
    ],
    [
      'of one element',
      'Mg1 Mg 0 0 0\nO1 O 0.5 0.5 0.5\nO2 O 0.55 0.5 0.5',
      'O (O1) and O (O2) are 0.200 Å apart; no two atoms of a crystal come closer than 0.4 Å.',
      18,
    ],
  ])('%s are refused', (_, atoms, message, line) => {
    expect(refusalOf(cifText({ atoms }))).toEqual({ code: 'ATOMS_TOO_CLOSE', message, line, file: 'test.cif' });
  });

  it('by the symmetry are refused', () => {
    const symmetry = "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-x,y,z'";
    expect(refusalOf(cifText({ symmetry, atoms: 'Mg1 Mg 0.03 0 0\nO1 O 0.5 0.5 0.5' }))).toMatchObject({
      code: 'ATOMS_TOO_CLOSE',
      message:
        'Site Mg1 and its own symmetry image are 0.240 Å apart; no two atoms of a crystal come closer than 0.4 Å.',
      line: 19,
    });
  });
});

describe('the cell', () => {
  it.each([
    [
      'a length is missing',
      CUBIC_CELL.replace(/.*length_b.*\n/, ''),
      'The cell length b (_cell_length_b) is missing.',
      1,
    ],
    [
      'a length is no number',
      CUBIC_CELL.replace('_cell_length_b 4', '_cell_length_b four'),
      'The cell length b is "four"; a positive number in Å is needed.',
      3,
    ],
    [
      'a length is zero',
      CUBIC_CELL.replace('_cell_length_b 4', '_cell_length_b 0.000'),
      'The cell length b is "0.000"; a positive number in Å is needed.',
      3,
    ],
    [
      'a length is negative',
      CUBIC_CELL.replace('_cell_length_b 4', '_cell_length_b -4'),
      'The cell length b is "-4"; a positive number in Å is needed.',
      3,
    ],
    [
      'a length is unknown',
      CUBIC_CELL.replace('_cell_length_b 4', '_cell_length_b ?'),
      'The cell length b (_cell_length_b) is missing.',
      1,
    ],
    [
      'an angle is unknown',
      CUBIC_CELL.replace('beta 90', 'beta ?'),
      'The cell angle beta (_cell_angle_beta) is unknown.',
      1,
    ],
    [
      'an angle is out of range',
      CUBIC_CELL.replace('beta 90', 'beta 190'),
      'The cell angle beta is "190"; a number between 0 and 180 degrees is needed.',
      6,
    ],
    ['no cell has the angles', cellText(4, 4, 4, 30, 30, 120), 'No cell has the angles 30, 30 and 120 degrees.', 5],
    [
      'it is flat',
      cellText(4, 4, 0.1, 90, 90, 90),
      'The cell is thinner than 0.4 Å, so that its atoms would touch their images.',
      undefined,
    ],
    ['it is huge', cellText(40000, 4, 4, 90, 90, 90), 'A basis vector is longer than 10000 Å.', undefined],
    [
      'it is all but empty',
      cellText(2000, 40, 40, 90, 90, 90),
      'A basis vector is 2000 Å long with 1600000 Å³ for each atom: no crystal is so empty.',
      undefined,
    ],
  ])('is refused where %s', (_, cell, message, line) => {
    const refusal = { code: 'NO_CELL', message, file: 'test.cif', ...(line !== undefined && { line }) };
    expect(refusalOf(cifText({ cell }))).toEqual(refusal);
  });

  it('has right angles where none are stated, by the dictionary, with a warning', () => {
    const cell = '_cell_length_a 4\n_cell_length_b 4\n_cell_length_c 4\n_cell_angle_alpha 90\n_cell_angle_beta 90';
    expect(warningsOf(cifText({ cell }))).toEqual([
      "The cell angle gamma is not stated; 90° is the dictionary's default.",
    ]);
  });

  it('is held against the stated volume', () => {
    expect(warningsOf(cifText({ more: '_cell_volume 70.0' }))).toEqual([
      'The stated cell volume is 70 Å³, but lengths and angles give 64.00 Å³.',
    ]);
    expect(warningsOf(cifText({ more: '_cell_volume 64.0(1)' }))).toEqual([]);
  });

  it('may have uncertainties, exponents and signs', () => {
    const cell = cellText(4, 4, 4, 90, 90, 90)
      .replace('length_a 4', 'length_a 4.0000(12)')
      .replace('length_b 4', 'length_b +4.e0');
    expect([...read(cifText({ cell })).crystal.lattice]).toEqual([4, 0, 0, 0, 4, 0, 0, 0, 4]);
  });
});

describe('coordinates', () => {
  it.each(['?', '.', 'x', '0,5', '1e9', '', '--1'].filter(Boolean))('"%s" is refused', (x) => {
    expect(refusalOf(cifText({ atoms: `Mg1 Mg 0 0 0\nO1 O 0.5 ${x} 0.5` }))).toEqual({
      code: 'BAD_COORDINATES',
      message: `Site O1 has the coordinate "${x}"; a fraction of the cell is needed.`,
      file: 'test.cif',
      line: 17,
    });
  });

  it('that are Cartesian alone are refused', () => {
    const text = cifText().replaceAll('_fract_', '_Cartn_');
    expect(refusalOf(text)).toMatchObject({
      code: 'BAD_COORDINATES',
      message:
        'The list of atoms lacks fractional coordinates: _atom_site_fract_x (Cartesian ones leave the orientation of the cell open).',
    });
  });

  it('may lack one axis by mistake', () => {
    const text = cifText({ atoms: 'Mg1 Mg 0 0\nO1 O 0.5 0.5' }).replace('_atom_site_fract_z\n', '');
    expect(refusalOf(text)).toMatchObject({
      code: 'BAD_COORDINATES',
      message: 'The list of atoms lacks fractional coordinates: _atom_site_fract_z.',
    });
  });
});

describe('elements', () => {
  const elementsOf = (atoms: string, more = ''): number[] => [...read(cifText({ atoms, more })).crystal.atomicNumbers];

  it.each([
    ['Ti', 22],
    ['TI', 22],
    ['ti', 22],
    ['Ti4+', 22],
    ['Ti+4', 22],
    ['Ti1+', 22],
    ['O2-', 8],
    ['O-', 8],
    ['O1-', 8],
    ['O-2', 8],
    ['Fe0+', 26],
    ['Fe2.5+', 26],
    ['Cval', 6],
    ['Siva', 14],
    ['CO', 27],
    ['Ti1', 22],
    ["'Ti'", 22],
    ['Uuo', undefined],
    ['M', undefined],
    ['X', undefined],
    ['T', undefined],
    ['Q1', undefined],
    ['Vac', undefined],
    ['Zz', undefined],
    ['NH4', 7],
    ['OH', 8],
    ['Wat', 8],
    ['Nh', undefined],
    ['4', undefined],
    ['Ö', undefined],
  ])('type symbol %s is %s', (symbol, z) => {
    const text = cifText({ atoms: `S1 ${symbol} 0 0 0\nO1 O 0.5 0.5 0.5` });
    if (z !== undefined) expect(read(text).crystal.atomicNumbers[0]).toBe(z);
    else {
      expect(refusalOf(text)).toEqual({
        code: 'UNKNOWN_ELEMENT',
        message: `"${symbol}" names no element; write the element's symbol into _atom_site_type_symbol.`,
        file: 'test.cif',
        line: 16,
      });
    }
  });

  it('are told by labels where there are no type symbols', () => {
    const of = (labels: string[], more = ''): (number | string | undefined)[] => {
      const atoms = labels.map((label, index) => `${label} ${(index / labels.length).toFixed(3)} 0 0`).join('\n');
      const text = cifText({ cell: cellText(40, 4, 4, 90, 90, 90), atoms, more }).replace(
        '_atom_site_type_symbol\n',
        '',
      );
      const [result] = readStructures(text, { file: 'x.cif' });
      return result!.ok ? [...result!.crystal.atomicNumbers] : [result!.refusal.code];
    };
    expect(of(['Ti1', 'O1', 'O1A', "O2'", 'Cl_1'])).toEqual([22, 8, 8, 8, 17]);
    expect(of(['SiT', 'AlM1', 'NaM4', 'OA1', 'OB2', 'OCO', 'Wat1', 'Oh', 'OW2'])).toEqual([
      14, 13, 11, 8, 8, 8, 8, 8, 8,
    ]);
    // A file in capitals, and one whose formula tells that C and A are a carbon and its suffix.
    expect(of(['CA1', 'TI1', 'O1'])).toEqual([20, 22, 8]);
    expect(of(['CA1', 'O1'], "_chemical_formula_sum 'C O'")).toEqual([6, 8]);
    expect(of(['CA1', 'O1'], "_chemical_formula_sum 'Ca O'")).toEqual([20, 8]);
    expect(of(['CA1', 'Ti1', 'O1'])).toEqual([6, 22, 8]);
    for (const label of ['M1', 'X1', 'Vac1', 'Met', 'T1', '1', 'Zz'])
      expect(of([label, 'O1'])).toEqual(['UNKNOWN_ELEMENT']);
  });

  it('are refused where a list has neither type symbols nor labels', () => {
    const text = cifText({ atoms: '0 0 0\n0.5 0.5 0.5' }).replace('_atom_site_type_symbol\n_atom_site_label\n', '');
    const bare = text.replace('_atom_site_label\n_atom_site_type_symbol\n', '');
    expect(refusalOf(bare)).toMatchObject({
      code: 'UNKNOWN_ELEMENT',
      message: 'The list of atoms has neither type symbols nor labels.',
    });
  });

  it('count deuterium and other isotopes as their element, with a warning', () => {
    const text = cifText({ atoms: 'D1 D 0 0 0\nO1 18O 0.5 0.5 0.5\nH1 2H 0 0.5 0' });
    expect([...read(text).crystal.atomicNumbers]).toEqual([1, 8, 1]);
    expect(warningsOf(text)).toEqual([
      'Deuterium counts as hydrogen.',
      'The isotope 18O counts as O.',
      'The isotope 2H counts as H.',
    ]);
  });

  it('take the symbol before the label', () => {
    expect(elementsOf('Fe1 Mg 0 0 0\nO1 O 0.5 0.5 0.5')).toEqual([12, 8]);
    expect(elementsOf('Fe1 ? 0 0 0\nO1 . 0.5 0.5 0.5')).toEqual([26, 8]);
  });
});

describe('oxidation states', () => {
  const statesOf = (text: string): number[] | undefined => {
    const { oxidationStates } = read(text).crystal;
    return oxidationStates && [...oxidationStates];
  };

  it('come from type symbols', () => {
    expect(statesOf(cifText({ atoms: 'Mg1 Mg2+ 0 0 0\nO1 O2- 0.5 0.5 0.5' }))).toEqual([2, -2]);
    expect(statesOf(cifText({ atoms: 'Na1 Na+ 0 0 0\nCl1 Cl- 0.5 0.5 0.5' }))).toEqual([1, -1]);
    expect(statesOf(cifText({ atoms: 'Fe1 Fe0+ 0 0 0\nFe2 Fe0+ 0.5 0.5 0.5' }))).toEqual([0, 0]);
  });

  it('come from labels where there are no type symbols', () => {
    const text = cifText({ atoms: 'Mg2+ 0 0 0\nO2- 0.5 0.5 0.5' }).replace('_atom_site_type_symbol\n', '');
    expect(statesOf(text)).toEqual([2, -2]);
  });

  it('come from the list of atom types', () => {
    const more = 'loop_\n_atom_type_symbol\n_atom_type_oxidation_number\nMg 2\nO -2.0';
    expect(statesOf(cifText({ more }))).toEqual([2, -2]);
  });

  it('are left out where only some sites have them', () => {
    const text = cifText({ atoms: 'Mg1 Mg2+ 0 0 0\nO1 O 0.5 0.5 0.5' });
    expect(statesOf(text)).toBeUndefined();
    expect(warningsOf(text)).toEqual(['Oxidation states are given for some of the sites alone; they were not used.']);
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

  it.each(['0.5', '0.98', '1.5', '4', '-1', 'half', '0.001'])('%s is refused', (value) => {
    expect(refusalOf(withOccupancy(value))).toEqual({
      code: 'DISORDERED',
      message: `Site O1 has occupancy ${value}; only fully occupied sites can be analysed, so an ordered model is needed.`,
      file: 'test.cif',
      line: 18,
    });
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
      'The cell holds 2 atoms, MgO, which is not the stated formula Mg2 O2 Si with Z = 1; an atom may be missing from the list.',
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
      'No symmetry is stated; the list of atoms is the whole cell, as the stated formula confirms.',
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

describe('several data blocks', () => {
  const block = (name: string, text = cifText()): string => text.replace('data_test', `data_${name}`);

  it('give one crystal each', () => {
    const text = `${block('one')}\n${block('two', RUTILE)}`;
    const results = readStructures(text, { file: 'folder/pair.cif' });
    expect(results.map((result) => result.ok && [result.crystal.id, result.crystal.provenance.block])).toEqual([
      ['pair:one', 'one'],
      ['pair:two', 'two'],
    ]);
    const [first, second] = results.map((result) => result.ok && result.crystal.provenance.sha256);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(first).not.toBe(second);
  });

  it('have different ids whatever their names', () => {
    const text = `${block('a')}${block('a', RUTILE)}${block('')}`;
    const ids = readStructures(text, { file: 'x.cif' }).map((result) => result.ok && result.crystal.id);
    expect(ids).toEqual(['x:a', 'x:a#2', 'x:3']);
  });

  it('without atoms are left out beside one with atoms', () => {
    const text = `data_global\n_publ_section_title 'A structure'\n_cell_length_a 5\n${block('I')}data_pattern\n_pd_meas_number_of_points 5`;
    const results = readStructures(text, { file: 'x.cif' });
    expect(results.map((result) => result.ok && result.crystal.id)).toEqual(['x']);
  });

  it('are read each for itself: a broken one does not stop the others', () => {
    const text = `${block('bad', cifText({ cell: '' }))}${block('good')}`;
    const results = readStructures(text, { file: 'x.cif' });
    expect(results.map((result) => (result.ok ? result.crystal.id : result.refusal.code))).toEqual([
      'NO_CELL',
      'x:good',
    ]);
  });

  it('must have one with atoms', () => {
    expect(refusalOf('data_a\n_cell_volume 5\ndata_b\n_publ_section_title x\n')).toEqual({
      code: 'NO_STRUCTURE',
      message: 'The file has no data block with a list of atoms (_atom_site_fract_x and so on).',
      file: 'test.cif',
    });
    expect(refusalOf(`data_cell\n${CUBIC_CELL}\n${P1}\n`)).toEqual({
      code: 'NO_STRUCTURE',
      message: 'Data block "cell" has no list of atoms (_atom_site_ loop).',
      file: 'test.cif',
      line: 1,
    });
  });
});

describe('a large cell', () => {
  it('is refused beyond 10,000 atoms, in the list or by the symmetry', () => {
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, index) => `O${index} O ${index / count} 0 0`).join('\n');
    const cell = cellText(9999, 30, 30, 90, 90, 90);
    expect(refusalOf(cifText({ cell, atoms: rows(10_001) }))).toMatchObject({
      code: 'TOO_MANY_ATOMS',
      message: 'The list has 10001 atoms; at most 10000 can be used.',
      line: 10,
    });
    expect(read(cifText({ cell, atoms: rows(10_000) })).crystal.labels).toHaveLength(10_000);
    const symmetry = "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'x,y+1/2,z'";
    expect(refusalOf(cifText({ cell, symmetry, atoms: rows(5_001) }))).toMatchObject({
      code: 'TOO_MANY_ATOMS',
      message: 'The cell holds more than 10000 atoms, the most that can be used.',
    });
  });
});
