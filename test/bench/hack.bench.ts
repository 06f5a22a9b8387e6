/**
 * A hundred thousand structure files with something changed in them: `npm run bench:mutations`. Each gives an analysis
 * that makes sense or a clear reason, soon. Files are those of the reference data's folders where MOTIFGRAPH_REFERENCE
 * names them, evenly spread; the sample without it. MOTIFGRAPH_MUTATIONS: their number, MOTIFGRAPH_SEED: of the random
 * choices, so that parts can run beside each other.
 */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSources } from '../../src/sources/open.js';
import { openSample } from '../../src/sources/sample.js';
import { EVERYTHING, expectAnswers, inEachFormat, mutated, type StructureFile } from '../motif/mutations.js';
import { seeded } from '../motif/random.js';

const MUTATIONS = Number(process.env['MOTIFGRAPH_MUTATIONS'] ?? 100_000);
const SEED = Number(process.env['MOTIFGRAPH_SEED'] ?? 1);
/** Every so many mutations are analysed with all options; the others as `ingest` does, which is faster. */
const EVERYTHING_STRIDE = 4;
/** Every so many structures of the reference data are mutated. */
const STRIDE = 30;
/** Failures that are printed with their text. */
const SHOWN = 20;
const HOUR = 3_600_000;

const reference = process.env['MOTIFGRAPH_REFERENCE'];
const archives = ['mp-oxides', 'mp-extra', 'mp-oxides-unlabelled'];

it(`${MUTATIONS} mutations of real structures`, { timeout: 10 * HOUR }, async () => {
  const files = await structureFiles();
  const random = seeded(SEED);
  const count = { analysed: 0, refused: 0 };
  const failures: string[] = [];
  let slowest = { file: '', milliseconds: 0 };
  for (let i = 0; i < MUTATIONS; i++) {
    const { file, text } = files[Math.floor(random() * files.length)]!;
    let changed = text;
    for (let k = 0; k <= i % 3; k++) changed = mutated(changed, random);
    if (i < 4000) continue;
    const start = process.cpuUsage();
    try {
      const { analysed, refused } = expectAnswers(
        { file, text: changed },
        i % EVERYTHING_STRIDE === 0 ? EVERYTHING : {},
      );
      count.analysed += analysed;
      count.refused += refused;
    } catch (error) {
      failures.push(`mutation ${i} of ${file}`);
      if (failures.length <= SHOWN) console.log(`${failures.at(-1)}: ${error}\n${changed}`);
    }
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1000;
    if (milliseconds > slowest.milliseconds) slowest = { file: `mutation ${i} of ${file}`, milliseconds };
    if (i % 1000 === 999) console.log(`${i + 1}: ${JSON.stringify({ ...count, failed: failures.length })}`);
  }
  console.log(`slowest: ${slowest.file}, ${slowest.milliseconds.toFixed(0)} ms of CPU time`);
  expect(failures).toHaveLength(0);
});

async function structureFiles(): Promise<StructureFile[]> {
  const files: StructureFile[] = [];
  const add = (id: string, content: Uint8Array) => files.push(...inEachFormat(new TextDecoder().decode(content), id));
  if (reference === undefined) {
    for await (const { id, content } of openSample()) add(id, content);
    return files;
  }
  let position = 0;
  for await (const item of openSources(archives.map((name) => join(reference, 'data', name, 'cifs.tar.gz')))) {
    if (item.ok && position++ % STRIDE === 0) add(item.id, item.content);
  }
  return files;
}
