/** `motifgraph export`: a whole graph as a file, or what a filter finds. */
import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { GraphError } from '../graph/errors.js';
import { entriesOf, writeGraph, writeGraphFile } from '../pipeline/export.js';
import { EXPORT_FORMATS } from '../pipeline/result-set/export.js';
import { TABLE_NAMES } from '../pipeline/result-set/tables.js';
import { inWords, UsageError, UserError } from './exit.js';
import { exportResultSet, RESULT_SET_OPTIONS, type ResultSetOptions } from './export-result-set.js';
import { openStore } from './graph.js';
import { removedOnInterrupt } from './interrupt.js';
import { graphOption } from './options.js';
import { counted, duration, print } from './output.js';
import { StageProgress } from './progress.js';

export function exportCommand(): Command {
  return new Command('export')
    .description(
      'Write the whole graph to a file, as a backup or to move it to another engine, version or machine; with --format, write the crystals that a filter finds as tables, records or structures.',
    )
    .argument('[file]', 'the file of the whole graph (.jsonl.gz), or - for standard output')
    .addOption(graphOption())
    .addOption(new Option('--format <format>', 'format of what a filter finds').choices(Object.keys(EXPORT_FORMATS)))
    .option(
      '--of <content>',
      `what to write: whole crystals (records, in ndjson alone), or a table (${TABLE_NAMES.join(', ')})`,
    )
    .option('--filter <json>', 'the filter of GraphQL as JSON, or a file with it (default: all crystals)')
    .option(
      '--sort <json>',
      'the order of GraphQL as JSON: [{ "key": "DENSITY", "descending": true }] (default: by id)',
    )
    .option('--columns <names>', 'columns of the table, separated by commas (default: all)')
    .option('--out <file>', 'the file of what a filter finds (default: standard output)')
    .addHelpText(
      'after',
      `
Without --format: the whole graph, for motifgraph import. The same graph gives the same file on both engines.
docs/export-format.md describes it.

With --format: what a filter finds, for other programs. docs/exports.md describes the formats.

  motifgraph export --format csv --filter '{ "motifs": ["Ti-O:6"] }' --out titanates.csv
  motifgraph export --format parquet --of connections --out connections.parquet

A file appears, or replaces one of the same name, only when it is complete.`,
    )
    .action(exportGraph);
}

async function exportGraph(file: string | undefined, options: ResultSetOptions): Promise<void> {
  if (options.format !== undefined) {
    if (file !== undefined) throw new UsageError('With --format, name the file with --out.');
    if (options.out !== undefined) await refuseUnwritable(options.out);
    return exportResultSet(options);
  }
  const other = RESULT_SET_OPTIONS.find((name) => options[name] !== undefined);
  if (other !== undefined) {
    throw new UsageError(`--${other} belongs to the export of what a filter finds, which needs --format.`);
  }
  if (file === undefined) throw new UsageError('Name the file for the whole graph, or give a --format.');
  return exportWholeGraph(file, options.graph);
}

async function exportWholeGraph(file: string, graph: string): Promise<void> {
  if (file !== '-') await refuseUnwritable(file);
  const store = await openStore(graph, 'read');
  const progress = new StageProgress();
  try {
    const entries = await entriesOf(store, (done, all) => progress.update('exporting', done / all));
    if (file === '-') await writeGraph(entries, process.stdout);
    else await writeGraphFile(entries, file, removedOnInterrupt);
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
  if (file === '') throw new UsageError('The name of the file is empty.');
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) throw new UserError(`${file} is a folder; name a file in it.`);
  try {
    // Devices and pipes are written to; a file is made anew in its folder.
    await access(found === null || found.isFile() ? dirname(resolve(file)) : file, constants.W_OK);
  } catch (error) {
    throw new GraphError('NOT_WRITABLE', `${file} cannot be written (${inWords(error)}); name another file.`, {
      cause: error,
    });
  }
}
