import { describe, expect, it } from 'vitest';
import { symbolOf } from '../../../src/crystal/elements.js';
import { assignIons } from '../../../src/crystal/ions.js';
import { readStructures } from '../../../src/crystal/read.js';

interface Structure {
  readonly name: string;
  readonly group: string;
  /** Å, degrees; what is left out follows from the group. */
  readonly cell: readonly [a: number, c?: number, gamma?: number];
  /** Symbol and fractional coordinates. */
  readonly atoms: readonly string[];
  /** Of each element, in the order of `atoms`, all values. */
  readonly states: Readonly<Record<string, readonly number[]>>;
}

/** Coordinates are published ones, rounded; the source is named. */
const STRUCTURES: readonly Structure[] = [
  {
    name: 'NH₄Cl (Kurki-Suonio et al., Acta Cryst. A 32, 115 (1976))',
    group: 'P -4 3 m',
    cell: [3.876],
    atoms: ['N 0 0 0', 'H 0.153 0.153 0.153', 'Cl 0.5 0.5 0.5'],
    states: { N: [-3], H: [1], Cl: [-1] },
  },
  {
    name: 'pyrite FeS₂ (Bayliss, Am. Mineral. 62, 1168 (1977))',
    group: 'P a -3',
    cell: [5.416],
    atoms: ['Fe 0 0 0', 'S 0.3849 0.3849 0.3849'],
    states: { Fe: [2], S: [-1] },
  },
  {
    name: 'hausmannite Mn₃O₄ (Jarosch, Mineral. Petrol. 37, 15 (1987))',
    group: 'I 41/a m d :2',
    cell: [5.765, 9.442],
    atoms: ['Mn 0 0.75 0.125', 'Mn 0 0 0.5', 'O 0 0.4721 0.2593'],
    states: { Mn: [2, 3], O: [-2] },
  },
  {
    name: 'Na₂O₂ (Tallman et al., J. Am. Chem. Soc. 79, 2979 (1957))',
    group: 'P -6 2 m',
    cell: [6.207, 4.471, 120],
    atoms: ['Na 0.295 0 0', 'Na 0.632 0 0.5', 'O 0 0 0.168', 'O 0.3333333 0.6666667 0.332'],
    states: { Na: [1], O: [-1] },
  },
  {
    name: 'KN₃ (Müller, Z. Anorg. Allg. Chem. 392, 159 (1972))',
    group: 'I 4/m c m',
    cell: [6.113, 7.094],
    atoms: ['K 0 0 0.25', 'N 0 0.5 0', 'N 0.1358 0.6358 0'],
    states: { K: [1], N: [-1 / 3] },
  },
  {
    name: 'NaBH₄, one orientation of BH₄ (Abrahams & Kalnajs, J. Chem. Phys. 22, 434 (1954))',
    group: 'F -4 3 m',
    cell: [6.164],
    atoms: ['Na 0.5 0.5 0.5', 'B 0 0 0', 'H 0.11 0.11 0.11'],
    states: { Na: [1], B: [3], H: [-1] },
  },
  { name: 'LiH', group: 'F m -3 m', cell: [4.083], atoms: ['Li 0 0 0', 'H 0.5 0.5 0.5'], states: { Li: [1], H: [-1] } },
  {
    name: 'Mg₂Si',
    group: 'F m -3 m',
    cell: [6.351],
    atoms: ['Mg 0.25 0.25 0.25', 'Si 0 0 0'],
    states: { Mg: [2], Si: [-4] },
  },
  {
    name: 'Mg₂Sn',
    group: 'F m -3 m',
    cell: [6.763],
    atoms: ['Mg 0.25 0.25 0.25', 'Sn 0 0 0'],
    states: { Mg: [2], Sn: [-4] },
  },
  {
    name: 'CaC₂ (Atoji & Medrud, J. Chem. Phys. 31, 332 (1959))',
    group: 'I 4/m m m',
    cell: [3.88, 6.38],
    atoms: ['Ca 0 0 0', 'C 0 0 0.4068'],
    states: { Ca: [2], C: [-1] },
  },
  {
    name: 'CsAu',
    group: 'P m -3 m',
    cell: [4.263],
    atoms: ['Cs 0 0 0', 'Au 0.5 0.5 0.5'],
    states: { Cs: [1], Au: [-1] },
  },
  {
    name: 'skutterudite CoSb₃ (Schmidt et al., Acta Cryst. C 43, 1678 (1987))',
    group: 'I m -3',
    cell: [9.0385],
    atoms: ['Co 0.25 0.25 0.25', 'Sb 0 0.3354 0.1579'],
    states: { Co: [3], Sb: [-1] },
  },
  {
    name: 'chalcopyrite CuFeS₂ (Hall & Stewart, Acta Cryst. B 29, 579 (1973))',
    group: 'I -4 2 d',
    cell: [5.289, 10.423],
    atoms: ['Cu 0 0 0', 'Fe 0 0 0.5', 'S 0.2574 0.25 0.125'],
    states: { Cu: [1], Fe: [3], S: [-2] },
  },
];

function ionsOf({ group, cell, atoms }: Pick<Structure, 'group' | 'cell' | 'atoms'>, times = 1) {
  const [a, c = a, gamma = 90] = cell;
  const scale = times === 1 ? '' : `${times}`;
  const text = [
    `data_x${scale}`,
    `_space_group_name_H-M_alt '${group}'`,
    `_cell_length_a ${a}`,
    `_cell_length_b ${a}`,
    `_cell_length_c ${c}`,
    '_cell_angle_alpha 90',
    '_cell_angle_beta 90',
    `_cell_angle_gamma ${gamma}`,
    'loop_',
    '_atom_site_type_symbol',
    '_atom_site_fract_x',
    '_atom_site_fract_y',
    '_atom_site_fract_z',
    ...atoms,
  ].join('\n');
  const [result] = readStructures(text, { file: 'x.cif' });
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return { crystal: result.crystal, result: assignIons(result.crystal) };
}

describe('oxidation states from the structure', () => {
  it.each(STRUCTURES)('$name', (structure) => {
    const { crystal, result } = ionsOf(structure);
    if (!result.ok) throw new Error(result.refusal.message);
    const found = new Map<string, Set<number>>();
    crystal.atomicNumbers.forEach((z, site) => {
      const values = found.get(symbolOf(z)) ?? new Set();
      found.set(symbolOf(z), values.add(Number(result.ions.oxidationStates![site]!.toFixed(4))));
    });
    const rounded = Object.entries(structure.states).map(([symbol, values]) => [
      symbol,
      values.map((value) => Number(value.toFixed(4))),
    ]);
    const sorted = [...found].map(([symbol, values]) => [symbol, [...values].sort((one, other) => one - other)]);
    expect(Object.fromEntries(sorted)).toEqual(Object.fromEntries(rounded));
    expect(result.ions.assignment).toBe('guessed');
    expect(result.ions.confidence).not.toBe('unsure');
    expect(result.ions.warnings).toEqual([]);
  });

  it('are an average where sites are equal: octahedra of magnetite (Fleet, Acta Cryst. B 37, 917 (1981))', () => {
    const { result } = ionsOf({
      group: 'F d -3 m :2',
      cell: [8.397],
      atoms: ['Fe 0.125 0.125 0.125', 'Fe 0.5 0.5 0.5', 'O 0.2549 0.2549 0.2549'],
    });
    expect(result.ok && [...new Set(result.ions.oxidationStates)]).toEqual([3, 2.5, -2]);
  });

  it.each([
    ['Cu₃Au', 'P m -3 m', 3.743, ['Au 0 0 0', 'Cu 0 0.5 0.5']],
    ['CuZn', 'P m -3 m', 2.95, ['Cu 0 0 0', 'Zn 0.5 0.5 0.5']],
    ['NiAl', 'P m -3 m', 2.887, ['Ni 0 0 0', 'Al 0.5 0.5 0.5']],
    ['MgCu₂', 'F d -3 m :2', 7.034, ['Mg 0.125 0.125 0.125', 'Cu 0.5 0.5 0.5']],
  ] as const)('%s has no anions', (_, group, a, atoms) => {
    const { result } = ionsOf({ group, cell: [a], atoms });
    expect(result.ok ? result.ions : result.refusal.code).toBe('NO_ANION');
  });
});
