/** The periodic table: where each element stands. */

export interface PlacedElement {
  readonly symbol: string;
  /** 1–7; 8 and 9 are the lanthanides and actinides below. */
  readonly row: number;
  /** 1–18 */
  readonly column: number;
}

const PERIODS: readonly (readonly [row: number, column: number, symbols: string])[] = [
  [1, 1, 'H'],
  [1, 18, 'He'],
  [2, 1, 'Li Be'],
  [2, 13, 'B C N O F Ne'],
  [3, 1, 'Na Mg'],
  [3, 13, 'Al Si P S Cl Ar'],
  [4, 1, 'K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr'],
  [5, 1, 'Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe'],
  [6, 1, 'Cs Ba La Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn'],
  [7, 1, 'Fr Ra Ac'],
  [8, 4, 'Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu'],
  [9, 4, 'Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr'],
];

export const ELEMENTS: readonly PlacedElement[] = PERIODS.flatMap(([row, first, symbols]) =>
  symbols.split(' ').map((symbol, place) => ({ symbol, row, column: first + place })),
);

const SYMBOLS = new Set(ELEMENTS.map(({ symbol }) => symbol));

export function isElement(symbol: string): boolean {
  return SYMBOLS.has(symbol);
}
