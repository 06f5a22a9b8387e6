/**
 * Which cations are weakly bound: those that sit between or inside what the others build.
 *
 * Pauling's electrostatic bond strength is the charge of a cation over its coordination number, in valence units (L.
 * Pauling, J. Am. Chem. Soc. 51, 1010 (1929), doi:10.1021/ja01379a006). Below 1/3 a cation is weakly bound here. That is
 * the border which crystal chemistry draws in words: Mg, Fe²⁺, Co²⁺ or Mn²⁺ in octahedra (1/3) belong to the framework of
 * olivines, micas and brucite; Li in tetrahedra (1/4) and octahedra (1/6), all larger alkali cations, Ca, Sr and Ba with
 * seven neighbours or more, Pb²⁺ likewise, do not.
 *
 * - Hydrogen is never counted as strongly bound: its one bond makes an OH group of an oxygen, and no polyhedron.
 * - If no cation is strongly bound (Na₂O, CaF₂, NaCl), or their oxidation states are unknown, all count as strongly bound.
 */
import type { MotifSite } from './analysis.js';

/** Valence units. */
const WEAK_BELOW = 1 / 3;

/** Averages such as 8/3 are not exact. */
const ROUNDING = 1e-6;

type Bonding = Pick<MotifSite, 'element' | 'oxidationState' | 'coordinationNumber'>;

/** The sites, all of which have ligands, without those of weakly bound cations. */
export function stronglyBound<Site extends Bonding>(sites: readonly Site[]): readonly Site[] {
  if (sites.some(({ oxidationState }) => oxidationState === null)) return sites;
  const strong = sites.filter((site) => site.element !== 'H' && strengthOf(site) > WEAK_BELOW - ROUNDING);
  return strong.length === 0 ? sites : strong;
}

function strengthOf({ oxidationState, coordinationNumber }: Bonding): number {
  return oxidationState! / coordinationNumber;
}
