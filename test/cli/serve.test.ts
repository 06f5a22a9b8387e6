import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { openLadybug } from '../../src/graph/ladybug.js';
import { openGraph } from '../../src/graph/open.js';
import { CommandLine, commandLine, temporaryFolder } from './command.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** The command, once it has printed the line with `last` in it, and what it printed. */
async function serve(
  args: readonly string[],
  env: Record<string, string>,
  last = 'curl',
): Promise<[ChildProcess, string]> {
  return greeted(command.start(['serve', ...args], env), last);
}

async function greeted(child: ChildProcess, last = 'curl'): Promise<[ChildProcess, string]> {
  children.push(child);
  let output = '';
  for await (const line of createInterface(child.stdout!)) {
    output += `${line}\n`;
    if (line.includes(last)) break;
  }
  return [child, output];
}

describe('motifgraph serve', () => {
  it('loads the sample into an empty graph, prints a query that works, and stops on SIGTERM', async () => {
    const [child, output] = await serve(['--sample'], { PORT: '0', MOTIFGRAPH_GRAPH: join(home, 'sample') });
    expect(output).toMatch(
      /^Loading the sample: 176 crystals\.\nLoaded the sample: 176 crystals in \d+ s\.\nMotifgraph is running at http:\/\/127\.0\.0\.1:\d+\//,
    );
    const curl = output.split('\n').find((line) => line.startsWith('curl'))!;
    const { stdout } = await promisify(execFile)('bash', ['-c', curl]);
    const answer = JSON.parse(stdout) as { errors?: unknown; data: { motif: { crystalCount: number } } };
    expect(answer.errors).toBeUndefined();
    expect(answer.data.motif.crystalCount).toBeGreaterThan(3);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);

    const [again, second] = await serve(['--sample'], { PORT: '0', MOTIFGRAPH_GRAPH: join(home, 'sample') });
    expect(second).toMatch(/^Motifgraph is running at .* \(176 crystals in /);
    again.kill('SIGINT');
    expect(await once(again, 'exit')).toEqual([0, null]);
  });

  it('hides the schema where introspection is off', async () => {
    const [, output] = await serve(['--port', '0', '--introspection', 'off'], {});
    const url = /http:\S+/.exec(output)![0];
    const response = await fetch(`${url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }),
    });
    expect(JSON.stringify(await response.json())).toMatch(/introspection/i);
  });

  it('asks for the keys that `motifgraph key` made, and logs requests without them', async () => {
    const made = await command.run(['key', 'ada', '--rate', '2']);
    expect(made.status).toBe(0);
    expect(made.stdout).toMatch(/^ada:[0-9a-f]{64}:2\n$/);
    const key = made.stderr.trimEnd().split('\n').at(-1)!;
    const file = join(home, 'keys.txt');
    writeFileSync(file, made.stdout);
    const [child, output] = await serve(['--port', '0', '--log', 'info'], { MOTIFGRAPH_API_KEYS_FILE: file });
    let log = '';
    child.stderr!.on('data', (text) => {
      log += text;
    });
    const url = /http:\S+?(?= \()/.exec(output)![0];
    expect(output).toContain("-H 'authorization: Bearer KEY'");
    const ask = async (headers: Record<string, string>) =>
      (
        await fetch(`${url}graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({
            query: 'query Mine($x: ID!) { crystal(id: $x) { id } }',
            variables: { x: 'no-4711' },
          }),
        })
      ).status;
    const authorization = `Bearer ${key}`;
    expect([
      await ask({}),
      await ask({ authorization }),
      await ask({ authorization }),
      await ask({ authorization }),
    ]).toEqual([401, 200, 200, 429]);
    await expect.poll(() => log).toContain('"status":429');
    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(
      expect.objectContaining({ client: 'ada', operation: 'Mine', status: 200, codes: ['UNKNOWN_ID'] }),
    );
    expect(log).not.toContain(key);
    expect(log).not.toContain('no-4711');
  });

  /** The service with its log in a file; `say` makes it log something. */
  async function logging(place: string): Promise<{ child: ChildProcess; say: () => Promise<void> }> {
    const args = ['serve', '--port', '0', '--log', 'info', '--graph', join(home, 'logging')];
    const [child, output] = await greeted(spawn('bash', ['-c', 'exec "$@" 2> "$0"', place, ...commandLine(args)]));
    const url = /http:\S+/.exec(output)![0];
    return {
      child,
      say: async () => {
        expect((await fetch(`${url}health`)).status).toBe(200);
      },
    };
  }

  it.skipIf(!existsSync('/dev/full'))('lives when its log can not be written', async () => {
    const { child, say } = await logging('/dev/full');
    for (let i = 0; i < 3; i++) await say();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.skipIf(process.platform === 'win32')(
    'tells once how much of its log is lost when it can write again',
    async () => {
      const pipe = join(home, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const reader = spawn('head', ['-n', '1', pipe]);
      const readerGone = once(reader, 'exit');
      const { say } = await logging(pipe);
      await readerGone;
      // A request's line follows its answer: that of the fourth may come when the pipe can be written again.
      for (let i = 0; i < 4; i++) await say();
      const later = spawn('cat', [pipe]);
      children.push(later);
      let log = '';
      later.stdout.on('data', (chunk) => {
        log += chunk;
      });
      await expect.poll(async () => say().then(() => log)).toContain('of the log');
      await say();
      const told = log.split('\n').filter((line) => line.includes('of the log'));
      expect(told).toEqual([
        expect.stringMatching(/"level":50,.*"msg":"Lines of the log that could not be written: ([3-9]|\d\d+)\."/),
      ]);
    },
  );

  it('logs no request unless told to', async () => {
    const [child, output] = await serve(['--port', '0'], { MOTIFGRAPH_API_KEYS: 'a-key-of-the-test' });
    let log = '';
    child.stderr!.on('data', (text) => {
      log += text;
    });
    expect((await fetch(`${/http:\S+?(?= \()/.exec(output)![0]}graphql`)).status).toBe(401);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(log).toBe('');
  });

  it.each([
    [{ MOTIFGRAPH_API_KEYS: '' }, 1, 'Entry 1 of MOTIFGRAPH_API_KEYS is not a key'],
    [{ MOTIFGRAPH_API_KEYS: 'secret' }, 1, 'Entry 1 of MOTIFGRAPH_API_KEYS has a key of only 6 characters'],
    [{ MOTIFGRAPH_API_KEYS_FILE: '/nowhere/keys' }, 1, 'The file of keys /nowhere/keys cannot be read (ENOENT)'],
    [{ MOTIFGRAPH_RATE: '0' }, 2, 'It has to be a whole number from 1 to'],
    [{ MOTIFGRAPH_TRUSTED_PROXIES: 'proxy.example' }, 2, '"proxy.example" is not an address'],
    [{ MOTIFGRAPH_TRUSTED_PROXIES: '10.0.0.0/33' }, 2, '"10.0.0.0/33" is not an address'],
    [{ MOTIFGRAPH_LOG: 'loud' }, 2, 'Allowed choices are off, error, warn, info'],
  ])('says what is wrong with %j', async (env, status, message) => {
    const run = await command.run(['serve', '--port', '0'], { env: env as Record<string, string> });
    expect(run).toMatchObject({ status, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });

  it('says in one sentence that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const run = await command.run(['serve', '--graph', join(home, 'port')], { env: { PORT: String(port) } });
    other.close();
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toBe(`motifgraph: Port ${port} of 127.0.0.1 is in use; choose another port.\n`);
  });

  it('says in one sentence that the address is none of this machine', async () => {
    const run = await command.run(['serve', '--graph', join(home, 'host')], { env: { PORT: '0', HOST: '192.0.2.1' } });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/^motifgraph: 192\.0\.2\.1 is not an address of this machine; .*\.\n$/);
  });

  it('says in one sentence that the folder of the graph is a file', async () => {
    const file = join(home, 'a-file');
    writeFileSync(file, '');
    const run = await command.run(['serve', '--graph', join(file, 'graph')]);
    expect(run).toMatchObject({ status: 4, stdout: '' });
    expect(run.stderr).toMatch(/^motifgraph: .*a-file.*\.\n$/);
  });

  it('says in one sentence that the graph is of a newer version', async () => {
    const graph = join(home, 'newer');
    await (await openGraph(graph)).close();
    const engine = await openLadybug(graph);
    await engine.define(["MATCH (m:Meta) WHERE m.id = 'graph' SET m.schemaVersion = 99"]);
    await engine.close();
    const run = await command.run(['serve', '--graph', graph]);
    expect(run).toMatchObject({ status: 4, stdout: '' });
    expect(run.stderr).toMatch(
      /^motifgraph: The graph at .* was made by a newer Motifgraph .*; update Motifgraph.*\.\n$/,
    );
  });

  it('says in one sentence that another process has the graph open', async () => {
    const graph = join(home, 'shared');
    await serve(['--port', '0', '--graph', graph], {});
    const run = await command.run(['serve', '--port', '0', '--graph', graph]);
    expect(run).toMatchObject({ status: 3, stdout: '' });
    expect(run.stderr).toMatch(/^motifgraph: .*another process.*\.\n$/);
  });

  it('says in one sentence that a database can not be reached', async () => {
    const run = await command.run(['serve', '--graph', 'bolt://127.0.0.1:1']);
    expect(run).toMatchObject({ status: 3, stdout: '' });
    expect(run.stderr).toMatch(/^motifgraph: .*bolt:\/\/127\.0\.0\.1:1.*\.\n$/);
  });
});

describe('motifgraph schema', () => {
  const checkedIn = new URL('../../schema/schema.graphql', import.meta.url);

  it('prints, writes and checks the schema', async () => {
    const text = readFileSync(checkedIn, 'utf8');
    expect((await command.run(['schema'])).stdout).toBe(text);
    const path = join(home, 'schema', 'own.graphql');
    mkdirSync(join(home, 'schema'));
    expect((await command.run(['schema', '--write', path])).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(await command.run(['schema', '--check', path])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    writeFileSync(path, text.replace('type Query', 'type Other'));
    const differs = await command.run(['schema', '--check', path]);
    expect(differs.status).toBe(1);
    expect(differs.stderr).toContain(`update it with motifgraph schema --write ${path}`);
    expect((await command.run(['schema', '--check', join(home, 'gone')])).stderr).toMatch(/^motifgraph: .*gone.*\n$/);
  });
});
