/** A crystal in another cell, for tests that results do not depend on it. */
import type { Crystal } from '../../src/crystal/crystal.js';
import { intoCell } from '../../src/crystal/lattice.js';
import type { Symmetry } from '../../src/crystal/symmetry.js';
import { inverse, rowsTimesMatrix } from '../../src/crystal/vectors.js';

/** The crystal in its primitive cell: one site of each translation class, at the coordinates that it has. */
export function primitiveCrystal(crystal: Crystal, { primitive }: Symmetry): Crystal {
  const { lattice, sites } = primitive;
  const toPrimitive = inverse(lattice);
  const picked = new Float64Array(3 * sites.length);
  sites.forEach((site, index) => {
    picked.set(crystal.fractional.subarray(3 * site, 3 * site + 3), 3 * index);
  });
  const fractional = rowsTimesMatrix(rowsTimesMatrix(picked, crystal.lattice), toPrimitive);
  for (let i = 0; i < fractional.length; i++) fractional[i] = intoCell(fractional[i]!);
  const { oxidationStates } = crystal;
  return {
    id: crystal.id,
    lattice,
    atomicNumbers: Uint8Array.from(sites, (site) => crystal.atomicNumbers[site]!),
    fractional,
    ...(oxidationStates && { oxidationStates: Float64Array.from(sites, (site) => oxidationStates[site]!) }),
    labels: sites.map((site) => crystal.labels[site]!),
    provenance: crystal.provenance,
  };
}
