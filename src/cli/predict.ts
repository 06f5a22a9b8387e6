/** `motifgraph predict`: what AMDNet says of structure files. */
import { Command } from 'commander';
import type { Backend } from '../amdnet/backends.js';
import type { Prediction } from '../amdnet/prediction.js';
import { NUMBER_NAMES, UNITS } from '../amdnet/properties.js';
import type { Refusal } from '../crystal/crystal.js';
import type { OrderedModel } from '../motif/analysis.js';
import { orderedModelWords } from '../motif/description/disorder.js';
import { capitalized } from '../motif/description/words.js';
import { predictionLine } from '../pipeline/lines.js';
import { AnalysisPool } from '../pipeline/pool.js';
import { predictFrom } from '../pipeline/prediction.js';
import { CRYSTALS_TOGETHER, Predictor } from '../pipeline/predictor.js';
import { eachStructure, orderedIf, type ReadStructure } from '../pipeline/structures.js';
import { openSources } from '../sources/open.js';
import { backendOption, jobsOption, modelOption, orderOption, PATHS_HELP, timeLimitOption } from './options.js';
import { type PredictedNodes, predictionTable } from './prediction-table.js';
import { printResults } from './results.js';

interface PredictOptions {
  readonly json?: true;
  readonly model?: string;
  readonly backend?: Backend;
  readonly order?: true;
  readonly jobs?: number;
  readonly timeLimit: number;
}

export function predictCommand(): Command {
  return new Command('predict')
    .description(`Predict ${NUMBER_NAMES}, and metal or not, for structure files. Nothing is stored.`)
    .argument('<path...>', 'structure files, folders, archives, addresses of providers, or - for standard input')
    .option('--json', 'print one JSON object per line')
    .addOption(modelOption())
    .addOption(backendOption())
    .addOption(orderOption())
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `${PATHS_HELP}

Predictions are for DFT calculations like those of the training data (models/README.md): ${UNITS.join(', ')}, and the
probability of being a metal. For crystals like those of the training data, 90 % of the DFT values lie in the given
interval; cautions say where a crystal differs. The contributions of motif sites and atoms add up to the difference between
the value and the model's mean.

Exit status: 0; 1 if a structure could not be used (the reason is printed, the others are processed); 2 for wrong usage.`,
    )
    .action(predict);
}

async function predict(paths: string[], options: PredictOptions): Promise<void> {
  const { model: file, backend } = options;
  // First, because its first thread starts while the model is loaded.
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  const predictor = await Predictor.open({ file, backend, use: 'bulk' }).catch(async (error: unknown) => {
    await pool.close();
    throw error;
  });
  try {
    const work = async (structure: ReadStructure) => {
      const ordered = await orderedIf(options.order === true, structure, pool);
      if (!ordered.ok) return ordered;
      const result = await predicted({ ...structure, crystal: ordered.crystal }, pool, predictor);
      if (!result.ok) return result;
      const { graph, motifs } = result;
      const prediction = withCaution(result.prediction, ordered.model);
      const text = options.json
        ? predictionLine(prediction)
        : predictionTable(prediction, { graph, motifs }, predictor.model);
      return { ok: true as const, text };
    };
    // While one batch is predicted, the next is analysed.
    const ahead = 2 * CRYSTALS_TOGETHER + 8 * pool.jobs;
    const structures = eachStructure(openSources(paths), pool, work, ahead);
    await printResults(structures, paths, options.json === true);
  } finally {
    await Promise.all([pool.close(), predictor.close()]);
  }
}

/** That the prediction is one of an ordered model, before the model's own cautions. */
function withCaution(prediction: Prediction, model: OrderedModel | undefined): Prediction {
  if (model === undefined) return prediction;
  return { ...prediction, cautions: [`${capitalized(orderedModelWords(model))}.`, ...prediction.cautions] };
}

type Predicted =
  | ({ readonly ok: true; readonly prediction: Prediction } & PredictedNodes)
  | { readonly ok: false; readonly refusal: Refusal };

async function predicted(
  { crystal, warnings }: ReadStructure,
  pool: AnalysisPool,
  predictor: Predictor,
): Promise<Predicted> {
  const result = await pool.graphs({ crystal, warnings, neighbourhood: predictor.model.neighbourhood });
  if (!result.ok) return result;
  const { graph, motifs } = result;
  const answer = await predictFrom(graph, crystal, predictor);
  return answer.ok ? { ...answer, graph, motifs } : answer;
}
