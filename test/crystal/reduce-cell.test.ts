import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { expandSymmetry } from '../../src/crystal/expand-symmetry.js';
import { volumeOf } from '../../src/crystal/lattice.js';
import { reduceCell } from '../../src/crystal/reduce-cell.js';
import { findSymmetry, SYMMETRY_TOLERANCE, type Symmetry } from '../../src/crystal/symmetry.js';
import { crystals, noisy, permuted, supercell } from '../motif/crystals.js';
import { seeded } from '../motif/random.js';
import { mapSites } from './map-sites.js';

const names = Object.keys(crystals) as (keyof typeof crystals)[];

function symmetryOf(crystal: Crystal): Symmetry {
  const found = findSymmetry(crystal);
  if (!found.ok) throw new Error(found.refusal.message);
  return found.symmetry;
}

/** Operations as text, translations to a thousandth of a basis vector. */
function operations({ operations: { count, rotations, translations } }: Symmetry): Set<string> {
  return new Set(
    Array.from({ length: count }, (_, i) => {
      const shift = [...translations.subarray(3 * i, 3 * i + 3)].map(
        (x) => Math.round(1000 * (x - Math.floor(x))) % 1000,
      );
      return `${rotations.subarray(9 * i, 9 * i + 9)} ${shift}`;
    }),
  );
}

describe('the smaller cell', () => {
  it.each(names)('of a supercell is the crystal itself: %s', (name) => {
    const own = reduceCell(crystals[name], SYMMETRY_TOLERANCE);
    const smallest = own?.crystal ?? crystals[name];
    for (const repeats of [
      [2, 1, 1],
      [1, 2, 3],
      [3, 3, 2],
    ] as const) {
      const large = permuted(supercell(crystals[name], repeats), seeded(1));
      const reduced = reduceCell(large, SYMMETRY_TOLERANCE)!;
      expect(volumeOf(reduced.crystal.lattice)).toBeCloseTo(volumeOf(smallest.lattice), 6);
      expect(reduced.crystal.labels).toHaveLength(smallest.labels.length);
      expect(reduced.translations).toHaveLength((3 * large.labels.length) / smallest.labels.length);
      reduced.siteOf.forEach((site, i) => {
        expect(reduced.crystal.atomicNumbers[site]).toBe(large.atomicNumbers[i]);
      });
    }
  });

  it('has the symmetry of the whole', () => {
    for (const name of names) {
      for (const repeats of [
        [1, 1, 1],
        [2, 1, 1],
        [1, 2, 2],
      ] as const) {
        const crystal = permuted(supercell(crystals[name], repeats), seeded(2));
        const reduced = reduceCell(crystal, SYMMETRY_TOLERANCE);
        if (reduced === null || crystal.labels.length >= 100) continue;
        const direct = symmetryOf(crystal);
        const expanded = expandSymmetry(symmetryOf(reduced.crystal), reduced);
        expect(operations(expanded), name).toEqual(operations(direct));
        expect(expanded.operations.count).toBe(direct.operations.count);
        // Letters of positions that another choice of origin makes each other depend on the cell that is given.
        const orbits = ({ orbits }: Symmetry) => orbits.map(({ wyckoff, ...rest }) => rest);
        expect(orbits(expanded)).toEqual(orbits(direct));
        expect(expanded.orbitOf).toEqual(direct.orbitOf);
        expect(expanded.spaceGroup).toEqual(direct.spaceGroup);
        expect(expanded.primitive.sites).toEqual(direct.primitive.sites);
        expect(expanded.primitive.siteOf).toEqual(direct.primitive.siteOf);
        expect(volumeOf(expanded.primitive.lattice)).toBeCloseTo(volumeOf(direct.primitive.lattice), 6);
      }
    }
  });

  it('is found within the tolerance', () => {
    const large = supercell(crystals.spinel, [2, 1, 1]);
    expect(reduceCell(noisy(large, 1e-3, seeded(3)), SYMMETRY_TOLERANCE)?.translations).toHaveLength(3 * 8);
    expect(reduceCell(noisy(large, 0.05, seeded(3)), SYMMETRY_TOLERANCE)).toBeNull();
  });

  it('is none where nothing repeats', () => {
    for (const name of ['rutile', 'perovskite', 'wurtzite'] as const) {
      expect(reduceCell(crystals[name], SYMMETRY_TOLERANCE)).toBeNull();
    }
  });
});

describe('symmetry of a large cell', () => {
  it('is found by way of the smaller one, and maps every atom onto another', () => {
    const crystal = supercell(crystals.corundum, [2, 2, 1]);
    const symmetry = symmetryOf(crystal);
    expect(symmetry.spaceGroup.number).toBe(167);
    expect(symmetry.orbits.map(({ multiplicity, wyckoff }) => [multiplicity, wyckoff])).toEqual([
      [4, 'c'],
      [6, 'e'],
    ]);
    // 12 rotations, centring and the four cells.
    expect(symmetry.operations.count).toBe(12 * 3 * 4);
    for (const operation of [0, 17, 100]) {
      const { sites } = mapSites(crystal, symmetry, operation);
      expect(new Set(sites).size).toBe(crystal.labels.length);
    }
  });
});
