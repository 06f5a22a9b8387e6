import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { findSymmetry } from '../../src/crystal/symmetry.js';
import { primitiveCrystal } from '../crystal/primitive-crystal.js';
import { analysisOf, crystals, noisy, permuted, supercell, withCoordinates } from './crystals.js';
import { rotated, rotation, seeded } from './random.js';

/** What is found, with its numbers per formula unit, free of how the crystal is described. */
function summary(crystal: Crystal): Map<string, number> {
  const everything = { strategy: 'multi-weights', fingerprints: true } as const;
  const { sites, connections, connectivityNets } = analysisOf(crystal, everything);
  const bonded = analysisOf(crystal, { bonds: 'crystalnn' });
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1 / crystal.labels.length);
  const elementOf = new Map(sites.map(({ site, element }) => [site, element]));
  const rounded = (x: number) => Math.floor(x * 1e3 + 0.37);
  for (const { element, geometry, csm, polyhedronVolume, environments, fingerprint } of sites) {
    for (const { geometry: shape, fraction } of environments!) {
      if (fraction > 0.002) add(`${element} is ${shape} by ${rounded(fraction)}`);
    }
    add(`${element} has the fingerprint ${fingerprint!.map(rounded).join()}`);
    // Rounded by cutting: values of equal sites agree to 1e-6, and the offset keeps 0 away from a border.
    add(`${element} ${geometry} ${rounded(csm ?? 0)} ${rounded(polyhedronVolume ?? 0)}`);
  }
  for (const { from, to, kind, distance } of connections) {
    const pair = [elementOf.get(from), elementOf.get(to)].sort().join('–');
    add(`${pair} ${kind} ${Math.floor(distance * 1e4 + 0.37)}`);
  }
  for (const { distance } of bonded.bonds!) add(`bond of ${Math.floor(distance * 1e4 + 0.37)}`);
  for (const { geometry, element } of bonded.sites) add(`${element} is bonded in ${geometry}`);
  for (const { kind } of bonded.connections) add(`${kind} by bonds`);
  for (const { connectivity, dimensionality } of connectivityNets)
    counts.set(`dimensions by ${connectivity}`, dimensionality);
  return counts;
}

function expectSame(one: Map<string, number>, other: Map<string, number>): void {
  expect([...other.keys()].sort()).toEqual([...one.keys()].sort());
  for (const [key, count] of one) expect(other.get(key), key).toBeCloseTo(count, 9);
}

const names = Object.keys(crystals) as (keyof typeof crystals)[];
const anyCrystal = fc.record({ name: fc.constantFrom(...names), noise: fc.constantFrom(0, 0.03), seed: fc.integer() });
const make = ({ name, noise, seed }: { name: keyof typeof crystals; noise: number; seed: number }) => {
  const random = seeded(seed);
  return { random, crystal: noise === 0 ? crystals[name] : noisy(crystals[name], noise, random) };
};

describe('motifs do not depend on how the crystal is described', () => {
  it('rotation and reflection', () => {
    fc.assert(
      fc.property(anyCrystal, (choice) => {
        const { random, crystal } = make(choice);
        const lattice = rotated(crystal.lattice, rotation(random, random() < 0.5));
        expectSame(summary(crystal), summary(withCoordinates(crystal, lattice, crystal.fractional)));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('translation, within the cell and beyond', () => {
    fc.assert(
      fc.property(anyCrystal, (choice) => {
        const { random, crystal } = make(choice);
        const shift = [random(), random(), random()];
        const fractional = crystal.fractional.map((x, i) => x + shift[i % 3]! + Math.floor(5 * random()) - 2);
        expectSame(summary(crystal), summary(withCoordinates(crystal, crystal.lattice, fractional)));
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  it('order of the atoms', () => {
    fc.assert(
      fc.property(anyCrystal, (choice) => {
        const { random, crystal } = make(choice);
        expectSame(summary(crystal), summary(permuted(crystal, random)));
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it.each(names)('supercell: %s', (name) => {
    expectSame(summary(crystals[name]), summary(supercell(crystals[name], [2, 1, 1])));
    expectSame(summary(crystals[name]), summary(supercell(crystals[name], [1, 2, 3])));
  });

  it.each(names)('primitive cell: %s', (name) => {
    const found = findSymmetry(crystals[name]);
    if (!found.ok) throw new Error(found.refusal.message);
    expectSame(summary(crystals[name]), summary(primitiveCrystal(crystals[name], found.symmetry)));
  });
});

describe('small moves of the atoms', () => {
  it.each(names)('change the measures of %s a little, and keep ligands and geometries', (name) => {
    const before = analysisOf(crystals[name]).sites;
    const after = analysisOf(noisy(crystals[name], 1e-4, seeded(4))).sites;
    after.forEach((site, i) => {
      expect(site.geometry).toBe(before[i]!.geometry);
      expect(site.coordinationNumber).toBe(before[i]!.coordinationNumber);
      expect(Math.abs(Math.sqrt(site.csm!) - Math.sqrt(before[i]!.csm!))).toBeLessThan(0.01);
    });
  });
});
