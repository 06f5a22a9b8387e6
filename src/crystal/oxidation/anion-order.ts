/**
 * Which of two bonded atoms draws the electrons.
 *
 * Allen's electronegativities, the mean energy of a free atom's valence electrons (J. B. Mann, T. L. Meek & L. C. Allen,
 * J. Am. Chem. Soc. 122, 2780 (2000), doi:10.1021/ja992866e; d metals: Mann, Meek, Knight, Capitani & Allen, ibid. 122, 5132
 * (2000), doi:10.1021/ja9928677), Pauling units; lanthanides and actinides, which they leave out, as lutetium. On Pauling's
 * scale Pd, Pt, Au and Hg would draw from Te, P and As.
 *
 * Five values are moved to what chemists write: chlorine above nitrogen, iodine above sulfur and carbon, selenium above carbon,
 * tellurium above phosphorus and arsenic, boron below antimony.
 */
import { elementSet, isAlkalineMetal, isScandiumLike } from '../element-groups.js';
import { atomicNumberOf } from '../elements.js';

// biome-ignore format: a period a line
const ALLEN: readonly string[] = [
  'H 2.3', 'He 4.16', 'Li 0.912', 'Be 1.576', 'B 1.95', 'C 2.544', 'N 3.066', 'O 3.61', 'F 4.193', 'Ne 4.787',
  'Na 0.869', 'Mg 1.293', 'Al 1.613', 'Si 1.916', 'P 2.253', 'S 2.589', 'Cl 3.07', 'Ar 3.242',
  'K 0.734', 'Ca 1.034', 'Sc 1.19', 'Ti 1.38', 'V 1.53', 'Cr 1.65', 'Mn 1.75', 'Fe 1.8', 'Co 1.84', 'Ni 1.88', 'Cu 1.85',
  'Zn 1.588', 'Ga 1.756', 'Ge 1.994', 'As 2.211', 'Se 2.55', 'Br 2.685', 'Kr 2.966',
  'Rb 0.706', 'Sr 0.963', 'Y 1.12', 'Zr 1.32', 'Nb 1.41', 'Mo 1.47', 'Tc 1.51', 'Ru 1.54', 'Rh 1.56', 'Pd 1.58', 'Ag 1.87',
  'Cd 1.521', 'In 1.656', 'Sn 1.824', 'Sb 1.984', 'Te 2.26', 'I 2.6', 'Xe 2.582',
  'Cs 0.659', 'Ba 0.881', 'Lu 1.09', 'Hf 1.16', 'Ta 1.34', 'W 1.47', 'Re 1.6', 'Os 1.65', 'Ir 1.68', 'Pt 1.72', 'Au 1.92',
  'Hg 1.765', 'Tl 1.789', 'Pb 1.854', 'Bi 2.01', 'Po 2.19', 'At 2.39', 'Rn 2.6', 'Fr 0.67', 'Ra 0.89',
];

const RANKS: ReadonlyMap<number, number> = new Map(
  ALLEN.map((line) => {
    const [symbol = '', value] = line.split(' ');
    return [atomicNumberOf(symbol)!, Number(value)];
  }),
);

/** Lanthanides and actinides. */
const F_BLOCK = 1.09;

/** Anions next to whatever is less electronegative. */
const ANIONS = elementSet('H B C N O F Si P S Cl Ge As Se Br Sb Te I Bi Po At');

/** Anions next to electropositive metals alone (Zintl, and Cs⁺Au⁻). */
const ZINTL_ANIONS = elementSet('Al Ga In Tl Sn Pb');
const NOBLE_ANIONS = elementSet('Pt Au');

/** An element's electronegativity in the order of anions. */
function anionRankOf(z: number): number {
  return RANKS.get(z) ?? F_BLOCK;
}

/** Metals that are cations next to everything. */
function isElectropositive(z: number): boolean {
  return isAlkalineMetal(z) || isScandiumLike(z);
}

/** Whether an atom takes electrons from a neighbour of another element. Hydrogen's sign depends on its partner, and is not told here. */
export function isAnionTo(z: number, neighbour: number): boolean {
  if (anionRankOf(z) <= anionRankOf(neighbour)) return false;
  if (ANIONS.has(z)) return true;
  if (ZINTL_ANIONS.has(z)) return isElectropositive(neighbour);
  return NOBLE_ANIONS.has(z) && isAlkalineMetal(neighbour);
}
