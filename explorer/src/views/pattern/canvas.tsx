/** The paper on which a pattern is drawn, with the pointer or with keys. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { SHAPES } from '../../design/shapes.js';
import { type ConnectionKind, ShapeGlyph } from '../../parts/glyphs.js';
import { ConnectionFigure, PolyhedronFigure } from './figure.js';
import { distance, layout, PAPER, type Point } from './layout.js';
import {
  added,
  ANYTHING,
  type Connection,
  connected,
  connectionBetween,
  type Criteria,
  type Drawing,
  freeLabel,
  nameOfConnection,
  polyhedronAt,
  withoutConnection,
  withoutPolyhedra,
} from './model.js';
import { isPicked, pickConnection, pickPolyhedra, type Selection } from './selection.js';
import { kindText, spoken } from './words.js';
import './canvas.css';

interface CanvasProps {
  drawing: Drawing;
  draw: (drawing: Drawing) => void;
  selection: Selection;
  select: (selection: Selection) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

/** Shapes to begin with; all others are a choice of the panel. */
const PALETTE = ['O:6', 'T:4', 'S:5', 'T:5', 'C:8', 'S:4', 'TL:3'] as const;
const KEYS: Readonly<Record<string, readonly ConnectionKind[]>> = { 1: ['CORNER'], 2: ['EDGE'], 3: ['FACE'], 0: [] };
/** Pixels until a press is a drag, and around a centre within which a drop connects. */
const STILL = 4;
const NEAR = 46;
const MARGIN = 46;
const NARROW = 560;

/** What is under way: a polyhedron dragged from its place, or a new one from the palette. */
type Drag =
  | { readonly what: 'polyhedron'; readonly label: number; readonly start: Point; readonly at: Point }
  | { readonly what: 'new'; readonly criteria: Criteria; readonly start: Point; readonly at: Point };

export function Canvas({ drawing, draw, selection, select, undo, redo }: CanvasProps) {
  const paper = useRef<SVGSVGElement>(null);
  const [isNarrow, setNarrow] = useState(false);
  const [placed, setPlaced] = useState<ReadonlyMap<number, Point>>(new Map());
  const [drag, setDrag] = useState<Drag | null>(null);
  const [connecting, setConnecting] = useState<number | null>(null);
  const [kinds, setKinds] = useState<readonly ConnectionKind[]>(['CORNER']);
  const automatic = useMemo(() => layout(drawing, isNarrow), [drawing, isNarrow]);
  const { polyhedra, connections } = drawing;
  const placeOf = (label: number): Point => placed.get(label) ?? automatic.get(label)!;

  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setNarrow(entry!.contentRect.width < NARROW));
    watcher.observe(paper.current!);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    if (polyhedra.length === 0) setPlaced(new Map());
  }, [polyhedra.length]);

  const box = isNarrow ? boxAround(polyhedra.map(({ label }) => placeOf(label))) : [0, 0, PAPER.width, PAPER.height];
  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(paper.current!.getScreenCTM()!.inverse());
    return [x, y];
  };
  const inside = ([x, y]: Point): Point => [
    Math.min(box[0]! + box[2]! - MARGIN, Math.max(box[0]! + MARGIN, x)),
    Math.min(box[1]! + box[3]! - MARGIN, Math.max(box[1]! + MARGIN, y)),
  ];
  const isOnPaper = ([x, y]: Point) => x >= box[0]! && y >= box[1]! && x <= box[0]! + box[2]! && y <= box[1]! + box[3]!;
  const near = (point: Point, except?: number): number | null =>
    polyhedra.find(({ label }) => label !== except && distance(placeOf(label), point) < NEAR)?.label ?? null;
  const put = (label: number, at: Point) => setPlaced(new Map(placed).set(label, inside(at)));
  /** A drawing in which what stays keeps its place. */
  const drawInPlace = (next: Drawing) => {
    if (placed.size > 0) setPlaced(new Map(polyhedra.map(({ label }) => [label, placeOf(label)])));
    draw(next);
  };

  const connect = (from: number, to: number) => {
    setConnecting(null);
    const known = connectionBetween(drawing, from, to);
    if (known === undefined) draw(connected(drawing, { from, to, kinds }));
    select(pickConnection(known ?? { from, to, kinds }));
  };
  /** A new polyhedron, connected with the picked one: patterns hang together. */
  const add = (criteria: Criteria, partner: number | null, at?: Point) => {
    const label = freeLabel(drawing);
    if (label === null) return;
    const next = added(drawing, label, criteria);
    const kept = new Map(placed);
    kept.delete(label);
    if (at !== undefined) {
      for (const other of polyhedra) kept.set(other.label, placeOf(other.label));
      kept.set(label, inside(at));
    }
    setPlaced(kept);
    draw(partner === null ? next : connected(next, { from: partner, to: label, kinds }));
    select(pickPolyhedra(label));
  };
  const only = selection?.of === 'polyhedra' && selection.labels.length === 1 ? selection.labels[0]! : null;

  const setKind = (next: readonly ConnectionKind[]) => {
    setKinds(next);
    if (selection?.of !== 'connection') return;
    const { kinds: _, sharedLigands: __, ...connection } = connectionBetween(drawing, selection.from, selection.to)!;
    draw(connected(drawing, { ...connection, kinds: next }));
  };
  const remove = () => {
    if (selection === null) return;
    if (selection.of === 'connection') drawInPlace(withoutConnection(drawing, selection.from, selection.to));
    else drawInPlace(withoutPolyhedra(drawing, selection.labels));
    select(null);
    paper.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const { key } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const kind = KEYS[key];
    const move = MOVES[key];
    if (isCommand && key.toLowerCase() === 'z') (event.shiftKey ? redo : undo)?.();
    else if (isCommand && key === 'y') redo?.();
    else if (isCommand || event.altKey) return;
    else if (kind !== undefined) setKind(kind);
    else if (key === 'Delete' || key === 'Backspace') remove();
    else if (key === 'Escape') {
      setConnecting(null);
      select(null);
    } else if (key.toLowerCase() === 'c' && only !== null) setConnecting(only);
    else if (key.toLowerCase() === 'd' && only !== null) {
      const { label: _, ...criteria } = polyhedronAt(drawing, only)!;
      add(criteria, only);
    } else if (move !== undefined && only !== null) {
      const [x, y] = placeOf(only);
      put(only, [x + 10 * move[0], y + 10 * move[1]]);
    } else return;
    event.preventDefault();
  };
  const press = (event: PointerEvent, what: Drag) => {
    if (event.button !== 0) return;
    // The paper gets what follows, wherever the pointer goes.
    paper.current!.setPointerCapture(event.pointerId);
    setDrag(what);
  };
  const drop = () => {
    if (drag === null) return;
    setDrag(null);
    const isStill = distance(drag.start, drag.at) < STILL;
    if (drag.what === 'new') {
      if (isStill) add(drag.criteria, only);
      else if (isOnPaper(drag.at)) {
        const partner = near(drag.at);
        add(drag.criteria, partner, partner === null ? drag.at : undefined);
      }
      return;
    }
    const target = near(drag.at, drag.label);
    if (isStill) choose(drag.label, false);
    else if (target !== null) connect(drag.label, target);
    else put(drag.label, drag.at);
  };
  const choose = (label: number, isMore: boolean) => {
    if (connecting !== null && connecting !== label) connect(connecting, label);
    else if (isMore && selection?.of === 'polyhedra') select(pickPolyhedra(...new Set([...selection.labels, label])));
    else select(pickPolyhedra(label));
  };
  const target = drag === null ? null : near(drag.at, drag.what === 'polyhedron' ? drag.label : undefined);
  const isMoving = drag !== null && distance(drag.start, drag.at) >= STILL;

  return (
    <section class="pattern-canvas" aria-label="The drawing" onKeyDown={onKey}>
      <div class="palette" role="toolbar" aria-label="Shapes to add" aria-orientation="vertical">
        {[...PALETTE, null].map((geometry) => {
          const criteria = geometry === null ? ANYTHING : { ...ANYTHING, geometries: [geometry] };
          const name = geometry === null ? 'any polyhedron' : SHAPES.find(({ symbol }) => symbol === geometry)!.name;
          return (
            <button
              key={geometry}
              type="button"
              title={`Add ${name}`}
              aria-label={`Add ${name}`}
              disabled={freeLabel(drawing) === null}
              onPointerDown={(event) => {
                const at = pointOf(event);
                press(event, { what: 'new', criteria, start: at, at });
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                add(criteria, only);
              }}
            >
              {geometry === null ? (
                <svg viewBox="-34 -34 68 68" width={24} height={24} aria-hidden>
                  <PolyhedronFigure criteria={criteria} isSmall />
                </svg>
              ) : (
                <ShapeGlyph geometry={geometry} size={24} />
              )}
            </button>
          );
        })}
      </div>
      <svg
        ref={paper}
        class={`pattern-figure paper${isMoving ? ' dragging' : ''}`}
        viewBox={box.join(' ')}
        role="application"
        aria-label={`Pattern of ${polyhedra.length} polyhedra. Tab goes through them and their connections.`}
        aria-describedby="pattern-hint"
        tabindex={-1}
        onPointerMove={(event) => drag !== null && setDrag({ ...drag, at: pointOf(event) })}
        onPointerUp={drop}
        onPointerCancel={() => setDrag(null)}
        onPointerDown={(event) => {
          if (event.target === paper.current) select(null);
        }}
      >
        {connections.map((connection) => {
          const { from, to } = connection;
          const picked =
            selection?.of === 'connection' &&
            connectionBetween({ ...drawing, connections: [connection] }, selection.from, selection.to) !== undefined;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a figure has no buttons of its own
            <g
              key={nameOfConnection(connection)}
              class={picked ? 'connection picked' : 'connection'}
              role="button"
              tabindex={0}
              aria-pressed={picked}
              aria-label={connectionName(connection)}
              onPointerDown={(event) => {
                event.stopPropagation();
                select(pickConnection(connection));
              }}
              onFocus={(event) => event.currentTarget.matches(':focus-visible') && select(pickConnection(connection))}
            >
              <ConnectionFigure connection={connection} from={placeOf(from)} to={placeOf(to)} isPicked={picked} />
            </g>
          );
        })}
        {isMoving && drag.what === 'polyhedron' && target !== null && (
          <g class="picked">
            <ConnectionFigure
              connection={{ from: drag.label, to: target, kinds }}
              from={placeOf(drag.label)}
              to={placeOf(target)}
              isPicked
            />
          </g>
        )}
        {polyhedra.map((polyhedron) => {
          const { label } = polyhedron;
          const [x, y] = placeOf(label);
          const picked = isPicked(selection, label);
          return (
            // biome-ignore lint/a11y/useSemanticElements: a figure has no buttons of its own
            <g
              key={label}
              class={`polyhedron${picked ? ' picked' : ''}${target === label || connecting === label ? ' target' : ''}`}
              style={{ transform: `translate(${x}px, ${y}px)` }}
              role="button"
              tabindex={0}
              aria-pressed={picked}
              aria-label={`Polyhedron ${label}: ${spoken(polyhedron)}`}
              onPointerDown={(event) => {
                const at = pointOf(event);
                if (event.shiftKey) choose(label, true);
                else press(event, { what: 'polyhedron', label, start: at, at });
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                choose(label, event.shiftKey);
              }}
              onFocus={(event) =>
                connecting === null && event.currentTarget.matches(':focus-visible') && select(pickPolyhedra(label))
              }
            >
              <circle class="halo" r={41} />
              <PolyhedronFigure criteria={polyhedron} />
              <text class="label" x={31} y={-22}>
                {label}
              </text>
            </g>
          );
        })}
        {isMoving && target === null && (
          <g class="ghost" transform={`translate(${drag.at[0]} ${drag.at[1]})`}>
            <PolyhedronFigure criteria={drag.what === 'new' ? drag.criteria : polyhedronAt(drawing, drag.label)!} />
          </g>
        )}
      </svg>
      <p id="pattern-hint" class="hint" aria-live="polite">
        {hint(drawing, selection, connecting)}
      </p>
    </section>
  );
}

const MOVES: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function connectionName(connection: Connection): string {
  const { kinds } = connection;
  return `Connection ${nameOfConnection(connection)}: ${kinds.length === 0 ? 'any kind' : kindText(kinds)}`;
}

function hint(drawing: Drawing, selection: Selection, connecting: number | null): string {
  if (connecting !== null)
    return `Connect ${connecting} with: click another, or Tab to it and press Enter. Esc leaves it.`;
  if (drawing.polyhedra.length === 0) return 'Drag a shape in, or click it.';
  if (selection?.of === 'connection') return 'Keys 1 2 3 0: corner, edge, face, any. Delete takes it away.';
  if (selection?.of === 'polyhedra' && selection.labels.length === 1) {
    return 'Drag onto another to connect. C connects, D adds another like it, Delete takes it away.';
  }
  return 'Drag a shape in. Drag from one to another to connect. 1 2 3: corner, edge, face.';
}

/** The part of the paper that narrow screens show. */
function boxAround(points: readonly Point[]): readonly number[] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const middle = (values: readonly number[], fallback: number) =>
    values.length === 0 ? fallback : (Math.min(...values) + Math.max(...values)) / 2;
  const spread = (values: readonly number[]) => (values.length === 0 ? 0 : Math.max(...values) - Math.min(...values));
  const size = Math.max(330, spread(xs) + 2 * MARGIN + 10, spread(ys) + 2 * MARGIN + 10);
  return [middle(xs, PAPER.width / 2) - size / 2, middle(ys, PAPER.height / 2) - size / 2, size, size];
}
