/** Measures of well-known crystals against those that were published. */
import { describe, expect, it } from 'vitest';
import type { MotifSite } from '../../../src/motif/analysis.js';
import { cellText, cifText, read } from '../../crystal/texts.js';
import { analysisOf, crystals } from '../crystals.js';

function crystal(cell: Parameters<typeof cellText>, spaceGroup: string, atoms: string) {
  return read(cifText({ cell: cellText(...cell), symmetry: `_space_group_name_H-M_alt '${spaceGroup}'`, atoms }))
    .crystal;
}

/** Y. Takéuchi, T. Yamanaka, N. Haga & M. Hirano, in Materials Science of the Earth's Interior, 191 (1984), at 25 °C. */
const forsterite = crystal(
  [4.7503, 10.187, 5.9771, 90, 90, 90],
  'P b n m',
  [
    'Mg1 Mg 0 0 0',
    'Mg2 Mg 0.9916 0.2775 0.25',
    'Si1 Si 0.4266 0.09413 0.25',
    'O1 O 0.7664 0.0914 0.25',
    'O2 O 0.2215 0.4472 0.25',
    'O3 O 0.2778 0.1631 0.0332',
  ].join('\n'),
);

/** M. Marezio, J. P. Remeika & P. D. Dernier, Acta Cryst. B 26, 2008 (1970). */
const gadoliniumFerrite = crystal(
  [5.349, 5.611, 7.669, 90, 90, 90],
  'P b n m',
  ['Gd1 Gd 0.98442 0.06284 0.25', 'Fe1 Fe 0 0.5 0', 'O1 O 0.101 0.4669 0.25', 'O2 O 0.6957 0.3012 0.0518'].join('\n'),
);

/** H. Wiedemeier & H. G. von Schnering, Z. Kristallogr. 148, 295 (1978). */
const tinSelenide = crystal(
  [11.501, 4.153, 4.445, 90, 90, 90],
  'P n m a',
  'Sn1 Sn 0.118 0.25 0.103\nSe1 Se 0.855 0.25 0.479',
);

/** L. Kihlborg, Ark. Kemi 21, 357 (1963), α-MoO₃. */
const molybdenumTrioxide = crystal(
  [13.855, 3.6964, 3.9628, 90, 90, 90],
  'P n m a',
  'Mo1 Mo 0.10164 0.25 0.08669\nO1 O 0.2214 0.25 0.0373\nO2 O 0.0866 0.25 0.5212\nO3 O 0.4351 0.25 0.4994',
);

const firstOf = (sites: readonly MotifSite[]) => {
  const seen = new Set<number>();
  return sites.filter(({ orbit }) => !seen.has(orbit) && seen.add(orbit));
};

describe('forsterite', () => {
  const [m1, m2, si] = firstOf(analysisOf(forsterite).sites) as [MotifSite, MotifSite, MotifSite];

  // Quadratic elongation and angle variance of M1, M2 and the tetrahedron: Robinson, Gibbs & Ribbe, Science 172, 567 (1971).
  it.each([
    ['M1', m1, 1.027, 96],
    ['M2', m2, 1.026, 90],
    ['Si', si, 1.011, 49],
  ])('%s is as distorted as published', (_, site, elongation, variance) => {
    expect(site.quadraticElongation).toBeCloseTo(elongation, 3);
    expect(Math.abs(site.bondAngleVariance! - variance)).toBeLessThan(2);
  });

  it('has volumes, valence sums and displacements that fit', () => {
    expect([m1.polyhedronVolume, m2.polyhedronVolume, si.polyhedronVolume].map((v) => Math.round(v! * 10))).toEqual([
      117, 124, 22,
    ]);
    // M1 stands on a centre of symmetry.
    expect(m1.offCentreDisplacement).toBeCloseTo(0, 6);
    expect(m2.offCentreDisplacement).toBeGreaterThan(0.2);
    for (const { bondValenceSum, oxidationState } of [m1, m2, si])
      expect(Math.abs(bondValenceSum! - oxidationState!)).toBeLessThan(0.15);
  });
});

it('octahedra of GdFeO₃ are tilted by half of what the bridges Fe–O–Fe lack to 180°', () => {
  const { sites, connections, globalInstabilityIndex } = analysisOf(gadoliniumFerrite);
  const iron = sites.find(({ element }) => element === 'Fe')!;
  const ofIron = new Set(sites.filter(({ element }) => element === 'Fe').map(({ site }) => site));
  const bridges = connections.filter(({ from, to }) => ofIron.has(from) && ofIron.has(to));
  expect(bridges.every(({ kind }) => kind === 'corner')).toBe(true);
  const angles = bridges.flatMap(({ anglesInDegrees }) => anglesInDegrees);
  const mean = angles.reduce((sum, angle) => sum + angle, 0) / angles.length;
  expect(iron.octahedralTilt).toBeCloseTo((180 - mean) / 2, 3);
  expect(iron.octahedralTilt).toBeGreaterThan(15);
  expect(sites.find(({ element }) => element === 'Gd')!.octahedralTilt).toBeNull();
  expect(globalInstabilityIndex).toBeLessThan(0.1);
});

describe('cubic crystals', () => {
  it('SrTiO₃: nothing is tilted, distorted or off centre', () => {
    const titanium = analysisOf(crystals.perovskite).sites.find(({ element }) => element === 'Ti')!;
    expect(titanium).toMatchObject({
      octahedralTilt: 0,
      quadraticElongation: 1,
      bondAngleVariance: 0,
      distortionIndex: 0,
      offCentreDisplacement: 0,
      effectiveCoordinationNumber: 6,
      isAmbiguous: false,
    });
    // 6 exp((1.815 − 1.9525)/0.37), Brese & O'Keeffe 1991.
    expect(titanium.bondValenceSum).toBeCloseTo(6 * Math.exp((1.815 - 1.9525) / 0.37), 1);
  });

  it('MgO: the instability index is the misfit of the one kind of bond', () => {
    const { sites, globalInstabilityIndex } = analysisOf(crystals.rockSalt);
    const sum = 6 * Math.exp((1.693 - 2.105) / 0.37);
    expect(sites[0]!.bondValenceSum).toBeCloseTo(sum, 5);
    expect(globalInstabilityIndex).toBeCloseTo(Math.abs(sum - 2), 5);
  });
});

describe('ligands that are a matter of choice', () => {
  it('SnSe: three near and three far ones', () => {
    const [tin] = analysisOf(tinSelenide).sites;
    expect(tin!.isAmbiguous).toBe(true);
    expect(tin!.environments).toEqual(analysisOf(tinSelenide, { strategy: 'multi-weights' }).sites[0]!.environments);
    expect(analysisOf(tinSelenide, { bonds: 'crystalnn' }).sites[0]!.isAmbiguous).toBe(true);
  });

  it('α-MoO₃: bonds of 1.67 to 2.33 Å', () => {
    const [molybdenum] = analysisOf(molybdenumTrioxide).sites;
    expect(molybdenum!.isAmbiguous).toBe(true);
    expect(molybdenum!.environments!.reduce((sum, { fraction }) => sum + fraction, 0)).toBeCloseTo(1, 5);
  });

  it.each(['rutile', 'rockSalt', 'fluorite', 'perovskite', 'spinel', 'zircon', 'wurtzite'] as const)(
    '%s: plain ones',
    (name) => {
      for (const { isAmbiguous, environments } of analysisOf(crystals[name]).sites) {
        expect(isAmbiguous).toBe(false);
        expect(environments).toBeUndefined();
      }
    },
  );
});

describe('implausible distances', () => {
  const warningsOf = (a: number) =>
    analysisOf(crystal([a, a, a, 90, 90, 90], 'P m -3 m', 'Cs1 Cs 0 0 0\nI1 I 0.5 0.5 0.5')).warnings;

  it('are told with the pair and the distance', () => {
    expect(warningsOf(1.3)).toContainEqual(
      expect.stringMatching(/^Cs \(Cs1\) and I \(I1\) are 1\.13 Å apart, which is implausible/),
    );
    expect(warningsOf(3.2).join()).toContain('Cs (Cs1) and I (I1) are 2.77 Å apart');
  });

  it('are none in CsI as it is, nor in known crystals', () => {
    expect(warningsOf(4.567)).toEqual([]);
    for (const some of Object.values(crystals)) expect(analysisOf(some).warnings.join()).not.toContain('implausible');
  });
});
