/**
 * Crystals a little strained, for training: no crystal is seen twice with the same distances, which is how networks learn
 * crystals by heart. The labels are left: about its minimum the energy changes with the square of a strain only, and a gap
 * by some hundredths of an eV.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { DualGraph } from './graphs.js';

/**
 * Distances alone change, each direction of an edge by itself; angles and facets stay.
 *
 * @param amplitude part by which the crystal as a whole is stretched or pressed at most, and each distance once more
 */
export function strained(graph: DualGraph, amplitude: number, random: RandomGenerator): DualGraph {
  const stretch = () => 1 + amplitude * (2 * uniformFloat64(random) - 1);
  const whole = stretch();
  const changed = (distances: Float32Array) => distances.map((distance) => distance * whole * stretch());
  const { atoms, motifs } = graph;
  return {
    ...graph,
    atoms: { ...atoms, distances: changed(atoms.distances) },
    motifs: { ...motifs, distances: changed(motifs.distances) },
  };
}
