/** Many points on a plane: moved, zoomed, hovered, picked, lassoed. Knows nothing of crystals. */
import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Polygon } from '../address/polygon.js';
import { Caution } from '../parts/states.js';
import type { Swatch } from './colours.js';
import type { Inset, Points, View } from './geometry.js';
import type { ScatterLabel } from './labels.js';
import { type Hovered, Plot, type PlotState, type Tool } from './plot.js';
import './scatter.css';

/** What a view may ask of a scatter. */
export interface ScatterControl {
  /** Shows all points. */
  reset: () => void;
  /** The map as it is seen, as PNG. */
  picture: () => Promise<Blob | null>;
}

export interface ScatterProps {
  /** What is shown, for screen readers. */
  label: string;
  points: Points;
  /** Position in the palette of each point. */
  swatchOf: Uint8Array;
  palette: readonly Swatch[];
  /** 1 for each point that is lit, the others are dimmed; null: all as they are. */
  lit?: Uint8Array | null;
  /** Ringed points. */
  highlighted?: readonly number[];
  labels?: readonly ScatterLabel[];
  /** Room at the edges that panels cover. */
  inset?: Inset;
  /** False: for a small map in a page, which scrolls under the wheel as ever. */
  zoomable?: boolean;
  tool?: Tool;
  lasso?: Polygon | null;
  /** Without it there is no lasso. */
  onLasso?: (polygon: Polygon | null) => void;
  onHover?: (hovered: Hovered | null) => void;
  onPick?: (index: number) => void;
  /** Null: all points are seen. */
  view?: View | null;
  /** The view moved. */
  onView?: (view: View | null) => void;
  control?: Ref<ScatterControl>;
  /** Over the points: tooltips and the like. */
  children?: ComponentChildren;
}

const NO_INSET: Inset = { top: 0, right: 0, bottom: 0, left: 0 };
const NONE: readonly never[] = [];

export function Scatter(props: ScatterProps) {
  const { label, labels = NONE, tool = 'hand', zoomable = true, onLasso, lasso = null, control } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<SVGSVGElement>(null);
  const labelBox = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const [isUndrawable, setUndrawable] = useState(false);

  const state: PlotState = {
    points: props.points,
    swatchOf: props.swatchOf,
    palette: props.palette,
    lit: props.lit ?? null,
    highlighted: props.highlighted ?? NONE,
    labels,
    lasso,
    inset: props.inset ?? NO_INSET,
    tool,
    zoomable,
    view: props.view ?? null,
    onHover: props.onHover,
    onPick: props.onPick,
    onLasso,
    onView: props.onView,
  };
  const latest = useRef(state);
  latest.current = state;

  useLayoutEffect(() => {
    const parts = { box: box.current!, canvas: canvas.current!, overlay: overlay.current!, labels: labelBox.current! };
    try {
      plot.current = new Plot(parts, latest.current);
    } catch {
      setUndrawable(true);
    }
    return () => plot.current?.free();
  }, []);
  useLayoutEffect(() => plot.current?.set(latest.current));
  // Labels are measured before the font of the page is there.
  useEffect(() => {
    let isGone = false;
    void document.fonts.ready.then(() => !isGone && plot.current?.measureLabels());
    return () => {
      isGone = true;
    };
  }, []);
  useImperativeHandle(control ?? { current: null }, () => ({
    reset: () => plot.current?.reset(),
    picture: () => plot.current?.picture() ?? Promise.resolve(null),
  }));

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = zoomable ? MOVES[event.key] : undefined;
    if (act !== undefined) plot.current?.move(act);
    else if (zoomable && event.key === '0') plot.current?.reset();
    else return;
    event.preventDefault();
  };

  return (
    <div ref={box} class={`scatter ${tool}${zoomable ? '' : ' still'}`}>
      <canvas
        ref={canvas}
        role={zoomable ? 'application' : 'img'}
        aria-label={label}
        {...(zoomable ? { tabIndex: 0, 'aria-keyshortcuts': 'ArrowLeft ArrowRight ArrowUp ArrowDown + - 0' } : {})}
        onKeyDown={press}
      />
      <div ref={labelBox} class="labels" aria-hidden>
        {labels.map(({ key, content }) => (
          <span key={key}>{content}</span>
        ))}
      </div>
      <svg ref={overlay} aria-hidden>
        <path class="lasso" />
        <g class="rings" />
      </svg>
      {isUndrawable && <Caution>This browser cannot draw the points: it has no WebGL 2.</Caution>}
      {props.children}
    </div>
  );
}

const STEP = 60;
const MOVES: Readonly<Record<string, Parameters<Plot['move']>[0]>> = {
  ArrowLeft: { by: [STEP, 0] },
  ArrowRight: { by: [-STEP, 0] },
  ArrowUp: { by: [0, STEP] },
  ArrowDown: { by: [0, -STEP] },
  '+': { zoomBy: 1.5 },
  '=': { zoomBy: 1.5 },
  '-': { zoomBy: 1 / 1.5 },
};
