/** A batch of crystals as plain numbers; see src/amdnet/batch.ts. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Batch, NodeTensors } from '../../../src/amdnet/batch.js';
import type { NaiveGraph } from './naive-graph.js';
import type { Matrix } from './naive-layers.js';

interface WithDistances extends NaiveGraph {
  readonly distances: readonly number[];
}

export interface NaiveAtoms extends WithDistances {
  readonly atomicNumbers: readonly number[];
  readonly oxidationStates: readonly number[];
  readonly facets: readonly number[];
}

export interface NaiveMotifs extends WithDistances {
  readonly atoms: readonly number[];
  readonly geometries: readonly number[];
  readonly csms: readonly number[];
  readonly fingerprints: Matrix;
  readonly kinds: readonly number[];
  readonly angles: readonly number[];
}

export interface NaiveBatch {
  readonly count: number;
  readonly atoms: NaiveAtoms;
  readonly motifs: NaiveMotifs;
}

export function naiveBatchOf({ count, atoms, motifs }: Batch): NaiveBatch {
  return {
    count,
    atoms: {
      ...graphOf(atoms),
      atomicNumbers: numbersOf(atoms.atomicNumbers),
      oxidationStates: numbersOf(atoms.oxidationStates),
      facets: numbersOf(atoms.facets),
    },
    motifs: {
      ...graphOf(motifs),
      atoms: numbersOf(motifs.atoms),
      geometries: numbersOf(motifs.geometries),
      csms: numbersOf(motifs.csms),
      fingerprints: motifs.fingerprints.arraySync(),
      kinds: numbersOf(motifs.kinds),
      angles: numbersOf(motifs.angles),
    },
  };
}

function graphOf({ crystals, shares, centres, neighbours, counts, distances }: NodeTensors): WithDistances {
  return {
    crystals: numbersOf(crystals),
    shares: numbersOf(shares),
    centres: numbersOf(centres),
    neighbours: numbersOf(neighbours),
    counts: numbersOf(counts),
    distances: numbersOf(distances),
  };
}

function numbersOf(tensor: tf.Tensor): number[] {
  return [...tensor.dataSync()];
}
