/** Which points the words of the search mean. */
import { SHAPES } from '../../design/shapes.js';
import { motifFormula } from '../../parts/motif-chip.js';
import { type CrystalData, geometriesOf, type MapData } from './data.js';

type Test = (index: number) => boolean;

/** Numbers of space groups by symbol without signs that are typed in different ways. */
export type SpaceGroups = ReadonlyMap<number, string>;

/** @returns null where nothing is asked; each word has to be met */
export function searchTest(data: MapData, text: string, spaceGroups: SpaceGroups): Test | null {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0) return null;
  const tests = words.map((word) => wordTest(data, word, spaceGroups));
  return (index) => tests.every((test) => test(index));
}

function wordTest(data: MapData, word: string, spaceGroups: SpaceGroups): Test {
  const part = word.toLowerCase();
  const shape = SHAPES.find(({ symbol, name, plural }) => symbol === word || name === part || plural === part);
  if (shape !== undefined) return (index) => geometriesOf(data, index).includes(shape.symbol);
  const isElement = ELEMENTS.has(word);
  if (data.of === 'motifs') {
    if (isElement) return (index) => data.element[index] === word;
    return (index) => {
      const id = data.ids[index]!;
      return id.toLowerCase().includes(part) || motifFormula(id).toLowerCase() === part;
    };
  }
  if (isElement) return (index) => elementsIn(data.formula[index]!).includes(word);
  const systemOf = word.split(/[-–]/);
  if (systemOf.length > 1 && systemOf.every((element) => ELEMENTS.has(element))) {
    const system = systemOf.sort().join('-');
    return (index) => [...elementsIn(data.formula[index]!)].sort().join('-') === system;
  }
  return anyOf([motifTest(data, part), spaceGroupTest(data, part, spaceGroups), formulaTest(data, word, part)]);
}

function anyOf(tests: readonly (Test | null)[]): Test {
  const given = tests.filter((test) => test !== null);
  return (index) => given.some((test) => test(index));
}

/** `Ti-O:6`, or `TiO6` for all shapes with six oxygen atoms. */
function motifTest(data: CrystalData, part: string): Test | null {
  const meant = new Set<number>();
  data.motifIds.forEach((id, position) => {
    if (id.toLowerCase() === part || motifFormula(id).toLowerCase() === part) meant.add(position);
  });
  return meant.size === 0 ? null : (index) => data.motifs[index]!.some((motif) => meant.has(motif));
}

function spaceGroupTest(data: CrystalData, part: string, spaceGroups: SpaceGroups): Test | null {
  const plain = part.replaceAll('_', '');
  const meant = new Set(
    [...spaceGroups].filter(([, symbol]) => plainSymbol(symbol) === plain).map(([number]) => number),
  );
  return meant.size === 0 ? null : (index) => meant.has(data.spaceGroup[index]!);
}

function plainSymbol(symbol: string): string {
  return symbol.replaceAll('_', '').toLowerCase();
}

/** A formula, with its elements in any order; a pattern of formulas (`ABC3`); a part of an id. */
function formulaTest(data: CrystalData, word: string, part: string): Test {
  const composition = compositionOf(word);
  return (index) => {
    const formula = data.formula[index]!;
    if (formula.toLowerCase() === part || data.anonymousFormula[index] === word) return true;
    if (composition !== null && formula.length === word.length && compositionOf(formula) === composition) return true;
    return part.length > 1 && data.ids[index]!.toLowerCase().includes(part);
  };
}

function compositionOf(formula: string): string | null {
  const parts = formula.match(/[A-Z][a-z]?[\d.]*/g);
  return parts === null || parts.join('') !== formula ? null : parts.sort().join('');
}

/** Elements of a formula, in its order. */
export function elementsIn(formula: string): readonly string[] {
  return formula.match(/[A-Z][a-z]?/g) ?? [];
}

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb ' +
    'Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au ' +
    'Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm'
  ).split(' '),
);
