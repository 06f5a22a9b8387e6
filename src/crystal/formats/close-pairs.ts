/** Pairs of sites nearer than a small distance, under periodic boundary conditions, in linear time. */
import { faceDistances, rowsTimesMatrix } from '../lattice.js';

export interface ClosePair {
  /** The earlier one of the two. */
  readonly site: number;
  readonly other: number;
  /** Å. */
  readonly distance: number;
}

/**
 * Each later site that has an earlier one nearer than `reach` (Å), with that one. The cell must be thicker than `reach`.
 * A site that was reported is not compared with later ones, so that a heap of equal sites costs no more than others do.
 */
export function* closePairs(lattice: Float64Array, fractional: Float64Array, reach: number): Generator<ClosePair> {
  // Boxes at least `reach` thick: near pairs lie in the same box or in adjacent ones.
  const boxes = faceDistances(lattice).map((distance) => Math.max(1, Math.floor(distance / reach)));
  const [nx, ny, nz] = boxes as [number, number, number];
  const sitesIn = new Map<number, number[]>();
  const difference = new Float64Array(3);
  const count = fractional.length / 3;
  for (let site = 0; site < count; site++) {
    const box = boxes.map((n, axis) => {
      const x = fractional[3 * site + axis]!;
      return Math.min(n - 1, Math.floor((x - Math.floor(x)) * n));
    }) as [number, number, number];
    let nearest: ClosePair | undefined;
    for (const key of neighbouringBoxes(box, nx, ny, nz)) {
      for (const other of sitesIn.get(key) ?? []) {
        const distance = periodicDistance(lattice, fractional, site, other, difference);
        if (distance < reach && distance < (nearest?.distance ?? Infinity))
          nearest = { site: other, other: site, distance };
      }
    }
    if (nearest !== undefined) {
      yield nearest;
      continue;
    }
    const key = box[0] + nx * (box[1] + ny * box[2]);
    const sites = sitesIn.get(key);
    if (sites === undefined) sitesIn.set(key, [site]);
    else sites.push(site);
  }
}

function neighbouringBoxes([i, j, k]: [number, number, number], nx: number, ny: number, nz: number): Set<number> {
  const keys = new Set<number>();
  for (let di = -1; di <= 1; di++) {
    for (let dj = -1; dj <= 1; dj++) {
      for (let dk = -1; dk <= 1; dk++) {
        keys.add(((i + di + nx) % nx) + nx * (((j + dj + ny) % ny) + ny * ((k + dk + nz) % nz)));
      }
    }
  }
  return keys;
}

/** Å, to the nearest image for distances below half the cell's thickness. */
function periodicDistance(
  lattice: Float64Array,
  fractional: Float64Array,
  site: number,
  other: number,
  difference: Float64Array,
): number {
  for (let axis = 0; axis < 3; axis++) {
    const delta = fractional[3 * site + axis]! - fractional[3 * other + axis]!;
    difference[axis] = delta - Math.round(delta);
  }
  const [x, y, z] = rowsTimesMatrix(difference, lattice) as unknown as [number, number, number];
  return Math.hypot(x, y, z);
}
