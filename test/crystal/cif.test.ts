import { describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { CUBIC_CELL, cellText, cifText, P1, RUTILE, read, refusalOf } from './texts.js';

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
      message: 'The cell holds more than 10000 atoms, the maximum.',
    });
  });
});
