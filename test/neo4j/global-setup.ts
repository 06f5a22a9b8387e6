/**
 * Lends one Neo4j server to the test files that ask for it, one file at a time, and starts it when the first one asks:
 * a run without such files costs nothing. A lease is a connection to a local socket: it is given back when the
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

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<StartedNeo4j> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const lend = async (borrower: Socket) => {
    starting ??= startNeo4j(process.env);
    const offer: Offer = await starting.then(
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
    turn = turn.then(() => lend(borrower));
  });
  lender.listen(0, '127.0.0.1');
  await once(lender, 'listening');
  project.provide('neo4jLeasePort', (lender.address() as AddressInfo).port);

  return async () => {
    lender.close();
    await starting?.then(
      (server) => server.stop(),
      () => {},
    );
  };
}
