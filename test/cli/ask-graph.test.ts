/** What users get out of a graph on the command line: exports of what a filter finds, answers to Cypher. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandLine, jsonLines, temporaryFolder } from './command.js';
import { sampleCif } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const graph = join(home, 'graph');
const run = (...args: string[]) => command.run([...args, '--graph', graph]);

beforeAll(async () => {
  const input = join(home, 'input');
  mkdirSync(input);
  for (const id of ['rutile-TiO2', 'anatase-TiO2', 'perovskite-SrTiO3']) {
    writeFileSync(join(input, `${id}.cif`), await sampleCif(id));
  }
  expect((await run('ingest', input, '--no-predictions')).status).toBe(0);
});

describe('export --format', () => {
  const TITANIA = { formulas: ['TiO2'] };

  it('prints what a filter finds', async () => {
    const { status, stdout, stderr } = await run(
      'export',
      '--format',
      'csv',
      '--filter',
      JSON.stringify(TITANIA),
      '--sort',
      '[{ "key": "DENSITY", "descending": true }]',
      '--columns',
      'crystalId,formula',
    );
    expect([status, stdout]).toEqual([0, 'crystalId,formula\r\nrutile-TiO2,TiO2\r\nanatase-TiO2,TiO2\r\n']);
    expect(stderr).toContain('2 crystals');
  });

  it('takes the filter from a file, and writes one that is there when it is whole', async () => {
    const filter = join(home, 'filter.json');
    writeFileSync(filter, JSON.stringify(TITANIA));
    const out = join(home, 'titania.ndjson');
    const { status, stdout } = await run('export', '--format', 'ndjson', '--filter', filter, '--out', out);
    expect([status, stdout]).toEqual([0, '']);
    expect(jsonLines(readFileSync(out, 'utf8')).map(({ id }) => id)).toEqual(['anatase-TiO2', 'rutile-TiO2']);
  });

  it('writes what a link leads to, and into a pipe', async () => {
    const target = join(home, 'target.csv');
    const link = join(home, 'link.csv');
    writeFileSync(target, 'old');
    symlinkSync(target, link);
    expect((await run('export', '--format', 'csv', '--out', link)).status).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toContain('rutile-TiO2');

    const pipe = join(home, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe]);
    const [{ status }, got] = await Promise.all([run('export', '--format', 'csv', '--out', pipe), text(reader.stdout)]);
    expect([status, got]).toEqual([0, readFileSync(target, 'utf8')]);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it.each([
    [['--format', 'csv', '--out', ''], 'name of the file is empty'],
    [['--format', 'csv', '--sort', '{'], '--sort is not JSON, such as [{ "key"'],
    [['--format', 'csv', '--filter', '{ "colour": "red" }'], 'Field "colour"'],
    [['--format', 'csv', '--filter', '{'], '--filter is not JSON'],
    [['--format', 'xlsx'], 'Allowed choices are'],
    [['--format', 'csv', 'backup.jsonl.gz'], 'name the file with --out'],
    [['--filter', '{}', 'backup.jsonl.gz'], 'needs --format'],
    [[], 'Name the file'],
  ])('refuses %j', async (args, message) => {
    const { status, stderr } = await run('export', ...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(home, 'backup.jsonl.gz'))).toBe(false);
  });
});

describe('cypher', () => {
  const IDS = 'MATCH (c:Crystal) WHERE c.formula = $formula RETURN c.id AS id, c.atomCount AS atoms ORDER BY id';

  it('prints a table', async () => {
    const { status, stdout, stderr } = await run('cypher', IDS, '--param', 'formula=TiO2');
    expect([status, stderr]).toEqual([0, '2 rows.\n']);
    expect(stdout).toBe('id            atoms\nanatase-TiO2      6\nrutile-TiO2       6\n');
  });

  it('prints lines of JSON, of a statement from a file or standard input', async () => {
    const file = join(home, 'statement.cypher');
    writeFileSync(file, IDS);
    const lines = [
      { id: 'anatase-TiO2', atoms: 6 },
      { id: 'rutile-TiO2', atoms: 6 },
    ];
    const fromFile = await run('cypher', '--file', file, '--json', '--param', 'formula=TiO2');
    expect(jsonLines(fromFile.stdout)).toEqual(lines);
    const piped = await command.run(['cypher', '-', '--json', '--param', 'formula=TiO2', '--graph', graph], {
      stdin: IDS,
    });
    expect(jsonLines(piped.stdout)).toEqual(lines);
  });

  it('is over in time also where the engine is busy with one expression', async () => {
    // Minutes, in which LadybugDB does not look at the clock.
    const busy = "RETURN levenshtein(repeat('ab', 400000), repeat('ba', 400000))";
    const { status, stdout, stderr } = await run('cypher', busy, '--timeout', '1');
    expect([status, stdout, stderr]).toEqual([1, '', 'motifgraph: The statement took longer than 1 s.\n']);
    expect((await run('cypher', 'RETURN 1 AS one')).stdout).toBe('one\n  1\n');
  });

  it('shows nodes by what identifies them', async () => {
    const { stdout } = await run(
      'cypher',
      "MATCH p = (m:Motif)-[:CENTERED_ON]->(e:Element) WHERE m.id = 'Ti-O:6' RETURN p, [m.id, 'x'] AS l",
    );
    expect(stdout).toContain('(:Motif {id: "Ti-O:6"})-[:CENTERED_ON]-(:Element {symbol: "Ti"})  ["Ti-O:6", "x"]');
  });

  it.each([
    [["CREATE (:Crystal { id: 'x' })"], 2, 'begins with'],
    [[], 2, 'Give the statement'],
    [['MATCH (c RETURN c'], 1, 'motifgraph: '],
    [['RETURN 1', '--param', 'x'], 2, 'name=value'],
    [['RETURN $x', '--param', 'x={"a":1}'], 2, 'list of values of one kind'],
    [['RETURN $x', '--param', 'x=[1,"a"]'], 2, 'list of values of one kind'],
    [['RETURN $x', '--param', 'x=9007199254740993'], 2, 'too many digits'],
    [['RETURN 1 AS a, 2 AS a'], 1, 'name of two columns'],
  ])('refuses %j', async (args, expected, message) => {
    const { status, stderr } = await run('cypher', ...args);
    expect([status, stderr]).toEqual([expected, expect.stringContaining(message)]);
  });

  it('says that a service has the graph open', async () => {
    const service = command.start(['serve', '--graph', graph, '--port', '0']);
    await new Promise((resolve) => service.stdout!.once('data', resolve));
    const { status, stderr } = await run('cypher', 'RETURN 1');
    service.kill('SIGTERM');
    expect([status, stderr]).toEqual([3, expect.stringContaining('is open in another process')]);
  });
});
