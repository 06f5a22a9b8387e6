import { describe, expect, it } from 'vitest';
import { SiteCopies } from '../../src/crystal/copies.js';
import type { Crystal } from '../../src/crystal/crystal.js';
import { gridOf, neighboursWithin } from '../../src/crystal/periodic/atom-grid.js';
import { findSymmetry } from '../../src/crystal/symmetry.js';
import { rowsTimesMatrix } from '../../src/crystal/vectors.js';
import { crystals, noisy, permuted, supercell, withCoordinates } from '../motif/crystals.js';
import { seeded } from '../motif/random.js';

function copiesOf(crystal: Crystal): SiteCopies {
  const found = findSymmetry(crystal);
  if (!found.ok) throw new Error(found.refusal.message);
  return SiteCopies.of(crystal, found.symmetry);
}

const originals = (copies: SiteCopies) => new Set(copies.originalOf).size;

describe('copies of sites', () => {
  it.each(Object.keys(crystals) as (keyof typeof crystals)[])('have the surroundings of the original: %s', (name) => {
    for (const crystal of [crystals[name], supercell(permuted(crystals[name], seeded(1)), [1, 2, 1])]) {
      const copies = copiesOf(crystal);
      const grid = gridOf(crystal);
      copies.originalOf.forEach((original, site) => {
        expect(crystal.atomicNumbers[original]).toBe(crystal.atomicNumbers[site]);
        const neighbours = neighboursWithin(grid, original, 5);
        const { sites, images } = copies.around(site, neighbours);
        const own = neighboursWithin(grid, site, 5 + 1e-4);
        const known = new Set(Array.from(own.sites, (other, i) => `${other} ${own.images.subarray(3 * i, 3 * i + 3)}`));
        sites.forEach((other, i) => {
          expect(known).toContain(`${other} ${images.subarray(3 * i, 3 * i + 3)}`);
          const step = [0, 1, 2].map(
            (k) => crystal.fractional[3 * other + k]! + images[3 * i + k]! - crystal.fractional[3 * site + k]!,
          );
          expect(Math.hypot(...rowsTimesMatrix(step, crystal.lattice))).toBeCloseTo(neighbours.distances[i]!, 4);
        });
      });
    }
  });

  it('leave one original of each orbit', () => {
    for (const name of ['rutile', 'spinel', 'zircon'] as const) {
      const found = findSymmetry(crystals[name]);
      if (!found.ok) throw new Error(found.refusal.message);
      expect(originals(SiteCopies.of(crystals[name], found.symmetry))).toBe(found.symmetry.orbits.length);
    }
  });

  it('are none where symmetry holds within the tolerance only', () => {
    const crystal = noisy(crystals.spinel, 1e-3, seeded(2));
    const found = findSymmetry(crystal);
    expect(found.ok && found.symmetry.orbits).toHaveLength(3);
    expect(originals(copiesOf(crystal))).toBe(crystal.labels.length);
  });

  it('are none where the cell has the symmetry within the tolerance only', () => {
    const { rutile } = crystals;
    const lattice = rutile.lattice.map((x, i) => (i === 0 ? x * 1.0004 : x));
    const copies = copiesOf(withCoordinates(rutile, lattice, rutile.fractional));
    // What is left is the orthorhombic part of the symmetry, exact as before.
    expect(originals(copies)).toBeGreaterThanOrEqual(2);
    for (const { length } of [copies.originalOf]) expect(length).toBe(6);
  });

  it('do not mind that all atoms stand off by the same', () => {
    const shifted = crystals.corundum.fractional.map((x, i) => x + [0.123456, -0.2, 0.77][i % 3]!);
    const crystal = withCoordinates(crystals.corundum, crystals.corundum.lattice, shifted);
    expect(originals(copiesOf(crystal))).toBe(originals(copiesOf(crystals.corundum)));
  });

  it('of nothing are the sites themselves', () => {
    const copies = SiteCopies.none(3);
    expect([...copies.originalOf]).toEqual([0, 1, 2]);
    expect(copies.around(1, { sites: [2, 0], images: [0, 0, 1, 0, -1, 0] })).toEqual({
      sites: Int32Array.of(2, 0),
      images: Int32Array.of(0, 0, 1, 0, -1, 0),
    });
  });
});
