/** Distances and angles between atoms that one clicks. */
import { number } from '../parts/text.js';
import { type AtomKey, type Cell, pointOf } from './cell.js';
import { angle, distance, middle, type Vector } from './vectors.js';

/** What the clicked atoms give: of two the distance, of three the angle at the second; null for fewer. */
export function measure(cell: Cell, atoms: readonly AtomKey[]): { readonly text: string; readonly at: Vector } | null {
  const [a, b, c] = atoms.map((atom) => pointOf(cell, atom));
  if (a === undefined || b === undefined) return null;
  if (c === undefined) return { text: `${number(distance(a, b), 3)} Å`, at: middle(a, b) };
  return { text: `${number(angle(a, b, c), 1)}°`, at: b };
}

/** Ends of the lines between them. */
export function measureLines(cell: Cell, atoms: readonly AtomKey[]): Vector[] {
  const points = atoms.map((atom) => pointOf(cell, atom));
  return points.slice(1).flatMap((point, at) => [points[at]!, point]);
}

/** `Al–O 1.834 Å`; `Al–O–Si 124.0°`. */
export function measured(cell: Cell, atoms: readonly AtomKey[]): string {
  return `${atoms.map(({ atom }) => cell.elements[atom]).join('–')} ${measure(cell, atoms)?.text ?? ''}`;
}
