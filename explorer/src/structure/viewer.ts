/** The picture of an interactive view: what is on its canvas, how it is turned, and the names that stand over it. */
import type { Mesh } from './mesh.js';
import type { Lines, Model, Stage } from './stage.js';
import { turnTriad } from './triad.js';
import { type Eye, eyeOn, project, type Turn, type View } from './view.js';
import { viewOf, viewText } from './view-text.js';
import type { Basis, Vector } from './vectors.js';

export interface Label {
  /** Points that it stands beside. */
  readonly at: readonly Vector[];
  readonly text: string;
  /** Over the uppermost one; else in the middle of them. */
  readonly isAbove: boolean;
}

export interface Screen {
  readonly box: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Has an element for each label. */
  readonly labels: HTMLElement;
  readonly triad: SVGSVGElement;
}

/** Pixels around the cell. */
const MARGIN = 34;
/** The same at the sides of a screen so narrow that the tools would stand before the cell. */
const SIDE = { below: 480, margin: 62 };

function screenOf(width: number, height: number) {
  return { width, height, margin: MARGIN, side: width < SIDE.below ? SIDE.margin : MARGIN };
}
/** ms for a picture from which on motion is drawn with fewer pixels. */
const SLOW = 60;
const ROUGH = 0.6;
/** ms after the last motion until it is drawn sharply, and until the view counts as chosen. */
const REST = 160;
const STILL = 400;

/** Draws when something has changed, and not before the browser is ready for it. */
export class Viewer {
  #stage: Stage | null = null;
  #model: Model | null = null;
  #labels: readonly Label[] = [];
  #extent: readonly Vector[] = [];
  #eye: Eye;
  #background = '#ffffff';
  #request = 0;
  #settle = 0;
  #rest = 0;
  /** ms that the last picture of full sharpness took. */
  #cost = 0;
  readonly #observer: ResizeObserver;

  constructor(
    private readonly screen: Screen,
    private readonly axes: Basis,
    /** How it stands at first. */
    private readonly home: Turn,
    /** The view to begin with, as `viewText` writes it. */
    private readonly start: string | null,
    /** Told what the view is as text, once it rests. */
    private readonly onRest: (text: string | null) => void,
  ) {
    const view: View = { turn: home, zoom: 1, pan: [0, 0] };
    this.#eye = eyeOn([], view, screenOf(0, 0));
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(screen.box);
  }

  get eye(): Eye {
    return this.#eye;
  }

  get view(): View {
    return this.#eye.view;
  }

  /** @param extent what has to be on the screen at first */
  show(stage: Stage, mesh: Mesh, extent: readonly Vector[], background: string): void {
    this.#stage = stage;
    this.#background = background;
    this.#model?.dispose();
    this.#model = stage.model(mesh);
    if (extent !== this.#extent) {
      const isFirst = this.#extent.length === 0;
      this.#extent = extent;
      this.#fit();
      if (isFirst && this.start !== null) {
        // What fits is found for the first view, whatever the view to begin with.
        this.#eye = { ...this.#eye, view: viewOf(this.start, this.#eye) };
      }
    }
    this.#drawSoon(false);
  }

  setLines(lines: readonly Lines[]): void {
    this.#model?.setLines(lines);
    this.#drawSoon(false);
  }

  setLabels(labels: readonly Label[]): void {
    this.#labels = labels;
    this.#drawSoon(false);
  }

  /** Turns and zooms so that the whole cell is on the screen. */
  lookFrom(turn: Turn = this.home): void {
    this.#eye = { ...this.#eye, view: { turn, zoom: 1, pan: [0, 0] } };
    this.#fit();
    this.#restSoon();
  }

  move(view: View): void {
    this.#eye = { ...this.#eye, view };
    this.#drawSoon(true);
    this.#restSoon();
  }

  /** The view as text; null is the first one. */
  get text(): string | null {
    const { width, height } = this.#eye;
    const first = eyeOn(this.#extent, { turn: this.home, zoom: 1, pan: [0, 0] }, screenOf(width, height));
    return viewText(this.#eye, first);
  }

  #restSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => this.onRest(this.text), STILL);
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.screen.box;
    this.#eye = eyeOn(this.#extent, this.view, screenOf(width, height));
    this.#drawSoon(false);
  }

  #drawSoon(isMoving: boolean): void {
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(() => this.#draw(isMoving));
  }

  #draw(isMoving: boolean): void {
    if (this.#stage === null || this.#model === null || this.#eye.width === 0) return;
    const sharp = Math.min(window.devicePixelRatio, 2);
    const isRough = isMoving && this.#cost > SLOW;
    const start = performance.now();
    this.#stage.draw(this.#model, this.#eye, this.screen.canvas, this.#background, isRough ? ROUGH : sharp);
    if (!isRough) this.#cost = performance.now() - start;
    this.#placeLabels();
    turnTriad(this.screen.triad, this.axes, this.view.turn);
    clearTimeout(this.#settle);
    if (isRough) this.#settle = window.setTimeout(() => this.#drawSoon(false), REST);
  }

  #placeLabels(): void {
    this.#labels.forEach(({ at, isAbove }, index) => {
      const element = this.screen.labels.children[index] as HTMLElement | undefined;
      if (element === undefined || at.length === 0) return;
      const points = at.map((point) => project(this.#eye, point));
      const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
      const y = isAbove ? Math.max(24, Math.min(...points.map((point) => point.y)) - 8) : points[0]!.y;
      element.style.transform = `translate(${x}px, ${y}px) translate(-50%, ${isAbove ? '-100%' : '-50%'})`;
    });
  }

  /** What is on the screen with twice as many pixels. */
  picture(): Promise<Blob | null> {
    if (this.#stage === null || this.#model === null) return Promise.resolve(null);
    const canvas = document.createElement('canvas');
    this.#stage.draw(this.#model, this.#eye, canvas, this.#background, 2 * Math.min(window.devicePixelRatio, 2));
    return new Promise((resolve) => canvas.toBlob(resolve));
  }

  dispose(): void {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#settle);
    clearTimeout(this.#rest);
    this.#model?.dispose();
  }
}
