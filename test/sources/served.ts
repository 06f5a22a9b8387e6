/** A provider that a test makes up, on this machine. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SourceItem } from '../../src/sources/item.js';
import { openSources, type SourceOptions } from '../../src/sources/open.js';

export interface Served {
  readonly url: string;
  /** Of each request: path with parameters, decoded, and headers. */
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

export type Handler = (url: URL, response: ServerResponse, request: IncomingMessage) => void;

export async function serve(handler: Handler): Promise<Served> {
  const requests: Served['requests'] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://here');
    requests.push({ path: decodeURIComponent(url.pathname + url.search), headers: request.headers });
    handler(url, response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

export async function itemsOf(path: string, options: SourceOptions): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of openSources([path], options)) items.push(item);
  return items;
}

/** Ids of structures; messages of refusals. */
export function told(items: readonly SourceItem[]): string[] {
  return items.map((item) => (item.ok ? item.id : item.refusal.message));
}
