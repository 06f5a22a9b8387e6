/** The words by which motifs, geometries and crystals are found, and what those of a search mean. */
import { atomicNumberOf, elementNameOf } from '../crystal/elements.js';
import { reducedFormula } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';
import type { ProjectionTables } from '../graph/projection/tables.js';
import { type Term, wordsOf } from '../graph/projection/word-index.js';
import type { MotifRow } from '../graph/store.js';
import { geometryOf } from '../motif/geometries.js';
import type { CrystalIndex } from '../motif/pattern/quotient-graphs.js';
import { elementOfName } from '../motif/suggestions.js';
import { anonymous, spaceGroupsNamed } from './notation.js';

/** What the elements are called as anions. */
const ANIONS: Readonly<Record<string, string>> = {
  H: 'hydride',
  C: 'carbide',
  N: 'nitride',
  O: 'oxide',
  F: 'fluoride',
  P: 'phosphide',
  S: 'sulfide',
  Cl: 'chloride',
  As: 'arsenide',
  Se: 'selenide',
  Br: 'bromide',
  Te: 'telluride',
  I: 'iodide',
};

/** `titanium octahedron octahedra tio6` */
export function motifWords({ element, geometry, ligandFormula }: MotifRow): string {
  const elements = element.split(',').map(elementName);
  return `${elements.join(' ')} ${geometryWords(geometryOf(geometry)!.name)} ${element}${ligandFormula}`;
}

/** `octahedron octahedra octahedral` */
export function geometryWords(name: string): string {
  const forms = [
    name,
    name.replace(/hedron\b/, 'hedra'),
    name.replace(/hedron\b/, 'hedral'),
    name.replace(/(prism|pyramid|cube|cupola)\b/i, '$1s'),
  ];
  return [...new Set(forms)].join(' ');
}

/** Elements, kind of compound, polyhedra and their connections, space group; without the description. */
export function crystalWords({ crystals, nets }: ProjectionTables, crystal: CrystalIndex): string {
  const [elements, centres] = [crystals.lists('elements'), crystals.lists('centreElements')].map((column) =>
    column.textsAt(crystal),
  ) as [string[], string[]];
  const anions = elements.filter((symbol) => !centres.includes(symbol)).map((symbol) => ANIONS[symbol] ?? '');
  const geometries = crystals.lists('geometries').textsAt(crystal);
  const kinds = crystals.lists('connectionKinds').textsAt(crystal);
  return [
    crystals.valueOf('chemicalSystem', crystal),
    crystals.valueOf('anonymousFormula', crystal),
    crystals.valueOf('crystalSystem', crystal),
    crystals.valueOf('structureType', crystal) ?? '',
    crystals.valueOf('mineral', crystal) ?? '',
    groupWord(crystals.valueOf('spaceGroupNumber', crystal) as number),
    ...elements.map(elementName),
    ...anions,
    ...geometries.map((symbol) => geometryWords(geometryOf(symbol)!.name)),
    ...kinds.map((kind) => `${kind}-sharing`),
    nets.isLayered(crystal) ? 'layered' : '',
  ].join(' ');
}

/** Only crystals of this space group have it. */
export function groupWord(spaceGroupNumber: number): string {
  return `group:${spaceGroupNumber}`;
}

/** Numbers of the space groups that a text names: `P 1 21/c 1`, `136`, `No. 136`. */
export function groupsMeant(text: string): number[] {
  const digits = /^(?:(?:space\s*group|no\.?|#)\s*)*(\d{1,3})$/i.exec(text.trim())?.[1];
  return digits === undefined ? spaceGroupsNamed(text) : [Number(digits)];
}

/** All that must occur. The last word may go on, unless it means something as it is. */
export function termsOf(text: string): Term[] {
  const parts = text.trim().split(/\s+/);
  return parts.flatMap((part, i) => {
    const words = meantBy(part);
    if (words !== null) return words.map((word) => ({ word, isWhole: true }));
    const isLast = i === parts.length - 1;
    const plain = wordsOf(part);
    return plain.map((word, k) => ({ word, isWhole: !isLast || k < plain.length - 1 }));
  });
}

/** Words in the notation of the graph for what stands in another one; null for what is looked for as it is. */
function meantBy(part: string): string[] | null {
  const symbol = elementOfName(part);
  const name = symbol === undefined ? '' : elementName(symbol);
  if (symbol !== undefined) return name === part.toLowerCase() ? null : [name];
  const parsed = parseFormula(part);
  if (parsed.ok) {
    const formula = reducedFormula(parsed.composition);
    return parsed.composition.size < 2 || formula === part ? null : [formula.toLowerCase()];
  }
  const groups = /^[PABCFIR].*[^\p{L}]|^[PABCFIR]\p{Ll}+$/u.test(part) ? spaceGroupsNamed(part) : [];
  if (groups.length === 1) return groups.map(groupWord);
  return anonymousWords(part);
}

/** `AB2` and `BA2` are `ab2`; of `AB2O4`, `O` is oxygen. */
function anonymousWords(part: string): string[] | null {
  const letters = /^(?:[A-Z][a-z]?\d*){2,}$/.test(part) ? (part.match(/[A-Z][a-z]?/g) ?? []) : [];
  const distinct = [...new Set(letters)];
  const isLetter = (letter: string) => /^[A-Z]$/.test(letter) && ('XM'.includes(letter) || isAmongFirst(letter));
  const isAmongFirst = (letter: string) => letter.charCodeAt(0) - 'A'.charCodeAt(0) < distinct.length;
  const elements = distinct.filter((letter) => !isLetter(letter));
  if (!distinct.includes('A') || elements.some((symbol) => atomicNumberOf(symbol) === undefined)) return null;
  return [anonymous(part).toLowerCase(), ...elements.map(elementName)];
}

function elementName(symbol: string): string {
  return elementNameOf(atomicNumberOf(symbol)!);
}
