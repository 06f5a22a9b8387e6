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
 * - Where oxidation states are unknown, elements that have only one (alkali metals, Ca, Sr, Ba, Zn, …) are judged by that;
 *   all others count as strongly bound.
 * - If no cation is strongly bound (Na₂O, CaF₂, NaCl), all count as strongly bound.
 */
import { atomicNumberOf, usualOxidationStatesOf } from '../crystal/elements.js';
import type { MotifSite } from './analysis.js';

/** Valence units. */
const WEAK_BELOW = 1 / 3;

/** Averages such as 8/3 are not exact. */
const ROUNDING = 1e-6;

type Bonding = Pick<MotifSite, 'element' | 'oxidationState' | 'coordinationNumber'>;

/** The sites, all of which have ligands, without those of weakly bound cations. */
export function stronglyBound<Site extends Bonding>(sites: readonly Site[]): readonly Site[] {
  const strong = sites.filter((site) => site.element !== 'H' && strengthOf(site) > WEAK_BELOW - ROUNDING);
  return strong.length === 0 ? sites : strong;
}

/** Valence units. A neutral metal atom, as Ni in NiH₄⁴⁻, is bound to its ligands by covalent bonds, and held firmly. */
function strengthOf({ element, oxidationState, coordinationNumber }: Bonding): number {
  if (oxidationState !== null && oxidationState <= 0) return Infinity;
  return (oxidationState ?? onlyChargeOf(element) ?? Infinity) / coordinationNumber;
}

/** Of an element that has one oxidation state in all its compounds; null for others. */
function onlyChargeOf(element: string): number | null {
  const states = usualOxidationStatesOf(atomicNumberOf(element)!);
  return states.length === 1 ? states[0]!.state : null;
}
