/**
 * Flaws of CIF files that real parsers met (issues of gemmi, pymatgen, Open Babel, Mantid, OpenChemistry/crystals, occ,
 * xrayutilities, and the repairs that the Crystallography Open Database makes): tolerated with a warning where the meaning
 * is plain, refused with the line where it is not.
 */
import { describe, expect, it } from 'vitest';
import { CUBIC_CELL, cellText, cifText, positions, read, refusalOf, warningsOf } from './texts.js';

const OPERATIONS = ["'x,y,z'", "'-x,-y,-z'"];
const SITES = [12, 8];

/** The flaw is harmless: the crystal is the one of `cifText()`. */
function expectPlain(text: string | Uint8Array, warnings: readonly string[]): void {
  const result = read(text);
  expect([...result.crystal.atomicNumbers]).toEqual(SITES);
  expect(positions(result.crystal)).toEqual([
    [0, 0, 0],
    [0.5, 0.5, 0.5],
  ]);
  expect(result.warnings.map(({ message }) => message)).toEqual(warnings);
}

function withSymmetry(lines: readonly string[]): string {
  return cifText({ symmetry: lines.join('\n') });
}

describe('flaws that are tolerated', () => {
  it('"_loop" for "loop_"', () => {
    expectPlain(cifText().replace('loop_', '_loop'), ['"_loop" was read as "loop_".']);
  });

  it('keywords in capitals', () => {
    expectPlain(cifText().replace('loop_', 'LOOP_').replace('data_', 'DATA_').replaceAll('_atom_', '_ATOM_'), []);
  });

  it('an empty loop', () => {
    expectPlain(cifText({ more: 'loop_\n_geom_bond_distance\n_geom_bond_publ_flag' }), [
      'A loop without values was left out.',
    ]);
  });

  it('a loop without tags', () => {
    expectPlain(cifText({ more: 'loop_' }), ['A loop without tags was left out.']);
  });

  it('a tag without a value', () => {
    expectPlain(cifText({ more: '_journal_year\n_journal_volume 5' }), ['_journal_year has no value.']);
  });

  it('an unquoted value with $', () => {
    expectPlain(cifText({ more: '_audit_creation_method $CIFtbx\n_audit_date $Date:$' }), []);
  });

  it('a text field that holds data_, loop_ and tags', () => {
    const more =
      '_refine_special_details\n;\ndata_other\nloop_\n_cell_length_a 99\n_atom_site_fract_x\n ; not the end\n;';
    expectPlain(cifText({ more }), []);
  });

  it('a value that begins with a semicolon in mid-line', () => {
    expectPlain(cifText({ more: '_journal_name_full ;Acta\n_journal_year 5' }), []);
  });

  it('tags and keywords as quoted values', () => {
    expectPlain(cifText({ more: "_publ_note '_cell_length_a'\n_publ_other \"loop_\"\n_publ_third 'data_x'" }), []);
  });

  it('a quote inside a quoted value', () => {
    expectPlain(cifText({ more: "_publ_note 'O'Neill's structure'\n_publ_other 'b'" }), []);
  });

  it('a missing closing quote', () => {
    const text = withSymmetry(["_symmetry_space_group_name_H-M 'P 1"]);
    expectPlain(text, ['A closing quote is missing; the value was taken to the end of its line.']);
    expectPlain(`${cifText()}_publ_note "`, [
      'A closing quote is missing; the value was taken to the end of its line.',
    ]);
  });

  it('a value with spaces that lacks its quotes', () => {
    expectPlain(withSymmetry(['_symmetry_space_group_name_H-M P 1']), [
      'The value of _symmetry_space_group_name_h-m lacks its quotes; it was taken to the end of its line.',
    ]);
  });

  it('stray values', () => {
    expectPlain(cifText({ more: '_journal_year 1999\nstray words' }), ['A value without a tag was left out: "stray".']);
  });

  it('the remains of a pasted atom list', () => {
    // elements/Er-Erbium.cif of OpenChemistry/crystals, before it was corrected.
    const text = `${cifText()}_fract_z\nEr 0.33333 0.66667 0.25000\n`;
    expectPlain(text, ['The value of _fract_z lacks its quotes; it was taken to the end of its line.']);
  });

  it('an atom list pasted twice', () => {
    const list = cifText().slice(cifText().indexOf('loop_'));
    const warnings = warningsOf(cifText() + list);
    expectPlain(cifText() + list, warnings);
    expect(warnings[0]).toBe('_atom_site_label occurs twice, with the same value.');
    expect(warnings).toHaveLength(5);
  });

  it('a tag that stands twice with the same value', () => {
    expectPlain(cifText({ more: '_cell_length_a 4' }), ['_cell_length_a occurs twice, with the same value.']);
  });

  it('a tag without meaning for the structure that stands twice with different values', () => {
    expectPlain(cifText({ more: '_journal_year 1999\n_journal_year 2000' }), []);
  });

  it('a loop of unequal columns that nothing needs', () => {
    expectPlain(cifText({ more: 'loop_\n_geom_bond_distance\n_geom_bond_publ_flag\n1.0 y 2.0' }), []);
  });

  it('a missing data_ heading', () => {
    expectPlain(cifText().replace('data_test\n', ''), ['The heading of the data block ("data_NAME") is missing.']);
  });

  it('a heading without a name, or with a space in it', () => {
    expectPlain(cifText().replace('data_test', 'data_'), []);
    expectPlain(cifText().replace('data_test', 'data_ test'), ['A value without a tag was left out: "test".']);
  });

  it('^Z at the end of the file', () => {
    expectPlain(`${cifText()}\x1a`, []);
  });

  it('strings in square brackets', () => {
    expectPlain(cifText({ more: '_chemical_name_common [MgO]\n_chemical_name_mineral [peri clase]' }), [
      'The value of _chemical_name_mineral lacks its quotes; it was taken to the end of its line.',
    ]);
  });

  it('line ends of Windows and of old Macs', () => {
    expectPlain(cifText({ more: '_note\n;\ntext\n;' }).replaceAll('\n', '\r\n'), []);
    expectPlain(cifText({ more: '_note\n;\ntext\n;' }).replaceAll('\n', '\r'), []);
  });

  it('a byte-order mark, UTF-8 and UTF-16', () => {
    const text = cifText({ more: '_note "5 Å, β = 90°"' });
    const encoder = new TextEncoder();
    expectPlain(encoder.encode(text), []);
    expectPlain(`\uFEFF${text}`, []);
    expectPlain(encoder.encode(`\uFEFF${text}`), []);
    expectPlain(new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')), []);
    expectPlain(new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()), []);
  });

  it('text that is not UTF-8', () => {
    expectPlain(new Uint8Array(Buffer.from(cifText({ more: '_note "5 Å"' }), 'latin1')), [
      'The text is not valid UTF-8; it was read as Windows-1252 (Latin-1).',
    ]);
  });

  it('no-break spaces and tabs between words', () => {
    expectPlain(cifText().replaceAll(' ', '\u00a0\t'), []);
  });

  it('uncertainties without their closing bracket or without digits', () => {
    expectPlain(
      cifText({ cell: CUBIC_CELL.replace('length_a 4', 'length_a 4.000(2').replace('length_b 4', 'length_b 4.0()') }),
      [],
    );
  });

  it('. and ? for numbers that are not needed', () => {
    const text = cifText({
      atoms: 'Mg1 Mg 0 0 0 . ?\nO1 O 0.5 0.5 0.5 ? .',
      more: '_cell_volume ?\n_cell_formula_units_Z .',
    });
    expectPlain(text.replace('fract_z\n', 'fract_z\n_atom_site_occupancy\n_atom_site_U_iso_or_equiv\n'), []);
  });

  it('dummy sites', () => {
    const text = cifText({ atoms: 'Mg1 Mg 0 0 0 d\nX1 X ? ? ? dum\nO1 O 0.5 0.5 0.5 calc' });
    expectPlain(text.replace('fract_z\n', 'fract_z\n_atom_site_calc_flag\n'), ['A dummy site was left out.']);
  });

  it('charges without digits in type symbols', () => {
    const { crystal } = read(cifText({ atoms: 'Mg1 Mg2+ 0 0 0\nO1 O- 0.5 0.5 0.5' }));
    expect([...crystal.oxidationStates!]).toEqual([2, -1]);
  });

  it('a single atom', () => {
    const { crystal } = read(cifText({ atoms: 'Po1 Po 0 0 0' }));
    expect([...crystal.atomicNumbers]).toEqual([84]);
    const items = `_atom_site_label Po1
_atom_site_fract_x 0.25(1)
_atom_site_fract_y 0
_atom_site_fract_z 0`;
    const unlooped = read(`data_x\n${CUBIC_CELL}\n_space_group_IT_number 1\n${items}\n`);
    expect(positions(unlooped.crystal)).toEqual([[0.25, 0, 0]]);
  });

  it('save frames', () => {
    expectPlain(`save_frame\n_cell_length_a 99\nsave_\n${cifText({ more: 'save_x\n_cell_length_b 1\nsave_' })}`, []);
  });

  it('the triple quotes and text of CIF 2.0', () => {
    const more = `_note '''one\n_cell_length_a 99\n'two' loop_ '''\n_other """a"b"""`;
    expectPlain(`#\\#CIF_2.0\n${cifText({ more })}`, []);
  });
});

describe('flaws of the symmetry that are tolerated', () => {
  const both = (symmetry: readonly string[], warnings: readonly string[] = []): void => {
    expectPlain(withSymmetry(symmetry), warnings);
    // Not by being ignored: a general position is doubled.
    const general = cifText({ symmetry: symmetry.join('\n'), atoms: 'Mg1 Mg 0.1 0.2 0.3' });
    expect(read(general).crystal.labels).toHaveLength(2);
  };

  it.each([
    '_symmetry_equiv_pos_as_xyz',
    '_space_group_symop_operation_xyz',
    '_space_group_symop.operation_xyz',
    '_symmetry_equiv.pos_as_xyz',
    '_Symmetry_Equiv_Pos_As_XYZ',
    '_symmetry_equiv_as_xyz',
    '_space_group_symop_magn_operation.xyz',
  ])('operations under %s', (tag) => {
    both(['loop_', tag, ...OPERATIONS]);
  });

  it.each([
    "_symmetry_space_group_name_H-M 'P -1'",
    "_space_group_name_H-M_alt 'P -1'",
    "_space_group.name_H-M_alt 'P -1'",
    "_symmetry.space_group_name_H-M 'P -1'",
    "_space_group_name_H-M_full 'P -1'",
    "_symmetry_space_group_name_Hall '-P 1'",
    "_space_group_name_Hall '-P 1'",
    '_symmetry_Int_Tables_number 2',
    '_space_group_IT_number 2',
    '_space_group.IT_number 2',
  ])('%s', (line) => {
    both([line]);
  });

  it('the unknown values that templates leave', () => {
    both(['_symmetry_space_group_name_H-M ?', '_space_group_name_Hall .', '_space_group_IT_number 2']);
  });

  it('a number of another space group than the symbol', () => {
    both(
      ["_symmetry_space_group_name_H-M 'P -1'", '_symmetry_Int_Tables_number 225'],
      ['The symbol "P -1" belongs to space group 2, but the number given is "225"; the number was ignored.'],
    );
  });

  it('white space in and after operations', () => {
    both(['loop_', '_symmetry_equiv_pos_as_xyz', "' x, y, z '", '" -x , -y , -z\t"']);
  });

  it('operations without quotes', () => {
    both(['loop_', '_symmetry_equiv_pos_as_xyz', 'x, y, z', '-x, -y, -z']);
    both(['loop_', '_symmetry_equiv_pos_site_id', '_symmetry_equiv_pos_as_xyz', '1 x, y, z', '2 -x, -y, -z']);
    both(['loop_', '_symmetry_equiv_pos_site_id', '_symmetry_equiv_pos_as_xyz', '1 x,y,z 2 -x,-y,-z']);
  });

  it('capitals, plus signs, decimals, translations first and beyond the cell', () => {
    both(['loop_', '_symmetry_equiv_pos_as_xyz', "'+X,+Y,+Z'", "'1-X,-1.0-Y,2/1-Z'"]);
  });

  it('rounded translations', () => {
    const cell = cellText(5, 5, 7, 90, 90, 120);
    const symmetry = "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-y,x-y,z+0.333'\n'-x+y,-x,z+.66667'";
    const { crystal } = read(cifText({ cell, symmetry, atoms: 'Si1 Si 0.1 0.2 0.3' }));
    expect(positions(crystal, 9)[1]![2]).toBe(0.633333333);
  });

  it('an operation listed twice', () => {
    both(['loop_', '_symmetry_equiv_pos_as_xyz', ...OPERATIONS, "'-x,1-y,-z'"]);
  });

  it('a single operation outside a loop', () => {
    expectPlain(withSymmetry(["_symmetry_equiv_pos_as_xyz 'x,y,z'"]), []);
  });

  it('time reversal and centring of magnetic files', () => {
    const symmetry = `loop_
_space_group_symop_magn_operation.id
_space_group_symop_magn_operation.xyz
1 x,y,z,+1
2 -x,-y,-z,-1
loop_
_space_group_symop_magn_centering.id
_space_group_symop_magn_centering.xyz
1 x,y,z,+1
2 x+1/2,y,z,-1`;
    const { crystal } = read(cifText({ symmetry, atoms: 'Mg1 Mg 0.1 0.2 0.3' }));
    expect(positions(crystal)).toEqual([
      [0.1, 0.2, 0.3],
      [0.9, 0.8, 0.7],
      [0.6, 0.2, 0.3],
      [0.4, 0.8, 0.7],
    ]);
  });
});

describe('flaws that are refused', () => {
  it('loop columns of unequal length', () => {
    expect(refusalOf(cifText({ atoms: 'Mg1 Mg 0 0 0\nO1 O 0.5 0.5' }))).toEqual({
      code: 'SYNTAX',
      message:
        "The loop on line 10 has 5 columns, but its 9 values don't fill complete rows; there is a value missing or too many.",
      file: 'test.cif',
      line: 17,
    });
  });

  it('a second, different list of atoms', () => {
    // sulfides/Bi2S3-Bismuthinite.cif of OpenChemistry/crystals had two, of which the first went on with other columns.
    const list = cifText({ atoms: 'Mg1 Mg 0 0 0.1\nO1 O 0.5 0.5 0.6' });
    expect(refusalOf(cifText() + list.slice(list.indexOf('loop_')))).toEqual({
      code: 'SYNTAX',
      message:
        '_atom_site_fract_z occurs twice in data block "test", on lines 10 and 18, with different values; remove the wrong one.',
      file: 'test.cif',
      line: 18,
    });
  });

  it('a cell length that stands twice with different values', () => {
    expect(refusalOf(cifText({ more: '_cell_length_a 4.1' }))).toMatchObject({
      code: 'SYNTAX',
      message:
        '_cell_length_a occurs twice in data block "test", on lines 2 and 9, with different values; remove the wrong one.',
    });
  });

  it('a text field that is never closed', () => {
    expect(refusalOf(`${cifText()}_note\n;\nand so on\n ;\n`)).toEqual({
      code: 'SYNTAX',
      message: 'The value that begins on line 19 with ";", three quotes or a bracket is not closed.',
      file: 'test.cif',
      line: 19,
    });
  });

  it.each(["'(Fe,Mg)'", 'Fe/Mg', "'Fe + Mg'", 'Si:Al'])(
    'several elements in one symbol, without fractions: %s',
    (symbol) => {
      const text = symbol.replaceAll("'", '');
      expect(refusalOf(cifText({ atoms: `M1 ${symbol} 0 0 0\nO1 O 0.5 0.5 0.5` }))).toEqual({
        code: 'DISORDERED',
        message: `"${text}" puts several elements on one site without their fractions; write a row for each element, with its occupancy.`,
        file: 'test.cif',
        line: 16,
      });
    },
  );

  it('occupancies that sum above one', () => {
    const text = cifText({ atoms: 'Mg1 Mg 0 0 0 0.7\nFe1 Fe 0 0 0 0.5\nO1 O 0.5 0.5 0.5 1' });
    expect(refusalOf(text.replace('fract_z\n', 'fract_z\n_atom_site_occupancy\n'))).toMatchObject({
      code: 'DISORDERED',
      line: 17,
    });
  });

  it('an empty list of atoms', () => {
    expect(refusalOf(cifText({ atoms: '' }))).toEqual({
      code: 'NO_STRUCTURE',
      message: 'The list of atoms is empty.',
      file: 'test.cif',
      line: 10,
    });
  });

  it.each(['', ' \n\n', '\x1a'])('an empty file: %j', (text) => {
    expect(refusalOf(text)).toMatchObject({ code: 'NO_STRUCTURE' });
  });

  it('a file of zero bytes', () => {
    expect(refusalOf(new Uint8Array(100))).toEqual({
      code: 'UNREADABLE',
      message: 'This is not a text file: it contains null bytes.',
      file: 'test.cif',
      line: 1,
    });
  });
});
