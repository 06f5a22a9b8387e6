/** An ingest into a graph in a folder that a service has open, while the service answers; kills of either lose nothing. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine, jsonLines, temporaryFolder } from './command.js';
import { ALLOY, rockSalt, writeMany } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const graph = join(home, 'graph');
const input = join(home, 'input');
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Answer {
  readonly data: Record<string, unknown>;
  readonly errors?: unknown;
}

interface RunningService {
  readonly child: ChildProcess;
  ask(query: string): Promise<Answer>;
}

async function serve(...args: string[]): Promise<RunningService> {
  const child = command.start(['serve', '--graph', graph, '--port', '0', ...args]);
  children.push(child);
  for await (const line of createInterface(child.stdout!)) {
    const url = /running at (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    const ask = async (query: string) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return (await response.json()) as Answer;
    };
    return { child, ask };
  }
  throw new Error('the service ended');
}

async function stopped({ child }: RunningService): Promise<void> {
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
}

function ingest(folder: string, ...args: string[]) {
  return command.run(['ingest', folder, '--graph', graph, '--json', ...args]);
}

describe.skipIf(process.platform === 'win32')('an ingest beside a service', () => {
  beforeAll(async () => {
    mkdirSync(input);
    writeFileSync(join(input, 'new-NiO.cif'), rockSalt('Ni', 4.18));
    writeFileSync(join(input, 'new-MnO.cif'), rockSalt('Mn', 4.44));
    writeFileSync(join(input, 'brass.cif'), ALLOY);
    await stopped(await serve('--sample'));
  });

  it('is done by the service, which goes on answering, with predictions and vectors', async () => {
    const service = await serve();
    let ended = false;
    let answers = 0;
    const asking = (async () => {
      while (!ended) {
        const { data, errors } = await service.ask(
          `{ crystals(first: ${1 + (answers % 50)}) { totalCount nodes { id } } similarCrystals(id: "rutile-TiO2", first: ${1 + (answers % 9)}) { hits { score } } }`,
        );
        expect(errors).toBeUndefined();
        expect((data['crystals'] as { totalCount: number }).totalCount).toBeGreaterThanOrEqual(176);
        answers++;
        await setImmediate();
      }
    })();
    const { status, stdout, stderr } = await ingest(input);
    ended = true;
    await asking;
    expect(answers).toBeGreaterThan(0);
    expect(stderr).toContain('has this graph open');
    expect(status).toBe(1);
    expect(jsonLines(stdout)).toEqual(
      expect.arrayContaining([
        { id: 'new-NiO', status: 'stored' },
        { id: 'new-MnO', status: 'stored' },
        expect.objectContaining({ id: 'brass', error: expect.anything() }),
      ]),
    );
    const { data, errors } = await service.ask(
      `{ crystals { totalCount } refusedStructures { totalCount } crystal(id: "new-NiO") { predictions { property value } }
         similarCrystals(id: "new-NiO", first: 3) { hits { score crystal { id } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ crystals: { totalCount: 178 }, refusedStructures: { totalCount: 1 } });
    const { predictions } = data['crystal'] as { predictions: unknown[] };
    expect(predictions).toHaveLength(3);
    const similar = data['similarCrystals'] as { hits: { crystal: { id: string }; score: number }[] };
    expect(similar.hits.find(({ crystal }) => crystal.id === 'new-MnO')?.score).toBeCloseTo(1, 5);
    expect(statSync(join(graph, 'service.sock')).mode & 0o777).toBe(0o600);
    expect(statSync(join(graph, 'service.json')).mode & 0o777).toBe(0o600);
    await stopped(service);
    expect(() => statSync(join(graph, 'service.json'))).toThrow('ENOENT');
  });

  it('leaves alone what is unchanged, and prunes', async () => {
    const service = await serve();
    writeFileSync(join(input, 'new-MnO.cif'), rockSalt('Mn', 4.46));
    rmSync(join(input, 'brass.cif'));
    rmSync(join(input, 'new-NiO.cif'));
    const { stdout, status } = await ingest(input, '--prune');
    expect(status).toBe(0);
    expect(jsonLines(stdout)).toEqual(
      expect.arrayContaining([
        { id: 'new-MnO', status: 'stored' },
        { id: 'new-NiO', status: 'pruned' },
        { id: 'brass', status: 'pruned' },
      ]),
    );
    const again = await ingest(input);
    expect(jsonLines(again.stdout)).toEqual([{ id: 'new-MnO', status: 'unchanged' }]);
    const { data } = await service.ask('{ similarCrystals(id: "new-MnO", first: 50) { hits { crystal { id } } } }');
    const hits = (data['similarCrystals'] as { hits: { crystal: { id: string } }[] }).hits.map(
      ({ crystal }) => crystal.id,
    );
    expect(hits).not.toContain('new-NiO');
    expect(hits).not.toContain('new-MnO');
    await stopped(service);
  });

  it('refuses a service of another version in words', async () => {
    const service = await serve();
    const file = join(graph, 'service.json');
    const place = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...place, version: '0.0.1' }));
    const { status, stderr } = await ingest(input);
    expect(status).toBe(3);
    expect(stderr).toContain('another version of Motifgraph (0.0.1');
    // Nor is a token guessed.
    writeFileSync(file, JSON.stringify({ ...place, token: 'x'.repeat(64) }));
    expect((await ingest(input)).stderr).toContain('open in another process');
    await stopped(service);
  });

  it('can be resumed after the service was killed', async () => {
    const many = join(home, 'many');
    writeMany(many, 200, 200);
    const service = await serve();
    const args = ['ingest', many, '--graph', graph, '--json', '--no-predictions', '--jobs', '1'];
    const ended = await command.run(args, {
      during: ({ stdout }) => stdout!.once('data', () => service.child.kill('SIGKILL')),
    });
    const first = jsonLines<{ id: string; status?: string }>(ended.stdout).flatMap(({ id, status }) =>
      status === 'stored' ? id : [],
    );
    expect(first.length).toBeGreaterThan(0);
    // All of it may be stored by then.
    if (ended.status !== 1) {
      expect(ended.status).toBe(3);
      expect(ended.stderr).toContain('has ended');
    }
    const next = await serve();
    const rest = await command.run(args);
    expect(rest.status).toBe(1);
    const lines = jsonLines<{ id: string; status?: string }>(rest.stdout);
    for (const id of first) expect(lines).toContainEqual({ id, status: 'unchanged' });
    expect(lines).toHaveLength(200);
    await stopped(next);
    const verified = await command.run(['verify', '--graph', graph]);
    expect(verified.stdout).toContain('is intact');
  });
});
