/** `motifgraph mcp`: the tools of the graph for assistants, by the Model Context Protocol on standard input and output. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as passed } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Ask, AskError } from '../agents/ask.js';
import type { Backend } from '../amdnet/backends.js';
import { GraphError } from '../graph/errors.js';
import { PROGRAM } from '../program.js';
import { EXIT, UserError } from './exit.js';
import { openStore } from './graph.js';
import { interrupted } from './interrupt.js';
import { backendOption, graphOption, modelOption } from './options.js';
import { openPredictor } from './predictor.js';

/** After its last answer the command takes this long at most to end. */
const END_SECONDS = 5;

/** A question waits this long for a large graph to be opened: assistants give up after a minute. */
const OPENING_SECONDS = 40;

interface McpOptions {
  readonly graph: string;
  readonly service?: URL;
  readonly model?: string;
  readonly backend?: Backend;
}

export function mcpCommand(): Command {
  return new Command('mcp')
    .description('Offer the graph to assistants as tools, by the Model Context Protocol on standard input and output.')
    .addOption(graphOption())
    .addOption(
      new Option(
        '--service <url>',
        'ask a service that runs already instead of opening a graph; MOTIFGRAPH_SERVICE_KEY is its key',
      )
        .env('MOTIFGRAPH_SERVICE')
        .argParser(serviceAddress),
    )
    .addOption(modelOption())
    .addOption(backendOption())
    .addHelpText(
      'after',
      `
An assistant starts the command itself; its configuration has, for instance,

  { "mcpServers": { "motifgraph": { "command": "npx", "args": ["motifgraph", "mcp"] } } }

Only one process can open a graph in a folder. While \`motifgraph serve\` has it, use --service http://127.0.0.1:4000/, or
let the assistant ask the service at http://127.0.0.1:4000/mcp.`,
    )
    .action(mcp);
}

async function mcp(options: McpOptions): Promise<void> {
  const [{ serveStdio }, { agentServer }] = await Promise.all([
    import('@modelcontextprotocol/server/stdio'),
    import('../agents/server.js'),
  ]);
  // Assistants wait for the first answer while the graph is opened; a graph that can't be opened ends the command.
  const opening = opened(options);
  const ask: Ask = async (query, variables) => (await soon(opening)).ask(query, variables);
  const report = (error: unknown) => process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  const handle = serveStdio(() => agentServer({ ask, version: PROGRAM.version, report }), { onerror: report });
  const ended = Promise.race([once(process.stdin, 'end'), once(process.stdin, 'close'), interrupted(END_SECONDS)]);
  await Promise.race([ended, opening.then(() => ended)]);
  await handle.close();
  await (await opening).close();
  // Answers that nobody waits for any more may be under way.
  process.exit(EXIT.ok);
}

interface Opened {
  readonly ask: Ask;
  close(): Promise<void>;
}

/** @throws AskError */
async function soon(opening: Promise<Opened>): Promise<Opened> {
  const found = await Promise.race([opening, passed(1000 * OPENING_SECONDS, null, { ref: false })]);
  if (found === null) throw new AskError('The graph is still being opened. Ask again in half a minute.');
  return found;
}

async function opened(options: McpOptions): Promise<Opened> {
  const { remoteAsk } = await import('../agents/remote.js');
  if (options.service === undefined) return ownService(options, remoteAsk);
  const key = process.env['MOTIFGRAPH_SERVICE_KEY'] ?? null;
  return { ask: remoteAsk(options.service, key), close: async () => {} };
}

/** A service of its own, which nobody else can ask: tools have the same limits and answers everywhere. */
async function ownService(options: McpOptions, remoteAsk: (service: URL, key: string | null) => Ask): Promise<Opened> {
  const [{ startServer }, { HIGHEST_RATE, parseKeys }] = await Promise.all([
    import('../api/server.js'),
    import('../api/keys.js'),
  ]);
  const store = await openStore(options.graph, 'read').catch((error: unknown) => {
    if (!(error instanceof GraphError) || error.code !== 'LOCKED') throw error;
    throw new UserError(`${error.message} If it is \`motifgraph serve\`, use --service with its address.`, {
      cause: error,
    });
  });
  const predictor = await openPredictor(options, 'single');
  const key = randomBytes(32).toString('base64url');
  const server = await startServer({
    store,
    port: 0,
    ...(predictor && { predictor }),
    keys: parseKeys(`mcp:${key}:${HIGHEST_RATE}`, 'the keys'),
  });
  // Of a large graph it takes a while, which is not to count as the time of the first question.
  await store.projection();
  return {
    ask: remoteAsk(new URL(server.url), key),
    close: async () => {
      await server.close();
      await Promise.all([store.close(), predictor?.close()]);
    },
  };
}

function serviceAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError(`"${text}" is not the address of a service, such as http://127.0.0.1:4000/.`);
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
