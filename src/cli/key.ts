/** `motifgraph key`: a key for a client of the service. */
import { Command } from 'commander';
import { HIGHEST_RATE, makeKey } from '../api/keys.js';
import { wholeNumber } from './options.js';
import { print } from './output.js';

export function keyCommand(): Command {
  return new Command('key')
    .description("Make an API key for a client of the service, and its line for the service's file of keys.")
    .argument('<name>', 'name of the client; appears in the log')
    .option('--rate <n>', 'requests per minute (default: the rate of the service)', wholeNumber(1, HIGHEST_RATE))
    .addHelpText(
      'after',
      `
The line goes to standard output, the key to standard error. The key is shown only once: the line holds just its hash.

  motifgraph key ada >> keys.txt
  MOTIFGRAPH_API_KEYS_FILE=keys.txt motifgraph serve`,
    )
    .action(async (name: string, { rate }: { rate?: number }) => {
      const { key, line } = makeKey(name, rate ?? null);
      process.stderr.write(
        `The key of ${name}, shown only this once. Send it as "Authorization: Bearer KEY":\n${key}\n`,
      );
      await print(`${line}\n`);
    });
}
