/** Several crystals as one graph without edges between them, in tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { FINGERPRINT_LABELS } from '../motif/crystalnn/fingerprint.js';
import type { DualGraph } from './graphs.js';

/** `n` nodes, `e` edges. */
export interface NodeTensors {
  readonly count: number;
  /** Crystal of each node, int32 [n]; ascending. */
  readonly crystals: tf.Tensor1D;
  /** Atoms that each node stands for, as a part of those of its crystal that have nodes of this graph; [n, 1]. */
  readonly shares: tf.Tensor2D;
  /** Node whose surroundings the edge belongs to, int32 [e]; ascending. */
  readonly centres: tf.Tensor1D;
  /** int32 [e]. */
  readonly neighbours: tf.Tensor1D;
  /** Å; [e, 1]. */
  readonly distances: tf.Tensor2D;
  /** Neighbours that the edge stands for; [e, 1]. */
  readonly counts: tf.Tensor2D;
}

export interface AtomTensors extends NodeTensors {
  /** int32 [n]. */
  readonly atomicNumbers: tf.Tensor1D;
  /** [n, 1]. */
  readonly oxidationStates: tf.Tensor2D;
  /** Solid angles as parts of the centre's largest; [e, 1]. */
  readonly facets: tf.Tensor2D;
}

export interface MotifTensors extends NodeTensors {
  /** Node of the atom graph, int32 [k]. */
  readonly atoms: tf.Tensor1D;
  /** int32 [k]. */
  readonly geometries: tf.Tensor1D;
  /** [k, 1]. */
  readonly csms: tf.Tensor2D;
  /** [k, 61]. */
  readonly fingerprints: tf.Tensor2D;
  /** int32 [c]. */
  readonly kinds: tf.Tensor1D;
  /** Degrees; [c, 1]. */
  readonly angles: tf.Tensor2D;
}

export interface Batch {
  /** Crystals. */
  readonly count: number;
  readonly atoms: AtomTensors;
  readonly motifs: MotifTensors;
}

/** Call it inside `tf.tidy`, or dispose of its tensors with `tf.dispose`. */
export function batchOf(graphs: readonly DualGraph[]): Batch {
  const atomCounts = graphs.map(({ atoms }) => atoms.atomicNumbers.length);
  const motifCounts = graphs.map(({ motifs }) => motifs.atoms.length);
  const atomEdges = graphs.map(({ atoms }) => atoms.centres.length);
  const motifEdges = graphs.map(({ motifs }) => motifs.centres.length);
  const firstAtom = startsOf(atomCounts);
  const firstMotif = startsOf(motifCounts);
  const all = (counts: readonly number[], of: (graph: DualGraph) => ArrayLike<number>, offsets?: readonly number[]) =>
    joined(counts, (g, target, at) => {
      const values = of(graphs[g]!);
      const offset = offsets?.[g] ?? 0;
      for (let i = 0; i < values.length; i++) target[at + i] = values[i]! + offset;
    });
  return {
    count: graphs.length,
    atoms: {
      count: firstAtom[graphs.length]!,
      crystals: indices(crystalsOf(atomCounts)),
      shares: column(all(atomCounts, ({ atoms }) => sharesOf(atoms.multiplicities))),
      centres: indices(all(atomEdges, ({ atoms }) => atoms.centres, firstAtom)),
      neighbours: indices(all(atomEdges, ({ atoms }) => atoms.neighbours, firstAtom)),
      distances: column(all(atomEdges, ({ atoms }) => atoms.distances)),
      counts: column(all(atomEdges, ({ atoms }) => atoms.counts)),
      atomicNumbers: indices(all(atomCounts, ({ atoms }) => atoms.atomicNumbers)),
      oxidationStates: column(all(atomCounts, ({ atoms }) => atoms.oxidationStates)),
      facets: column(all(atomEdges, ({ atoms }) => atoms.facets)),
    },
    motifs: {
      count: firstMotif[graphs.length]!,
      crystals: indices(crystalsOf(motifCounts)),
      shares: column(
        all(motifCounts, ({ atoms, motifs }) =>
          sharesOf(Float32Array.from(motifs.atoms, (atom) => atoms.multiplicities[atom]!)),
        ),
      ),
      centres: indices(all(motifEdges, ({ motifs }) => motifs.centres, firstMotif)),
      neighbours: indices(all(motifEdges, ({ motifs }) => motifs.neighbours, firstMotif)),
      distances: column(all(motifEdges, ({ motifs }) => motifs.distances)),
      counts: column(all(motifEdges, ({ motifs }) => motifs.counts)),
      atoms: indices(all(motifCounts, ({ motifs }) => motifs.atoms, firstAtom)),
      geometries: indices(all(motifCounts, ({ motifs }) => motifs.geometries)),
      csms: column(all(motifCounts, ({ motifs }) => motifs.csms)),
      fingerprints: tf.tensor2d(
        all(
          motifCounts.map((count) => count * FINGERPRINT_LABELS.length),
          ({ motifs }) => motifs.fingerprints,
        ),
        [firstMotif[graphs.length]!, FINGERPRINT_LABELS.length],
      ),
      kinds: indices(all(motifEdges, ({ motifs }) => motifs.kinds)),
      angles: column(all(motifEdges, ({ motifs }) => motifs.anglesInDegrees)),
    },
  };
}

function joined(counts: readonly number[], fill: (graph: number, target: Float32Array, at: number) => void) {
  const starts = startsOf(counts);
  const target = new Float32Array(starts[counts.length]!);
  for (let g = 0; g < counts.length; g++) fill(g, target, starts[g]!);
  return target;
}

function startsOf(counts: readonly number[]): number[] {
  const starts = [0];
  for (const count of counts) starts.push(starts.at(-1)! + count);
  return starts;
}

function crystalsOf(counts: readonly number[]): Float32Array {
  return joined(counts, (g, target, at) => target.fill(g, at, at + counts[g]!));
}

function sharesOf(multiplicities: Float32Array): Float32Array {
  const total = multiplicities.reduce((sum, value) => sum + value, 0);
  return multiplicities.map((value) => value / total);
}

function indices(values: Float32Array): tf.Tensor1D {
  return tf.tensor1d(Int32Array.from(values), 'int32');
}

function column(values: Float32Array): tf.Tensor2D {
  return tf.tensor2d(values, [values.length, 1]);
}
