/**
 * Bond valences, s = exp((R0 − d)/0.37): how much of a cation's charge a bond of length d carries, in valence units.
 *
 * R0, the length of a bond of one valence unit, comes from
 * - N. E. Brese & M. O'Keeffe, Acta Cryst. B 47, 192 (1991), doi:10.1107/S0108768190011041, table 2: oxides, fluorides and
 *   chlorides, by the state of the cation;
 * - for all other pairs, and states far from those, M. O'Keeffe & N. E. Brese, J. Am. Chem. Soc. 113, 3226 (1991),
 *   doi:10.1021/ja00009a002: R0 = rᵢ + rⱼ − rᵢrⱼ(√cᵢ − √cⱼ)²/(cᵢrᵢ + cⱼrⱼ), with a radius r (Å) and an electronegativity c
 *   of each element (their table 1, as in pymatgen 2026.10.24). That table lacks Tc, Pm, Os, Pt, Au, Ac, Pa and the
 *   elements from Np on: c is here that of Allred & Rochow (J. Inorg. Nucl. Chem. 5, 264 (1958)), and r what gives R0 of
 *   the oxides in the first paper, of Pt²⁺ and Au⁺ of the chlorides; of Tc, Pm and Pa, the mean of the elements beside.
 */
import { atomicNumberOf } from './elements.js';

/** Å; Brown & Altermatt, Acta Cryst. B 41, 244 (1985). */
const SOFTNESS = 0.37;

/** Symbol, r in Å, c. */
// biome-ignore format: a period a line
const ELEMENTS: readonly string[] = [
  'H 0.38 0.89',
  'Li 1 0.97', 'Be 0.81 1.47', 'B 0.79 1.6', 'C 0.78 2', 'N 0.72 2.61', 'O 0.63 3.15', 'F 0.58 3.98',
  'Na 1.36 1.01', 'Mg 1.21 1.23', 'Al 1.13 1.47', 'Si 1.12 1.58', 'P 1.09 1.96', 'S 1.03 2.35', 'Cl 0.99 2.74',
  'K 1.73 0.91', 'Ca 1.5 1.04', 'Sc 1.34 1.2', 'Ti 1.27 1.32', 'V 1.21 1.45', 'Cr 1.16 1.56', 'Mn 1.17 1.6',
  'Fe 1.16 1.64', 'Co 1.09 1.7', 'Ni 1.04 1.75', 'Cu 0.87 1.75', 'Zn 1.07 1.66', 'Ga 1.14 1.82', 'Ge 1.21 1.51',
  'As 1.21 2.23', 'Se 1.18 2.51', 'Br 1.13 2.58',
  'Rb 1.84 0.89', 'Sr 1.66 0.99', 'Y 1.52 1.11', 'Zr 1.43 1.22', 'Nb 1.4 1.23', 'Mo 1.37 1.3', 'Tc 1.29 1.36',
  'Ru 1.21 1.42', 'Rh 1.18 1.54', 'Pd 1.11 1.35', 'Ag 1.12 1.42', 'Cd 1.28 1.46', 'In 1.34 1.49', 'Sn 1.37 1.72',
  'Sb 1.41 1.72', 'Te 1.4 2.72', 'I 1.33 2.38',
  'Cs 2.05 0.86', 'Ba 1.88 0.97', 'La 1.71 1.08', 'Ce 1.68 1.08', 'Pr 1.66 1.07', 'Nd 1.64 1.07', 'Pm 1.63 1.07',
  'Sm 1.61 1.07', 'Eu 1.62 1.01', 'Gd 1.58 1.11', 'Tb 1.56 1.1', 'Dy 1.54 1.1', 'Ho 1.53 1.1', 'Er 1.51 1.11',
  'Tm 1.5 1.11', 'Yb 1.49 1.06', 'Lu 1.47 1.14', 'Hf 1.42 1.23', 'Ta 1.39 1.33', 'W 1.38 1.4', 'Re 1.37 1.46',
  'Os 1.25 1.52', 'Ir 1.37 1.55', 'Pt 1.11 1.44', 'Au 1.08 1.42', 'Hg 1.32 1.44', 'Tl 1.62 1.44', 'Pb 1.53 1.55',
  'Bi 1.54 1.67',
  'Ac 1.79 1', 'Th 1.7 1.11', 'Pa 1.61 1.14', 'U 1.59 1.22', 'Np 1.6 1.22', 'Pu 1.62 1.22', 'Am 1.62 1.2',
  'Cm 1.61 1.2', 'Bk 1.58 1.2', 'Cf 1.57 1.2',
];

/** Cation, its state, and R0 (Å) to O, F and Cl, `-` where the paper has none. */
// biome-ignore format: an element or two a line
const OXIDES_AND_HALIDES: readonly string[] = [
  'Ac 3 2.24 2.13 2.63', 'Ag 1 1.805 1.8 2.09', 'Al 3 1.651 1.545 2.03', 'Am 3 2.11 2 2.48',
  'As 3 1.789 1.7 2.16', 'As 5 1.767 1.62 -', 'Au 1 - - 2.02', 'Au 3 1.833 1.81 2.17',
  'B 3 1.371 1.31 1.74', 'Ba 2 2.29 2.19 2.69', 'Be 2 1.381 1.28 1.76', 'Bi 3 2.09 1.99 2.48', 'Bi 5 2.06 1.97 2.44',
  'Bk 3 2.08 1.96 2.35', 'Br 7 1.81 1.72 2.19', 'C 4 1.39 1.32 1.76', 'Ca 2 1.967 1.842 2.37', 'Cd 2 1.904 1.811 2.23',
  'Ce 3 2.151 2.036 2.52', 'Ce 4 2.028 1.995 -', 'Cf 3 2.07 1.95 2.45', 'Cl 7 1.632 1.55 2', 'Cm 3 2.23 2.12 2.62',
  'Co 2 1.692 1.64 2.01', 'Co 3 1.7 1.62 2.05', 'Cr 2 1.73 1.67 2.09', 'Cr 3 1.724 1.64 2.08', 'Cr 6 1.794 1.74 2.12',
  'Cs 1 2.42 2.33 2.79', 'Cu 1 1.593 1.6 1.85', 'Cu 2 1.679 1.6 2', 'Dy 3 2.036 1.922 2.41', 'Er 3 2.01 1.906 2.39',
  'Eu 2 2.147 2.04 2.53', 'Eu 3 2.076 1.961 2.455', 'Fe 2 1.734 1.65 2.06', 'Fe 3 1.759 1.67 2.09',
  'Ga 3 1.73 1.62 2.07', 'Gd 3 2.065 1.95 2.445', 'Ge 4 1.748 1.66 2.14', 'H 1 0.95 0.92 1.28', 'Hf 4 1.923 1.85 2.3',
  'Hg 1 1.9 1.81 2.28', 'Hg 2 1.93 1.9 2.25', 'Ho 3 2.023 1.908 2.401', 'I 5 2 1.9 2.38', 'I 7 1.93 1.83 2.31',
  'In 3 1.902 1.79 2.28', 'Ir 5 1.916 1.82 2.3', 'K 1 2.13 1.99 2.52', 'La 3 2.172 2.057 2.545', 'Li 1 1.466 1.36 1.91',
  'Lu 3 1.971 1.876 2.361', 'Mg 2 1.693 1.581 2.08', 'Mn 2 1.79 1.698 2.13', 'Mn 3 1.76 1.66 2.14',
  'Mn 4 1.753 1.71 2.13', 'Mn 7 1.79 1.72 2.17', 'Mo 6 1.907 1.81 2.28', 'N 3 1.361 1.37 1.75', 'N 5 1.432 1.36 1.8',
  'Na 1 1.8 1.677 2.15', 'Nb 5 1.911 1.87 2.27', 'Nd 3 2.117 2.008 2.492', 'Ni 2 1.654 1.599 2.02', 'Os 4 1.811 1.72 2.19',
  'P 5 1.604 1.521 1.99', 'Pb 2 2.112 2.03 2.53', 'Pb 4 2.042 1.94 2.43', 'Pd 2 1.792 1.74 2.05', 'Pr 3 2.135 2.022 2.5',
  'Pt 2 1.768 1.68 2.05', 'Pt 4 1.879 1.759 2.17', 'Pu 3 2.11 2 2.48', 'Rb 1 2.26 2.16 2.65', 'Re 7 1.97 1.86 2.23',
  'Rh 3 1.791 1.71 2.17', 'Ru 4 1.834 1.74 2.21', 'S 4 1.644 1.6 2.02', 'S 6 1.624 1.56 2.03', 'Sb 3 1.973 1.9 2.35',
  'Sb 5 1.942 1.8 2.3', 'Sc 3 1.849 1.76 2.23', 'Se 4 1.811 1.73 2.22', 'Se 6 1.788 1.69 2.16', 'Si 4 1.624 1.58 2.03',
  'Sm 3 2.088 1.977 2.466', 'Sn 2 1.984 1.925 2.36', 'Sn 4 1.905 1.84 2.28', 'Sr 2 2.118 2.019 2.51',
  'Ta 5 1.92 1.88 2.3', 'Tb 3 2.049 1.936 2.427', 'Te 4 1.977 1.87 2.37', 'Te 6 1.917 1.82 2.3', 'Th 4 2.167 2.07 2.55',
  'Ti 3 1.791 1.723 2.17', 'Ti 4 1.815 1.76 2.19', 'Tl 1 2.172 2.15 2.56', 'Tl 3 2.003 1.88 2.32',
  'Tm 3 2 1.842 2.38', 'U 4 2.112 2.034 2.48', 'U 6 2.075 1.966 2.46', 'V 3 1.743 1.702 2.19', 'V 4 1.784 1.7 2.16',
  'V 5 1.803 1.71 2.16', 'W 6 1.921 1.83 2.27', 'Y 3 2.014 1.904 2.4', 'Yb 3 1.985 1.875 2.371', 'Zn 2 1.704 1.62 2.01',
  'Zr 4 1.937 1.854 2.33',
];

/** A tabulated R0 counts for states that differ by no more than this from the one that it was found for. */
const NEAR_STATE = 1;

const PARAMETERS: ReadonlyMap<number, { readonly r: number; readonly c: number }> = new Map(
  ELEMENTS.map((line) => {
    const [symbol = '', r, c] = line.split(' ');
    return [atomicNumberOf(symbol)!, { r: Number(r), c: Number(c) }];
  }),
);

interface Tabulated {
  readonly state: number;
  /** Å; to O, F and Cl. */
  readonly lengths: ReadonlyMap<number, number>;
}

const TABULATED: ReadonlyMap<number, readonly Tabulated[]> = tabulated();

function tabulated(): Map<number, Tabulated[]> {
  const anions = ['O', 'F', 'Cl'].map((symbol) => atomicNumberOf(symbol)!);
  const found = new Map<number, Tabulated[]>();
  for (const line of OXIDES_AND_HALIDES) {
    const [symbol = '', state, ...lengths] = line.split(' ');
    const z = atomicNumberOf(symbol)!;
    const known = lengths.flatMap((text, index) => (text === '-' ? [] : [[anions[index]!, Number(text)] as const]));
    found.set(z, [...(found.get(z) ?? []), { state: Number(state), lengths: new Map(known) }]);
  }
  return found;
}

/**
 * R0 of a bond between a cation and an anion, Å; null where an element has no parameters.
 *
 * @param cation atomic number
 * @param state of the cation, which may be an average (Fe 8/3: of the nearest tabulated states, the lower one of two equally
 *   near); null where it isn't known
 * @param anion atomic number
 */
export function bondValenceLength(cation: number, state: number | null, anion: number): number | null {
  if (state !== null) {
    let nearest: number | null = null;
    let best = NEAR_STATE;
    for (const entry of TABULATED.get(cation) ?? []) {
      const difference = Math.abs(entry.state - state);
      const known = entry.lengths.get(anion);
      if (known === undefined || difference > best || (nearest !== null && difference === best)) continue;
      nearest = known;
      best = difference;
    }
    if (nearest !== null) return nearest;
  }
  const one = PARAMETERS.get(cation);
  const other = PARAMETERS.get(anion);
  if (one === undefined || other === undefined) return null;
  const difference = Math.sqrt(one.c) - Math.sqrt(other.c);
  return one.r + other.r - (one.r * other.r * difference * difference) / (one.c * one.r + other.c * other.r);
}

/** Valence units; both lengths in Å. */
export function bondValence(length: number, distance: number): number {
  return Math.exp((length - distance) / SOFTNESS);
}

/** Å: how long a bond of this valence is; the inverse of `bondValence`. */
export function distanceOfValence(length: number, valence: number): number {
  return length - SOFTNESS * Math.log(valence);
}
