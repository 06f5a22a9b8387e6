/**
 * Orders of covalent bonds.
 *
 * Bonds among C, N and O (and C–S) have orders by their length, which are then fitted to the four bonds that carbon, and
 * the three or four that nitrogen have. All others are single, unless an atom has more bonds to its like than 8 − N, N its
 * valence electrons: then these have Pauling's orders, n = exp((d₁ − d) / 0.37 Å) (I₃⁻, square nets; Pauling, J. Am. Chem.
 * Soc. 69, 542 (1947); the constant is that of bond valences, Brown & Altermatt, Acta Cryst. B 41, 244 (1985)). Atoms that share a
 * hydrogen have equal parts of it.
 */
import { bondValence } from './bond-valence.js';
import { CARBON, HYDROGEN, NITROGEN, nobleGasAfter, OXYGEN } from './element-groups.js';
import { singleBondLength } from './single-bonds.js';

interface BondList {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Å. */
  readonly distances: Float64Array;
  /** From `from` to `to`, Å; 3 for each. */
  readonly vectors: Float64Array;
}

const [SULFUR, CADMIUM, MERCURY] = [16, 48, 80];

/** Mean lengths of single and of double bonds, Å: Allen et al., J. Chem. Soc. Perkin Trans. 2, S1 (1987), rounded. */
const LENGTHS: ReadonlyMap<string, readonly [number, number]> = new Map([
  [`${CARBON} ${CARBON}`, [1.53, 1.33]],
  [`${CARBON} ${NITROGEN}`, [1.47, 1.28]],
  [`${CARBON} ${OXYGEN}`, [1.43, 1.21]],
  [`${CARBON} ${SULFUR}`, [1.82, 1.6]],
  [`${NITROGEN} ${NITROGEN}`, [1.45, 1.24]],
  [`${NITROGEN} ${OXYGEN}`, [1.42, 1.21]],
  [`${OXYGEN} ${OXYGEN}`, [1.48, 1.21]],
]);

/** A bond is not more than triple. */
const HIGHEST = 3;

/** A carbon whose bonds have lengths of less than this above single ones lacks its hydrogen in the file. */
const MULTIPLE = 0.4;

/** A nitrogen with two neighbours has four bonds where their lengths say at least this much (azide), else three (nitrite). */
const FOUR_BONDS = 3.6;

/** Of each bond, in the order of the list. */
export function bondOrders(atomicNumbers: Uint8Array, bonds: BondList): Float64Array {
  const { from, to, distances } = bonds;
  const elements = (bond: number) => [atomicNumbers[from[bond]!]!, atomicNumbers[to[bond]!]!] as const;
  const orders = Float64Array.from(distances, (distance, bond) => orderByLength(...elements(bond), distance));
  const bondsOf = new Map<number, number[]>();
  for (let bond = 0; bond < from.length; bond++) {
    for (const site of [from[bond]!, to[bond]!]) {
      const list = bondsOf.get(site);
      if (list === undefined) bondsOf.set(site, [bond]);
      else list.push(bond);
    }
  }
  for (const [site, own] of bondsOf) {
    const z = atomicNumbers[site]!;
    if (z === HYDROGEN) for (const bond of own) orders[bond] = 1 / own.length;
    if (z === NITROGEN) fitNitrogen(orders, own);
  }
  // Carbon comes last: of C and N it is the one whose number of bonds is sure.
  for (const [site, own] of bondsOf) {
    if (atomicNumbers[site] === CARBON) fitCarbon(orders, own, (bond) => canBeMultiple(...elements(bond)));
  }
  for (const [site, own] of bondsOf) {
    const z = atomicNumbers[site]!;
    if (canBeMultiple(z, z)) continue;
    const alike = own.filter((bond) => elements(bond)[0] === elements(bond)[1]);
    if (alike.length <= missingElectrons(z)) continue;
    for (const bond of alike) orders[bond] = Math.min(1, bondValence(singleBondLength(z, z)!, distances[bond]!));
  }
  return orders;
}

function canBeMultiple(one: number, other: number): boolean {
  return LENGTHS.has(keyOf(one, other));
}

function keyOf(one: number, other: number): string {
  return `${Math.min(one, other)} ${Math.max(one, other)}`;
}

/** Pauling's relation through the lengths of single and double bonds. */
function orderByLength(one: number, other: number, distance: number): number {
  const lengths = LENGTHS.get(keyOf(one, other));
  if (lengths === undefined) return 1;
  const [single, double] = lengths;
  return Math.min(HIGHEST, Math.max(1, 2 ** ((single - distance) / (single - double))));
}

/** Two neighbours or more that are held by multiple bonds use all four valences; one (CN⁻, C₂²⁻, CO) says nothing. */
function fitCarbon(orders: Float64Array, own: readonly number[], isMultiple: (bond: number) => boolean): void {
  const total = sumOf(orders, own);
  if (own.length < 2 || own.length > 3 || total < own.length + MULTIPLE) return;
  scaleExcess(orders, own.filter(isMultiple), 4 - own.length);
}

function fitNitrogen(orders: Float64Array, own: readonly number[]): void {
  const total = sumOf(orders, own);
  if (own.length < 2 || own.length > 3) return;
  const most = own.length === 3 || total >= FOUR_BONDS ? 4 : 3;
  if (total > most) scaleExcess(orders, own, most - own.length);
}

/** Scales what the orders of these bonds are above 1 to this sum. */
function scaleExcess(orders: Float64Array, bonds: readonly number[], excess: number): void {
  const now = sumOf(orders, bonds) - bonds.length;
  for (const bond of bonds) orders[bond] = 1 + (orders[bond]! - 1) * (excess / now);
}

function sumOf(orders: Float64Array, bonds: readonly number[]): number {
  return bonds.reduce((sum, bond) => sum + orders[bond]!, 0);
}

/** 8 − N, of hydrogen 2 − N: the bonds that complete the shell of a noble gas. Cd and Hg bond to their like once. */
function missingElectrons(z: number): number {
  if (z === CADMIUM || z === MERCURY) return 1;
  return nobleGasAfter(z) - z;
}
