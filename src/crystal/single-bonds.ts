/**
 * Elements that form covalent bonds in crystals, with the length of their single bonds.
 *
 * Each line: symbol, single-bond radius (Å), slack (Å).
 * - Radii: Pyykkö & Atsumi, Chem. Eur. J. 15, 186 (2009), doi:10.1002/chem.200800987.
 * - The slack is what a bond may be longer than the sum of two radii: bonds with less than a pair of electrons (I₃⁻, square
 *   nets of Sb and Te), and what density functionals stretch (Se–Se 2.78 Å in computed MnSe₂, 2.4 Å as measured).
 *   Contacts between atoms without a bond begin above: Al–Al 2.65 Å in corundum apart, which `isSaturated` in
 *   `covalent-bonds.ts` tells.
 */
import { isCovalent, isNobleGas } from './element-groups.js';
import { atomicNumberOf } from './elements.js';

const ELEMENTS = [
  'H 0.32 0.25',
  'B 0.85 0.22',
  'C 0.75 0.2',
  'N 0.71 0.25',
  'O 0.63 0.35',
  'F 0.64 0.25',
  'Si 1.16 0.25',
  'P 1.11 0.25',
  'S 1.03 0.44',
  'Cl 0.99 0.35',
  'Ge 1.21 0.3',
  'As 1.21 0.3',
  'Se 1.16 0.48',
  'Br 1.14 0.4',
  'Kr 1.17 0.3',
  'Sb 1.4 0.35',
  'Te 1.36 0.46',
  'I 1.33 0.5',
  'Xe 1.31 0.3',
  'Al 1.26 0.3',
  'Ga 1.24 0.3',
  'Cd 1.36 0.1',
  'In 1.42 0.4',
  'Sn 1.4 0.3',
  'Hg 1.33 0.1',
  'Tl 1.44 0.42',
  'Pb 1.44 0.35',
  'Bi 1.51 0.3',
];

interface SingleBond {
  /** Å. */
  readonly radius: number;
  /** Å. */
  readonly slack: number;
}

const TABLE: ReadonlyMap<number, SingleBond> = new Map(
  ELEMENTS.map((line) => {
    const [symbol = '', radius, slack] = line.split(' ');
    return [atomicNumberOf(symbol)!, { radius: Number(radius), slack: Number(slack) }];
  }),
);

/** Metals bond to atoms of the same element alone: Hg₂²⁺, Ga–Ga in GaSe, the anions of KSn, NaTl and CaBi₂. */
function bondsToOthers(z: number): boolean {
  return isCovalent(z) || isNobleGas(z);
}

/** Length of a single bond, Å; null where the two elements form none that this module knows. */
export function singleBondLength(one: number, other: number): number | null {
  const [a, b] = [TABLE.get(one), TABLE.get(other)];
  if (a === undefined || b === undefined) return null;
  return one === other || (bondsToOthers(one) && bondsToOthers(other)) ? a.radius + b.radius : null;
}

/** Atoms farther apart than this are not bonded, Å; null where the two elements form no bond. */
export function longestBond(one: number, other: number): number | null {
  const length = singleBondLength(one, other);
  return length === null ? null : length + (TABLE.get(one)!.slack + TABLE.get(other)!.slack) / 2;
}
