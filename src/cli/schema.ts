/** `motifgraph schema`: the GraphQL schema as text. */
import { readFile, writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { UserError } from './exit.js';
import { print } from './output.js';

export function schemaCommand(): Command {
  return new Command('schema')
    .description('Print the GraphQL schema, write it to a file, or compare it with a file.')
    .addOption(new Option('--write <path>', 'write it to this file').conflicts('check'))
    .option('--check <path>', 'exit with status 1 if this file differs from it')
    .action(async ({ write, check }: { write?: string; check?: string }) => {
      const { printApiSchema } = await import('../api/schema.js');
      const schema = await printApiSchema();
      if (write !== undefined) {
        await writeFile(write, schema);
      } else if (check !== undefined) {
        const found = await readFile(check, 'utf8').catch((error: Error) => {
          throw new UserError(`cannot read ${check}: ${error.message}`);
        });
        if (found !== schema)
          throw new UserError(`${check} differs from the schema; update it with motifgraph schema --write ${check}`);
      } else {
        await print(schema);
      }
    });
}
