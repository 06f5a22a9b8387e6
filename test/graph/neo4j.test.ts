import { describe, expect, test } from 'vitest';
import { openNeo4j } from '../../src/graph/neo4j.js';
import { openGraph } from '../../src/graph/open.js';
import { emptyNeo4j, leaseNeo4j, planOf, runNeo4j } from '../neo4j/lease.js';
import { graphStoreContract } from './contract.js';

const neo4j = await leaseNeo4j();

describe.skipIf('skipReason' in neo4j)(`Neo4j${'skipReason' in neo4j ? ` (${neo4j.skipReason})` : ''}`, () => {
  if ('skipReason' in neo4j) return;
  const { server } = neo4j;
  const open = () => openGraph(server.uri, server);
  graphStoreContract({
    name: 'neo4j',
    open: () => openNeo4j(server.uri, server),
    explain: ({ text, parameters }) => planOf(server, text, parameters),
    wasteful: /AllNodesScan/,
    excused: ['schema/count-nodes'],
  });

  test('refuses a graph of a newer version, and a database of somebody else', async () => {
    await runNeo4j(server, 'MATCH (m:Meta) SET m.schemaVersion = 99');
    await expect(open()).rejects.toThrow(/made by a newer Motifgraph/);
    await emptyNeo4j(server);
    await runNeo4j(server, 'CREATE (:Person)');
    await expect(open()).rejects.toMatchObject({ code: 'NOT_A_GRAPH' });
    expect(await runNeo4j(server, 'SHOW CONSTRAINTS YIELD name')).toEqual([]);
    await emptyNeo4j(server);
  });

  test('clears away the index of a constraint that a killed process began to make', async () => {
    await emptyNeo4j(server);
    await runNeo4j(server, 'CREATE INDEX Crystal_id FOR (n:Crystal) ON (n.id)');
    await (await open()).close();
    const constraints = await runNeo4j(server, 'SHOW CONSTRAINTS YIELD name');
    expect(constraints).toContainEqual({ name: 'Crystal_id' });
  });

  test('refuses what is asked while it is closed, or afterwards', async () => {
    const engine = await openNeo4j(server.uri, server);
    const long = { text: 'UNWIND range(1, 30000000) AS n RETURN sum(n) AS n', parameters: {} };
    const underWay = expect(engine.read(long)).rejects.toMatchObject({ code: 'CLOSED' });
    await engine.close();
    await underWay;
    await expect(engine.read(long)).rejects.toMatchObject({ code: 'CLOSED' });
    await expect(engine.write((run) => run(long))).rejects.toMatchObject({ code: 'CLOSED' });
    await expect(engine.ping()).rejects.toMatchObject({ code: 'CLOSED' });
  });

  test('says what to do when no server answers', async () => {
    await expect(openGraph('bolt://127.0.0.1:1', server)).rejects.toThrow(/start the server, or correct the address/);
  });
});
