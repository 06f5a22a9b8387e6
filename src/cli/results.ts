/** What `analyze` and `predict` print: a text for each structure, and refusals in their place. */
import { errorLine } from '../pipeline/lines.js';
import type { StructureResult } from '../pipeline/structures.js';
import { sizeOfSources } from '../sources/open.js';
import { EXIT } from './exit.js';
import { print } from './output.js';
import { Progress } from './progress.js';
import { refusalText } from './table.js';

export type StructureText = { readonly ok: true; readonly text: string };

/** Refusals go to standard output as lines of JSON, or else to standard error, and set the exit status. */
export async function printResults(
  structures: AsyncIterable<StructureResult<StructureText>>,
  paths: readonly string[],
  json: boolean,
): Promise<void> {
  // Beside results on the same terminal, progress would only flicker.
  const progress = process.stdout.isTTY ? null : new Progress(await sizeOfSources(paths));
  for await (const { id, position, result } of structures) {
    progress?.update(1, result.ok ? 0 : 1, position);
    if (result.ok) {
      await print(`${result.text}\n`);
      continue;
    }
    process.exitCode = EXIT.failed;
    if (json) {
      await print(`${errorLine(id, result.refusal)}\n`);
    } else {
      progress?.clear();
      process.stderr.write(`${refusalText(id, result.refusal)}\n`);
    }
  }
  progress?.clear();
}
