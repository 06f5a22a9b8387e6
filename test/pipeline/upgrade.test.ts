import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrystalRecord, SourceNode } from '../../src/graph/model.js';
import { openNeo4j } from '../../src/graph/neo4j.js';
import { openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { embed } from '../../src/pipeline/embed.js';
import { AnalysisPool } from '../../src/pipeline/pool.js';
import { Renewal } from '../../src/pipeline/renewal.js';
import { type UpgradeOptions, upgrade } from '../../src/pipeline/upgrade.js';
import { verify } from '../../src/pipeline/verify.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { analysedSample, predictedAs, sourceOf } from '../graph/analysed.js';
import { nearly } from '../graph/nearly.js';
import { leaseNeo4j, runNeo4j } from '../neo4j/lease.js';
import { makeSchema10, schema10Folder } from './schema-10.js';

const folder = mkdtempSync(join(tmpdir(), 'motifgraph-upgrade-'));
const pool = new AnalysisPool({ jobs: 2, workerFile: new URL('../../dist/pipeline/worker.js', import.meta.url) });
const renewal = new Renewal(pool, null);
const neo4j = await leaseNeo4j();
const STEEL: SourceNode = {
  id: 'steel',
  name: 'steel',
  dataset: null,
  file: 'steel.cif',
  place: '/data/steel.cif',
  block: null,
  sha256: 'ab',
  analysisVersion: '4',
  method: null,
  refusal: { code: 'NO_ANION', message: 'Fe has no anions', line: null },
};
let records: CrystalRecord[];
let sources: SourceNode[];
let representation: Buffer;

beforeAll(async () => {
  const sample = await analysedSample(['rutile-TiO2', 'anatase-TiO2', 'spinel-MgAl2O4', 'periclase-MgO']);
  records = sample.map((record, i) => {
    const { crystal } = record;
    const kept = {
      ...record,
      crystal: { ...crystal, dataset: 'mine 1', warnings: ['line 3: odd', ...crystal.warnings] },
    };
    return i === 3 ? kept : predictedAs(kept, 2 + i);
  });
  sources = [...records.map(sourceOf), STEEL];
  const store = await openGraph(join(folder, 'learned'));
  const learned = await analysedSample([
    'rutile-TiO2',
    'cassiterite-SnO2',
    'anatase-TiO2',
    'spinel-MgAl2O4',
    'perovskite-SrTiO3',
  ]);
  await store.write(learned, learned.map(sourceOf));
  await embed({ store, settings: { ...REPRESENTATION_SETTINGS, leastCrystals: 1 } });
  representation = (await store.vectors.representation())!;
  await store.close();
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All that the old graph stored is there, analysed as today, and nothing else. */
async function expectCarried(store: GraphStore, lost: readonly string[] = []): Promise<void> {
  const findings: unknown[] = [];
  await verify({ store, onFinding: (finding) => findings.push(finding) });
  expect(findings).toEqual([]);
  const wanted = records.filter(({ crystal }) => !lost.includes(crystal.id));
  const ids = wanted.map(({ crystal }) => crystal.id);
  expect((await store.records.ids()).toSorted()).toEqual(ids.toSorted());
  expect(await store.crystalsById(ids)).toEqual(nearly(wanted.map(({ crystal }) => crystal)));
  expect(await store.predictionsOfCrystals(ids)).toEqual(wanted.map(({ predictions }) => predictions));
  const parts = await store.partsOfCrystals(ids);
  expect(parts.map(({ sites }) => sites)).toEqual(nearly(wanted.map(({ sites }) => sites)));
  const [steel, first] = await store.sourcesById(['steel', ids[0]!]);
  expect(steel).toEqual(STEEL);
  // The structure's name was its id, its place the file.
  const { file } = sourceOf(wanted[0]!);
  expect(first).toMatchObject({ name: ids[0], dataset: 'mine 1', file, place: file, refusal: null });
  expect((await store.vectors.representation())!.equals(representation)).toBe(true);
  expect(await store.vectors.crystalsWithout()).toBe(0);
}

describe('a graph of schema 10 in a folder', () => {
  const options = (name: string, rest: Partial<UpgradeOptions> = {}): UpgradeOptions => ({
    uri: join(folder, name),
    backup: join(folder, `${name}-backup`),
    renewal,
    ...rest,
  });

  it('is refused until it is upgraded, and has everything afterwards', async () => {
    const place = join(folder, 'old');
    await schema10Folder(place, records, sources, representation);
    await expect(openGraph(place)).rejects.toThrow(/older Motifgraph \(schema 10; .*run `motifgraph upgrade`/);
    const upgraded = await upgrade(options('old'));
    expect(upgraded).toMatchObject({
      backup: join(folder, 'old-backup.jsonl.gz'),
      result: { stored: 4, vectors: 'placed' },
    });
    expect(existsSync(upgraded!.backup)).toBe(true);
    expect(readdirSync(place).sort()).toEqual(['graph.json', 'graph.lbug']);
    const store = await openGraph(place);
    await expectCarried(store);
    await store.close();
    expect(await upgrade(options('old'))).toBeNull();
  });

  it('goes on where it was broken off, and keeps another backup of the same name', async () => {
    const place = join(folder, 'broken');
    await schema10Folder(place, records.slice(1), sources.slice(1), representation);
    const stopped = new AbortController();
    const first = await upgrade(options('broken', { signal: stopped.signal, onProgress: () => stopped.abort() }));
    expect(first!.result.vectors).toBe('stopped');
    await expect(openGraph(place)).rejects.toThrow(/older Motifgraph/);
    // The old graph has grown since.
    rmSync(join(place, 'graph.lbug'));
    await schema10Folder(join(folder, 'grown'), records, sources, representation);
    renameSync(join(folder, 'grown/graph.lbug'), join(place, 'graph.lbug'));
    const second = await upgrade(options('broken'));
    expect(second!.backup).toBe(join(folder, 'broken-backup-2.jsonl.gz'));
    const store = await openGraph(place);
    await expectCarried(store);
    await store.close();
  });

  it('says which crystals can not be carried over; the backup has them', async () => {
    const place = join(folder, 'lossy');
    const [first, ...others] = records;
    const bare = { ...first!, crystal: { ...first!.crystal, structure: '' } };
    await schema10Folder(place, [bare, ...others], sources, representation);
    const upgraded = await upgrade(options('lossy'));
    expect(upgraded!.result.lost.map(({ id }) => id)).toEqual([first!.crystal.id]);
    const store = await openGraph(place);
    await expectCarried(store, [first!.crystal.id]);
    await store.close();
  });

  it('is not made where there is none, nor from a newer one', async () => {
    await expect(upgrade(options('nowhere'))).rejects.toThrow(/There is no Motifgraph graph at .*nowhere/);
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });
});

describe.skipIf('skipReason' in neo4j)(
  `a graph of schema 10 in Neo4j${'skipReason' in neo4j ? ` (${neo4j.skipReason})` : ''}`,
  () => {
    if ('skipReason' in neo4j) return;
    const { server } = neo4j;
    const options = { uri: server.uri, credentials: server, backup: join(folder, 'neo4j'), renewal };

    it('is cleared and filled again, goes on after a break, and asks for that until it is whole', async () => {
      const engine = await openNeo4j(server.uri, server);
      await makeSchema10(engine, records, sources, representation);
      await engine.close();
      await expect(openGraph(server.uri, server)).rejects.toThrow(/run `motifgraph upgrade`/);
      const stopped = new AbortController();
      const stop = { signal: stopped.signal, onProgress: (stage: string) => stage === 'analysing' && stopped.abort() };
      await upgrade({ ...options, ...stop } as UpgradeOptions);
      await expect(openGraph(server.uri, server)).rejects.toThrow(/was interrupted; run `motifgraph upgrade`/);
      const backup = join(folder, 'neo4j.jsonl.gz');
      renameSync(backup, `${backup}.away`);
      await expect(upgrade(options)).rejects.toThrow(/is missing or a different file; restore it/);
      renameSync(`${backup}.away`, backup);
      // Killed while it cleared the database.
      await runNeo4j(server, 'MATCH (m:Meta) SET m.cleared = false');
      expect(await upgrade(options)).toMatchObject({ backup, result: { stored: 4, vectors: 'placed' } });
      const store = await openGraph(server.uri, server);
      await expectCarried(store);
      await store.close();
      const names = (await runNeo4j(server, 'SHOW INDEXES YIELD name')).map(({ name }) => name);
      expect(names).not.toContain('CrystalVector_framework');
      expect(await upgrade(options)).toBeNull();
    });
  },
);
