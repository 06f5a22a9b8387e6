/** Elements in groups of the periodic table that can be told apart by colour: the eight of Okabe and Ito (2008). */

export interface ElementGroup {
  readonly key: string;
  readonly name: string;
  readonly elements: readonly string[];
  readonly colours: readonly [light: string, dark: string];
}

const group = (key: string, name: string, elements: string, light: string, dark = light): ElementGroup => ({
  key,
  name,
  elements: elements.split(' '),
  colours: [light, dark],
});

export const ELEMENT_GROUPS: readonly ElementGroup[] = [
  group('alkali', 'alkali metals', 'Li Na K Rb Cs Fr', '#56b4e9'),
  group('alkaline-earth', 'alkaline earths', 'Be Mg Ca Sr Ba Ra', '#0072b2'),
  group('early', 'groups 3–7', 'Sc Y Ti Zr Hf V Nb Ta Cr Mo W Mn Tc Re', '#e69f00'),
  group('late', 'groups 8–12', 'Fe Ru Os Co Rh Ir Ni Pd Pt Cu Ag Au Zn Cd Hg', '#d55e00'),
  group(
    'f-block',
    'lanthanides, actinides',
    'La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Ac Th Pa U Np Pu Am Cm',
    '#009e73',
  ),
  group('p-metals', 'metals of groups 13–16', 'Al Ga In Tl Sn Pb Bi Po', '#cc79a7'),
  group('metalloids', 'metalloids', 'B Si Ge As Sb Te', '#f0e442'),
  group('non-metals', 'non-metals', 'H C N O F P S Cl Se Br I Xe', '#14181b', '#eceff0'),
];

const groups = new Map(
  ELEMENT_GROUPS.flatMap(({ elements }, position) => elements.map((element) => [element, position] as const)),
);

/** Position in `ELEMENT_GROUPS`; behind the last for all others. */
export function groupOf(element: string | null): number {
  return groups.get(element ?? '') ?? ELEMENT_GROUPS.length;
}
