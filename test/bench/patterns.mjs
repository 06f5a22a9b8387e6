#!/usr/bin/env node
/**
 * The search for patterns against a plain one, on the 10,309 oxides of the reference data:
 *
 *     MOTIFGRAPH_REFERENCE=FOLDER npm run bench:patterns -- --work FOLDER [--jobs N] [--only NAME]
 *
 * Analyses are kept in the work folder (`analyses.jsonl`) for the next time. For each pattern of
 * test/motif/pattern/patterns.json it prints how many crystals both find, and the times of the plain search, and of ours
 * with and without the index of candidates. Ends with 1 where the two disagree.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { atomicNumberOf, symbolOf } from '../../dist/crystal/elements.js';
import { connectivityOf } from '../../dist/motif/pattern/connectivity-of.js';
import { parsePattern } from '../../dist/motif/pattern/pattern-file.js';
import { QuotientGraphs } from '../../dist/motif/pattern/quotient-graphs.js';
import { finished, PatternSearch } from '../../dist/motif/pattern/search.js';
import { AnalysisPool } from '../../dist/pipeline/pool.js';
import { eachStructure } from '../../dist/pipeline/structures.js';
import { openSources } from '../../dist/sources/open.js';

const { values } = parseArgs({
  options: { work: { type: 'string' }, jobs: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const reference = process.env.MOTIFGRAPH_REFERENCE;
if (reference === undefined || values.work === undefined) {
  console.error('Give --work FOLDER, and the reference data in MOTIFGRAPH_REFERENCE.');
  process.exit(2);
}
mkdirSync(values.work, { recursive: true });
const analyses = join(values.work, 'analyses.jsonl');
if (!existsSync(analyses)) await analyse(analyses);

const { graphs, ids } = load(analyses);
const { patterns } = JSON.parse(readFileSync(new URL('../motif/pattern/patterns.json', import.meta.url), 'utf8'));
const everything = ids.map((_, crystal) => crystal);

console.log('| pattern | crystals | placements | plain search | all crystals | candidates | time |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
let wrong = 0;
for (const { name, ...pattern } of patterns) {
  if (values.only !== undefined && name !== values.only) continue;
  const file = join(values.work, 'pattern.json');
  writeFileSync(file, JSON.stringify(pattern));
  const plain = timed(() => plainSearch(file));
  const search = new PatternSearch(graphs, parsePattern(JSON.stringify(pattern)));
  const all = timed(() => everything.filter((crystal) => search.holds(crystal)));
  const candidates = finished(search.candidates());
  const found = timed(() => finished(search.candidates()).filter((crystal) => search.holds(crystal)));
  const placements = timed(() => found.result.reduce((sum, crystal) => sum + finished(search.count(crystal)), 0));
  const same = [all, found].every(({ result }) => result.map((crystal) => ids[crystal]).join('\n') === plain.result);
  if (!same) wrong++;
  const cells = [
    same ? name : `${name}: DIFFERENT`,
    found.result.length,
    `${placements.result} in ${milliseconds(placements)}`,
    milliseconds(plain),
    milliseconds(all),
    candidates.length,
    milliseconds(found),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
console.log(wrong === 0 ? '\nAll agree.' : `\n${wrong} differ.`);
process.exitCode = wrong === 0 ? 0 : 1;

async function analyse(file) {
  const pool = new AnalysisPool({ jobs: Number(values.jobs) });
  const part = `${file}.part`;
  const out = createWriteStream(part);
  const sources = openSources([join(reference, 'data', 'mp-oxides', 'cifs.tar.gz')]);
  const structures = eachStructure(sources, pool, async ({ crystal, warnings }) => {
    const result = await pool.analyze({ crystal, warnings });
    return result.ok ? { ok: true, line: lineOf(crystal, result.analysis) } : result;
  });
  for await (const { result } of structures) if (result.ok) out.write(`${result.line}\n`);
  await pool.close();
  await new Promise((done) => out.end(done));
  renameSync(part, file);
}

/** What the plain search and `connectivityOf` read. */
function lineOf(crystal, { sites, connections, orbits }) {
  return JSON.stringify({
    id: crystal.id,
    elements: Array.from(crystal.atomicNumbers, symbolOf),
    sites,
    connections: connections.map(({ anglesInDegrees, ...connection }) => ({ ...connection, angles: anglesInDegrees })),
    orbits,
  });
}

function load(file) {
  const graphs = new QuotientGraphs();
  const ids = [];
  let characters = 0;
  const before = memory();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const { id, elements, sites, connections, orbits } = JSON.parse(line);
    if (sites === undefined) continue;
    const connectivity = connectivityOf(elements.map(atomicNumberOf), {
      sites,
      orbits,
      connections: connections.map(({ angles, ...connection }) => ({ ...connection, anglesInDegrees: angles })),
    });
    const text = JSON.stringify(connectivity);
    characters += text.length;
    graphs.add(JSON.parse(text));
    ids.push(id);
  }
  const bytes = (memory() - before) / ids.length;
  console.log(
    `${ids.length} crystals: ${Math.round(bytes)} bytes each in memory, ${Math.round(characters / ids.length)} characters each as text.\n`,
  );
  return { graphs, ids };
}

/** Bytes in use; exact with --expose-gc. */
function memory() {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function plainSearch(patternFile) {
  const script = join(reference, 'tools', 'pattern-truth.mjs');
  return execFileSync(process.execPath, [script, analyses, patternFile], { maxBuffer: 2 ** 28 })
    .toString()
    .trim();
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return { result, milliseconds: performance.now() - start };
}

function milliseconds(measured) {
  return `${measured.milliseconds.toFixed(measured.milliseconds < 100 ? 1 : 0)} ms`;
}
