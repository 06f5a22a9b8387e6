/** The drawing stands in the address; what one does to it can be undone. */
import { useCallback, useMemo, useState } from 'preact/hooks';
import { type Step, useAddress } from '../../address/address.js';
import { type Drawing, EMPTY } from './model.js';
import { formatPattern, NotationError, parsePattern } from './notation.js';

export interface DrawingState {
  readonly drawing: Drawing;
  /** As it stands in the address. */
  readonly text: string;
  /** Why the address has no drawing. */
  readonly problem: string | null;
  readonly draw: (drawing: Drawing, phase?: Phase) => void;
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
}

/** Changes while something is dragged, until it is dropped, are one step back. */
export type Phase = 'once' | 'dragging' | 'dropped';

interface History {
  readonly past: readonly string[];
  readonly future: readonly string[];
  readonly isDragging: boolean;
}

const MOST_STEPS = 100;

export function useDrawing(): DrawingState {
  const [parameters, change] = useAddress();
  const text = parameters.get('p') ?? '';
  const { drawing, problem } = useMemo(() => readDrawing(text), [text]);
  const [{ past, future, isDragging }, setHistory] = useState<History>({ past: [], future: [], isDragging: false });
  const show = useCallback(
    (pattern: string, step: Step) => change({ p: pattern === '' ? null : pattern, after: null, before: null }, step),
    [change],
  );
  const draw = (next: Drawing, phase: Phase = 'once') => {
    const pattern = formatPattern(next);
    const goesOn = isDragging && phase !== 'once';
    if (pattern === text && !goesOn) return;
    setHistory({
      past: goesOn ? past : [...past, text].slice(-MOST_STEPS),
      future: [],
      isDragging: phase === 'dragging',
    });
    show(pattern, goesOn ? 'replace' : 'push');
  };
  const step = (from: readonly string[], apply: (rest: readonly string[], here: string) => void) => {
    const target = from.at(-1);
    if (target === undefined) return null;
    return () => {
      apply(from.slice(0, -1), text);
      show(target, 'push');
    };
  };
  return {
    drawing,
    text,
    problem,
    draw,
    undo: step(past, (rest, here) => setHistory({ past: rest, future: [...future, here], isDragging: false })),
    redo: step(future, (rest, here) => setHistory({ past: [...past, here], future: rest, isDragging: false })),
  };
}

/** The drawing that a text means; empty with a problem where it means none. */
export function readDrawing(text: string): { readonly drawing: Drawing; readonly problem: string | null } {
  try {
    return { drawing: parsePattern(text), problem: null };
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    return { drawing: EMPTY, problem: error.message };
  }
}
