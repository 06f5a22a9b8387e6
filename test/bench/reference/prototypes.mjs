#!/usr/bin/env node
/**
 * Whether similar crystals are of the same prototype, by pymatgen's StructureMatcher (anonymous: elements exchanged for
 * others), which sees the atoms' places alone and knows nothing of motifs:
 *
 *     npm run bench:prototypes [-- --graph URI] [--limit N]
 *
 * The graph needs its vectors (`motifgraph embed`). Of N crystals (default 2000), evenly spread: the share of those with
 * a partner of the same prototype anywhere in the graph that find one among their first 5 similar crystals, by each
 * reading; and among 5 others of the same stoichiometry taken at random.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openStore } from '../../../dist/cli/graph.js';
import { graphOption } from '../../../dist/cli/options.js';
import { symbolOf } from '../../../dist/crystal/elements.js';
import { readStructures } from '../../../dist/crystal/read.js';
import { pythonWithReferences } from './environment.mjs';

const HITS = 5;
const READINGS = ['framework', 'fingerprint', 'chemistry'];

const { values } = parseArgs({
  options: { graph: { type: 'string' }, limit: { type: 'string', default: '2000' } },
});

const python = pythonWithReferences();
const store = await openStore(values.graph ?? process.env.MOTIFGRAPH_GRAPH ?? graphOption().defaultValue);
const crystals = await allCrystals();
const queries = await Promise.all(evenly(crystals, Number(values.limit)).map(queryOf));
await store.close();

const found = matched();
const withPartner = found.filter(({ partner }) => partner);
console.log(
  `${crystals.length} crystals; ${found.length} asked about, ${withPartner.length} of them with a partner of the same prototype.\n`,
);
console.log(`| first ${HITS} by | find a partner |\n| --- | --- |`);
for (const reading of [...READINGS, 'chance']) {
  const hits = withPartner.filter((result) => result[reading]).length;
  console.log(`| ${reading} | ${((100 * hits) / withPartner.length).toFixed(1)} % |`);
}
const missed = withPartner.filter(({ framework }) => !framework).map(({ id, partner }) => `${id} (${partner})`);
console.log(
  `\nNot found by framework, each with a partner: ${missed.slice(0, 20).join(', ')}${missed.length > 20 ? ' …' : ''}`,
);

async function allCrystals() {
  const all = [];
  for (let after; ; ) {
    const page = await store.crystals({}, { key: 'id', descending: false }, { limit: 1000, ...(after && { after }) });
    for (const { id, anonymousFormula, structure } of page) all.push({ id, anonymousFormula, structure });
    if (page.length < 1000) return all;
    const { id } = page.at(-1);
    after = { value: id, id };
  }
}

async function queryOf({ id }) {
  const hits = await Promise.all(
    READINGS.map(async (reading) => {
      const near = (await store.vectors.nearestTo(reading, id, HITS + 1)) ?? [];
      return [
        reading,
        near
          .map((hit) => hit.id)
          .filter((other) => other !== id)
          .slice(0, HITS),
      ];
    }),
  );
  return { id, hits: Object.fromEntries(hits) };
}

function evenly(items, limit) {
  const step = Math.max(1, items.length / limit);
  return Array.from({ length: Math.min(limit, items.length) }, (_, i) => items[Math.floor(i * step)]);
}

function matched() {
  const folder = mkdtempSync(join(tmpdir(), 'motifgraph-prototypes-'));
  try {
    const files = ['crystals.jsonl', 'queries.jsonl', 'results.jsonl'].map((name) => join(folder, name));
    writeFileSync(files[0], crystals.map(line).join('\n'));
    writeFileSync(files[1], queries.map((query) => JSON.stringify(query)).join('\n'));
    console.error(`Matching structures of ${queries.length} crystals with pymatgen …`);
    const script = fileURLToPath(new URL('prototypes.py', import.meta.url));
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    execFileSync(python, [script, ...files, String(cpus().length)], { stdio: 'inherit', env });
    return readFileSync(files[2], 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function line({ id, anonymousFormula, structure }) {
  const [read] = readStructures(structure, { file: `${id}.cif`, id });
  const { lattice, fractional, atomicNumbers } = read.crystal;
  const rows = (numbers) => Array.from({ length: numbers.length / 3 }, (_, i) => [...numbers.slice(3 * i, 3 * i + 3)]);
  return JSON.stringify({
    id,
    anonymousFormula,
    lattice: rows(lattice),
    species: Array.from(atomicNumbers, symbolOf),
    coords: rows(fractional),
  });
}
