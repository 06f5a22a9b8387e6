import { describe, expect, it } from 'vitest';
import { reducedFormula } from '../../src/crystal/formula.js';
import { loadMoyo } from '../../src/crystal/moyo.js';
import { parseFormula } from '../../src/crystal/parse-formula.js';
import { STRUCTURE_TYPES } from '../../src/motif/prototype/structure-types.js';
import { sequenceOfType } from '../../src/motif/prototype/type-sequences.js';
import { analysedCrystals } from '../sources/analysed-sample.js';
import { cellText, cifText, read } from '../crystal/texts.js';
import { analysisOf, crystals, supercell } from './crystals.js';

function prototype(cell: Parameters<typeof cellText>, spaceGroup: string, atoms: string) {
  const symmetry = `_space_group_name_H-M_alt '${spaceGroup}'`;
  return analysisOf(read(cifText({ cell: cellText(...cell), symmetry, atoms })).crystal).prototype;
}

const cubic = (a: number): Parameters<typeof cellText> => [a, a, a, 90, 90, 90];
const tetragonal = (a: number, c: number): Parameters<typeof cellText> => [a, a, c, 90, 90, 90];
const hexagonal = (a: number, c: number): Parameters<typeof cellText> => [a, a, c, 90, 90, 120];

describe('the table of structure types', () => {
  const moyo = loadMoyo();

  it.each(STRUCTURE_TYPES.map((type) => [`${type.name}, ${type.prototype}, ${type.spaceGroup}`, type] as const))(
    'has as many atoms on its positions as the formula says: %s',
    (_, type) => {
      const positions = moyo.wyckoff_positions(moyo.space_group_type(type.spaceGroup).hall_number);
      const multiplicityOf = new Map(positions.map(({ letter, multiplicity }) => [letter, multiplicity]));
      const { positions: parts } = sequenceOfType(type);
      const formulaUnits = parts.map(
        ({ letters, count }) => letters.reduce((sum, letter) => sum + multiplicityOf.get(letter)!, 0) / count,
      );
      expect(new Set(formulaUnits).size).toBe(1);
      const elements = parts.map(({ element }) => element);
      for (const rule of [type.centres, type.only, type.pairs, type.edges]) {
        expect(elements).toEqual(expect.arrayContaining(Object.keys(rule ?? {})));
      }
    },
  );

  it('has minerals of the stoichiometry of their types, each once', () => {
    for (const { prototype: formula, minerals = {} } of STRUCTURE_TYPES) {
      const formulas = Object.keys(minerals).map((one) => reducedFormula(compositionOf(one)));
      expect(new Set(formulas).size).toBe(formulas.length);
      for (const mineral of Object.keys(minerals)) {
        expect(stoichiometry(mineral), mineral).toBe(stoichiometry(formula));
      }
    }
  });

  function compositionOf(formula: string) {
    const parsed = parseFormula(formula);
    if (!parsed.ok) throw new Error(parsed.message);
    return parsed.composition;
  }

  function stoichiometry(formula: string): string {
    const counts = [...compositionOf(formula).values()];
    const least = Math.min(...counts);
    return counts
      .map((count) => count / least)
      .sort((a, b) => a - b)
      .join();
  }
});

describe('the prototype', () => {
  it('has the label of AFLOW', () => {
    expect(analysisOf(crystals.rutile).prototype.label).toBe('A2B_tP6_136_f_a');
    expect(analysisOf(crystals.rockSalt).prototype.label).toBe('AB_cF8_225_a_b');
    expect(analysisOf(crystals.caesiumChloride).prototype.label).toBe('AB_cP2_221_b_a');
    expect(analysisOf(crystals.perovskite).prototype.label).toBe('AB3C_cP5_221_a_c_b');
    expect(analysisOf(crystals.spinel).prototype.label).toBe('A2BC4_cF56_227_d_a_e');
    expect(analysisOf(crystals.corundum).prototype.label).toBe('A2B3_hR10_167_c_e');
  });

  it.each([
    ['origin', 'Mg1 Mg 0.5 0 0\nO1 O 0 0 0'],
    ['roles of the letters', 'Mg1 Mg 0.5 0.5 0.5\nO1 O 0 0 0'],
  ])('does not depend on the %s', (_, atoms) => {
    expect(prototype(cubic(4.21), 'F m -3 m', atoms)).toEqual(analysisOf(crystals.rockSalt).prototype);
  });

  it('does not depend on the cell, and tells what stands where', () => {
    expect(analysisOf(supercell(crystals.spinel, [1, 1, 2])).prototype).toMatchObject({
      name: 'spinel',
      mineral: 'spinel',
    });
    // Li₂O: the positions of fluorite with the roles exchanged.
    expect(prototype(cubic(4.619), 'F m -3 m', 'Li1 Li 0.25 0.25 0.25\nO1 O 0 0 0').name).toBe('antifluorite');
    // GdFeO₃ in the axes Pbnm of M. Marezio et al., Acta Cryst. B 26, 2008 (1970).
    const atoms = 'Gd1 Gd 0.9844 0.0628 0.25\nFe1 Fe 0 0.5 0\nO1 O 0.1005 0.4672 0.25\nO2 O 0.6963 0.3016 0.0518';
    const inPbnm = prototype([5.349, 5.611, 7.669, 90, 90, 90], 'P b n m', atoms);
    expect(inPbnm).toMatchObject({
      name: 'perovskite (GdFeO3-type)',
      family: 'perovskite',
      label: 'ABC3_oP20_62_b_c_cd',
    });
  });

  it('tells types with the same positions apart by their polyhedra', () => {
    // R. W. G. Wyckoff, Crystal Structures 1 (1963): FeS₂, CO₂.
    expect(prototype(cubic(5.4067), 'P a -3', 'Fe1 Fe 0 0 0\nS1 S 0.386 0.386 0.386')).toMatchObject({
      name: 'pyrite',
      mineral: 'pyrite',
    });
    expect(prototype(cubic(5.575), 'P a -3', 'C1 C 0 0 0\nO1 O 0.11 0.11 0.11').name).toBe('dry ice');
    const layered = (z: number) => `A1 Cu 0 0 0\nB1 Fe 0 0 0.5\nO1 O 0 0 ${z}`;
    // A. Pabst, Am. Mineral. 31, 539 (1946), and a hypothetical CuFeO₂ with the oxygen of α-NaFeO₂.
    expect(prototype(hexagonal(3.03, 17.09), 'R -3 m', layered(0.111)).mineral).toBe('delafossite');
    expect(prototype(hexagonal(3.02, 16.1), 'R -3 m', layered(0.234)).name).toBe('α-NaFeO2');
    // Calcite (D. L. Graf, Am. Mineral. 46, 1283 (1961)) and LaAlO₃ (C. J. Howard et al., J. Phys. Condens. Matter 12, 349 (2000)).
    expect(
      prototype(hexagonal(4.99, 17.061), 'R -3 c', 'Ca1 Ca 0 0 0\nC1 C 0 0 0.25\nO1 O 0.2578 0 0.25').mineral,
    ).toBe('calcite');
    expect(
      prototype(hexagonal(5.3647, 13.1114), 'R -3 c', 'La1 La 0 0 0.25\nAl1 Al 0 0 0\nO1 O 0.5281 0 0.25').name,
    ).toBe('perovskite (LaAlO3-type)');
  });

  it('tells pairs of anions from others', () => {
    // R. W. G. Wyckoff, Crystal Structures 1 (1963): marcasite and CaCl₂.
    const of = (cell: Parameters<typeof cellText>, atoms: string) => prototype(cell, 'P n n m', atoms).name;
    expect(of([4.436, 5.414, 3.381, 90, 90, 90], 'Fe1 Fe 0 0 0\nS1 S 0.2 0.378 0')).toBe('marcasite');
    expect(of([6.24, 6.43, 4.2, 90, 90, 90], 'Ca1 Ca 0 0 0\nCl1 Cl 0.275 0.325 0')).toBe(
      'rutile (distorted, CaCl2-type)',
    );
  });

  it('names quartz of either hand', () => {
    const left = prototype(
      hexagonal(4.9134, 5.4052),
      'P 32 2 1',
      'Si1 Si 0.4697 0 0.6666667\nO1 O 0.4135 0.2669 0.7857',
    );
    expect(left).toMatchObject({ name: 'quartz (low)', mineral: 'quartz', label: 'A2B_hP9_154_c_a' });
  });

  it('names a type that is met within 0.1 Å, and says so', () => {
    const strained = prototype(
      [4.594, 4.61, 2.959, 90, 90, 90],
      'P 1',
      [
        'Ti1 Ti 0 0 0\nTi2 Ti 0.5 0.5 0.503\nO1 O 0.305 0.305 0\nO2 O 0.695 0.695 0',
        'O3 O 0.805 0.195 0.5\nO4 O 0.195 0.805 0.5',
      ].join('\n'),
    );
    expect(strained).toMatchObject({ name: 'rutile', tolerance: 0.1 });
  });

  it('has a label of its own where it has no name', () => {
    const unnamed = prototype(tetragonal(4, 7), 'P 4/m m m', 'Ti1 Ti 0 0 0\nO1 O 0.5 0 0\nO2 O 0 0 0.26');
    expect(unnamed).toEqual({ label: 'AB4_tP5_123_a_fg', name: null, family: null, mineral: null, tolerance: 0.01 });
  });
});

describe('the sample', () => {
  it('has the types and minerals that its ids name', async () => {
    const wrong: string[] = [];
    let named = 0;
    for (const { crystal, analysis } of await analysedCrystals()) {
      const { name, mineral } = analysis.prototype;
      const id = /\w+ite(?=-)/.exec(crystal.id)?.[0];
      if (name !== null) named++;
      if (id !== undefined && !plain(`${name} ${mineral}`).includes(id))
        wrong.push(`${crystal.id}: ${name}, ${mineral}`);
    }
    expect(wrong).toEqual([]);
    expect(named).toBeGreaterThan(170);
  });
});

/** Without accents. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '');
}
