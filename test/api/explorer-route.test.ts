/** How the explorer's files come to the browser. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

const APP = readFileSync(new URL('../../explorer/src/app.tsx', import.meta.url), 'utf8');
/** One address for each of the explorer's routes. */
const VIEWS = [...APP.matchAll(/(?:\['|path=")(\/[a-z:/]*)['"]/g)].map(([, path]) => path!.replace(':id', 'Ti-O%3A6'));

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, service.url), { headers });

/** As it travels: fetch would follow the address and unpack the body. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, string | undefined>; bytes: Buffer }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(service.url);
      request({ hostname, port, path, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            headers: response.headers as Record<string, string>,
            bytes: Buffer.concat(parts),
          }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}

/** Addresses of a page's own files. */
const linkedIn = (html: string) => [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);

async function policyOf(path: string): Promise<Map<string, string>> {
  const policy = (await get(path)).headers.get('content-security-policy') ?? '';
  return new Map(
    policy.split('; ').map((rule) => {
      const [name = '', ...sources] = rule.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

describe('the explorer', () => {
  test('says in a browser that there is nothing at an address', async () => {
    const page = await get('/nothing/here', { accept: 'text/html,*/*' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await page.text()).toBe(await (await get('/')).text());
  });

  test('is at the address of each of its views, to be validated', async () => {
    expect(VIEWS.length).toBeGreaterThan(8);
    const start = await (await get('/')).text();
    for (const path of [...VIEWS, '/crystal/a%2Fb', `/crystal/${'x'.repeat(500)}`, '/map?of=crystals']) {
      const page = await get(path);
      expect([page.status, page.headers.get('content-type')], path).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(await page.text()).toBe(start);
    }
  });

  test('runs and loads nothing but its own files, and is framed by nobody', async () => {
    const policy = await policyOf('/crystal/rutile-TiO2');
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'font-src': "'self'",
      'img-src': "'self' data: blob:",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
    const page = await get('/');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test.each(['/', '/query'])('%s links files that are there, and none of other hosts', async (path) => {
    const html = await (await get(path)).text();
    const links = linkedIn(html);
    expect(links.filter((link) => link.startsWith('/assets/')).length).toBeGreaterThan(1);
    expect(html).not.toMatch(/https?:\/\//);
    for (const link of links) expect((await get(link)).status, link).toBe(200);
  });

  test('names files by what is in them, which browsers keep for good', async () => {
    const links = linkedIn(await (await get('/')).text()).filter((link) => link.startsWith('/assets/'));
    for (const link of links)
      expect((await get(link)).headers.get('cache-control'), link).toBe('public, max-age=31536000, immutable');
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  test('is not sent again to who has it', async () => {
    const tag = (await get('/')).headers.get('etag')!;
    const again = await raw('/mine', { 'if-none-match': `"other", ${tag}` });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect((await raw('/mine', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('travels as small as the client takes it', async () => {
    const script = linkedIn(await (await get('/')).text()).find((link) => link.endsWith('.js'))!;
    const plain = await raw(script);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
    const [brotli, gzip] = [
      await raw(script, { 'accept-encoding': 'gzip, br' }),
      await raw(script, { 'accept-encoding': 'gzip' }),
    ];
    expect([brotli.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotli.headers['vary']).toBe('Accept-Encoding');
    expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(gzip.bytes.length).toBeLessThan(plain.bytes.length / 2);
  });

  test('has its head without its body', async () => {
    const whole = await raw('/map');
    const head = await raw('/map', {}, 'HEAD');
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    for (const name of ['content-length', 'content-type', 'etag', 'content-security-policy'])
      expect(head.headers[name], name).toBe(whole.headers[name]);
  });

  test('is read, not written', async () => {
    for (const path of ['/', '/crystal/rutile-TiO2', '/query']) {
      const posted = await raw(path, {}, 'POST');
      expect([posted.status, posted.headers['allow']], path).toEqual([405, 'GET']);
    }
  });

  test.each([
    '/assets/../../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..\\..\\package.json',
    '//package.json',
    '/assets/',
    '/index.html',
    '/query.html',
    '/crystalsss',
    '/src/main.tsx',
  ])('nothing is at %s', async (path) => {
    const { status, bytes } = await raw(path);
    expect([status, JSON.parse(bytes.toString()).errors[0].extensions.code]).toEqual([404, 'BAD_REQUEST']);
  });

  test('an address that is none is refused', async () => {
    expect((await raw('/crystal/%zz')).status).toBe(400);
  });
});

test('the query editor may write styles into its page, and nothing else that the explorer may not', async () => {
  const [editor, explorer] = [await policyOf('/query'), await policyOf('/')];
  expect(editor.get('style-src')).toBe("'self' 'unsafe-inline'");
  for (const name of explorer.keys()) {
    if (name !== 'style-src') expect(editor.get(name), name).toBe(explorer.get(name));
  }
});

test('no file of the build leads to another host', async () => {
  const { explorerFiles } = await import('../../src/api/explorer-files.js');
  expect(explorerFiles().size).toBeGreaterThan(10);
  for (const [name, { bytes }] of explorerFiles()) {
    if (name.endsWith('.css')) expect(bytes.toString(), name).not.toMatch(/url\(['"]?(https?:)?\/\//);
    if (name.endsWith('.js')) expect(bytes.toString(), name).not.toMatch(/import\(['"`]https?:/);
  }
});
