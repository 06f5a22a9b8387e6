/** `motifgraph key`: a key for a client of the service. */
import { Command } from 'commander';
import { HIGHEST_RATE, makeKey } from '../api/keys.js';
import { wholeNumber } from './options.js';
import { print } from './output.js';

export function keyCommand(): Command {
  return new Command('key')
    .description("Make a key for a client of the service, and the line for the service's file of keys.")
    .argument('<name>', 'who it is for; stands in the log')
    .option('--rate <n>', 'requests a minute (default: those of all clients)', wholeNumber(1, HIGHEST_RATE))
    .addHelpText(
      'after',
      `
The line goes to standard output, the key to standard error. It is shown this once: the line holds its hash alone.

  motifgraph key ada >> keys.txt
  MOTIFGRAPH_API_KEYS_FILE=keys.txt motifgraph serve`,
    )
    .action(async (name: string, { rate }: { rate?: number }) => {
      const { key, line } = makeKey(name, rate ?? null);
      process.stderr.write(`The key of ${name}, shown this once, to be sent as "Authorization: Bearer KEY":\n${key}\n`);
      await print(`${line}\n`);
    });
}
