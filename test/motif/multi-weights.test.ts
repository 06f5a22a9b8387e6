import { describe, expect, it } from 'vitest';
import { atomicNumberOf } from '../../src/crystal/elements.js';
import { gridOf } from '../../src/crystal/periodic/atom-grid.js';
import type { Environment } from '../../src/motif/analysis.js';
import { weightedEnvironments } from '../../src/motif/multi-weights.js';
import { matchesBelow } from '../../src/motif/symmetry-measure.js';
import { voronoiCell } from '../../src/motif/voronoi.js';
import reference from '../oracles/motif/multi-weights.json' with { type: 'json' };
import { analysisOf, crystals, noisy } from './crystals.js';
import { geometryMatches } from './geometry-matches.js';
import { normal, seeded } from './random.js';

type Expected = readonly (readonly [string, number, number])[];

const ANIONS = new Set(['O', 'F', 'N', 'S']);

/**
 * The reference's search isn't exhaustive from six ligands on. Around the La atoms of distorted tysonite, with 9 to 11
 * ligands, it misses lower measures (of MI:10 5.99, where it finds none below 8.5), and with them a part of the weights.
 */
const isSearchedInFull = (name: string) => !/^LaF3.*noise/.test(name);

/** Half the sum of the differences of fractions: 0 the same, 1 nothing in common. */
function distance(found: readonly Environment[], expected: Expected): number {
  const fractions = new Map(found.map(({ geometry, fraction }) => [geometry, fraction]));
  let sum = 0;
  for (const [geometry, fraction] of expected) {
    sum += Math.abs((fractions.get(geometry) ?? 0) - fraction);
    fractions.delete(geometry);
  }
  return (sum + [...fractions.values()].reduce((total, fraction) => total + fraction, 0)) / 2;
}

describe(`multi-weights of pymatgen ${reference.pymatgen}`, () => {
  it.each(reference.crystals)('$name', ({ name, lattice, elements, fractional, sites }) => {
    const atoms = {
      lattice: Float64Array.from(lattice),
      fractional: Float64Array.from(fractional),
      atomicNumbers: Uint8Array.from(elements, (symbol) => atomicNumberOf(symbol)!),
      signs: Int8Array.from(elements, (symbol) => (ANIONS.has(symbol) ? -1 : 1)),
    };
    const grid = gridOf(atoms);
    for (const { site, environments: expected } of sites) {
      const { environments } = weightedEnvironments(voronoiCell(grid, site), site, atoms);
      const limit = isSearchedInFull(name) ? 2e-6 : 0.2;
      expect(distance(environments, expected as unknown as Expected), `site ${site}`).toBeLessThan(limit);
      for (const { geometry, csm } of environments) {
        const same = expected.find(([symbol]) => symbol === geometry);
        if (same !== undefined) expect(csm).toBeLessThan((same[2] as number) + 1e-5);
        if (same !== undefined && isSearchedInFull(name)) expect(csm).toBeCloseTo(same[2] as number, 5);
      }
    }
  });
});

describe('environments', () => {
  it('of a perfect polyhedron are that polyhedron alone', () => {
    const [site] = analysisOf(crystals.rockSalt, { strategy: 'multi-weights' }).sites;
    expect(site!.environments).toEqual([{ geometry: 'O:6', fraction: 1, csm: expect.closeTo(0, 9) }]);
  });

  it('sum to one, largest first, and the first is the geometry of the site', () => {
    for (const name of ['rutile', 'zircon', 'matlockite', 'spinel'] as const) {
      const { sites } = analysisOf(noisy(crystals[name], 0.1, seeded(7)), { strategy: 'multi-weights' });
      for (const { environments, geometry, csm, coordinationNumber, ligands } of sites) {
        if (environments!.length === 0) continue;
        expect(environments!.reduce((sum, { fraction }) => sum + fraction, 0)).toBeCloseTo(1, 12);
        expect(environments!.map(({ fraction }) => fraction)).toEqual(
          environments!.map(({ fraction }) => fraction).sort((a, b) => b - a),
        );
        expect(geometry).toBe(environments![0]!.geometry);
        expect(csm).toBeCloseTo(environments![0]!.csm, 9);
        expect(ligands).toHaveLength(coordinationNumber);
      }
    }
  });

  it('of a site like no geometry are none, and its ligands those inside the usual cut-offs', () => {
    const crystal = noisy(crystals.fluorite, 0.2, seeded(4));
    const simple = analysisOf(crystal).sites;
    const weighted = analysisOf(crystal, { strategy: 'multi-weights' }).sites;
    const bare = weighted.filter(({ environments }) => environments!.length === 0);
    expect(bare.length).toBeGreaterThan(0);
    for (const { site, ligands, geometry } of bare) {
      const same = simple.find((other) => other.site === site)!;
      expect({ ligands, geometry }).toEqual({ ligands: same.ligands, geometry: same.geometry });
    }
  });

  it('are not told by the simplest strategy', () => {
    expect(analysisOf(crystals.rutile).sites[0]).not.toHaveProperty('environments');
  });
});

describe('geometries below a measure', () => {
  it.each([2, 4, 6, 7, 8, 9])('are those of all geometries: %i ligands', (count) => {
    const random = seeded(count);
    for (let i = 0; i < 5; i++) {
      const vectors = Float64Array.from({ length: 3 * count }, () => normal(random));
      for (const limit of [8, 20, 60]) {
        const expected = geometryMatches(vectors)
          .filter(({ csm }) => csm < limit)
          .sort((a, b) => a.csm - b.csm);
        const found = matchesBelow(vectors, limit);
        expect(found.map(({ geometry }) => geometry.symbol)).toEqual(expected.map(({ geometry }) => geometry.symbol));
        found.forEach(({ csm }, k) => {
          expect(csm).toBeCloseTo(expected[k]!.csm, 6);
        });
      }
    }
  });

  it('are none where no reference has so many points', () => {
    expect(matchesBelow(new Float64Array(3 * 15).fill(1), 100)).toEqual([]);
  });
});
