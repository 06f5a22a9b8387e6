/** `motifgraph ingest`: structure files into the graph. */
import { join } from 'node:path';
import { Command } from 'commander';
import type { Backend } from '../amdnet/backends.js';
import { folderOf } from '../graph/address.js';
import { ingest as ingestSources, type StructureOutcome } from '../pipeline/ingest.js';
import { errorLine } from '../pipeline/lines.js';
import { AnalysisPool } from '../pipeline/pool.js';
import { openSources, sizeOfSources } from '../sources/open.js';
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
import { count, counted, duration, peakMemory, print } from './output.js';
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
}

export function ingestCommand(): Command {
  return new Command('ingest')
    .description('Analyse structure files into the graph. Can be stopped at any time: the same command goes on.')
    .argument('<path...>', 'structure files, folders, archives, or - for standard input')
    .addOption(graphOption())
    .option('--dataset <name>', 'name and version of the data set, kept with each crystal')
    .option(
      '--failures <path>',
      'file for the structures that could not be used, a JSON object a line (default: beside the graph)',
    )
    .option('--json', 'print one JSON object for each structure, once it is stored')
    .option('--no-predictions', 'predict nothing; crystals that are stored keep their predictions')
    .addOption(modelOption())
    .addOption(backendOption())
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `${PATHS_HELP}

What is in the graph already and has not changed is left alone; a changed file replaces its crystal, and
another model renews the predictions. Two files of one
run may not have the same id. With --json, lines are { "id", "status": "stored" | "unchanged" } or { "id", "error" },
and what a line says is stored is safe, whatever happens after it.

A Neo4j that goes away is waited for, up to ten minutes. Several ingests into one Neo4j may run at once.
${EXIT_HELP}`,
    )
    .action(ingest);
}

async function ingest(paths: string[], options: IngestOptions): Promise<void> {
  const failures = await Failures.open(options.failures ?? failuresBeside(options.graph));
  const forecaster = options.predictions ? await openForecaster(options, 'bulk') : null;
  const store = await openStore(options.graph, 'write');
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  const interrupted = onInterrupt('Stopping after the batch under way.');
  const say = (text: string) => (options.json ? process.stderr.write(text) : print(text));
  try {
    const progress = new Progress(await sizeOfSources(paths));
    const counts = { stored: 0, unchanged: 0, refused: 0 };
    let unpredicted = 0;
    const { dataset } = options;
    const sources = openSources(paths);
    const batches = ingestSources({
      store,
      pool,
      sources,
      signal: interrupted,
      ...(forecaster && { forecaster }),
      ...(dataset && { dataset }),
    });
    let broken: unknown;
    try {
      for await (const { outcomes, position } of batches) {
        const refusedBefore = counts.refused;
        for (const outcome of outcomes) {
          counts[outcome.status]++;
          if (outcome.status !== 'refused' && outcome.unpredicted) unpredicted++;
          if (outcome.status === 'refused') await failures.add(outcome.id, outcome.refusal);
          if (options.json) await print(`${outcomeLine(outcome)}\n`);
        }
        progress.update(outcomes.length, counts.refused - refusedBefore, position);
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
        `${count(counts.refused)} refused, in ${duration(seconds)} (${count(all / seconds)}/s, at most ${peakMemory()} of memory)\n`,
    );
    if (unpredicted > 0) {
      await say(`Of ${counted(unpredicted, 'crystal')} the prediction failed; the same command tries again.\n`);
    }
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
    await Promise.all([pool.close(), forecaster?.close()]);
    await store.close();
  }
}

function outcomeLine(outcome: StructureOutcome): string {
  return outcome.status === 'refused'
    ? errorLine(outcome.id, outcome.refusal)
    : JSON.stringify({ id: outcome.id, status: outcome.status });
}

function failuresBeside(graph: string): string {
  const folder = folderOf(graph);
  return folder === null ? join(STATE_FOLDER, 'failures.jsonl') : `${folder}-failures.jsonl`;
}
