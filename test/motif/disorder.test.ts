/** Disordered crystals: files that users have, and others of their kinds made from published structures. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { symbolOf } from '../../src/crystal/elements.js';
import { compositionOf, densityOf, reducedFormula } from '../../src/crystal/formula.js';
import { occupationAt } from '../../src/crystal/occupation.js';
import { readStructures } from '../../src/crystal/read.js';
import { writeCif } from '../../src/crystal/write.js';
import type { MotifAnalysis } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { describe as inWords } from '../../src/motif/description/describe.js';
import { motifOfSite } from '../../src/motif/motif-of-site.js';

interface Analysed {
  readonly crystal: Crystal;
  readonly analysis: MotifAnalysis;
  readonly warnings: readonly string[];
}

function analysed(name: string): Analysed {
  return analysedText(readFileSync(new URL(`../cli/disorder/${name}.cif`, import.meta.url), 'utf8'));
}

function analysedText(text: string): Analysed {
  const [read] = readStructures(text, { file: 'test.cif' });
  if (!read?.ok) throw new Error(read?.refusal.message);
  const result = analyzeMotifs(read.crystal);
  if (!result.ok) throw new Error(result.refusal.message);
  const warnings = [...read.warnings.map(({ message }) => message), ...result.analysis.warnings];
  return { crystal: read.crystal, analysis: result.analysis, warnings };
}

/** Motif, mean coordination number and oxidation state of each orbit of cations. */
function polyhedra({ crystal, analysis }: Analysed): (string | number | null)[][] {
  const first = new Set(analysis.orbits.map(({ sites }) => sites[0]));
  return analysis.sites
    .filter(({ site }) => first.has(site))
    .map((site) => [
      motifOfSite(crystal.atomicNumbers, site)?.id ?? null,
      site.averageCoordinationNumber ?? site.coordinationNumber,
      site.oxidationState && Number(site.oxidationState.toFixed(2)),
    ]);
}

const edges = ({ analysis }: Analysed, centre: string) =>
  analysis.nets.find(({ centres, kind }) => centres.join() === centre && kind === 'edge');

const DISORDERED = 'The crystal is disordered: predictions are made of ordered crystals alone.';

describe('a disordered crystal', () => {
  it.each([
    ['nmc811', 'LiNi0.8Mn0.1Co0.1O2', 166],
    ['ysz', 'Zr0.85Y0.15O1.925', 225],
    ['bscf', 'Ba0.5Sr0.5Co0.8Fe0.2O2.481', 221],
    ['lsmo', 'La0.7Sr0.3MnO3', 167],
    ['prussian-blue', 'Fe1.75C4.5N4.5O1.5', 225],
    ['agi-alpha', 'AgI', 229],
    ['llzo-cubic', 'Li7.008La3Zr2O12', 230],
    ['lifepo4-half', 'Li0.5FePO4', 62],
    ['high-entropy-oxide', 'Mg0.2Zn0.2Co0.2Cu0.2Ni0.2O', 225],
    ['garnet', 'Mg1.8Fe1.2Al2Si3O12', 230],
    ['spinel-inverted', 'MgAl2O4', 227],
    ['sanidine', 'K0.7Na0.3AlSi3O8', 12],
    ['na0.68coo2', 'Na0.68CoO2', 194],
    ['ybco-6.93', 'Ba2YCu3O6.93', 47],
    ['ice-ih', 'H2O', 194],
  ])('%s is %s, and says that it is not ordered', (name, formula, spaceGroup) => {
    const { crystal, analysis, warnings } = analysed(name);
    expect(analysis).toMatchObject({ formula, spaceGroup: { number: spaceGroup }, isOrdered: false });
    expect(reducedFormula(compositionOf(crystal))).toBe(formula);
    expect(warnings).toContain(DISORDERED);
  });

  it.each(['nmc811', 'ysz', 'prussian-blue', 'llzo-cubic', 'sanidine', 'na0.68coo2', 'ice-ih'])(
    '%s comes back from the file that is written of it',
    (name) => {
      const { crystal, analysis } = analysed(name);
      const again = analysedText(writeCif(crystal));
      expect(again.analysis.formula).toBe(analysis.formula);
      expect(again.analysis.spaceGroup).toEqual(analysis.spaceGroup);
      expect(again.analysis.sites.map(({ occupants, csm }) => ({ occupants, csm }))).toEqual(
        analysis.sites.map(({ occupants, csm }) => ({ occupants, csm })),
      );
      expect(again.warnings.filter((text) => text.includes('does not match'))).toEqual([]);
    },
  );
});

describe('NMC811', () => {
  const nmc = analysed('nmc811');

  it('has sheets of octahedra of a mixed centre, and octahedra of lithium between them', () => {
    expect(polyhedra(nmc)).toEqual([
      ['Li,Ni-O:6', 6, 1.06],
      ['Co,Li,Mn,Ni-O:6', 6, 3.04],
    ]);
    expect(edges(nmc, 'Co,Li,Mn,Ni')).toMatchObject({
      dimensionality: 2,
      along: [0, 0, 1],
      isShared: true,
      motif: 'Co,Li,Mn,Ni-O:6',
      formula: 'Ni0.77Mn0.1Co0.1Li0.03O2',
    });
    expect(edges(nmc, 'Li,Ni')).toMatchObject({ dimensionality: 2, formula: 'Li0.97Ni0.03O2' });
    expect(nmc.analysis.sites.find(({ element }) => element === 'Ni')?.occupants).toEqual([
      { element: 'Ni', fraction: 0.77 },
      { element: 'Mn', fraction: 0.1 },
      { element: 'Co', fraction: 0.1 },
      { element: 'Li', fraction: 0.03 },
    ]);
  });

  it('says in words what is mixed, names what makes up most of it, and that it is layered', () => {
    const text = inWords(nmc.analysis);
    expect(text).toContain('(Ni,Mn,Co)O₆ octahedra');
    expect(text).toContain('Shared sites: Li 97 %, Ni 3 %; Ni 77 %, Mn 10 %, Co 10 %, Li 3 %.');
    expect(text).toContain(
      'layered: without the weakly bound Li, (Ni,Mn,Co)O₆ octahedra form sheets parallel to (001)',
    );
  });

  it('keeps the nominal states of the file, and tells the charge that they leave', () => {
    expect(nmc.analysis.ionAssignment).toBe('given');
    expect(nmc.warnings).toContain(
      'The oxidation states of the file leave the cell with a charge of 0.3: they are nominal.',
    );
  });
});

describe('partly occupied sites', () => {
  it('of ligands make the coordination number an average beside that of the whole polyhedron', () => {
    const ysz = analysed('ysz');
    expect(ysz.analysis.sites.map((site) => [site.coordinationNumber, site.averageCoordinationNumber])).toEqual(
      Array.from({ length: 4 }, () => [8, 7.7]),
    );
    expect(polyhedra(ysz)).toEqual([['Y,Zr-C:8', 7.7, 3.85]]);
    expect(inWords(ysz.analysis)).toContain('On average (Zr,Y) has 7.7 of 8 ligands.');
    // Zr 0.85, Y 0.15 and O 1.925 in a quarter of 135.7 Å³.
    expect(densityOf(ysz.crystal)).toBeCloseTo(
      (4 * 1.66053907 * (0.85 * 91.224 + 0.15 * 88.906 + 1.925 * 15.999)) / 135.7175,
      2,
    );
  });

  it('nearly full ones, within their own uncertainty, count as ordered', () => {
    const { crystal, analysis, warnings } = analysed('srtio3-nearly-full');
    expect(crystal.disorder).toBeUndefined();
    expect(analysis).toMatchObject({ formula: 'SrTiO3', isOrdered: true });
    expect(warnings).toEqual(['The occupancy 0.995(6) of site Sr1 counts as 1.']);
  });

  it('that exclude each other have surroundings of their own, and are told', () => {
    const { analysis, warnings } = analysed('na0.68coo2');
    const sodium = analysis.sites.filter(({ element }) => element === 'Na');
    expect(new Set(sodium.map(({ geometry }) => geometry))).toEqual(new Set(['T:6']));
    const isSodium = (site: number) => sodium.some((one) => one.site === site);
    const between = analysis.connections.filter(({ from, to }) => isSodium(from) && isSodium(to));
    expect(between.every(({ distance }) => distance > 2)).toBe(true);
    expect(warnings[0]).toMatch(/^Na1 and Na2 1\.64 Å apart exclude each other/);
  });

  it('of sodium, and of water that replaces it, are no neighbours of each other', () => {
    const text = `data_x
_cell_length_a 5
_cell_length_b 5
_cell_length_c 5
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'P 1'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
Na1 Na 0 0 0 0.5
OW O 0.15 0.15 0 0.5
O1 O 0.5 0 0 1
O2 O 0 0.5 0 1
O3 O 0 0 0.5 1
P1 P 0.5 0.5 0.5 1
`;
    const { crystal, analysis } = analysedText(text);
    expect(crystal.labels).toContain('OW');
    const sodium = analysis.sites.find(({ element }) => element === 'Na')!;
    expect(sodium.coordinationNumber).toBe(6);
    expect(sodium.ligands.every(({ distance }) => distance > 2)).toBe(true);
  });

  it('of silver in α-AgI are tetrahedra of iodine each', () => {
    const { analysis, warnings } = analysed('agi-alpha');
    expect(new Set(analysis.sites.map(({ geometry }) => geometry))).toEqual(new Set(['T:4']));
    expect(warnings[0]).toMatch(/^Places of Ag1 1\.79 Å apart exclude each other/);
  });
});

describe('split positions', () => {
  it('of lithium on both sides of a special position are one, in their middle', () => {
    const llzo = analysed('llzo-cubic');
    expect(polyhedra(llzo)).toEqual([
      ['La-C:8', 8, 3],
      ['Zr-O:6', 6, 4],
      ['Li-T:4', 4, 1],
      ['Li-O:6', 6, 1],
    ]);
    expect(llzo.warnings[0]).toBe(
      'Places of site Li2 are 0.76 Å apart and exclude each other; they count as one site in their middle, with their occupancies added (0.349 + 0.349).',
    );
  });

  it('of two elements are one site of both, where the more frequent one stands', () => {
    const { crystal, warnings } = analysed('prussian-blue');
    const site = crystal.labels.indexOf('N1');
    expect(occupationAt(crystal, site).map(({ z, fraction }) => [symbolOf(z), fraction])).toEqual([
      ['N', 0.75],
      ['O', 0.25],
    ]);
    expect(warnings[0]).toMatch(/^Sites N1, O1 are up to 0\.10 Å apart and exclude each other/);
  });

  it('of hydrogen on both sides of a hydrogen bond stay', () => {
    const { crystal } = analysed('ice-ih');
    expect(crystal.labels.filter((label) => label.startsWith('H'))).toHaveLength(16);
  });
});
