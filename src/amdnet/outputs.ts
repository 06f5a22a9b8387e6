/** A network's answers for many crystals, and their units. */
import * as tf from '@tensorflow/tfjs-core';
import { batchOf } from './batch.js';
import type { DualGraph } from './graphs.js';
import { probabilityOf } from './metal-odds.js';
import type { Network } from './networks/network.js';
import type { Parameters } from './parameters.js';
import { columnOf, PROPERTIES, type Property, perProperty } from './properties.js';
import { type Scales, valueFrom } from './scales.js';

/** Values in the units of the properties. */
export type PropertyValues = Readonly<Record<Property, number>>;

/** Edges of both graphs that are held in tensors at once, 8 kB each; a larger crystal is taken by itself. */
const EDGES_AT_ONCE = 80_000;

/** What the network says, crystal by crystal, see `Output`; length properties · graphs. */
export function rawOutputs(network: Network, parameters: Parameters, graphs: readonly DualGraph[]): Float32Array {
  const values = new Float32Array(PROPERTIES.length * graphs.length);
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

/** @param raw of one crystal, as in `Output` */
export function inUnits(raw: ArrayLike<number>, scales: Scales): PropertyValues {
  return perProperty((property) => {
    const said = raw[columnOf(property)]!;
    return property === 'isMetal' ? probabilityOf(said) : valueFrom(property, said, scales);
  });
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
