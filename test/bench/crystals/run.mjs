#!/usr/bin/env node
/**
 * Every crystal of a data set, one after the other: how long each takes, and why some are refused.
 *
 *     npm run bench:crystals [-- --everything] PATH…
 *
 * PATH: structure files, folders or archives, as the motifgraph command takes them. --everything asks for the
 * multi-weights strategy, CrystalNN's bonds, fingerprints and the description too. Prints the distribution of CPU times (of
 * reading and analysis), the slowest crystals, and each reason of a refusal with its count; exits with 1
 * when something is thrown.
 */
import { parseArgs } from 'node:util';
import { readStructures } from '../../../dist/crystal/read.js';
import { analyzeMotifs } from '../../../dist/motif/analyze.js';
import { describe } from '../../../dist/motif/description/describe.js';
import { openSources } from '../../../dist/sources/open.js';

const SHOWN = 10;

const { values, positionals } = parseArgs({
  options: { everything: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (positionals.length === 0) throw new Error('Name structure files, folders or archives.');

const options = values.everything ? { strategy: 'multi-weights', bonds: 'crystalnn', fingerprints: true } : {};
/** { id, sites, milliseconds } */
const timed = [];
/** Code → ids, and code → the first message. */
const refused = new Map();
const warned = new Map();
const crashes = [];

for await (const item of openSources(positionals)) {
  if (!item.ok) {
    add(refused, item.refusal.code, item.id, item.refusal.message);
    continue;
  }
  const start = cpuMilliseconds();
  try {
    for (const read of readStructures(item.content, { id: item.id, file: item.file })) look(read);
  } catch (error) {
    crashes.push(`${item.id}: ${error.stack}`);
  }
  timed.push({ id: item.id, milliseconds: cpuMilliseconds() - start });
}

/** Of this process: what else the machine does is not counted. */
function cpuMilliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function look(read) {
  const result = read.ok ? analyzeMotifs(read.crystal, options) : read;
  if (!result.ok) {
    add(refused, result.refusal.code, read.ok ? read.crystal.id : read.id, result.refusal.message);
    return;
  }
  if (values.everything) describe(result.analysis);
  for (const warning of result.analysis.warnings)
    add(warned, warning.split(/\s/).slice(0, 4).join(' '), read.crystal.id, warning);
}

function add(reasons, code, id, message) {
  const known = reasons.get(code) ?? { ids: [], message };
  known.ids.push(id);
  reasons.set(code, known);
}

timed.sort((a, b) => a.milliseconds - b.milliseconds);
const at = (share) => timed[Math.min(timed.length - 1, Math.floor(share * timed.length))]?.milliseconds.toFixed(1);
const total = timed.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
console.log(`${timed.length} structures in ${(total / 1000).toFixed(0)} s of CPU time, Node.js ${process.version}`);
console.log(`median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, 99.9 % within ${at(0.999)} ms, longest ${at(1)} ms`);
for (const { id, milliseconds } of timed.slice(-SHOWN).reverse()) console.log(`  ${id}  ${milliseconds.toFixed(0)} ms`);
for (const [title, reasons] of [
  ['refused', refused],
  ['warnings', warned],
]) {
  console.log(`${title}:`);
  for (const [code, { ids, message }] of [...reasons].sort(([, a], [, b]) => b.ids.length - a.ids.length)) {
    console.log(`  ${ids.length} × ${code}, such as ${ids.slice(0, 5).join(', ')}\n    ${message}`);
  }
}
console.log(`crashes: ${crashes.length}`);
for (const crash of crashes) console.log(crash);
process.exitCode = crashes.length > 0 ? 1 : 0;
