import { describe, expect, it } from 'vitest';
import { CUBIC_CELL, cellText, cifText, read, refusalOf, warningsOf } from './texts.js';

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
    [
      'no cell has the angles',
      cellText(4, 4, 4, 30, 30, 120),
      'The angles 30, 30 and 120 degrees do not form a cell.',
      5,
    ],
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
      'A basis vector is 2000 Å long with 1600000 Å³ per atom; no crystal is that empty.',
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

  it('that are Cartesian alone are read in the orientation of the Protein Data Bank, with a warning', () => {
    const text = cifText({ atoms: 'Mg1 Mg 0 0 0\nO1 O 2 2 2' }).replaceAll('_fract_', '_Cartn_');
    const { crystal, warnings } = read(text);
    expect(Array.from(crystal.fractional)).toEqual([0, 0, 0, 0.5, 0.5, 0.5]);
    expect(warnings).toEqual([
      {
        message: 'Cartesian coordinates without the orientation of the cell: a was taken along x, b in the xy plane.',
        line: 10,
      },
    ]);
  });

  it('that are Cartesian are turned by the stated matrix, or by its inverse', () => {
    const atoms = 'Mg1 Mg 0 0 0\nO1 O 1 2 3';
    // x along b, y along c, z along a, and the origin at (0.25, 0, 0).
    const rows = [
      [0, 0, 0.25],
      [0.25, 0, 0],
      [0, 0.25, 0],
    ];
    const fract = rows.flatMap((row, i) =>
      row.map((x, j) => `_atom_sites.fract_transf_matrix[${i + 1}][${j + 1}] ${x}`),
    );
    const stated = `${fract.join('\n')}\n_atom_sites.fract_transf_vector[1] 0.25`;
    const cartn = rows.flatMap((row, i) =>
      row.map((x, j) => `_atom_sites_Cartn_tran_matrix_${j + 1}${i + 1} ${16 * x}`),
    );
    for (const more of [stated, `${cartn.join('\n')}\n_atom_sites_Cartn_tran_vector_3 -1`]) {
      const { crystal, warnings } = read(
        cifText({ atoms, more })
          .replaceAll('_fract_x', '_Cartn_x')
          .replaceAll('_fract_y', '_Cartn_y')
          .replaceAll('_fract_z', '_Cartn_z'),
      );
      expect(Array.from(crystal.fractional, (x) => Math.round(1e9 * x) / 1e9)).toEqual([0.25, 0, 0, 0, 0.25, 0.5]);
      expect(warnings).toEqual([]);
    }
  });

  it('may be fractions, and have a minus sign that is no hyphen', () => {
    const { crystal } = read(cifText({ atoms: 'Mg1 Mg 0 0 0\nO1 O 1/2 −0.5 −1/4' }));
    expect(Array.from(crystal.fractional.subarray(3))).toEqual([0.5, 0.5, 0.75]);
  });

  it('may lack one axis by mistake', () => {
    const text = cifText({ atoms: 'Mg1 Mg 0 0\nO1 O 0.5 0.5' }).replace('_atom_site_fract_z\n', '');
    expect(refusalOf(text)).toMatchObject({
      code: 'BAD_COORDINATES',
      message: 'The list of atoms lacks fractional coordinates: _atom_site_fract_z.',
    });
  });
});
