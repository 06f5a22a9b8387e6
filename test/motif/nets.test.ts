import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { readStructures } from '../../src/crystal/read.js';
import { findSymmetry } from '../../src/crystal/symmetry.js';
import { inverse, rowsTimesMatrix } from '../../src/crystal/vectors.js';
import type { PolyhedronNet } from '../../src/motif/analysis.js';
import { stronglyBound } from '../../src/motif/bond-strength.js';
import { describe as describeStructure } from '../../src/motif/description/describe.js';
import { openSources } from '../../src/sources/open.js';
import { openSample } from '../../src/sources/sample.js';
import { primitiveCrystal } from '../crystal/primitive-crystal.js';
import { cellText, cifText, read } from '../crystal/texts.js';
import { analysisOf, crystals, permuted, supercell, withCoordinates } from './crystals.js';
import { seeded } from './random.js';

type Cell = Parameters<typeof cellText>;

function crystal(cell: Cell, spaceGroup: string, atoms: string): Crystal {
  return withSymmetry(cell, `_space_group_name_H-M_alt '${spaceGroup}'`, atoms);
}

function withSymmetry(cell: Cell, symmetry: string, atoms: string): Crystal {
  return read(cifText({ cell: cellText(...cell), symmetry, atoms })).crystal;
}

const sample = new Map<string, Crystal>();
for await (const { id, file, content } of openSample()) {
  const found = readStructures(content, { file })[0]!;
  if (!found.ok) throw new Error(found.refusal.message);
  sample.set(id, found.crystal);
}

/** Published structures that are no oxides or not in the sample; coordinates rounded. */
const others: Readonly<Record<string, Crystal>> = {
  ...crystals,
  hollandite: crystal(
    [9.866, 9.866, 2.872, 90, 90, 90],
    'I 4/m',
    'K1 K 0 0 0.5\nMn1 Mn 0.350 0.167 0\nO1 O 0.153 0.180 0\nO2 O 0.542 0.167 0',
  ),
  brucite: crystal(
    [3.1425, 3.1425, 4.766, 90, 90, 120],
    'P -3 m 1',
    'Mg1 Mg 0 0 0\nO1 O 0.3333333 0.6666667 0.2203\nH1 H 0.3333333 0.6666667 0.4303',
  ),
  cadmiumChloride: crystal([3.846, 3.846, 17.479, 90, 90, 120], 'R -3 m', 'Cd1 Cd 0 0 0\nCl1 Cl 0 0 0.2522'),
  cadmiumIodide: crystal([4.24, 4.24, 6.84, 90, 90, 120], 'P -3 m 1', 'Cd1 Cd 0 0 0\nI1 I 0.3333333 0.6666667 0.249'),
  K2NiF4: crystal(
    [4.013, 4.013, 13.088, 90, 90, 90],
    'I 4/m m m',
    'K1 K 0 0 0.352\nNi1 Ni 0 0 0\nF1 F 0.5 0 0\nF2 F 0 0 0.151',
  ),
  siliconDisulfide: crystal([9.583, 5.614, 5.547, 90, 90, 90], 'I b a m', 'Si1 Si 0 0 0.25\nS1 S 0.119 0.209 0'),
  // Centred on I, with its origin on a glide plane c: a setting that has no symbol in the tables.
  gypsum: withSymmetry(
    [5.679, 15.202, 6.522, 90, 118.43, 90],
    `loop_
_space_group_symop_operation_xyz
${['x,y,z', '-x,y,1/2-z', '-x,-y,-z', 'x,-y,1/2+z', '1/2+x,1/2+y,1/2+z', '1/2-x,1/2+y,-z', '1/2-x,1/2-y,1/2-z', '1/2+x,1/2-y,z'].map((operation) => `'${operation}'`).join('\n')}`,
    `Ca1 Ca 0.5 0.07967 0.25
S1 S 0 0.07705 0.75
O1 O 0.9632 0.1319 0.55047
O2 O 0.75822 0.02226 0.66709
O3 O 0.3796 0.18212 0.45881
H1 H 0.2511 0.16158 0.50372
H2 H 0.40466 0.24276 0.49218`,
  ),
};

/** `Ti edge: chains [001] of TiO4`; numbers of components where there are several frameworks. */
function told({ centres, kind, dimensionality, along, components, formula }: PolyhedronNet): string {
  const indices = along?.join(along.some((x) => x < 0) ? ' ' : '');
  const noun = [
    'clusters',
    `chains [${indices}]`,
    `sheets (${indices})`,
    components === 1 ? 'framework' : `${components} frameworks`,
  ];
  return `${centres.join(' ')} ${kind}: ${noun[dimensionality]} of ${formula}`;
}

function netsOfCrystal(name: string): readonly PolyhedronNet[] {
  return analysisOf(sample.get(name) ?? others[name]!).nets;
}

function strongNet(nets: readonly PolyhedronNet[]): string {
  return told(nets.find(({ isStrong, kind }) => isStrong && kind === 'any')!);
}

/** [crystal, the net of strongly bound cations by any connection, other nets]. */
const KNOWN: readonly [string, string, ...string[]][] = [
  ['rutile-TiO2', 'Ti any: framework of TiO2', 'Ti edge: chains [001] of TiO4', 'Ti corner: framework of TiO2'],
  ['stishovite-SiO2', 'Si any: framework of SiO2', 'Si edge: chains [001] of SiO4'],
  ['anatase-TiO2', 'Ti any: framework of TiO2', 'Ti edge: framework of TiO2', 'Ti corner: sheets (001) of TiO4'],
  // Pbca leaves three choices of axes: those of the file.
  ['brookite-TiO2', 'Ti any: framework of TiO2', 'Ti edge: sheets (100) of TiO3'],
  ['perovskite-SrTiO3', 'Ti any: framework of TiO3', 'Sr face: framework of SrO3', 'Ti edge: clusters of TiO6'],
  ['perovskite-CaTiO3', 'Ti any: framework of TiO3'],
  ['perovskite-2h-BaMnO3', 'Mn any: chains [001] of MnO3', 'Mn face: chains [001] of MnO3'],
  ['ruddlesden-popper-Sr2TiO4', 'Ti any: sheets (001) of TiO4'],
  ['ruddlesden-popper-Sr3Ti2O7', 'Ti any: sheets (001) of Ti2O7'],
  // Honeycombs of edges, which faces join in corundum, and faces of the other cation in ilmenite.
  ['corundum-Al2O3', 'Al any: framework of Al2O3', 'Al edge: sheets (001) of AlO3', 'Al face: clusters of Al2O9'],
  ['ilmenite-FeTiO3', 'Fe Ti any: framework of TiFeO3', 'Ti any: sheets (001) of TiO3', 'Fe any: sheets (001) of FeO3'],
  ['lithium-niobate-LiNbO3', 'Nb any: framework of NbO3', 'Nb edge: clusters of NbO6'],
  ['periclase-MgO', 'Mg any: framework of MgO', 'Mg edge: framework of MgO'],
  ['zincite-ZnO', 'Zn any: framework of ZnO', 'Zn edge: clusters of ZnO4'],
  ['fluorite-CeO2', 'Ce any: framework of CeO2', 'Ce edge: framework of CeO2', 'Ce corner: clusters of CeO8'],
  ['antifluorite-Na2O', 'Na any: framework of Na2O', 'Na edge: framework of Na2O'],
  [
    'grossular-Ca3Al2Si3O12',
    'Al Si any: framework of Al2Si3O12',
    'Ca edge: 2 frameworks of CaO4',
    'Si any: clusters of SiO4',
  ],
  // The two shapes of one element: all of it, and each for itself.
  [
    'garnet-Y3Al5O12',
    'Al Y any: framework of Y3Al5O12',
    'Al corner: framework of Al5O12',
    'Al any: clusters of AlO6',
    'Al any: clusters of AlO4',
  ],
  [
    'forsterite-Mg2SiO4',
    'Mg Si any: framework of Mg2SiO4',
    'Mg edge: chains [010] of Mg2O7',
    'Si any: clusters of SiO4',
  ],
  [
    'triphylite-LiFePO4',
    'Fe P any: framework of FePO4',
    'Fe any: sheets (100) of FeO4',
    'Li edge: chains [010] of LiO4',
  ],
  ['alpha-quartz-SiO2', 'Si any: framework of SiO2', 'Si edge: clusters of SiO4'],
  ['zircon-ZrSiO4', 'Si Zr any: framework of ZrSiO4', 'Si any: clusters of SiO4'],
  ['scheelite-CaWO4', 'W any: clusters of WO4', 'Ca edge: framework of CaO4'],
  ['tenorite-CuO', 'Cu any: framework of CuO', 'Cu edge: chains [110] of CuO2'],
  ['cuprite-Cu2O', 'Cu any: 2 frameworks of Cu2O'],
  ['layered-LiCoO2', 'Co any: sheets (001) of CoO2', 'Co edge: sheets (001) of CoO2', 'Li edge: sheets (001) of LiO2'],
  ['layered-NaCoO2', 'Co any: sheets (001) of CoO2', 'Co edge: sheets (001) of CoO2'],
  ['delafossite-CuFeO2', 'Cu Fe any: framework of FeCuO2', 'Fe any: sheets (001) of FeO2', 'Cu any: clusters of CuO2'],
  ['layered-Li2MnO3', 'Mn any: sheets (001) of MnO3'],
  ['spinel-MgAl2O4', 'Al Mg any: framework of MgAl2O4', 'Al edge: framework of AlO2', 'Mg any: clusters of MgO4'],
  ['spinel-LiMn2O4', 'Mn any: framework of MnO2', 'Li any: clusters of LiO4'],
  ['lanthana-La2O3', 'La any: framework of La2O3'],
  ['litharge-PbO', 'Pb any: sheets (001) of PbO'],
  [
    'diopside-CaMgSi2O6',
    'Mg Si any: framework of MgSi2O6',
    'Si any: chains [001] of SiO3',
    'Mg any: chains [001] of MgO4',
  ],
  ['spodumene-LiAlSi2O6', 'Al Si any: framework of AlSi2O6', 'Si any: chains [001] of SiO3'],
  ['beryl-Be3Al2Si6O18', 'Al Be Si any: framework of Be3Al2Si6O18', 'Si any: clusters of Si6O18'],
  ['benitoite-BaTiSi3O9', 'Si Ti any: framework of TiSi3O9', 'Si any: clusters of Si3O9'],
  ['akermanite-Ca2MgSi2O7', 'Mg Si any: sheets (001) of MgSi2O7', 'Si any: clusters of Si2O7'],
  ['calcite-CaCO3', 'C Ca any: framework of CaCO3', 'C any: clusters of CO3'],
  ['wolframite-ZnWO4', 'W Zn any: framework of ZnWO4', 'W edge: chains [001] of WO4', 'Zn edge: chains [001] of ZnO4'],
  ['beta-gallia-Ga2O3', 'Ga any: framework of Ga2O3', 'Ga edge: chains [010] of GaO3'],
  // Pmmn leaves two.
  ['shcherbinaite-V2O5', 'V any: sheets (001) of V2O5', 'V edge: chains [010] of VO3'],
  ['molybdite-MoO3', 'Mo any: sheets (100) of MoO3', 'Mo edge: chains [010] of MoO4'],
  ['senarmontite-Sb2O3', 'Sb any: clusters of Sb4O6'],
  ['rhenium-trioxide-ReO3', 'Re any: framework of ReO3', 'Re edge: clusters of ReO6'],
  ['pyrochlore-Y2Sn2O7', 'Sn Y any: framework of Y2Sn2O7', 'Sn any: framework of SnO3'],
  [
    'brownmillerite-Ca2Fe2O5',
    'Fe any: framework of Fe2O5',
    'Fe any: sheets (010) of FeO4',
    'Fe any: chains [100] of FeO3',
  ],
  ['lithium-metasilicate-Li2SiO3', 'Si any: chains [001] of SiO3'],
  ['hollandite', 'Mn any: framework of MnO2', 'Mn edge: chains [001] of MnO3'],
  ['brucite', 'Mg any: sheets (001) of MgO2'],
  ['cadmiumChloride', 'Cd any: sheets (001) of CdCl2'],
  ['cadmiumIodide', 'Cd any: sheets (001) of CdI2'],
  ['molybdenite', 'Mo any: sheets (001) of MoS2'],
  ['fluorite', 'Ca any: framework of CaF2'],
  ['caesiumChloride', 'Cs any: framework of CsCl'],
  ['K2NiF4', 'Ni any: sheets (001) of NiF4', 'Ni corner: sheets (001) of NiF4'],
  ['siliconDisulfide', 'Si any: chains [001] of SiS2', 'Si edge: chains [001] of SiS2'],
  // [001] of I2/a is [101] of C2/c.
  ['gypsum', 'S any: clusters of SO4', 'Ca edge: chains [101] of CaO6'],
];

describe('nets of well-known structures', () => {
  it.each(KNOWN)('%s', (name, strong, ...expected) => {
    const nets = netsOfCrystal(name);
    expect(strongNet(nets)).toBe(strong);
    expect(nets.map(told)).toEqual(expect.arrayContaining(expected));
  });

  it('has one for each element and kind, and for each of its motif types where there are several', () => {
    const nets = netsOfCrystal('garnet-Y3Al5O12');
    expect(
      nets.filter(({ kind }) => kind === 'edge').map(({ centres, motif, isStrong }) => [centres, motif, isStrong]),
    ).toEqual([
      [['Al'], null, false],
      [['Y'], 'Y-C:8', false],
      [['Al'], 'Al-O:6', false],
      [['Al'], 'Al-T:4', false],
      [['Al', 'Y'], null, true],
    ]);
    expect(nets.map(({ kind }) => kind).slice(0, 4)).toEqual(['corner', 'edge', 'face', 'any']);
  });

  it('counts components in the primitive cell', () => {
    const count = (name: string, told: string) => {
      const [element, kind] = told.split(' ');
      return netsOfCrystal(name).find((net) => net.centres.join() === element && net.kind === kind)!.components;
    };
    expect(count('rutile-TiO2', 'Ti edge')).toBe(2);
    expect(count('molybdenite', 'Mo any')).toBe(2);
    expect(count('layered-LiCoO2', 'Co edge')).toBe(1);
    expect(count('corundum-Al2O3', 'Al edge')).toBe(2);
    expect(count('senarmontite-Sb2O3', 'Sb any')).toBe(2);
    expect(count('beryl-Be3Al2Si6O18', 'Si any')).toBe(2);
  });
});

/** In basis vectors that are whole-number combinations of its own, and make the same cell. */
function inOtherAxes(base: Crystal, axes: readonly number[]): Crystal {
  return withCoordinates(base, rowsTimesMatrix(axes, base.lattice), rowsTimesMatrix(base.fractional, inverse(axes)));
}

const OTHER_AXES = [
  [0, 1, 0, 0, 0, 1, 1, 0, 0],
  [0, 0, 1, 0, -1, 0, 1, 0, 0],
  [1, 0, 1, 0, 1, 0, 0, 0, 1],
  [1, 0, 0, 1, 1, 0, 0, 1, 1],
];

/** Their space groups leave names of axes free, which are then those of the file: `test/crystal/axis-order.test.ts`. */
const OF_FREE_AXES = ['brookite-TiO2', 'shcherbinaite-V2O5'];
const INCLINED = [1, 0, 0, 1, 1, 0, 0, 1, 1];

describe('nets do not depend on the cell', () => {
  it.each(KNOWN.map(([name]) => name))('%s', (name) => {
    const asGiven = sample.get(name) ?? others[name]!;
    const isFree = OF_FREE_AXES.includes(name);
    const base = isFree ? inOtherAxes(asGiven, INCLINED) : asGiven;
    const found = findSymmetry(base);
    if (!found.ok) throw new Error(found.refusal.message);
    const random = seeded(7);
    const { nets, spaceGroup } = analysisOf(base);
    const words = describeStructure(analysisOf(base));
    const primitive = primitiveCrystal(base, found.symmetry);
    OTHER_AXES.forEach((axes, i) => {
      if (isFree && i < 2) return;
      const repeats = (
        [
          [1, 1, 1],
          [2, 1, 1],
          [1, 2, 1],
          [1, 1, 3],
        ] as const
      )[i]!;
      const same = permuted(inOtherAxes(supercell(primitive, repeats), axes), random);
      const analysis = analysisOf(same);
      expect(analysis.spaceGroup).toEqual(spaceGroup);
      expect(analysis.nets, axes.join()).toEqual(nets);
      const directions = (text: string) => text.match(/(along|parallel to) [^;.,)]*\)?/g);
      expect(directions(describeStructure(analysis))).toEqual(directions(words));
    });
  });
});

describe('weakly bound cations', () => {
  const cation = (element: string, oxidationState: number | null, coordinationNumber: number) => ({
    element,
    oxidationState,
    coordinationNumber,
  });
  const strongOf = (...sites: ReturnType<typeof cation>[]) => stronglyBound(sites).map(({ element }) => element);

  it('have bonds of less than a third of a valence unit', () => {
    const strong = [
      'Ti 4 6',
      'Co 3 6',
      'Mn 2 6',
      'Fe 2 6',
      'Mg 2 6',
      'Zn 2 4',
      'Al 3 6',
      'La 3 9',
      'Fe 2.6666666666666665 8',
    ];
    const weak = [
      'Li 1 4',
      'Li 1 6',
      'Na 1 6',
      'K 1 12',
      'Rb 1 10',
      'Cs 1 8',
      'Ca 2 8',
      'Ca 2 7',
      'Sr 2 12',
      'Ba 2 12',
      'Pb 2 12',
      'La 3 12',
    ];
    const sites = [...strong, ...weak].map((text) => {
      const [element, state, number] = text.split(' ');
      return { ...cation(element!, Number(state), Number(number)), text };
    });
    expect(stronglyBound(sites).map(({ text }) => text)).toEqual(strong);
  });

  it('leave hydrogen out, and all in where all are weak', () => {
    expect(strongOf(cation('H', 1, 1), cation('Mg', 2, 6))).toEqual(['Mg']);
    expect(strongOf(cation('Na', 1, 4), cation('Ca', 2, 8))).toEqual(['Na', 'Ca']);
    expect(strongOf(cation('H', 1, 1))).toEqual(['H']);
  });

  it('are judged by the only charge of their element where states are unknown', () => {
    expect(strongOf(cation('Li', null, 6), cation('Fe', null, 6))).toEqual(['Fe']);
  });
});

describe('the description', () => {
  it.each([
    ['layered-LiCoO2', 'It is layered: without the weakly bound Li, CoO₆ octahedra form sheets parallel to (001).'],
    ['K2NiF4', 'It is layered: without the weakly bound K, NiF₆ octahedra form sheets parallel to (001).'],
    [
      'akermanite-Ca2MgSi2O7',
      'It is layered: without the weakly bound Ca, SiO₄ tetrahedra and MgO₄ tetrahedra form sheets parallel to (001).',
    ],
    ['lithium-metasilicate-Li2SiO3', 'Without the weakly bound Li, SiO₄ tetrahedra form chains along c.'],
    ['gypsum', 'Together they form sheets parallel to (010) that share no ligands: it is layered.'],
    ['shcherbinaite-V2O5', 'in chains along b'],
    ['shcherbinaite-V2O5', 'It is layered: the sheets share no ligands.'],
    ['brookite-TiO2', 'in sheets parallel to (100)'],
    ['forsterite-Mg2SiO4', 'in chains along b'],
  ])('of %s', (name, expected) => {
    expect(describeStructure(analysisOf(sample.get(name) ?? others[name]!))).toContain(expected);
  });

  it.each(['corundum-Al2O3', 'beryl-Be3Al2Si6O18', 'diopside-CaMgSi2O6', 'spinel-MgAl2O4'])(
    'of %s is of no layers',
    (name) => {
      expect(describeStructure(analysisOf(sample.get(name)!))).not.toContain('layered');
    },
  );
});

const REFERENCE = process.env['MOTIFGRAPH_REFERENCE'];
const archive = join(REFERENCE ?? '', 'data/mp-oxides/cifs.tar.gz');

describe.skipIf(REFERENCE === undefined || !existsSync(archive))(
  'layered oxides of the reference data (set MOTIFGRAPH_REFERENCE to its folder to run this)',
  () => {
    it('are found by the net of M: AMO₂ of space group 166', async () => {
      const wrong: string[] = [];
      const counts = new Map<string, number>();
      for await (const item of openSources([archive])) {
        if (!('content' in item)) continue;
        const found = readStructures(item.content, { file: item.file })[0];
        if (found === undefined || !found.ok || !isLayeredFormula(found.crystal)) continue;
        const symmetry = findSymmetry(found.crystal);
        if (!symmetry.ok || symmetry.symmetry.spaceGroup.number !== 166) continue;
        const { nets } = analysisOf(found.crystal);
        const metal = nets.filter(({ centres, kind }) => kind === 'edge' && centres.length === 1);
        const sheets = metal.filter(({ dimensionality, along }) => dimensionality === 2 && along?.join() === '0,0,1');
        if (sheets.length < 2) wrong.push(item.id);
        counts.set('all', (counts.get('all') ?? 0) + 1);
      }
      expect(wrong).toEqual([]);
      expect(counts.get('all')).toBe(55);
    });
  },
);

/** AMO₂ with an alkali metal. */
function isLayeredFormula({ atomicNumbers }: Crystal): boolean {
  const counts = new Map<number, number>();
  for (const z of atomicNumbers) counts.set(z, (counts.get(z) ?? 0) + 1);
  const alkali = [3, 11, 19, 37, 55].filter((z) => counts.has(z));
  if (counts.size !== 3 || alkali.length !== 1) return false;
  const one = counts.get(alkali[0]!)!;
  return [...counts].every(([z, count]) => count === (z === 8 ? 2 * one : one));
}
