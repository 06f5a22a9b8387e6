/** Whatever comes in, readers answer, soon, and never throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { writeCif, writePoscar } from '../../src/crystal/write.js';
import { cellText, cifText, RUTILE, read } from './texts.js';

const CIF = cifText({
  cell: cellText(4.759, 4.759, 12.991, 90, 90, 120),
  symmetry: `_symmetry_space_group_name_H-M 'R -3 c'
_symmetry_Int_Tables_number 167
_chemical_formula_sum 'Al2 O3'
_cell_formula_units_Z 6
loop_
_symmetry_equiv_pos_as_xyz
'x,y,z'
_publ_text
;
text with data_ and loop_
;`,
  atoms: 'Al1 Al3+ 0 0 0.3522(1)\nO1 O2- 0.3063 0 0.25',
});
const JSON_TEXT = JSON.stringify({
  lattice: {
    matrix: [
      [4, 0, 0],
      [0, 4, 0],
      [0, 0, 4],
    ],
  },
  sites: [{ species: [{ element: 'Mg', occu: 1 }], abc: [0, 0, 0], label: 'Mg' }],
});
const OPTIMADE = JSON.stringify({
  data: [
    {
      id: 'a',
      attributes: {
        lattice_vectors: [
          [4, 0, 0],
          [0, 4, 0],
          [0, 0, 4],
        ],
        cartesian_site_positions: [[0, 0, 0]],
        species_at_sites: ['Mg'],
        species: [{ name: 'Mg', chemical_symbols: ['Mg'], concentration: [1] }],
      },
    },
  ],
});
const SEEDS = [CIF, RUTILE, writePoscar(read(RUTILE).crystal), JSON_TEXT, OPTIMADE];

/** Pieces that mean something to one of the formats. */
const PIECES = [
  '',
  ' ',
  '\n',
  '\n;',
  '\n;\n',
  "'",
  '"',
  '#',
  '_',
  '.',
  '?',
  '-',
  '(',
  ')',
  '[',
  '{',
  '}',
  '"""',
  '\0',
  '\x1a',
  '\uFEFF',
  'data_',
  'data_x\n',
  'loop_\n',
  '_loop\n',
  'save_',
  'stop_',
  'global_',
  '_cell_length_a 1e308\n',
  '_cell_length_a -1\n',
  '_atom_site_fract_x',
  '_atom_site_label\n',
  '_symmetry_equiv_pos_as_xyz',
  "'x,y,z'",
  "'-x,-y,z+1/0'",
  'x,y,z,t',
  '1e999',
  'NaN',
  'Infinity',
  '0x10',
  '9'.repeat(400),
  'null',
  '[]',
  '__proto__',
  'constructor',
  'F d -3 m',
  '(((((((((',
  'é',
  '\ud800',
];

/** A known result and a fast one, or the input that gave none. */
function expectAnswer(content: string | Uint8Array, file: string): void {
  const results = readStructures(content, { file });
  expect(results.length).toBeGreaterThan(0);
  // Of hundred thousands of blocks, the first ones.
  for (const result of results.slice(0, 100)) {
    if (result.ok) {
      const { crystal } = result;
      expect(crystal.fractional.length).toBe(3 * crystal.atomicNumbers.length);
      expect(crystal.fractional.every(Number.isFinite)).toBe(true);
      expect(crystal.labels.length).toBe(crystal.atomicNumbers.length);
      expect(writeCif(crystal)).toContain('_atom_site_fract_x');
    } else {
      expect(result.refusal).not.toMatchObject({ code: 'ANALYSIS_FAILED' });
      expect(result.refusal.message.length).toBeLessThan(2000);
      expect(result.refusal.file).toBe(file);
    }
  }
}

const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(40),
    insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('mutated files', () => {
  it.each(SEEDS.map((text, index) => [index, text] as const))('are answered (%i)', (index, text) => {
    fc.assert(
      fc.property(mutations, (edits) => {
        let mutated = text;
        for (const { at, remove, insert } of edits) {
          const position = Math.floor(at * mutated.length);
          mutated = mutated.slice(0, position) + insert + mutated.slice(position + remove);
        }
        expectAnswer(mutated, ['x.cif', 'x.cif', 'POSCAR', 'x.json', 'x.json'][index]!);
      }),
      { seed: 20260101 + index, numRuns: 1500 },
    );
  });

  it('of lines in another order are answered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SEEDS), fc.array(fc.nat(40), { maxLength: 40 }), (text, order) => {
        const lines = text.split('\n');
        expectAnswer(order.map((line) => lines[line % lines.length]).join('\n'), 'x.cif');
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  it('of random bytes are answered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expectAnswer(bytes, 'x.cif')),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('files of some megabytes', () => {
  const MEGABYTES = 2;
  const repeat = (piece: string): string => piece.repeat(Math.ceil((MEGABYTES << 20) / piece.length));

  it.each([
    ['quotes', `data_x\n${repeat("'")}`],
    ['open quotes', `data_x\n${repeat("' ")}`],
    ['semicolons', `data_x\n${repeat('\n; a\n')}`],
    ['an open text field', `data_x\n_a\n;${repeat('\nabc')}`],
    ['underscores', `data_x\n${repeat('_')}`],
    ['one word', `data_x\n${repeat('a')}`],
    ['short words', `data_x\n${repeat('a ')}`],
    ['loops', `data_x\n${repeat('loop_ _a 1 ')}`],
    ['equal tags', `data_x\n${repeat('_cell_length_a 1\n')}`],
    ['tags', `data_x\n${Array.from({ length: 300_000 }, (_, index) => `_tag_${index} 1`).join('\n')}`],
    ['blocks', repeat('data_x\n')],
    ['blocks with a cell', repeat('data_x\n_cell_length_a 1\n')],
    ['numbers', cifText({ more: `_note ${'9'.repeat(MEGABYTES << 20)}` })],
    [
      'a long number for a cell length',
      cifText({
        cell: cellText(4, 4, 4, 90, 90, 90).replace('length_a 4', `length_a ${'4'.repeat(MEGABYTES << 20)}x`),
      }),
    ],
    ['a long symbol', cifText({ symmetry: `_symmetry_space_group_name_H-M '${'P '.repeat(MEGABYTES << 19)}'` })],
    ['a long operation', cifText({ symmetry: `_symmetry_equiv_pos_as_xyz '${'x+'.repeat(MEGABYTES << 19)}'` })],
    ['a long element', cifText({ atoms: `A ${'(Si + '.repeat(MEGABYTES << 17)} 0 0 0` })],
    ['a long formula', cifText({ more: `_chemical_formula_sum '${'C1 '.repeat(MEGABYTES << 18)}'` })],
    ['atoms', cifText({ atoms: repeat('O1 O 0 0 0\n') })],
    [
      'equal atoms',
      cifText({ atoms: 'O1 O 0.1 0.2 0.3\n'.repeat(10_000), symmetry: "_symmetry_space_group_name_H-M 'F m -3 m'" }),
    ],
    [
      'operations',
      cifText({ symmetry: `loop_\n_symmetry_equiv_pos_as_xyz\n${"'x,y,z'\n'-x,y,-z+1/3'\n".repeat(100_000)}` }),
    ],
    [
      'translations',
      cifText({
        symmetry: `loop_\n_symmetry_equiv_pos_as_xyz\n${Array.from({ length: 3000 }, (_, index) => `x+${index}/3000,y,z`).join('\n')}`,
      }),
    ],
    [
      'a table of bonds',
      `${cifText()}loop_\n_geom_bond_atom_site_label_1\n_geom_bond_distance\n${repeat('O1 1.234\n')}`,
    ],
    ['open brackets', repeat('[')],
    ['an array in JSON', `[${repeat('{},')}{}]`],
    ['deep JSON', `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['lines of a POSCAR', `x\n1\n4 0 0\n0 4 0\n0 0 4\nO\n10000\nDirect\n${repeat('0 0 0\n')}`],
    ['spaces', `data_x\n${repeat(' ')}`],
    ['comments of many words', `${'# '.repeat(100_000)}\n`],
    ['comments', `data_x\n${repeat('#\n')}`],
  ])('of %s are answered within seconds', (_, text) => {
    const start = performance.now();
    expectAnswer(text, 'x');
    expect(performance.now() - start).toBeLessThan(45_000);
  });
});
