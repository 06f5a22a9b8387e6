/** What somebody means, or may have meant, who names an element or a geometry in another way than the graph does. */
import { atomicNumberOf, elementNameOf, elementSymbols } from '../crystal/elements.js';
import { geometries } from './geometries.js';

/** Spellings beside those of IUPAC. */
const OTHER_NAMES: Readonly<Record<string, string>> = { aluminum: 'Al', cesium: 'Cs', sulphur: 'S' };

const SYMBOL_OF_NAME: ReadonlyMap<string, string> = new Map([
  ...elementSymbols().map((symbol) => [elementNameOf(atomicNumberOf(symbol)!), symbol] as const),
  ...Object.entries(OTHER_NAMES),
]);

/** `Ti` of `Titanium`; undefined for what is no English name of an element. */
export function elementOfName(name: string): string | undefined {
  return SYMBOL_OF_NAME.get(name.toLowerCase());
}

/** By name and by the symbols of IUPAC and IUCr, in small letters. */
const SYMBOL_OF_GEOMETRY: ReadonlyMap<string, string> = new Map(
  geometries.flatMap(({ symbol, name, iupacSymbol, iucrSymbol }) =>
    [name, iupacSymbol, iucrSymbol].flatMap((word) => (word === null ? [] : [[word.toLowerCase(), symbol] as const])),
  ),
);

/** `O:6` of `octahedron`, `octahedra`, `octahedral`, `OC-6` and `[6o]`; undefined for what names no geometry, or several. */
export function geometryOfName(name: string): string | undefined {
  const word = name.toLowerCase().replaceAll(/\s+/g, ' ');
  return [word, word.replace(/hedr(a|al)$/, 'hedron'), word.replace(/(prism|pyramid|cube|cupola)s$/, '$1')]
    .map((spelt) => SYMBOL_OF_GEOMETRY.get(spelt))
    .find((symbol) => symbol !== undefined);
}

/** `Did you mean Ti?` for `TI`; null where nothing is like it. */
export function elementSuggestion(text: string): string | null {
  const likely = text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  if (atomicNumberOf(likely) !== undefined) return `Did you mean ${likely}?`;
  const name = text.length < 4 ? undefined : nearest(text, [...SYMBOL_OF_NAME.keys()]);
  return name === undefined ? null : `Did you mean ${name} (${SYMBOL_OF_NAME.get(name)})?`;
}

/** The geometries of the coordination number in `X:6`, or that of a similar name; null where there is none. */
export function geometrySuggestion(text: string): string | null {
  const number = /:(\d+)$/.exec(text)?.[1];
  const likely = geometries.filter(({ coordinationNumber }) => String(coordinationNumber) === number);
  if (likely.length > 0) {
    return `For coordination number ${number} there are ${likely.map(({ symbol, name }) => `${symbol} (${name})`).join(', ')}.`;
  }
  const name = text.length < 4 ? undefined : nearest(text, [...SYMBOL_OF_GEOMETRY.keys()]);
  return name === undefined ? null : `Did you mean ${SYMBOL_OF_GEOMETRY.get(name)} (${name})?`;
}

/** Wrong letters that a word may have and still be recognised. */
const MOST_EDITS = 2;

function nearest(text: string, words: readonly string[]): string | undefined {
  const wanted = text.toLowerCase();
  const near = words
    .filter((word) => Math.abs(word.length - wanted.length) <= MOST_EDITS)
    .map((word) => ({ word, edits: editsBetween(wanted, word) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return near !== undefined && near.edits <= MOST_EDITS ? near.word : undefined;
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    }
    before = row;
  }
  return before[b.length]!;
}
