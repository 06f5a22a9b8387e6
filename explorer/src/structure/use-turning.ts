/** Turning, zooming and shifting a view with the pointer, fingers, the wheel and keys. */
import { useEffect, useRef } from 'preact/hooks';
import { turned, type View, ZOOMS } from './view.js';

interface Handlers {
  readonly view: () => View;
  readonly onView: (view: View) => void;
  /** A press that did not drag. */
  readonly onClick: (x: number, y: number) => void;
  /** Null: the pointer has left. */
  readonly onPoint: (at: readonly [x: number, y: number] | null) => void;
  /** The wheel turned while the page has it. */
  readonly onWheelOfPage: () => void;
}

/** Radians for a pixel. */
const SPEED = 0.008;
const STEP = 0.12;
/** What is left of a turn after each frame. */
const GLIDE = 0.92;

export const zoomed = (view: View, by: number): View => ({
  ...view,
  zoom: Math.min(ZOOMS[1], Math.max(ZOOMS[0], view.zoom * by)),
});

/** What an arrow key, + or − makes of a view; null for other keys. */
export function viewAfter(key: string, view: View): View | null {
  const turn = (right: number, down: number): View => ({ ...view, turn: turned(view.turn, right, down) });
  switch (key) {
    case 'ArrowLeft':
      return turn(-STEP, 0);
    case 'ArrowRight':
      return turn(STEP, 0);
    case 'ArrowUp':
      return turn(0, -STEP);
    case 'ArrowDown':
      return turn(0, STEP);
    case '+':
    case '=':
      return zoomed(view, 1.2);
    case '-':
    case '−':
      return zoomed(view, 1 / 1.2);
    default:
      return null;
  }
}

/**
 * One finger or the left button turns; two fingers, the right button or Shift shift, and two fingers zoom. The wheel
 * zooms only once the canvas has the focus (after a click or Tab), so that the page scrolls past it; so do fingers.
 */
export function useTurning(canvas: { readonly current: HTMLCanvasElement | null }, handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const pointers = new Map<number, { x: number; y: number }>();
    let moved = 0;
    let glide = { right: 0, down: 0, frame: 0, last: 0 };
    const stop = () => {
      cancelAnimationFrame(glide.frame);
      glide = { right: 0, down: 0, frame: 0, last: 0 };
    };
    const turn = (right: number, down: number) => {
      const view = latest.current.view();
      latest.current.onView({ ...view, turn: turned(view.turn, right, down) });
    };
    const slide = () => {
      glide.right *= GLIDE;
      glide.down *= GLIDE;
      if (Math.hypot(glide.right, glide.down) < 5e-4) return;
      turn(glide.right, glide.down);
      glide.frame = requestAnimationFrame(slide);
    };
    const place = (event: MouseEvent): [number, number] => {
      const box = element.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const onDown = (event: PointerEvent) => {
      stop();
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      element.setPointerCapture(event.pointerId);
      moved = pointers.size > 1 ? 99 : 0;
    };
    const onMove = (event: PointerEvent) => {
      const old = pointers.get(event.pointerId);
      if (old === undefined) {
        if (event.pointerType === 'mouse') latest.current.onPoint(place(event));
        return;
      }
      const [dx, dy] = [event.clientX - old.x, event.clientY - old.y];
      moved += Math.hypot(dx, dy);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (moved < 4) return;
      latest.current.onPoint(null);
      const view = latest.current.view();
      if (other !== undefined) {
        const [before, after] = [
          Math.hypot(old.x - other.x, old.y - other.y),
          Math.hypot(event.clientX - other.x, event.clientY - other.y),
        ];
        const pan: View['pan'] = [view.pan[0] + dx / 2, view.pan[1] + dy / 2];
        latest.current.onView(zoomed({ ...view, pan }, after / Math.max(1, before)));
      } else if (event.shiftKey || event.buttons === 2) {
        latest.current.onView({ ...view, pan: [view.pan[0] + dx, view.pan[1] + dy] });
      } else {
        glide = { ...glide, right: dx * SPEED, down: dy * SPEED, last: performance.now() };
        turn(glide.right, glide.down);
      }
    };
    const onUp = (event: PointerEvent) => {
      const wasDown = pointers.delete(event.pointerId);
      if (!wasDown || event.type === 'pointercancel') return;
      if (moved < 4 && event.button === 0) {
        element.focus({ preventScroll: true });
        latest.current.onClick(...place(event));
      } else if (performance.now() - glide.last < 60 && !matchMedia('(prefers-reduced-motion: reduce)').matches)
        slide();
    };
    const onLeave = () => latest.current.onPoint(null);
    const onWheel = (event: WheelEvent) => {
      if (document.activeElement !== element && !event.ctrlKey) {
        latest.current.onWheelOfPage();
        return;
      }
      event.preventDefault();
      stop();
      const view = latest.current.view();
      const next = zoomed(view, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)));
      // What is under the pointer stays there.
      const [x, y] = place(event);
      const by = next.zoom / view.zoom;
      const shift = (at: number, size: number, pan: number) => (at - size / 2) * (1 - by) + pan * by;
      latest.current.onView({
        ...next,
        pan: [shift(x, element.clientWidth, view.pan[0]), shift(y, element.clientHeight, view.pan[1])],
      });
    };
    const onMenu = (event: Event) => event.preventDefault();
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = viewAfter(event.key, latest.current.view());
      if (next === null) return;
      event.preventDefault();
      stop();
      latest.current.onView(next);
    };
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    element.addEventListener('pointerleave', onLeave);
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('contextmenu', onMenu);
    element.addEventListener('keydown', onKey);
    return () => {
      stop();
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
      element.removeEventListener('pointerleave', onLeave);
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('contextmenu', onMenu);
      element.removeEventListener('keydown', onKey);
    };
  }, [canvas]);
}
