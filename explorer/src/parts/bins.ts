/** Bins of a histogram for drawing: asked for finely, joined to as many as can be seen, without the thin end. */
import type { Interval } from './histogram.js';

export interface FineBins {
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
}

export interface Bins {
  readonly domain: Interval;
  readonly counts: readonly number[];
  /** Values above the last bin. */
  readonly above: number;
}

/** So many of the values have to be seen; the few above would press all others together. */
const SEEN = 0.995;

/** @param least bins; as many more as make their edges those of the fine ones */
export function joinedBins({ min, max, counts }: FineBins, least: number): Bins {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let [used, seen] = [0, 0];
  while (used < counts.length && seen < SEEN * total) seen += counts[used++]!;
  // Nearly all of it: then all of it.
  if (used > 0.7 * counts.length) used = counts.length;
  const size = Math.max(1, Math.floor(used / least));
  const bins = Math.min(Math.ceil(counts.length / size), Math.ceil(used / size));
  const joined = Array.from({ length: bins }, (_, bin) =>
    counts.slice(bin * size, (bin + 1) * size).reduce((sum, count) => sum + count, 0),
  );
  const width = (max - min) / Math.max(1, counts.length);
  const shown = joined.reduce((sum, count) => sum + count, 0);
  return { domain: [min, min + bins * size * width], counts: joined, above: total - shown };
}
