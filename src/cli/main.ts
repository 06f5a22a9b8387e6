#!/usr/bin/env node
/** The `motifgraph` command. */
import { Command, CommanderError } from 'commander';
import { NUMBER_NAMES } from '../amdnet/properties.js';
import { PROGRAM } from '../program.js';
import { EXIT, EXIT_HELP, inWords, statusOf } from './exit.js';

// GraphQL looks at every value twice unless this is said before it is loaded.
process.env['NODE_ENV'] ??= 'production';

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  analyze: async () => (await import('./analyze.js')).analyzeCommand(),
  predict: async () => (await import('./predict.js')).predictCommand(),
  ingest: async () => (await import('./ingest.js')).ingestCommand(),
  embed: async () => (await import('./embed.js')).embedCommand(),
  train: async () => (await import('./train.js')).trainCommand(),
  evaluate: async () => (await import('./evaluate.js')).evaluateCommand(),
  query: async () => (await import('./query.js')).queryCommand(),
  cypher: async () => (await import('./cypher.js')).cypherCommand(),
  verify: async () => (await import('./verify.js')).verifyCommand(),
  export: async () => (await import('./export.js')).exportCommand(),
  import: async () => (await import('./import.js')).importCommand(),
  upgrade: async () => (await import('./upgrade.js')).upgradeCommand(),
  serve: async () => (await import('./serve.js')).serveCommand(),
  mcp: async () => (await import('./mcp.js')).mcpCommand(),
  key: async () => (await import('./key.js')).keyCommand(),
  schema: async () => (await import('./schema.js')).schemaCommand(),
};
// `PORT=` and `${X:-}` of a composed service are variables that are not set. An empty list of keys stays an error: it would
// open the service to everybody.
const OURS = /^(PORT|HOST|NEO4J_\w+|MOTIFGRAPH_(?!API_KEYS)\w+)$/;
for (const [name, value] of Object.entries(process.env)) {
  if (value === '' && OURS.test(name)) delete process.env[name];
}

/** It alone is loaded: TensorFlow and the GraphQL server would take half a second from those that need neither. */
const called = Object.entries(COMMANDS).find(([name]) => name === process.argv[2])?.[1];

const program = new Command('motifgraph')
  .description(`${PROGRAM.description}.`)
  .version(PROGRAM.version)
  .exitOverride()
  .showHelpAfterError('(For help: motifgraph --help, or motifgraph COMMAND --help)')
  .addHelpText(
    'after',
    `
First steps:
  motifgraph analyze rutile.cif            list motifs and their connections in a table
  motifgraph analyze --json cifs.tar.gz    the same for a whole archive, one JSON object per line
  motifgraph predict rutile.cif            predict ${NUMBER_NAMES}, metal or not, by motif
  motifgraph ingest cifs/                  store crystals in the graph; run it again to resume
  motifgraph embed                         learn vectors and maps of motifs and crystals
  motifgraph query pattern.json            list crystals that hold connected polyhedra
  motifgraph cypher 'MATCH … RETURN …'     ask the graph in Cypher
  motifgraph verify                        check that the graph is intact
  motifgraph export backup.jsonl.gz        write the whole graph to a file for motifgraph import
  motifgraph export --format csv           write crystals that a filter finds as a table, records or structures
  motifgraph train cifs/ --labels properties.csv --out model.safetensors
                                           train AMDNet on structures with known properties
  motifgraph evaluate cifs/ --labels properties.csv --model model.safetensors
                                           test a model on structures with known properties
  motifgraph serve                         serve GraphQL at http://127.0.0.1:4000/
  motifgraph mcp                           offer the graph to assistants as tools
  motifgraph key ada                       make a key for a client of the service

${EXIT_HELP}`,
  );

for (const load of called === undefined ? Object.values(COMMANDS) : [called]) {
  program.addCommand((await load()).copyInheritedSettings(program));
}

// What can't be told is dropped, and the work goes on.
process.stderr.on('error', () => {});

// A reader such as `head` that has seen enough closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  process.stderr.write(`motifgraph: What is printed can't be written. ${inWords(error)}\n`);
  process.exit(statusOf(error));
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else {
    process.stderr.write(`motifgraph: ${inWords(error)}\n`);
    // At once: where the disk is full, LadybugDB would try to write its log again at a slower end, and abort.
    process.exit(statusOf(error));
  }
}
