/**
 * Lends Neo4j servers to the test files that ask for one, each to one file at a time, and starts them when they are asked
 * for: a run without such files costs nothing, and files that run side by side need not wait for each other. A lease is a connection to a local socket: it is given back when the
 * connection closes, also when the test's process dies.
 */

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type Neo4jServer, type StartedNeo4j, startNeo4j } from './server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Port of the loopback where leases are given. */
    neo4jLeasePort: number;
  }
}

export type Offer = { readonly server: Neo4jServer } | { readonly reason: string };

/** One that the environment names is there once. */
const SERVERS = (process.env['NEO4J_URI'] ?? '') === '' ? 2 : 1;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers: Promise<StartedNeo4j>[] = [];
  /** Of each server, the files that have it and wait for it. */
  const turns: Promise<unknown>[] = [];
  const waiting: number[] = [];

  const lend = async (borrower: Socket, server: Promise<StartedNeo4j>) => {
    const offer: Offer = await server.then(
      ({ uri, username, password, external }) => ({ server: { uri, username, password, external } }),
      (error: Error) => ({ reason: error.message }),
    );
    if (borrower.destroyed) return;
    borrower.write(`${JSON.stringify(offer)}\n`);
    if ('server' in offer) await once(borrower, 'close');
  };

  const lender = createServer((borrower) => {
    borrower.on('error', () => borrower.destroy());
    borrower.resume();
    const isOneMore = servers.length < SERVERS && !waiting.includes(0);
    const place = isOneMore ? servers.length : waiting.indexOf(Math.min(...waiting));
    // The first one fetches what both need.
    const before = servers.at(-1)?.catch(() => {});
    servers[place] ??= Promise.resolve(before).then(() => startNeo4j(process.env));
    waiting[place] = (waiting[place] ?? 0) + 1;
    turns[place] = (turns[place] ?? Promise.resolve())
      .then(() => lend(borrower, servers[place]!))
      .then(() => {
        waiting[place]!--;
      });
  });
  lender.listen(0, '127.0.0.1');
  await once(lender, 'listening');
  project.provide('neo4jLeasePort', (lender.address() as AddressInfo).port);

  return async () => {
    lender.close();
    for (const server of servers) {
      await server.then(
        (started) => started.stop(),
        () => {},
      );
    }
  };
}
