/** A graph as a file, and back. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalRecord, checksumOf } from '../../src/graph/checksum.js';
import { openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { embed } from '../../src/pipeline/embed.js';
import { entriesOf, writeGraphFile } from '../../src/pipeline/export.js';
import { checkGraphFile, readGraphFile } from '../../src/pipeline/graph-file.js';
import { AnalysisPool } from '../../src/pipeline/pool.js';
import { Renewal } from '../../src/pipeline/renewal.js';
import { importGraph } from '../../src/pipeline/import.js';
import { verify } from '../../src/pipeline/verify.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { analysedSample, predictedAs, sourceOf } from '../graph/analysed.js';
import { leaseNeo4j } from '../neo4j/lease.js';

const folder = mkdtempSync(join(tmpdir(), 'motifgraph-carry-'));
const first = join(folder, 'first.jsonl.gz');
/** Some of all kinds, where the number does not matter. */
const few = join(folder, 'few.jsonl.gz');
const FEW = 22;
const neo4j = await leaseNeo4j();
const STEEL = {
  id: 'steel',
  name: 'steel',
  dataset: null,
  file: 'steel.cif',
  place: '/data/steel.cif',
  block: null,
  sha256: 'ab',
  analysisVersion: '4',
  method: null,
  refusal: { code: 'NO_ANION', message: 'Fe has no anions', line: 7 },
} as const;
let graph: GraphStore;

beforeAll(async () => {
  graph = await openGraph(join(folder, 'graph'));
  const records = (await analysedSample()).map((record, i) => (i % 3 === 0 ? record : predictedAs(record, 1 + i / 7)));
  const others = await openGraph(join(folder, 'few'));
  for (const [store, written, file] of [
    [graph, records, first],
    [others, records.filter((_, i) => i % 8 === 0), few],
  ] as const) {
    await store.write(written, [...written.map(sourceOf), STEEL]);
    await embed({ store, settings: { ...REPRESENTATION_SETTINGS, leastCrystals: 2 } });
    await writeGraphFile(await entriesOf(store), file);
  }
  await others.close();
});
afterAll(async () => {
  await graph.close();
  rmSync(folder, { recursive: true, force: true });
});

async function carry(file: string, store: GraphStore, renewal?: Renewal) {
  return importGraph({ store, file: await readGraphFile(createReadStream(file)), ...(renewal && { renewal }) });
}

async function exported(store: GraphStore, name: string): Promise<Buffer> {
  const file = join(folder, name);
  await writeGraphFile(await entriesOf(store), file);
  return readFileSync(file);
}

async function expectWhole(store: GraphStore): Promise<void> {
  const findings: unknown[] = [];
  await verify({ store, onFinding: (finding) => findings.push(finding) });
  expect(findings).toEqual([]);
}

describe('a graph that is carried', () => {
  it.skipIf('skipReason' in neo4j)(
    `from LadybugDB to Neo4j and back is the same, byte for byte${'skipReason' in neo4j ? ` (${neo4j.skipReason})` : ''}`,
    async () => {
      if ('skipReason' in neo4j) return;
      const there = await openGraph(neo4j.server.uri, neo4j.server);
      expect(await carry(first, there)).toMatchObject({ stored: 176, unchanged: 0, vectors: 'stored' });
      await expectWhole(there);
      expect((await exported(there, 'second.jsonl.gz')).equals(readFileSync(first))).toBe(true);
      await there.close();
      const back = await openGraph(join(folder, 'back'));
      await carry(join(folder, 'second.jsonl.gz'), back);
      await expectWhole(back);
      expect((await exported(back, 'third.jsonl.gz')).equals(readFileSync(first))).toBe(true);
      await back.close();
    },
  );

  it('changes nothing the second time', async () => {
    expect(await carry(first, graph)).toMatchObject({ stored: 0, unchanged: 176, vectors: 'unchanged' });
    expect((await exported(graph, 'again.jsonl.gz')).equals(readFileSync(first))).toBe(true);
  });

  it('goes on where it was stopped', async () => {
    const store = await openGraph(join(folder, 'stopped'));
    const some = (await entriesOf(graph)).entries;
    async function* few() {
      let n = 0;
      for await (const entry of some) if (n++ < 60) yield { entry, line: n, position: n };
    }
    const { header } = await entriesOf(graph);
    expect((await importGraph({ store, file: { header, entries: few() } })).stored).toBe(59);
    expect(await carry(first, store)).toMatchObject({ stored: 117, unchanged: 59, vectors: 'stored' });
    expect((await exported(store, 'stopped.jsonl.gz')).equals(readFileSync(first))).toBe(true);
    await store.close();
  });

  it('takes the place of the same crystals, and leaves the others', async () => {
    const store = await openGraph(join(folder, 'filled'));
    const [rutile, anatase] = await analysedSample(['rutile-TiO2', 'anatase-TiO2']);
    const own = {
      ...anatase!,
      crystal: { ...anatase!.crystal, id: 'own' },
      sites: [],
      connections: [],
      contents: [],
      motifs: [],
    };
    const steel = { ...own, crystal: { ...own.crystal, id: 'steel' } };
    const changed = { ...rutile!, crystal: { ...rutile!.crystal, warnings: ['odd'] } };
    await store.write([changed, own, steel], [changed, own, steel].map(sourceOf));
    await store.vectors.replace(Buffer.from('another'), [], empty());
    expect(await carry(few, store)).toMatchObject({ stored: FEW, unchanged: 0, vectors: 'kept' });
    expect((await store.crystalsById(['rutile-TiO2', 'own', 'steel'])).map((crystal) => crystal?.warnings)).toEqual(
      [rutile!, own, steel].map(({ crystal }) => crystal.warnings),
    );
    expect(await store.vectors.representation()).toEqual(Buffer.from('another'));
    await expectWhole(store);
    await store.close();
  });
});

describe('a crystal whose id another one has', () => {
  it.each([
    ['of another data set', { dataset: 'other' }],
    ['that was refused', { dataset: 'other', refusal: { code: 'SYNTAX', message: 'cut off', line: 1 } as const }],
    ['of another name', { name: 'rutile' }],
  ])('%s is left out and told', async (what, other) => {
    const store = await openGraph(join(folder, what));
    const [rutile] = await analysedSample(['rutile-TiO2']);
    const held = { ...sourceOf(rutile!), ...other };
    const record = { ...rutile!, crystal: { ...rutile!.crystal, dataset: held.dataset } };
    await store.write(held.refusal === null ? [record] : [], [held]);
    for (const stored of [FEW - 1, 0]) {
      const result = await carry(few, store);
      expect(result).toMatchObject({ stored, unchanged: FEW - 1 - stored });
      expect(result.lost).toEqual([
        {
          id: 'rutile-TiO2',
          message: expect.stringMatching(
            /^The graph has another structure under this id, .*rutile-TiO2.cif of the data/,
          ),
        },
      ]);
    }
    expect(await store.sourcesById(['rutile-TiO2'])).toEqual([held]);
    await expectWhole(store);
    await store.close();
  });

  it('is the same where its file is, whose data set was given later', async () => {
    const store = await openGraph(join(folder, 'later'));
    const [rutile] = await analysedSample(['rutile-TiO2']);
    const place = '/data/rutile.cif';
    const other = { ...rutile!, crystal: { ...rutile!.crystal, dataset: 'other' } };
    const file = join(folder, 'later.jsonl.gz');
    await store.write([other], [{ ...sourceOf(other), place }]);
    await writeGraphFile(await entriesOf(store), file);
    await store.write([rutile!], [{ ...sourceOf(rutile!), place }]);
    expect(await carry(file, store)).toMatchObject({ stored: 1, lost: [] });
    expect((await store.crystalsById(['rutile-TiO2']))[0]?.dataset).toBe('other');
    await store.close();
  });
});

describe('a file of format 1', () => {
  const oldText = (whole: string, absolute: boolean) =>
    gunzipSync(readFileSync(whole))
      .toString()
      .split('\n')
      .slice(0, -2)
      .map((line) => {
        const entry = JSON.parse(line);
        if (entry.kind === 'graph') return JSON.stringify({ ...entry, version: 1, schemaVersion: 11 });
        if (entry.source) {
          const { name, dataset, place, method, ...source } = entry.source;
          entry.source = { ...source, file: `/home/me/${source.id}.cif` };
        }
        if (entry.kind === 'crystal' && absolute) {
          const { kind, checksum, source, ...record } = entry;
          record.crystal.file = `/home/me/set.zip:in/${record.crystal.id}.cif`;
          return JSON.stringify({ ...entry, checksum: checksumOf(canonicalRecord(record)) });
        }
        return JSON.stringify(entry);
      })
      .join('\n')
      .concat('\n');
  const oldFile = (name: string, text: string) => {
    const end = {
      kind: 'end',
      lines: text.split('\n').length,
      sha256: createHash('sha256').update(text).digest('hex'),
    };
    const file = join(folder, name);
    writeFileSync(file, gzipSync(`${text}${JSON.stringify(end)}\n`));
    return file;
  };

  it('is imported, tells no folders, and changes nothing the second time', async () => {
    const file = oldFile('old.jsonl.gz', oldText(few, true));
    await checkGraphFile(file);
    const store = await openGraph(join(folder, 'of-format-1'));
    // What is told of crystals now was unknown then.
    await expect(carry(file, store)).rejects.toThrow(/has to be analysed/);
    const pool = new AnalysisPool({ jobs: 2, workerFile: new URL('../../dist/pipeline/worker.js', import.meta.url) });
    const renewal = new Renewal(pool, null);
    expect(await carry(file, store, renewal)).toMatchObject({ stored: FEW, lost: [] });
    expect(await carry(file, store, renewal)).toMatchObject({ stored: 0, unchanged: FEW, lost: [] });
    await pool.close();
    await expectWhole(store);
    const [crystal] = await store.crystalsById(['rutile-TiO2']);
    expect(crystal).toMatchObject({ file: 'set.zip:in/rutile-TiO2.cif', strategy: 'simplest' });
    expect(await store.sourcesById(['rutile-TiO2', 'steel'])).toMatchObject([
      { name: 'rutile-TiO2', dataset: 'sample', file: 'rutile-TiO2.cif', place: '/home/me/rutile-TiO2.cif' },
      { name: 'steel', dataset: null, file: 'steel.cif', place: '/home/me/steel.cif' },
    ]);
    await store.close();
  });

  it('is refused where a crystal does not agree with its checksum', async () => {
    const store = await openGraph(join(folder, 'changed-format-1'));
    const changed = oldText(first, false).replace('"bandGap":1.2857', '"bandGap":1.3857');
    await expect(carry(oldFile('changed.jsonl.gz', changed), store)).rejects.toThrow(/does not match its checksum/);
    await store.close();
  });
});

async function* empty() {}

describe('a file that is not as it was written', () => {
  const text = () => gunzipSync(readFileSync(first)).toString();
  const file = join(folder, 'broken.jsonl.gz');
  const refused = async (bytes: Buffer) => {
    writeFileSync(file, bytes);
    return checkGraphFile(file).then(
      () => 'accepted',
      (error: Error) => error.message,
    );
  };

  it('is refused with the line', async () => {
    const whole = readFileSync(first);
    expect(await refused(whole)).toBe('accepted');
    expect(await refused(whole.subarray(0, whole.length >> 1))).toMatch(/^Line \d+: The file is cut off here\.$/);
    expect(await refused(Buffer.from('data_rutile'))).toMatch(/^Line 1: The file was not written by/);
    expect(await refused(gzipSync('{"kind":"other"}\n'))).toMatch(/^Line 1: The file was not written by/);
    const lines = text().split('\n');
    expect(await refused(gzipSync(`${lines.slice(0, 20).join('\n')}\n`))).toMatch(
      /its last line, which marks the end, is missing/,
    );
    expect(await refused(gzipSync(lines.slice(0, 20).join('\n').slice(0, -9)))).toMatch(
      /^Line 20: The file is cut off in the middle/,
    );
    expect(await refused(gzipSync(text().replace('TiO2', 'TiO3')))).toMatch(
      /^Line \d+: The file was changed or damaged/,
    );
    expect(await refused(gzipSync(lines.toSpliced(9, 1).join('\n')))).toMatch(
      /^Line \d+: The file was changed or damaged/,
    );
    expect(await refused(gzipSync(lines.toSpliced(9, 0, '{').join('\n')))).toMatch(/^Line 10: This is not JSON/);
    expect(await refused(gzipSync(lines.toSpliced(9, 0, '{"kind":"x"}').join('\n')))).toMatch(
      /^Line 10: This line does not belong/,
    );
    expect(await refused(gzipSync(`${text()}{}\n`))).toMatch(/^Line \d+: There is more text after the end/);
    expect(await refused(gzipSync(text().replace('"version":2', '"version":3')))).toMatch(
      /comes from a newer Motifgraph/,
    );
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1]! ^= 0xff;
    expect(await refused(flipped)).toMatch(/^Line \d+: /);
  });

  it('stores nothing from a crystal on that was changed, where it comes as a stream', async () => {
    const store = await openGraph(join(folder, 'stream'));
    const bytes = gzipSync(text().replace('"bandGap":1.2857', '"bandGap":1.3857'));
    expect(gunzipSync(bytes).toString()).not.toBe(text());
    const imported = importGraph({ store, file: await readGraphFile(Readable.from([bytes])) });
    await expect(imported).rejects.toThrow(/^Line \d+: The crystal does not match its checksum/);
    await store.close();
  });
});
