/** Which labels of a map are shown: the weightiest first, none over another. */
import type { ComponentChildren } from 'preact';
import { type Frame, type Size, toScreen } from './geometry.js';

export interface ScatterLabel {
  readonly key: string;
  /** The middle of what it names, in units of the data. */
  readonly x: number;
  readonly y: number;
  /** Distance from there within which half of it stands; 0 for a single point. */
  readonly spread: number;
  /** Which of two goes first. */
  readonly weight: number;
  readonly content: ComponentChildren;
}

/** Half of what a label names stands this near, in pixels, when all is seen; what is more scattered has no place. */
const NEAR = 46;
/** Labels of a large map when all is seen; the nearer one looks, the more. */
const MOST = 26;
const GAP = 4;

/** Top left corner of a label. */
export type Place = readonly [x: number, y: number];

/**
 * @param sizes of the labels on screen
 * @param whole the frame in which all points are seen
 * @param size of the map
 * @param room how large the map is, 0 to 1
 * @returns a place, or null, for each label
 */
export function placed(
  labels: readonly Pick<ScatterLabel, 'x' | 'y' | 'spread' | 'weight'>[],
  sizes: readonly Size[],
  frame: Frame,
  whole: Frame,
  size: Size,
  room: number,
): (Place | null)[] {
  const places: (Place | null)[] = labels.map(() => null);
  const boxes: Box[] = [];
  const byWeight = labels.map((_, index) => index).sort((a, b) => labels[b]!.weight - labels[a]!.weight);
  const most = (MOST * room * frame.scale) / whole.scale;
  for (const index of byWeight) {
    if (boxes.length >= most) break;
    const { x, y, spread } = labels[index]!;
    const { width, height } = sizes[index]!;
    if (spread * whole.scale > NEAR) continue;
    const [middle, centre] = toScreen(frame, x, y);
    const lift = Math.min(NEAR, spread * frame.scale) + 8;
    const [left, top] = [Math.round(middle - width / 2), Math.round(centre - lift - height)];
    const box = { left: left - GAP, top: top - GAP, right: left + width + GAP, bottom: top + height + GAP };
    if (box.right < 0 || box.left > size.width || box.bottom < 0 || box.top > size.height) continue;
    if (boxes.some((other) => overlap(box, other))) continue;
    boxes.push(box);
    places[index] = [left, top];
  }
  return places;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
