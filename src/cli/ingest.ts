/** `motifgraph ingest`: structure files into the graph. */
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Backend } from '../amdnet/backends.js';
import { folderOf } from '../graph/address.js';
import { ingest as ingestSources, type StructureOutcome } from '../pipeline/ingest.js';
import { errorLine } from '../pipeline/lines.js';
import { AnalysisPool } from '../pipeline/pool.js';
import type { Spared } from '../pipeline/seen.js';
import { openSources, STANDARD_INPUT, sizeOfSources } from '../sources/open.js';
import { EXIT, EXIT_HELP } from './exit.js';
import { Failures } from './failures.js';
import { openForecaster } from './forecaster.js';
import { openStore } from './graph.js';
import { onInterrupt } from './interrupt.js';
import {
  backendOption,
  graphOption,
  jobsOption,
  modelOption,
  PATHS_HELP,
  STATE_FOLDER,
  timeLimitOption,
} from './options.js';
import { count, counted, duration, peakMemory, plain, print } from './output.js';
import { Progress } from './progress.js';

interface IngestOptions {
  readonly graph: string;
  readonly dataset?: string;
  readonly predictions: boolean;
  readonly model?: string;
  readonly backend?: Backend;
  readonly failures?: string;
  readonly json?: true;
  readonly jobs?: number;
  readonly timeLimit: number;
  readonly prune?: true;
  readonly pruneUnreadable?: true;
}

export function ingestCommand(): Command {
  return new Command('ingest')
    .description('Analyse structure files into the graph. Can be stopped at any time: the same command goes on.')
    .argument('<path...>', 'structure files, folders, archives, or - for standard input')
    .addOption(graphOption())
    .option(
      '--dataset <name>',
      'name and version of the data set, kept with each crystal; two data sets may have files of the same name',
    )
    .option(
      '--failures <path>',
      'file for the structures that could not be used, a JSON object a line (default: beside the graph)',
    )
    .option('--json', 'print one JSON object for each structure, once it is stored')
    .option('--no-predictions', 'predict nothing; crystals that are stored keep their predictions')
    .option('--prune', 'take out of the graph what earlier runs stored from these PATHs and is no longer there')
    .option(
      '--prune-unreadable',
      'take out, too, what can no longer be read; otherwise such crystals stay, and what is missing of a missing or empty PATH',
    )
    .addOption(modelOption())
    .addOption(backendOption())
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `${PATHS_HELP}

What is in the graph already and has not changed is left alone; a changed file replaces its crystal, and another model
renews the predictions. Ids of crystals are made of the names of files. Two data sets may have files of the same name;
within one, the newer file takes the place of the older, and the second of one run is refused. A file that is ingested
again keeps its id, whatever --dataset says.

With --json, lines are { "id", "status": "stored" | "unchanged" | "pruned" } or { "id", "error" }, and what a line says is
stored is safe, whatever happens after it. "replaced" beside them is the other file that the graph had there before. An
error with "kept": true is of a file that could be read before: its crystal stays in the graph as it was. --prune goes by
the files' full names, and takes nothing out before all PATHs are read.

A Neo4j that goes away is waited for, up to ten minutes. Several ingests into one Neo4j may run at once.
${EXIT_HELP}`,
    )
    .action(ingest);
}

async function ingest(paths: string[], options: IngestOptions): Promise<void> {
  const failures = await Failures.open(options.failures ?? failuresBeside(options.graph));
  const forecaster = options.predictions ? await openForecaster(options, 'bulk') : null;
  const store = await openStore(options.graph, 'write').catch(async (error: unknown) => {
    await failures.close();
    throw error;
  });
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  const interrupted = onInterrupt('Stopping after the batch under way.');
  const say = (text: string) => (options.json ? process.stderr.write(text) : print(text));
  try {
    const progress = new Progress(await sizeOfSources(paths));
    const counts = { stored: 0, unchanged: 0, refused: 0, pruned: 0 };
    let unpredicted = 0;
    let kept = 0;
    const replaced: Replaced[] = [];
    let spared: readonly Spared[] = [];
    const { dataset } = options;
    const sources = openSources(paths);
    const batches = ingestSources({
      store,
      pool,
      sources,
      signal: interrupted,
      ...(forecaster && { forecaster }),
      ...(dataset && { dataset }),
      ...(options.prune && { prune: paths.filter((path) => path !== STANDARD_INPUT).map((path) => resolve(path)) }),
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
          } else if (outcome.status !== 'pruned' && outcome.unpredicted) unpredicted++;
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
    await say(
      `${counted(all, 'structure')}: ${count(counts.stored)} stored, ${count(counts.unchanged)} unchanged, ` +
        `${count(counts.refused)} refused, ${options.prune || options.pruneUnreadable ? `${count(counts.pruned)} pruned, ` : ''}in ${duration(seconds)} (${count(all / seconds)}/s, at most ${peakMemory()} of memory)\n`,
    );
    if (unpredicted > 0) {
      await say(`Of ${counted(unpredicted, 'crystal')} the prediction failed; the same command tries again.\n`);
    }
    for (const line of [...replacedLines(replaced), ...keptLines(kept), ...sparedLines(spared)]) await say(`${line}\n`);
    for (const line of failures.summary()) await say(`${line}\n`);
    if (counts.refused > 0) process.exitCode = EXIT.failed;
    if (broken !== undefined) {
      process.stderr.write('Broken off. What is counted above is stored; the same command goes on from there.\n');
      throw broken;
    }
    if (interrupted.aborted) {
      process.exitCode = EXIT.interrupted;
      process.stderr.write('Stopped. What is counted above is stored; the same command goes on from there.\n');
    } else if (!options.json) {
      await say(`The graph is ${options.graph}; motifgraph serve answers questions about it.\n`);
    }
  } finally {
    await Promise.all([pool.close(), forecaster?.close(), failures.close()]);
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
    `Warning: ${counted(replaced.length, 'structure')} took the place of what the graph had of another file with the same name and data set. To keep both, name another data set with --dataset, or rename the files:`,
    ...lines,
  ];
}

function keptLines(kept: number): string[] {
  if (kept === 0) return [];
  return [
    `Warning: ${count(kept)} of the refused could be read before; what is stored of them stays as it was. Mend them, or take it out with --prune-unreadable.`,
  ];
}

function sparedLines(spared: readonly Spared[]): string[] {
  const lines = spared.slice(0, WARNINGS).map(sparedLine);
  return spared.length > WARNINGS
    ? [...lines, `Warning: ${count(spared.length - WARNINGS)} more are like these.`]
    : lines;
}

function sparedLine({ place, structures }: Spared): string {
  return `Warning: ${plain(place)} is missing, empty or can't be read; the ${counted(structures, 'structure')} that the graph has from there ${structures === 1 ? 'stays' : 'stay'}. Bring it back, or name --prune-unreadable, too.`;
}

function failuresBeside(graph: string): string {
  const folder = folderOf(graph);
  return folder === null ? join(STATE_FOLDER, 'failures.jsonl') : `${folder}-failures.jsonl`;
}
