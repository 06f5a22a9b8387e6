/** Trains the members of a model one after the other, with checkpoints: after a break the same call goes on. */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { modelOf } from '../amdnet/ensemble.js';
import { GRAPHS_VERSION } from '../amdnet/graphs.js';
import type { Example } from '../amdnet/labels.js';
import { type EpochFigures, type MemberState, MemberTraining } from '../amdnet/member-training.js';
import { type Model, type NetworkSettings, networkOf } from '../amdnet/model.js';
import { Parameters } from '../amdnet/parameters.js';
import { scalesOf } from '../amdnet/scales.js';
import type { TrainingSettings } from '../amdnet/trainer.js';
import { ANALYSIS_VERSION } from '../motif/method.js';
import { writeBytes } from './whole-file.js';

export interface TrainOptions {
  readonly name: string;
  readonly version: string;
  readonly network: NetworkSettings;
  /** Of the first member; each further one has the next seed. */
  readonly settings: TrainingSettings;
  readonly members: number;
  /** See `MemberTraining`. */
  readonly patience: number;
  /** Of the same network: its parameters are started from, in its scales. */
  readonly initial?: Model;
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  /** Where checkpoints are kept. */
  readonly folder: string;
  /** Ends it after the step under way, with a checkpoint. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainProgress) => void;
  readonly onEpoch?: (members: readonly MemberReport[]) => Promise<void>;
}

export interface TrainProgress {
  /** Of all steps of all members. */
  readonly share: number;
  /** Counted from 1. */
  readonly member: number;
  readonly last: EpochFigures | null;
}

export interface MemberReport {
  readonly seed: number;
  readonly bestEpoch: number | null;
  readonly curve: readonly EpochFigures[];
}

export interface Trained {
  readonly model: Model;
  readonly members: readonly MemberReport[];
}

/** The checkpoints belong to something else. */
export class CheckpointError extends Error {}

/** The parameters ran away. */
export class DivergedError extends Error {}

const CHECKPOINT_EVERY_SECONDS = 120;

/**
 * Call `useBackend` before. Null when the signal ended it.
 *
 * @throws CheckpointError, DivergedError
 */
export async function train(options: TrainOptions): Promise<Trained | null> {
  const { name, version, network, initial, members, folder } = options;
  await mkdir(folder, { recursive: true });
  const scales = initial?.info.scales ?? scalesOf(options.train.map(({ labels }) => labels));
  const reports: MemberReport[] = [];
  const trained: Parameters[] = [];
  for (let index = 0; index < members; index++) {
    const settings = { ...options.settings, seed: options.settings.seed + index };
    const start = initial?.members[index % initial.members.length];
    const training = new MemberTraining({
      network: networkOf(network),
      train: options.train,
      validation: options.validation,
      scales,
      settings,
      patience: options.patience,
      ...(start && { initial: start }),
    });
    const checkpoint = await Checkpoint.open(
      join(folder, `seed-${settings.seed}.checkpoint`),
      keyOf(options, settings, start),
    );
    if (checkpoint.state !== null) training.resume(checkpoint.state);
    const report = () => ({ seed: settings.seed, bestEpoch: training.best?.epoch ?? null, curve: training.curve });
    const { parameters, steps } = training.trainer;
    while (!training.finished) {
      // Lets signals and other work come in: a step holds the thread.
      await setImmediate();
      if (options.signal?.aborted) {
        await checkpoint.write(training.state);
        parameters.dispose();
        return null;
      }
      const isEpoch = training.advance();
      if (isEpoch && !Number.isFinite(training.curve.at(-1)!.validationLoss)) {
        throw new DivergedError(
          `The validation loss of seed ${settings.seed} is not a number. Delete ${folder} and train with a lower --rate.`,
        );
      }
      if (isEpoch || checkpoint.isDue) await checkpoint.write(training.state);
      if (isEpoch) await options.onEpoch?.([...reports, report()]);
      const share = (index + training.trainer.step / steps) / members;
      options.onProgress?.({ share, member: index + 1, last: training.curve.at(-1) ?? null });
    }
    reports.push(report());
    parameters.write(training.best!.parameters);
    trained.push(parameters);
  }
  const { train: examples, validation } = options;
  return {
    model: modelOf({ name, version, network, scales, members: trained, train: examples, validation }),
    members: reports,
  };
}

/** One member's state on disk, whole at any time. */
class Checkpoint {
  private written = performance.now();

  private constructor(
    private readonly file: string,
    private readonly key: string,
    readonly state: MemberState | null,
  ) {}

  static async open(file: string, key: string): Promise<Checkpoint> {
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (bytes === null) return new Checkpoint(file, key, null);
    let found: { key: string; state: MemberState };
    try {
      found = deserialize(bytes) as { key: string; state: MemberState };
    } catch {
      throw new CheckpointError(`${file} is damaged; delete it to train this member from the beginning.`);
    }
    if (found.key !== key) {
      throw new CheckpointError(
        `${file} belongs to a training with other settings or data. Name another folder with --work, or delete the file.`,
      );
    }
    return new Checkpoint(file, key, found.state);
  }

  get isDue(): boolean {
    return performance.now() - this.written > 1000 * CHECKPOINT_EVERY_SECONDS;
  }

  async write(state: MemberState): Promise<void> {
    await writeBytes(this.file, serialize({ key: this.key, state }));
    this.written = performance.now();
  }
}

/** Of all that the result depends on. */
function keyOf(options: TrainOptions, settings: TrainingSettings, initial: Parameters | undefined): string {
  const hash = createHash('sha256');
  hash.update(
    JSON.stringify([
      ANALYSIS_VERSION,
      GRAPHS_VERSION,
      options.network,
      settings,
      options.patience,
      options.initial?.info.scales,
    ]),
  );
  for (const part of [options.train, options.validation]) {
    hash.update(JSON.stringify(part.map(({ graph, labels }) => [graph.id, labels])));
    for (const { graph } of part) hash.update(graph.atoms.distances).update(graph.motifs.fingerprints);
  }
  if (initial !== undefined) hash.update(new Uint8Array(initial.read().buffer));
  return hash.digest('hex');
}
