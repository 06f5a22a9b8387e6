/** `motifgraph upgrade`: a graph of an older version, made anew from what it stores. */
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Backend } from '../amdnet/backends.js';
import { folderOf } from '../graph/address.js';
import { AnalysisPool } from '../pipeline/pool.js';
import { Renewal } from '../pipeline/renewal.js';
import { upgrade as upgradeGraph } from '../pipeline/upgrade.js';
import { EXIT } from './exit.js';
import { credentials } from './graph.js';
import { remarks } from './import.js';
import { onInterrupt } from './interrupt.js';
import { backendOption, DATA_FOLDER, graphOption, jobsOption, modelOption, timeLimitOption } from './options.js';
import { counted, duration, print } from './output.js';
import { openPredictor } from './predictor.js';
import { StageProgress } from './progress.js';

interface UpgradeOptions {
  readonly graph: string;
  readonly backup?: string;
  readonly model?: string;
  readonly backend?: Backend;
  readonly jobs?: number;
  readonly timeLimit: number;
}

export function upgradeCommand(): Command {
  return new Command('upgrade')
    .description(
      'Rebuild a graph of an older Motifgraph from what it stores. An interrupted upgrade continues when it is run again.',
    )
    .addOption(graphOption())
    .option('--backup <name>', 'name of the backup, without .jsonl.gz (default: beside the graph)')
    .addOption(modelOption())
    .addOption(backendOption())
    .addOption(jobsOption())
    .addOption(timeLimitOption())
    .addHelpText(
      'after',
      `
First, everything that the graph stores is written to a backup, which is kept and can be read by motifgraph import. Then
every structure is analysed again, predictions of another model are renewed, and the vectors are restored.
A graph in a folder is rebuilt beside the old one, which is replaced once the new one is verified. A Neo4j database is
cleared and refilled from the backup; nobody else may use it in the meantime, and until the end other commands refuse it
and point to this one.

Exit status: 0, also if there was nothing to do; 1 if a crystal could not be carried over (its id is listed, the backup
has it); 2 for wrong usage; 130 if stopped by Ctrl-C.`,
    )
    .action(upgrade);
}

async function upgrade(options: UpgradeOptions): Promise<void> {
  const { graph } = options;
  const predictor = await openPredictor(options, 'bulk');
  const pool = new AnalysisPool({ jobs: options.jobs, timeLimitInSeconds: options.timeLimit });
  const signal = onInterrupt('Stopping after the current batch.');
  const progress = new StageProgress();
  try {
    const upgraded = await upgradeGraph({
      uri: graph,
      credentials: credentials(),
      backup: options.backup ?? backupBeside(graph),
      renewal: new Renewal(pool, predictor),
      signal,
      onProgress: (stage, share) => progress.update(stage, share),
    });
    progress.clear();
    if (upgraded === null) {
      await print(`The graph ${graph} already has this version.\n`);
      return;
    }
    const { result, backup } = upgraded;
    if (signal.aborted) {
      process.exitCode = EXIT.interrupted;
      process.stderr.write(`Stopped. Run the same command again to continue; the backup is ${backup}.\n`);
      return;
    }
    const crystals = counted(result.stored + result.unchanged, 'crystal');
    await print(`${crystals} rebuilt and verified, in ${duration(progress.seconds)}. The graph is ${graph}.\n`);
    for (const line of remarks(result)) await print(`${line}\n`);
    await print(`The backup of the old graph is ${backup}; remove it when you no longer need it.\n`);
    if (result.lost.length > 0) process.exitCode = EXIT.failed;
  } finally {
    await Promise.all([pool.close(), predictor?.close()]);
  }
}

/** Beside the folder of the graph; of a Neo4j server in the user's data folder. */
function backupBeside(graph: string): string {
  const folder = folderOf(graph);
  if (folder !== null) return `${resolve(folder)}-before-upgrade`;
  return join(DATA_FOLDER, `${graph.replaceAll(/[^A-Za-z0-9.]+/g, '-')}-before-upgrade`);
}
