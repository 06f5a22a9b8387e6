import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Cypher } from '../../src/graph/cypher.js';
import { openLadybug } from '../../src/graph/ladybug.js';
import { openGraph } from '../../src/graph/open.js';
import { analysedSample, sourceOf } from './analysed.js';
import { graphStoreContract } from './contract.js';

const folder = mkdtempSync(join(tmpdir(), 'motifgraph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('LadybugDB', () => {
  graphStoreContract({
    name: 'ladybug',
    open: () => openLadybug(join(folder, 'contract')),
    explain: async ({ text, parameters }, engine) => {
      const [plan] = await engine.read({ text: `EXPLAIN ${text}`, parameters });
      return String(plan?.['explain result']);
    },
    wasteful: /CROSS_PRODUCT/,
    // Motifs, elements and geometries are few, however many crystals there are; two counts are two rows.
    excused: ['write/elements', 'write/geometries', 'write/motifs', 'vectors/crystals-without'],
  });

  test('keeps what was written when it is opened again', async () => {
    const place = join(folder, 'again');
    const records = await analysedSample(['rutile-TiO2']);
    const first = await openGraph(place);
    await first.write(records, records.map(sourceOf));
    await first.close();
    const second = await openGraph(place);
    expect((await second.crystalsById(['rutile-TiO2']))[0]?.formula).toBe('TiO2');
    expect((await second.motifsById(['Ti-O:6']))[0]?.crystalCount).toBe(1);
    await second.close();
  });

  test('mends a graph whose vectors were being replaced when its process was killed', async () => {
    const place = join(folder, 'mended');
    await (await openGraph(place)).close();
    const engine = await openLadybug(place);
    await engine.define(new Cypher('ladybug').script('schema/clear-vectors', { slot: 'B' }));
    await engine.close();
    const mended = await openGraph(place);
    expect(await mended.vectors.digest()).toBeNull();
    expect(await mended.vectors.crystalsWithout()).toBe(0);
    await mended.close();
    const again = await openLadybug(place);
    const indexes = await again.read({
      text: 'CALL show_indexes() RETURN index_name AS name, index_type AS type',
      parameters: {},
    });
    expect(indexes).toContainEqual({ name: 'CrystalVectorB_id', type: 'ART' });
    await again.close();
  });

  test('reads with statements that it prepared before tables came and went', async () => {
    const engine = await openLadybug(join(folder, 'tables'));
    const things = { text: 'MATCH (t:Thing) RETURN count(t) AS n', parameters: {} };
    for (const n of [0, 1]) {
      await engine.define([
        'DROP TABLE IF EXISTS Thing',
        'CREATE NODE TABLE Thing(id STRING PRIMARY KEY)',
        ...(n === 0 ? [] : ["CREATE (:Thing {id: 'a'})"]),
      ]);
      // All readers prepare it.
      expect(await Promise.all(Array.from({ length: 8 }, () => engine.read(things)))).toEqual(Array(8).fill([{ n }]));
    }
    await engine.close();
  });

  test('refuses a graph of another version', async () => {
    const place = join(folder, 'newer');
    await (await openGraph(place)).close();
    const engine = await openLadybug(place);
    await engine.define(["MATCH (m:Meta) WHERE m.id = 'graph' SET m.schemaVersion = 99"]);
    await engine.close();
    await expect(openGraph(place)).rejects.toThrow(/made by a newer Motifgraph .*; update Motifgraph/);
    const older = await openLadybug(place);
    await older.define(["MATCH (m:Meta) WHERE m.id = 'graph' SET m.schemaVersion = 1"]);
    await older.close();
    await expect(openGraph(place)).rejects.toThrow(/made by an older Motifgraph .*; run `motifgraph upgrade`/);
  });

  test('refuses a folder that is a file', async () => {
    const place = join(folder, 'a-file');
    writeFileSync(place, '');
    await expect(openGraph(place)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  });

  test.skipIf(!existsSync('/proc/self'))('refuses a folder where none can be made', async () => {
    await expect(openGraph('/proc/motifgraph/graph')).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  });

  test('refuses a file that is no graph', async () => {
    const place = join(folder, 'other');
    mkdirSync(place);
    writeFileSync(join(place, 'graph.lbug'), 'something else '.repeat(1000));
    await expect(openGraph(place)).rejects.toMatchObject({ code: 'NOT_A_GRAPH' });
  });

  test.skipIf(process.getuid?.() === 0)('refuses a folder that it may not write', async () => {
    const place = join(folder, 'closed');
    mkdirSync(place);
    chmodSync(place, 0o500);
    await expect(openGraph(place)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  });

  test('refuses an address of no known kind', async () => {
    await expect(openGraph('https://example.org')).rejects.toMatchObject({ code: 'BAD_URI' });
  });

  test('finds a statement in its own folder, or the common one', () => {
    expect(new Cypher('ladybug').script('schema/create')[0]).toContain('CREATE NODE TABLE');
    expect(new Cypher('neo4j').script('schema/create')[0]).toContain('CREATE CONSTRAINT');
    expect(new Cypher('ladybug').text('write/contains')).toContain('fraction: CAST(r.fraction AS DOUBLE)');
    expect(new Cypher('neo4j').text('write/contains')).toContain('fraction: r.fraction');
  });
});
