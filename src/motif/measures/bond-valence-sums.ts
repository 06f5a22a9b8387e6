/**
 * Bond-valence sums of all ions of a crystal (I. D. Brown & D. Altermatt, Acta Cryst. B 41, 244 (1985)), and how far they are
 * from the oxidation states: the global instability index (A. Salinas-Sanchez, J. L. Garcia-Muñoz, J. Rodriguez-Carvajal,
 * R. Saez-Puche & J. L. Martinez, J. Solid State Chem. 100, 201 (1992)).
 *
 * Bonds are those between a cation and every anion that has a facet of its Voronoi cell: all that is near, whatever the
 * cut-offs of its polyhedron, so that the sums do not depend on the strategy.
 */
import { bondValence, bondValenceLength } from '../../crystal/bond-valence.js';
import type { Crystal } from '../../crystal/crystal.js';
import type { VoronoiCell } from '../voronoi.js';

export interface BondValenceSums {
  /** Of each site, valence units: positive, of anions too; NaN of neutral atoms and of ions that have a bond without parameters. */
  readonly sums: Float64Array;
  /** Root mean square of sum − |oxidation state| over all ions; null where a state or a sum is unknown. */
  readonly globalInstabilityIndex: number | null;
}

/** What is needed of the ions of a crystal; lists by site. */
interface IonsOf {
  /** 1 cation, −1 anion, 0 neither. */
  readonly signs: Int8Array;
  readonly oxidationStates: ArrayLike<number> | null;
}

/**
 * @param originalOf for each site the one whose surroundings are the same, turned: the cells of these alone are looked at
 */
export function bondValenceSums(
  { atomicNumbers }: Pick<Crystal, 'atomicNumbers'>,
  { signs, oxidationStates }: IonsOf,
  originalOf: ArrayLike<number>,
  cellOf: (site: number) => VoronoiCell,
): BondValenceSums {
  const count = signs.length;
  const copies = new Int32Array(count);
  for (let site = 0; site < count; site++) copies[originalOf[site]!]!++;
  /** By original; of anions what all of its copies have together. */
  const totals = new Float64Array(count);
  for (let site = 0; site < count; site++) {
    if (copies[site] === 0 || signs[site]! <= 0) continue;
    const { sites, distances, count: facets } = cellOf(site);
    const state = oxidationStates?.[site] ?? null;
    for (let facet = 0; facet < facets; facet++) {
      const anion = sites[facet]!;
      if (signs[anion]! >= 0) continue;
      const length = bondValenceLength(atomicNumbers[site]!, state, atomicNumbers[anion]!);
      const valence = length === null ? Number.NaN : bondValence(length, distances[facet]!);
      totals[site]! += valence;
      totals[originalOf[anion]!]! += valence * copies[site]!;
    }
  }
  const sums = Float64Array.from(signs, (sign, site) => {
    const original = originalOf[site]!;
    if (sign === 0) return Number.NaN;
    return sign > 0 ? totals[original]! : totals[original]! / copies[original]!;
  });
  return { sums, globalInstabilityIndex: instability(sums, signs, oxidationStates) };
}

function instability(sums: Float64Array, signs: Int8Array, states: ArrayLike<number> | null): number | null {
  if (states === null) return null;
  let squares = 0;
  let ions = 0;
  for (let site = 0; site < sums.length; site++) {
    if (signs[site] === 0) continue;
    squares += (sums[site]! - Math.abs(states[site]!)) ** 2;
    ions++;
  }
  const index = Math.sqrt(squares / ions);
  return Number.isNaN(index) ? null : index;
}
