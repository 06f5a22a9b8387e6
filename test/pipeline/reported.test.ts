/** Values that others report, beside the predictions. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import type { CrystalFilter, GraphStore } from '../../src/graph/store.js';
import { embed } from '../../src/pipeline/embed.js';
import { entriesOf, writeGraphFile } from '../../src/pipeline/export.js';
import { readGraphFile } from '../../src/pipeline/graph-file.js';
import { importGraph } from '../../src/pipeline/import.js';
import { ingest } from '../../src/pipeline/ingest.js';
import { AnalysisPool } from '../../src/pipeline/pool.js';
import { Renewal } from '../../src/pipeline/renewal.js';
import { readReportedTable, type ReportedCounts, reportTable } from '../../src/pipeline/reported-table.js';
import { verify } from '../../src/pipeline/verify.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import type { SourceFile } from '../../src/sources/item.js';
import { openSample } from '../../src/sources/sample.js';
import { analysedSample, predictedAs, sourceOf } from '../graph/analysed.js';

const WORKER = new URL('../../dist/pipeline/worker.js', import.meta.url);
const IDS = ['rutile-TiO2', 'anatase-TiO2', 'periclase-MgO', 'corundum-Al2O3'];
const folder = mkdtempSync(join(tmpdir(), 'motifgraph-reported-'));
let graph: GraphStore;

beforeAll(async () => {
  graph = await openGraph(join(folder, 'graph'));
  const records = (await analysedSample(IDS)).map((record, i) => predictedAs(record, i));
  await graph.write(records, records.map(sourceOf));
  await embed({ store: graph, settings: { ...REPRESENTATION_SETTINGS, leastCrystals: 1 } });
});
afterAll(async () => {
  await graph.close();
  rmSync(folder, { recursive: true, force: true });
});

async function report(csv: string, dataset?: string): Promise<ReportedCounts> {
  const sum = { changed: 0, unchanged: 0, unknown: 0 };
  for await (const counts of reportTable(graph, readReportedTable(csv, 'labels.csv').rows, { dataset })) {
    sum.changed += counts.changed;
    sum.unchanged += counts.unchanged;
    sum.unknown += counts.unknown;
  }
  return sum;
}

async function idsOf(filter: CrystalFilter, descending = true): Promise<string[]> {
  const key = 'reportedBandGap' as const;
  const found = await (await graph.projection()).crystals(filter, [{ key, descending }], { limit: 9 });
  return found.map(({ id }) => id);
}

async function findings(): Promise<unknown[]> {
  const found: unknown[] = [];
  await verify({ store: graph, onFinding: (finding) => found.push(finding) });
  return found;
}

describe('a table', () => {
  it('is read row by row; what can not be used is refused with its line', () => {
    const text = [
      'material_id,band_gap,magnetic_ordering,kind,source',
      'a,1.5,AFM,experimental,Smith 1990',
      'b,,ferromagnetic,,',
      'c,wide,NM,,',
      'd,-1,odd,,',
      'e,,,,',
      'f,1,NM,guessed,',
      ',1,NM,,',
      'g,1',
    ].join('\n');
    const { rows, refused } = readReportedTable(text, 'labels.csv');
    expect(rows).toEqual([
      {
        id: 'a',
        reported: [
          { property: 'bandGap', value: 1.5, kind: 'experimental', source: 'Smith 1990' },
          { property: 'magneticOrder', value: 'AFM', kind: 'experimental', source: 'Smith 1990' },
        ],
      },
      { id: 'b', reported: [{ property: 'magneticOrder', value: 'FM', kind: null, source: 'labels.csv' }] },
    ]);
    expect(refused).toEqual([
      { line: 4, id: 'c', reason: 'band_gap is wide, not a number from 0 to 30 eV' },
      {
        line: 5,
        id: 'd',
        reason: 'band_gap is -1, not a number from 0 to 30 eV; magnetic_ordering is odd, not NM, FM, FiM or AFM',
      },
      { line: 7, id: 'f', reason: 'the kind is "guessed", not one of computed, experimental' },
      { line: 8, id: '', reason: 'the id is missing' },
      { line: 9, id: 'g', reason: 'it has 2 fields, the header has 5' },
    ]);
    expect(() => readReportedTable('id,colour\n', 'x')).toThrow('It has no column band_gap or');
    expect(readReportedTable('id,ordering\na,afm\nb,constructor\n', 'x')).toMatchObject({
      rows: [{ id: 'a', reported: [{ property: 'magneticOrder', value: 'AFM' }] }],
      refused: [{ id: 'b' }],
    });
    expect(() => readReportedTable('id,total_magnetization\na,4\n', 'x')).toThrow(
      'Give µB per formula unit, as total_magnetization_normalized_formula_units',
    );
    expect(() => readReportedTable('name,band_gap\n', 'x')).toThrow('It has no column material_id or id.');
  });
});

it('refuses a source of a million characters', () => {
  const { rows, refused } = readReportedTable(`id,band_gap,source\na,1,${'s'.repeat(1_000_000)}\n`, 'x.csv');
  expect(rows).toEqual([]);
  expect(refused).toEqual([{ line: 2, id: 'a', reason: 'the source has more than 1000 characters' }]);
});

describe('values in a graph', () => {
  it('stand beside the predictions; vectors stay, and the graph is whole', async () => {
    const csv = 'id,band_gap\nrutile-TiO2,3.0\npericlase-MgO,7.8\nnothing,1\n';
    expect(await report(csv)).toEqual({ changed: 2, unchanged: 0, unknown: 1 });
    expect(await report(csv)).toEqual({ changed: 0, unchanged: 2, unknown: 1 });
    expect(await report('id,band_gap\nrutile-TiO2,9\n', 'another')).toEqual({ changed: 0, unchanged: 0, unknown: 1 });
    expect(await idsOf({ reportedBandGap: { min: 0 } })).toEqual(['periclase-MgO', 'rutile-TiO2']);
    expect((await idsOf({}, false)).slice(0, 2)).toEqual(['rutile-TiO2', 'periclase-MgO']);
    const [crystal] = await graph.crystalsById(['rutile-TiO2']);
    expect(crystal).toMatchObject({
      bandGap: 0,
      reportedBandGap: 3,
      reportedSources: ['bandGap: unstated, labels.csv'],
      provider: null,
    });
    expect(await graph.vectors.crystalsWithout()).toBe(0);
    expect(await findings()).toEqual([]);
  });

  it('do not overwrite what someone else puts in meanwhile', async () => {
    const others = readReportedTable('id,formation_energy_per_atom\ncorundum-Al2O3,-3.4\n', 'theirs.csv').rows;
    const { report: stored } = graph;
    graph.report = async (changes) => {
      graph.report = stored;
      for await (const _ of reportTable(graph, others));
      return graph.report(changes);
    };
    expect(await report('id,band_gap\ncorundum-Al2O3,9\n')).toEqual({ changed: 1, unchanged: 0, unknown: 0 });
    expect(await graph.crystalsById(['corundum-Al2O3'])).toMatchObject([
      { reportedBandGap: 9, reportedFormationEnergy: -3.4 },
    ]);
    expect(await findings()).toEqual([]);
  });

  it('replace those of the same property, and leave the others', async () => {
    await report('id,formation_energy_per_atom,kind\nrutile-TiO2,-3.3,computed\n');
    await report('id,band_gap,source,kind\nrutile-TiO2,3.03,"Pascual 1978, PRB",experimental\n');
    const [crystal] = await graph.crystalsById(['rutile-TiO2']);
    expect(crystal!.reportedSources).toEqual([
      'bandGap: experimental, Pascual 1978, PRB',
      'formationEnergy: computed, labels.csv',
    ]);
    expect(await findings()).toEqual([]);
  });

  it('of one crystal may stand in several rows; the last of a property counts', async () => {
    const rows = ['anatase-TiO2,3.1,,Tang 1994', 'anatase-TiO2,,-3.2,MP', 'anatase-TiO2,3.2,,Tang 1995'];
    const csv = ['id,band_gap,formation_energy_per_atom,source', ...rows].join('\n');
    expect(await report(csv)).toEqual({ changed: 1, unchanged: 0, unknown: 0 });
    const [crystal] = await graph.crystalsById(['anatase-TiO2']);
    expect(crystal!.reportedSources).toEqual(['bandGap: unstated, Tang 1995', 'formationEnergy: unstated, MP']);
    expect(crystal!.reportedBandGap).toBe(3.2);
    expect(await report(csv)).toEqual({ changed: 0, unchanged: 1, unknown: 0 });
  });

  it('are carried as they are, and by an upgrade of an older graph', async () => {
    const file = join(folder, 'graph.jsonl.gz');
    await writeGraphFile(await entriesOf(graph), file);
    for (const schemaVersion of [undefined, 15]) {
      const there = await openGraph(join(folder, `to-${schemaVersion}`));
      const read = await readGraphFile(createReadStream(file));
      const header = schemaVersion === undefined ? read.header : { ...read.header, schemaVersion };
      const pool = new AnalysisPool({ jobs: 1, workerFile: WORKER });
      await importGraph({ store: there, file: { ...read, header }, renewal: new Renewal(pool, null) });
      await pool.close();
      const [before, after] = [await graph.crystalsById(IDS), await there.crystalsById(IDS)];
      expect(after.map((crystal) => crystal?.reportedSources)).toEqual(before.map((one) => one?.reportedSources));
      expect(after.map((crystal) => crystal?.reportedBandGap)).toEqual(before.map((one) => one?.reportedBandGap));
      await there.close();
    }
  });
});

describe('an ingest', () => {
  it('keeps where a structure was fetched, and what was reported with it, also when it is analysed again', async () => {
    const store = await openGraph(join(folder, 'ingested'));
    const pool = new AnalysisPool({ jobs: 1, workerFile: WORKER });
    let sent = 1.8;
    const origin = {
      provider: 'Example',
      entry: 'x1',
      address: 'https://x/x1',
      fetched: '2026-01-01T00:00:00.000Z',
      licence: 'CC0',
    };
    async function* sources(): AsyncGenerator<SourceFile> {
      for await (const item of openSample()) {
        if (item.id !== 'rutile-TiO2') continue;
        const reported = [{ property: 'bandGap', value: sent, kind: 'computed', source: 'Example' }] as const;
        yield { ...item, id: 'x1', place: origin.address, origin, reported, dataset: 'example' } as SourceFile;
      }
    }
    const outcomes = async (strategy: 'simplest' | 'multi-weights') => {
      const statuses: string[] = [];
      for await (const batch of ingest({ store, pool, sources: sources(), strategy })) {
        statuses.push(...batch.outcomes.map(({ id, status }) => `${id} ${status}`));
      }
      return statuses;
    };
    expect(await outcomes('simplest')).toEqual(['x1 stored']);
    expect(await outcomes('simplest')).toEqual(['x1 unchanged']);
    sent = 1.9;
    expect(await outcomes('simplest')).toEqual(['x1 unchanged']);
    expect(await store.crystalsById(['x1'])).toMatchObject([
      { reportedBandGap: 1.9, reportedSources: ['bandGap: computed, Example'] },
    ]);
    for await (const _ of reportTable(store, readReportedTable('id,band_gap\nx1,3\n', 'mine.csv').rows));
    sent = 2;
    expect(await outcomes('multi-weights')).toEqual(['x1 stored']);
    expect(await outcomes('multi-weights')).toEqual(['x1 unchanged']);
    const [crystal] = await store.crystalsById(['x1']);
    expect(crystal).toMatchObject({
      dataset: 'example',
      ...origin,
      reportedBandGap: 3,
      reportedSources: ['bandGap: unstated, mine.csv'],
    });
    await pool.close();
    await store.close();
  });
});
