/** Draws a scatter and follows the pointer: what `Scatter` does outside of Preact, once a frame. */
import { quadtree, type Quadtree } from 'd3-quadtree';
import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity, type ZoomTransform, zoomTransform } from 'd3-zoom';
import type { Polygon } from '../address/polygon.js';
import type { Swatch } from './colours.js';
import {
  diameter,
  fitted,
  type Frame,
  type Inset,
  middleOf,
  roominess,
  type Points,
  type Size,
  toData,
  toScreen,
  type View,
  zoomed,
} from './geometry.js';
import { GlPoints } from './gl-points.js';
import { placed, type ScatterLabel } from './labels.js';
import { areaOf, simplified } from './lasso.js';

export type Tool = 'hand' | 'lasso';

/** The point under the pointer, and where it stands, in pixels. */
export interface Hovered {
  readonly index: number;
  readonly at: readonly [x: number, y: number];
}

export interface PlotState {
  readonly points: Points;
  readonly swatchOf: Uint8Array;
  readonly palette: readonly Swatch[];
  readonly lit: Uint8Array | null;
  readonly highlighted: readonly number[];
  readonly labels: readonly ScatterLabel[];
  readonly lasso: Polygon | null;
  readonly inset: Inset;
  readonly tool: Tool;
  readonly zoomable: boolean;
  readonly view: View | null;
  readonly onHover: ((hovered: Hovered | null) => void) | undefined;
  readonly onPick: ((index: number) => void) | undefined;
  readonly onLasso: ((polygon: Polygon | null) => void) | undefined;
  readonly onView: ((view: View | null) => void) | undefined;
}

/** The elements that are drawn into. */
export interface PlotParts {
  readonly box: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly overlay: SVGSVGElement;
  readonly labels: HTMLElement;
}

/** Pixels from the pointer to a point that it means. */
const REACH = 12;
/** A lasso around less, in square pixels, is a click beside the points. */
const LEAST_AREA = 80;
const MOST_ZOOM = 400;

export class Plot {
  readonly #parts: PlotParts;
  readonly #lassoLine: SVGPathElement;
  readonly #rings: SVGGElement;
  readonly #zoom: ZoomBehavior<HTMLCanvasElement, unknown>;
  readonly #resizes: ResizeObserver;
  readonly #listening = new AbortController();
  #gl: GlPoints;
  #state: PlotState;
  #size: Size = { width: 0, height: 0 };
  #whole: Frame = { scale: 1, dx: 0, dy: 0 };
  #labelSizes: Size[] = [];
  #tree: Quadtree<number> | null = null;
  #hovered: number | null = null;
  #drawnLine: [number, number][] | null = null;
  /** A line that was drawn ends with a click, which picks nothing. */
  #hasDrawn = false;
  #frameRequest = 0;

  /** @throws where the browser has no WebGL 2 */
  constructor(parts: PlotParts, state: PlotState) {
    this.#parts = parts;
    this.#state = state;
    this.#gl = new GlPoints(parts.canvas);
    this.#lassoLine = parts.overlay.querySelector<SVGPathElement>('.lasso')!;
    this.#rings = parts.overlay.querySelector<SVGGElement>('.rings')!;
    this.#zoom = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([0.5, MOST_ZOOM])
      .duration(window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200)
      .filter((event: MouseEvent) => this.#isZoom(event))
      .on('zoom', () => this.#request())
      .on('end', ({ sourceEvent, transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
        if (sourceEvent !== null) this.#state.onView?.(this.#viewOf(transform));
      });
    select(parts.canvas).call(this.#zoom);
    this.#listen();
    this.#resizes = new ResizeObserver(() => this.#resize());
    this.#resizes.observe(parts.box);
    this.#fillGl();
    this.measureLabels();
    this.#resize();
  }

  set(state: PlotState): void {
    const before = this.#state;
    this.#state = state;
    if (state.points !== before.points) {
      this.#gl.setPlaces(state.points);
      this.#tree = null;
      this.#hover(null);
    }
    if (state.palette !== before.palette) this.#gl.setPalette(state.palette);
    const isRecoloured =
      state.swatchOf !== before.swatchOf || state.palette !== before.palette || state.lit !== before.lit;
    if (isRecoloured) this.#gl.setColours(state.swatchOf, state.palette, state.lit);
    if (state.lit !== before.lit) this.#tree = null;
    if (state.labels !== before.labels) this.measureLabels();
    const isMoved = !sameView(state.view, before.view);
    if (state.points !== before.points || state.inset !== before.inset) this.#refit(state.view);
    else if (isMoved && !sameView(state.view, this.#viewOf(zoomTransform(this.#parts.canvas)))) this.#show(state.view);
    this.#request();
  }

  /** Moves by pixels, or zooms about the middle, and tells `onView`. */
  move({ by = [0, 0], zoomBy = 1 }: { by?: readonly [x: number, y: number]; zoomBy?: number }): void {
    const canvas = select(this.#parts.canvas);
    const { k } = zoomTransform(this.#parts.canvas);
    this.#zoom.translateBy(canvas, by[0] / k, by[1] / k);
    this.#zoom.scaleBy(canvas, zoomBy, [...middleOf(this.#size, this.#state.inset)]);
    this.#state.onView?.(this.#viewOf(zoomTransform(this.#parts.canvas)));
  }

  /** Shows all points. */
  reset(): void {
    this.#show(null);
    this.#state.onView?.(null);
  }

  /** The map as it is seen, with its labels, on the colour of the page. */
  picture(): Promise<Blob | null> {
    const { box, canvas, labels } = this.#parts;
    const picture = document.createElement('canvas');
    picture.width = canvas.width;
    picture.height = canvas.height;
    const context = picture.getContext('2d')!;
    const ratio = canvas.width / this.#size.width;
    context.fillStyle = getComputedStyle(box).backgroundColor;
    context.fillRect(0, 0, picture.width, picture.height);
    // What a WebGL canvas shows is gone after the frame: it is drawn again, and copied at once.
    this.#draw();
    context.drawImage(canvas, 0, 0);
    context.scale(ratio, ratio);
    drawText(context, labels, box);
    return new Promise((resolve) => picture.toBlob(resolve));
  }

  /** How large labels are, which changes with the font. */
  measureLabels(): void {
    this.#labelSizes = [...this.#parts.labels.children].map((label) => ({
      width: (label as HTMLElement).offsetWidth,
      height: (label as HTMLElement).offsetHeight,
    }));
    this.#request();
  }

  free(): void {
    this.#listening.abort();
    this.#resizes.disconnect();
    cancelAnimationFrame(this.#frameRequest);
    this.#gl.free();
  }

  #listen(): void {
    const { canvas } = this.#parts;
    const { signal } = this.#listening;
    canvas.addEventListener('pointerdown', (event) => this.#startLasso(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.#pointerMoves(event), { signal });
    canvas.addEventListener('pointerup', () => this.#endLasso(), { signal });
    canvas.addEventListener('pointercancel', () => this.#endLasso(), { signal });
    canvas.addEventListener('pointerleave', () => this.#hover(null), { signal });
    canvas.addEventListener('click', (event) => this.#click(event), { signal });
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault(), { signal });
    canvas.addEventListener(
      'webglcontextrestored',
      () => {
        this.#gl = new GlPoints(canvas);
        this.#fillGl();
        this.#request();
      },
      { signal },
    );
  }

  #fillGl(): void {
    const { points, swatchOf, palette, lit } = this.#state;
    this.#gl.setPlaces(points);
    this.#gl.setPalette(palette);
    this.#gl.setColours(swatchOf, palette, lit);
  }

  #resize(): void {
    const { box, canvas } = this.#parts;
    const view = this.#size.width === 0 ? this.#state.view : this.#viewOf(zoomTransform(canvas));
    const { width, height } = box.getBoundingClientRect();
    if (width === this.#size.width && height === this.#size.height) return;
    this.#size = { width, height };
    const ratio = Math.min(2, window.devicePixelRatio);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    this.#refit(view);
    // At once: a canvas of a new size is empty, and would flash.
    this.#draw();
  }

  #refit(view: View | null): void {
    this.#whole = fitted(this.#state.points, this.#size, this.#state.inset);
    this.#show(view);
  }

  #show(view: View | null): void {
    const canvas = select(this.#parts.canvas);
    if (view === null) {
      this.#zoom.transform(canvas, zoomIdentity);
      return;
    }
    const [x, y] = middleOf(this.#size, this.#state.inset);
    const [fromX, fromY] = toScreen(this.#whole, view.x, view.y);
    this.#zoom.transform(canvas, zoomIdentity.translate(x - fromX * view.k, y - fromY * view.k).scale(view.k));
  }

  #viewOf(transform: ZoomTransform): View | null {
    if (transform.k === 1 && transform.x === 0 && transform.y === 0) return null;
    const [x, y] = toData(zoomed(this.#whole, transform), ...middleOf(this.#size, this.#state.inset));
    return { x, y, k: transform.k };
  }

  get #frame(): Frame {
    return zoomed(this.#whole, zoomTransform(this.#parts.canvas));
  }

  #isZoom(event: MouseEvent): boolean {
    if (!this.#state.zoomable || event.button > 0) return false;
    return event.type === 'wheel' || event.type === 'dblclick' ? true : !this.#isLasso(event);
  }

  /** With the shift key, a line is drawn with the hand too. Two fingers always zoom. */
  #isLasso(event: Event): boolean {
    if (this.#state.onLasso === undefined) return false;
    if ('touches' in event && (event as TouchEvent).touches.length > 1) return false;
    return this.#state.tool === 'lasso' || (event as MouseEvent).shiftKey;
  }

  #at(event: MouseEvent): [x: number, y: number] {
    const { left, top } = this.#parts.canvas.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  #startLasso(event: PointerEvent): void {
    this.#hasDrawn = false;
    if (event.button !== 0) return;
    if (!event.isPrimary) this.#drawnLine = null;
    else if (this.#isLasso(event)) {
      this.#parts.canvas.setPointerCapture(event.pointerId);
      this.#drawnLine = [this.#at(event)];
      this.#hover(null);
    }
  }

  #pointerMoves(event: PointerEvent): void {
    const at = this.#at(event);
    if (this.#drawnLine !== null) {
      const [x, y] = this.#drawnLine.at(-1)!;
      if (event.isPrimary && Math.hypot(at[0] - x, at[1] - y) > 3) this.#drawnLine.push(at);
      this.#request();
    } else if (event.buttons === 0) this.#hover(this.#nearest(at));
  }

  #endLasso(): void {
    const line = this.#drawnLine;
    this.#drawnLine = null;
    if (line === null) return;
    this.#request();
    this.#hasDrawn = line.length > 2;
    if (line.length < 3 || areaOf(line) < LEAST_AREA) return;
    const frame = this.#frame;
    this.#state.onLasso?.(simplified(line, 1.5).map(([x, y]) => toData(frame, x, y)));
  }

  /** A finger first sees what it picks. */
  #click(event: MouseEvent): void {
    if (this.#hasDrawn) return;
    const index = this.#nearest(this.#at(event));
    const isSeen = index === this.#hovered;
    this.#hover(index);
    const isFinger = (event as PointerEvent).pointerType === 'touch';
    if (index !== null && (isSeen || !isFinger)) this.#state.onPick?.(index);
  }

  #nearest(at: readonly [x: number, y: number]): number | null {
    const { points, lit } = this.#state;
    this.#tree ??= quadtree(
      Array.from(points.x, (_, index) => index).filter((index) => lit === null || lit[index] === 1),
      (index) => points.x[index]!,
      (index) => points.y[index]!,
    );
    const frame = this.#frame;
    return this.#tree.find(...toData(frame, ...at), REACH / frame.scale) ?? null;
  }

  #hover(index: number | null): void {
    if (index === this.#hovered) return;
    this.#hovered = index;
    const { points, onHover } = this.#state;
    this.#parts.canvas.classList.toggle('over-point', index !== null);
    onHover?.(index === null ? null : { index, at: toScreen(this.#frame, points.x[index]!, points.y[index]!) });
    this.#request();
  }

  #request(): void {
    if (this.#frameRequest !== 0) return;
    this.#frameRequest = requestAnimationFrame(() => {
      this.#frameRequest = 0;
      this.#draw();
    });
  }

  #draw(): void {
    if (this.#size.width === 0) return;
    const { points, inset } = this.#state;
    const { k } = zoomTransform(this.#parts.canvas);
    const frame = this.#frame;
    const room = roominess(this.#size, inset);
    const size = diameter(points.x.length, k, room);
    this.#gl.draw(frame, this.#size, size, this.#parts.canvas.width / this.#size.width);
    this.#drawLasso(frame);
    this.#drawRings(frame, size);
    this.#drawLabels(frame, room);
  }

  #drawLasso(frame: Frame): void {
    const corners = this.#drawnLine ?? this.#state.lasso?.map(([x, y]) => toScreen(frame, x, y)) ?? [];
    const line = corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
    const path = line === '' ? '' : `M${line}Z`;
    // Setting it to what it is would paint it again.
    if (this.#lassoLine.getAttribute('d') !== path) this.#lassoLine.setAttribute('d', path);
  }

  /** The point under the pointer, and those that the view highlights. */
  #drawRings(frame: Frame, size: number): void {
    const { points, highlighted, palette, swatchOf } = this.#state;
    const shown = this.#hovered === null ? highlighted : [...highlighted, this.#hovered];
    while (this.#rings.childElementCount < shown.length) {
      this.#rings.append(document.createElementNS('http://www.w3.org/2000/svg', 'circle'));
    }
    while (this.#rings.childElementCount > shown.length) this.#rings.lastElementChild!.remove();
    shown.forEach((index, position) => {
      const [x, y] = toScreen(frame, points.x[index]!, points.y[index]!);
      const ring = this.#rings.children[position]!;
      ring.setAttribute('cx', x.toFixed(1));
      ring.setAttribute('cy', y.toFixed(1));
      ring.setAttribute('r', Math.max(5.5, size / 2 + 2).toFixed(1));
      ring.setAttribute('fill', palette[swatchOf[index]!]?.colour ?? 'none');
    });
  }

  #drawLabels(frame: Frame, room: number): void {
    const { labels } = this.#state;
    const places = placed(labels, this.#labelSizes, frame, this.#whole, this.#size, room);
    places.forEach((place, index) => {
      const { style } = this.#parts.labels.children[index] as HTMLElement;
      style.visibility = place === null ? 'hidden' : 'visible';
      if (place !== null) style.transform = `translate(${place[0]}px, ${place[1]}px)`;
    });
  }
}

function sameView(a: View | null, b: View | null): boolean {
  if (a === null || b === null) return a === b;
  const reach = 0.02 / Math.min(a.k, b.k);
  return Math.abs(a.x - b.x) < reach && Math.abs(a.y - b.y) < reach && Math.abs(a.k / b.k - 1) < 0.01;
}

/** The words of an element as they stand on screen, with the lines over inversion axes. */
function drawText(context: CanvasRenderingContext2D, root: HTMLElement, box: HTMLElement): void {
  const origin = box.getBoundingClientRect();
  const range = document.createRange();
  const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  context.textBaseline = 'alphabetic';
  while (words.nextNode()) {
    const node = words.currentNode;
    const style = getComputedStyle(node.parentElement!);
    if (style.visibility === 'hidden') continue;
    range.selectNodeContents(node);
    const { left, top, bottom, width } = range.getBoundingClientRect();
    context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.fillStyle = style.color;
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText(node.textContent ?? '');
    const baseline = (top + bottom + up - down) / 2 - origin.top;
    context.fillText(node.textContent ?? '', left - origin.left, baseline);
    if (node.parentElement!.classList.contains('overlined')) {
      context.fillRect(left - origin.left, baseline - 0.82 * up, width, 1);
    }
  }
}
