import { describe, expect, it } from 'vitest';
import type { AtomicNumber, SiteIndex } from '../../src/crystal/crystal.js';
import { atomicNumberOf } from '../../src/crystal/elements.js';
import { reducedFormula } from '../../src/crystal/formula.js';
import type { MotifSite, Unit } from '../../src/motif/analysis.js';
import { chemicalFormula } from '../../src/motif/chemical-formula.js';

type Atoms = readonly (readonly [element: string, state: number, count?: number])[];

/** A unit's atoms, or a polyhedron's, with the centre first. */
interface Group {
  readonly formula: string;
  readonly atoms: Atoms;
  readonly times?: number;
  readonly charge: number;
  readonly dimensionality?: 1 | 2 | 3;
}

interface Groups {
  readonly units?: readonly Group[];
  readonly polyhedra?: readonly Group[];
  readonly complexes?: number;
}

/** What is written of single atoms, units and polyhedra, and of `complexes` of the first atoms of six units each, in a cell that holds `cells` of them. */
function written(
  atoms: Atoms,
  { units = [], polyhedra = [], complexes = 0, cells = 1 }: Groups & { cells?: number } = {},
): string {
  const elements: AtomicNumber[] = [];
  const states: number[] = [];
  const add = (some: Atoms): SiteIndex[] =>
    some.flatMap(([element, state, count = 1]) =>
      Array.from({ length: count }, () => {
        states.push(state);
        return (elements.push(atomicNumberOf(element)!) - 1) as SiteIndex;
      }),
    );
  const repeated = ({ times = 1 }: Group) => Array.from({ length: times * cells });
  for (let cell = 0; cell < cells; cell++) add(atoms);
  const found = units.flatMap((group) =>
    repeated(group).map((): Unit => {
      const sites = add(group.atoms).map((site) => ({ site, image: [0, 0, 0] as const }));
      return { formula: group.formula, charge: group.charge, dimensionality: group.dimensionality ?? 0, atoms: sites };
    }),
  );
  const sites = polyhedra.flatMap((group) =>
    repeated(group).map(() => {
      const [site, ...ligands] = add(group.atoms);
      return { site, ligands: ligands.map((ligand) => ({ site: ligand })) } as unknown as MotifSite;
    }),
  );
  for (let i = 0; i < complexes * cells; i++) {
    const ligands = found.slice(6 * i, 6 * i + 6).map(({ atoms: [carbon] }) => carbon);
    sites.push({ site: i, ligands } as unknown as MotifSite);
  }
  const counts = new Map<AtomicNumber, number>();
  for (const z of elements) counts.set(z, (counts.get(z) ?? 0) + 1);
  return chemicalFormula({
    crystal: { atomicNumbers: Uint8Array.from(elements) },
    formula: reducedFormula(counts),
    sites,
    units: found,
    oxidationStates: states,
  });
}

const AMMONIUM: Group = {
  formula: 'NH4',
  charge: 1,
  atoms: [
    ['N', -3],
    ['H', 1, 4],
  ],
};
const HYDROXIDE: Group = {
  formula: 'OH',
  charge: -1,
  atoms: [
    ['O', -2],
    ['H', 1],
  ],
};
const WATER: Group = {
  formula: 'H2O',
  charge: 0,
  atoms: [
    ['O', -2],
    ['H', 1, 2],
  ],
};
const CARBONATE: Group = {
  formula: 'CO3',
  charge: -2,
  atoms: [
    ['C', 4],
    ['O', -2, 3],
  ],
};
const CYANIDE: Group = {
  formula: 'CN',
  charge: -1,
  atoms: [
    ['C', 2],
    ['N', -3],
  ],
};
const SULFATE: Group = {
  formula: 'SO4',
  charge: -2,
  atoms: [
    ['S', 6],
    ['O', -2, 4],
  ],
};
const PHOSPHATE: Group = {
  formula: 'PO4',
  charge: -3,
  atoms: [
    ['P', 5],
    ['O', -2, 4],
  ],
};
const SILICATE: Group = {
  formula: 'SiO4',
  charge: -4,
  atoms: [
    ['Si', 4],
    ['O', -2, 4],
  ],
};

const pair = (element: string, charge: number): Group => {
  return { formula: `${element}2`, charge, atoms: [[element, charge / 2, 2]] };
};

describe('the formula as chemists write it', () => {
  it.each<[string, Atoms]>([
    [
      'CuFeS2',
      [
        ['Fe', 3],
        ['Cu', 1],
        ['S', -2, 2],
      ],
    ],
    [
      'YBa2Cu3O7',
      [
        ['Ba', 2, 2],
        ['Y', 3],
        ['Cu', 2, 2],
        ['Cu', 3],
        ['O', -2, 7],
      ],
    ],
    [
      'SrY2O4',
      [
        ['Sr', 2],
        ['Y', 3, 2],
        ['O', -2, 4],
      ],
    ],
    [
      'La2CuO4',
      [
        ['La', 3, 2],
        ['Cu', 2],
        ['O', -2, 4],
      ],
    ],
    [
      'BiFeO3',
      [
        ['Fe', 3],
        ['Bi', 3],
        ['O', -2, 3],
      ],
    ],
    [
      'PbTiO3',
      [
        ['Ti', 4],
        ['Pb', 2],
        ['O', -2, 3],
      ],
    ],
    [
      'BiOCl',
      [
        ['Bi', 3],
        ['Cl', -1],
        ['O', -2],
      ],
    ],
    [
      'TiO2',
      [
        ['Ti', 4],
        ['O', -2, 2],
      ],
    ],
  ])('%s: orders the elements', (expected, atoms) => {
    expect(written(atoms)).toBe(expected);
    expect(written(atoms, { cells: 4 })).toBe(expected);
  });

  it.each<[string, Atoms, Groups]>([
    ['NH4Cl', [['Cl', -1]], { units: [AMMONIUM] }],
    ['(NH4)2SO4', [], { units: [{ ...AMMONIUM, times: 2 }], polyhedra: [SULFATE] }],
    ['Ca(OH)2', [['Ca', 2]], { units: [{ ...HYDROXIDE, times: 2 }] }],
    ['NaOH', [['Na', 1]], { units: [HYDROXIDE] }],
    [
      'AlO(OH)',
      [
        ['Al', 3],
        ['O', -2],
      ],
      { units: [HYDROXIDE] },
    ],
    ['CaCO3', [['Ca', 2]], { units: [CARBONATE] }],
    ['Cu2CO3(OH)2', [['Cu', 2, 2]], { units: [{ ...HYDROXIDE, times: 2 }, CARBONATE] }],
    ['CaSO4·2H2O', [['Ca', 2]], { units: [{ ...WATER, times: 2 }], polyhedra: [SULFATE] }],
    ['H2O', [], { units: [WATER] }],
    [
      'K2Fe2(CN)6',
      [
        ['Fe', 2, 2],
        ['K', 1, 2],
      ],
      { units: [{ ...CYANIDE, times: 6 }], complexes: 1 },
    ],
    ['Al2(SO4)3', [['Al', 3, 2]], { polyhedra: [{ ...SULFATE, times: 3 }] }],
    [
      'LiFePO4',
      [
        ['Li', 1],
        ['Fe', 2],
      ],
      { polyhedra: [PHOSPHATE] },
    ],
    [
      'Ca5(PO4)3F',
      [
        ['Ca', 2, 5],
        ['F', -1],
      ],
      { polyhedra: [{ ...PHOSPHATE, times: 3 }] },
    ],
    [
      'Al2SiO5',
      [
        ['Al', 3, 2],
        ['O', -2],
      ],
      { polyhedra: [SILICATE] },
    ],
    ['Na2S2', [['Na', 1, 2]], { units: [pair('S', -2)] }],
    ['FeS2', [['Fe', 2]], { units: [pair('S', -2)] }],
    [
      'TiS3',
      [
        ['Ti', 4],
        ['S', -2],
      ],
      { units: [pair('S', -2)] },
    ],
    ['Na2O2', [['Na', 1, 2]], { units: [pair('O', -2)] }],
    ['Ca(O2)2', [['Ca', 2]], { units: [{ ...pair('O', -1), times: 2 }] }],
    ['Hg2Cl2', [['Cl', -1, 2]], { units: [pair('Hg', 2)] }],
    ['KSb', [['K', 1]], { units: [{ formula: 'Sb', charge: -1, atoms: [['Sb', -1]], dimensionality: 1 }] }],
  ])('%s: tells the molecules and ions', (expected, atoms, groups) => {
    expect(written(atoms, groups)).toBe(expected);
    expect(written(atoms, { ...groups, cells: 2 })).toBe(expected);
  });
});
