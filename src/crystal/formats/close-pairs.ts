/** Pairs of sites nearer than a small distance, under periodic boundary conditions. */
import { faceDistances, intoCell, lengthIn, toNearest } from '../lattice.js';

export interface ClosePair {
  /** The earlier one of the two. */
  readonly site: number;
  readonly other: number;
  /** Å. */
  readonly distance: number;
}

/**
 * Each later site that has an earlier one nearer than `reach` (Å), with the nearest such one. The cell must be thicker
 * than `reach`. A site that was reported is not compared with later ones, so that a heap of equal sites costs no more
 * than others do. Sites are sorted into about as many boxes as there are sites, none thinner than `reach`.
 */
export function* closePairs(lattice: Float64Array, fractional: Float64Array, reach: number): Generator<ClosePair> {
  const count = fractional.length / 3;
  const distances = faceDistances(lattice);
  const perAxis = Math.ceil(Math.cbrt(count));
  const boxes = distances.map((distance) => Math.max(1, Math.min(perAxis, Math.floor(distance / reach))));
  // An image that is within reach differs by no more than reach / thickness in a coordinate; the nearest by up to one half.
  const turns = distances.map((distance) => (distance < 2 * reach ? [0, -1, 1] : [0]));
  const margins = distances.map((distance) => reach / distance);
  const sitesIn: number[][] = Array.from({ length: boxes[0]! * boxes[1]! * boxes[2]! }, () => []);
  for (let other = 0; other < count; other++) {
    const [is, js, ks] = [0, 1, 2].map((axis) =>
      boxesWithin(fractional[3 * other + axis]!, margins[axis]!, boxes[axis]!),
    ) as [number[], number[], number[]];
    let nearest: ClosePair | undefined;
    for (const i of is) {
      for (const j of js) {
        for (const k of ks) {
          for (const site of sitesIn[i + boxes[0]! * (j + boxes[1]! * k)]!) {
            const distance = periodicDistance(lattice, fractional, site, other, turns);
            if (distance < (nearest?.distance ?? reach)) nearest = { site, other, distance };
          }
        }
      }
    }
    if (nearest === undefined) sitesIn[is[0]! + boxes[0]! * (js[0]! + boxes[1]! * ks[0]!)]!.push(other);
    else yield nearest;
  }
}

/** The box of a coordinate, and those that reach within `margin` of it; of `count` along an axis. */
function boxesWithin(x: number, margin: number, count: number): number[] {
  const own = boxOf(x, count);
  const below = boxOf(x - margin, count);
  const above = boxOf(x + margin, count);
  if (below === own && above === own) return [own];
  return [...new Set([own, below, above])];
}

function boxOf(x: number, count: number): number {
  return Math.min(count - 1, Math.floor(intoCell(x) * count));
}

/** Å, to the nearest of the images that `turns` adds along each axis to the one whose coordinates differ least. */
function periodicDistance(
  lattice: Float64Array,
  fractional: Float64Array,
  site: number,
  other: number,
  turns: readonly (readonly number[])[],
): number {
  const [dx, dy, dz] = [0, 1, 2].map((axis) =>
    toNearest(fractional[3 * site + axis]! - fractional[3 * other + axis]!),
  ) as [number, number, number];
  let nearest = Infinity;
  for (const i of turns[0]!) {
    for (const j of turns[1]!) {
      for (const k of turns[2]!) {
        nearest = Math.min(nearest, lengthIn(lattice, dx + i, dy + j, dz + k));
      }
    }
  }
  return nearest;
}
