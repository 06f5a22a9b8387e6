import { describe, expect, it } from 'vitest';
import { extendedXyz } from '../../src/crystal/formats/extended-xyz.js';
import { readStructures } from '../../src/crystal/read.js';
import { positions, read, refusalOf } from './texts.js';

const ROCK_SALT = `2
Lattice="0 2.1 2.1 2.1 0 2.1 2.1 2.1 0" Properties=species:S:1:pos:R:3:forces:R:3 pbc="T T T" energy=-12.3
Mg 0.0 0.0 0.0 0.1 0 0
O  2.1 0.0 0.0 0 0 0
`;

describe('extended XYZ', () => {
  it('has lattice, symbols and Cartesian positions, known by its comment line or its name', () => {
    for (const file of ['a.xyz', 'b.txt']) {
      const { crystal } = read(ROCK_SALT, file);
      expect([...crystal.atomicNumbers]).toEqual([12, 8]);
      expect(crystal.labels).toEqual(['Mg1', 'O1']);
      expect(crystal.provenance.format).toBe('xyz');
      expect(positions(crystal)).toEqual([
        [0, 0, 0],
        [-0.5, 0.5, 0.5],
      ]);
    }
  });

  it('may have other columns before, and atomic numbers', () => {
    const text = ROCK_SALT.replace('species:S:1:pos', 'id:I:1:Z:I:1:pos')
      .replace('Mg 0', '1 12 0')
      .replace('O  2', '2 8 2');
    expect([...read(text).crystal.atomicNumbers]).toEqual([12, 8]);
  });

  it('may hold several frames, each with its number', () => {
    const results = readStructures(ROCK_SALT + ROCK_SALT.replace('O ', 'S '), { file: 'run.xyz' });
    expect(results.map((one) => one.ok && [one.crystal.id, one.crystal.atomicNumbers[1]])).toEqual([
      ['run:1', 8],
      ['run:2', 16],
    ]);
  });

  it.each([
    ['letters', 'a'.repeat(200_000)],
    ['keys without values', 'a '.repeat(100_000)],
    ['brackets that stay open', ' a={'.repeat(50_000)],
  ])('may have a comment line of %s, long as it is', (_, words) => {
    const { crystal } = read(ROCK_SALT.replace('energy=-12.3', words));
    expect([...crystal.atomicNumbers]).toEqual([12, 8]);
  });

  it('may be a trajectory of many frames', () => {
    expect(extendedXyz.split(ROCK_SALT.repeat(50_000))).toHaveLength(50_000);
  });

  it.each([
    ['a molecule', ROCK_SALT.replace(/Lattice="[^"]*" /, ''), 'NO_CELL', 2],
    ['a slab that is not periodic', ROCK_SALT.replace('T T T', 'T T F'), 'NO_CELL', 2],
    ['a lattice of eight numbers', ROCK_SALT.replace('2.1 0"', '2.1"'), 'NO_CELL', 2],
    ['columns without positions', ROCK_SALT.replace('pos', 'velo'), 'SYNTAX', 2],
    ['columns in a number below zero', ROCK_SALT.replace('species:S:1', 'id:I:-1:species:S:2'), 'SYNTAX', 2],
    ['columns without a number', ROCK_SALT.replace('forces:R:3', 'forces:R'), 'SYNTAX', 2],
    ['a lattice whose quotation mark is not closed', ROCK_SALT.replace('2.1 0"', '2.1 0'), 'NO_CELL', 2],
    ['an unknown element', ROCK_SALT.replace('Mg', 'Qq'), 'UNKNOWN_ELEMENT', 3],
    ['an atomic number that is none', ROCK_SALT.replace('Mg', '400'), 'UNKNOWN_ELEMENT', 3],
    ['a number that is none', ROCK_SALT.replace('O  2.1', 'O  x'), 'BAD_COORDINATES', 4],
    ['fewer atoms than it says', ROCK_SALT.replace(/O .*\n/, ''), 'BAD_COORDINATES', 4],
    ['something after its atoms', `${ROCK_SALT}end\n`, 'SYNTAX', 5],
  ])('is refused with its line: %s', (_, text, code, line) => {
    expect(refusalOf(text, 'a.xyz')).toMatchObject({ code, line });
  });

  it('may have very many frames, or a very long comment', () => {
    const frame = '1\nLattice="9 0 0 0 9 0 0 0 9"\nQq 0 0 0\n';
    expect(readStructures(frame.repeat(50_000), { file: 'run.xyz' })).toHaveLength(50_000);
    for (const part of ['a', 'a={ ', 'a " ', "a=' "]) {
      expect(
        readStructures(ROCK_SALT.replace('energy=', `${part.repeat(200_000)} energy=`), { file: 'a.xyz' }),
      ).toHaveLength(1);
    }
  });
});
