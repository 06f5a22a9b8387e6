/** Which crystals stand within a region of their map. */
import type { CrystalPlace } from '../model.js';
import type { Steps } from '../turns.js';
import type { Mask } from './mask.js';

/** In units of the map. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** Maps are some hundred units wide, so that a step is less than a pixel. */
const STEPS_IN_UNIT = 1000;

/** A coordinate as the map tells it. What is drawn around the points that it tells holds these, and no others. */
export function mapCoordinate(value: number): number {
  return Math.round(value * STEPS_IN_UNIT) / STEPS_IN_UNIT;
}

/** Crystals whose sides of a region are looked at in one step. */
const CRYSTALS_IN_STEP = 200;

/**
 * @param corners of a polygon; the last is joined to the first. Where it crosses itself, what it surrounds twice is outside.
 * @param rowOf a crystal in the mask
 */
export function* crystalsWithin(
  corners: readonly MapPoint[],
  places: readonly CrystalPlace[],
  rowOf: (id: string) => number | undefined,
  length: number,
): Steps<Mask> {
  const mask = new Uint8Array(length);
  for (const [index, { id, x, y }] of places.entries()) {
    const row = rowOf(id);
    if (row !== undefined && isWithin(corners, mapCoordinate(x), mapCoordinate(y))) mask[row] = 1;
    if (index % CRYSTALS_IN_STEP === 0) yield;
  }
  return mask;
}

/** A ray from an inner point to the right crosses an odd number of sides. */
function isWithin(corners: readonly MapPoint[], x: number, y: number): boolean {
  let isInside = false;
  let before = corners.at(-1)!;
  for (const corner of corners) {
    const crosses = corner.y > y !== before.y > y;
    if (crosses && x < corner.x + ((before.x - corner.x) * (y - corner.y)) / (before.y - corner.y))
      isInside = !isInside;
    before = corner;
  }
  return isInside;
}
