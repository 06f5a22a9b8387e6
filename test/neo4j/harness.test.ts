import { describe, expect, test } from 'vitest';
import { leaseNeo4j, runNeo4j } from './lease.js';

const neo4j = await leaseNeo4j();

describe.skipIf('skipReason' in neo4j)(`Neo4j${'skipReason' in neo4j ? ` (${neo4j.skipReason})` : ''}`, () => {
  test('is there, empty', async () => {
    if ('skipReason' in neo4j) return;
    expect(await runNeo4j(neo4j.server, 'MATCH (n) RETURN count(n) AS nodes')).toEqual([{ nodes: 0 }]);
  });
});
