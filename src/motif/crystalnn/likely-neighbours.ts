/** CrystalNN: the neighbours that a site is likely bonded to, and how likely each coordination number is (Pan 2021). */
import type { VoronoiCell } from '../voronoi.js';

/**
 * Weights are rounded to this: neighbours that only the last digits of their coordinates tell apart are one shell.
 * The least weight that counts is half of it.
 */
const WEIGHTS_PER_UNIT = 1000;

/** Neighbours of one site, most strongly bonded first; each list is parallel to the others. `m` neighbours. */
export interface LikelyNeighbours {
  readonly count: number;
  readonly sites: Int32Array;
  /** Lattice translation of each neighbour, the site being in the home cell; 3m. */
  readonly images: Int32Array;
  /** From the site to the neighbour, Å; 3m. */
  readonly vectors: Float64Array;
  /** Å. */
  readonly distances: Float64Array;
  /** 0.001 to 1, descending. */
  readonly weights: Float64Array;
  /**
   * Probability of each coordination number, sum 1; length m + 1. Of coordination number n the neighbours are the first
   * n. Neighbours of equal weight belong together, so that not every number is possible.
   */
  readonly probabilities: Float64Array;
  /** The most probable coordination number. */
  readonly coordinationNumber: number;
}

/** `weights`: of each facet of the cell, 0 to 1. */
export function likelyNeighbours(cell: VoronoiCell, weights: Float64Array): LikelyNeighbours {
  const rounded = weights.map((weight) => Math.round(weight * WEIGHTS_PER_UNIT) / WEIGHTS_PER_UNIT);
  const facets: number[] = [];
  for (let facet = 0; facet < cell.count; facet++) if (rounded[facet]! > 0) facets.push(facet);
  facets.sort((a, b) => weights[b]! - weights[a]! || a - b);
  const count = facets.length;
  const images = new Int32Array(3 * count);
  const vectors = new Float64Array(3 * count);
  facets.forEach((facet, i) => {
    images.set(cell.images.subarray(3 * facet, 3 * facet + 3), 3 * i);
    vectors.set(cell.vectors.subarray(3 * facet, 3 * facet + 3), 3 * i);
  });
  const sorted = Float64Array.from(facets, (facet) => rounded[facet]!);
  const probabilities = coordinationProbabilities(sorted);
  return {
    count,
    sites: Int32Array.from(facets, (facet) => cell.sites[facet]!),
    images,
    vectors,
    distances: Float64Array.from(facets, (facet) => cell.distances[facet]!),
    weights: sorted,
    probabilities,
    coordinationNumber: indexOfLargest(probabilities),
  };
}

/**
 * The quarter of the unit circle, cut by vertical lines at the weights: the strip between the weights of the n-th and
 * the next neighbour is the probability of coordination number n, what lies beyond the largest weight that of 0.
 * `weights`: 0 to 1, descending; the result has one number more.
 */
export function coordinationProbabilities(weights: Float64Array): Float64Array {
  const probabilities = new Float64Array(weights.length + 1);
  let outer = 1;
  for (let n = 0; n <= weights.length; n++) {
    const inner = quarterCircle(weights[n] ?? 0);
    probabilities[n] = outer - inner;
    outer = inner;
  }
  return probabilities;
}

/** Part of the quarter circle between 0 and x: (2/π) (x √(1 − x²) + arcsin x). */
function quarterCircle(x: number): number {
  return (2 / Math.PI) * (x * Math.sqrt(1 - x * x) + Math.asin(x));
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
