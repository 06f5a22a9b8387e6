/** `motifgraph export`: a whole graph as a file. */
import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { GraphError } from '../graph/errors.js';
import { entriesOf, writeGraph, writeGraphFile } from '../pipeline/export.js';
import { inWords, UserError } from './exit.js';
import { openStore } from './graph.js';
import { graphOption } from './options.js';
import { counted, duration, print } from './output.js';
import { StageProgress } from './progress.js';

export function exportCommand(): Command {
  return new Command('export')
    .description('Write the whole graph to a file, as a backup or to move it to another engine, version or machine.')
    .argument('<file>', 'the file (.jsonl.gz), or - for standard output')
    .addOption(graphOption())
    .addHelpText(
      'after',
      `
The file appears, or replaces one of the same name, only when it is complete. The same graph gives the same file on both
engines. docs/export-format.md describes the format.`,
    )
    .action(exportGraph);
}

async function exportGraph(file: string, { graph }: { readonly graph: string }): Promise<void> {
  if (file !== '-') await refuseUnwritable(file);
  const store = await openStore(graph, 'read');
  const progress = new StageProgress();
  try {
    const entries = await entriesOf(store, (done, all) => progress.update('exporting', done / all));
    if (file === '-') await writeGraph(entries, process.stdout);
    else await writeGraphFile(entries, file);
    progress.clear();
    const { crystals, sources } = entries.header;
    const text = `${counted(crystals, 'crystal')} and ${counted(sources, 'ledger row')} of ${graph} in ${file}, in ${duration(progress.seconds)}.\n`;
    if (file === '-') process.stderr.write(text);
    else await print(text);
  } finally {
    await store.close();
  }
}

async function refuseUnwritable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) throw new UserError(`${file} is a folder; name a file in it.`);
  try {
    await access(dirname(resolve(file)), constants.W_OK);
  } catch (error) {
    throw new GraphError('NOT_WRITABLE', `${file} cannot be written (${inWords(error)}); name another file.`, {
      cause: error,
    });
  }
}
