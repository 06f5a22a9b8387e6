/** `motifgraph cypher`: what the graph answers to a statement of one's own. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command, InvalidArgumentError } from 'commander';
import { folderOf } from '../graph/address.js';
import { CypherError, openCypherReader } from '../graph/cypher-reader.js';
import type { CypherValue } from '../graph/cypher-values.js';
import { NotReadingError } from '../graph/reading-statement.js';
import { answering, isBounded, runBounded } from './bounded.js';
import { UsageError, UserError } from './exit.js';
import { credentials } from './graph.js';
import { graphOption, wholeNumber } from './options.js';
import { columns as inColumns, count, counted, plain, print } from './output.js';

interface CypherOptions {
  readonly graph: string;
  readonly json?: true;
  readonly param: Readonly<Record<string, CypherValue>>;
  readonly file?: string;
  readonly timeout: number;
}

/** Of a table, whose columns are as wide as their widest cell: all of them are in memory. */
const MOST_ROWS = 1000;
const WIDEST_CELL = 80;

export function cypherCommand(): Command {
  return new Command('cypher')
    .description('Ask the graph in Cypher, on either engine; nothing is written.')
    .argument('[statement]', 'the statement; - for standard input')
    .option('--file <file>', 'file with the statement')
    .addOption(graphOption())
    .option('--json', 'print one JSON object for each row')
    .option(
      '--param <name=value>',
      'a parameter ($name in the statement): JSON, or else a text; can be repeated',
      parameter,
      {},
    )
    .option('--timeout <seconds>', 'time limit', wholeNumber(1, 86_400), 60)
    .addHelpText(
      'after',
      `
  motifgraph cypher "MATCH (c:Crystal)-[:CONTAINS]->(m:Motif) WHERE m.id = \\$motif RETURN c.id, c.formula LIMIT 20" \\
    --param motif=Ti-O:6

docs/graph.md describes the graph. A table shows ${count(MOST_ROWS)} rows at most, and says so; --json prints all.
A graph in a folder cannot be asked while a service or an ingest has it open.`,
    )
    .action(ask);
}

async function ask(statement: string | undefined, options: CypherOptions): Promise<void> {
  if (folderOf(options.graph) !== null && !isBounded()) return askWithin(options);
  const { graph, json = false, param: parameters, timeout } = options;
  const question = { text: await statementIn(statement, options.file), parameters, milliseconds: 1000 * timeout };
  const reader = await openCypherReader(graph, credentials());
  try {
    const { columns, rows } = await answering(() => reader.ask(question));
    refuseTwins(columns);
    if (json) await printLines(columns, rows);
    else await printTable(columns, rows);
  } catch (error) {
    if (error instanceof NotReadingError) throw new UsageError(error.message);
    if (error instanceof CypherError) throw new UserError(error.message.replaceAll(/\s*\n\s*/g, ' '));
    throw error;
  } finally {
    await reader.close();
  }
}

/**
 * LadybugDB looks at the clock between rows, and not within one expression, such as a sum over a list of a billion: the
 * statement runs in a process of its own, which can be ended.
 */
async function askWithin({ timeout }: CypherOptions): Promise<void> {
  const isInTime = await runBounded(1000 * timeout);
  if (!isInTime) throw new UserError(`The statement took longer than ${timeout} s.`);
}

/** Rows come as objects by the names of their columns. */
function refuseTwins(columns: readonly string[]): void {
  const twin = columns.find((column, i) => columns.indexOf(column) < i || column === '__proto__');
  if (twin === undefined) return;
  throw new UserError(
    `${twin} cannot be the name of ${twin === '__proto__' ? 'a column' : 'two columns'}; name one with AS.`,
  );
}

type Rows = AsyncIterable<readonly CypherValue[]>;

async function printLines(columns: readonly string[], rows: Rows): Promise<void> {
  for await (const row of rows) {
    await print(`${JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, row[i]])))}\n`);
  }
}

async function printTable(columns: readonly string[], rows: Rows): Promise<void> {
  const table: (readonly CypherValue[])[] = [];
  let isWhole = true;
  for await (const row of rows) {
    isWhole = table.length < MOST_ROWS;
    if (!isWhole) break;
    table.push(row);
  }
  const isNumber = (i: number) =>
    table.length > 0 && table.every((row) => row[i] === null || typeof row[i] === 'number');
  const right = columns.flatMap((_, i) => (isNumber(i) ? [i] : []));
  const lines = inColumns([columns.map(cut), ...table.map((row) => row.map((value) => cut(cell(value))))], right);
  await print(`${lines.join('\n')}\n`);
  if (isWhole) process.stderr.write(`${counted(table.length, 'row')}.\n`);
  else process.stderr.write(`These are the first ${count(MOST_ROWS)} rows; --json prints all of them.\n`);
}

function cut(shown: string): string {
  const safe = plain(shown);
  return safe.length <= WIDEST_CELL ? safe : `${safe.slice(0, WIDEST_CELL - 1)}…`;
}

/** As Cypher writes it; of nodes what identifies them. */
function cell(value: CypherValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  return inner(value);
}

function inner(value: CypherValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`;
  const members = value as Readonly<Record<string, CypherValue>>;
  const properties = (members['properties'] ?? {}) as Readonly<Record<string, CypherValue>>;
  switch (members['kind']) {
    case 'node': {
      const id = ['id', 'symbol'].find((name) => properties[name] !== undefined);
      return `(:${members['label']}${id === undefined ? '' : ` ${inner({ [id]: properties[id]! })}`})`;
    }
    case 'relationship':
      return `[:${members['type']}${Object.keys(properties).length === 0 ? '' : ` ${inner(properties)}`}]`;
    case 'path': {
      const relationships = members['relationships'] as readonly CypherValue[];
      return (members['nodes'] as readonly CypherValue[])
        .map((node, i) => `${i === 0 ? '' : `-${inner(relationships[i - 1]!)}-`}${inner(node)}`)
        .join('');
    }
    default:
      return `{${Object.entries(members)
        .map(([name, item]) => `${name}: ${inner(item)}`)
        .join(', ')}}`;
  }
}

/** @throws UsageError, UserError */
async function statementIn(argument: string | undefined, file: string | undefined): Promise<string> {
  if ((argument === undefined) === (file === undefined)) {
    throw new UsageError('Give the statement, or --file with it, or - to read it from standard input.');
  }
  if (file === undefined) return argument === '-' ? text(process.stdin) : argument!;
  return readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new UserError(
      `The statement ${file}: ${code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`}.`,
    );
  });
}

function parameter(given: string, before: CypherOptions['param']): CypherOptions['param'] {
  const [, name, value] = /^\$?(\w+)=([\s\S]*)$/.exec(given) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It has the form name=value.');
  return { ...before, [name]: json(value) };
}

/** JSON, or else a text. What the engines would take for something else is refused. */
function json(value: string): CypherValue {
  let parsed: CypherValue;
  try {
    parsed = JSON.parse(value) as CypherValue;
  } catch {
    return value;
  }
  if (typeof parsed === 'number' && Number.isInteger(parsed) && !Number.isSafeInteger(parsed)) {
    throw new InvalidArgumentError(`${value} has too many digits; write it into the statement.`);
  }
  const kinds = new Set((Array.isArray(parsed) ? parsed : [parsed]).map((one) => typeof one));
  if (kinds.size > 1 || (parsed !== null && kinds.has('object'))) {
    throw new InvalidArgumentError('It is a number, a text, true, false, null, or a list of values of one kind.');
  }
  return parsed;
}
