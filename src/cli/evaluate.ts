/** `motifgraph evaluate`: how good a model is on structures whose properties are known. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { useBackend } from '../amdnet/backend.js';
import type { Backend } from '../amdnet/backends.js';
import { baselines } from '../amdnet/evaluation.js';
import { networkOf } from '../amdnet/model.js';
import { loadModel, ModelFileError } from '../amdnet/model-file.js';
import { perProperty } from '../amdnet/properties.js';
import { SHIPPED_MODEL } from '../amdnet/shipped-model.js';
import { SPLITS, type Split } from '../pipeline/label-table.js';
import { evaluationFigure, evaluationText, score } from './evaluation-report.js';
import { inWords, UserError } from './exit.js';
import { LABELS_HELP, type LabelledOptions, leftOut, readLabelled, withLabelOptions } from './labelled.js';
import { backendOption, FILES_HELP, modelOption } from './options.js';
import { count, print } from './output.js';

interface EvaluateOptions extends LabelledOptions {
  readonly model?: string;
  readonly backend?: Backend;
  readonly split: Split | 'all';
  readonly out?: string;
  readonly json?: true;
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description('Score a model on labelled structures, and compare it with simple baselines.')
    .argument('<path...>', 'structure files, folders, archives')
    .addOption(modelOption())
    .addOption(
      new Option('--split <part>', 'the part of the labelled structures to score')
        .choices([...SPLITS, 'all'])
        .default('test'),
    )
    .option('--out <folder>', 'folder for the scores, the charts (SVG) and all predictions')
    .option('--json', 'print one JSON object')
    .addOption(backendOption());
  return withLabelOptions(command)
    .addHelpText(
      'after',
      `${FILES_HELP}
${LABELS_HELP}

The baselines are the mean and the median of the training labels, and the more frequent class. If the labels have no
split column, the split is random with --split-seed 1, as in \`motifgraph train\`.

Exit status: 0; 1 if a row or a structure could not be used (the others are); 2 for wrong usage.`,
    )
    .action(evaluate);
}

async function evaluate(paths: string[], options: EvaluateOptions): Promise<void> {
  const { split, out } = options;
  await useBackend(options.backend);
  const file = options.model ?? SHIPPED_MODEL;
  const model = await loadModel(file).catch((error: unknown) => {
    if (!(error instanceof ModelFileError)) throw error;
    throw new UserError(`${file}: ${error.message} Name a file that \`motifgraph train\` wrote.`);
  });
  const labelled = await readLabelled(paths, networkOf(model.info.network).neighbourhood, options);
  const { parts, rows } = labelled;
  const examples = split === 'all' ? SPLITS.flatMap((part) => parts[part]) : parts[split];
  if (examples.length === 0) {
    const others = SPLITS.map((part) => `${part} ${count(parts[part].length)}`).join(', ');
    throw new UserError(`No labelled structure is in the part "${split}" (${others}); choose another with --split.`);
  }
  const trainedOn = rows.filter((row) => row.split === 'train').map(({ labels }) => labels);
  const simplest =
    trainedOn.length === 0
      ? null
      : baselines(
          trainedOn,
          examples.map(({ labels }) => labels),
        );
  const scored = score(model, examples);
  const title = `${model.info.name} ${model.info.version} on ${count(examples.length)} crystals (${split})`;
  const report = {
    model: { name: model.info.name, version: model.info.version },
    split,
    crystals: examples.length,
    figures: scored.evaluation,
    coverage: scored.coverage,
    baselines: simplest,
  };
  if (out !== undefined) {
    const predictions = scored.predictions.map((prediction, i) => ({
      id: prediction.id,
      labels: examples[i]!.labels,
      ...perProperty((property) => prediction[property]),
    }));
    try {
      await mkdir(out, { recursive: true });
      await writeFile(
        join(out, 'evaluation.json'),
        `${JSON.stringify({ ...report, leftOut: leftOut(labelled) }, null, 2)}\n`,
      );
      await writeFile(join(out, 'evaluation.svg'), evaluationFigure(title, scored, examples));
      await writeFile(join(out, 'predictions.jsonl'), predictions.map((line) => `${JSON.stringify(line)}\n`).join(''));
    } catch (error) {
      throw new UserError(`The report cannot be written (${inWords(error)}); name another folder with --out.`);
    }
  }
  if (options.json) await print(`${JSON.stringify(report)}\n`);
  else
    await print(
      `${title}\n\n${evaluationText(scored, simplest)}${out === undefined ? '' : `\nCharts: ${join(out, 'evaluation.svg')}\n`}`,
    );
}
