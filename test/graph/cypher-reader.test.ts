/** Statements of users, on both engines. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fill } from '../api/support.js';
import { temporaryFolder } from '../cli/command.js';
import { leaseNeo4j } from '../neo4j/lease.js';
import { type CypherReader, openCypherReader } from '../../src/graph/cypher-reader.js';
import type { CypherValue } from '../../src/graph/cypher-values.js';
import { openGraph } from '../../src/graph/open.js';
import type { Neo4jServer } from '../neo4j/server.js';

const neo4j = await leaseNeo4j();
const folder = temporaryFolder();
const embedded = join(folder, 'graph');

async function opened(uri: string, login?: Neo4jServer): Promise<CypherReader> {
  const store = await openGraph(uri, login);
  await fill(store);
  await store.close();
  const reader = await openCypherReader(uri, login);
  afterAll(() => reader.close());
  return reader;
}

const readers: [string, CypherReader][] = [['LadybugDB', await opened(embedded)]];
if (!('skipReason' in neo4j)) readers.push(['Neo4j', await opened(neo4j.server.uri, neo4j.server)]);

async function rowsOf(
  reader: CypherReader,
  text: string,
  parameters: Record<string, CypherValue> = {},
  milliseconds = 60_000,
) {
  const { columns, rows } = await reader.ask({ text, parameters, milliseconds });
  const all: (readonly CypherValue[])[] = [];
  for await (const row of rows) all.push(row);
  return { columns, rows: all };
}

const DOCUMENTED = [
  ...readFileSync(join(import.meta.dirname, '../../docs/graph.md'), 'utf8').matchAll(/```cypher\n([\s\S]*?)```/g),
].map(([, text]) => text!);

describe.each(readers)('%s', (_, reader) => {
  test('answers with columns, rows and parameters', async () => {
    const text =
      'MATCH (c:Crystal)-[k:CONTAINS]->(m:Motif) WHERE m.id = $motif AND k.count >= $count RETURN c.id AS id, k.count AS n ORDER BY id';
    expect(await rowsOf(reader, text, { motif: 'Ti-O:6', count: 4 })).toEqual({
      columns: ['id', 'n'],
      rows: [
        ['brookite-TiO2', 8],
        ['perovskite-CaTiO3', 4],
      ],
    });
  });

  test('gives nodes, relationships, lists and numbers in one form', async () => {
    const text =
      "MATCH (m:Motif)-[r:HAS_GEOMETRY]->(g:Geometry) WHERE m.id = 'Ti-O:6' RETURN g, r, [1, 2] AS list, 0.5 AS half, 3 AS three, null AS nothing, true AS yes";
    expect((await rowsOf(reader, text)).rows).toEqual([
      [
        { kind: 'node', label: 'Geometry', properties: { symbol: 'O:6', name: 'Octahedron', coordinationNumber: 6 } },
        { kind: 'relationship', type: 'HAS_GEOMETRY', properties: {} },
        [1, 2],
        0.5,
        3,
        null,
        true,
      ],
    ]);
    const path = "MATCH p = (m:Motif)-[:CENTERED_ON]->(e:Element) WHERE m.id = 'Ti-O:6' RETURN p";
    const [[found]] = (await rowsOf(reader, path)).rows as [[{ kind: string; nodes: { label: string }[] }]];
    expect([found.kind, found.nodes.map(({ label }) => label)]).toEqual(['path', ['Motif', 'Element']]);
  });

  test.each(DOCUMENTED)('answers the documented statement %#', async (text) => {
    await expect(rowsOf(reader, text)).resolves.toMatchObject({ columns: expect.any(Array) });
  });

  test('writes nothing, neither to the graph nor beside it', async () => {
    const file = join(folder, 'out.csv');
    for (const text of [
      "CREATE (:Geometry {symbol: 'x'})",
      "MATCH (c:Crystal) SET c.formula = 'x'",
      `COPY (MATCH (c:Crystal) RETURN c.id) TO '${file}'`,
    ]) {
      await expect(rowsOf(reader, text), text).rejects.toThrow(/begins with|does more than to read/);
    }
    expect(existsSync(file)).toBe(false);
    expect((await rowsOf(reader, "MATCH (c:Crystal) WHERE c.formula = 'x' RETURN c.id")).rows).toEqual([]);
  });

  test('says what is wrong with a statement, and answers the next one', async () => {
    await expect(rowsOf(reader, 'MATCH (c:Crystal RETURN c')).rejects.toThrow(/./);
    await expect(rowsOf(reader, 'MATCH (c:Crystal) RETURN c.id, count(*) AS n LIMIT $n')).rejects.toThrow(/./);
    expect((await rowsOf(reader, 'RETURN 1 AS one')).rows).toEqual([[1]]);
  });

  test('answers the next statement where not all rows are wanted', async () => {
    const { rows } = await reader.ask({
      text: 'UNWIND range(1, 5000) AS n RETURN n',
      parameters: {},
      milliseconds: 60_000,
    });
    for await (const [first] of rows) {
      expect(first).toBe(1);
      break;
    }
    expect((await rowsOf(reader, 'RETURN 1 AS one')).rows).toEqual([[1]]);
  });

  test('explains a statement', async () => {
    await expect(rowsOf(reader, 'EXPLAIN MATCH (c:Crystal) RETURN c.id')).resolves.toMatchObject({
      columns: expect.any(Array),
    });
  });

  test('gives up after the time limit', async () => {
    const text =
      'MATCH (a:MotifSite), (b:MotifSite), (c:MotifSite), (d:MotifSite), (e:MotifSite) WHERE a.csm + b.csm + c.csm + d.csm + e.csm < -1 RETURN count(*) AS n';
    await expect(rowsOf(reader, text, {}, 200)).rejects.toThrow('The statement took longer than 0.2 s.');
    expect((await rowsOf(reader, 'RETURN 1 AS one')).rows).toEqual([[1]]);
  });
});

test('a folder without a graph is not made one', async () => {
  await expect(openCypherReader(join(folder, 'nothing'))).rejects.toThrow('There is no Motifgraph graph');
  expect(existsSync(join(folder, 'nothing'))).toBe(false);
});
