#!/usr/bin/env node
/** The `motifgraph` command. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { analyzeCommand } from './analyze.js';
import { embedCommand } from './embed.js';
import { evaluateCommand } from './evaluate.js';
import { EXIT, inWords } from './exit.js';
import { ingestCommand } from './ingest.js';
import { predictCommand } from './predict.js';
import { schemaCommand } from './schema.js';
import { serveCommand } from './serve.js';
import { trainCommand } from './train.js';

const { version, description } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
  description: string;
};

const program = new Command('motifgraph')
  .description(`${description}.`)
  .version(version)
  .exitOverride()
  .showHelpAfterError('(motifgraph --help, or motifgraph COMMAND --help, tells more)')
  .addHelpText(
    'after',
    `
First steps:
  motifgraph analyze rutile.cif            motifs and how they connect, as a table
  motifgraph analyze --json cifs.tar.gz    the same of a whole archive, a JSON object a line
  motifgraph predict rutile.cif            band gap, formation energy, metal or not, and the motifs they rest on
  motifgraph ingest cifs/                  into the graph; the same command goes on after a break
  motifgraph embed                         learns vectors, maps and likeness of motifs and crystals from the graph
  motifgraph train cifs/ --labels properties.csv --out model.safetensors
                                           AMDNet from structures whose properties are known
  motifgraph evaluate cifs/ --labels properties.csv --model model.safetensors
                                           how good a model is
  motifgraph serve                         GraphQL over the graph, http://127.0.0.1:4000/`,
  );

for (const command of [
  analyzeCommand(),
  predictCommand(),
  ingestCommand(),
  embedCommand(),
  trainCommand(),
  evaluateCommand(),
  serveCommand(),
  schemaCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
}

// A reader such as `head` that has seen enough closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else {
    process.stderr.write(`motifgraph: ${inWords(error)}\n`);
    process.exitCode = EXIT.failed;
  }
}
