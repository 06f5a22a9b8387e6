/** A network's answers for many crystals, and their units. */
import * as tf from '@tensorflow/tfjs-core';
import { batchOf } from './batch.js';
import type { DualGraph } from './graphs.js';
import { probabilityOf } from './metal-odds.js';
import type { Network } from './networks/network.js';
import type { Parameters } from './parameters.js';
import { bandGapOf, formationEnergyOf, type Scales } from './scales.js';

export interface Forecast {
  /** eV, not below 0. */
  readonly bandGap: number;
  /** eV/atom. */
  readonly formationEnergyPerAtom: number;
  /** Probability. */
  readonly isMetal: number;
}

/** Edges of both graphs that are held in tensors at once, 8 kB each; a larger crystal is taken by itself. */
const EDGES_AT_ONCE = 80_000;

/** What the network says, in units of the scales: gap, energy, log-odds of each crystal; length 3 · graphs. */
export function rawOutputs(network: Network, parameters: Parameters, graphs: readonly DualGraph[]): Float32Array {
  const values = new Float32Array(3 * graphs.length);
  let at = 0;
  for (const portion of portions(graphs)) {
    const some = tf.tidy(() => {
      const batch = batchOf(portion);
      return network.forward(parameters, batch).values.dataSync<'float32'>();
    });
    values.set(some, at);
    at += some.length;
  }
  return values;
}

/** @param values gap, energy, log-odds, as in `Output` */
export function inUnits([gap, energy, odds]: ArrayLike<number> & Iterable<number>, scales: Scales): Forecast {
  return {
    bandGap: bandGapOf(gap!, scales),
    formationEnergyPerAtom: formationEnergyOf(energy!, scales),
    isMetal: probabilityOf(odds!),
  };
}

/** Runs of graphs that have no more than so many edges together. */
export function portions(graphs: readonly DualGraph[]): DualGraph[][] {
  const made: DualGraph[][] = [];
  let edges = Infinity;
  for (const graph of graphs) {
    const own = graph.atoms.centres.length + graph.motifs.centres.length;
    if (edges + own > EDGES_AT_ONCE) {
      made.push([]);
      edges = 0;
    }
    made.at(-1)!.push(graph);
    edges += own;
  }
  return made;
}
