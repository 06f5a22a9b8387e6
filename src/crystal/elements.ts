/**
 * The elements, 1–118.
 *
 * Each line of the table: symbol, name, standard atomic weight, Pauling electronegativity (`-`: none), oxidation states
 * as `state:count`. The states before the bar are those that charge balancing tries first, the ones behind it only when
 * these give no neutral formula; a state without count is known, but not in the statistic.
 *
 * Sources:
 * - atomic weights: IUPAC CIAAW, abridged (as in periodictable 2.1.0); for elements without one, the mass number of
 *   the longest-lived isotope.
 * - electronegativities: Pauling's scale as pymatgen 2026.10.24 has it (CrystalNN was fitted with these values), which
 *   fills the gaps of the measured scale: Pm, Eu, Tb, Yb, Rn, the actinides.
 * - oxidation states and how often each occurs among the bond-valence-analysed entries of the ICSD: the statistic
 *   `icsd_bv.yaml` and the lists of states that pymatgen 2026.10.24 publishes; without a statistic, the states of
 *   Greenwood & Earnshaw, Chemistry of the Elements, 2nd ed. (1997). O(−1) is left out: with it every oxide that is
 *   short of charge would balance as a partial peroxide, and a composition alone can't tell a peroxide. So are Co(−1)
 *   and Rh(−1), which come from alloys.
 */
import type { AtomicNumber } from './crystal.js';

export interface OxidationState {
  readonly state: number;
  /** Occurrences in the ICSD statistic; 0 where the element is not in it. */
  readonly count: number;
}

interface Element {
  readonly symbol: string;
  readonly name: string;
  readonly mass: number;
  readonly electronegativity: number | null;
  readonly usualStates: readonly OxidationState[];
  readonly rareStates: readonly OxidationState[];
}

// biome-ignore format: one element a line
const TABLE: readonly string[] = [
  'H hydrogen 1.008 2.2 -1:1002 1:1788',
  'He helium 4.002602 -',
  'Li lithium 6.94 0.98 1:1773',
  'Be beryllium 9.0121831 1.57 2:249',
  'B boron 10.81 2.04 -3:47 3:1722 | -2:13 -1:3 1:18 2:19',
  'C carbon 12.011 2.55 -4:248 -3:40 -2:155 2:372 3:178 4:858 | -1:25 1:20',
  'N nitrogen 14.007 3.04 -3:2141 -2:75 -1:93 1:35 3:173 5:217 | -4:4 2:19 4:3',
  'O oxygen 15.999 3.44 -2:44783',
  'F fluorine 18.998403162 3.98 -1:7473',
  'Ne neon 20.1797 -',
  'Na sodium 22.98976928 0.93 1:3060',
  'Mg magnesium 24.305 1.31 2:545',
  'Al aluminium 26.9815384 1.61 3:1141 | 2:2',
  'Si silicon 28.085 1.9 -4:71 4:2368 | -3:2 -2:3 -1:11 2:16 3:16',
  'P phosphorus 30.973761998 2.19 -3:379 -2:68 -1:112 3:69 4:173 5:3000 | 1:18 2:32 6:2',
  'S sulfur 32.06 2.58 -2:5711 -1:276 2:90 4:239 6:459 | 1:16 3:43 5:15 7:1',
  'Cl chlorine 35.45 3.16 -1:4371 | 1:1 3:20 5:21 7:45',
  'Ar argon 39.95 -',
  'K potassium 39.0983 0.82 1:3112',
  'Ca calcium 40.078 1 2:1332',
  'Sc scandium 44.955907 1.36 2:20 3:252 | 1:8',
  'Ti titanium 47.867 1.54 2:39 3:119 4:665 | 1:1',
  'V vanadium 50.9415 1.63 2:34 3:151 4:225 5:527',
  'Cr chromium 51.9961 1.66 2:102 3:323 4:37 5:46 6:116',
  'Mn manganese 54.938043 1.55 2:577 3:256 4:127 7:13 | 1:2 5:10 6:9',
  'Fe iron 55.845 1.83 2:340 3:549 | 1:12 4:14 5:2 6:4',
  'Co cobalt 58.933194 1.88 1:22 2:333 3:93 4:18',
  'Ni nickel 58.6934 1.91 1:17 2:407 3:62 4:14',
  'Cu copper 63.546 1.9 1:887 2:835 3:33 | 4:1',
  'Zn zinc 65.38 1.65 2:1389 | 4:1',
  'Ga gallium 69.723 1.81 2:19 3:642 | 1:5 4:4',
  'Ge germanium 72.63 2.01 2:51 3:38 4:735 | -4:8 -2:2 -1:1',
  'As arsenic 74.921595 2.18 -3:404 -2:54 -1:36 2:28 3:225 5:518 | 4:1',
  'Se selenium 78.971 2.55 -2:2441 -1:253 4:352 6:76 | 1:23 2:30 3:8',
  'Br bromine 79.904 2.96 -1:1625 5:22 | 1:6 3:8 7:5',
  'Kr krypton 83.798 3 2',
  'Rb rubidium 85.4678 0.82 1:1543',
  'Sr strontium 87.62 0.95 2:1447',
  'Y yttrium 88.905838 1.22 3:460 | 1:4 2:2',
  'Zr zirconium 91.224 1.33 2:17 3:26 4:352 | 1:4',
  'Nb niobium 92.90637 1.6 2:16 3:50 4:105 5:564 | 1:3 7:2',
  'Mo molybdenum 95.95 2.16 2:29 3:78 4:56 5:85 6:590',
  'Tc technetium 98 1.9 4 7 | 1 2 3 5 6',
  'Ru ruthenium 101.07 2.2 2:14 3:22 4:59 5:81 6:11 | 1:1 7:1 8:3',
  'Rh rhodium 102.90549 2.28 3:71 4:25 | 1:4 2:2 5:4 6:1',
  'Pd palladium 106.42 2.2 2:211 4:22 | 1:1 3:8',
  'Ag silver 107.8682 1.93 1:966 2:32 3:17',
  'Cd cadmium 112.414 1.69 2:1089',
  'In indium 114.818 1.78 1:62 2:22 3:478 | -1:1',
  'Sn tin 118.71 1.96 2:232 3:19 4:387 | -4:1',
  'Sb antimony 121.76 2.05 -3:214 -2:68 -1:28 3:507 5:418 | 4:9',
  'Te tellurium 127.6 2.1 -2:749 -1:137 4:582 6:187 | 1:8 2:14 5:2',
  'I iodine 126.90447 2.66 -1:2357 5:210 | 1:20 3:17 7:22',
  'Xe xenon 131.293 2.6 2 4 6',
  'Cs caesium 132.90545196 0.79 1:1231',
  'Ba barium 137.327 0.89 2:2373',
  'La lanthanum 138.90547 1.1 2:16 3:838 | 1:3 4:1',
  'Ce cerium 140.116 1.12 3:192 4:44 | 2:10',
  'Pr praseodymium 140.90766 1.13 3:435 4:32 | 2:4',
  'Nd neodymium 144.242 1.14 2:15 3:536 | 4:1',
  'Pm promethium 145 1.13 3',
  'Sm samarium 150.36 1.17 2:25 3:365',
  'Eu europium 151.964 1.2 2:83 3:109 | 4:1',
  'Gd gadolinium 157.25 1.2 3:235 | 1:1 2:2 4:1',
  'Tb terbium 158.925354 1.1 3:209 4:30 | 1:6 2:8',
  'Dy dysprosium 162.5 1.22 3:258 | 2:5',
  'Ho holmium 164.930329 1.23 3:271 | 2:3',
  'Er erbium 167.259 1.24 3:302',
  'Tm thulium 168.934219 1.25 3:154 | 2:9',
  'Yb ytterbium 173.045 1.1 2:37 3:227',
  'Lu lutetium 174.97 1.27 3:179',
  'Hf hafnium 178.486 1.3 4:123 | 2:5 3:3',
  'Ta tantalum 180.94788 1.5 3:15 4:51 5:442 | 1:10 2:8',
  'W tungsten 183.84 2.36 2:20 3:11 4:18 5:31 6:411',
  'Re rhenium 186.207 1.9 3:56 4:40 5:48 6:40 7:77 | 2:5',
  'Os osmium 190.23 2.2 4 | 1 2 3 5 6 7 8',
  'Ir iridium 192.217 2.2 3:22 4:56 5:39 | 1:3 2:1 6:8',
  'Pt platinum 195.084 2.28 2 4 | 5 6',
  'Au gold 196.96657 2.54 3 | 1 2 5',
  'Hg mercury 200.592 2 1:100 2:590',
  'Tl thallium 204.38 1.62 1:698 3:95 | -1:6 2:1',
  'Pb lead 207.2 2.33 2:604 4:58 | -4:1',
  'Bi bismuth 208.9804 2.02 1:19 2:13 3:793 5:46 | -3:2',
  'Po polonium 209 2 -2 2 4 | 6',
  'At astatine 210 2.2 -1 1 | 3 5',
  'Rn radon 222 2.2',
  'Fr francium 223 0.7 1',
  'Ra radium 226 0.9 2',
  'Ac actinium 227 1.1 3',
  'Th thorium 232.0377 1.3 4:119 | 2:1 3:10 6:1',
  'Pa protactinium 231.03588 1.5 5 | 3 4',
  'U uranium 238.02891 1.38 3:17 4:122 5:49 6:269 | 2:6',
  'Np neptunium 237 1.36 5 | 3 4 6 7',
  'Pu plutonium 244 1.28 4 | 3 5 6 7',
  'Am americium 243 1.3 3 | 2 4 5 6',
  'Cm curium 247 1.3 3 | 4',
  'Bk berkelium 247 1.3 3 | 4',
  'Cf californium 251 1.3 3 | 2 4',
  'Es einsteinium 252 1.3 3 | 2',
  'Fm fermium 257 1.3 3 | 2',
  'Md mendelevium 258 1.3 3 | 2',
  'No nobelium 259 1.3 3 | 2',
  'Lr lawrencium 262 1.3 3',
  'Rf rutherfordium 267 - 4',
  'Db dubnium 268 -',
  'Sg seaborgium 269 -',
  'Bh bohrium 270 -',
  'Hs hassium 270 -',
  'Mt meitnerium 278 -',
  'Ds darmstadtium 281 -',
  'Rg roentgenium 282 -',
  'Cn copernicium 285 -',
  'Nh nihonium 286 -',
  'Fl flerovium 289 -',
  'Mc moscovium 290 -',
  'Lv livermorium 293 -',
  'Ts tennessine 294 -',
  'Og oganesson 294 -',
];

const ELEMENTS: readonly Element[] = TABLE.map(parseElement);

const NUMBERS: ReadonlyMap<string, AtomicNumber> = new Map(
  ELEMENTS.map(({ symbol }, index) => [symbol, (index + 1) as AtomicNumber]),
);

/** `Ti` of 22. */
export function symbolOf(z: AtomicNumber | number): string {
  return element(z).symbol;
}

/** 22 of `Ti`, in this exact spelling; undefined for anything that is no element. */
export function atomicNumberOf(symbol: string): AtomicNumber | undefined {
  return NUMBERS.get(symbol);
}

/** English IUPAC name in lower case: `titanium`. */
export function elementNameOf(z: AtomicNumber | number): string {
  return element(z).name;
}

/** g/mol. */
export function atomicMassOf(z: AtomicNumber | number): number {
  return element(z).mass;
}

/** Pauling's scale; null for He, Ne, Ar and the elements from 104 on. */
export function electronegativityOf(z: AtomicNumber | number): number | null {
  return element(z).electronegativity;
}

/** States that charge balancing tries first, ascending; empty where none is known. */
export function usualOxidationStatesOf(z: AtomicNumber | number): readonly OxidationState[] {
  return element(z).usualStates;
}

/** Further states that are known, but seldom met. */
export function rareOxidationStatesOf(z: AtomicNumber | number): readonly OxidationState[] {
  return element(z).rareStates;
}

/** All symbols in order of atomic number, `H` first. */
export function elementSymbols(): string[] {
  return ELEMENTS.map(({ symbol }) => symbol);
}

function element(z: number): Element {
  const found = ELEMENTS[z - 1];
  if (found === undefined) throw new RangeError(`no element has atomic number ${z}`);
  return found;
}

function parseElement(line: string): Element {
  const [properties = '', rare = ''] = line.split(' | ');
  const [symbol = '', name = '', mass, electronegativity, ...usual] = properties.split(' ');
  return {
    symbol,
    name,
    mass: Number(mass),
    electronegativity: electronegativity === '-' ? null : Number(electronegativity),
    usualStates: usual.map(parseState),
    rareStates: rare === '' ? [] : rare.split(' ').map(parseState),
  };
}

function parseState(text: string): OxidationState {
  const [state, count = '0'] = text.split(':');
  return { state: Number(state), count: Number(count) };
}

/** Least electronegative first; elements without a value last; ties alphabetically. */
export function byElectronegativity(z: AtomicNumber, other: AtomicNumber): number {
  const difference = (electronegativityOf(z) ?? Infinity) - (electronegativityOf(other) ?? Infinity);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return symbolOf(z) < symbolOf(other) ? -1 : 1;
}
