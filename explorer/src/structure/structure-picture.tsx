/** Still pictures of structures and of polyhedra, drawn when they come into view. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useTheme } from '../design/theme.js';
import { type Assembly, assemble, firstOfOrbit, neighboursOf } from './assembly.js';
import { boxLines, boxVectors, type Cell, type PolyhedronKey, textOf } from './cell.js';
import { motifColours, PALETTES } from './colours.js';
import { extentOf, meshOf } from './mesh.js';
import type { Lines } from './stage.js';
import { useLoss, useStage } from './use-stage.js';
import { eyeOn, startingTurn } from './view.js';
import './structure.css';

export interface StructurePictureProps {
  cell: Cell;
  /** What it shows, for screen readers. */
  title: string;
  /** Stand out among their neighbours, which are dimmed; without them the whole cell is shown. */
  lit?: readonly PolyhedronKey[] | null;
  /** Pixels; the width is that of the box around it. */
  height: number;
}

export function StructurePicture({ cell, title, lit = null, height }: StructurePictureProps) {
  const scene = useMemo((): Scene => {
    if (lit === null) return { assembly: assemble(cell), full: null, isCellShown: true };
    const keys = [...lit, ...lit.flatMap((key) => neighboursOf(cell, key).map((neighbour) => neighbour.key))];
    return { assembly: only(keys), full: new Set(lit.map(textOf)), isCellShown: false };
  }, [cell, lit]);
  return <Picture cell={cell} title={title} scene={scene} height={height} margin={16} />;
}

export interface MotifPictureProps {
  /** A crystal with the motif, best the one where it is least distorted. */
  cell: Cell;
  /** The orbit of the site in it. */
  orbit: number;
  title: string;
  /** Edge of the square, pixels. */
  size: number;
}

/** The polyhedron of a motif as it is in a crystal. */
export function MotifPicture({ cell, orbit, title, size }: MotifPictureProps) {
  const of = useMemo(() => firstOfOrbit(cell, orbit), [cell, orbit]);
  return of === null ? null : <PolyhedronPicture cell={cell} of={of} title={title} size={size} />;
}

export interface PolyhedronPictureProps {
  cell: Cell;
  of: PolyhedronKey;
  title: string;
  /** Edge of the square, pixels. */
  size: number;
}

/** One polyhedron. */
export function PolyhedronPicture({ cell, of, title, size }: PolyhedronPictureProps) {
  const scene = useMemo((): Scene => ({ assembly: only([of]), full: null, isCellShown: false }), [of]);
  return <Picture cell={cell} title={title} scene={scene} height={size} width={size} margin={size / 12} />;
}

const only = (polyhedra: readonly PolyhedronKey[]): Assembly => ({
  polyhedra: [...new Map(polyhedra.map((key) => [textOf(key), key])).values()],
  loose: [],
  bonds: [],
});

interface Scene {
  readonly assembly: Assembly;
  readonly full: ReadonlySet<string> | null;
  readonly isCellShown: boolean;
}

interface PictureProps {
  cell: Cell;
  title: string;
  scene: Scene;
  width?: number;
  height: number;
  margin: number;
}

function Picture({ cell, title, scene, width, height, margin }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isSeen = useSeen(canvas);
  const shownWidth = useWidth(canvas);
  const stage = useStage(isSeen);
  const isLost = useLoss(stage);
  const theme = useTheme();
  useEffect(() => {
    if (stage === null || stage === 'none' || isLost || shownWidth === 0) return;
    const palette = PALETTES[theme];
    return whenFree(() => {
      const mesh = meshOf(cell, scene.assembly, {
        colours: motifColours(cell, theme),
        ...palette,
        hidden: new Set(),
        full: scene.full,
      });
      const turn = startingTurn(boxVectors(cell));
      const eye = eyeOn(
        extentOf(cell, scene.assembly),
        { turn, zoom: 1, pan: [0, 0] },
        { width: shownWidth, height, margin },
      );
      const lines: Lines[] = scene.isCellShown
        ? [{ ends: boxLines(cell), colour: palette.cell, width: 1, over: false }]
        : [];
      const model = stage.model(mesh);
      model.setLines(lines);
      stage.draw(model, eye, canvas.current!, palette.background, Math.max(1, Math.min(window.devicePixelRatio, 2)));
      model.dispose();
    });
  }, [stage, isLost, theme, cell, scene, shownWidth, height, margin]);
  // A square of fixed size has no room for the words.
  if (stage === 'none' && width !== undefined) return <span class="unseen">{title}</span>;
  if (stage === 'none') return <p class="quiet">{title}. This browser has no WebGL, which the picture needs.</p>;
  return (
    <canvas
      ref={canvas}
      class="structure-picture"
      role="img"
      aria-label={title}
      style={{ height: `${height}px`, width: width === undefined ? '100%' : `${width}px` }}
    />
  );
}

/** Pictures wait for each other, one a frame, so that a page of them stays responsive. */
const waiting: (() => void)[] = [];

function whenFree(work: () => void): () => void {
  waiting.push(work);
  if (waiting.length === 1) requestAnimationFrame(next);
  return () => {
    const at = waiting.indexOf(work);
    // The first one may be the one at work.
    if (at > 0) waiting.splice(at, 1);
    else if (at === 0) waiting[0] = () => {};
  };
}

function next(): void {
  try {
    waiting[0]?.();
  } finally {
    // One that fails keeps none of the others.
    waiting.shift();
    if (waiting.length > 0) requestAnimationFrame(next);
  }
}

/** True once an element has come near the screen. */
function useSeen(element: { readonly current: HTMLElement | null }): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: '200px' },
    );
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return isSeen;
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => setWidth(element.current?.clientWidth ?? 0));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
