/** `motifgraph serve`: GraphQL over the graph. */
import { isIPv4, isIPv6 } from 'node:net';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Backend } from '../amdnet/backends.js';
import { HIGHEST_RATE } from '../api/keys.js';
import { DEFAULT_LIMITS } from '../api/limits.js';
import { LOG_LEVELS, type LogLevel } from '../api/logger.js';
import type { GraphStore } from '../graph/store.js';
import { embed } from '../pipeline/embed.js';
import { ingest } from '../pipeline/ingest.js';
import { AnalysisPool } from '../pipeline/pool.js';
import type { Predictor } from '../pipeline/predictor.js';
import { REPRESENTATION_SETTINGS } from '../representation/representation.js';
import {
  RepresentationFileError,
  readRepresentation,
  shippedRepresentation,
} from '../representation/representation-file.js';
import { openSample, sampleDataset, sampleSize } from '../sources/sample.js';
import { EXIT } from './exit.js';
import { lendStore, openStore } from './graph.js';
import { interrupted } from './interrupt.js';
import { readKeys } from './keys.js';
import { backendOption, graphOption, modelOption, wholeNumber } from './options.js';
import { counted, duration, print } from './output.js';
import { openPredictor } from './predictor.js';
import { refusalText } from './table.js';

/** The end takes this long at most: `docker stop` kills after 10 s. */
const END_SECONDS = 9;

interface ServeOptions {
  readonly graph: string;
  readonly host: string;
  readonly port: number;
  readonly allowedHosts?: readonly string[];
  readonly allowedOrigins?: readonly string[];
  readonly introspection: 'on' | 'off';
  readonly apiKeysFile?: string;
  readonly rate?: number;
  readonly trustedProxies?: readonly string[];
  readonly log: LogLevel;
  readonly sample?: true;
  readonly model?: string;
  readonly backend?: Backend;
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the graph as GraphQL over HTTP, with the explorer in the browser.')
    .addOption(graphOption())
    .addOption(
      new Option('--port <n>', 'port; 0 for any free one').env('PORT').default(4000).argParser(wholeNumber(0, 65_535)),
    )
    .addOption(
      new Option('--host <address>', 'address to listen on; 0.0.0.0 is open to the network')
        .env('HOST')
        .default('127.0.0.1'),
    )
    .addOption(
      new Option(
        '--allowed-hosts <names>',
        'further host names that requests may use, separated by commas; * for any (default: the names of this machine)',
      )
        .env('MOTIFGRAPH_ALLOWED_HOSTS')
        .argParser(namesOf),
    )
    .addOption(
      new Option(
        '--allowed-origins <origins>',
        'origins of web pages that may query the service, separated by commas: https://dashboard.example (default: none)',
      )
        .env('MOTIFGRAPH_ALLOWED_ORIGINS')
        .argParser(originsOf),
    )
    .addOption(
      new Option('--introspection <state>', 'whether clients may read the schema')
        .env('MOTIFGRAPH_INTROSPECTION')
        .choices(['on', 'off'])
        .default('on'),
    )
    .addOption(
      new Option(
        '--api-keys-file <file>',
        'file of API keys, one line per client, as made by `motifgraph key`; MOTIFGRAPH_API_KEYS takes the keys themselves, separated by commas (default: no key needed)',
      ).env('MOTIFGRAPH_API_KEYS_FILE'),
    )
    .addOption(
      new Option(
        '--rate <n>',
        `requests per minute and client (default: ${DEFAULT_LIMITS.requestsPerMinute}; unlimited from this machine if no key is needed)`,
      )
        .env('MOTIFGRAPH_RATE')
        .argParser(wholeNumber(1, HIGHEST_RATE)),
    )
    .addOption(
      new Option(
        '--trusted-proxies <addresses>',
        'proxies whose X-Forwarded-For is trusted, separated by commas: 127.0.0.1, 10.0.0.0/8 (default: none)',
      )
        .env('MOTIFGRAPH_TRUSTED_PROXIES')
        .argParser(addressesOf),
    )
    .addOption(
      new Option(
        '--log <level>',
        'requests to log on standard error, one JSON object per line: internal errors (error), all errors (warn) or all requests (info)',
      )
        .env('MOTIFGRAPH_LOG')
        .choices(LOG_LEVELS)
        .default('off'),
    )
    .addOption(modelOption())
    .addOption(backendOption())
    .option('--sample', 'if the graph is empty, first load the sample of well-known oxides')
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const { startServer } = await import('../api/server.js');
  const { host, port, allowedHosts, allowedOrigins, rate, trustedProxies, log } = options;
  const keys = await readKeys(options.apiKeysFile);
  const predictor = await openPredictor(options, 'single');
  const store = await openStore(options.graph, 'serve');
  try {
    if (options.sample) await prepareSample(store, predictor);
    const server = await startServer({
      store,
      host,
      port,
      ...(allowedHosts && { allowedHosts }),
      ...(allowedOrigins && { allowedOrigins }),
      ...(predictor && { predictor }),
      ...(rate !== undefined && { limits: { requestsPerMinute: rate } }),
      ...(trustedProxies && { trustedProxies }),
      introspection: options.introspection === 'on',
      keys,
      log,
    });
    const unlend = await lendStore(store, options.graph);
    const stopped = interrupted(END_SECONDS);
    await print(greeting(server.url, options.graph, await store.countCrystals(), keys.length > 0));
    await stopped;
    await Promise.all([server.close(), unlend()]);
  } finally {
    await Promise.all([store.close(), predictor?.close()]);
  }
  // Answers that nobody waits for any more may be under way.
  process.exit(EXIT.ok);
}

function namesOf(list: string): string[] {
  return list.split(',').map((name) => name.trim());
}

/** Browsers send scheme, host and port alone; any other spelling would never be met. */
function originsOf(list: string): string[] {
  return namesOf(list).map((text) => {
    const origin = URL.canParse(text) ? new URL(text).origin : 'null';
    if (origin === 'null')
      throw new InvalidArgumentError(`"${text}" is not an origin, such as https://dashboard.example.`);
    return origin;
  });
}

/** Addresses, with the bits of their network behind a slash or not. */
function addressesOf(list: string): string[] {
  return namesOf(list).map((text) => {
    const [address = '', bits, ...more] = text.split('/');
    const most = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : 0;
    const isNetwork = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most);
    if (most === 0 || more.length > 0 || !isNetwork) {
      throw new InvalidArgumentError(
        `"${text}" is not an address, such as 127.0.0.1, or a network, such as 10.0.0.0/8.`,
      );
    }
    return text;
  });
}

/** Loads the sample into an empty graph, and places its crystals by the vectors that ship. */
async function prepareSample(store: GraphStore, predictor: Predictor | null): Promise<void> {
  if (await lacksSample(store)) await loadSample(store, predictor);
  const all = await store.countCrystals();
  const isSample = all === (await sampleCrystals(store));
  if (all === 0 || !isSample || (await hasVectors(store))) return;
  await embed({ store, settings: REPRESENTATION_SETTINGS, representation: await shippedRepresentation() });
}

async function sampleCrystals(store: GraphStore): Promise<number> {
  return (await store.crystalsByDataset()).get(sampleDataset()) ?? 0;
}

/** Whether there are any, and of this version. */
async function hasVectors(store: GraphStore): Promise<boolean> {
  const bytes = await store.vectors.representation();
  if (bytes === null) return false;
  try {
    readRepresentation(bytes);
    return true;
  } catch (error) {
    if (error instanceof RepresentationFileError) return false;
    throw error;
  }
}

/** Whether the graph is empty, or holds a part of the sample and nothing else: its loading was broken off. */
async function lacksSample(store: GraphStore): Promise<boolean> {
  const all = await store.countCrystals();
  return all < sampleSize() && all === (await sampleCrystals(store));
}

async function loadSample(store: GraphStore, predictor: Predictor | null): Promise<void> {
  const started = performance.now();
  await print(`Loading the sample: ${counted(sampleSize(), 'crystal')}.\n`);
  const pool = new AnalysisPool();
  let stored = 0;
  try {
    for await (const { outcomes } of ingest({
      store,
      pool,
      sources: openSample(),
      dataset: sampleDataset(),
      ...(predictor && { predictor }),
    })) {
      for (const outcome of outcomes) {
        if (outcome.status === 'refused') process.stderr.write(`${refusalText(outcome.id, outcome.refusal)}\n`);
        else stored++;
      }
    }
  } finally {
    await pool.close();
  }
  await print(
    `Loaded the sample: ${counted(stored, 'crystal')} in ${duration((performance.now() - started) / 1000)}.\n`,
  );
}

function greeting(url: string, graph: string, crystals: number, needsKey: boolean): string {
  const query =
    '{ motif(id: "Ti-O:6") { crystalCount connectedTo { nodes { kind occurrences crystalCount motif { id } } } } }';
  const body = JSON.stringify({ query });
  const key = needsKey ? " -H 'authorization: Bearer KEY'" : '';
  return `Motifgraph is running at ${url} (${counted(crystals, 'crystal')} in ${graph}). Ctrl-C stops it.
Open that address in a browser, or try:

curl -s ${url}graphql -H 'content-type: application/json'${key} -d '${body}'
`;
}
