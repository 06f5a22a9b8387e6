/** The ligands of each cation of a crystal: flat lists that the geometry and the connections are made from. */
import type { Crystal } from '../crystal/crystal.js';
import { ligandFacets } from './neighbour-set.js';
import { gridOf } from './periodic.js';
import { voronoiCell } from './voronoi.js';

/** Cations and their ligands; ligands of cation i are the entries `starts[i]` to `starts[i + 1] - 1`, nearest first. */
export interface Coordination {
  /** Site of each cation, ascending. */
  readonly cations: Int32Array;
  /** Cations + 1. */
  readonly starts: Int32Array;
  /** Site of each ligand; length m. */
  readonly sites: Int32Array;
  /** Lattice translation of each ligand, its cation being in the home cell; 3m. */
  readonly images: Int32Array;
  /** From the cation to the ligand, Å; 3m. */
  readonly vectors: Float64Array;
  /** Å; length m. */
  readonly distances: Float64Array;
}

/** `signs`: of the charge of each site, 1 cation, −1 anion, 0 neither. */
export function coordinationOf(crystal: Crystal, signs: Int8Array): Coordination {
  const grid = gridOf(crystal);
  const cations: number[] = [];
  const starts = [0];
  const sites: number[] = [];
  const images: number[] = [];
  const vectors: number[] = [];
  const distances: number[] = [];
  for (let site = 0; site < signs.length; site++) {
    if (signs[site]! <= 0) continue;
    const cell = voronoiCell(grid, site);
    for (const facet of ligandFacets(cell, signs)) {
      sites.push(cell.sites[facet]!);
      distances.push(cell.distances[facet]!);
      for (let k = 3 * facet; k < 3 * facet + 3; k++) {
        images.push(cell.images[k]!);
        vectors.push(cell.vectors[k]!);
      }
    }
    cations.push(site);
    starts.push(sites.length);
  }
  return {
    cations: Int32Array.from(cations),
    starts: Int32Array.from(starts),
    sites: Int32Array.from(sites),
    images: Int32Array.from(images),
    vectors: Float64Array.from(vectors),
    distances: Float64Array.from(distances),
  };
}
