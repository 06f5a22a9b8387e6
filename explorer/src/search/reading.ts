/** What a text in the search box may mean besides words: two motifs and what they share, a motif, a formula, elements. */
import { isElement } from '../parts/elements.js';
import type { ConnectionKind } from '../parts/glyphs.js';

export interface Connection {
  readonly from: string;
  readonly to: string;
  /** Null: of any kind. */
  readonly kind: ConnectionKind | null;
}

export interface Reading {
  /** The text with plain digits and single spaces. */
  readonly text: string;
  readonly connection: Connection | null;
  /** Motifs by id or formula: `Ti-O:6`, `TiO6`. */
  readonly motifs: readonly string[];
  readonly formula: string | null;
  /** Two or more elements. */
  readonly elements: readonly string[] | null;
}

const MOTIF_ID = /^([A-Z][a-z]?(?:,[A-Z][a-z]?)*)-[A-Z]\w*:\d+(?:\[\w+\])?$/;
const FORMULA = /^(?=[A-Z([])(?:[A-Z][a-z]?|[()[\]·.\d])+$/;
/** `TiO6 edge NbO6`, `TiO6 shares edges with NbO6`, `TiO6 edge-sharing NbO6`, `TiO6 NbO6`. */
const CONNECTION =
  /^(\S+)(?:\s+(?:shar\w*\s+)?(corner|edge|face)s?(?:[-\s]shar\w*)?)?(?:\s+(?:with|to|and|–|-))?\s+(\S+)$/i;

export function readingOf(typed: string): Reading {
  const text = plainDigits(typed).trim().replaceAll(/\s+/g, ' ');
  const [, from = '', kind, to = ''] = CONNECTION.exec(text) ?? [];
  const isConnection = isMotif(from) && isMotif(to);
  const motifs = isConnection ? [...new Set([from, to])] : isMotif(text) ? [text] : [];
  const isFormula = !isConnection && isFormulaOf(text);
  const symbols = isConnection ? centresFirst(motifs) : (listedElements(text) ?? (isFormula ? symbolsOf(text) : []));
  const elements = [...new Set(symbols)];
  return {
    text,
    connection: isConnection ? { from, to, kind: (kind?.toUpperCase() as ConnectionKind | undefined) ?? null } : null,
    motifs,
    formula: isFormula ? text : null,
    elements: elements.length > 1 ? elements : null,
  };
}

/** A centre with at least one ligand, and how many. */
function isMotif(word: string): boolean {
  return MOTIF_ID.test(word) || (/\d$/.test(word) && isFormulaOf(word) && symbolsOf(word).length > 1);
}

function isFormulaOf(word: string): boolean {
  const symbols = symbolsOf(word);
  return FORMULA.test(word) && symbols.length > 1 && symbols.every(isElement);
}

/** All ligands are oxygen where an id names none. */
function symbolsOf(word: string): string[] {
  const [, centres, ligands] = /^([A-Z][\w,]*?)-[A-Z]\w*:\d+(?:\[(\w+)\])?$/.exec(word) ?? [];
  return (centres === undefined ? word : `${centres}${ligands ?? 'O'}`).match(/[A-Z][a-z]?/g) ?? [];
}

/** Elements of motifs as one names their compounds: Ti, Nb, O. */
function centresFirst(motifs: readonly string[]): string[] {
  const symbols = motifs.map(symbolsOf);
  return [...symbols.map(([centre = '']) => centre), ...symbols.flatMap(([, ...ligands]) => ligands)];
}

/** `Nb-Ti-O`, `Nb, Ti, O`, `Nb Ti O`. */
function listedElements(text: string): string[] | null {
  const symbols = text.split(/[\s,–-]+/).filter((part) => part !== '');
  return symbols.length > 1 && symbols.every(isElement) ? symbols : null;
}

function plainDigits(text: string): string {
  return text.replaceAll(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
}
