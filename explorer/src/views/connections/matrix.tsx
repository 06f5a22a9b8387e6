/** The matrix as a picture that zooms, with the pointer and with the keys. */
import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom as zoomOf, type ZoomBehavior, zoomIdentity } from 'd3-zoom';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useTheme } from '../../design/theme.js';
import { Button } from '../../parts/controls.js';
import { Tooltip } from '../../parts/tooltip.js';
import { draw } from './draw.js';
import { cornerOf, FITTED, layoutOf, type Place, placeAt, type View } from './layout.js';
import { mostOf, type Order, type Pairs, talliesOf } from './model.js';
import { type Palette, paletteOf } from './palette.js';
import { PairTallies, pairText } from './pair-tallies.js';
import type { MatrixState } from './state.js';

interface MatrixProps {
  order: Order;
  pairs: Pairs;
  state: MatrixState;
  /** The enlarged part that the address tells. */
  part: View;
  onPart: (part: View) => void;
  onPick: (motif: string, other: string) => void;
}

type ZoomEvent = D3ZoomEvent<HTMLCanvasElement, unknown>;

const LARGEST = 20;

export function Matrix({ order, pairs, state, part, onPart, onPick }: MatrixProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const zoomer = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null);
  /** Moves that the address asks for are not told to it again. */
  const isFromAddress = useRef(false);
  const tell = useRef(onPart);
  tell.current = onPart;
  const theme = useTheme();
  const [width, setWidth] = useState(0);
  const [palette, setPalette] = useState<Palette | null>(null);
  const [view, setView] = useState(FITTED);
  const [pointed, setPointed] = useState<Place | null>(null);
  const [said, setSaid] = useState('');
  const { motifs } = order;
  const layout = useMemo(() => layoutOf(width, motifs), [width, motifs]);
  const most = useMemo(() => mostOf(pairs, state.kind, state.count), [pairs, state.kind, state.count]);
  const picked = useMemo(() => placesOf(order, state.picked), [order, state.picked]);

  useLayoutEffect(() => {
    const measure = () => setWidth(box.current!.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what the properties are
  useLayoutEffect(() => setPalette(paletteOf(probe.current!)), [theme]);

  useEffect(() => {
    if (width === 0) return;
    const { margin, grid } = layout;
    const extent: [[number, number], [number, number]] = [
      [margin, margin],
      [margin + grid, margin + grid],
    ];
    const behaviour = zoomOf<HTMLCanvasElement, unknown>()
      .scaleExtent([1, LARGEST])
      .extent(extent)
      .translateExtent(extent)
      // One finger scrolls the page until the matrix is enlarged.
      .filter((event: Event) => !isLoneTouch(event) || Number(canvas.current!.dataset['zoom']) > 1)
      .on('zoom', (event: ZoomEvent) => setView(viewOf(event, margin)))
      .on('end', (event: ZoomEvent) => {
        if (isFromAddress.current) return;
        const { zoom, x, y } = viewOf(event, margin);
        tell.current({ zoom, x: -x / grid / zoom, y: -y / grid / zoom });
      });
    const selection = select(canvas.current!);
    selection.call(behaviour);
    zoomer.current = behaviour;
    return () => {
      selection.on('.zoom', null);
    };
  }, [layout, width]);

  useEffect(() => {
    if (width === 0) return;
    const { margin, grid } = layout;
    const { zoom: k, x, y } = part;
    const shifted = (shift: number) => margin * (1 - k) - shift * grid * k;
    isFromAddress.current = true;
    select(canvas.current!).call(zoomer.current!.transform, zoomIdentity.translate(shifted(x), shifted(y)).scale(k));
    isFromAddress.current = false;
  }, [layout, width, part]);

  // Before the page is painted, so that it never stands empty.
  useLayoutEffect(() => {
    const element = canvas.current!;
    if (width === 0 || palette === null) return;
    const density = window.devicePixelRatio;
    element.width = width * density;
    element.height = width * density;
    // Small rectangles by the thousand: quicker without a graphics card.
    const context = element.getContext('2d', { willReadFrequently: true })!;
    context.scale(density, density);
    draw(context, { layout, view, order, pairs, ...state, most, palette, theme, pointed, picked });
  }, [layout, view, order, pairs, state, most, palette, theme, pointed, picked, width]);

  const here = pointed ?? picked[0] ?? { row: 0, column: 0 };
  const namesOf = ({ row, column }: Place) => [motifs[row]!.id, motifs[column]!.id] as const;
  const middleOf = (place: Place): [number, number] => {
    const [x, y] = cornerOf(layout, view, place);
    const half = (layout.cell * view.zoom) / 2;
    return [x + half, y + half];
  };
  const enlarge = (by: number) => {
    select(canvas.current!).call(zoomer.current!.scaleBy, by, middleOf(here));
  };
  const showWhole = () => {
    select(canvas.current!).call(zoomer.current!.transform, zoomIdentity);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      const within = (at: number) => Math.min(motifs.length - 1, Math.max(0, at));
      const next = { row: within(here.row + step[0]), column: within(here.column + step[1]) };
      setPointed(next);
      const [motif, other] = namesOf(next);
      setSaid(pairText(motif, other, talliesOf(pairs, motif, other), state.count));
      bringIntoSight(next);
    } else if (event.key === 'Enter' || event.key === ' ') onPick(...namesOf(here));
    else if (event.key === '+' || event.key === '=') enlarge(1.5);
    else if (event.key === '-') enlarge(1 / 1.5);
    else if (event.key === '0') showWhole();
    else return;
    event.preventDefault();
  };
  const bringIntoSight = (place: Place) => {
    const side = layout.cell * view.zoom;
    const [x, y] = cornerOf(layout, view, place);
    const { margin, grid } = layout;
    const over = (at: number) => Math.max(margin - at, 0) + Math.min(margin + grid - side - at, 0);
    const [right, down] = [over(x), over(y)];
    if (right === 0 && down === 0) return;
    select(canvas.current!).call(zoomer.current!.translateBy, right / view.zoom, down / view.zoom);
  };
  const onPointerMove = (event: PointerEvent) => {
    const place = placeAt(layout, view, event.offsetX, event.offsetY);
    if (place?.row !== pointed?.row || place?.column !== pointed?.column) setPointed(place);
  };
  return (
    <div class="matrix" ref={box}>
      <span ref={probe} hidden />
      <div
        class="matrix-picture"
        role="application"
        aria-roledescription="matrix"
        aria-label={`Who connects to whom, ${motifs.length} by ${motifs.length} motifs. Arrow keys move, Enter picks, plus and minus zoom.`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(null)}
      >
        <canvas
          ref={canvas}
          data-zoom={view.zoom}
          style={{ width: `${width}px`, height: `${width}px` }}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setPointed(null)}
          onClick={(event) => {
            const place = placeAt(layout, view, event.offsetX, event.offsetY);
            if (place !== null) onPick(...namesOf(place));
          }}
        />
        {pointed !== null && (
          <Tooltip at={middleOf(pointed)}>
            <PairTallies motifs={namesOf(pointed)} tallies={talliesOf(pairs, ...namesOf(pointed))} />
          </Tooltip>
        )}
      </div>
      <p class="unseen" aria-live="polite">
        {said}
      </p>
      {view.zoom > 1 && (
        <div class="matrix-fit">
          <Button icon="reset" onClick={showWhole}>
            Whole matrix
          </Button>
        </div>
      )}
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function isLoneTouch(event: Event): boolean {
  return 'touches' in event && (event as TouchEvent).touches.length === 1;
}

/** The transform moves the whole picture; the margin stays. */
function viewOf({ transform: { k, x, y } }: ZoomEvent, margin: number): View {
  return { zoom: k, x: x + margin * (k - 1), y: y + margin * (k - 1) };
}

/** The cell of the pair, where both of its motifs are there. */
function placesOf({ motifs }: Order, picked: MatrixState['picked']): Place[] {
  if (picked === null) return [];
  const [row, column] = picked.map((id) => motifs.findIndex((motif) => motif.id === id)) as [number, number];
  if (row < 0 || column < 0) return [];
  return [{ row, column }];
}
