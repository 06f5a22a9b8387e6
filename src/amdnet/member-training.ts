/** One member of a model, trained until the validation part no longer gains by it. */
import * as tf from '@tensorflow/tfjs-core';
import { evaluate } from './evaluation.js';
import type { Example } from './labels.js';
import { lossOf, targetsOf } from './loss.js';
import type { Network } from './networks/network.js';
import { inUnits, rawOutputs } from './outputs.js';
import type { Parameters } from './parameters.js';
import { NUMBERS, type NumberProperty, PROPERTIES, properties, type Stem } from './properties.js';
import { type Scales, scaleOf } from './scales.js';
import { Trainer, type TrainerState, type TrainingSettings } from './trainer.js';

/** The name of a property's mean absolute error. */
export type ErrorName = `${Stem<NumberProperty>}Mae`;

export function errorName(property: NumberProperty): ErrorName {
  return `${properties[property].stem}Mae`;
}

/** After an epoch; what is said of the validation part is said by the running mean of the parameters. */
export interface EpochFigures extends Readonly<Record<ErrorName, number>> {
  readonly epoch: number;
  /** Mean over the epoch's steps. */
  readonly loss: number;
  readonly validationLoss: number;
  /**
   * Errors of the answers, weighted as the loss is: mean absolute errors in units of the scales, and the part of the
   * crystals that are taken for the wrong kind. It chooses the best epoch. The loss would choose one too early: its cross
   * entropy rises as a network gets sure of itself, long before its answers get worse.
   */
  readonly validationError: number;
  /** Metal or not. */
  readonly accuracy: number;
}

export interface Best {
  readonly epoch: number;
  readonly validationError: number;
  readonly parameters: Float32Array;
}

export interface MemberState {
  readonly trainer: TrainerState;
  /** Over the steps of the epoch under way. */
  readonly lossSum: number;
  readonly curve: readonly EpochFigures[];
  readonly best: Best | null;
}

export interface MemberOptions {
  readonly network: Network;
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  readonly scales: Scales;
  readonly settings: TrainingSettings;
  /** Epochs without a lower validation error after which it ends. */
  readonly patience: number;
  /** See `Trainer`. */
  readonly initial?: Parameters;
}

export class MemberTraining {
  readonly trainer: Trainer;
  private lossSum = 0;
  private epochs: EpochFigures[] = [];
  private found: Best | null = null;

  constructor(private readonly options: MemberOptions) {
    const { network, train, scales, settings, initial } = options;
    this.trainer = new Trainer(network, train, scales, settings, initial);
  }

  get curve(): readonly EpochFigures[] {
    return this.epochs;
  }

  get best(): Best | null {
    return this.found;
  }

  get finished(): boolean {
    const { step, steps } = this.trainer;
    return step >= steps || this.epochs.length - (this.found?.epoch ?? 0) >= this.options.patience;
  }

  get state(): MemberState {
    return { trainer: this.trainer.state, lossSum: this.lossSum, curve: this.epochs, best: this.found };
  }

  resume({ trainer, lossSum, curve, best }: MemberState): void {
    this.trainer.resume(trainer);
    this.lossSum = lossSum;
    this.epochs = [...curve];
    this.found = best;
  }

  /** One step. True after the last of an epoch, when the validation part was looked at. */
  advance(): boolean {
    this.lossSum += this.trainer.advance();
    const { step, stepsPerEpoch } = this.trainer;
    if (step % stepsPerEpoch !== 0) return false;
    const figures = this.validate(step / stepsPerEpoch, this.lossSum / stepsPerEpoch);
    this.lossSum = 0;
    this.epochs.push(figures);
    const { epoch, validationError } = figures;
    if (this.found === null || validationError < this.found.validationError) {
      this.found = { epoch, validationError, parameters: this.trainer.mean.slice() };
    }
    return true;
  }

  private validate(epoch: number, loss: number): EpochFigures {
    const { network, validation, scales, settings } = this.options;
    const { parameters, state } = this.trainer;
    parameters.write(state.mean);
    const values = rawOutputs(
      network,
      parameters,
      validation.map(({ graph }) => graph),
    );
    parameters.write(state.values);
    const labels = validation.map((example) => example.labels);
    const validationLoss = tf.tidy(() => {
      const outputs = tf.tensor2d(values, [validation.length, PROPERTIES.length]);
      return lossOf(outputs, targetsOf(labels, scales), settings.loss).dataSync()[0]!;
    });
    const width = PROPERTIES.length;
    const figures = evaluate(
      validation.map((_, i) => inUnits(values.subarray(width * i, width * (i + 1)), scales)),
      labels,
    );
    const errors = PROPERTIES.map((property) => {
      const weight = settings.loss[properties[property].stem];
      if (property === 'isMetal') return weight * (1 - figures.isMetal.accuracy);
      return (weight * figures[property].mae) / scaleOf(property, scales).unit;
    });
    return {
      epoch,
      loss,
      validationLoss,
      validationError: errors.reduce((sum, error) => sum + error, 0),
      ...(Object.fromEntries(NUMBERS.map((property) => [errorName(property), figures[property].mae])) as Record<
        ErrorName,
        number
      >),
      accuracy: figures.isMetal.accuracy,
    };
  }
}
