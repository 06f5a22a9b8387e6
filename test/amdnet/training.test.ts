import { describe, expect, it } from 'vitest';
import { modelOf } from '../../src/amdnet/ensemble.js';
import type { Neighbourhood } from '../../src/amdnet/graphs.js';
import { meanAnswer } from '../../src/amdnet/mean-answer.js';
import { MemberTraining } from '../../src/amdnet/member-training.js';
import { readModel, writeModel } from '../../src/amdnet/model-file.js';
import { dualNetwork } from '../../src/amdnet/networks/dual.js';
import type { Network } from '../../src/amdnet/networks/network.js';
import { paperNetwork } from '../../src/amdnet/networks/paper.js';
import { predict } from '../../src/amdnet/predict.js';
import { scalesOf } from '../../src/amdnet/scales.js';
import { Trainer, type TrainingSettings } from '../../src/amdnet/trainer.js';
import { evenWeights, labelled, orbitGraph, sampleCrystals } from './examples.js';
import { useTfjsNode } from './tfjs-node.js';

const skipReason = await useTfjsNode();

const SMALL = { kind: 'dual', width: 8, atomLayers: 1, motifLayers: 1 } as const;
const SETTINGS: TrainingSettings = {
  seed: 1,
  epochs: 4,
  batchSize: 8,
  rate: 0.01,
  warmUp: 0.1,
  weightDecay: 0.01,
  strain: 0.01,
  loss: { ...evenWeights(1), isMetal: 0.5 },
};

function lengthOf(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

describe.skipIf(skipReason !== null)(`training (${skipReason ?? 'tfjs-node is here'})`, async () => {
  /** Those with the smallest graphs first. */
  const crystals = (skipReason === null ? await sampleCrystals() : []).toSorted(
    (a, b) => a.analysis.orbits.length - b.analysis.orbits.length,
  );
  const examplesWith = (neighbourhood: Neighbourhood, count: number) =>
    crystals.slice(0, count).map((crystal) => labelled(orbitGraph(crystal, neighbourhood)));
  const examples = examplesWith('voronoi', 64);
  const validation = examples.filter((_, i) => i % 4 === 0);
  const train = examples.filter((_, i) => i % 4 !== 0);
  /** The paper's network is slow. */
  const fewFor = ({ neighbourhood }: Network) => examplesWith(neighbourhood, 16);
  const scales = scalesOf(train.map(({ labels }) => labels));
  const small = dualNetwork(SMALL);
  const member = (settings: Partial<TrainingSettings> = {}, patience = 1000) =>
    new MemberTraining({
      network: small,
      train,
      validation,
      scales,
      settings: { ...SETTINGS, ...settings },
      patience,
    });
  const finish = (training: MemberTraining) => {
    while (!training.finished) training.advance();
    return training;
  };

  it.each<[string, Network, number]>([
    ['paper', paperNetwork, 0.003],
    ['dual', small, 0.02],
  ])('the network %s learns a small problem', (_, network, rate) => {
    const settings = { ...SETTINGS, epochs: 40, rate, weightDecay: 0 };
    const trainer = new Trainer(network, fewFor(network), scales, settings);
    const losses: number[] = [];
    while (trainer.step < trainer.steps) losses.push(trainer.advance());
    const mean = (some: readonly number[]) => some.reduce((sum, loss) => sum + loss, 0) / some.length;
    expect(mean(losses.slice(-10))).toBeLessThan(0.4 * mean(losses.slice(0, 3)));
  });

  it.each<[string, Network]>([
    ['paper', paperNetwork],
    ['dual', small],
  ])("the gradient of the network %s is the loss's slope", (_, network) => {
    // Weights this small keep the gradient below the length to which it would be cut.
    const loss = evenWeights(0.05);
    const few = fewFor(network);
    const settings = { ...SETTINGS, loss, batchSize: few.length };
    const fresh = () => new Trainer(network, few, scales, settings);
    const trainer = fresh();
    const values = trainer.parameters.read();
    trainer.advance();
    // Adam's first moment after one step is a tenth of the gradient (Kingma & Ba 2015, algorithm 1).
    const gradient = trainer.state.first.map((value) => 10 * value);
    expect(lengthOf(gradient)).toBeLessThan(1);
    let at = 0;
    let compared = 0;
    for (const { size } of trainer.parameters.all) {
      const part = gradient.subarray(at, at + size);
      const length = lengthOf(part);
      if (length > 5e-3 && compared < 16) {
        const shifted = (by: number) => {
          const moved = values.slice();
          part.forEach((slope, i) => {
            moved[at + i]! += (by * slope) / length;
          });
          const other = fresh();
          other.parameters.write(moved);
          const value = other.advance();
          other.parameters.dispose();
          return value;
        };
        const h = 5e-3;
        expect((shifted(h) - shifted(-h)) / (2 * h) / length).toBeCloseTo(1, 1);
        compared++;
      }
      at += size;
    }
    expect(compared).toBeGreaterThan(8);
  });

  it('gives the same parameters for the same seed, others for another', () => {
    const [one, same, other] = [member(), member(), member({ seed: 2 })].map((training) => finish(training));
    expect(same!.best!.parameters).toEqual(one!.best!.parameters);
    expect(other!.best!.parameters).not.toEqual(one!.best!.parameters);
  });

  it('goes on from any step as if it had never stopped', () => {
    const unbroken = finish(member());
    const { steps } = unbroken.trainer;
    for (const stop of [1, Math.floor(steps / 2), steps - 1]) {
      const first = member();
      while (first.trainer.step < stop) first.advance();
      const state = structuredClone(first.state);
      const second = member();
      second.resume(state);
      finish(second);
      expect(second.curve).toEqual(unbroken.curve);
      expect(second.best).toEqual(unbroken.best);
      expect(second.state.trainer).toEqual(unbroken.state.trainer);
    }
  });

  it('ends when the validation part gains no more, and keeps the best', () => {
    // A rate that leads away from any minimum.
    const training = finish(member({ epochs: 200, rate: 0.5, weightDecay: 0 }, 5));
    const { curve, best } = training;
    expect(curve.length).toBe(best!.epoch + 5);
    expect(best!.validationError).toBe(Math.min(...curve.map(({ validationError }) => validationError)));
    expect(best!.validationError).toBe(curve[best!.epoch - 1]!.validationError);
  });

  it('makes models whose intervals hold nine tenths of the validation part, and whose contributions sum up', () => {
    const members = [1, 2].map((seed) => {
      const { trainer, best } = finish(member({ seed, epochs: 10 }));
      trainer.parameters.write(best!.parameters);
      return trainer.parameters;
    });
    const model = modelOf({ name: 'test', version: '1', network: SMALL, scales, members, train, validation });
    const graphs = validation.map(({ graph }) => graph);
    const predictions = predict(model, graphs);
    const inside = predictions.filter(({ bandGap: { low, high } }, i) => {
      const truth = validation[i]!.labels.bandGap!;
      return low <= truth && truth <= high;
    });
    expect(inside.length / validation.length).toBeGreaterThanOrEqual(0.9);

    const mean = meanAnswer(model.info);
    for (const { bandGap, formationEnergyPerAtom, isMetal, contributions } of predictions) {
      const { atoms, motifs } = contributions!;
      expect(motifs.length).toBeGreaterThan(0);
      const all = [...atoms, ...motifs];
      const sum = (of: (part: (typeof all)[number]) => number) => all.reduce((total, part) => total + of(part), 0);
      expect(sum((part) => part.bandGap)).toBeCloseTo(bandGap.value - mean.bandGap, 4);
      expect(sum((part) => part.formationEnergyPerAtom)).toBeCloseTo(
        formationEnergyPerAtom.value - mean.formationEnergyPerAtom,
        4,
      );
      expect(sum((part) => part.isMetal)).toBeCloseTo(Math.log(isMetal / (1 - isMetal)) - mean.isMetal, 3);
    }
    // What was learned counts, not what the numbers began as.
    const bytes = writeModel(model);
    const again = readModel(bytes);
    const turned = bytes.toString('latin1').replace(/"shape":\[(\d+),(?!\1\])(\d+)\]/, '"shape":[$2,$1]');
    expect(() => readModel(Buffer.from(turned, 'latin1'))).toThrow('It is damaged');
    expect(predict(again, graphs)).toEqual(predictions);
  });
});
