/** A service elsewhere that does not answer as it should. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { remoteAsk } from '../../src/agents/remote.js';

async function answering(listener: RequestListener, patience?: number): Promise<unknown> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graph/`);
  try {
    return await remoteAsk(url, 'secret', patience)('{ a }', { b: 1 });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('is asked at its address, with the key', async () => {
  const answer = await answering(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    response.end(
      JSON.stringify({ data: { url: request.url, key: request.headers.authorization, ...JSON.parse(body) } }),
    );
  });
  expect(answer).toEqual({
    data: { url: '/graph/graphql', key: 'Bearer secret', query: '{ a }', variables: { b: 1 } },
  });
});

test('is told apart from what is not Motifgraph, and not waited for without end', async () => {
  await expect(answering((_, response) => response.end('<html>'))).rejects.toThrow(/is not Motifgraph.*not JSON/);
  await expect(answering((_, response) => response.end('{}'))).rejects.toThrow(/is not Motifgraph/);
  await expect(answering(() => {}, 200)).rejects.toThrow(/did not answer within 0.2 s/);
  await expect(answering((request) => request.destroy())).rejects.toThrow(/does not answer.*motifgraph serve/);
  await expect(remoteAsk(new URL('http://127.0.0.1:9/'), null)('{ a }', {})).rejects.toThrow(/does not answer/);
});
