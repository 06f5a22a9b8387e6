import { describe as suite, expect, it } from 'vitest';
import { analysisLine } from '../../src/pipeline/lines.js';
import type { MotifAnalysis } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { describe } from '../../src/motif/description/describe.js';
import { cellText, cifText, read } from '../crystal/texts.js';
import { analysisOf, crystals } from './crystals.js';

type Cell = Parameters<typeof cellText>;
const cubic = (a: number): Cell => [a, a, a, 90, 90, 90];
const hexagonal = (a: number, c: number): Cell => [a, a, c, 90, 90, 120];

function crystal(cell: Cell, spaceGroup: string, atoms: string) {
  const symmetry = `_space_group_name_H-M_alt '${spaceGroup}'`;
  return read(cifText({ cell: cellText(...cell), symmetry, atoms })).crystal;
}

function alloy(...parts: Parameters<typeof crystal>): MotifAnalysis {
  return analysisOf(crystal(...parts), { alloys: true });
}

/** `Cu 12 I:12 Mg6Cu6` of each orbit. */
function polyhedra({ orbits, sites }: MotifAnalysis): string[] {
  const elements = new Map(orbits.flatMap((orbit) => orbit.sites.map((site) => [site, orbit.element] as const)));
  return orbits.map((orbit) => {
    const { element, coordinationNumber, geometry, ligands } = sites.find(({ site }) => site === orbit.sites[0])!;
    const names = ligands.map((ligand) => elements.get(ligand.site)!).sort();
    const counts = [...new Set(names)].map((name) => `${name}${names.filter((other) => other === name).length}`);
    return `${element} ${coordinationNumber} ${geometry} ${counts.join('')}`;
  });
}

const COPPER: Parameters<typeof crystal> = [cubic(3.615), 'F m -3 m', 'Cu1 Cu 0 0 0'];
const LAVES: Parameters<typeof crystal> = [cubic(7.034), 'F d -3 m :2', 'Mg1 Mg 0.125 0.125 0.125\nCu1 Cu 0.5 0.5 0.5'];

suite('alloys that are asked for', () => {
  it.each([
    ['copper', COPPER, ['Cu 12 C:12 Cu12'], 'cubic close packing (Cu-type)'],
    ['iron', [cubic(2.866), 'I m -3 m', 'Fe1 Fe 0 0 0'], ['Fe 8 C:8 Fe8'], 'body-centred cubic (W-type)'],
    [
      'magnesium',
      [hexagonal(3.209, 5.211), 'P 63/m m c', 'Mg1 Mg 0.3333333 0.6666667 0.25'],
      ['Mg 12 AC:12 Mg12'],
      'hexagonal close packing (Mg-type)',
    ],
    ['silicon', [cubic(5.431), 'F d -3 m :2', 'Si1 Si 0.125 0.125 0.125'], ['Si 4 T:4 Si4'], 'diamond'],
    [
      'NiAl',
      [cubic(2.887), 'P m -3 m', 'Ni1 Ni 0 0 0\nAl1 Al 0.5 0.5 0.5'],
      ['Ni 8 C:8 Al8', 'Al 8 C:8 Ni8'],
      'β-brass (CsCl-like, B2)',
    ],
    [
      'Cu₃Au',
      [cubic(3.75), 'P m -3 m', 'Au1 Au 0 0 0\nCu1 Cu 0 0.5 0.5'],
      ['Au 12 C:12 Cu12', 'Cu 12 C:12 Au4Cu8'],
      'Cu3Au (L1₂)',
    ],
    ['MgCu₂', LAVES, ['Mg 12 TT:12 Cu12', 'Cu 12 I:12 Cu6Mg6'], 'cubic Laves phase (MgCu2-type, C15)'],
  ] as const)('have the neighbours of each atom, and a structure type: %s', (_, parts, expected, type) => {
    const analysis = alloy(...(parts as Parameters<typeof crystal>));
    expect(polyhedra(analysis)).toEqual(expected);
    expect(analysis.prototype.name).toBe(type);
    expect(analysis).toMatchObject({
      ionAssignment: 'none',
      ionConfidence: null,
      connections: [],
      nets: [],
      units: [],
    });
    expect(analysis.oxidationStates.every((state) => state === null)).toBe(true);
    expect(analysis.sites).toHaveLength(analysis.oxidationStates.length);
    expect(analysis.warnings).toEqual([]);
  });

  it('list each bond once, and at both of its atoms', () => {
    const { bonds, sites } = alloy(...LAVES);
    const ends = sites.reduce((sum, { ligands }) => sum + ligands.length, 0);
    expect(2 * bonds!.length).toBe(ends);
  });

  it('are told in words', () => {
    expect(describe(alloy(...LAVES))).toBe(
      'MgCu₂ is cubic (space group Fd-3m). It has the cubic Laves phase (MgCu₂-type, C15) structure. It has no anions: its polyhedra ' +
        'are those of all neighbours (CrystalNN bonds), and no oxidation states are given. Cu has twelve neighbours in an ' +
        'icosahedron: six Mg (2.92 Å) and six Cu (2.49 Å). Mg has twelve neighbours in a truncated tetrahedron: twelve Cu (2.92 Å). ' +
        'The bonds form a framework.',
    );
  });

  it('tell sheets and molecules of elements', () => {
    const graphite = alloy(hexagonal(2.461, 6.708), 'P 63/m m c', 'C1 C 0 0 0.25\nC2 C 0.3333333 0.6666667 0.25');
    expect(graphite.prototype).toMatchObject({ name: 'graphite (2H)', mineral: 'graphite' });
    expect(describe(graphite)).toContain('C has three neighbours in a trigonal planar arrangement: three C (1.42 Å).');
    expect(describe(graphite)).toContain('The bonds form sheets parallel to (001).');
    const nitrogen = alloy(cubic(5.66), 'P a -3', 'N1 N 0.054 0.054 0.054');
    expect(describe(nitrogen)).toContain('The bonds form N₂ molecules.');
  });

  it('may be solid solutions', () => {
    const atoms = 'Cu1 0 0 0 0.5\nZn1 0 0 0 0.5';
    const text = cifText({ cell: cellText(...cubic(2.95)), symmetry: "_space_group_name_H-M_alt 'I m -3 m'", atoms });
    const brass = read(
      text.replace('_atom_site_type_symbol\n', '').replace('fract_z\n', 'fract_z\n_atom_site_occupancy\n'),
    );
    const { sites } = analysisOf(brass.crystal, { alloys: true });
    expect(sites[0]).toMatchObject({ coordinationNumber: 8, occupants: [{ fraction: 0.5 }, { fraction: 0.5 }] });
  });

  it('are flagged in JSON, and crystals with ions are analysed as ever', () => {
    const { isAlloy } = JSON.parse(analysisLine('x', alloy(...COPPER)));
    expect(isAlloy).toBe(true);
    const line = analysisLine('x', analysisOf(crystals.spinel, { alloys: true }));
    expect(line).toBe(analysisLine('x', analysisOf(crystals.spinel)));
    expect(JSON.parse(line).isAlloy).toBe(false);
  });

  it('are refused otherwise, and the refusal tells how to ask', () => {
    const result = analyzeMotifs(crystal(...COPPER));
    expect(result).toMatchObject({ ok: false, refusal: { code: 'NO_ANION' } });
    expect(!result.ok && result.refusal.message).toMatch(/analyze --alloys.*analyzeStructure\(alloys: true\)/);
  });
});
