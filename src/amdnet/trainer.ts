/** Fits a network's parameters to labelled crystals, step by step; a checkpoint goes on as if it had never stopped. */
import * as tf from '@tensorflow/tfjs-core';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { Adam } from './adam.js';
import { batchOf } from './batch.js';
import type { Example } from './labels.js';
import { type LossWeights, lossOf, targetsOf } from './loss.js';
import type { Network } from './networks/network.js';
import { Parameters } from './parameters.js';
import { randomFor } from './random.js';
import type { Scales } from './scales.js';
import { strained } from './strain.js';

export interface TrainingSettings {
  readonly seed: number;
  readonly epochs: number;
  /** Crystals in a step. */
  readonly batchSize: number;
  /** Adam's rate at its highest. */
  readonly rate: number;
  /** Part of the steps in which the rate rises from 0 to its highest; then it falls along a cosine to 0. */
  readonly warmUp: number;
  readonly weightDecay: number;
  /** See `strained`; 0 for crystals as they are. */
  readonly strain: number;
  readonly loss: LossWeights;
}

export interface TrainerState {
  readonly step: number;
  readonly values: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly mean: Float32Array;
}

const LONGEST_GRADIENT = 1;
/** What a step leaves of the running mean of the parameters: it looks back upon some 500 steps. */
const MEMORY = 0.998;

export class Trainer {
  readonly parameters: Parameters;
  readonly stepsPerEpoch: number;
  private readonly adam: Adam;
  private order: { readonly epoch: number; readonly examples: Uint32Array } | null = null;

  /** @param initial of the same network: their values are started from */
  constructor(
    readonly network: Network,
    private readonly examples: readonly Example[],
    private readonly scales: Scales,
    private readonly settings: TrainingSettings,
    initial?: Parameters,
  ) {
    this.stepsPerEpoch = Math.max(1, Math.floor(examples.length / settings.batchSize));
    this.parameters = new Parameters(settings.seed);
    tf.tidy(() => network.forward(this.parameters, batchOf([examples[0]!.graph])).values);
    this.parameters.close();
    if (initial !== undefined) this.parameters.copy(initial);
    this.adam = new Adam(this.parameters.read(), {
      weightDecay: settings.weightDecay,
      longestGradient: LONGEST_GRADIENT,
      memory: MEMORY,
    });
  }

  get step(): number {
    return this.adam.step;
  }

  get steps(): number {
    return this.stepsPerEpoch * this.settings.epochs;
  }

  /** Running mean of the parameters: less noisy than the last of them. */
  get mean(): Float32Array {
    return this.adam.mean;
  }

  get state(): TrainerState {
    const { step, values, first, second, mean } = this.adam;
    return { step, values, first, second, mean };
  }

  resume({ step, values, first, second, mean }: TrainerState): void {
    this.adam.step = step;
    this.adam.values.set(values);
    this.adam.first.set(first);
    this.adam.second.set(second);
    this.adam.mean.set(mean);
    this.parameters.write(values);
  }

  /** One step; its loss. */
  advance(): number {
    const batch = this.batch(this.adam.step);
    const { loss, gradient } = this.gradient(batch);
    this.adam.update(gradient, this.rate(this.adam.step));
    this.parameters.write(this.adam.values);
    return loss;
  }

  private gradient(examples: readonly Example[]): { loss: number; gradient: Float32Array } {
    const gradient = new Float32Array(this.parameters.size);
    const loss = tf.tidy(() => {
      const batch = batchOf(examples.map(({ graph }) => graph));
      const targets = targetsOf(
        examples.map(({ labels }) => labels),
        this.scales,
      );
      const variables = [...this.parameters.all];
      const { value, grads } = tf.variableGrads(
        () => lossOf(this.network.forward(this.parameters, batch).values, targets, this.settings.loss),
        variables,
      );
      let at = 0;
      for (const variable of variables) {
        gradient.set(grads[variable.name]!.dataSync<'float32'>(), at);
        at += variable.size;
      }
      return value.dataSync()[0]!;
    });
    return { loss, gradient };
  }

  /** Each epoch goes through the examples in an order of its own, and leaves out those that would not fill a step. */
  private batch(step: number): Example[] {
    const { batchSize, seed, strain } = this.settings;
    const epoch = Math.floor(step / this.stepsPerEpoch);
    if (this.order?.epoch !== epoch) this.order = { epoch, examples: shuffled(this.examples.length, seed, epoch) };
    const begin = (step % this.stepsPerEpoch) * batchSize;
    const random = randomFor(`strain ${seed} ${step}`);
    return Array.from(this.order.examples.subarray(begin, begin + batchSize), (index) => {
      const { graph, labels } = this.examples[index]!;
      return { labels, graph: strain === 0 ? graph : strained(graph, strain, random) };
    });
  }

  private rate(step: number): number {
    const { rate, warmUp } = this.settings;
    const part = step / this.steps;
    if (part < warmUp) return (rate * part) / warmUp;
    return 0.5 * rate * (1 + Math.cos((Math.PI * (part - warmUp)) / (1 - warmUp)));
  }
}

/** 0 … count − 1 in random order (Fisher & Yates). */
function shuffled(count: number, seed: number, epoch: number): Uint32Array {
  const random = randomFor(`order ${seed} ${epoch}`);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = uniformInt(random, 0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
