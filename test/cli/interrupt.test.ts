import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const interrupt = new URL('../../dist/cli/interrupt.js', import.meta.url);
if (!existsSync(interrupt)) throw new Error('these tests run compiled modules: npm run build');

/** A thread of the pool is busy for minutes, as with a read of LadybugDB: Node does not end before. */
const PROGRAM = `
import { pbkdf2 } from 'node:crypto';
import { interrupted } from '${interrupt}';
pbkdf2('a', 'b', 2 ** 31 - 1, 64, 'sha512', () => {});
const end = interrupted(0.2);
process.stdout.write('ready');
await end;
`;

test.skipIf(process.platform === 'win32')('a process that does not end in time is ended by its signal', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
});

test.skipIf(process.platform === 'win32')('a part of a file goes with the process that writes it', async () => {
  const part = join(mkdtempSync(join(tmpdir(), 'motifgraph-part-')), 'export.csv.part');
  const program = `
import { writeFileSync } from 'node:fs';
import { removedOnInterrupt } from '${interrupt}';
const release = removedOnInterrupt('never written');
release();
removedOnInterrupt(process.argv[1]);
writeFileSync(process.argv[1], 'half of a row');
setInterval(() => {}, 1000);
process.stdout.write('ready');
`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, part], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  expect(existsSync(part)).toBe(true);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
  expect(existsSync(part)).toBe(false);
});
