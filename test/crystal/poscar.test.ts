import { describe, expect, it } from 'vitest';
import { parametersOf, volumeOf } from '../../src/crystal/lattice.js';
import { positions, read, refusalOf, warningsOf } from './texts.js';

const POSCAR = `rutile
1.0
4.6 0 0
0 4.6 0
0 0 2.95
Ti O
2 4
Direct
0 0 0
0.5 0.5 0.5
0.3 0.3 0
0.7 0.7 0
0.2 0.8 0.5
0.8 0.2 0.5
`;

const refusal = (text: string): ReturnType<typeof refusalOf> => refusalOf(text, 'POSCAR');

describe('POSCAR', () => {
  it('gives lattice and sites as they stand in it', () => {
    const { crystal, warnings } = read(POSCAR, 'run/POSCAR');
    expect(crystal.id).toBe('POSCAR');
    expect(crystal.provenance).toMatchObject({ file: 'run/POSCAR', format: 'poscar' });
    expect([...crystal.lattice]).toEqual([4.6, 0, 0, 0, 4.6, 0, 0, 0, 2.95]);
    expect([...crystal.atomicNumbers]).toEqual([22, 22, 8, 8, 8, 8]);
    expect(positions(crystal)[2]).toEqual([0.3, 0.3, 0]);
    expect(crystal.labels).toEqual(['Ti1', 'Ti2', 'O1', 'O2', 'O3', 'O4']);
    expect(warnings).toEqual([]);
  });

  it('keeps coordinates outside the cell', () => {
    expect(positions(read(POSCAR.replace('0.3 0.3 0', '-0.7 1.3 0'), 'POSCAR').crystal)[2]).toEqual([-0.7, 1.3, 0]);
  });

  it('may have Cartesian coordinates and a scaling factor', () => {
    const text = `rutile
2.0
2.3 0 0
0 2.3 0
0 0 1.475
Ti O
2 2
Cartesian
0 0 0
1.15 1.15 0.7375
0.69 0.69 0
1.61 1.61 0
`;
    const { crystal } = read(text, 'POSCAR');
    expect(volumeOf(crystal.lattice)).toBeCloseTo(4.6 * 4.6 * 2.95, 10);
    expect(positions(crystal).slice(1, 3)).toEqual([
      [0.5, 0.5, 0.5],
      [0.3, 0.3, 0],
    ]);
  });

  it('may give the volume as a negative factor, or a factor for each axis', () => {
    expect(volumeOf(read(POSCAR.replace('1.0', '-70'), 'POSCAR').crystal.lattice)).toBeCloseTo(70, 10);
    const { a, b, c } = parametersOf(read(POSCAR.replace('1.0', '1 2 3'), 'POSCAR').crystal.lattice);
    expect([a, b, c]).toEqual([4.6, 9.2, 2.95 * 3].map((x) => expect.closeTo(x, 10)));
  });

  it('may have selective dynamics, velocities, comments and names of potentials', () => {
    const text = POSCAR.replace('Direct', 'Selective dynamics\ndirect')
      .replace('0.3 0.3 0', '0.3 0.3 0 T T F ! fixed')
      .replace('Ti O', 'Ti_pv O/1a2b3c4d')
      .concat('\n0 0 0\n0 0 0\n');
    const { crystal } = read(text, 'CONTCAR');
    expect([...crystal.atomicNumbers]).toEqual([22, 22, 8, 8, 8, 8]);
    expect(crystal.labels[0]).toBe('Ti1');
  });

  it('may have an element in several groups', () => {
    const { crystal } = read(POSCAR.replace('Ti O\n2 4', 'O Ti O\n1 2 3'), 'POSCAR');
    expect([...crystal.atomicNumbers]).toEqual([8, 22, 22, 8, 8, 8]);
    expect(crystal.labels).toEqual(['O1', 'Ti1', 'Ti2', 'O2', 'O3', 'O4']);
  });

  it('of VASP 4 has its elements behind the coordinates or in the comment line', () => {
    const old = POSCAR.replace('Ti O\n', '');
    const behind = old
      .replace(/^(0\S* 0\S* 0\S*)$/gm, '$1 O')
      .replace('0 0 0 O', '0 0 0 Ti')
      .replace('0.5 0.5 0.5 O', '0.5 0.5 0.5 Ti');
    expect([...read(behind, 'POSCAR').crystal.atomicNumbers].filter((z) => z === 22)).toHaveLength(2);
    expect(warningsOf(behind, 'POSCAR')).toEqual([
      'The line with the element symbols is missing; they were read after the coordinates.',
    ]);
    const comment = old.replace('rutile', 'Ti O');
    expect([...read(comment, 'POSCAR').crystal.atomicNumbers]).toEqual([22, 22, 8, 8, 8, 8]);
    expect(warningsOf(comment, 'POSCAR')).toEqual([
      'The line with the element symbols is missing; they were read from the comment line.',
    ]);
    expect(refusal(old)).toEqual({
      code: 'UNKNOWN_ELEMENT',
      message:
        'The file names no elements (VASP 4); insert a line with their symbols before the line with the numbers of atoms.',
      file: 'POSCAR',
      line: 6,
    });
  });

  it.each([
    ['0 4.6 0', '0 4.6', 'NO_CELL', 'Line 4 has to give a basis vector: three numbers.', 4],
    ['0 0 2.95', '4.6 4.6 0', 'NO_CELL', 'The basis vectors span no volume.', undefined],
    ['1.0', 'one', 'NO_CELL', 'Line 2 has to give the scaling factor: a number, or three positive ones.', 2],
    ['1.0', '0', 'NO_CELL', 'Line 2 has to give the scaling factor: a number, or three positive ones.', 2],
    ['2 4', '2 x', 'SYNTAX', 'Line 7 has to give the number of atoms of each element.', 7],
    ['2 4', '2 -4', 'SYNTAX', 'Line 7 has to give the number of atoms of each element.', 7],
    ['2 4', '0 0', 'NO_STRUCTURE', 'The file has no atoms.', 7],
    ['2 4', '6', 'SYNTAX', 'The file names 2 elements, but gives numbers of atoms for 1.', 7],
    ['2 4', '2 1000000000', 'TOO_MANY_ATOMS', 'The cell holds more than 10000 atoms, the maximum.', 7],
    ['Direct', '0.1 0.1 0.1', 'SYNTAX', 'Line 8 has to say "Direct" or "Cartesian".', 8],
    ['Ti O', 'Xx O', 'UNKNOWN_ELEMENT', '"Xx" is not the symbol of an element.', 6],
    ['0.3 0.3 0', '0.3 0.3', 'BAD_COORDINATES', 'Line 11 has to give the coordinates of an atom: three numbers.', 11],
    [
      '0.3 0.3 0',
      '0.3 0.3 1e999',
      'BAD_COORDINATES',
      'Line 11 has to give the coordinates of an atom: three numbers.',
      11,
    ],
    ['2 4', '2 5', 'BAD_COORDINATES', 'Line 15 has to give the coordinates of an atom: three numbers.', 15],
    [
      '0.7 0.7 0',
      '0.31 0.3 0',
      'ATOMS_TOO_CLOSE',
      'O (O1) and O (O2) are 0.046 Å apart; atoms of a crystal are at least 0.4 Å apart.',
      12,
    ],
  ])('with "%s" replaced by "%s" is refused', (from, to, code, message, line) => {
    expect(refusal(POSCAR.replace(from, to))).toEqual({ code, message, file: 'POSCAR', ...(line && { line }) });
  });
});
