/** Draws the matrix: cells, names, borders, what is picked. */
import { shapeOf } from '../../design/shapes.js';
import type { Theme } from '../../design/theme.js';
import { motifFormula } from '../../parts/motif-chip.js';
import { cornerOf, type Layout, type Place, STRIP, seen, type View } from './layout.js';
import { kindsAt, type Order, type Pairs, placeOnScale, talliesOf } from './model.js';
import type { Palette } from './palette.js';
import type { Count, KindChoice } from './state.js';

export interface Drawing {
  readonly layout: Layout;
  readonly view: View;
  readonly order: Order;
  readonly pairs: Pairs;
  readonly kind: KindChoice;
  readonly count: Count;
  readonly most: number;
  readonly palette: Palette;
  readonly theme: Theme;
  readonly pointed: Place | null;
  readonly picked: readonly Place[];
}

/** Names are left out where cells are lower than this, pixels. */
const NAMED = 8.5;
/** Motifs between two borders, on average, at least. */
const BORDERED = 4;
/** Crystals from which a shared face is marked in a cell that shows edges. */
export const FACES_MARKED = 5;

export function draw(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { layout, palette } = drawing;
  const { size, margin, grid } = layout;
  context.clearRect(0, 0, size, size);
  context.save();
  context.beginPath();
  context.rect(margin, margin, grid, grid);
  context.clip();
  context.fillStyle = palette.none;
  context.fillRect(margin, margin, grid, grid);
  drawCells(context, drawing);
  drawLines(context, drawing);
  context.restore();
  drawSide(context, drawing, 'row');
  drawSide(context, drawing, 'column');
  for (const place of drawing.picked) outline(context, drawing, place);
}

function drawCells(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { layout, view, order, pairs, kind, count, most, palette } = drawing;
  const side = layout.cell * view.zoom;
  const gap = side > 6 ? 1 : side > 3 ? 0.5 : 0;
  const [firstRow, lastRow] = seen(layout, view.zoom, view.y);
  const [firstColumn, lastColumn] = seen(layout, view.zoom, view.x);
  const colours = new Map<number, string>();
  const colourOf = (value: number) => {
    const colour = colours.get(value) ?? palette.scale(placeOnScale(value, most));
    colours.set(value, colour);
    return colour;
  };
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const tallies = talliesOf(pairs, order.motifs[row]!.id, order.motifs[column]!.id);
      const kinds = kindsAt(kind, row, column);
      const [x, y] = cornerOf(layout, view, { row, column });
      const values = kinds.map((one) => tallies[one]?.[count] ?? 0);
      for (const [index, value] of values.entries()) {
        if (value === 0) continue;
        context.fillStyle = colourOf(value);
        if (kinds.length === 1) context.fillRect(x, y, side - gap, side - gap);
        else triangle(context, x, y, side - gap, index === 0);
      }
      // What the two halves leave out: rare enough to be marked.
      const faces = tallies.FACE?.crystals ?? 0;
      if (kind === 'split' && row < column && faces >= FACES_MARKED && side >= 8) {
        const mark = Math.max(2, side * 0.22);
        context.fillStyle = palette.panel;
        context.fillRect(x + (side - gap - mark) / 2 - 1, y + (side - gap - mark) / 2 - 1, mark + 2, mark + 2);
        context.fillStyle = palette.ink;
        context.fillRect(x + (side - gap - mark) / 2, y + (side - gap - mark) / 2, mark, mark);
      }
    }
  }
  if (gap > 0) {
    // Between cells without a connection too, so that rows can be followed.
    context.fillStyle = palette.panel;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const [x] = cornerOf(layout, view, { row: 0, column: column + 1 });
      context.fillRect(x - gap, layout.margin, gap, layout.grid);
    }
    for (let row = firstRow; row <= lastRow; row++) {
      const [, y] = cornerOf(layout, view, { row: row + 1, column: 0 });
      context.fillRect(layout.margin, y - gap, layout.grid, gap);
    }
  }
}

/** @param isBelow the half below the diagonal from top left to bottom right */
function triangle(context: CanvasRenderingContext2D, x: number, y: number, side: number, isBelow: boolean): void {
  context.beginPath();
  context.moveTo(x, y);
  if (isBelow) context.lineTo(x, y + side);
  else context.lineTo(x + side, y);
  context.lineTo(x + side, y + side);
  context.fill();
}

function drawLines(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { layout, view, order, palette, pointed, picked } = drawing;
  const { margin, grid } = layout;
  context.fillStyle = palette.line;
  // Where nearly each motif is of another element, borders would hide the cells.
  const borders = order.borders.length <= order.motifs.length / BORDERED ? order.borders : [];
  for (const border of borders) {
    const [x, y] = cornerOf(layout, view, { row: border, column: border });
    context.fillRect(Math.round(x) - 1, margin, 1, grid);
    context.fillRect(margin, Math.round(y) - 1, grid, 1);
  }
  const aim = pointed ?? picked[0] ?? null;
  if (aim !== null) {
    const side = layout.cell * view.zoom;
    const [x, y] = cornerOf(layout, view, aim);
    context.strokeStyle = palette.ink;
    context.setLineDash([1, 3]);
    context.beginPath();
    context.moveTo(x + side / 2, margin);
    context.lineTo(x + side / 2, y);
    context.moveTo(margin, y + side / 2);
    context.lineTo(x, y + side / 2);
    context.stroke();
    context.setLineDash([]);
  }
  if (pointed !== null) outline(context, drawing, pointed);
}

function outline(context: CanvasRenderingContext2D, { layout, view, palette }: Drawing, place: Place): void {
  const side = layout.cell * view.zoom;
  const [x, y] = cornerOf(layout, view, place);
  const { margin, grid } = layout;
  if (x + side < margin || y + side < margin || x > margin + grid || y > margin + grid) return;
  context.lineWidth = 2;
  context.strokeStyle = palette.ink;
  context.beginPath();
  context.roundRect(x - 1, y - 1, Math.max(4, side + 1), Math.max(4, side + 1), 2);
  context.stroke();
  context.lineWidth = 1;
}

/** Names and shapes of the rows at the left, or of the columns at the top. */
function drawSide(context: CanvasRenderingContext2D, drawing: Drawing, side: 'row' | 'column'): void {
  const { layout, view, order, palette, theme, pointed, picked } = drawing;
  const { margin, grid, cell } = layout;
  const step = cell * view.zoom;
  const shift = side === 'row' ? view.y : view.x;
  const [first, last] = seen(layout, view.zoom, shift);
  const lit = new Set([pointed, ...picked].flatMap((place) => (place === null ? [] : [place[side]])));
  context.save();
  if (side === 'column') {
    // Columns are rows, turned a quarter to the left about the corner of the grid.
    context.translate(margin, margin);
    context.rotate(-Math.PI / 2);
    context.translate(STRIP + 2, 0);
  } else context.translate(margin - STRIP - 2, margin);
  context.beginPath();
  const outer = margin - STRIP - 2;
  context.rect(side === 'row' ? -outer : -STRIP - 2, 0, margin, grid);
  context.clip();
  context.textBaseline = 'middle';
  const size = Math.min(12, Math.max(8, step * 0.85));
  for (let index = first; index <= last; index++) {
    const motif = order.motifs[index]!;
    const start = shift + index * step;
    context.fillStyle = shapeOf(motif.shape).colours[theme === 'light' ? 0 : 1];
    const gap = step > 6 ? 1 : 0;
    context.fillRect(side === 'row' ? 0 : -STRIP, start, STRIP, step - gap);
    const isLit = lit.has(index);
    if (step < NAMED && !isLit) continue;
    context.fillStyle = isLit ? palette.ink : palette.inkQuiet;
    const height = isLit ? Math.max(11, size) : size;
    if (isLit && step < NAMED) {
      context.clearRect(side === 'row' ? -outer : 4, start + step / 2 - 8, outer - 4, 16);
    }
    formula(context, motifFormula(motif.id), {
      x: side === 'row' ? -6 : 6,
      y: start + (step - gap) / 2,
      room: outer - 8,
      size: height,
      weight: isLit ? 700 : 400,
      end: side === 'row',
    });
  }
  context.restore();
}

interface TextPlace {
  readonly x: number;
  readonly y: number;
  /** Width that there is. */
  readonly room: number;
  readonly size: number;
  readonly weight: number;
  /** The text ends at x instead of starting there. */
  readonly end: boolean;
}

/** A formula with subscripts, cut where it is too long. */
function formula(context: CanvasRenderingContext2D, text: string, { x, y, room, size, weight, end }: TextPlace): void {
  const font = (isCount: boolean) =>
    `${weight} ${isCount ? size * 0.72 : size}px "Inter Variable", system-ui, sans-serif`;
  const parts = (text.match(/\d+|[^\d]+/g) ?? []).map((part) => {
    const isCount = /^\d/.test(part);
    context.font = font(isCount);
    return { part, isCount, width: context.measureText(part).width };
  });
  let width = parts.reduce((sum, part) => sum + part.width, 0);
  let isCut = false;
  while (width > room && parts.length > 1) {
    width -= parts.pop()!.width;
    isCut = true;
  }
  if (isCut) {
    context.font = font(false);
    const dots = context.measureText('…').width;
    parts.push({ part: '…', isCount: false, width: dots });
    width += dots;
  }
  context.textAlign = 'left';
  let at = end ? x - width : x;
  for (const { part, isCount, width: partWidth } of parts) {
    context.font = font(isCount);
    context.fillText(part, at, isCount ? y + size * 0.24 : y);
    at += partWidth;
  }
}
