/** Structures with labels, for commands that train and evaluate: options, reading, and what could not be used. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { Neighbourhood } from '../amdnet/graphs.js';
import { NUMBERS, properties } from '../amdnet/properties.js';
import { graphsOf } from '../pipeline/graph-cache.js';
import { type LabelRow, type LabelTable, LabelTableError, readLabelTable } from '../pipeline/label-table.js';
import { type Labelled, splitAtRandom, withLabels } from '../pipeline/labelled.js';
import { cacheFolder } from '../sources/cache.js';
import { STANDARD_INPUT, sizeOfSources } from '../sources/open.js';
import { EXIT, inWords, UserError } from './exit.js';
import { jobsOption, timeLimitOption, wholeNumber } from './options.js';
import { count, counted, plain, wrapped } from './output.js';
import { Progress } from './progress.js';
import { refusalText } from './table.js';

export interface LabelledOptions {
  readonly labels: string;
  readonly splitColumn?: string;
  readonly splitSeed?: number;
  readonly jobs?: number;
  readonly timeLimit: number;
}

export interface LabelledStructures extends Labelled {
  readonly table: LabelTable;
  /** Of the table, each with its split. */
  readonly rows: readonly LabelRow[];
}

const LABELS = NUMBERS.map((property) => {
  const { unit, label } = properties[property];
  return `${label.name} (${label.note === undefined ? unit : `${unit}, ${label.note}`})`;
});

export const LABELS_HELP = `
${wrapped(
  `The labels are a CSV file with a header: material_id (or id), ${LABELS.join(', ')}, and optionally split (train, val or test). \
The id is the structure's file name without folder and extension. A row whose label is missing, not a number or out of \
range is refused with its line; the others are used.`,
  120,
).join('\n')}`;

/** What a list on standard error shows of many. */
const EXAMPLES = 10;
const GRAPHS = join(cacheFolder(), 'graphs');
const RANDOM_SPLIT_SEED = 1;

export function withLabelOptions(command: Command): Command {
  return command
    .requiredOption('--labels <file>', 'CSV file with the labels of the structures')
    .addOption(new Option('--split-column <name>', 'column with train, val or test (default: split)'))
    .addOption(
      new Option('--split-seed <n>', 'split at random with this seed: 80 % train, 10 % val, 10 % test')
        .argParser(wholeNumber(0, 2 ** 31))
        .conflicts('splitColumn'),
    )
    .addOption(jobsOption())
    .addOption(timeLimitOption());
}

/** Tells on standard error what can't be used, and lets the command end with status 1 then. */
export async function readLabelled(
  paths: readonly string[],
  neighbourhood: Neighbourhood,
  options: LabelledOptions,
): Promise<LabelledStructures> {
  if (paths.includes(STANDARD_INPUT)) {
    throw new UserError('Labelled structures are read several times: name files, folders or archives, not -.');
  }
  const table = await readLabels(options);
  const hasSplits = table.rows.some(({ split }) => split !== null) && options.splitSeed === undefined;
  const rows = hasSplits ? table.rows : splitAtRandom(table.rows, options.splitSeed ?? RANDOM_SPLIT_SEED);
  const labelled = withLabels(await graphs(paths, neighbourhood, options), rows);
  tell(options.labels, table, labelled);
  return { ...labelled, table, rows };
}

async function readLabels({ labels, splitColumn }: LabelledOptions): Promise<LabelTable> {
  try {
    return readLabelTable(await readFile(labels, 'utf8'), splitColumn);
  } catch (error) {
    const reason = error instanceof LabelTableError ? error.message : `It cannot be read (${inWords(error)}).`;
    throw new UserError(`${labels}: ${reason}`);
  }
}

async function graphs(paths: readonly string[], neighbourhood: Neighbourhood, { jobs, timeLimit }: LabelledOptions) {
  const progress = new Progress(await sizeOfSources(paths));
  try {
    return await graphsOf(paths, {
      neighbourhood,
      pool: { jobs, timeLimitInSeconds: timeLimit },
      folder: GRAPHS,
      onProgress: (_, position) => progress.update(1, 0, position),
    });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw error;
    throw new UserError(`There is no such file or folder: ${path}.`);
  } finally {
    progress.clear();
  }
}

function tell(file: string, table: LabelTable, labelled: Labelled): void {
  const { refused, withoutRow, withoutStructure, repeated } = labelled;
  const rows = table.refused.map(({ line, id, reason }) => `${file}:${line}: ${id === '' ? '' : `${id}: `}${reason}`);
  list(`${counted(rows.length, 'row')} refused:`, rows);
  const structures = refused.map(({ id, refusal }) => refusalText(id, refusal));
  list(`${counted(structures.length, 'structure')} refused:`, structures);
  list(`${counted(repeated.length, 'structure')} with a repeated id, left out:`, repeated);
  for (const [what, ids] of [
    ['without a row', withoutRow],
    ['that rows name, not found', withoutStructure],
  ] as const) {
    if (ids.length === 0) continue;
    const examples = ids.slice(0, 3).map(plain).join(', ');
    process.stderr.write(`${counted(ids.length, 'structure')} ${what}: ${examples}${ids.length > 3 ? ', …' : ''}\n`);
  }
  if (rows.length + structures.length > 0) process.exitCode = EXIT.failed;
}

function list(head: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const more = lines.length > EXAMPLES ? [`  … and ${count(lines.length - EXAMPLES)} more`] : [];
  process.stderr.write([head, ...lines.slice(0, EXAMPLES).map((line) => `  ${plain(line)}`), ...more, ''].join('\n'));
}

/** All that was not used, for a report. */
export function leftOut({ table, refused, withoutRow, withoutStructure, repeated }: LabelledStructures) {
  return {
    rows: table.refused,
    structures: refused.map(({ id, refusal: { code, message } }) => ({ id, code, message })),
    repeated,
    withoutRow,
    withoutStructure,
  };
}
