/** Neighbours among all periodic images, in any cell: one-atom, flat, far from reduced, large. */
import type { Crystal } from '../crystal.js';
import { faceDistances } from '../lattice.js';
import { dot, inverse, length, rowsTimesMatrix, vectorAt } from '../vectors.js';
import { SiteBins } from './site-bins.js';

/** Side of the bins that atoms are sorted into, Å: a few atoms each. */
const BIN_SIZE = 3;

/** A crystal's atoms in bins of a reduced cell, ready for neighbour searches. */
export interface AtomGrid {
  readonly siteCount: number;
  /** Basis vectors of the reduced cell, Å, as rows. */
  readonly lattice: Float64Array;
  /** Cartesian to fractional coordinates of the reduced cell. */
  readonly toFractional: Float64Array;
  /** Reduced basis = `toReduced` · crystal basis (rows); integers of determinant ±1. */
  readonly toReduced: Float64Array;
  /** Cartesian positions of the sites, moved into the reduced cell, Å; 3n. */
  readonly positions: Float64Array;
  /** Translation that moved each site there, in units of the reduced basis; 3n. */
  readonly shifts: Int32Array;
  /** Along the reduced basis vectors. */
  readonly bins: SiteBins;
  /** Distance between opposite faces of the reduced cell, Å. */
  readonly faceDistances: readonly [number, number, number];
  /** No point of space is farther than this from the nearest image of a given site, Å. */
  readonly coveringRadius: number;
}

/** Atoms around a site; each list is parallel to the others. */
export interface Neighbours {
  readonly count: number;
  readonly sites: Int32Array;
  /** Lattice translation of each, in units of the crystal's own basis vectors; 3 · count. */
  readonly images: Int32Array;
  /** From the site to the neighbour, Å; 3 · count. */
  readonly vectors: Float64Array;
  /** Å. */
  readonly distances: Float64Array;
}

export function gridOf(crystal: Pick<Crystal, 'lattice' | 'fractional'>): AtomGrid {
  const { reduced, toReduced } = reduceLattice(crystal.lattice);
  const toFractional = inverse(reduced);
  const fractional = rowsTimesMatrix(rowsTimesMatrix(crystal.fractional, crystal.lattice), toFractional);
  const shifts = new Int32Array(fractional.length);
  for (let i = 0; i < fractional.length; i++) {
    shifts[i] = Math.floor(fractional[i]!);
    fractional[i]! -= shifts[i]!;
  }
  const faces = faceDistances(reduced);
  const counts = faces.map((distance) => Math.max(1, Math.min(64, Math.floor(distance / BIN_SIZE)))) as [
    number,
    number,
    number,
  ];
  const siteCount = fractional.length / 3;
  const bins = new SiteBins(counts, siteCount);
  for (let site = 0; site < siteCount; site++) bins.add(site, ...vectorAt(fractional, 3 * site));
  return {
    siteCount,
    lattice: reduced,
    toFractional,
    toReduced,
    positions: rowsTimesMatrix(fractional, reduced),
    shifts,
    bins,
    faceDistances: faces,
    // Half the sum of the edges bounds half the longest body diagonal of the cell around the site.
    coveringRadius: (length(reduced, 0) + length(reduced, 3) + length(reduced, 6)) / 2,
  };
}

/** All neighbours of `site` within `radius` (Å), nearest first, ties in a fixed order. */
export function neighboursWithin(grid: AtomGrid, site: number, radius: number): Neighbours {
  const found = atomsWithin(grid, site, [0, 0, 0], radius);
  const { count, sites, images, vectors, distances } = found;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  order.sort((i, j) => distances[i]! - distances[j]! || i - j);
  const sorted = {
    count,
    sites: new Int32Array(count),
    images: new Int32Array(3 * count),
    vectors: new Float64Array(3 * count),
    distances: new Float64Array(count),
  };
  for (let to = 0; to < count; to++) {
    const from = order[to]!;
    sorted.sites[to] = sites[from]!;
    sorted.distances[to] = distances[from]!;
    for (let k = 0; k < 3; k++) {
      sorted.images[3 * to + k] = images[3 * from + k]!;
      sorted.vectors[3 * to + k] = vectors[3 * from + k]!;
    }
  }
  return sorted;
}

/**
 * All atoms within `radius` (Å) of the point that lies `offset` (Å) from `site`, that site itself left out, in no
 * particular order. Vectors and distances are from `site`.
 */
export function atomsWithin(
  grid: AtomGrid,
  site: number,
  offset: readonly [number, number, number],
  radius: number,
): Neighbours {
  const { bins, lattice, positions, toFractional } = grid;
  const { counts, first: firstSites, next } = bins;
  const [na, nb, nc] = counts;
  const [x0, y0, z0] = [positions[3 * site]!, positions[3 * site + 1]!, positions[3 * site + 2]!];
  const [cx, cy, cz] = offset;
  const first = [0, 0, 0];
  const last = [0, 0, 0];
  for (let axis = 0; axis < 3; axis++) {
    const centre =
      (x0 + cx) * toFractional[axis]! + (y0 + cy) * toFractional[3 + axis]! + (z0 + cz) * toFractional[6 + axis]!;
    const reach = radius / grid.faceDistances[axis]! + 1e-9;
    first[axis] = Math.floor((centre - reach) * counts[axis]!);
    last[axis] = Math.floor((centre + reach) * counts[axis]!);
  }
  const limit = radius * radius;
  const sites: number[] = [];
  const translations: number[] = [];
  const vectors: number[] = [];
  for (let a = first[0]!; a <= last[0]!; a++) {
    const ta = Math.floor(a / na);
    for (let b = first[1]!; b <= last[1]!; b++) {
      const tb = Math.floor(b / nb);
      for (let c = first[2]!; c <= last[2]!; c++) {
        const tc = Math.floor(c / nc);
        const bin = bins.at(a - ta * na, b - tb * nb, c - tc * nc);
        const dx = ta * lattice[0]! + tb * lattice[3]! + tc * lattice[6]! - x0;
        const dy = ta * lattice[1]! + tb * lattice[4]! + tc * lattice[7]! - y0;
        const dz = ta * lattice[2]! + tb * lattice[5]! + tc * lattice[8]! - z0;
        for (let other = firstSites[bin]!; other >= 0; other = next[other]!) {
          const x = positions[3 * other]! + dx;
          const y = positions[3 * other + 1]! + dy;
          const z = positions[3 * other + 2]! + dz;
          if ((x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz) > limit) continue;
          if (other === site && ta === 0 && tb === 0 && tc === 0) continue;
          sites.push(other);
          translations.push(ta, tb, tc);
          vectors.push(x, y, z);
        }
      }
    }
  }
  const found = Float64Array.from(vectors);
  return {
    count: sites.length,
    sites: Int32Array.from(sites),
    images: imagesOf(grid, site, sites, translations),
    vectors: found,
    distances: lengthsOf(found),
  };
}

/** Bins that `atomsWithin` looks into, at most. */
export function binsWithin({ bins, faceDistances }: AtomGrid, radius: number): number {
  return bins.counts.reduce((product, count, axis) => product * (2 + (2 * radius * count) / faceDistances[axis]!), 1);
}

function lengthsOf(vectors: Float64Array): Float64Array {
  const lengths = new Float64Array(vectors.length / 3);
  for (let i = 0; i < lengths.length; i++) lengths[i] = length(vectors, 3 * i);
  return lengths;
}

/** Translations of the reduced cell as images in the crystal's own cell, relative to where the file has the sites. */
export function imagesOf(
  { shifts, toReduced }: AtomGrid,
  site: number,
  sites: readonly number[],
  translations: readonly number[],
): Int32Array {
  const images = new Int32Array(3 * sites.length);
  for (let i = 0; i < sites.length; i++) {
    const other = sites[i]!;
    const ta = translations[3 * i]! - shifts[3 * other]! + shifts[3 * site]!;
    const tb = translations[3 * i + 1]! - shifts[3 * other + 1]! + shifts[3 * site + 1]!;
    const tc = translations[3 * i + 2]! - shifts[3 * other + 2]! + shifts[3 * site + 2]!;
    for (let k = 0; k < 3; k++) {
      images[3 * i + k] = Math.round(ta * toReduced[k]! + tb * toReduced[3 + k]! + tc * toReduced[6 + k]!);
    }
  }
  return images;
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
        const multiple = Math.round(dot(reduced, i, reduced, j) / dot(reduced, j, reduced, j));
        // The margin stops two vectors of equal length from taking turns by rounding.
        const gain = 2 * multiple * dot(reduced, i, reduced, j) - multiple * multiple * dot(reduced, j, reduced, j);
        if (gain <= 1e-9 * dot(reduced, i, reduced, i)) continue;
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
