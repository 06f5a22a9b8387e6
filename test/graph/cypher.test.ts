import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const graph = new URL('../../dist/graph/index.js', import.meta.url);
if (!existsSync(graph)) throw new Error('these tests run compiled modules: npm run build');

const folder = mkdtempSync(join(tmpdir(), 'motifgraph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks an open graph when the process may open no more files. */
const PROGRAM = `
import { openSync } from 'node:fs';
import { openGraph } from '${graph}';
const store = await openGraph(${JSON.stringify(join(folder, 'graph'))});
let code;
while (code === undefined) try { openSync('/dev/null'); } catch (error) { code = error.code; }
const page = { limit: 1 };
const answers = [
  await store.countCrystals(),
  await (await store.projection()).crystals({}, [], page),
  await (await store.projection()).motifs({}, [], page),
  await store.refusalCounts(),
];
process.stdout.write(JSON.stringify([code, ...answers]));
`;

test.skipIf(process.platform === 'win32')('an open graph needs no further file to be asked', async () => {
  const limited = 'ulimit -n 128 && exec "$0" --input-type=module --eval "$1"';
  const { stdout } = await promisify(execFile)('bash', ['-c', limited, process.execPath, PROGRAM]);
  expect(JSON.parse(stdout)).toEqual(['EMFILE', 0, [], [], []]);
});
