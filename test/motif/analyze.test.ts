import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { atomicNumberOf } from '../../src/crystal/elements.js';
import { latticeFromParameters } from '../../src/crystal/lattice.js';
import type { MotifAnalysis } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { fingerprintOf } from '../../src/motif/crystalnn/fingerprint.js';
import { cellText, cifText, read } from '../crystal/texts.js';
import reference from '../oracles/motif/chemenv.json' with { type: 'json' };
import { neighboursOf } from './crystalnn-of.js';
import { analysisOf, crystals, noisy } from './crystals.js';
import { seeded } from './random.js';

/** `Ti O:6` of each cation element, once. */
const motifs = ({ sites }: MotifAnalysis) =>
  [...new Set(sites.map(({ element, geometry }) => `${element} ${geometry}`))].sort();

/** Neighbours of one site by kind and element: `Ti edge 2`. Connections are listed once, so count both ends. */
function neighbours(analysis: MotifAnalysis, element: string): string[] {
  const { sites, connections } = analysis;
  const { site } = sites.find((candidate) => candidate.element === element)!;
  const elementOf = new Map(sites.map((s) => [s.site, s.element]));
  const counts = new Map<string, number>();
  for (const { from, to, kind } of connections) {
    for (const [here, there] of [
      [from, to],
      [to, from],
    ] as const) {
      if (here !== site) continue;
      const key = `${elementOf.get(there)} ${kind}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).sort();
}

describe('well-known crystals', () => {
  it.each<[keyof typeof crystals, string[], Record<string, string[]>]>([
    ['rutile', ['Ti O:6'], { Ti: ['Ti corner 8', 'Ti edge 2'] }],
    ['rockSalt', ['Mg O:6'], { Mg: ['Mg corner 6', 'Mg edge 12'] }],
    ['caesiumChloride', ['Cs C:8'], { Cs: ['Cs corner 8', 'Cs edge 12', 'Cs face 6'] }],
    ['fluorite', ['Ca C:8'], { Ca: ['Ca edge 12'] }],
    [
      'perovskite',
      ['Sr C:12', 'Ti O:6'],
      { Ti: ['Sr face 8', 'Ti corner 6'], Sr: ['Sr corner 12', 'Sr face 6', 'Ti face 8'] },
    ],
    ['spinel', ['Al O:6', 'Mg T:4'], { Mg: ['Al corner 12'], Al: ['Al edge 6', 'Mg corner 6'] }],
    ['corundum', ['Al O:6'], { Al: ['Al corner 9', 'Al edge 3', 'Al face 1'] }],
    ['wurtzite', ['Ga T:4'], { Ga: ['Ga corner 12'] }],
    ['molybdenite', ['Mo T:6'], { Mo: ['Mo edge 6'] }],
    ['cuprite', ['Cu L:2'], { Cu: ['Cu corner 6'] }],
    [
      'zircon',
      ['Si T:4', 'Zr DDPN:8'],
      { Si: ['Zr corner 4', 'Zr edge 2'], Zr: ['Si corner 4', 'Si edge 2', 'Zr edge 4'] },
    ],
    ['litharge', ['Pb SY:4'], { Pb: ['Pb corner 4', 'Pb edge 4'] }],
  ])('%s', (name, expectedMotifs, expectedNeighbours) => {
    const analysis = analysisOf(crystals[name]);
    expect(motifs(analysis)).toEqual(expectedMotifs);
    for (const [element, expected] of Object.entries(expectedNeighbours)) {
      expect(neighbours(analysis, element), element).toEqual(expected);
    }
    expect(analysis.warnings).toEqual([]);
  });

  it('rutile in full', () => {
    const analysis = analysisOf(crystals.rutile);
    expect(analysis).toMatchObject({
      formula: 'TiO2',
      spaceGroup: { number: 136, symbol: 'P4_2/mnm', crystalSystem: 'tetragonal' },
      ionAssignment: 'guessed',
    });
    expect(analysis.orbits).toEqual([
      { orbit: 0, element: 'Ti', wyckoff: 'a', siteSymmetry: 'm.mm', multiplicity: 2, sites: [0, 1] },
      { orbit: 1, element: 'O', wyckoff: 'f', siteSymmetry: 'm.2m', multiplicity: 4, sites: [2, 3, 4, 5] },
    ]);
    const [site] = analysis.sites;
    expect(site).toMatchObject({ site: 0, orbit: 0, element: 'Ti', oxidationState: 4, coordinationNumber: 6 });
    // Four bonds of one length and two longer ones: a·√2·u, and √(2·(½ − u)²·a² + c²/4).
    const long = 4.594 * Math.SQRT2 * 0.3053;
    const short = Math.sqrt(2 * (0.5 - 0.3053) ** 2 * 4.594 ** 2 + 2.959 ** 2 / 4);
    expect(site!.ligands.map(({ distance }) => distance)).toEqual(
      [short, short, short, short, long, long].map((d) => expect.closeTo(d, 5)),
    );
    expect(site!.bondLengthRange).toBeCloseTo(long - short, 5);
    // A bipyramid over a rectangle of edges c and 2·√2·(½ − u)·a.
    expect(site!.polyhedronVolume).toBeCloseTo((2.959 * 2 * Math.SQRT2 * (0.5 - 0.3053) * 4.594 * 2 * long) / 3, 5);
    const edge = analysis.connections.find(({ kind }) => kind === 'edge')!;
    expect(edge).toMatchObject({
      from: 0,
      to: 0,
      image: [0, 0, 1],
      sharedLigands: 2,
      distance: 2.959,
    });
    const angle = (2 * Math.asin(2.959 / 2 / short) * 180) / Math.PI;
    expect(edge.anglesInDegrees).toEqual([expect.closeTo(angle, 4), expect.closeTo(angle, 4)]);
    expect(edge.bondLengths).toEqual([
      [expect.closeTo(short, 5), expect.closeTo(short, 5)],
      [expect.closeTo(short, 5), expect.closeTo(short, 5)],
    ]);
    expect(analysis.connections.filter(({ kind }) => kind === 'corner')).toHaveLength(8);
    expect(analysis.connections.filter(({ kind }) => kind === 'edge')).toHaveLength(2);
  });

  it('takes all anions of a mixed compound as ligands', () => {
    const analysis = analysisOf(crystals.matlockite);
    const anions = analysis.sites[0]!.ligands.map(({ site }) => crystals.matlockite.labels[site]);
    expect(anions.filter((label) => label!.startsWith('F'))).toHaveLength(4);
    expect(anions.filter((label) => label!.startsWith('Cl'))).toHaveLength(5);
  });

  it('counts sites of an orbit in the primitive cell, whatever cell the file has', () => {
    const { orbits } = analysisOf(crystals.rockSalt);
    expect(orbits.map(({ sites, multiplicity }) => [sites.length, multiplicity])).toEqual([
      [4, 1],
      [4, 1],
    ]);
  });
});

describe('connections', () => {
  it.each(Object.entries(crystals))('%s: each once, and as the ligands say', (_, crystal) => {
    const { sites, connections } = analysisOf(crystal);
    const bySite = new Map(sites.map((site) => [site.site, site]));
    const seen = new Set<string>();
    for (const { from, to, image, kind, sharedLigands, anglesInDegrees, bondLengths, distance } of connections) {
      const reverse = `${to} ${from} ${image.map((k) => -k || 0).join()}`;
      expect(seen.has(`${from} ${to} ${image.join()}`) || seen.has(reverse)).toBe(false);
      seen.add(`${from} ${to} ${image.join()}`);
      const theirs = new Set(
        bySite
          .get(to)!
          .ligands.map((ligand) => `${ligand.site} ${ligand.image.map((k, axis) => k + image[axis]!).join()}`),
      );
      const shared = bySite.get(from)!.ligands.filter((ligand) => theirs.has(`${ligand.site} ${ligand.image.join()}`));
      expect(sharedLigands).toBe(shared.length);
      expect(kind).toBe(['corner', 'edge', 'face'][Math.min(shared.length, 3) - 1]);
      expect(anglesInDegrees).toHaveLength(shared.length);
      anglesInDegrees.forEach((angle, i) => {
        const [a, b] = bondLengths[i]!;
        // The law of cosines.
        expect(a * a + b * b - 2 * a * b * Math.cos((angle * Math.PI) / 180)).toBeCloseTo(distance ** 2, 4);
      });
    }
  });
});

describe('what is no motif', () => {
  it('a cation with 14 anions has ligands and no geometry', () => {
    const atoms = ['Ba1 Ba 0.5 0.5 0.5'];
    const r = 2.6 / 12;
    for (const x of [-1, 1]) {
      for (const axis of [0, 1, 2]) {
        const p = [0.5, 0.5, 0.5];
        p[axis]! += x * r;
        atoms.push(`F${atoms.length} F ${p.join(' ')}`);
      }
      for (const y of [-1, 1]) {
        for (const z of [-1, 1]) {
          atoms.push(`F${atoms.length} F ${[x, y, z].map((k) => 0.5 + (k * r) / Math.sqrt(3)).join(' ')}`);
        }
      }
    }
    const { crystal } = read(cifText({ cell: cellText(12, 12, 12, 90, 90, 90), atoms: atoms.join('\n') }));
    const { sites, warnings } = analysisOf(crystal);
    expect(sites[0]).toMatchObject({
      coordinationNumber: 14,
      geometry: null,
      csm: null,
      noMotif: 'NO_REFERENCE_GEOMETRY',
    });
    expect(sites[0]!.ligands).toHaveLength(14);
    expect(sites[0]!.polyhedronVolume).toBeGreaterThan(20);
    expect(warnings.at(-1)).toBe('No reference geometry for Ba:14 (element:coordination number).');
  });

  it('a cation whose anions are beyond the cut-off has no ligands', () => {
    const atoms = 'Hg1 Hg 0 0 0.37\nHg2 Hg 0 0 0.63\nCl1 Cl 0 0 0';
    const { crystal } = read(cifText({ cell: cellText(4, 4, 11, 90, 90, 90), atoms }));
    const { sites, warnings } = analysisOf(crystal);
    expect(warnings.at(-1)).toBe('Some sites have no anion close enough to be a ligand: Hg.');
    expect(sites[0]).toMatchObject({
      coordinationNumber: 0,
      noMotif: 'NO_LIGANDS',
      bondLengthRange: null,
      ligands: [],
    });
  });

  it.each([
    ['an alloy', 'Cu1 Cu 0 0 0\nZn1 Zn 0.5 0.5 0.5', 'NO_ANION'],
    ['an element', 'O1 O 0 0 0\nO2 O 0.5 0.5 0.5', 'NO_ANION'],
  ])('%s is refused', (_, atoms, code) => {
    const result = analyzeMotifs(read(cifText({ atoms })).crystal);
    expect(result).toMatchObject({ ok: false, refusal: { code } });
  });

  it('finds cations and anions where no neutral formula exists', () => {
    const atoms = 'K1 K 0.5 0.5 0.5\nSc1 Sc 0 0 0\nO1 O 0.5 0 0\nO2 O 0 0.5 0\nO3 O 0 0 0.5';
    const { sites } = analysisOf(read(cifText({ atoms })).crystal);
    expect(sites.map(({ element, geometry }) => `${element} ${geometry}`)).toEqual(['K C:12', 'Sc O:6']);
  });
});

describe('cells of any shape', () => {
  it('rock salt in a primitive cell far from reduced', () => {
    // Conventional a/2·(0 1 1; 1 0 1; 1 1 0) with c' = c + 5a − 3b.
    const half = 4.21 / 2;
    const [a, b] = [
      [0, half, half],
      [half, 0, half],
    ] as const;
    const c = [half, half, 0].map((x, k) => x + 5 * a[k]! - 3 * b[k]!);
    const crystal: Crystal = {
      ...crystals.rockSalt,
      lattice: Float64Array.from([...a, ...b, ...c]),
      atomicNumbers: Uint8Array.of(12, 8),
      labels: ['Mg1', 'O1'],
      // (½, ½, ½) of the conventional primitive vectors.
      fractional: Float64Array.of(0, 0, 0, -2, 2, 0.5),
    };
    const analysis = analysisOf(crystal);
    expect(motifs(analysis)).toEqual(['Mg O:6']);
    expect(analysis.sites[0]!.csm).toBeLessThan(1e-9);
    expect(neighbours(analysis, 'Mg')).toEqual(['Mg corner 6', 'Mg edge 12']);
  });

  it('a layer with 60 Å of empty space above it', () => {
    const lattice = latticeFromParameters({ a: 3.16, b: 3.16, c: 63, alpha: 90, beta: 90, gamma: 120 });
    const crystal: Crystal = {
      ...crystals.molybdenite,
      lattice,
      atomicNumbers: Uint8Array.of(42, 16, 16),
      labels: ['Mo1', 'S1', 'S2'],
      fractional: Float64Array.of(1 / 3, 2 / 3, 0.5, 2 / 3, 1 / 3, 0.5 + 1.586 / 63, 2 / 3, 1 / 3, 0.5 - 1.586 / 63),
    };
    expect(motifs(analysisOf(crystal))).toEqual(['Mo T:6']);
  });
});

describe('CrystalNN in the analysis', () => {
  it('has the bonded anions as ligands, and connections that follow from them', () => {
    for (const name of ['rutile', 'spinel', 'corundum', 'litharge'] as const) {
      const { sites, bonds, connections } = analysisOf(crystals[name], { bonds: 'crystalnn' });
      const cations = new Map(sites.map((site) => [site.site, site]));
      const keys = new Map(sites.map(({ site }) => [site, new Set<string>()]));
      for (const { from, to, image } of bonds!) {
        if (cations.has(from) === cations.has(to)) continue;
        if (cations.has(from)) keys.get(from)!.add(`${to} ${image}`);
        else keys.get(to)!.add(`${from} ${image.map((x) => -x || 0)}`);
      }
      for (const { site, ligands, coordinationNumber } of sites) {
        expect(new Set(ligands.map((ligand) => `${ligand.site} ${ligand.image.map((x) => x || 0)}`))).toEqual(
          keys.get(site),
        );
        expect(ligands).toHaveLength(coordinationNumber);
        ligands.forEach(({ distance }, i) => {
          if (i > 0) expect(distance).toBeGreaterThan(ligands[i - 1]!.distance - 1e-9);
        });
      }
      expect(connections.length).toBeGreaterThan(0);
    }
  });

  it('is asked for by options alone', () => {
    const plain = analysisOf(crystals.rutile);
    expect(plain).not.toHaveProperty('bonds');
    expect(plain.sites[0]).not.toHaveProperty('fingerprint');
    expect(analysisOf(crystals.rutile, { bonds: 'crystalnn' }).bonds).toHaveLength(12);
  });

  it('gives each site the fingerprint of its own neighbours', () => {
    const crystal = noisy(crystals.spinel, 0.05, seeded(3));
    const neighbours = neighboursOf(crystal);
    for (const { site, fingerprint } of analysisOf(crystal, { fingerprints: true }).sites) {
      expect(fingerprint).toEqual(Array.from(fingerprintOf(neighbours[site]!), (value) => Number(value.toFixed(5))));
    }
  });
});

describe(`ChemEnv of pymatgen ${reference.pymatgen}`, () => {
  it.each(reference.crystals)('$name', ({ lattice, elements, fractional, sites }) => {
    const analysis = analysisOf({
      id: 'reference',
      lattice: Float64Array.from(lattice),
      atomicNumbers: Uint8Array.from(elements, (symbol) => atomicNumberOf(symbol)!),
      fractional: Float64Array.from(fractional),
      labels: elements,
      provenance: { file: 'reference', format: 'pymatgen', sha256: '' },
    });
    expect(analysis.sites.map(({ site }) => site)).toEqual(sites.map(({ site }) => site));
    sites.forEach((expected, i) => {
      const site = analysis.sites[i]!;
      const ligands = site.ligands.map((ligand) => [ligand.site, ...ligand.image].join()).sort();
      expect(ligands).toEqual(expected.ligands.map((ligand) => ligand.join()).sort());
      expect(site.geometry).toBe(expected.geometry);
      // Its search is not exhaustive: ours may be lower, never higher.
      expect(site.csm).toBeLessThan(expected.csm + 1e-5);
      expect(site.csm).toBeGreaterThan(expected.csm - 0.5);
    });
  });
});
