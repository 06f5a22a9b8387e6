/** Keys of the service: where `serve` finds them. */
import { readFile } from 'node:fs/promises';
import { type ApiKey, distinctKeys, parseKeyFile, parseKeys } from '../api/keys.js';
import { UserError } from './exit.js';

/** Not an option: the arguments of a command can be read by every user of the machine. */
const VARIABLE = 'MOTIFGRAPH_API_KEYS';

/** @throws UserError, KeyListError */
export async function readKeys(file: string | undefined): Promise<readonly ApiKey[]> {
  const list = process.env[VARIABLE];
  return distinctKeys([
    ...(list === undefined ? [] : parseKeys(list, VARIABLE)),
    ...(file === undefined ? [] : parseKeyFile(await textOf(file), file)),
  ]);
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `The file of keys ${file} cannot be read (${error.code}); name another with --api-keys-file, or MOTIFGRAPH_API_KEYS_FILE.`,
    );
  });
}
