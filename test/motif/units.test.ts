import { describe, expect, it } from 'vitest';
import { everyCation, type MotifAnalysis } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { describe as inWords } from '../../src/motif/description/describe.js';
import { usualFormula } from '../../src/motif/unit-formula.js';
import { unitKinds } from '../../src/motif/unit-kinds.js';
import { cellText, cifText, read } from '../crystal/texts.js';

type Cell = Parameters<typeof cellText>;

/** Oxidation states are given: what units are doesn't hang on how they are guessed. */
function analysisOf(
  cell: Cell,
  symmetry: string,
  states: Readonly<Record<string, number>>,
  atoms: readonly string[],
  hydrogen = false,
): MotifAnalysis {
  const { crystal } = read(
    cifText({ cell: cellText(...cell), symmetry: `_space_group_name_H-M_alt '${symmetry}'`, atoms: atoms.join('\n') }),
  );
  const oxidationStates = Float64Array.from(crystal.labels, (label) => states[label.replace(/\d+$/, '')]!);
  const result = analyzeMotifs({ ...crystal, oxidationStates }, { hydrogen });
  if (!result.ok) throw new Error(result.refusal.message);
  return result.analysis;
}

function kindsOf(analysis: MotifAnalysis): string[] {
  return unitKinds(analysis).map(
    ({ formula, charge, dimensionality, units }) => `${units.length} ${formula} ${charge} ${dimensionality}D`,
  );
}

function centresOf({ sites }: MotifAnalysis): string[] {
  return [...new Set(sites.map(({ element, geometry, unit }) => `${unit?.formula ?? element} ${geometry}`))].sort();
}

/** H. A. Levy & S. W. Peterson, Phys. Rev. 86, 766 (1952): the low-temperature form, N–H 1.03 Å. */
const ammoniumChloride = (hydrogen = false) =>
  analysisOf(
    [3.8682, 3.8682, 3.8682, 90, 90, 90],
    'P -4 3 m',
    { N: -3, H: 1, Cl: -1 },
    ['N1 N 0 0 0', 'H1 H 0.1537 0.1537 0.1537', 'Cl1 Cl 0.5 0.5 0.5'],
    hydrogen,
  );

describe('units', () => {
  it('make NH₄Cl what CsCl is', () => {
    const analysis = ammoniumChloride();
    expect(kindsOf(analysis)).toEqual(['1 NH4 1 0D']);
    expect(centresOf(analysis)).toEqual(['NH4 C:8']);
    expect(analysis.unitBonds.map(({ order }) => order)).toEqual([1, 1, 1, 1]);
    expect(inWords(analysis)).toContain('It holds NH₄⁺ (ammonium). NH₄⁺ is in (NH₄)Cl₈ cubes (NH₄–Cl 3.35 Å).');
  });

  it('leave every cation with what it sees to those who ask for it', () => {
    const { sites } = everyCation(ammoniumChloride());
    expect(sites.map(({ element, coordinationNumber }) => `${element} ${coordinationNumber}`)).toEqual(
      Array(4).fill('H 1'),
    );
  });

  it('leave hydrogen a centre where it is asked for', () => {
    expect(ammoniumChloride(true).sites.filter(({ element }) => element === 'H')).toHaveLength(4);
  });

  it('are hydroxide in brucite, whose hydrogen is no centre', () => {
    // F. Zigan & R. Rothbauer, Neues Jahrb. Mineral. Monatsh. 137 (1967).
    const analysis = analysisOf([3.143, 3.143, 4.766, 90, 90, 120], 'P -3 m 1', { Mg: 2, O: -2, H: 1 }, [
      'Mg1 Mg 0 0 0',
      'O1 O 0.333333 0.666667 0.2203',
      'H1 H 0.333333 0.666667 0.4303',
    ]);
    expect([kindsOf(analysis), centresOf(analysis)]).toEqual([['2 OH -1 0D'], ['Mg O:6']]);
  });

  it('join FeC₆ and FeN₆ octahedra in Prussian blue', () => {
    // H. J. Buser et al., Inorg. Chem. 16, 2704 (1977), ideal and without vacancies: Fe–C 1.92, C–N 1.13, N–Fe 2.03 Å.
    const analysis = analysisOf([10.166, 10.166, 10.166, 90, 90, 90], 'F m -3 m', { Fe: 2, K: 1, C: 2, N: -3 }, [
      'Fe1 Fe 0 0 0',
      'Fe2 Fe 0.5 0.5 0.5',
      'K1 K 0.25 0.25 0.25',
      'C1 C 0.1889 0 0',
      'N1 N 0.3003 0 0',
    ]);
    expect(kindsOf(analysis)).toEqual(['24 CN -1 0D']);
    expect(centresOf(analysis).filter((centre) => centre.startsWith('Fe'))).toEqual(['Fe O:6']);
    const words = inWords(analysis);
    expect(words).toContain('FeC₆ octahedra');
    expect(words).toContain('FeN₆ octahedra');
    expect(words).toMatch(/Joined by CN⁻, .*FeC₆ octahedra.* form a framework\./);
  });

  it('are carbonate in calcite, whose carbon stays a centre', () => {
    // S. A. Markgraf & R. J. Reeder, Am. Mineral. 70, 590 (1985).
    const analysis = analysisOf([4.988, 4.988, 17.061, 90, 90, 120], 'R -3 c', { Ca: 2, C: 4, O: -2 }, [
      'Ca1 Ca 0 0 0',
      'C1 C 0 0 0.25',
      'O1 O 0.2568 0 0.25',
    ]);
    expect([kindsOf(analysis), centresOf(analysis)]).toEqual([['6 CO3 -2 0D'], ['C TL:3', 'Ca O:6']]);
  });

  it('are no sulfate, silicate or phosphate: these are polyhedra', () => {
    // Zircon; R. M. Hazen & L. W. Finger, Am. Mineral. 64, 196 (1979).
    const analysis = analysisOf([6.6042, 6.6042, 5.9796, 90, 90, 90], 'I 41/a m d', { Zr: 4, Si: 4, O: -2 }, [
      'Zr1 Zr 0 0.75 0.125',
      'Si1 Si 0 0.25 0.375',
      'O1 O 0 0.066 0.1951',
    ]);
    expect(analysis.units).toEqual([]);
    expect(analysis.cations).toBeUndefined();
  });

  it('are S₂ pairs in pyrite, with their bonds', () => {
    // P. Bayliss, Am. Mineral. 62, 1168 (1977), as cubic.
    const analysis = analysisOf([5.418, 5.418, 5.418, 90, 90, 90], 'P a -3', { Fe: 2, S: -1 }, [
      'Fe1 Fe 0 0 0',
      'S1 S 0.3847 0.3847 0.3847',
    ]);
    expect(kindsOf(analysis)).toEqual(['4 S2 -2 0D']);
    expect(analysis.unitBonds).toHaveLength(4);
    expect(inWords(analysis)).toContain('It holds S₂²⁻ (disulfide, S–S 2.16 Å).');
  });

  /** A hypothetical chain: four Sb⁻ in the cell, and eight in twice the cell, are Sb⁻. */
  it.each([1, 2])('of a chain have the charge of their formula, whatever the cell (%i)', (cells) => {
    const at = (x: number, y: number, z: number) => `${x} ${y} ${z / cells}`;
    const atoms = Array.from({ length: cells }, (_, cell) => [
      `K${2 * cell + 1} K ${at(0, 0, cell)}`,
      `K${2 * cell + 2} K ${at(0, 0, cell + 0.5)}`,
      `Sb${2 * cell + 1} Sb ${at(0.4, 0.5, cell + 0.25)}`,
      `Sb${2 * cell + 2} Sb ${at(0.6, 0.5, cell + 0.75)}`,
    ]).flat();
    const analysis = analysisOf([5.5, 5.5, 5 * cells, 90, 90, 90], 'P 1', { K: 1, Sb: -1 }, atoms);
    expect(unitKinds(analysis).map(({ formula, charge, dimensionality }) => [formula, charge, dimensionality])).toEqual(
      [['Sb', -1, 1]],
    );
    expect(analysis.chemicalFormula).toBe('KSb');
  });
});

it('formulas in any order are written as chemists do', () => {
  const written = ['H4N', 'H2O', 'HO', 'CO3', 'O4S', 'HCO3', 'H6CN', 'H4C', 'H6C2O', 'no formula'].map(usualFormula);
  expect(written).toEqual(['NH4', 'H2O', 'OH', 'CO3', 'SO4', 'HCO3', 'CH3NH3', 'CH4', 'C2H6O', 'no formula']);
});
