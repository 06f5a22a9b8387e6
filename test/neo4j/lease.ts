/** How a test file gets the Neo4j server: `const neo4j = await leaseNeo4j()` at its top level. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import neo4j, { type Plan, type Session } from 'neo4j-driver';
import { afterAll, inject } from 'vitest';
import type { Parameters } from '../../src/graph/engine.js';
import type { Offer } from './global-setup.js';
import type { Neo4jServer } from './server.js';

export type Neo4jLease = { readonly server: Neo4jServer } | { readonly skipReason: string };

/**
 * Waits for this file's turn and answers with a server whose database is empty, to be used until the file's last test;
 * or with the reason why there is none, which is an error where MOTIFGRAPH_REQUIRE_NEO4J is 1.
 */
export async function leaseNeo4j(): Promise<Neo4jLease> {
  const socket = connect(inject('neo4jLeasePort'), '127.0.0.1');
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(socket).once('line', resolve);
    socket.once('error', reject);
  });
  const offer = JSON.parse(line) as Offer;
  if ('reason' in offer) {
    socket.end();
    if (process.env['MOTIFGRAPH_REQUIRE_NEO4J'] === '1') throw new Error(offer.reason);
    return { skipReason: offer.reason };
  }
  if (offer.server.external) await expectEmpty(offer.server);
  else await emptyNeo4j(offer.server);
  afterAll(async () => {
    await emptyNeo4j(offer.server);
    socket.end();
  });
  return offer;
}

async function expectEmpty(server: Neo4jServer): Promise<void> {
  const [row] = await runNeo4j(server, 'MATCH (n) RETURN count(n) AS nodes');
  if (row?.['nodes'] !== 0) {
    throw new Error(
      `The database that NEO4J_URI names (${server.uri}) is not empty. Tests need one of their own: they delete what ` +
        'is in it. If a test run was interrupted, empty it with MATCH (n) DETACH DELETE n.',
    );
  }
}

/**
 * Deletes what stands in a graph, and leaves the graph itself: constraints and indexes take seconds to make, and what the server
 * has planned is planned anew after each.
 */
export async function clearNeo4j(server: Neo4jServer): Promise<void> {
  await runNeo4j(server, 'MATCH (n) WHERE NOT n:Meta CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
}

/** Deletes all nodes, relationships, constraints and indexes. */
export function emptyNeo4j(server: Neo4jServer): Promise<void> {
  return inSession(server, async (session) => {
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
    const namesOf = async (listing: string) =>
      (await session.run(listing)).records.map((record) => String(record.get('name')));
    for (const name of await namesOf('SHOW CONSTRAINTS YIELD name')) await session.run(`DROP CONSTRAINT \`${name}\``);
    for (const name of await namesOf("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"))
      await session.run(`DROP INDEX \`${name}\``);
  });
}

/** Runs one statement as an auto-commit transaction. */
export function runNeo4j(server: Neo4jServer, statement: string): Promise<Record<string, unknown>[]> {
  return inSession(server, async (session) => {
    const result = await session.run(statement);
    return result.records.map((record) => record.toObject());
  });
}

/** Waits until the server is done with what others began: a commit under way goes on when its client is killed. */
export async function settledNeo4j(server: Neo4jServer): Promise<void> {
  const running = () => runNeo4j(server, 'SHOW TRANSACTIONS YIELD transactionId');
  // The question is one itself.
  while ((await running()).length > 1) await delay(20);
}

/** Names of the operators by which the server would run a statement. */
export function planOf(server: Neo4jServer, statement: string, parameters: Parameters): Promise<string> {
  const operators = ({ operatorType, children }: Plan): string[] => [operatorType, ...children.flatMap(operators)];
  return inSession(server, async (session) => {
    const { summary } = await session.run(`EXPLAIN ${statement}`, parameters);
    if (summary.plan === false) throw new Error(`no plan for ${statement}`);
    return operators(summary.plan).join(' ');
  });
}

async function inSession<Answer>(server: Neo4jServer, work: (session: Session) => Promise<Answer>): Promise<Answer> {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password), {
    disableLosslessIntegers: true,
  });
  const session = driver.session();
  try {
    return await work(session);
  } finally {
    await session.close();
    await driver.close();
  }
}
