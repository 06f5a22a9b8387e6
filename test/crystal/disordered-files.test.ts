import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { symbolOf } from '../../src/crystal/elements.js';
import { compositionOf, reducedFormula } from '../../src/crystal/formula.js';
import { assignMixedIons } from '../../src/crystal/mixed-ions.js';
import { meanStateOf, occupationAt } from '../../src/crystal/occupation.js';
import { parseFormula } from '../../src/crystal/parse-formula.js';
import { findSymmetry } from '../../src/crystal/symmetry.js';
import { writeCif, writePoscar } from '../../src/crystal/write.js';
import { cellText, cifText, read, refusalOf, warningsOf } from './texts.js';

/** `label symbol x y z occupancy` a line, in a cubic cell of 4 Å. */
function withOccupancies(atoms: string, parts: Parameters<typeof cifText>[0] = {}): string {
  return cifText({ ...parts, atoms }).replace('_atom_site_fract_z\n', '_atom_site_fract_z\n_atom_site_occupancy\n');
}

/** `Mg 0.7, Fe 0.3` of each site. */
function occupants(crystal: Crystal): string[] {
  return crystal.labels.map((_, site) =>
    occupationAt(crystal, site)
      .map(({ z, fraction }) => `${symbolOf(z)} ${Number(fraction.toFixed(4))}`)
      .join(', '),
  );
}

const ANION = 'O1 O 0.5 0.5 0.5 1';

describe('a site of several elements', () => {
  it.each([
    [
      'a share that is 1 within its uncertainty',
      'Mg1 Mg 0 0 0 0.985(15)\nFe1 Fe 0 0 0 0.015(15)',
      'Mg 0.985, Fe 0.015',
    ],
    ['traces', 'Mg1 Mg 0 0 0 0.9995\nFe1 Fe 0 0 0 0.0005', 'Mg 0.9995, Fe 0.0005'],
  ])('is one site with %s', (_, atoms, expected) => {
    const { crystal } = read(withOccupancies(`${atoms}\n${ANION}`));
    expect(occupants(crystal)).toEqual([expected, 'O 1']);
    // As it is stored.
    expect(occupants(read(writeCif(crystal)).crystal)).toEqual([expected, 'O 1']);
  });

  it.each([
    ['0.99997', '0.00003', 'MgFe0.0001O'],
    ['0.00003', '0', 'Mg0.0001O'],
  ])('shows a trace in a formula that can be read: Mg %s, Fe %s', (magnesium, iron, formula) => {
    const atoms = `Mg1 Mg 0 0 0 ${magnesium}\nFe1 Fe 0 0 0 ${iron}\n${ANION}`;
    const composition = compositionOf(read(withOccupancies(atoms)).crystal);
    expect(reducedFormula(composition)).toBe(formula);
    expect(parseFormula(formula, 'program')).toEqual({ ok: true, composition });
  });

  it('that is full is put on the special position that its rounded coordinates mean, as an ordered one is', () => {
    const symmetry = "_space_group_name_H-M_alt 'P -6'";
    const cell = cellText(5, 5, 6, 90, 90, 120);
    const atoms = 'Fe1 Fe 0.33 0.67 0 0.5\nNi1 Ni 0.33 0.67 0 0.5\nO1 O 0 0 0.5 1';
    const { crystal } = read(withOccupancies(atoms, { symmetry, cell }));
    expect(occupants(crystal)).toEqual(['Fe 0.5, Ni 0.5', 'O 1']);
    expect(crystal.fractional[0]).toBeCloseTo(1 / 3, 6);
  });

  it.each([
    ['stands on the special position that two digits can mean', '0.33 0.67', 0.3],
    ['stands on the special position that four digits mean', '0.3333 0.6667', 0.3],
    ['is split over the places around it where four digits mean another', '0.3383 0.6667', 0.9],
  ])('that is partly empty %s', (_, place, total) => {
    const symmetry = "_space_group_name_H-M_alt 'P -6'";
    const cell = cellText(5, 5, 6, 90, 90, 120);
    const { crystal } = read(withOccupancies(`Na1 Na ${place} 0 0.3\nO1 O 0 0 0.5 1`, { symmetry, cell }));
    const shares = occupants(crystal).flatMap((text) => (text.startsWith('Na') ? [Number(text.split(' ')[1])] : []));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(total, 3);
  });

  it.each([
    ['+14', ['+14', '+10', '-12'], /magnesium can't be \+14/],
    ['0', ['0', '0', '0'], /all are 0/],
  ])('is not given the state %s, which no atom there has', (_, [mg, fe, o], said) => {
    const states = `loop_\n_atom_type_symbol\n_atom_type_oxidation_number\nMg${mg} ${mg}\nFe${fe} ${fe}\nO${o} ${o}\n`;
    const atoms = `Mg1 Mg${mg} 0 0 0 0.5\nFe1 Fe${fe} 0 0 0 0.5\nO1 O${o} 0.5 0.5 0.5 1`;
    const result = assignMixedIons(read(withOccupancies(atoms) + states).crystal);
    if (!result.ok) throw new Error(result.refusal.message);
    expect(result.ions.assignment).toBe('guessed');
    expect(result.ions.warnings.join()).toMatch(said);
  });

  it.each([
    ['rows at one position', withOccupancies(`Fe1 Fe 0 0 0 0.3\nMg1 Mg 0 0 0 0.7\n${ANION}`)],
    ['rows that are not next to each other', withOccupancies(`Fe1 Fe 0 0 0 0.3\n${ANION}\nMg1 Mg 0 0 1.001 0.7`)],
    ['a symbol with fractions', cifText({ atoms: "M1 '0.7Mg + 0.3Fe' 0 0 0\nO1 O 0.5 0.5 0.5" })],
    ['a symbol with fractions behind', cifText({ atoms: 'M1 (Mg0.7,Fe0.3) 0 0 0\nO1 O 0.5 0.5 0.5' })],
    ['a formula', cifText({ atoms: 'M1 Mg0.7Fe0.3 0 0 0\nO1 O 0.5 0.5 0.5' })],
    [
      'rows of which one tells what is empty',
      withOccupancies(`M1 Mg 0 0 0 0.7\nM2 Fe 0 0 0 0.3\nM3 Vac 0 0 0 0.0001\n${ANION}`),
    ],
    ['uncertainties', withOccupancies(`Fe1 Fe 0 0 0 0.300(4)\nMg1 Mg 0 0 0 0.700(4)\n${ANION}`)],
  ])('from %s', (_, text) => {
    const { crystal, warnings } = read(text);
    expect(occupants(crystal)).toEqual(['Mg 0.7, Fe 0.3', 'O 1']);
    expect(symbolOf(crystal.atomicNumbers[0]!)).toBe('Mg');
    expect(reducedFormula(compositionOf(crystal))).toBe('Mg0.7Fe0.3O');
    expect(warnings).toEqual([]);
  });

  it.each([
    [
      'pymatgen',
      [
        { element: 'Fe', occu: 0.3 },
        { element: 'Mg', occu: 0.7 },
      ],
      'Mg 0.7, Fe 0.3',
    ],
    [
      'pymatgen, with states',
      [
        { element: 'Fe', occu: 0.5, oxidation_state: 2 },
        { element: 'Fe', occu: 0.25, oxidation_state: 3 },
      ],
      'Fe 0.75',
    ],
  ])('from JSON of %s', (_, species, expected) => {
    const sites = [
      { species, abc: [0, 0, 0], label: 'M1' },
      { species: [{ element: 'O', occu: 1 }], abc: [0.5, 0.5, 0.5], label: 'O1' },
    ];
    const structure = {
      lattice: {
        matrix: [
          [4, 0, 0],
          [0, 4, 0],
          [0, 0, 4],
        ],
      },
      sites,
    };
    expect(occupants(read(JSON.stringify(structure), 'x.json').crystal)).toEqual([expected, 'O 1']);
  });

  it('from OPTIMADE, where a vacancy is nothing', () => {
    const attributes = {
      lattice_vectors: [
        [4, 0, 0],
        [0, 4, 0],
        [0, 0, 4],
      ],
      cartesian_site_positions: [
        [0, 0, 0],
        [2, 2, 2],
        [2, 0, 0],
      ],
      species_at_sites: ['M', 'O', 'none'],
      species: [
        { name: 'M', chemical_symbols: ['Fe', 'Mg', 'vacancy'], concentration: [0.25, 0.65, 0.1] },
        { name: 'O', chemical_symbols: ['O'], concentration: [1] },
        { name: 'none', chemical_symbols: ['vacancy'], concentration: [1] },
      ],
    };
    expect(occupants(read(JSON.stringify(attributes), 'x.json').crystal)).toEqual(['Mg 0.65, Fe 0.25', 'O 1']);
  });

  it('whose occupancies sum to 1 but for rounding is full, with a warning', () => {
    const text = withOccupancies(`A1 Mg 0 0 0 0.33\nA2 Fe 0 0 0 0.33\nA3 Co 0 0 0 0.33\n${ANION}`);
    expect(occupants(read(text).crystal)).toEqual(['Mg 0.3333, Fe 0.3333, Co 0.3333', 'O 1']);
    expect(warningsOf(text)).toEqual(['The occupancies of sites A1, A2, A3 sum to 0.99, which counts as 1.']);
  });

  it('that lacks more than rounding stays partly empty', () => {
    const { crystal } = read(withOccupancies(`A1 Mg 0 0 0 0.5\nA2 Fe 0 0 0 0.45\n${ANION}`));
    expect(occupants(crystal)[0]).toBe('Mg 0.5, Fe 0.45');
    expect(reducedFormula(compositionOf(crystal))).toBe('Mg0.5Fe0.45O');
  });

  it.each([
    [
      `A1 Mg 0 0 0 0.7\nA2 Fe 0 0 0 0.5\n${ANION}`,
      "The position of sites A1, A2 can't hold more than one atom: its occupancies (Mg 0.7, Fe 0.5) sum to 1.2. Correct the occupancies.",
    ],
    [
      `A1 Mg 0 0 0 0.8\nA2 Fe 0 0 0.2 0.5\n${ANION}`,
      'Mg (A1, occupancy 0.8) and Fe (A2, occupancy 0.5) are 0.80 Å apart, too close to be occupied at once, and their occupancies sum to more than 1; an ordered model is needed.',
    ],
  ])('that holds more than one atom is refused, with its name', (atoms, message) => {
    expect(refusalOf(withOccupancies(atoms))).toMatchObject({ code: 'DISORDERED', message });
  });

  it('is of another kind than one of other fractions, for symmetry', () => {
    const groupOf = (first: string, second: string) => {
      const found = findSymmetry(read(withOccupancies(`A1 Mg 0 0 0 ${first}\nA2 Mg 0.5 0.5 0.5 ${second}`)).crystal);
      return found.ok ? [found.symmetry.spaceGroup.number, found.symmetry.primitive.sites.length] : null;
    };
    expect(groupOf('0.5', '0.5')).toEqual([229, 1]);
    expect(groupOf('0.5', '0.6')).toEqual([221, 2]);
  });
});

describe('the states of a disordered crystal', () => {
  const ions = (atoms: string) => {
    const { crystal } = read(withOccupancies(atoms));
    const result = assignMixedIons(crystal);
    return result.ok ? [result.ions.assignment, ...Array.from(result.ions.oxidationStates ?? [])] : result.refusal;
  };

  it('are means over the occupants, by the composition with fractions', () => {
    expect(ions(`A1 Ti 0 0 0 0.5\nA2 Al 0 0 0 0.25\nA3 Nb 0 0 0 0.25\nO1 O 0.5 0.5 0 1\nO2 O 0 0.5 0.5 1`)).toEqual([
      'guessed',
      4,
      -2,
      -2,
    ]);
  });

  it('of the file are kept with each occupant', () => {
    const text = withOccupancies(`A1 Fe2+ 0 0 0 0.5\nA2 Mg2+ 0 0 0 0.5\nO1 O2- 0.5 0.5 0.5 1`);
    const again = read(writeCif(read(text).crystal)).crystal;
    expect(occupationAt(again, 0).map(({ oxidationState }) => oxidationState)).toEqual([2, 2]);
    expect(meanStateOf(occupationAt(again, 1))).toBe(-2);
    expect(Array.from(again.oxidationStates ?? [])).toEqual([2, -2]);
  });

  it('are none in an alloy, whose formula the refusal has', () => {
    expect(ions('A1 Cu 0 0 0 0.5\nA2 Au 0 0 0 0.5')).toMatchObject({
      code: 'NO_ANION',
      message: expect.stringMatching(/Au0\.5|Cu0\.5/),
    });
  });
});

describe('split positions', () => {
  it('are one site at the more occupied of them', () => {
    const text = withOccupancies(`A1 Mg 0 0 0 1\nO1 O 0.5 0.5 0.5 0.6\nO2 O 0.5 0.5 0.6 0.4`);
    const { crystal } = read(text);
    expect(crystal.labels).toEqual(['A1', 'O1']);
    expect(crystal.disorder).toBeUndefined();
    expect(warningsOf(text)).toEqual([
      'Sites O1, O2 are up to 0.40 Å apart and exclude each other; they count as one site at O1, the most occupied, with their occupancies added (0.6 + 0.4).',
    ]);
  });

  it('of non-metals that nothing decides between are refused, with the pair named', () => {
    const chain = Array.from({ length: 5 }, (_, i) => `S${i} S 0.5 0.5 ${i / 5} 0.2`).join('\n');
    expect(refusalOf(withOccupancies(`A1 Mg 0 0 0 1\n${chain}`))).toMatchObject({
      code: 'DISORDERED',
      message: expect.stringMatching(/^S \(S\d, occupancy 0\.2\) and S \(S\d, occupancy 0\.2\) are 0\.80 Å apart/),
    });
  });

  it('by a mirror plane are one in the plane', () => {
    const symmetry = "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-x,y,z'";
    const { crystal } = read(withOccupancies(`A1 Mg 0.06 0 0 0.5\n${ANION}`, { symmetry }));
    expect(occupants(crystal)).toEqual(['Mg 1', 'O 1']);
    expect(Math.abs(crystal.fractional[0]! - Math.round(crystal.fractional[0]!))).toBeLessThan(1e-9);
  });
});

describe('formats without occupancies', () => {
  it('do not hold a disordered crystal', () => {
    const { crystal } = read(withOccupancies(`A1 Mg 0 0 0 0.5\n${ANION}`));
    expect(() => writePoscar(crystal)).toThrow(RangeError);
  });
});
