/** `motifgraph train`: AMDNet from structures whose properties are known. */
import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { BackendError, useBackend } from '../amdnet/backend.js';
import type { LossWeights } from '../amdnet/loss.js';
import { type EpochFigures, errorName } from '../amdnet/member-training.js';
import { type Model, type NetworkSettings, networkOf } from '../amdnet/model.js';
import { loadModel, ModelFileError, writeModel } from '../amdnet/model-file.js';
import { type NumberProperty, PROPERTIES, properties } from '../amdnet/properties.js';
import { capitalized, numberWord } from '../motif/description/words.js';
import { LABEL_COLUMNS } from '../pipeline/label-table.js';
import {
  CheckpointError,
  DivergedError,
  type Trained,
  type TrainProgress,
  train as trainModel,
} from '../pipeline/train.js';
import { writeBytes } from '../pipeline/whole-file.js';
import { evaluationText, score } from './evaluation-report.js';
import { EXIT, inWords, UserError } from './exit.js';
import { onInterrupt } from './interrupt.js';
import {
  LABELS_HELP,
  type LabelledOptions,
  type LabelledStructures,
  leftOut,
  readLabelled,
  withLabelOptions,
} from './labelled.js';
import { FILES_HELP, wholeNumber } from './options.js';
import { count, counted, duration, peakMemory, print } from './output.js';
import { StageProgress } from './progress.js';
import { writeCurves } from './training-report.js';

interface TrainCommandOptions extends LabelledOptions {
  readonly out: string;
  readonly work?: string;
  readonly name?: string;
  readonly modelVersion: string;
  readonly network: NetworkSettings['kind'];
  readonly width: number;
  readonly atomLayers: number;
  readonly motifLayers: number;
  readonly initial?: string;
  readonly members: number;
  readonly seed: number;
  readonly epochs: number;
  readonly patience: number;
  readonly batchSize: number;
  readonly rate: number;
  readonly warmUp: number;
  readonly weightDecay: number;
  readonly strain: number;
  readonly loss: LossWeights;
}

/** `gap,energy,metal`. */
const LOSSES = PROPERTIES.map((property) => properties[property].name.split(' ').at(-1)).join(',');
const USUAL_WEIGHTS = PROPERTIES.map((property) => properties[property].lossWeight).join(',');

export function trainCommand(): Command {
  const command = new Command('train')
    .description('Train AMDNet on labelled structures. Can be stopped at any time and continued by the same command.')
    .argument('<path...>', 'structure files, folders, archives')
    .requiredOption('--out <file>', 'the model file to write (safetensors)')
    .option('--work <folder>', 'folder for checkpoints, learning curves and the report (default: beside the model)')
    .option('--name <name>', 'name of the model, shown with each prediction (default: the name of its file)')
    .option('--model-version <text>', 'version of the model, shown with each prediction', '1')
    .addOption(
      new Option('--network <name>', 'the gated atom–motif network, or that of Banjade et al. 2021')
        .choices(['dual', 'paper'])
        .default('dual'),
    )
    .addOption(number('--width <n>', 'dual: size of the hidden state of an atom or edge', 96, 1, 1024))
    .addOption(number('--atom-layers <n>', 'dual: convolutions on the atom graph', 4, 1, 16))
    .addOption(number('--motif-layers <n>', 'dual: convolutions on the motif graph; 0 leaves it out', 2, 0, 16))
    .option('--initial <model>', 'start from the parameters of this model, with its network and scales')
    .addOption(number('--members <n>', 'networks in the ensemble, each with its own seed', 1, 1, 64))
    .addOption(
      number('--seed <n>', 'random seed of the first member; the same seed gives the same model', 1, 0, 2 ** 30),
    )
    .addOption(number('--epochs <n>', 'maximum number of epochs for each member', 100, 1, 100_000))
    .addOption(
      number('--patience <n>', 'stop a member after this many epochs without a lower validation loss', 30, 1, 100_000),
    )
    .addOption(number('--batch-size <n>', 'crystals per step', 128, 1, 100_000))
    .addOption(decimal('--rate <number>', 'peak learning rate; it decays along a cosine', 0.003, 1))
    .addOption(decimal('--warm-up <part>', 'fraction of the steps in which the rate rises', 0.05, 0.99))
    .addOption(decimal('--weight-decay <number>', 'weight decay of Adam', 0.01, 1))
    .addOption(
      decimal(
        '--strain <part>',
        'largest random strain of each crystal, and again of each distance, drawn anew in each step',
        0,
        0.1,
      ),
    )
    .addOption(
      new Option(`--loss <${LOSSES}>`, `weights of the ${numberWord(PROPERTIES.length)} losses; 0 turns one off`)
        .argParser(lossWeights)
        .default(lossWeights(USUAL_WEIGHTS), USUAL_WEIGHTS),
    );
  return withLabelOptions(command)
    .addHelpText(
      'after',
      `${FILES_HELP}
${LABELS_HELP}

The model is fitted to the train part; the val part decides when to stop and calibrates the intervals; the test part is
not used.
Training needs @tensorflow/tfjs-node, which \`npm run tfjs-node\` builds.

Exit status: 0; 1 if a row or a structure could not be used (the others are); 2 for wrong usage; 130 if stopped by Ctrl-C.`,
    )
    .action(train);
}

async function train(paths: string[], options: TrainCommandOptions): Promise<void> {
  await useTrainingBackend();
  const name = options.name ?? basename(options.out, extname(options.out));
  const folder = options.work ?? join(dirname(options.out), `${basename(options.out, extname(options.out))}-training`);
  await prepare(options.out, folder);
  const initial = options.initial === undefined ? undefined : await initialModel(options.initial);
  const network = initial?.info.network ?? networkFrom(options);
  const labelled = await readLabelled(paths, networkOf(network).neighbourhood, options);
  refuseUntrainable(labelled);
  const { parts } = labelled;
  await print(
    `Training on ${count(parts.train.length)} crystals, with ${count(parts.val.length)} for validation; ${count(parts.test.length)} test crystals are not used.\n`,
  );
  if (parts.val.length < FEW_VALIDATED) {
    process.stderr.write(
      `The val part is small (${counted(parts.val.length, 'crystal')}): the choice of the best epoch and the 90 % intervals are unreliable.\n`,
    );
  }
  const progress = new StageProgress();
  const { seed, epochs, batchSize, rate, warmUp, weightDecay, strain, loss } = options;
  const settings = { seed, epochs, batchSize, rate, warmUp, weightDecay, strain, loss };
  const trained = await trainModel({
    name,
    version: options.modelVersion,
    network,
    settings,
    members: options.members,
    patience: options.patience,
    ...(initial && { initial }),
    train: parts.train,
    validation: parts.val,
    folder,
    signal: onInterrupt('Stopping after the current step.'),
    onProgress: (state) => progress.update('Training', state.share, inDetail(state, options.members)),
    onEpoch: (members) => writeCurves(folder, name, members),
  }).catch((error: unknown) => {
    throw error instanceof CheckpointError || error instanceof DivergedError ? new UserError(error.message) : error;
  });
  progress.clear();
  if (trained === null) {
    process.exitCode = EXIT.interrupted;
    process.stderr.write('Stopped. Run the same command again to continue.\n');
    return;
  }
  await writeBytes(options.out, writeModel(trained.model));
  await writeCurves(folder, name, trained.members);
  const validation = score(trained.model, parts.val);
  const report = {
    model: trained.model.info,
    settings: { ...settings, patience: options.patience, initial: options.initial ?? null },
    crystals: { train: parts.train.length, val: parts.val.length, test: parts.test.length },
    validation: { figures: validation.evaluation, coverage: validation.coverage },
    members: trained.members,
    leftOut: leftOut(labelled),
  };
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  await print(`${memberLines(trained)}
On the validation part:
${evaluationText(validation, null)}
In ${duration(progress.seconds)}, at most ${peakMemory()} of memory. The model is ${options.out}; learning curves and report are in ${folder}.
`);
}

/** Fewer crystals of the val part tell little. */
const FEW_VALIDATED = 50;

async function useTrainingBackend(): Promise<void> {
  try {
    await useBackend('tfjs-node');
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    throw new UserError(`Training needs TensorFlow. ${error.message}`);
  }
}

/** Now, because training takes hours. */
async function prepare(out: string, folder: string): Promise<void> {
  const found = await stat(out).catch(() => null);
  if (found?.isDirectory()) throw new UserError(`${out} is a folder; name a file with --out.`);
  try {
    await mkdir(folder, { recursive: true });
    await access(dirname(resolve(out)), constants.W_OK);
  } catch (error) {
    throw new UserError(`The model cannot be written (${inWords(error)}); name another file with --out.`);
  }
}

async function initialModel(file: string): Promise<Model> {
  try {
    return await loadModel(file);
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    throw new UserError(`${file}: ${error.message} Name a file that \`motifgraph train\` wrote.`);
  }
}

function refuseUntrainable({ table, parts }: LabelledStructures): void {
  const missing = LABEL_COLUMNS.filter((column) => !table.properties.includes(column));
  if (missing.length > 0) throw new UserError(`The labels lack a column that training needs: ${missing.join(', ')}.`);
  for (const part of ['train', 'val'] as const) {
    if (parts[part].length === 0) {
      throw new UserError(
        `No structure is in the ${part} part. Compare the ids of the labels with the names of the structure files, and check the split (--split-column, --split-seed).`,
      );
    }
  }
}

function networkFrom({ network, width, atomLayers, motifLayers }: TrainCommandOptions): NetworkSettings {
  return network === 'paper' ? { kind: 'paper' } : { kind: 'dual', width, atomLayers, motifLayers };
}

function inDetail({ member, last }: TrainProgress, members: number): string {
  const who = members === 1 ? '' : `member ${member} of ${members} · `;
  if (last === null) return `${who}epoch 1`;
  const { epoch, loss, validationLoss } = last;
  const figures = errorsText(last, (property) => properties[property].digits + 1, 1);
  return `${who}epoch ${epoch}: loss ${loss.toFixed(4)}, validation ${validationLoss.toFixed(4)} (${figures})`;
}

function memberLines({ members }: Trained): string {
  return members
    .map(({ seed, bestEpoch, curve }) => {
      const figures = errorsText(curve[bestEpoch! - 1]!, () => 4, 2);
      return `Seed ${seed}: best after epoch ${bestEpoch} of ${curve.length}: ${figures}\n`;
    })
    .join('');
}

/** `0.254 eV, 0.0417 eV/atom, 89.2 %`: mean absolute errors, and the part of right kinds. */
function errorsText(
  figures: EpochFigures,
  digits: (property: NumberProperty) => number,
  digitsOfPercent: number,
): string {
  return PROPERTIES.map((property) =>
    property === 'isMetal'
      ? `${(100 * figures.accuracy).toFixed(digitsOfPercent)} %`
      : `${figures[errorName(property)].toFixed(digits(property))} ${properties[property].unit}`,
  ).join(', ');
}

function number(flags: string, description: string, value: number, min: number, max: number): Option {
  return new Option(flags, description).default(value).argParser(wholeNumber(min, max));
}

function decimal(flags: string, description: string, value: number, max: number): Option {
  return new Option(flags, description).default(value).argParser((text) => {
    const given = Number(text);
    if (text.trim() === '' || !(given >= 0 && given <= max)) {
      throw new InvalidArgumentError(`It has to be a number from 0 to ${max}.`);
    }
    return given;
  });
}

function lossWeights(text: string): LossWeights {
  const weights = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (
    weights.length !== PROPERTIES.length ||
    !weights.every((weight) => weight >= 0 && weight < Infinity) ||
    weights.every((weight) => weight === 0)
  ) {
    const needed = capitalized(numberWord(PROPERTIES.length));
    throw new InvalidArgumentError(
      `${needed} numbers are needed, none negative and not all 0, such as ${USUAL_WEIGHTS}.`,
    );
  }
  return Object.fromEntries(PROPERTIES.map((property, i) => [properties[property].stem, weights[i]!])) as LossWeights;
}
