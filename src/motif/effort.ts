/** What an analysis will take, told from the cell alone: a service has to know before it begins. */
import type { Crystal } from '../crystal/crystal.js';
import { gridOf } from '../crystal/periodic/atom-grid.js';
import { seemsRepeated } from '../crystal/reduce-cell.js';
import { SYMMETRY_TOLERANCE } from '../crystal/symmetry.js';
import { firstNeighbours } from './voronoi.js';

export interface Effort {
  readonly seconds: number;
  readonly mebibytes: number;
}

/**
 * Low rather than high: what is let through meets the limits themselves, what is refused could not have been done. Measured
 * roughly, on supercells of rock salt whose atoms were moved at random (216 to 9,261 atoms, each an orbit of its own), one
 * thread, with fingerprints and the graphs of AMDNet: 12 s by this for 9,261 atoms, which took 22 s on a busy machine. The
 * limit of time ends what this lets through.
 */
const SECONDS = {
  /** Of the search for symmetry, for each pair of atoms of the smallest cell that repeats. */
  pair: 6e-8,
  /** Of a site: its Voronoi cell, polyhedron, fingerprint, connections, and rows of the graph. */
  site: 7e-4,
  /** Of a neighbour of a site in the first search. */
  neighbour: 5e-7,
};
const MEBIBYTES_OF_A_SITE = 0.03;

/** Sites whose neighbours are counted. */
const SAMPLES = 8;

export function effortOf(crystal: Crystal): Effort {
  const count = crystal.atomicNumbers.length;
  // Sites that repeat others cost little, and how many do is long to find out.
  const distinct = seemsRepeated(crystal, SYMMETRY_TOLERANCE / 2) ? 1 : count;
  const grid = gridOf(crystal);
  const samples = Math.min(count, SAMPLES);
  let neighbours = 0;
  for (let i = 0; i < samples; i++) {
    neighbours += firstNeighbours(grid, Math.floor((i * count) / samples)).count / samples;
  }
  return {
    seconds: SECONDS.pair * distinct ** 2 + distinct * (SECONDS.site + SECONDS.neighbour * neighbours),
    mebibytes: MEBIBYTES_OF_A_SITE * count,
  };
}
