/** `motifgraph mcp`, as an assistant starts it. */
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import { assistant } from '../agents/support.js';
import { fill, openFilledGraph, serve } from '../api/support.js';
import { CommandLine, commandLine, temporaryFolder } from './command.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const folder = join(home, 'graph');
const store = await openGraph(folder);
await fill(store);
await store.close();

function started(args: readonly string[], env: Record<string, string> = {}) {
  const [program, ...rest] = commandLine(['mcp', ...args]);
  return new StdioClientTransport({ command: program!, args: rest, env: { HOME: home, ...env }, stderr: 'ignore' });
}

describe('motifgraph mcp', () => {
  it('answers from a graph of its own, with predictions', async () => {
    const { client, call } = await assistant(started(['--graph', folder]));
    expect((await call('graph_overview')).facts).toMatchObject({ crystals: 17 });
    const text = 'NaCl\n1\n0 2.82 2.82\n2.82 0 2.82\n2.82 2.82 0\nNa Cl\n1 1\nDirect\n0 0 0\n0.5 0.5 0.5\n';
    const salt = await call('analyze_structure', { text });
    expect(salt.facts).toMatchObject({ mineral: 'halite', sites: [{ motif: 'Na-O:6[Cl6]' }] });
    expect(salt.text).toMatch(/Predicted by amdnet-oxides \d+ .*band gap \d\.\d\d eV \(90 %: /);
    await client.close();
  });

  it('prints nothing but messages, and ends with its input', async () => {
    const child = command.start(['mcp', '--graph', folder]);
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    child.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
    child.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
    const call = { name: 'describe_crystal', arguments: { id: 'rutile-TiO2' } };
    child.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: call })}\n`);
    const messages: { id: number }[] = [];
    for await (const line of createInterface(child.stdout!)) {
      messages.push(JSON.parse(line));
      if (messages.length === 2) break;
    }
    expect(messages.map(({ id }) => id)).toEqual([1, 2]);
    child.stdin!.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says what is wrong with the graph, or the address of the service', async () => {
    const missing = await command.run(['mcp', '--graph', join(home, 'none')]);
    expect(missing).toMatchObject({ stdout: '', status: 4 });
    expect(missing.stderr).toContain(join(home, 'none'));
    const open = await openGraph(folder);
    const locked = await command.run(['mcp', '--graph', folder]);
    await open.close();
    expect(locked).toMatchObject({ stdout: '', status: 3 });
    expect(locked.stderr).toMatch(/motifgraph serve.*--service/);
    expect(await command.run(['mcp', '--service', 'ftp://x'])).toMatchObject({ status: 2 });
  });

  it('asks a service that runs already', async () => {
    const graph = await openFilledGraph();
    const service = await serve(graph.store);
    afterAll(async () => {
      await service.close();
      await graph.close();
    });
    const { client, call } = await assistant(started([], { MOTIFGRAPH_SERVICE: service.url.slice(0, -1) }));
    expect((await call('motif_connections', { motif: 'TiO6' })).facts).toMatchObject({ motif: 'Ti-O:6' });
    await client.close();
  });
});
