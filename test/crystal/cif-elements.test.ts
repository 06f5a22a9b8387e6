import { describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { cellText, cifText, read, refusalOf, warningsOf } from './texts.js';

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
        message: `"${symbol}" is not the symbol of an element; write one into _atom_site_type_symbol.`,
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
    expect(warningsOf(text)).toEqual(['Oxidation states are given for only some of the sites and were not used.']);
  });
});
