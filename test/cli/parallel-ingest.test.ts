/** Several first ingests into one empty Neo4j end with the graph of one after the other. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Credentials, openGraph } from '../../src/graph/open.js';
import { nearly } from '../graph/nearly.js';
import { leaseNeo4j } from '../neo4j/lease.js';
import { dumpOf } from '../pipeline/graph-dump.js';
import { CommandLine, temporaryFolder } from './command.js';
import { writeMany } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const neo4j = await leaseNeo4j();
const skipReason = 'skipReason' in neo4j ? neo4j.skipReason : null;

it.skipIf(skipReason !== null)(
  `four processes fill an empty Neo4j at once${skipReason ? ` (${skipReason})` : ''}`,
  async () => {
    if ('skipReason' in neo4j) return;
    const { server } = neo4j;
    const env = { NEO4J_USERNAME: server.username, NEO4J_PASSWORD: server.password };
    const inputs = [100, 60, 100, 80].map((count, i) => {
      const input = join(home, `input-${i}`);
      // Their files are the same from the first one on.
      writeMany(input, count, count);
      return input;
    });
    const ingest = (graph: string, input: string, jobs = '1') =>
      command.run(['ingest', input, '--graph', graph, '--no-predictions', '--jobs', jobs, '--json'], {
        env: { ...env, XDG_STATE_HOME: `${input}-state` },
      });
    const runs = await Promise.all(inputs.map((input) => ingest(server.uri, input)));
    for (const { status, stderr } of runs) {
      // Some of the structures are refused.
      expect(status, stderr).toBe(1);
      expect(stderr).not.toMatch(/Neo\.|ForsetiClient/);
    }
    const one = join(home, 'one-after-the-other');
    await ingest(one, inputs[0]!, '2');
    const ids = readdirSync(inputs[0]!).map((name) => name.replace('.cif', ''));
    const dump = async (uri: string, credentials?: Credentials) => {
      const store = await openGraph(uri, credentials);
      const { crystals, sources, ...rest } = await dumpOf(store, ids);
      await store.close();
      // Which of the same files was the last one is chance.
      return { ids: crystals.map(({ id }) => id), refused: sources.map((source) => source?.refusal?.code), ...rest };
    };
    expect(await dump(server.uri, server)).toEqual(nearly(await dump(one)));
  },
);
