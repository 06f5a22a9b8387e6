/** A model from trained members: what they say on the mean, how wrong they are, and what they have seen. */
import { calibrate } from './calibration.js';
import { domainOf } from './domain.js';
import { rawOutputs } from './forecast.js';
import type { Example, Labels } from './labels.js';
import { fitMetalOdds } from './metal-odds.js';
import { type Interval, type Model, type NetworkSettings, networkOf } from './model.js';
import type { Parameters } from './parameters.js';
import { bandGapOf, formationEnergyOf, type Scales } from './scales.js';
import { mean, spread } from './statistics.js';

export interface Ensemble {
  readonly name: string;
  readonly version: string;
  readonly network: NetworkSettings;
  readonly scales: Scales;
  readonly members: readonly Parameters[];
  readonly train: readonly Example[];
  /** Not trained on; both properties are known of some. */
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

/** Of each member, length 3 · examples. */
function outputsOf(network: NetworkSettings, members: readonly Parameters[], examples: readonly Example[]) {
  const graphs = examples.map(({ graph }) => graph);
  return members.map((parameters) => rawOutputs(networkOf(network), parameters, graphs));
}

/** What each member says of one crystal. */
function answersOf(outputs: readonly Float32Array[], crystal: number, column: number): number[] {
  return outputs.map((values) => values[3 * crystal + column]!);
}

function meansOf(outputs: readonly Float32Array[]): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (const values of outputs) {
    for (let i = 0; i < values.length; i++) sums[i % 3]! += values[i]!;
  }
  const count = outputs.reduce((sum, { length }) => sum + length / 3, 0);
  return sums.map((sum) => sum / count) as [number, number, number];
}

function metalOddsOf(outputs: readonly Float32Array[], examples: readonly Example[]) {
  const known = examples.flatMap(({ labels: { bandGap } }, i) => (bandGap === null ? [] : { index: i, bandGap }));
  const answer = (index: number, column: number) => mean(answersOf(outputs, index, column));
  return fitMetalOdds(
    known.map(({ index }) => ({ gap: answer(index, 0), odds: answer(index, 2) })),
    known.map(({ bandGap }) => bandGap === 0),
  );
}

function intervalsOf(outputs: readonly Float32Array[], examples: readonly Example[], scales: Scales) {
  const interval = (
    column: number,
    property: keyof Labels,
    scale: number,
    inUnit: (raw: number, scales: Scales) => number,
  ): Interval => {
    const errors: number[] = [];
    const spreads: number[] = [];
    examples.forEach(({ labels }, i) => {
      const truth = labels[property];
      if (truth === null) return;
      const answers = answersOf(outputs, i, column);
      errors.push(Math.abs(inUnit(mean(answers), scales) - truth));
      spreads.push(scale * spread(answers));
    });
    return calibrate(errors, spreads);
  };
  return {
    bandGap: interval(0, 'bandGap', scales.bandGap, bandGapOf),
    formationEnergyPerAtom: interval(1, 'formationEnergyPerAtom', scales.formationEnergySpread, formationEnergyOf),
  };
}
