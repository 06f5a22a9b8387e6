#!/usr/bin/env node
/**
 * Motifgraph against the reference implementations: the same crystals, one thread each, in one run.
 *
 *     npm run bench:reference [-- --limit N] [-- PATH…]
 *
 * PATH: structure files, folders or archives, as the motifgraph command takes them; without one the oxides of the
 * reference data whose folder MOTIFGRAPH_REFERENCE names, or the sample that ships. --limit N (default 200) takes that
 * many of them, evenly spread. Prints tables of times and of agreement.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { symbolOf } from '../../../dist/crystal/elements.js';
import { readStructures } from '../../../dist/crystal/read.js';
import { analyzeMotifs } from '../../../dist/motif/analyze.js';
import { openSources } from '../../../dist/sources/open.js';
import { openSample } from '../../../dist/sources/sample.js';
import { agreement } from './agreement.mjs';
import { pythonWithReferences } from './environment.mjs';

/** Crystals that the references analyse first, off the clock. Ours analyses all of them: it is compiled as it runs. */
const WARM_UP = 3;

const { values, positionals } = parseArgs({
  options: { limit: { type: 'string', default: '200' } },
  allowPositionals: true,
});

const crystals = evenly(await allCrystals(positionals), Number(values.limit));
const python = pythonWithReferences();
const versions = execFileSync(python, ['-m', 'pip', 'list', '--format=freeze']).toString();
const version = (name) => versions.match(new RegExp(`^${name}==(.*)$`, 'm'))[1];

const ours = {
  simplest: timed({}),
  multiWeights: timed({ strategy: 'multi-weights' }),
  crystalnn: timed({ bonds: 'crystalnn', fingerprints: true }),
};
const references = referenceAnalyses();

const usable = references.filter(({ error }) => error === undefined);
const mean = (secondsOf) => (1000 * usable.reduce((sum, result) => sum + secondsOf(result), 0)) / usable.length;
const row = (what, mine, theirs) =>
  `| ${what} | ${mine.toFixed(2)} ms | ${theirs.toFixed(0)} ms | ${(theirs / mine).toFixed(0)} × |`;
console.log(
  `${usable.length} crystals, ${meanSites().toFixed(1)} sites each; one thread of ${cpus()[0].model.trim()}, Node.js ${process.version}.`,
);
console.log(
  `References: pymatgen ${version('pymatgen')}, matminer ${version('matminer')}; they could not take ${references.length - usable.length} more crystals.\n`,
);
console.log('| mean time of a crystal | motifgraph | reference | ratio |\n| --- | --- | --- | --- |');
console.log(
  row(
    'ChemEnv, simplest strategy (1.4, 0.3)',
    mean(({ id }) => ours.simplest.get(id).seconds),
    mean(({ chemenv }) => chemenv.seconds),
  ),
);
console.log(
  row(
    'CrystalNN bonds and fingerprints',
    mean(({ id }) => ours.crystalnn.get(id).seconds),
    mean(({ crystalnn }) => crystalnn.seconds),
  ),
);
console.log('\n| agreement | |\n| --- | --- |');
for (const [what, figure] of agreement(usable, ours)) console.log(`| ${what} | ${figure} |`);

/** Those that can be analysed. */
async function allCrystals(paths) {
  const folder = process.env.MOTIFGRAPH_REFERENCE;
  const chosen = paths.length > 0 ? paths : folder ? [join(folder, 'data', 'mp-oxides', 'cifs.tar.gz')] : [];
  const found = [];
  for await (const item of chosen.length > 0 ? openSources(chosen) : openSample()) {
    const reads = item.ok ? readStructures(item.content, { id: item.id, file: item.file }) : [];
    for (const read of reads) if (read.ok) found.push(read.crystal);
  }
  return found;
}

function evenly(items, limit) {
  const step = Math.max(1, items.length / limit);
  return Array.from({ length: Math.min(limit, items.length) }, (_, i) => items[Math.floor(i * step)]);
}

/** Analysis and seconds of each crystal. */
function timed(options) {
  for (const crystal of crystals) analyzeMotifs(crystal, options);
  const results = new Map();
  for (const crystal of crystals) {
    const start = performance.now();
    const result = analyzeMotifs(crystal, options);
    const seconds = (performance.now() - start) / 1000;
    results.set(crystal.id, { seconds, analysis: result.ok ? result.analysis : null });
  }
  return results;
}

function referenceAnalyses() {
  const folder = mkdtempSync(join(tmpdir(), 'motifgraph-reference-'));
  try {
    const line = (crystal, warmUp) => {
      const rows = (numbers) =>
        Array.from({ length: numbers.length / 3 }, (_, i) => [...numbers.slice(3 * i, 3 * i + 3)]);
      const { id, lattice, fractional, atomicNumbers } = crystal;
      const species = Array.from(atomicNumbers, symbolOf);
      return JSON.stringify({ id, lattice: rows(lattice), species, coords: rows(fractional), warmUp });
    };
    const lines = [...crystals.slice(0, WARM_UP).map((c) => line(c, true)), ...crystals.map((c) => line(c, false))];
    writeFileSync(join(folder, 'crystals.jsonl'), lines.join('\n'));
    console.error(`Running the references on ${crystals.length} crystals (about two seconds each) …`);
    const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    const script = fileURLToPath(new URL('reference.py', import.meta.url));
    const files = [join(folder, 'crystals.jsonl'), join(folder, 'results.jsonl')];
    execFileSync(python, [script, ...files], { stdio: 'inherit', env: { ...process.env, ...oneThread } });
    return readFileSync(files[1], 'utf8')
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function meanSites() {
  const ids = new Set(usable.map(({ id }) => id));
  const sizes = crystals.filter(({ id }) => ids.has(id)).map(({ atomicNumbers }) => atomicNumbers.length);
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}
