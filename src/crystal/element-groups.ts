/** Groups of elements that chemistry speaks of. */
import type { AtomicNumber } from './crystal.js';
import { atomicNumberOf } from './elements.js';

export const HYDROGEN = 1 as AtomicNumber;
export const BORON = 5 as AtomicNumber;
export const CARBON = 6 as AtomicNumber;
export const NITROGEN = 7 as AtomicNumber;
export const OXYGEN = 8 as AtomicNumber;

/** @param symbols separated by spaces: `Li Na K` */
export function elementSet(symbols: string): ReadonlySet<number> {
  return new Set(symbols.split(' ').map((symbol) => atomicNumberOf(symbol)!));
}

/** @param text a number for each element: `C 2, N 3` */
export function elementTable(text: string): ReadonlyMap<number, number> {
  return new Map(
    text.split(', ').map((entry) => {
      const [symbol = '', value] = entry.split(' ');
      return [atomicNumberOf(symbol)!, Number(value)];
    }),
  );
}

const NOBLE_GASES: readonly number[] = [2, 10, 18, 36, 54, 86, 118];

/** The noble gas at the end of the element's period. */
export function nobleGasAfter(z: number): number {
  return NOBLE_GASES.find((noble) => z <= noble)!;
}

/** The noble gas whose shells are the element's core; 0 of H and He. */
export function nobleGasBefore(z: number): number {
  return NOBLE_GASES.findLast((noble) => noble < z) ?? 0;
}

export function isNobleGas(z: number): boolean {
  return NOBLE_GASES.includes(z);
}

/** 1 for H and He. */
export function periodOf(z: number): number {
  return NOBLE_GASES.indexOf(nobleGasAfter(z)) + 1;
}

const NON_METALS = elementSet('H B C N O F Si P S Cl As Se Br Te I');
const SEMIMETALS = elementSet('Ge Sb');

/** Elements whose atoms are bonded covalently among themselves, noble gases apart. */
export function isNonMetal(z: number): boolean {
  return NON_METALS.has(z);
}

/** Non-metals, and Ge and Sb: covalent in their bonds to these, metals in what else they do. */
export function isCovalent(z: number): boolean {
  return NON_METALS.has(z) || SEMIMETALS.has(z);
}

/** Groups 4–12. */
export function isTransitionMetal(z: number): boolean {
  return (z >= 22 && z <= 30) || (z >= 40 && z <= 48) || (z >= 72 && z <= 80);
}

const POST_TRANSITION_METALS = elementSet('Al Ga In Sn Tl Pb');

/** A cation in salts, an anion of Zintl phases. */
export function isPostTransitionMetal(z: number): boolean {
  return POST_TRANSITION_METALS.has(z);
}

const ALKALI = elementSet('Li Na K Rb Cs Fr');
const ALKALINE_EARTH = elementSet('Mg Ca Sr Ba Ra');
const DIVALENT_LANTHANIDES = elementSet('Eu Yb');

/** Groups 1 and 2 without Be. */
export function isAlkalineMetal(z: number): boolean {
  return ALKALI.has(z) || ALKALINE_EARTH.has(z);
}

/** The same, and Eu and Yb, which are like them. */
export function isAlkalineLike(z: number): boolean {
  return isAlkalineMetal(z) || DIVALENT_LANTHANIDES.has(z);
}

/** Sc, Y, lanthanides and actinides. */
export function isScandiumLike(z: number): boolean {
  return z === 21 || z === 39 || (z >= 57 && z <= 71) || z >= 89;
}

/** Sc, Y, lanthanides and actinides, apart from Eu and Yb. */
export function isRareEarth(z: number): boolean {
  return isScandiumLike(z) && !DIVALENT_LANTHANIDES.has(z);
}
