/**
 * What the service adds to Apollo Server on Fastify, kept answers, and compression: `npm run bench:http`, with
 * `--graph FOLDER` also the map of its crystals. Both servers are asked in turns; the processor time for a request is less
 * disturbed by other programs than the rate.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { quantile, startService } from '../served.mjs';
import { load } from './client.mjs';

const { values: options } = parseArgs({
  options: {
    graph: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
  },
});
const QUERY = '{ service { version } }';
const MAP = '{ crystalMap { columns { crystalId formula x y cluster } } }';
let count = 1e9;

/** Each has a variable of its own, which the query does not use: no answer is kept for it. */
const different = () => JSON.stringify({ query: QUERY, variables: { n: count++ } });
const same = () => JSON.stringify({ query: QUERY });

const child = spawn(process.execPath, [new URL('bare.mjs', import.meta.url).pathname], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [bareUrl] = await once(createInterface(child.stdout), 'line');
process.once('exit', () => child.kill());
const folder = mkdtempSync(join(tmpdir(), 'motifgraph-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
// The sample goes into a graph of its own.
process.env['MOTIFGRAPH_GRAPH'] = folder;
const service = await startService(options.graph);
const kinds = {
  'bare Apollo Server': { url: bareUrl, pid: child.pid, body: different },
  'service, made': { url: service.url, pid: service.pid, body: different },
  'service, kept': { url: service.url, pid: service.pid, body: same },
};
const rounds = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]));
for (const kind of Object.values(kinds)) await load({ ...kind, seconds: 2 });
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [name, kind] of Object.entries(kinds)) {
    rounds[name].push(await load({ ...kind, seconds: Number(options.seconds) }));
  }
}
const median = (name, of) => quantile(rounds[name].map(of), 0.5);
const cost = (name) => median(name, ({ processor, requests }) => (1e6 * processor) / requests);
const rate = (name) => median(name, ({ requests, seconds }) => requests / seconds);
const bare = 'bare Apollo Server';
console.log(`${QUERY}: medians of ${options.rounds} rounds`);
for (const name of Object.keys(kinds)) {
  const ratios = `${(rate(name) / rate(bare)).toFixed(2)} of the rate, ${(cost(bare) / cost(name)).toFixed(2)} by processor time`;
  console.log(
    `${name.padEnd(20)} ${rate(name).toFixed(0).padStart(6)} requests/s, ${cost(name).toFixed(0).padStart(4)} µs each: ${ratios}`,
  );
}

if (options.graph) {
  const response = await fetch(`${service.url}graphql?${new URLSearchParams({ query: MAP })}`);
  const bytes = Buffer.from(await response.text());
  console.log(`\nmap of crystals, ${(bytes.length / 1e6).toFixed(2)} MB`);
  const codings = [
    ...[1, 2, 4, 6].map((level) => [`gzip ${level}`, () => promisify(gzip)(bytes, { level })]),
    ...[1, 2, 4, 5].map((quality) => [
      `brotli ${quality}`,
      () => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    ]),
  ];
  for (const [name, code] of codings) {
    const times = [];
    let length = 0;
    for (let i = 0; i < 7; i++) {
      const started = performance.now();
      length = (await code()).length;
      times.push(performance.now() - started);
    }
    console.log(
      `${name.padEnd(9)} ${(length / 1e3).toFixed(0).padStart(5)} kB ${quantile(times, 0.5).toFixed(0).padStart(4)} ms`,
    );
  }
}
await service.stop();
process.exit();
