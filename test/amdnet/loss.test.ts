import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import type { Labels } from '../../src/amdnet/labels.js';
import { lossOf, targetsOf } from '../../src/amdnet/loss.js';
import { seeded } from '../motif/random.js';
import { naiveLoss } from '../oracles/amdnet/naive-loss.js';
import { onEachBackend } from './on-each-backend.js';
import { expectTwins, randomMatrix } from './twins.js';

const SCALES = { bandGap: 2, formationEnergyMean: -1.5, formationEnergySpread: 0.8 };
const WEIGHTS = { bandGap: 1, formationEnergy: 0.7, isMetal: 0.3 };
const UNKNOWN: Labels = { bandGap: null, formationEnergyPerAtom: null };
const LABELS: readonly Labels[] = [
  { bandGap: 0, formationEnergyPerAtom: -1 },
  { bandGap: 0, formationEnergyPerAtom: null },
  { bandGap: 3.2, formationEnergyPerAtom: -2.4 },
  { bandGap: 0.4, formationEnergyPerAtom: -0.3 },
  { bandGap: null, formationEnergyPerAtom: -2 },
  UNKNOWN,
];
const values = randomMatrix(LABELS.length, 3, seeded(5));
// Of the two metals one is said to have a gap, the other, rightly, none.
values[0]![0] = 0.7;
values[1]![0] = -0.7;

onEachBackend('the loss', () => {
  it('and its twin agree in answers and slopes', () => {
    const targets = targetsOf(LABELS, SCALES);
    expectTwins({
      inputs: { values },
      layer: (_, { values }) => [lossOf(values, targets, WEIGHTS)],
      twin: (_, { values }) => [[[naiveLoss(values, LABELS, SCALES, WEIGHTS)]]],
    });
  });

  it('is 0 where nothing is known', () => {
    const loss = lossOf(
      tf.tensor2d(values),
      targetsOf(
        LABELS.map(() => UNKNOWN),
        SCALES,
      ),
      WEIGHTS,
    );
    expect(loss.dataSync()[0]).toBe(0);
  });
});
