/** Which points of a map to draw where there are too many: evenly by area, so that dense regions thin out first. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const SEED = 1;
/** Grids of 1, 4, 16 … cells over the map; points that share a cell of the finest one are as good as one. */
const FINEST = 14;

/**
 * Points in the order in which they should be drawn: first one of each cell of a coarse grid, then of each cell of a finer
 * one that has none yet, and so on. The first n of them are the first of the first n + 1, and depend on the points alone.
 *
 * @param count of the points that are wanted
 * @returns ascending; all points where there are no more
 */
export function* evenlySpread(x: Float64Array, y: Float64Array, count: number): Generator<void, Uint32Array> {
  const points = Uint32Array.from(x, (_, i) => i);
  if (count >= points.length) return points;
  const [left, right] = extent(x);
  const [low, high] = extent(y);
  const size = Math.max(right - left, high - low) || 1;
  shuffle(points);
  const chosen: number[] = [];
  let others = points;
  for (let level = 0; level <= FINEST && chosen.length < count; level++) {
    yield;
    const cells = 2 ** level;
    const cellOf = (point: number) =>
      Math.min(cells - 1, Math.floor((cells * (x[point]! - left)) / size)) * cells +
      Math.min(cells - 1, Math.floor((cells * (y[point]! - low)) / size));
    const taken = new Set(chosen.map(cellOf));
    others = others.filter((point) => {
      const cell = cellOf(point);
      if (taken.has(cell)) return true;
      taken.add(cell);
      chosen.push(point);
      return false;
    });
  }
  return Uint32Array.from([...chosen, ...others].slice(0, count)).sort();
}

function extent(values: Float64Array): readonly [least: number, largest: number] {
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    largest = Math.max(largest, value);
  }
  return [least, largest];
}

function shuffle(items: Uint32Array): void {
  const random = xoroshiro128plus(SEED);
  for (let i = items.length - 1; i > 0; i--) {
    const j = uniformInt(random, 0, i);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
