import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, Database } from '@ladybugdb/core';
import { afterAll, describe, expect, test } from 'vitest';
import { Cypher } from '../../src/graph/cypher.js';
import { openLadybug } from '../../src/graph/ladybug.js';
import { openGraph } from '../../src/graph/open.js';
import { analysedSample, sourceOf } from './analysed.js';
import { graphStoreContract } from './contract.js';
import { lists } from './lists.js';

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
    expect((await (await lists(second)).motifsById(['Ti-O:6']))[0]?.crystalCount).toBe(1);
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

  test.each([
    ['its log and an empty shadow file are left', '.wal.checkpoint'],
    ['a log of nothing is left', '.wal'],
  ])('opens a graph that was killed at the end of a checkpoint: %s', async (_, log) => {
    const place = join(folder, `killed${log}`);
    const records = await analysedSample(['rutile-TiO2']);
    const first = await openGraph(place);
    await first.write(records, records.map(sourceOf));
    await first.close();
    const database = join(place, 'graph.lbug');
    const raw = new Database(database, 2 ** 28, true, false, 2 ** 40, false);
    const connection = new Connection(raw);
    await connection.query('CALL force_checkpoint_on_close=false');
    await connection.query('CREATE NODE TABLE Other(id INT64 PRIMARY KEY)');
    await connection.close();
    await raw.close();
    // The database's id and a checksum, and the record that says that the checkpoint is on disk.
    const header = readFileSync(`${database}.wal`).subarray(0, 25);
    rmSync(`${database}.wal`);
    writeFileSync(
      `${database}${log}`,
      Buffer.concat([header, Buffer.from('0100000000000000fe773cb3d5173d7b25', 'hex')]),
    );
    writeFileSync(`${database}.shadow`, '');
    const second = await openGraph(place);
    expect(await second.countCrystals()).toBe(1);
    await second.close();
    expect(readdirSync(place).sort()).toEqual(['graph.json', 'graph.lbug']);
  });

  test('keeps what it read from the log of a killed process, which is removed then', async () => {
    const place = join(folder, 'log');
    mkdirSync(place);
    const database = join(place, 'graph.lbug');
    const raw = new Database(database, 2 ** 28, true, false, 2 ** 40, false);
    const connection = new Connection(raw);
    await connection.query('CALL force_checkpoint_on_close=false');
    await connection.query('CREATE NODE TABLE Thing(id STRING PRIMARY KEY)');
    await connection.query('CHECKPOINT');
    await connection.query("CREATE (:Thing {id: 'a'})");
    await connection.close();
    await raw.close();
    renameSync(`${database}.wal`, `${database}.wal.checkpoint`);
    for (const _ of ['first', 'second']) {
      const engine = await openLadybug(place);
      const count = { text: 'MATCH (t:Thing) RETURN count(t) AS n', parameters: {} };
      expect(await engine.read(count)).toEqual([{ n: 1 }]);
      await engine.close();
    }
  });

  test('leaves nothing that a kill while closing could break', async () => {
    const place = join(folder, 'closed-at-once');
    for (const writes of [true, false]) {
      const store = await openGraph(place);
      if (writes) await store.write([], [], ['nothing']);
      const before = statSync(join(place, 'graph.lbug'));
      await store.close();
      expect(statSync(join(place, 'graph.lbug'))).toMatchObject({ mtimeMs: before.mtimeMs, size: before.size });
    }
  });

  test('begins again where the making of a graph was killed', async () => {
    const place = join(folder, 'begun');
    mkdirSync(join(place, 'making-abc123'), { recursive: true });
    writeFileSync(join(place, 'making-abc123', 'graph.lbug'), 'LBUG');
    await (await openGraph(place)).close();
    expect(readdirSync(place).sort()).toEqual(['graph.json', 'graph.lbug']);
  });

  test.each<[string, (database: string) => void]>([
    ['empty', (database) => truncateSync(database)],
    ['gone', (database) => rmSync(database)],
    ['another graph', (database) => copyFileSync(join(folder, 'again', 'graph.lbug'), database)],
  ])('refuses a folder whose graph is %s', async (what, damage) => {
    const place = join(folder, `damaged ${what}`);
    await (await openGraph(place)).close();
    damage(join(place, 'graph.lbug'));
    await expect(openGraph(place)).rejects.toMatchObject({ code: 'DAMAGED', message: expect.stringContaining(what) });
  });

  test('opens a graph of an earlier version, which had no mark', async () => {
    const place = join(folder, 'unmarked');
    await (await openGraph(place)).close();
    rmSync(join(place, 'graph.json'));
    await (await openGraph(place)).close();
    expect(existsSync(join(place, 'graph.json'))).toBe(true);
  });

  test.each<[string, (database: string) => void]>([
    ['emptied', (database) => truncateSync(database)],
    ['gone', (database) => rmSync(database)],
    [
      'replaced by another file',
      (database) => {
        copyFileSync(database, `${database}.copy`);
        renameSync(`${database}.copy`, database);
      },
    ],
    ['overwritten', (database) => copyFileSync(join(folder, 'again', 'graph.lbug'), database)],
  ])('notices that its file is %s while it is open', async (what, damage) => {
    const place = join(folder, `open ${what}`);
    const records = await analysedSample(['rutile-TiO2']);
    const store = await openGraph(place);
    damage(join(place, 'graph.lbug'));
    const replaced = { code: 'REPLACED', message: expect.stringContaining(what) };
    await expect(store.countCrystals()).rejects.toMatchObject(replaced);
    await expect(store.ping()).rejects.toMatchObject(replaced);
    await expect(store.write(records, records.map(sourceOf))).rejects.toMatchObject(replaced);
    await store.close();
  });

  test('answers the reads under way when it is closed, and refuses those that wait or come then', async () => {
    const engine = await openLadybug(join(folder, 'closing'));
    const long = {
      text: 'UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN sum((a + b) % 2) AS n',
      parameters: {},
    };
    const settled: string[] = [];
    const ask = async () => {
      const outcome = await engine.read(long).then(
        ([row]) => String(row!['n']),
        (error) => error.code as string,
      );
      settled.push(outcome);
    };
    const asked = Array.from({ length: 6 }, ask);
    const closed = engine.close();
    asked.push(ask());
    await expect(engine.define(['CREATE NODE TABLE Thing(id STRING PRIMARY KEY)'])).rejects.toMatchObject({
      code: 'CLOSED',
    });
    await expect(engine.ping()).rejects.toMatchObject({ code: 'CLOSED' });
    await Promise.all(asked);
    expect(settled).toEqual([...Array(3).fill('CLOSED'), ...Array(4).fill('4500000')]);
    await closed;
  });

  test('is open once in a process, by whatever name, and can be opened again when it is closed', async () => {
    const place = join(folder, 'once');
    symlinkSync(place, join(folder, 'alias'));
    const first = await openGraph(place);
    for (const name of ['once', 'alias']) {
      await expect(openGraph(join(folder, name))).rejects.toMatchObject({
        code: 'LOCKED',
        message: expect.stringMatching(/open in this process already.*\.$/),
      });
    }
    await first.write([], [], ['nothing']);
    await first.close();
    await (await openGraph(join(folder, 'alias'))).close();
  });

  test('is made and opened by the first of two who ask at once', async () => {
    const place = join(folder, 'at-once');
    const opened = await Promise.allSettled([openGraph(place), openGraph(place)]);
    expect(opened).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'LOCKED' } }]);
    for (const each of opened) if (each.status === 'fulfilled') await each.value.close();
    expect(readdirSync(place).sort()).toEqual(['graph.json', 'graph.lbug']);
  });

  test('is not held open where its opening failed', async () => {
    const place = join(folder, 'failed');
    await (await openGraph(place)).close();
    const file = join(place, 'graph.json');
    const marker = readFileSync(file);
    writeFileSync(file, '{}');
    for (const _ of ['first', 'second']) await expect(openGraph(place)).rejects.toMatchObject({ code: 'DAMAGED' });
    writeFileSync(file, marker);
    const database = join(place, 'graph.lbug');
    renameSync(database, `${database}.kept`);
    writeFileSync(database, 'something else '.repeat(1000));
    for (const _ of ['first', 'second']) await expect(openGraph(place)).rejects.toMatchObject({ code: 'NOT_A_GRAPH' });
    renameSync(`${database}.kept`, database);
    await (await openGraph(place)).close();
  });

  test('is closed once, however often that is asked for', async () => {
    const store = await openGraph(join(folder, 'closed-twice'));
    await Promise.all([store.close(), store.close()]);
    // The number of its descriptor belongs to another file now.
    const other = openSync(join(folder, 'closed-twice', 'graph.json'), 'r');
    await store.close();
    expect(fstatSync(other).isFile()).toBe(true);
    closeSync(other);
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
    for (const file of [place, join(place, 'graph')]) {
      await expect(openGraph(file)).rejects.toMatchObject({
        code: 'NOT_A_GRAPH',
        message: expect.stringContaining('is not a folder: a file has that name'),
      });
    }
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
