/**
 * Crystals predicted in a second by the built command, its start and the analyses included, with each backend:
 * `npm run bench:predictions`. With MOTIFGRAPH_REFERENCE set, of the 10,309 oxides of the reference data; without it, of the
 * sample that ships.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SHIPPED_MODEL } from '../../src/amdnet/shipped-model.js';
import { openSample } from '../../src/sources/sample.js';
import { CommandLine, jsonLines, temporaryFolder } from '../cli/command.js';

const HOUR = 3_600_000;

const reference = process.env['MOTIFGRAPH_REFERENCE'];
const home = temporaryFolder();
const command = new CommandLine(home);

it.each(['tfjs-node', 'wasm'])(
  'predicts with %s',
  async (backend) => {
    const path = reference === undefined ? await sampleFiles() : join(reference, 'data/mp-oxides/cifs.tar.gz');
    const begin = performance.now();
    // Named, because tests run with a small model of their own.
    const options = ['--json', '--backend', backend, '--model', SHIPPED_MODEL];
    const { stdout, stderr, status } = await command.run(['predict', ...options, path]);
    const seconds = (performance.now() - begin) / 1000;
    expect(status, stderr).toBe(0);
    const count = jsonLines(stdout).length;
    console.log(`${backend}: ${count} crystals in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} a second`);
  },
  HOUR,
);

async function sampleFiles(): Promise<string> {
  const folder = join(home, 'sample');
  mkdirSync(folder, { recursive: true });
  for await (const { id, content } of openSample()) writeFileSync(join(folder, `${id}.cif`), content);
  return folder;
}
