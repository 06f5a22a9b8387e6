/** The symmetry of a cell, from that of the smaller cell that repeats in it. */
import type { OrbitIndex, SiteIndex } from './crystal.js';
import { intoCell } from './lattice.js';
import type { ReducedCell } from './reduce-cell.js';
import type { Symmetry, SymmetryOperations } from './symmetry.js';
import { inverse, rowsTimesMatrix, transposed } from './vectors.js';

/** Operations of the smaller cell whose rotations are whole in the given one differ from whole numbers by rounding. */
const WHOLE = 1e-4;

export function expandSymmetry(symmetry: Symmetry, reduced: ReducedCell): Symmetry {
  const { siteOf, sites: firsts } = reduced;
  const orbitOf = Int32Array.from(siteOf, (site) => symmetry.orbitOf[site]!);
  const sites = symmetry.orbits.map((): SiteIndex[] => []);
  orbitOf.forEach((orbit, site) => {
    sites[orbit]!.push(site as SiteIndex);
  });
  const { primitive } = symmetry;
  return {
    ...symmetry,
    operations: expandOperations(symmetry.operations, reduced),
    orbits: symmetry.orbits.map((orbit, index) => ({ ...orbit, orbit: index as OrbitIndex, sites: sites[index]! })),
    orbitOf,
    primitive: {
      lattice: primitive.lattice,
      sites: primitive.sites.map((site) => firsts[site]!),
      siteOf: siteOf.map((site) => primitive.siteOf[site]!),
    },
  };
}

/**
 * With columns of fractional coordinates, x = Bᵀ·x' (B: the smaller basis as rows in units of the given one), so that
 * x' → R'x' + t' is x → Bᵀ·R'·B⁻ᵀ·x + Bᵀ·t', and any of the translations after it. Rotations that don't keep the lattice
 * of the given cell are not whole there, and left out.
 */
function expandOperations(
  { count, rotations, translations }: SymmetryOperations,
  reduced: ReducedCell,
): SymmetryOperations {
  const { basis, translations: repeats } = reduced;
  const back = inverse(basis);
  const allRotations: number[] = [];
  const allTranslations: number[] = [];
  for (let operation = 0; operation < count; operation++) {
    const rotation = conjugate(rotations.subarray(9 * operation, 9 * operation + 9), basis, back);
    if (rotation === null) continue;
    const shift = rowsTimesMatrix(translations.subarray(3 * operation, 3 * operation + 3), basis);
    for (let repeat = 0; repeat < repeats.length; repeat += 3) {
      allRotations.push(...rotation);
      for (let k = 0; k < 3; k++) {
        allTranslations.push(intoCell(shift[k]! + repeats[repeat + k]!));
      }
    }
  }
  return {
    count: allTranslations.length / 3,
    rotations: Int8Array.from(allRotations),
    translations: Float64Array.from(allTranslations),
  };
}

/** Bᵀ·R·B⁻ᵀ; null where it is not whole. */
function conjugate(rotation: Int8Array, basis: Float64Array, back: Float64Array): number[] | null {
  const product = rowsTimesMatrix(transposed(basis), rowsTimesMatrix(rotation, transposed(back)));
  if (product.some((x) => Math.abs(x - Math.round(x)) > WHOLE)) return null;
  return Array.from(product, Math.round);
}
