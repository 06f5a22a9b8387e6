/** `motifgraph ingest`: structure files, and those of providers, into the graph. */
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Backend } from '../amdnet/backends.js';
import { folderOf } from '../graph/address.js';
import type { Strategy } from '../motif/analysis.js';
import { ingest as ingestSources, type StructureOutcome } from '../pipeline/ingest.js';
import { errorLine } from '../pipeline/lines.js';
import { AnalysisPool } from '../pipeline/pool.js';
import type { Spared } from '../pipeline/seen.js';
import { REPORTED_COLUMNS } from '../pipeline/reported-table.js';
import { openSources, STANDARD_INPUT, sizeOfSources } from '../sources/open.js';
import { isAddress, PROVIDERS_HELP } from '../sources/providers/table.js';
import { EXIT, EXIT_HELP } from './exit.js';
import { Failures } from './failures.js';
import { openToFill } from './graph.js';
import { onInterrupt } from './interrupt.js';
import {
  backendOption,
  graphOption,
  jobsOption,
  modelOption,
  PATHS_HELP,
  STATE_FOLDER,
  strategyOption,
  symprecOption,
  timeLimitOption,
} from './options.js';
import { count, counted, duration, peakMemory, plain, print } from './output.js';
import { openPredictor } from './predictor.js';
import { Progress } from './progress.js';
import { openReported } from './reported.js';

interface IngestOptions {
  readonly graph: string;
  readonly dataset?: string;
  readonly strategy: Strategy;
  readonly symprec: number;
  readonly predictions: boolean;
  readonly model?: string;
  readonly backend?: Backend;
  readonly failures?: string;
  readonly reported?: string;
  readonly json?: true;
  readonly jobs?: number;
  readonly timeLimit: number;
  readonly prune?: true;
  readonly pruneUnreadable?: true;
}

export function ingestCommand(): Command {
  return new Command('ingest')
    .description(
      'Analyse structure files and store them in the graph. Can be stopped at any time and continued by the same command.',
    )
    .argument('[path...]', 'structure files, folders, archives, addresses of providers, or - for standard input')
    .addOption(graphOption())
    .option(
      '--dataset <name>',
      'name and version of the data set, kept with each crystal; two data sets may have files of the same name',
    )
    .option(
      '--failures <path>',
      'file for the structures that could not be used, one JSON object per line (default: beside the graph)',
    )
    .option(
      '--reported <csv>',
      'table of values from other sources, kept beside the predictions; without a PATH for crystals of the graph',
    )
    .option('--json', 'print one JSON object per structure, once it is stored')
    .option('--no-predictions', 'make no predictions; crystals already stored keep theirs')
    .option('--prune', 'remove crystals that earlier runs stored from these PATHs and whose files are gone')
    .option(
      '--prune-unreadable',
      'also remove crystals whose files can no longer be read, or whose PATH is missing or empty',
    )
    .addOption(strategyOption())
    .addOption(symprecOption())
    .addOption(modelOption())
    .addOption(backendOption())
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `${PATHS_HELP}

What a provider sends is kept in a folder (MOTIFGRAPH_CACHE), and fetched again only when it has changed; without --dataset,
its name is that of the data set.

${PROVIDERS_HELP}

The table of --reported has a column material_id or id, the name of the structure, and any of
${REPORTED_COLUMNS.join(', ')};
optionally source, and kind (computed or experimental). A value replaces an earlier one of the same property.

Files that are in the graph and have not changed are skipped; a changed file replaces its crystal, and a new model renews
the predictions. The id of a crystal is made from the name of its file. Two data sets may have files of the same name.
Within a data set, a new file replaces an older one of the same name; of two in the same run, the second is refused. A file
that is ingested again keeps its id, whatever --dataset says. With another --strategy or --symprec, structures are
analysed again.

With --json, lines are { "id", "status": "stored" | "unchanged" | "pruned" } or { "id", "error" }. A crystal reported as
stored is safe, whatever happens next. "replaced" names the other file that it replaces. An error with "kept": true means
that the file could be read before, and that its crystal stays in the graph. --prune compares full paths, and removes
nothing before all PATHs have been read.

If \`motifgraph serve\` of this user has the graph in a folder open, it stores what the ingest analyses, and shows it at once.
Where crystals have learned vectors (motifgraph embed), new ones get theirs; their places on the map come with the next embed.

If Neo4j goes away, the ingest waits for up to ten minutes. Several ingests into one Neo4j may run at the same time.
${EXIT_HELP}`,
    )
    .action(ingest);
}

async function ingest(paths: string[], options: IngestOptions, command: Command): Promise<void> {
  if (paths.length === 0 && options.reported === undefined) command.error("error: missing required argument 'path'");
  const reported = options.reported === undefined ? null : await openReported(options.reported);
  const failures = await Failures.open(options.failures ?? failuresBeside(options.graph));
  const predictor = options.predictions && paths.length > 0 ? await openPredictor(options, 'bulk') : null;
  const store = await openToFill(options.graph).catch(async (error: unknown) => {
    await failures.close();
    throw error;
  });
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  const interrupted = onInterrupt('Stopping after the current batch.');
  const say = (text: string) => (options.json ? process.stderr.write(text) : print(text));
  try {
    const progress = new Progress(await sizeOfSources(paths));
    const counts = { stored: 0, unchanged: 0, refused: 0, pruned: 0 };
    let [unpredicted, disordered] = [0, 0];
    let kept = 0;
    const replaced: Replaced[] = [];
    let spared: readonly Spared[] = [];
    const { dataset, strategy, symprec: symmetryTolerance } = options;
    const sources = openSources(paths, { signal: interrupted });
    const batches = ingestSources({
      store,
      pool,
      sources,
      strategy,
      symmetryTolerance,
      signal: interrupted,
      ...(predictor && { predictor }),
      ...(dataset && { dataset }),
      ...(options.prune && {
        prune: paths.filter((path) => path !== STANDARD_INPUT && !isAddress(path)).map((path) => resolve(path)),
      }),
      ...(options.pruneUnreadable && { pruneUnreadable: true }),
    });
    let broken: unknown;
    try {
      for await (const batch of batches) {
        const refusedBefore = counts.refused;
        for (const outcome of batch.outcomes) {
          counts[outcome.status]++;
          if (outcome.status === 'refused') {
            await failures.add(outcome.id, outcome.refusal);
            if (outcome.kept) kept++;
          } else if (outcome.status !== 'pruned') {
            if (outcome.unpredicted) unpredicted++;
            if (outcome.disordered) disordered++;
          }
          const { id, file, replaced: place } = outcome;
          if (place !== undefined) replaced.push({ id, file, place });
          if (options.json) await print(`${outcomeLine(outcome)}\n`);
        }
        const read = batch.outcomes.filter(({ status }) => status !== 'pruned').length;
        progress.update(read, counts.refused - refusedBefore, batch.position);
        spared = batch.spared ?? spared;
      }
    } catch (error) {
      broken = error;
    }
    progress.clear();
    await failures.close();
    const all = counts.stored + counts.unchanged + counts.refused;
    const { seconds } = progress;
    if (paths.length > 0) {
      await say(
        `${counted(all, 'structure')}: ${count(counts.stored)} stored, ${count(counts.unchanged)} unchanged, ` +
          `${count(counts.refused)} refused, ${options.prune || options.pruneUnreadable ? `${count(counts.pruned)} pruned, ` : ''}in ${duration(seconds)} (${count(all / seconds)}/s, at most ${peakMemory()} of memory)\n`,
      );
    }
    if (disordered > 0) {
      await say(
        `${counted(disordered, 'disordered crystal')} without predictions, which are made of ordered ones alone.\n`,
      );
    }
    if (unpredicted > 0) {
      await say(`Predictions failed for ${counted(unpredicted, 'crystal')}; run the same command to try again.\n`);
    }
    for (const line of [...replacedLines(replaced), ...keptLines(kept), ...sparedLines(spared)]) await say(`${line}\n`);
    for (const line of failures.summary()) await say(`${line}\n`);
    if (counts.refused > 0) process.exitCode = EXIT.failed;
    if (reported !== null && broken === undefined) {
      for await (const line of reported.into(store, { dataset, signal: interrupted })) await say(`${line}\n`);
      if (reported.table.refused.length > 0) process.exitCode = EXIT.failed;
    }
    if (broken !== undefined) {
      process.stderr.write('Aborted. Everything counted above is stored; run the same command again to continue.\n');
      throw broken;
    }
    if (interrupted.aborted) {
      process.exitCode = EXIT.interrupted;
      process.stderr.write('Stopped. Everything counted above is stored; run the same command again to continue.\n');
    } else if (!options.json) {
      await say(`The graph is ${options.graph}; motifgraph serve makes it available.\n`);
    }
  } finally {
    await Promise.all([pool.close(), predictor?.close(), failures.close()]);
    await store.close();
  }
}

function outcomeLine(outcome: StructureOutcome): string {
  const { id, status, replaced } = outcome;
  const beside = replaced === undefined ? {} : { replaced };
  if (status !== 'refused') return JSON.stringify({ id, status, ...beside });
  return errorLine(id, outcome.refusal, { ...(outcome.kept && { kept: true }), ...beside });
}

/** Crystals, folders and archives of which a warning is written. */
const WARNINGS = 5;

/** A crystal whose place a structure of another file took. */
interface Replaced {
  readonly id: string;
  readonly file: string;
  readonly place: string;
}

function replacedLines(replaced: readonly Replaced[]): string[] {
  if (replaced.length === 0) return [];
  const lines = replaced
    .slice(0, WARNINGS)
    .map(({ id, file, place }) => `  ${plain(id)}: ${plain(file)} for ${plain(place)}`);
  if (replaced.length > WARNINGS) lines.push(`  … and ${count(replaced.length - WARNINGS)} more`);
  return [
    `Warning: ${counted(replaced.length, 'structure')} replaced that of another file with the same name and data set. To keep both, name another data set with --dataset, or rename the files:`,
    ...lines,
  ];
}

function keptLines(kept: number): string[] {
  if (kept === 0) return [];
  return [
    `Warning: ${count(kept)} of the refused structures could be read before; their crystals stay in the graph. Repair the files, or remove the crystals with --prune-unreadable.`,
  ];
}

function sparedLines(spared: readonly Spared[]): string[] {
  const lines = spared.slice(0, WARNINGS).map(sparedLine);
  return spared.length > WARNINGS
    ? [...lines, `Warning: the same holds for ${count(spared.length - WARNINGS)} more.`]
    : lines;
}

function sparedLine({ place, structures }: Spared): string {
  return `Warning: ${plain(place)} is missing, empty or unreadable; the ${counted(structures, 'structure')} stored from it ${structures === 1 ? 'stays' : 'stay'}. Restore it, or add --prune-unreadable.`;
}

function failuresBeside(graph: string): string {
  const folder = folderOf(graph);
  return folder === null ? join(STATE_FOLDER, 'failures.jsonl') : `${folder}-failures.jsonl`;
}
