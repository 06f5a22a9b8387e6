/**
 * Charges of anions, and of non-metals in molecules, by the 8 − N rule: an atom fills its shell, has one electron more for each
 * bond to its like, and gives two for each bond to what draws electrons from it.
 */
import { bondValence } from '../bond-valence.js';
import type { CovalentBonds } from '../covalent-bonds.js';
import { BORON, CARBON, elementSet, HYDROGEN, NITROGEN, nobleGasAfter, OXYGEN } from '../element-groups.js';
import { singleBondLength } from '../single-bonds.js';
import { isAnionTo } from './anion-order.js';

const [PLATINUM, GOLD] = [78, 79];

/** Electrons that an atom lacks to the shell of a noble gas, of Pt and Au to a full s shell. */
export function missingElectrons(z: number): number {
  if (z === GOLD) return 1;
  if (z === PLATINUM) return 2;
  return nobleGasAfter(z) - z;
}

/** Valence electrons of an element of groups 13–17. */
function valenceElectrons(z: number): number {
  return 8 - missingElectrons(z);
}

/** Orders of carbon's bonds: a triple one, and the least by length that may be one. */
const TRIPLE = 3;
const STRETCHED_TRIPLE = 2.2;

export interface Shell {
  /** Charge by the rule, e; need not be whole. */
  readonly charge: number;
  /** The same with bonds to its like that are longer than single ones counted by Pauling's orders (square nets). */
  readonly least: number;
  /** How many bonds to its like it has. */
  readonly partners: number;
  /** Whether it has covalent bonds to other elements. */
  readonly isMixed: boolean;
}

/** Of each site; meaningless for metals. */
export function shellsOf(atomicNumbers: Uint8Array, bonds: CovalentBonds): Shell[] {
  const alike = new Float64Array(atomicNumbers.length);
  const partial = new Float64Array(atomicNumbers.length);
  const drawn = new Float64Array(atomicNumbers.length);
  const partners = new Uint8Array(atomicNumbers.length);
  const isMixed = new Uint8Array(atomicNumbers.length);
  for (let bond = 0; bond < bonds.count; bond++) {
    const [from, to] = [bonds.from[bond]!, bonds.to[bond]!];
    const order = bonds.orders[bond]!;
    const [one, other] = [atomicNumbers[from]!, atomicNumbers[to]!];
    if (one === other) {
      const long = one === HYDROGEN ? 1 : Math.min(1, bondValence(singleBondLength(one, one)!, bonds.distances[bond]!));
      partial[from]! += Math.min(order, long);
      partial[to]! += Math.min(order, long);
      partners[from]! += 1;
      partners[to]! += 1;
      alike[from]! += order;
      alike[to]! += order;
      continue;
    }
    isMixed[from] = 1;
    isMixed[to] = 1;
    // Hydrogen of either sign leaves the count of its partner as it is, but draws from boron.
    if (one === HYDROGEN || other === HYDROGEN) {
      if (one === BORON) drawn[from]! += order;
      if (other === BORON) drawn[to]! += order;
    } else if (isAnionTo(other, one)) drawn[from]! += order;
    else if (isAnionTo(one, other)) drawn[to]! += order;
  }
  // The triple bond of C₂²⁻ is as long as 1.28 Å next to metals.
  const isDumbbell = (z: number, site: number) =>
    z === CARBON && partners[site] === 1 && isMixed[site] === 0 && alike[site]! > STRETCHED_TRIPLE;
  const likeOrders = (z: number, site: number) => {
    if (isDumbbell(z, site)) return TRIPLE;
    // Four bonds of group 14 that are longer than single ones are those of a square net (Ge in ZrGeTe).
    return partners[site] === 4 && missingElectrons(z) === 4 ? partial[site]! : alike[site]!;
  };
  return Array.from(atomicNumbers, (z, site) => ({
    charge: chargeOf(z, likeOrders(z, site), drawn[site]!),
    // A single bond that is long is still one; in nets its electrons are shared among several.
    least: chargeOf(z, partners[site] === 1 && !isDumbbell(z, site) ? alike[site]! : partial[site]!, drawn[site]!),
    partners: partners[site]!,
    isMixed: isMixed[site] === 1,
  }));
}

function chargeOf(z: number, alike: number, drawn: number): number {
  // Boron's cages are held together by fewer electrons than bonds (Wade): each cage takes about two.
  if (z === BORON && alike > 0) return drawn - 1 / 6;
  const group = valenceElectrons(z);
  return Math.min(group, -missingElectrons(z) + alike + 2 * drawn);
}

/** +1 where hydrogen's partner bears protons, 0 in H₂, otherwise −1; of other atoms 0. */
export function hydrogenCharges(atomicNumbers: Uint8Array, { partners }: CovalentBonds): Int8Array {
  return Int8Array.from(atomicNumbers, (z, site) => {
    const partner = partners[site]!;
    if (z !== HYDROGEN || partner < 0 || atomicNumbers[partner] === HYDROGEN) return 0;
    return bearsProtons(atomicNumbers[partner]!) ? 1 : -1;
  });
}

const PROTON_BEARERS = elementSet('C N O F P S Cl As Se Br Te I');

/** Hydrogen is +1 next to it. */
export function bearsProtons(z: number): boolean {
  return PROTON_BEARERS.has(z);
}

const PAIRING = elementSet('Be B C Mg Al Si P S Cl Zn Ga Ge As Se Br Cd In Sn Sb Te I Xe Hg Tl Pb Bi');

/** Valence electrons of an element whose atoms leave none unpaired; null for others. */
export function pairedElectrons(z: number): number | null {
  if (!PAIRING.has(z)) return null;
  return DIVALENT.has(z) ? 2 : valenceElectrons(z);
}

const DIVALENT = elementSet('Be Mg Zn Cd Hg');

/** A boron with bonds to boron, in a cage or net that has fewer electrons than bonds. */
export function isBoronCage(z: number, { partners }: Shell): boolean {
  return z === BORON && partners > 0;
}

/** C, N and O obey the rule whatever they are bonded to. */
export function alwaysFollowsRule(z: number): boolean {
  return z === CARBON || z === NITROGEN || z === OXYGEN;
}
