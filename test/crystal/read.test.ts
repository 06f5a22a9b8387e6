import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { parametersOf } from '../../src/crystal/lattice.js';
import { readStructures } from '../../src/crystal/read.js';
import { findSymmetry } from '../../src/crystal/symmetry.js';
import { writeCif, writePoscar } from '../../src/crystal/write.js';
import { cellText, cifText, P1, RUTILE, read, refusalOf } from './texts.js';

const TRICLINIC = cifText({
  cell: cellText(5.1234567891, 6.2, 7.3, 81.5, 95.25, 107.123456),
  atoms: 'Si1 Si4+ 0.123456789012 0.9999999 0\nO1 O2- 0.5 0.25 1e-7\nO1 O2- 0.7 0.1 0.3333333333',
});

describe('the format', () => {
  const POSCAR = writePoscar(read(RUTILE).crystal);
  const JSON_TEXT = JSON.stringify({
    lattice: {
      matrix: [
        [4, 0, 0],
        [0, 4, 0],
        [0, 0, 4],
      ],
    },
    sites: [{ species: [{ element: 'Mg', occu: 1 }], abc: [0, 0, 0] }],
  });
  const formatOf = (text: string, file: string): string => {
    const [result] = readStructures(text, { file });
    return result!.ok ? result!.crystal.provenance.format : result!.refusal.code;
  };

  it.each([
    ['x.cif', RUTILE, 'cif'],
    ['x.txt', RUTILE, 'cif'],
    ['-', RUTILE, 'cif'],
    ['POSCAR', RUTILE, 'cif'],
    ['x', `# a comment\n\n${RUTILE}`, 'cif'],
    ['x', RUTILE.replace('data_test\n', ''), 'cif'],
    ['POSCAR', POSCAR, 'poscar'],
    ['x.vasp', POSCAR, 'poscar'],
    ['-', POSCAR, 'poscar'],
    ['x.cif', POSCAR, 'poscar'],
    ['x.json', JSON_TEXT, 'pymatgen'],
    ['-', JSON_TEXT, 'pymatgen'],
    ['-', `\n ${JSON_TEXT}`, 'pymatgen'],
  ])('of %s is told by the content (%#)', (file, text, format) => {
    expect(formatOf(text, file)).toBe(format);
  });

  it('can be given', () => {
    const [result] = readStructures(RUTILE, { file: 'x', format: 'poscar' });
    expect(result).toMatchObject({ ok: false, refusal: { code: 'NO_CELL' } });
  });

  it('that is unknown is refused', () => {
    expect(refusalOf('Dear colleague,\nplease find\nattached\n', 'letter.txt')).toEqual({
      code: 'UNKNOWN_FORMAT',
      message: 'This is neither CIF, POSCAR, pymatgen JSON, OPTIMADE JSON nor extended XYZ.',
      file: 'letter.txt',
    });
  });
});

describe('id and hash', () => {
  it.each([
    ['folder/mp-1.cif', 'mp-1'],
    ['mp-1.cif', 'mp-1'],
    ['C:\\data\\a.b.cif', 'a.b'],
    ['POSCAR', 'POSCAR'],
    ['-', '-'],
    ['.cif', '.cif'],
  ])('the id of %s is %s', (file, id) => {
    expect(read(RUTILE, file).crystal.id).toBe(id);
  });

  it('the id can be given', () => {
    const [result] = readStructures(RUTILE, { file: 'x.cif', id: 'rutile' });
    expect(result!.ok && result!.crystal.id).toBe('rutile');
  });

  it('the hash is that of the bytes', () => {
    const bytes = new TextEncoder().encode(`\uFEFF${RUTILE}`.replaceAll('\n', '\r\n'));
    expect(read(bytes).crystal.provenance.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('what is written', () => {
  const crystals = [read(RUTILE).crystal, read(TRICLINIC).crystal];

  function expectSame(copy: Crystal, original: Crystal): void {
    expect(copy.atomicNumbers).toEqual(original.atomicNumbers);
    original.fractional.forEach((x, index) => {
      expect(copy.fractional[index]).toBeCloseTo(x, 9);
    });
    const parameters = parametersOf(original.lattice);
    for (const [name, value] of Object.entries(parametersOf(copy.lattice))) {
      expect(value).toBeCloseTo(parameters[name as keyof typeof parameters], 8);
    }
  }

  it.each(crystals)('as CIF is read again as the same crystal (%#)', (crystal) => {
    const { crystal: copy, warnings } = read(writeCif(crystal));
    expectSame(copy, crystal);
    expect(copy.oxidationStates).toEqual(crystal.oxidationStates);
    expect(warnings).toEqual([]);
    expect(writeCif({ ...copy, id: crystal.id })).toBe(writeCif(crystal));
  });

  it.each(crystals)('as POSCAR is read again as the same crystal (%#)', (crystal) => {
    const { crystal: copy, warnings } = read(writePoscar(crystal), 'POSCAR');
    expectSame(copy, crystal);
    copy.lattice.forEach((x, index) => {
      expect(x).toBeCloseTo(crystal.lattice[index]!, 9);
    });
    expect(warnings).toEqual([]);
  });

  it('keeps the space group', () => {
    const result = findSymmetry(read(writeCif(crystals[0]!)).crystal);
    expect(result.ok && result.symmetry.spaceGroup.symbol).toBe('P4_2/mnm');
  });

  it('has unique labels', () => {
    const labels = read(writeCif(crystals[1]!)).crystal.labels;
    expect(labels).toEqual(['Si1', 'O1', 'O2']);
  });

  it('keeps mixed and fractional oxidation states', () => {
    const atoms = 'Fe1 Fe2+ 0 0 0\nFe2 Fe3+ 0.5 0.5 0\nO1 O2.5- 0.5 0.5 0.5\nO2 O2.5- 0 0 0.5';
    const { crystal } = read(cifText({ symmetry: P1, atoms }));
    expect([...read(writeCif(crystal)).crystal.oxidationStates!]).toEqual([2, 3, -2.5, -2.5]);
  });

  it('stands as people expect it', () => {
    const { crystal } = read(cifText({ atoms: 'Mg1 Mg 0 0 0\nO1 O 0.5 0.5 0.5' }));
    expect(writeCif(crystal)).toMatchInlineSnapshot(`
      "data_test
      _chemical_formula_sum 'Mg1 O1'
      _cell_formula_units_Z 1
      _cell_length_a 4
      _cell_length_b 4
      _cell_length_c 4
      _cell_angle_alpha 90
      _cell_angle_beta 90
      _cell_angle_gamma 90
      _cell_volume 64
      _space_group_name_H-M_alt 'P 1'
      _space_group_IT_number 1
      loop_
      _space_group_symop_operation_xyz
      'x, y, z'
      loop_
      _atom_site_label
      _atom_site_type_symbol
      _atom_site_fract_x
      _atom_site_fract_y
      _atom_site_fract_z
      _atom_site_occupancy
      Mg1 Mg 0 0 0 1
      O1 O 0.5 0.5 0.5 1
      "
    `);
    expect(writePoscar(crystal)).toMatchInlineSnapshot(`
      "test
      1.0
      4 0 0
      0 4 0
      0 0 4
      Mg O
      1 1
      Direct
      0 0 0
      0.5 0.5 0.5
      "
    `);
  });
});
