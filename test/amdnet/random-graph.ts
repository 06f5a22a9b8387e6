/** A small graph with all that graphs may have, and random states on it. */
import * as tf from '@tensorflow/tfjs-core';
import type { NodeTensors } from '../../src/amdnet/batch.js';
import type { Random } from '../motif/random.js';
import type { NaiveGraph, NaiveState } from '../oracles/amdnet/naive-graph.js';
import { randomMatrix } from './twins.js';

/** Three crystals. Node 0 has an edge to itself and two to node 1; nodes 4 and 5, and so the last crystal, have none. */
export const GRAPH: NaiveGraph = {
  crystals: [0, 0, 0, 1, 1, 2],
  shares: [0.5, 0.25, 0.25, 0.6, 0.4, 1],
  centres: [0, 0, 0, 1, 1, 2, 3, 3],
  neighbours: [0, 1, 1, 0, 2, 1, 3, 4],
  counts: [2, 1, 3, 4, 1, 2, 6, 1],
};
export const CRYSTALS = 3;

export function tensorsOf({ crystals, shares, centres, neighbours, counts }: NaiveGraph): NodeTensors {
  return {
    count: crystals.length,
    crystals: indices(crystals),
    shares: column(shares),
    centres: indices(centres),
    neighbours: indices(neighbours),
    distances: column(centres.map(() => 2)),
    counts: column(counts),
  };
}

export function randomState(
  widths: { readonly nodes: number; readonly edges: number; readonly whole: number },
  random: Random,
) {
  return {
    nodes: randomMatrix(GRAPH.crystals.length, widths.nodes, random),
    edges: randomMatrix(GRAPH.centres.length, widths.edges, random),
    whole: randomMatrix(CRYSTALS, widths.whole, random),
  } satisfies NaiveState;
}

export function indices(values: readonly number[]): tf.Tensor1D {
  return tf.tensor1d([...values], 'int32');
}

export function column(values: readonly number[]): tf.Tensor2D {
  return tf.tensor2d([...values], [values.length, 1]);
}
