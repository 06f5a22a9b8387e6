/**
 * The server of optimade-python-tools, with the structures that it brings. It runs where MOTIFGRAPH_OPTIMADE_SERVER names a Python that
 * has it: `pip install 'optimade[server]==1.5.0' mongomock==4.3.0`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { itemsOf, told } from './served.js';

const python = process.env['MOTIFGRAPH_OPTIMADE_SERVER'];
const SKIPPED = python ? '' : ' (MOTIFGRAPH_OPTIMADE_SERVER names no Python with optimade[server])';

/** What the structures that it brings are called in it. */
const CONFIG = {
  insert_test_data: true,
  aliases: { structures: { id: 'task_id', chemical_formula_reduced: 'pretty_formula' } },
};

describe.skipIf(!python)(`the server of optimade-python-tools${SKIPPED}`, () => {
  let server: ChildProcess;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motifgraph-optimade-'));
    const config = join(folder, 'config.json');
    await writeFile(config, JSON.stringify(CONFIG));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn(python!, ['-m', 'uvicorn', 'optimade.server.main:app', '--port', String(port)], {
      cwd: folder,
      env: { ...process.env, OPTIMADE_CONFIG_FILE: config },
      stdio: 'ignore',
    });
    const isUp = () =>
      fetch(`${url}/versions`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isUp()) && server.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 250));
  }, 120_000);
  afterAll(async () => {
    if (server.exitCode === null) {
      server.kill();
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true });
  });

  const fetched = (query: string) => itemsOf(`optimade:${url}${query}`, { cache: folder, environment: {} });

  it('sends what a filter finds, page by page', async () => {
    const items = await fetched('/v1?filter=elements HAS "O" AND nelements>=2&page_limit=3');
    expect(items.length).toBeGreaterThan(3);
    expect(items.every(({ ok }) => ok)).toBe(true);
    for (const item of items) {
      if (!item.ok) continue;
      expect(item.origin!.provider).not.toBe('');
      const [read] = readStructures(item.content, { file: item.relativeFile, id: item.id });
      // Its structures are made up: their atoms lie in one place, and some cells have no volume.
      const code = read!.ok ? 'ok' : read!.refusal.code;
      expect([item.id, ['ok', 'ATOMS_TOO_CLOSE', 'NO_CELL'].includes(code) || code]).toEqual([item.id, true]);
    }
    expect(await fetched('/v1?filter=elements HAS "O" AND nelements>=2&page_limit=3')).toEqual(items);
  });

  it('sends one entry, and tells of mistakes', async () => {
    expect(told(await fetched('/v1/structures/mpf_1'))).toEqual(['mpf_1']);
    expect(told(await fetched('?filter=colour="red"'))[0]).toMatch(/answers 400: .*colour/);
    expect(told(await fetched('?filter=elements HAS'))[0]).toContain('answers 400');
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
