/** Where rows, columns and names stand in the picture, in CSS pixels. */
import { motifFormula } from '../../parts/motif-chip.js';

export interface View {
  /** How many times larger than fitted. */
  readonly zoom: number;
  /** Pixels by which the grid is shifted. */
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  /** Width and height of the picture. */
  readonly size: number;
  /** Room for names, at the left and at the top. */
  readonly margin: number;
  /** Width and height of the part that shows cells. */
  readonly grid: number;
  /** Width and height of a cell that is not enlarged. */
  readonly cell: number;
}

/** The strip with the colours of shapes. */
export const STRIP = 8;
export const FITTED: View = { zoom: 1, x: 0, y: 0 };

/** Room for a sign of a name, and the most that a name gets, pixels. */
const SIGN = 7.6;
const NAME = 92;

export function layoutOf(size: number, motifs: readonly { readonly id: string }[]): Layout {
  const signs = Math.max(4, ...motifs.map(({ id }) => motifFormula(id).length));
  const margin = Math.min(SIGN * signs + 12, NAME, Math.max(50, 0.17 * size)) + STRIP;
  const grid = Math.max(1, size - margin - 2);
  return { size, margin, grid, cell: grid / Math.max(1, motifs.length) };
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The cell at a point of the picture; names stand for no cell. */
export function placeAt({ margin, grid, cell }: Layout, view: View, x: number, y: number): Place | null {
  if (x < margin || y < margin || x >= margin + grid || y >= margin + grid) return null;
  const side = cell * view.zoom;
  const count = Math.round(grid / cell);
  const column = Math.floor((x - margin - view.x) / side);
  const row = Math.floor((y - margin - view.y) / side);
  return row >= 0 && column >= 0 && row < count && column < count ? { row, column } : null;
}

/** The corner of a cell in the picture. */
export function cornerOf(
  { margin, cell }: Layout,
  view: View,
  { row, column }: Place,
): readonly [x: number, y: number] {
  const side = cell * view.zoom;
  return [margin + view.x + column * side, margin + view.y + row * side];
}

/** The first and the last row (or column) that is seen. */
export function seen({ grid, cell }: Layout, zoom: number, shift: number): readonly [first: number, last: number] {
  const side = cell * zoom;
  const count = Math.round(grid / cell);
  return [Math.max(0, Math.floor(-shift / side)), Math.min(count - 1, Math.ceil((grid - shift) / side) - 1)];
}
