/**
 * Rate of an ingest and latencies of queries, of the built command as a user runs it, on each engine: `npm run bench`.
 * With MOTIFGRAPH_REFERENCE set, on the oxides of the reference data; without it, on the sample that ships.
 */
import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SHIPPED_MODEL } from '../../src/amdnet/shipped-model.js';
import { CommandLine, temporaryFolder } from '../cli/command.js';
import { emptyNeo4j, leaseNeo4j } from '../neo4j/lease.js';

const ROUNDS = 40;
const EXAMPLES = join(import.meta.dirname, '../../src/api/examples');
const HOUR = 3_600_000;

const reference = process.env['MOTIFGRAPH_REFERENCE'];
const oxides = reference === undefined ? null : join(reference, 'data/mp-oxides/cifs.tar.gz');
const more = reference === undefined ? [] : [join(reference, 'data/mp-oxides-unlabelled/cifs.tar.gz')];
const home = temporaryFolder();
const command = new CommandLine(home);
const neo4j = await leaseNeo4j();

/** What dashboards and notebooks ask again and again, beside the examples of the page. */
const QUERIES: readonly (readonly [string, string])[] = [
  ['count with a filter', '{ crystals(filter: { elements: ["Ti"] }) { totalCount } }'],
  ['20 crystals', '{ crystals(first: 20, filter: { elements: ["Ti"] }) { edges { node { id formula } } } }'],
  [
    'connections of one motif',
    '{ motif(id: "Ti-O:6") { connectedTo { nodes { kind occurrences crystalCount motif { id } } } } }',
  ],
  ...['FRAMEWORK', 'CHEMISTRY', 'FINGERPRINT', 'MOTIFS'].flatMap((by) => [
    [
      `similar by ${by.toLowerCase()}`,
      `{ similarCrystals(id: "ID", by: ${by}) { note hits { score crystal { id formula } } } }`,
    ] as const,
    [
      `similar by ${by.toLowerCase()}, and why`,
      `{ similarCrystals(id: "ID", by: ${by}) { hits { score crystal { id formula } sharedMotifs why { feature share } } } }`,
    ] as const,
  ]),
  [
    'similar, of another prototype',
    '{ similarCrystals(id: "ID", excludeSamePrototype: true) { hits { score crystal { id formula } } } }',
  ],
  ['similar motifs', '{ similarMotifs(id: "Ti-O:6") { hits { motifId score why { feature } } } }'],
  ['map of all crystals', '{ crystalMap { columns { crystalId x y cluster geometry element } } }'],
  ...readdirSync(EXAMPLES).map((name) => [name, readFileSync(join(EXAMPLES, name), 'utf8')] as const),
];

interface Target {
  readonly graph: string;
  readonly env: Record<string, string>;
}

const engines: readonly (readonly [string, Target | null])[] = [
  ['LadybugDB', { graph: join(home, 'graph'), env: {} }],
  [
    'skipReason' in neo4j ? `Neo4j (${neo4j.skipReason})` : 'Neo4j',
    'skipReason' in neo4j
      ? null
      : {
          graph: neo4j.server.uri,
          env: { NEO4J_USERNAME: neo4j.server.username, NEO4J_PASSWORD: neo4j.server.password },
        },
  ],
];

describe.each(engines)('%s', (name, target) => {
  it.skipIf(target === null)(
    'ingests and answers',
    async () => {
      const { graph } = target!;
      // Named, because tests run with a small model of their own.
      const env = { ...target!.env, MOTIFGRAPH_MODEL: SHIPPED_MODEL };
      if ('server' in neo4j && graph === neo4j.server.uri) await emptyNeo4j(neo4j.server);
      console.log(`${name}: ${oxides ?? 'the sample (MOTIFGRAPH_REFERENCE is not set)'}`);
      if (oxides !== null) {
        const { stdout, status, stderr } = await command.run(['ingest', oxides, '--graph', graph], { env });
        expect(status, stderr).toBeLessThan(2);
        console.log(stdout.trimEnd());
        for (const path of more) {
          const larger = await command.run(['ingest', path, '--graph', graph], { env });
          console.log(larger.stdout.trimEnd());
        }
        const embedded = await command.run(['embed', '--graph', graph], { env });
        expect(embedded.status, embedded.stderr).toBe(0);
        console.log(embedded.stdout.trimEnd());
      }
      const { url, server } = await serve(graph, env);
      try {
        if (existsSync(graph)) console.log(`${Math.round(sizeOf(graph) / 1e6)} MB on disk`);
        const ids = await someCrystals(url);
        for (const [label, query] of QUERIES) console.log(await latency(url, label, query, ids));
      } finally {
        server.kill('SIGTERM');
        await once(server, 'exit');
      }
    },
    HOUR,
  );
});

async function serve(graph: string, env: Record<string, string>): Promise<{ url: string; server: ChildProcess }> {
  const port = await freePort();
  const args = ['serve', '--graph', graph, ...(oxides === null ? ['--sample'] : [])];
  const server = command.start(args, { ...env, PORT: String(port) });
  const url = `http://127.0.0.1:${port}/`;
  for (;;) {
    const ready = await fetch(`${url}ready`).catch(() => null);
    if (ready?.ok) return { url, server };
    if (server.exitCode !== null) throw new Error('the service did not start');
    await delay(100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** As many crystals of titanium as there are rounds, or fewer. */
async function someCrystals(url: string): Promise<string[]> {
  const query = `{ crystals(first: ${ROUNDS}, filter: { elements: ["Ti"] }) { nodes { id } } }`;
  const response = await fetch(`${url}graphql?query=${encodeURIComponent(query)}`, {
    headers: { 'apollo-require-preflight': 'true' },
  });
  const { data } = (await response.json()) as { data: { crystals: { nodes: { id: string }[] } } };
  return data.crystals.nodes.map(({ id }) => id);
}

/** @param query asks about `ID`, another crystal in each round. */
async function latency(url: string, label: string, query: string, ids: readonly string[]): Promise<string> {
  const milliseconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    const response = await fetch(`${url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // A variable that the query does not use: no answer is kept for it.
      body: JSON.stringify({ query: query.replace('ID', ids[round % ids.length]!), variables: { round } }),
    });
    const { errors } = (await response.json()) as { errors?: unknown };
    expect(errors, label).toBeUndefined();
    milliseconds.push(performance.now() - begin);
  }
  milliseconds.sort((a, b) => a - b);
  const quantile = (q: number) => milliseconds[Math.floor(q * (ROUNDS - 1))]!.toFixed(1).padStart(7);
  return `${label.padEnd(34)} median ${quantile(0.5)} ms, 95 % ${quantile(0.95)} ms`;
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
