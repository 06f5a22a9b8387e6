/**
 * Patterns of every form in some hundred oxides against a plain search: `tools/pattern-truth.mjs` of the reference data, whose
 * folder `MOTIFGRAPH_REFERENCE` names; skipped without. `npm run bench:patterns` does the same with ten thousand.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStructures } from '../../../src/crystal/read.js';
import { connectivityOf } from '../../../src/motif/pattern/connectivity-of.js';
import { parsePattern } from '../../../src/motif/pattern/pattern-file.js';
import { type CrystalIndex, QuotientGraphs } from '../../../src/motif/pattern/quotient-graphs.js';
import { finished, PatternSearch } from '../../../src/motif/pattern/search.js';
import { openSources } from '../../../src/sources/open.js';
import { analysisOf } from '../crystals.js';
import { oracleLine } from './graphs.js';

const { MOTIFGRAPH_REFERENCE: folder } = process.env;
/** Every so many of the oxides. */
const EVERY = 34;

interface NamedPattern {
  readonly name: string;
  readonly sites: object;
  readonly connections: readonly object[];
}
const { patterns } = JSON.parse(readFileSync(new URL('patterns.json', import.meta.url), 'utf8')) as {
  patterns: readonly NamedPattern[];
};

describe.skipIf(!folder)(`patterns in oxides${folder ? '' : ' (MOTIFGRAPH_REFERENCE is not set)'}`, () => {
  const graphs = new QuotientGraphs();
  const crystals: CrystalIndex[] = [];
  const ids: string[] = [];
  const work = mkdtempSync(join(tmpdir(), 'patterns-'));
  const analyses = join(work, 'analyses.jsonl');
  let held = 0;

  beforeAll(async () => {
    const lines: string[] = [];
    let position = 0;
    for await (const item of openSources([join(folder!, 'data/mp-oxides/cifs.tar.gz')])) {
      if (position++ % EVERY !== 0 || !item.ok) continue;
      const [result] = readStructures(item.content, { id: item.id, file: item.file });
      if (!result?.ok) throw new Error(`${item.id}: ${JSON.stringify(result)}`);
      const analysis = analysisOf(result.crystal);
      lines.push(oracleLine(result.crystal, analysis));
      crystals.push(graphs.add(connectivityOf(result.crystal.atomicNumbers, analysis)));
      ids.push(result.crystal.id);
    }
    writeFileSync(analyses, lines.join('\n'));
  });
  afterAll(() => rmSync(work, { recursive: true }));

  it.each(patterns)('$name', ({ name: _, ...pattern }) => {
    const file = join(work, 'pattern.json');
    writeFileSync(file, JSON.stringify(pattern));
    const script = join(folder!, 'tools/pattern-truth.mjs');
    const expected = execFileSync(process.execPath, [script, analyses, file]).toString().split('\n').filter(Boolean);
    const search = new PatternSearch(graphs, parsePattern(JSON.stringify(pattern)));
    const holding = crystals.filter((crystal) => search.holds(crystal));
    expect(holding.map((crystal) => ids[crystal])).toEqual(expected);
    expect([...search.matches(finished(search.candidates()))].filter((found) => found !== null)).toEqual(holding);
    held += holding.length;
  });

  it('are held by many of them', () => {
    expect(ids.length).toBeGreaterThan(300);
    expect(held).toBeGreaterThan(1000);
  });
});
