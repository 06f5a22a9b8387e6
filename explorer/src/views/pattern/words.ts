/** Polyhedra and patterns in words. */
import { partsOf } from '../../parts/motif-chip.js';
import { type ConnectionKind, KIND_NAMES } from '../../parts/glyphs.js';
import { polyhedraName, polyhedronName } from '../../parts/value-names.js';
import type { Criteria, Polyhedron } from './model.js';

/** The shape that a polyhedron is drawn with; null where several are possible. */
export function drawnShape({ geometries, motifs }: Criteria): string | null {
  const shapes = new Set(motifs.length > 0 ? motifs.map((id) => partsOf(id).geometry) : geometries);
  return shapes.size === 1 ? [...shapes][0]! : null;
}

/** Elements at the centre, of the motifs where there are some. */
export function centresOf({ elements, motifs }: Criteria): readonly string[] {
  return elements.length > 0 ? elements : [...new Set(motifs.map((id) => partsOf(id).centre))];
}

/** What stands in the middle of a drawn polyhedron: `Mo`, `Mo,W`, `?`. */
export function centreText(criteria: Criteria): string {
  const centres = centresOf(criteria);
  if (centres.length === 0) return '?';
  return centres.length > 2 ? `${centres[0]}…` : centres.join(',');
}

/** Ligands with their number where it is known: `O6`, `O`, `F,O`; null where any are allowed. */
export function ligandText({ motifs, ligands, geometries, coordinationNumber }: Criteria): string | null {
  if (motifs.length > 0) return [...new Set(motifs.map((id) => partsOf(id).ligands))].join(' or ');
  if (ligands.length === 0) return null;
  const shape = geometries.length === 1 ? geometries[0]!.split(':')[1] : undefined;
  const { min, max } = coordinationNumber ?? {};
  const count = shape ?? (min !== undefined && min === max ? String(min) : undefined);
  if (ligands.length > 1 || count === undefined) return ligands.join(', ');
  return `${ligands[0]}${count === '1' ? '' : count}`;
}

interface Noun {
  readonly one: string;
  readonly many: string;
  /** Before the word, as a formula or elements. */
  readonly formula: string | null;
}

/** `MoO6 octahedra`, `Ti polyhedra`, `octahedra`. */
export function nounOf(criteria: Criteria): Noun {
  const shape = drawnShape(criteria);
  const words =
    shape === null
      ? { one: 'polyhedron', many: 'polyhedra' }
      : { one: polyhedronName(shape), many: polyhedraName(shape) };
  const centres = centresOf(criteria);
  if (centres.length === 0) return { ...words, formula: null };
  const ligands = ligandText(criteria);
  const isOne = centres.length === 1 && ligands !== null && !/[ ,]/.test(ligands);
  return { ...words, formula: isOne ? `${centres[0]}${ligands}` : centres.join(' or ') };
}

/** `edge`, `edge or face`, `any`. */
export function kindText(kinds: readonly ConnectionKind[]): string {
  return kinds.length === 0 ? 'any' : kinds.map((kind) => KIND_NAMES[kind].one).join(' or ');
}

/** For screen readers: `MoO6 octahedron`. */
export function spoken(polyhedron: Polyhedron): string {
  const { formula, one } = nounOf(polyhedron);
  return formula === null ? one : `${formula} ${one}`;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

export function numberWord(count: number): string {
  return NUMBERS[count] ?? String(count);
}

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

export function ordinalWord(count: number): string {
  return ORDINALS[count] ?? `${count}th`;
}

/** `an octahedron`. */
export function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
}
