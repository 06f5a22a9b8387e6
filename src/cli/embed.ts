/** `motifgraph embed`: what can be learned from the graph, into the graph. */
import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { embed as embedGraph, TooFewMotifsError } from '../pipeline/embed.js';
import { ENVIRONMENT_KINDS, type EnvironmentKind } from '../representation/environments.js';
import { neighbourPurity, shuffledPurity } from '../representation/quality.js';
import { REPRESENTATION_SETTINGS, type Representation } from '../representation/representation.js';
import {
  RepresentationFileError,
  readRepresentation,
  SHIPPED_FILE,
  writeRepresentation,
} from '../representation/representation-file.js';
import { atOnce } from '../representation/steps.js';
import { inWords, UserError } from './exit.js';
import { openStore } from './graph.js';
import { graphOption, wholeNumber } from './options.js';
import { count, counted, duration, print } from './output.js';
import { StageProgress } from './progress.js';

interface EmbedOptions {
  readonly graph: string;
  readonly environment: EnvironmentKind;
  readonly leastCrystals: number;
  readonly seed: number;
  readonly model?: string;
  readonly save?: string;
}

/** Fewer learned motifs than this are no landscape: they are learned only where the user set the number of crystals. */
const FEW_MOTIFS = 50;

export function embedCommand(): Command {
  const { environment, leastCrystals, seed } = REPRESENTATION_SETTINGS;
  return new Command('embed')
    .description('Learn motif vectors, crystal vectors, maps and clusters from the graph, and store them there.')
    .addOption(graphOption())
    .addOption(
      new Option(
        '--environment <kind>',
        'what a motif is characterised by: its connections, or the other motifs of its crystals',
      )
        .choices(ENVIRONMENT_KINDS)
        .default(environment),
    )
    .addOption(
      new Option('--least-crystals <n>', 'leave out motifs that occur in fewer crystals')
        .default(leastCrystals)
        .argParser(wholeNumber(1, 1_000_000)),
    )
    .addOption(
      new Option('--seed <n>', 'random seed; the same seed gives the same vectors')
        .default(seed)
        .argParser(wholeNumber(0, 2 ** 31)),
    )
    .option('--model <file>', 'use the vectors in this file instead of learning new ones')
    .option('--save <file>', 'also write what was learned to a file')
    .addHelpText(
      'after',
      `
Run it again after each ingest: new crystals have no vectors yet. The vectors that ship were learned from 22,420 oxides:
${SHIPPED_FILE}`,
    )
    .action(embed);
}

async function embed(options: EmbedOptions, command: Command): Promise<void> {
  const { graph, environment, leastCrystals, seed, model, save } = options;
  const isDefault = command.getOptionValueSource('leastCrystals') === 'default';
  const representation = model === undefined ? undefined : await readModel(model);
  // Now, because learning takes minutes.
  if (save !== undefined) await refuseUnwritable(save);
  const store = await openStore(graph, 'write');
  const progress = new StageProgress();
  try {
    const learned = await embedGraph({
      store,
      settings: { ...REPRESENTATION_SETTINGS, environment, leastCrystals, seed },
      ...(representation ? { representation } : { leastMotifs: isDefault ? FEW_MOTIFS : 1 }),
      onProgress: (stage, share) => progress.update(stage, share),
    });
    progress.clear();
    if (save !== undefined) await writeFile(save, writeRepresentation(learned));
    await print(`${summary(learned)}In ${duration(progress.seconds)} (${progress.inStages}). The graph is ${graph}.\n`);
  } catch (error) {
    throw error instanceof TooFewMotifsError ? new UserError(fewMotifs(error.found, leastCrystals)) : error;
  } finally {
    await store.close();
  }
}

async function readModel(file: string): Promise<Representation> {
  try {
    return readRepresentation(await readFile(file));
  } catch (error) {
    const reason = error instanceof RepresentationFileError ? error.message : `It cannot be read (${inWords(error)}).`;
    throw new UserError(`${file}: ${reason} Name a file that \`motifgraph embed --save\` wrote.`);
  }
}

async function refuseUnwritable(file: string): Promise<void> {
  try {
    await access(dirname(resolve(file)), constants.W_OK);
  } catch (error) {
    throw new UserError(`${file}: It cannot be written (${inWords(error)}). Name another file with --save.`);
  }
}

function summary({ source, motifs, motifTypes, motifMap }: Representation): string {
  const geometries = motifs.motifs.map(({ geometry }) => geometry);
  const purity = atOnce(neighbourPurity(motifs.vectors, geometries, 5));
  const clusters = Math.max(-1, ...motifMap.clusters) + 1;
  return `Learned from ${source}: vectors of ${count(motifs.motifs.length)} motifs (of ${count(motifTypes)}; the others are too rare), in ${clusters} clusters on the map.
${(100 * purity).toFixed(0)} % of the 5 nearest neighbours of a motif have its geometry (by chance: ${(100 * shuffledPurity(geometries)).toFixed(0)} %).
`;
}

function fewMotifs(found: number, leastCrystals: number): string {
  return `${found === 0 ? 'No motif occurs' : `Only ${counted(found, 'motif')} ${found === 1 ? 'occurs' : 'occur'}`} in ${leastCrystals} or more crystals, too few to learn from; the graph is unchanged. Use --model ${SHIPPED_FILE} for vectors learned from 22,420 oxides, or --least-crystals with a smaller number.`;
}
