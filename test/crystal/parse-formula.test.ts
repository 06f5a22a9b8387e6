import { describe, expect, test } from 'vitest';
import { elementSymbols, symbolOf } from '../../src/crystal/elements.js';
import { reducedFormula } from '../../src/crystal/formula.js';
import { parseFormula } from '../../src/crystal/parse-formula.js';

const reduced = (text: string) => {
  const parsed = parseFormula(text);
  return parsed.ok ? reducedFormula(parsed.composition) : parsed.message;
};

describe('a formula', () => {
  test.each([
    ['TiO2', 'TiO2'],
    ['O2Ti', 'TiO2'],
    ['Ti2O4', 'TiO2'],
    ['TiO₂', 'TiO2'],
    ['Ti O2', 'TiO2'],
    ['  O2 Ti1 ', 'TiO2'],
    ['O', 'O'],
    ['Ca(OH)2', 'CaH2O2'],
    ['Ca3(PO4)2', 'Ca3P2O8'],
    ['[Fe(CN)6]K4', 'K4FeC6N6'],
    ['Y3Al2(AlO4)3', 'Y3Al5O12'],
    ['CuSO4·5H2O', 'CuH10SO9'],
    ['CuSO4 * 5 H2O', 'CuH10SO9'],
    ['2TiO2', 'TiO2'],
    ['Fe0.95O', 'Fe0.95O'],
    ['LiMn0.1Co0.1Ni0.8O2', 'LiNi0.8Mn0.1Co0.1O2'],
    ['O2.48Fe0.2Co0.8Sr0.5Ba0.5', 'Ba0.5Sr0.5Co0.8Fe0.2O2.48'],
    ['Li1.2Ni0.13Mn0.54Co0.13O2', 'Li1.2Mn0.54Co0.13Ni0.13O2'],
    ['Zr0.85Y0.15O1.925', 'Zr0.85Y0.15O1.925'],
    ['Ce O1.9 F0.1', 'CeO1.9F0.1'],
    ['Co', 'Co'],
    ['CO', 'CO'],
  ])('%s is %s', (text, formula) => {
    expect(reduced(text)).toBe(formula);
  });

  test('of every element', () => {
    for (const symbol of elementSymbols()) expect(reduced(`${symbol}3${symbol}`)).toBe(symbol);
  });

  test.each([
    ['', 'an empty formula'],
    ['   ', 'an empty formula'],
    ['Xx2', '"Xx2" is not a chemical formula: there is no element Xx'],
    ['tio2', '"tio2" is not a chemical formula: "tio2" is not understood'],
    ['TiO2?', '"TiO2?" is not a chemical formula: "?" is not understood'],
    ['Ca(OH', '"Ca(OH" is not a chemical formula: "(" is not closed'],
    ['Ca(OH]2', '"Ca(OH]2" is not a chemical formula: "(" is not closed'],
    ['CaOH)2', '"CaOH)2" is not a chemical formula: ")" has no opening bracket'],
    ['Ca()2', '"Ca()2" is not a chemical formula: there is nothing in ()'],
    ['TiO0', '"TiO0" is not a chemical formula: 0 is not a possible number of atoms'],
    ['TiO2000000', '"TiO2000000" is not a chemical formula: 2000000 is not a possible number of atoms'],
    [
      '((((Ti1000)1000)1000)1000)',
      '"((((Ti1000)1000)1000)1000)" is not a chemical formula: 1000000000 is not a possible number of atoms',
    ],
    ['2', '"2" is not a chemical formula: an element is missing'],
    ['CuSO4.5H2O', '"CuSO4.5H2O" is not a chemical formula: 4.5 is not a whole number (a hydrate is written with "·")'],
    ['TiO2·', '"TiO2·" is not a chemical formula: an element is missing'],
    [`Ti${'O'.repeat(300)}`, 'a formula of more than 200 characters'],
  ])('%s is none', (text, message) => {
    expect(parseFormula(text)).toEqual({ ok: false, message });
  });

  test.each([
    ['D2O', { H: 2, O: 1 }],
    ['Fe0.95 O', { Fe: 0.95, O: 1 }],
    ['C2 H6. O.5', { C: 2, H: 6, O: 0.5 }],
  ])('%s of a program may have broken counts', (text, counts) => {
    const parsed = parseFormula(text, 'program');
    expect(parsed.ok && Object.fromEntries([...parsed.composition].map(([z, n]) => [symbolOf(z), n]))).toEqual(counts);
  });
});
