/** What is picked in a drawing: polyhedra, or one connection. */
import { type Connection, connectionBetween, type Drawing } from './model.js';

export type Selection =
  | { readonly of: 'polyhedra'; readonly labels: readonly number[] }
  | { readonly of: 'connection'; readonly from: number; readonly to: number }
  | null;

export const pickPolyhedra = (...labels: readonly number[]): Selection =>
  labels.length === 0 ? null : { of: 'polyhedra', labels };
export const pickConnection = ({ from, to }: Connection): Selection => ({ of: 'connection', from, to });

/** The part of a selection that the drawing still has. */
export function stillThere(selection: Selection, drawing: Drawing): Selection {
  if (selection === null) return null;
  if (selection.of === 'connection') {
    return connectionBetween(drawing, selection.from, selection.to) === undefined ? null : selection;
  }
  return pickPolyhedra(...selection.labels.filter((label) => drawing.polyhedra.some((other) => other.label === label)));
}

export function isPicked(selection: Selection, label: number): boolean {
  return selection?.of === 'polyhedra' && selection.labels.includes(label);
}
