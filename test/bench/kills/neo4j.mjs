/** Kills a Neo4j server and starts it again while it is written and asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runnerImport } from 'vite';
import { startServer } from '../../../dist/api/server.js';
import { openGraph } from '../../../dist/graph/open.js';
import { COMMANDS } from './commands.mjs';
import { runCommand } from './process.mjs';

const { module: servers } = await runnerImport(new URL('../../neo4j/server.ts', import.meta.url).pathname);

export async function restartNeo4j(times) {
  const home = mkdtempSync(join(tmpdir(), 'motifgraph-kills-'));
  const { NEO4J_URI: _, ...env } = process.env;
  const server = await servers.startNeo4j(env);
  const { uri, username, password } = server;
  const store = await openGraph(uri, { username, password }, { reader: true });
  const service = await startServer({ store, port: 0 });
  const crystals = async () => {
    const response = await fetch(`${service.url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ crystals { totalCount } }' }),
    });
    const { data, errors } = await response.json();
    return errors?.[0].extensions.code ?? data.crystals.totalCount;
  };
  /** Milliseconds until the service answers so. */
  const until = async (right) => {
    const begun = performance.now();
    while (!right(await crystals())) await delay(20);
    return Math.round(performance.now() - begun);
  };
  try {
    const { args, stored } = await COMMANDS.ingest(home);
    const reported = new Set();
    let lost = 0;
    let restarts = 0;
    while (restarts < times) {
      const ingest = runCommand(args(uri), home, { env: { NEO4J_USERNAME: username, NEO4J_PASSWORD: password } });
      let running = true;
      void ingest.finally(() => {
        running = false;
      });
      await delay(3000);
      do {
        await server.kill();
        const refused = await until((answer) => answer === 'GRAPH_UNAVAILABLE');
        await server.restart();
        const back = await until((answer) => typeof answer === 'number');
        console.log(JSON.stringify({ restart: ++restarts, refusedAfter: refused, answeredAfter: back }));
        await delay(3000);
      } while (running && restarts < times);
      const { status, stdout, stderr } = await ingest;
      if (status !== 0) console.log(`${status}: ${stderr}`);
      for (const id of stored(stdout)) {
        if (reported.has(id)) lost++;
        reported.add(id);
      }
    }
    const found = await store.crystalsById([...reported]);
    lost += found.filter((crystal) => crystal === null).length;
    console.log(JSON.stringify({ restarts, reported: reported.size, lost }));
    return lost === 0;
  } finally {
    await service.close();
    await store.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
