/** `motifgraph import`: a file that `motifgraph export` wrote, into a graph. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import type { Backend } from '../amdnet/backends.js';
import { checkGraphFile, readGraphFile } from '../pipeline/graph-file.js';
import { type ImportResult, importGraph } from '../pipeline/import.js';
import { AnalysisPool } from '../pipeline/pool.js';
import { Renewal } from '../pipeline/renewal.js';
import { EXIT, inWords, UserError } from './exit.js';
import { openForecaster } from './forecaster.js';
import { openStore } from './graph.js';
import { onInterrupt } from './interrupt.js';
import { backendOption, graphOption, jobsOption, modelOption, timeLimitOption } from './options.js';
import { count, counted, duration, plain, print } from './output.js';
import { Progress } from './progress.js';

interface ImportOptions {
  readonly graph: string;
  readonly model?: string;
  readonly backend?: Backend;
  readonly jobs?: number;
  readonly timeLimit: number;
}

export function importCommand(): Command {
  return new Command('import')
    .description('Bring a graph that `motifgraph export` wrote into a graph. The same command goes on after a break.')
    .argument('<file>', 'the file, or - for standard input')
    .addOption(graphOption())
    .addOption(modelOption())
    .addOption(backendOption())
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `
Into an empty graph it makes the one that was exported. In a graph that has crystals already, those of the file take the
place of those of the same id; the others stay, and so do crystals that the file has as refused. Where the graph has a
crystal of another data set under the id, that one stays, and the one of the file is listed. Vectors come along where
the graph has none or the same; others are left as they are, and motifgraph embed places the new crystals.
A file is read and checked as a whole before anything is stored; standard input is checked crystal by crystal.
Options of analysis and predictions are for the files of older graphs, whose structures are analysed anew.

Exit status: 0, or 1 when a crystal could not be carried over or the file is no graph, 2 for wrong usage; 130 when
stopped by Ctrl-C.`,
    )
    .action(importFile);
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const size = file === '-' ? null : await sizeOf(file);
  if (file !== '-') await checkGraphFile(file);
  const graphFile = await readGraphFile(file === '-' ? process.stdin : createReadStream(file));
  const store = await openStore(options.graph, 'write');
  const forecaster = await openForecaster(options, 'bulk');
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  const signal = onInterrupt('Stopping after the batch under way.');
  const progress = new Progress(size);
  let done = 0;
  try {
    const result = await importGraph({
      store,
      file: graphFile,
      renewal: new Renewal(pool, forecaster),
      signal,
      onProgress: ({ crystals, position }) => {
        progress.update(crystals - done, 0, position);
        done = crystals;
      },
    });
    progress.clear();
    const seconds = duration(progress.seconds);
    await print(
      `${counted(done, 'crystal')}: ${count(result.stored)} stored, ${count(result.unchanged)} unchanged, in ${seconds}.\n`,
    );
    for (const line of remarks(result)) await print(`${line}\n`);
    if (result.lost.length > 0) process.exitCode = EXIT.failed;
    if (signal.aborted) {
      process.exitCode = EXIT.interrupted;
      process.stderr.write('Stopped. What is counted above is stored; the same command goes on from there.\n');
    }
  } finally {
    await Promise.all([pool.close(), forecaster?.close()]);
    await store.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw new UserError(`${file} can't be read (${inWords(error)}); name a file that \`motifgraph export\` wrote.`);
  }
}

/** What the user has to know, or do. */
export function remarks({ lost, vectors }: ImportResult): string[] {
  const reasons = lost.map(({ id, message }) => `  ${plain(id)}: ${plain(message)}`);
  const lines = lost.length === 0 ? [] : [`${counted(lost.length, 'crystal')} could not be carried over:`, ...reasons];
  if (vectors === 'kept') {
    lines.push(
      'The graph keeps its own vectors, which are others than those of the file; run `motifgraph embed` to place the new crystals.',
    );
  }
  if (vectors === 'unreadable') {
    lines.push('The vectors are of another version and were left out; run `motifgraph embed` to make them anew.');
  }
  return lines;
}
