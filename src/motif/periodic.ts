/** Neighbours of a site among all periodic images, by distance, in any cell: one-atom, flat, far from reduced, large. */
import type { Crystal } from '../crystal/crystal.js';
import { faceDistances, inverse, rowsTimesMatrix } from '../crystal/lattice.js';

/** Side of the bins that atoms are sorted into, Å: a few atoms each. */
const BIN_SIZE = 3;

/** A crystal's atoms in bins of a reduced cell, ready for neighbour searches. */
export interface AtomGrid {
  readonly siteCount: number;
  /** Basis vectors of the reduced cell, Å, as rows. */
  readonly lattice: Float64Array;
  /** Reduced basis = `toReduced` · crystal basis (rows); integers of determinant ±1. */
  readonly toReduced: Float64Array;
  /** Cartesian positions of the sites, moved into the reduced cell, Å; 3n. */
  readonly positions: Float64Array;
  /** Fractional coordinates of `positions` in the reduced cell, [0, 1); 3n. */
  readonly fractional: Float64Array;
  /** Translation that moved each site there, in units of the reduced basis; 3n. */
  readonly shifts: Int32Array;
  /** Bins along each reduced basis vector. */
  readonly bins: readonly [number, number, number];
  /** Distance between opposite faces of the reduced cell, Å. */
  readonly faceDistances: readonly [number, number, number];
  /** Sites of bin b: `binSites[binStarts[b]]` to `binSites[binStarts[b + 1] - 1]`. */
  readonly binStarts: Int32Array;
  readonly binSites: Int32Array;
  /** No point of space is farther than this from the nearest image of a given site, Å. */
  readonly coveringRadius: number;
}

/** Neighbours of one site, by distance (ties in a fixed order); each list is parallel to the others. */
export interface Neighbours {
  readonly count: number;
  readonly sites: Int32Array;
  /** Lattice translation of each neighbour in units of the crystal's own basis vectors; 3 · count. */
  readonly images: Int32Array;
  /** From the site to the neighbour, Å; 3 · count. */
  readonly vectors: Float64Array;
  /** Å. */
  readonly distances: Float64Array;
}

export function gridOf(crystal: Pick<Crystal, 'lattice' | 'fractional'>): AtomGrid {
  const { reduced, toReduced } = reduceLattice(crystal.lattice);
  const fractional = rowsTimesMatrix(rowsTimesMatrix(crystal.fractional, crystal.lattice), inverse(reduced));
  const shifts = new Int32Array(fractional.length);
  for (let i = 0; i < fractional.length; i++) {
    shifts[i] = Math.floor(fractional[i]!);
    fractional[i]! -= shifts[i]!;
  }
  const faces = faceDistances(reduced);
  const bins = faces.map((distance) => Math.max(1, Math.min(64, Math.floor(distance / BIN_SIZE)))) as [
    number,
    number,
    number,
  ];
  const siteCount = fractional.length / 3;
  const { binStarts, binSites } = sortIntoBins(fractional, bins);
  return {
    siteCount,
    lattice: reduced,
    toReduced,
    positions: rowsTimesMatrix(fractional, reduced),
    fractional,
    shifts,
    bins,
    faceDistances: faces,
    binStarts,
    binSites,
    // Half the sum of the edges bounds half the longest body diagonal of the cell around the site.
    coveringRadius: (length(reduced, 0) + length(reduced, 3) + length(reduced, 6)) / 2,
  };
}

/** All neighbours of `site` within `radius` (Å), the site itself in its own image left out. */
export function neighboursWithin(grid: AtomGrid, site: number, radius: number): Neighbours {
  const { bins, lattice, positions, fractional, binStarts, binSites } = grid;
  const [na, nb, nc] = bins;
  const first = [0, 0, 0];
  const last = [0, 0, 0];
  for (let axis = 0; axis < 3; axis++) {
    const reach = radius / grid.faceDistances[axis]! + 1e-9;
    first[axis] = Math.floor((fractional[3 * site + axis]! - reach) * bins[axis]!);
    last[axis] = Math.floor((fractional[3 * site + axis]! + reach) * bins[axis]!);
  }
  const x0 = positions[3 * site]!;
  const y0 = positions[3 * site + 1]!;
  const z0 = positions[3 * site + 2]!;
  const limit = radius * radius;
  const found: number[] = []; // site, translation (reduced basis), vector, squared distance
  for (let a = first[0]!; a <= last[0]!; a++) {
    const ta = Math.floor(a / na);
    for (let b = first[1]!; b <= last[1]!; b++) {
      const tb = Math.floor(b / nb);
      for (let c = first[2]!; c <= last[2]!; c++) {
        const tc = Math.floor(c / nc);
        const bin = ((a - ta * na) * nb + (b - tb * nb)) * nc + (c - tc * nc);
        const dx = ta * lattice[0]! + tb * lattice[3]! + tc * lattice[6]! - x0;
        const dy = ta * lattice[1]! + tb * lattice[4]! + tc * lattice[7]! - y0;
        const dz = ta * lattice[2]! + tb * lattice[5]! + tc * lattice[8]! - z0;
        for (let k = binStarts[bin]!; k < binStarts[bin + 1]!; k++) {
          const other = binSites[k]!;
          const x = positions[3 * other]! + dx;
          const y = positions[3 * other + 1]! + dy;
          const z = positions[3 * other + 2]! + dz;
          const squared = x * x + y * y + z * z;
          if (squared > limit || (other === site && ta === 0 && tb === 0 && tc === 0)) continue;
          found.push(other, ta, tb, tc, x, y, z, squared);
        }
      }
    }
  }
  return sorted(grid, site, found);
}

const FIELDS = 8;

function sorted(grid: AtomGrid, site: number, found: readonly number[]): Neighbours {
  const count = found.length / FIELDS;
  const order = Array.from({ length: count }, (_, i) => i * FIELDS).sort((i, j) => found[i + 7]! - found[j + 7]!);
  const sites = new Int32Array(count);
  const images = new Int32Array(3 * count);
  const vectors = new Float64Array(3 * count);
  const distances = new Float64Array(count);
  const { shifts, toReduced } = grid;
  for (let i = 0; i < count; i++) {
    const at = order[i]!;
    const other = found[at]!;
    sites[i] = other;
    // position in the crystal's cell = position in the reduced cell + shift; so the image is relative to both shifts.
    const ta = found[at + 1]! - shifts[3 * other]! + shifts[3 * site]!;
    const tb = found[at + 2]! - shifts[3 * other + 1]! + shifts[3 * site + 1]!;
    const tc = found[at + 3]! - shifts[3 * other + 2]! + shifts[3 * site + 2]!;
    for (let k = 0; k < 3; k++) {
      images[3 * i + k] = Math.round(ta * toReduced[k]! + tb * toReduced[3 + k]! + tc * toReduced[6 + k]!);
      vectors[3 * i + k] = found[at + 4 + k]!;
    }
    distances[i] = Math.sqrt(found[at + 7]!);
  }
  return { count, sites, images, vectors, distances };
}

/**
 * Shortens basis vectors by one another until none gets shorter (pairwise Gauss reduction in three dimensions): short,
 * nearly orthogonal vectors keep neighbour searches small. Correctness doesn't depend on how far this goes.
 */
function reduceLattice(lattice: Float64Array): { reduced: Float64Array; toReduced: Float64Array } {
  const reduced = Float64Array.from(lattice);
  const toReduced = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  for (let round = 0, shorter = true; shorter && round < 100; round++) {
    shorter = false;
    for (let i = 0; i < 9; i += 3) {
      for (let j = 0; j < 9; j += 3) {
        if (i === j) continue;
        const multiple = Math.round(dot(reduced, i, j) / dot(reduced, j, j));
        // The margin stops two vectors of equal length from taking turns by rounding.
        const gain = 2 * multiple * dot(reduced, i, j) - multiple * multiple * dot(reduced, j, j);
        if (gain <= 1e-9 * dot(reduced, i, i)) continue;
        for (let k = 0; k < 3; k++) {
          reduced[i + k]! -= multiple * reduced[j + k]!;
          toReduced[i + k]! -= multiple * toReduced[j + k]!;
        }
        shorter = true;
      }
    }
  }
  return { reduced, toReduced };
}

function sortIntoBins(fractional: Float64Array, bins: readonly [number, number, number]) {
  const siteCount = fractional.length / 3;
  const binOf = new Int32Array(siteCount);
  const binStarts = new Int32Array(bins[0] * bins[1] * bins[2] + 1);
  for (let site = 0; site < siteCount; site++) {
    let bin = 0;
    for (let axis = 0; axis < 3; axis++) {
      bin = bin * bins[axis]! + Math.min(bins[axis]! - 1, Math.floor(fractional[3 * site + axis]! * bins[axis]!));
    }
    binOf[site] = bin;
    binStarts[bin + 1]!++;
  }
  for (let bin = 1; bin < binStarts.length; bin++) binStarts[bin]! += binStarts[bin - 1]!;
  const next = binStarts.slice();
  const binSites = new Int32Array(siteCount);
  for (let site = 0; site < siteCount; site++) binSites[next[binOf[site]!]!++] = site;
  return { binStarts, binSites };
}

function dot(m: Float64Array, i: number, j: number): number {
  return m[i]! * m[j]! + m[i + 1]! * m[j + 1]! + m[i + 2]! * m[j + 2]!;
}

function length(m: Float64Array, row: number): number {
  return Math.sqrt(dot(m, row, row));
}
