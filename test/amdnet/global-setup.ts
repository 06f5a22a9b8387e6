/** The model of commands that tests run: small, so that they need neither the weights that ship nor their time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyModelFile } from './tiny-model.js';

export default async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'motifgraph-model-'));
  process.env['MOTIFGRAPH_MODEL'] = await tinyModelFile(folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
