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
import { openStore } from './graph.js';
import { onInterrupt } from './interrupt.js';
import { backendOption, graphOption, jobsOption, modelOption, timeLimitOption } from './options.js';
import { count, counted, duration, plain, print } from './output.js';
import { openPredictor } from './predictor.js';
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
    .description(
      'Load a file written by `motifgraph export` into a graph. An interrupted import continues when it is run again.',
    )
    .argument('<file>', 'the file, or - for standard input')
    .addOption(graphOption())
    .addOption(modelOption())
    .addOption(backendOption())
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `
An empty graph becomes a copy of the exported one. In a graph with crystals, those of the file replace those with the same
id. Other crystals stay, and so do those that the file lists as refused. If the graph has a crystal of another data set
with the same id, it stays, and the crystal of the file is listed. Vectors are imported if the graph has none, or the same
ones; otherwise the graph keeps its own, and motifgraph embed adds the new crystals.
A file is read and checked completely before anything is stored; standard input is checked crystal by crystal.
The options for analysis and predictions apply to files of older graphs, whose structures are analysed again.

Exit status: 0; 1 if a crystal could not be imported or the file is not a graph; 2 for wrong usage; 130 if stopped by
Ctrl-C.`,
    )
    .action(importFile);
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const size = file === '-' ? null : await sizeOf(file);
  if (file !== '-') await checkGraphFile(file);
  const graphFile = await readGraphFile(file === '-' ? process.stdin : createReadStream(file));
  const store = await openStore(options.graph, 'write');
  const predictor = await openPredictor(options, 'bulk');
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  const signal = onInterrupt('Stopping after the current batch.');
  const progress = new Progress(size);
  let done = 0;
  try {
    const result = await importGraph({
      store,
      file: graphFile,
      renewal: new Renewal(pool, predictor),
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
      process.stderr.write('Stopped. Everything counted above is stored; run the same command again to continue.\n');
    }
  } finally {
    await Promise.all([pool.close(), predictor?.close()]);
    await store.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw new UserError(`${file} cannot be read (${inWords(error)}); name a file written by \`motifgraph export\`.`);
  }
}

/** What the user has to know, or do. */
export function remarks({ lost, vectors }: ImportResult): string[] {
  const reasons = lost.map(({ id, message }) => `  ${plain(id)}: ${plain(message)}`);
  const lines = lost.length === 0 ? [] : [`${counted(lost.length, 'crystal')} could not be imported:`, ...reasons];
  if (vectors === 'kept') {
    lines.push(
      'The graph keeps its own vectors, which differ from those of the file; run `motifgraph embed` to add the new crystals.',
    );
  }
  if (vectors === 'unreadable') {
    lines.push('The vectors come from another version and were left out; run `motifgraph embed` to create new ones.');
  }
  return lines;
}
