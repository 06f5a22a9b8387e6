/** Where operations of symmetry take sites, by looking at every site of the orbit. */
import type { Crystal } from '../../src/crystal/crystal.js';
import type { Symmetry } from '../../src/crystal/symmetry.js';
import { rowsTimesMatrix } from '../../src/crystal/vectors.js';

/**
 * Where operation `index` takes the sites: R·x[s] + t = x[sites[s]] + images[s] (images flattened to 3 numbers each).
 * The nearest site of the same orbit is taken, which within the tolerance of the search is the only one.
 */
export function mapSites(
  crystal: Crystal,
  symmetry: Symmetry,
  index: number,
): { readonly sites: Int32Array; readonly images: Int32Array } {
  const { fractional } = crystal;
  const { rotations, translations } = symmetry.operations;
  const count = symmetry.orbitOf.length;
  const sites = new Int32Array(count);
  const images = new Int32Array(3 * count);
  const moved = new Float64Array(3);
  const difference = new Float64Array(3);
  for (let site = 0; site < count; site++) {
    for (let row = 0; row < 3; row++) {
      moved[row] = translations[3 * index + row]!;
      for (let k = 0; k < 3; k++) moved[row]! += rotations[9 * index + 3 * row + k]! * fractional[3 * site + k]!;
    }
    let nearest = Infinity;
    for (const candidate of symmetry.orbits[symmetry.orbitOf[site]!]!.sites) {
      let squared = 0;
      for (let k = 0; k < 3; k++) {
        const delta = moved[k]! - fractional[3 * candidate + k]!;
        difference[k] = delta - Math.round(delta);
      }
      const cartesian = rowsTimesMatrix(difference, crystal.lattice);
      for (const component of cartesian) squared += component * component;
      if (squared < nearest) {
        nearest = squared;
        sites[site] = candidate;
        for (let k = 0; k < 3; k++) images[3 * site + k] = Math.round(moved[k]! - fractional[3 * candidate + k]!);
      }
    }
  }
  return { sites, images };
}
