/** A model from trained members: what they say on the mean, how wrong they are, and what they have seen. */
import { calibrate } from './calibration.js';
import { domainOf } from './domain.js';
import { type Example, metalLabel } from './labels.js';
import { fitMetalOdds, metalAnswer } from './metal-odds.js';
import { type Model, type NetworkSettings, networkOf } from './model.js';
import { rawOutputs } from './outputs.js';
import type { Parameters } from './parameters.js';
import { columnOf, PROPERTIES, perNumber } from './properties.js';
import { type Scales, scaleOf, valueFrom } from './scales.js';
import { mean, standardDeviation } from './statistics.js';

export interface Ensemble {
  readonly name: string;
  readonly version: string;
  readonly network: NetworkSettings;
  readonly scales: Scales;
  readonly members: readonly Parameters[];
  readonly train: readonly Example[];
  /** Not trained on; each property is known of some. */
  readonly validation: readonly Example[];
}

export function modelOf({ name, version, network, scales, members, train, validation }: Ensemble): Model {
  const validated = outputsOf(network, members, validation);
  return {
    members,
    info: {
      name,
      version,
      network,
      members: members.length,
      scales,
      intervals: intervalsOf(validated, validation, scales),
      metal: metalOddsOf(validated, validation),
      means: meansOf(outputsOf(network, members, train)),
      domain: domainOf(train.map(({ graph }) => graph)),
    },
  };
}

/** Of each member, as `rawOutputs` says it. */
function outputsOf(network: NetworkSettings, members: readonly Parameters[], examples: readonly Example[]) {
  const graphs = examples.map(({ graph }) => graph);
  return members.map((parameters) => rawOutputs(networkOf(network), parameters, graphs));
}

/** What each member says of one crystal. */
function answersOf(outputs: readonly Float32Array[], crystal: number, column: number): number[] {
  return outputs.map((values) => values[PROPERTIES.length * crystal + column]!);
}

function meansOf(outputs: readonly Float32Array[]): number[] {
  const sums = PROPERTIES.map(() => 0);
  for (const values of outputs) {
    for (let i = 0; i < values.length; i++) sums[i % sums.length]! += values[i]!;
  }
  const count = outputs.reduce((sum, { length }) => sum + length / sums.length, 0);
  return sums.map((sum) => sum / count);
}

function metalOddsOf(outputs: readonly Float32Array[], examples: readonly Example[]) {
  const known = examples.flatMap(({ labels }, index) => {
    const isMetal = metalLabel(labels);
    return isMetal === null ? [] : [{ index, isMetal }];
  });
  return fitMetalOdds(
    known.map(({ index }) => metalAnswer(PROPERTIES.map((_, column) => mean(answersOf(outputs, index, column))))),
    known.map(({ isMetal }) => isMetal),
  );
}

function intervalsOf(outputs: readonly Float32Array[], examples: readonly Example[], scales: Scales) {
  return perNumber((property) => {
    const errors: number[] = [];
    const deviations: number[] = [];
    examples.forEach(({ labels: { [property]: truth } }, i) => {
      if (truth === null) return;
      const answers = answersOf(outputs, i, columnOf(property));
      errors.push(Math.abs(valueFrom(property, mean(answers), scales) - truth));
      deviations.push(scaleOf(property, scales).unit * standardDeviation(answers));
    });
    return calibrate(errors, deviations);
  });
}
