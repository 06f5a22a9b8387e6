/** Words of the description: numbers, lists, formulas, names of shapes. */
import type { Image } from '../../crystal/crystal.js';
import { inOrderOfIndices } from '../../crystal/directions.js';
import type { GeometrySymbol, Net, NetsOfKind, PolyhedronNet } from '../analysis.js';

const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

export function numberWord(n: number): string {
  return NUMBERS[n] ?? String(n);
}

/** `four`; from 0 on `at most one`, `up to four`; `two or three`, `two to four`. */
export function rangeWords(least: number, most: number): string {
  if (least === most) return numberWord(most);
  if (least === 0) return `${most === 1 ? 'at most' : 'up to'} ${numberWord(most)}`;
  return `${numberWord(least)} ${most === least + 1 ? 'or' : 'to'} ${numberWord(most)}`;
}

/** `a`, `a and b`, `a, b and c`; a comma before the last one where the parts have an `and` themselves. */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  const comma = parts.some((part) => part.includes(' and ')) ? ',' : '';
  return `${parts.slice(0, -1).join(', ')}${comma} and ${parts.at(-1)}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Digits lowered: `TiO2` → `TiO₂`; not those that count molecules, `CaSO4·2H2O` → `CaSO₄·2H₂O`. */
export function withSubscripts(formula: string): string {
  return formula.replace(/(?<!·\d*)\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
}

/** Digits of the formulas in a text lowered, those of symbols such as P4/mbm and 2H left. */
export function withFormulas(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:[A-Z][a-z]?\d*){2,}(?![\p{L}\p{N}_/])/gu, withSubscripts);
}

/** `Ti⁴⁺`, `NH₄⁺`; the name alone where its charge is unknown, not whole, or none. */
export function ionText(name: string, charge: number | null): string {
  return `${withSubscripts(name)}${charge !== null && charge > 0 ? chargeText(charge) : ''}`;
}

/** `⁺`, `²⁻`; nothing for charges that are unknown, 0 or not whole. */
export function chargeText(charge: number | null): string {
  if (charge === null || !Number.isInteger(charge) || charge === 0) return '';
  const size = Math.abs(charge);
  const digits = size === 1 ? '' : [...String(size)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${digits}${charge > 0 ? '⁺' : '⁻'}`;
}

/** `1.95`, `1.95–1.98`: the least and the largest, with so many digits. */
export function spanText(values: readonly number[], digits: number): string {
  // Not Math.min(...values): a cell of thousands of atoms has more of them than a call takes arguments.
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const [from, to] = [least.toFixed(digits), most.toFixed(digits)];
  return from === to ? from : `${from}–${to}`;
}

/** `P4_2/mnm` → `P4₂/mnm`. */
export function spaceGroupText(symbol: string): string {
  return symbol.replace(/_(\d)/g, (_, digit: string) => withSubscripts(digit));
}

/** `octahedron` → `octahedra`, `square` → `squares`. */
export function plural(noun: string): string {
  return noun.endsWith('hedron') ? `${noun.slice(0, -2)}a` : `${noun}s`;
}

/** The name of a polyhedron, with what stands before its formula: `bent`, as in "bent NO₂ units". */
export interface ShapeWords {
  readonly adjective?: string;
  readonly noun: string;
}

/** The names of `geometryTable` as a sentence takes them; shapes that differ only in where their caps are share one. */
const SHAPES: Readonly<Record<GeometrySymbol, ShapeWords>> = {
  'S:1': { adjective: 'single-ligand', noun: 'unit' },
  'L:2': { adjective: 'linear', noun: 'unit' },
  'A:2': { adjective: 'bent', noun: 'unit' },
  'TL:3': { adjective: 'trigonal planar', noun: 'unit' },
  'TY:3': { noun: 'trigonal pyramid' },
  'TS:3': { adjective: 'T-shaped', noun: 'unit' },
  'T:4': { noun: 'tetrahedron' },
  'S:4': { adjective: 'square planar', noun: 'unit' },
  'SY:4': { noun: 'square pyramid' },
  'SS:4': { adjective: 'see-saw', noun: 'unit' },
  'PP:5': { adjective: 'pentagonal planar', noun: 'unit' },
  'S:5': { noun: 'square pyramid' },
  'T:5': { noun: 'trigonal bipyramid' },
  'O:6': { noun: 'octahedron' },
  'T:6': { noun: 'trigonal prism' },
  'PP:6': { noun: 'pentagonal pyramid' },
  'PB:7': { noun: 'pentagonal bipyramid' },
  'ST:7': { noun: 'capped trigonal prism' },
  'ET:7': { noun: 'capped trigonal prism' },
  'FO:7': { noun: 'capped octahedron' },
  'C:8': { noun: 'cube' },
  'SA:8': { noun: 'square antiprism' },
  'SBT:8': { noun: 'bicapped trigonal prism' },
  'TBT:8': { noun: 'bicapped trigonal prism' },
  'DD:8': { noun: 'triangular dodecahedron' },
  'DDPN:8': { noun: 'triangular dodecahedron' },
  'HB:8': { noun: 'hexagonal bipyramid' },
  'BO_1:8': { noun: 'bicapped octahedron' },
  'BO_2:8': { noun: 'bicapped octahedron' },
  'BO_3:8': { noun: 'bicapped octahedron' },
  'TC:9': { noun: 'triangular cupola' },
  'TT_1:9': { noun: 'tricapped trigonal prism' },
  'TT_2:9': { noun: 'tricapped trigonal prism' },
  'TT_3:9': { noun: 'tricapped trigonal prism' },
  'HD:9': { noun: 'heptagonal bipyramid' },
  'TI:9': { noun: 'tridiminished icosahedron' },
  'SMA:9': { noun: 'capped square antiprism' },
  'SS:9': { noun: 'capped cube' },
  'TO_1:9': { noun: 'tricapped octahedron' },
  'TO_2:9': { noun: 'tricapped octahedron' },
  'TO_3:9': { noun: 'tricapped octahedron' },
  'PP:10': { noun: 'pentagonal prism' },
  'PA:10': { noun: 'pentagonal antiprism' },
  'SBSA:10': { noun: 'bicapped square antiprism' },
  'MI:10': { noun: 'metabidiminished icosahedron' },
  'BS_1:10': { noun: 'bicapped cube' },
  'BS_2:10': { noun: 'bicapped cube' },
  'TBSA:10': { noun: 'bicapped square antiprism' },
  'PCPA:11': { noun: 'capped pentagonal antiprism' },
  'H:11': { noun: 'hendecahedron' },
  'DI:11': { noun: 'diminished icosahedron' },
  'I:12': { noun: 'icosahedron' },
  'PBP:12': { noun: 'bicapped pentagonal prism' },
  'TT:12': { noun: 'truncated tetrahedron' },
  'C:12': { noun: 'cuboctahedron' },
  'AC:12': { noun: 'anticuboctahedron' },
  'SC:12': { noun: 'square cupola' },
  'HP:12': { noun: 'hexagonal prism' },
  'HA:12': { noun: 'hexagonal antiprism' },
  'SH:13': { noun: 'capped hexagonal prism' },
  'DD:20': { noun: 'pentagonal dodecahedron' },
};

export function shapeWords(geometry: GeometrySymbol | null): ShapeWords {
  return SHAPES[geometry ?? ''] ?? { noun: 'polyhedron' };
}

/** `c`, `[110]`. */
function axisText(direction: Image): string {
  const axis = ['1,0,0', '0,1,0', '0,0,1'].indexOf(direction.join());
  return axis === -1 ? `[${indices(direction)}]` : 'abc'[axis]!;
}

/** `(001)`. */
function planeText(plane: Image): string {
  return `(${indices(plane)})`;
}

/** `110`; with spaces where a number has more than one digit; negative ones with their sign. */
function indices(vector: Image): string {
  return vector.join(vector.some((x) => Math.abs(x) > 9 || x < 0) ? ' ' : '');
}

/** `chains along c`, `sheets parallel to (001)`: nets of one dimensionality, 1 or 2, whatever their number. */
export function orientedNets(nets: readonly Pick<Net, 'dimensionality' | 'orientation'>[]): string {
  const isSheet = nets[0]!.dimensionality === 2;
  const orientations = nets.map(({ orientation }) => orientation!).sort(inOrderOfIndices);
  const directions = [...new Set(orientations.map(isSheet ? planeText : axisText))];
  const noun = isSheet ? 'sheets' : 'chains';
  return directions.length > 2 ? noun : `${noun} ${isSheet ? 'parallel to' : 'along'} ${list(directions)}`;
}

/** `a framework`, `two interpenetrating frameworks`. */
export function frameworksText(nets: readonly Pick<Net, 'copies'>[]): string {
  const count = nets.reduce((sum, { copies }) => sum + copies, 0);
  return count === 1 ? 'a framework' : `${numberWord(count)} interpenetrating frameworks`;
}

/** `chains along c`: what connections of one kind make of all polyhedra; `none` where there are no such connections. */
export function netsText({ dimensionality, components }: NetsOfKind): string {
  const nets = components.filter((component) => component.dimensionality === dimensionality);
  if (dimensionality === 3) return frameworksText(nets).replace('a ', '');
  if (dimensionality > 0) return orientedNets(nets);
  return nets.some(({ sites }) => sites.length > 1) ? 'clusters' : 'none';
}

/** `sheets parallel to (001)`, `framework`, `clusters`. */
export function polyhedronNetText({ dimensionality, along, components }: PolyhedronNet): string {
  if (dimensionality === 0) return 'clusters';
  if (dimensionality === 3) return frameworksText([{ copies: components }]).replace('a ', '');
  return orientedNets([{ dimensionality, orientation: along }]);
}
