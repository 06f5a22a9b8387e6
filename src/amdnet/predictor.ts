/**
 * A model's answers for crystals, with what they rest on. Several members answer; their mean counts, and their spread
 * tells, with what calibration on the validation set found, how wrong it may be.
 */
import * as tf from '@tensorflow/tfjs-core';
import { batchOf } from './batch.js';
import { cautionsFor } from './domain.js';
import { portions } from './forecast.js';
import type { DualGraph } from './graphs.js';
import { metalLogOdds, probabilityOf } from './metal-odds.js';
import { type Interval, type Model, networkOf } from './model.js';
import type { NodeVotes } from './networks/network.js';
import { formationEnergyOf } from './scales.js';
import { mean, spread } from './statistics.js';

export interface Estimate {
  readonly value: number;
  /** Ends of the interval that holds the DFT value in 90 % of the cases. */
  readonly low: number;
  readonly high: number;
}

/** What one node adds to the difference between a crystal's answer and the mean answer over the training data. */
export interface Contribution {
  /** Position of the symmetry orbit in the analysis. */
  readonly orbit: number;
  /** eV. */
  readonly bandGap: number;
  /** eV/atom. */
  readonly formationEnergyPerAtom: number;
  /** Of the log-odds of being a metal. */
  readonly isMetal: number;
}

export interface Prediction {
  readonly id: string;
  /** eV, not below 0. */
  readonly bandGap: Estimate;
  /** eV/atom. */
  readonly formationEnergyPerAtom: Estimate;
  /** Probability. */
  readonly isMetal: number;
  /** Why the answers are to be taken with care; empty where they aren't. */
  readonly cautions: readonly string[];
  readonly model: { readonly name: string; readonly version: string };
  /** Null where the network's answer can't be split. */
  readonly contributions: { readonly atoms: readonly Contribution[]; readonly motifs: readonly Contribution[] } | null;
}

/** One member's raw outputs, and what each node adds to them; [rows, 3]. */
interface MemberOutput {
  readonly values: Float32Array;
  readonly atoms: Float32Array | null;
  readonly motifs: Float32Array | null;
}

/** Call `useBackend` before. One prediction for each graph, in their order. */
export function predict(model: Model, graphs: readonly DualGraph[]): Prediction[] {
  return portions(graphs).flatMap((portion) => predictTogether(model, portion));
}

function predictTogether(model: Model, graphs: readonly DualGraph[]): Prediction[] {
  const outputs = memberOutputs(model, graphs);
  let atom = 0;
  let motif = 0;
  return graphs.map((graph, crystal) => {
    const firstAtom = atom;
    const firstMotif = motif;
    atom += graph.atoms.atomicNumbers.length;
    motif += graph.motifs.atoms.length;
    const raw = outputs.map(({ values }) => rowAt(values, crystal));
    const units = inUnitsOf(model, raw);
    return {
      id: graph.id,
      ...units.answer,
      cautions: cautionsFor(graph, model.info.domain),
      model: { name: model.info.name, version: model.info.version },
      contributions: outputs.every(({ atoms }) => atoms !== null)
        ? {
            atoms: contributions(
              outputs.map(({ atoms }) => atoms!),
              firstAtom,
              atom,
              (node) => node,
              units.inUnits,
            ),
            motifs: outputs.every(({ motifs }) => motifs !== null)
              ? contributions(
                  outputs.map(({ motifs }) => motifs!),
                  firstMotif,
                  motif,
                  (node) => graph.motifs.atoms[node]!,
                  units.inUnits,
                )
              : [],
          }
        : null,
    };
  });
}

function memberOutputs({ info, members }: Model, graphs: readonly DualGraph[]): MemberOutput[] {
  const network = networkOf(info.network);
  const outputs: MemberOutput[] = [];
  tf.tidy(() => {
    const batch = batchOf(graphs);
    for (const parameters of members) {
      tf.tidy(() => {
        const { values, nodes } = network.forward(parameters, batch);
        outputs.push({
          values: values.dataSync<'float32'>() as Float32Array,
          atoms: nodes === undefined ? null : added(nodes.atoms, info.means),
          motifs: nodes?.motifs === undefined ? null : added(nodes.motifs, info.means),
        });
      });
    }
  });
  return outputs;
}

/** Weight · (says − mean): as the weights of a crystal sum to 1, these sum to its answer less the mean. */
function added({ says, weights }: NodeVotes, means: readonly number[]): Float32Array {
  return tf.mul(weights, tf.sub(says, tf.tensor1d([...means]))).dataSync<'float32'>() as Float32Array;
}

function rowAt(values: Float32Array, row: number): readonly [number, number, number] {
  return [values[3 * row]!, values[3 * row + 1]!, values[3 * row + 2]!];
}

/** The answer in the units of the properties, and what turns raw contributions into those that sum up to it. */
function inUnitsOf({ info }: Model, raw: readonly (readonly [number, number, number])[]) {
  const { scales, means, intervals, metal } = info;
  const [gaps, energies, odds] = [0, 1, 2].map((column) => raw.map((values) => values[column]!)) as [
    number[],
    number[],
    number[],
  ];
  const gap = mean(gaps);
  // A gap can't be below 0: what the nodes say beyond that is taken back from all of them alike.
  const clipped = Math.max(0, gap);
  const gapPart = gap === means[0] ? 1 : (clipped - means[0]) / (gap - means[0]);
  const energy = formationEnergyOf(mean(energies), scales);
  const gapHalf = halfWidth(intervals.bandGap, scales.bandGap * spread(gaps));
  const energyHalf = halfWidth(intervals.formationEnergyPerAtom, scales.formationEnergySpread * spread(energies));
  const bandGap = scales.bandGap * clipped;
  return {
    answer: {
      bandGap: { value: bandGap, low: Math.max(0, bandGap - gapHalf), high: bandGap + gapHalf },
      formationEnergyPerAtom: { value: energy, low: energy - energyHalf, high: energy + energyHalf },
      isMetal: probabilityOf(metalLogOdds(metal, { gap, odds: mean(odds) })),
    },
    inUnits: ([gap, energy, odds]: readonly [number, number, number]) => ({
      bandGap: scales.bandGap * gapPart * gap,
      formationEnergyPerAtom: scales.formationEnergySpread * energy,
      isMetal: metalLogOdds({ ...metal, offset: 0 }, { gap, odds }),
    }),
  };
}

/** Half the width of the interval that a model states. @param spread of the members, in the property's unit */
export function halfWidth({ factor, floor }: Interval, spread: number): number {
  return factor * (floor + spread);
}

function contributions(
  outputs: readonly Float32Array[],
  first: number,
  end: number,
  orbitOf: (node: number) => number,
  inUnits: (raw: readonly [number, number, number]) => Omit<Contribution, 'orbit'>,
): Contribution[] {
  return Array.from({ length: end - first }, (_, node) => {
    const of = (column: number) => mean(outputs.map((values) => values[3 * (first + node) + column]!));
    return { orbit: orbitOf(node), ...inUnits([of(0), of(1), of(2)]) };
  });
}
