/**
 * A model's answers for crystals, with what they rest on. Several members answer; their mean is the prediction, and their
 * standard deviation gives, with the calibration on the validation set, its interval.
 */
import * as tf from '@tensorflow/tfjs-core';
import { batchOf } from './batch.js';
import { cautionsFor } from './domain.js';
import type { DualGraph } from './graphs.js';
import { metalAnswer, metalLogOdds, probabilityOf } from './metal-odds.js';
import { type Interval, type Model, type ModelInfo, networkOf } from './model.js';
import type { NodeVotes } from './networks/network.js';
import { portions } from './outputs.js';
import type { Contribution, Estimate, Prediction } from './prediction.js';
import { columnOf, type NumberProperty, PROPERTIES, perNumber, perProperty } from './properties.js';
import { bounded, scaleOf } from './scales.js';
import { mean, standardDeviation } from './statistics.js';

/** One member's raw outputs, and what each node adds to them; [rows, properties]. */
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
    const units = inUnitsOf(
      model,
      outputs.map(({ values }) => values),
      crystal,
    );
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

/** Of one row of the members' outputs, column by column. @param figure over the members */
function rowOf(outputs: readonly Float32Array[], row: number, figure: (values: readonly number[]) => number): number[] {
  return PROPERTIES.map((_, column) => figure(outputs.map((values) => values[PROPERTIES.length * row + column]!)));
}

/** The answer in the units of the properties, and what turns raw contributions into those that sum up to it. */
function inUnitsOf({ info }: Model, outputs: readonly Float32Array[], crystal: number) {
  const said = rowOf(outputs, crystal, mean);
  const deviations = rowOf(outputs, crystal, standardDeviation);
  // A gap can't be below 0: what the nodes say beyond that is taken back from all of them alike.
  const parts = perNumber((property) => {
    const column = columnOf(property);
    const [raw, start] = [said[column]!, info.means[column]!];
    return raw === start ? 1 : (bounded(property, raw) - start) / (raw - start);
  });
  return {
    answer: {
      ...perNumber((property) =>
        estimateOf(property, said[columnOf(property)]!, deviations[columnOf(property)]!, info),
      ),
      isMetal: probabilityOf(metalLogOdds(info.metal, metalAnswer(said))),
    },
    inUnits: (raw: readonly number[]): Omit<Contribution, 'orbit'> =>
      perProperty((property) =>
        property === 'isMetal'
          ? metalLogOdds({ ...info.metal, offset: 0 }, metalAnswer(raw))
          : scaleOf(property, info.scales).unit * parts[property] * raw[columnOf(property)]!,
      ),
  };
}

/** @param raw the members' mean. @param rawDeviation of the members */
function estimateOf(property: NumberProperty, raw: number, rawDeviation: number, info: ModelInfo): Estimate {
  const { offset, unit } = scaleOf(property, info.scales);
  const value = offset + unit * bounded(property, raw);
  const half = halfWidth(info.intervals[property], unit * rawDeviation);
  return { value, low: bounded(property, value - half), high: value + half };
}

/** Half the width of the interval that a model states. @param deviation of the members, in the property's unit */
function halfWidth({ factor, floor }: Interval, deviation: number): number {
  return factor * (floor + deviation);
}

function contributions(
  outputs: readonly Float32Array[],
  first: number,
  end: number,
  orbitOf: (node: number) => number,
  inUnits: (raw: readonly number[]) => Omit<Contribution, 'orbit'>,
): Contribution[] {
  return Array.from({ length: end - first }, (_, node) => ({
    orbit: orbitOf(node),
    ...inUnits(rowOf(outputs, first + node, mean)),
  }));
}
