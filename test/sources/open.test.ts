import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourceItem } from '../../src/sources/item.js';
import { openSources, sizeOfSources } from '../../src/sources/open.js';
import { overlappingZip, zipOf } from './zip.js';

let root: string;
let count = 0;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'motifgraph-sources-'));
});
beforeEach(async () => {
  folder = join(root, String(count++));
  await mkdir(folder);
});
afterAll(() => rm(root, { recursive: true }));

async function read(paths: readonly string[], options = {}): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of openSources(paths, options)) items.push(item);
  return items;
}

/** `id=text` of files, `id!CODE message` of refusals, with the test's folder left out. */
function brief(items: readonly SourceItem[]): string[] {
  return items.map((item) =>
    item.ok
      ? `${item.id}=${Buffer.from(item.content).toString()}`
      : `${item.id}!${item.refusal.code} ${item.refusal.message}`,
  );
}

function files(items: readonly SourceItem[]): string[] {
  return items.map((item) => (item.ok ? item.file : item.refusal.file).replaceAll(`${folder}/`, ''));
}

function relativeFiles(items: readonly SourceItem[]): string[] {
  return items.map(({ relativeFile }) => relativeFile);
}

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

function tarOf(members: Readonly<Record<string, string>>): Promise<Uint8Array> {
  return packTar(Object.entries(members).map(([name, body]) => ({ header: { name, size: body.length }, body })));
}

describe('files and folders', () => {
  it('names a structure by its file without folder and extension', async () => {
    const paths = [
      await put('mp-1.cif', 'a'),
      await put('Fe2.5O4.cif.gz', gzipSync('b')),
      await put('run/POSCAR', 'c'),
      await put('notes.v2.txt', 'd'),
    ];
    expect(brief(await read(paths))).toEqual(['mp-1=a', 'Fe2.5O4=b', 'POSCAR=c', 'notes.v2=d']);
  });

  it('searches a folder depth first in the order of names, for structure files and archives alone', async () => {
    await put('b.cif', '1');
    await put('a/z.vasp', '2');
    await put('a/CONTCAR', '3');
    await put('a/POSCAR_relaxed', '4');
    await put('a/README.md', 'no');
    await put('a/labels.csv', 'no');
    await put('.git/hidden.cif', 'no');
    await put('._b.cif', 'no');
    await put('c.tar', await tarOf({ 'in/x.cif': '5', '._x.cif': 'no', 'in/y.txt': 'no' }));
    await put('d.json.gz', gzipSync('6'));
    const items = await read([folder]);
    expect(files(items)).toEqual(['a/CONTCAR', 'a/POSCAR_relaxed', 'a/z.vasp', 'b.cif', 'c.tar:in/x.cif', 'd.json.gz']);
    expect(brief(items).map((line) => line.split('=')[1])).toEqual(['3', '4', '2', '1', '5', '6']);
  });

  it('tells of a file what lies below the folder or archive that was named', async () => {
    const file = await put('in/a/x.cif', '1');
    const archive = await put('in/b/c.tar', await tarOf({ 'd/y.cif': '2' }));
    await put('in/b/broken.zip', 'PK');
    const below = ['a/x.cif', 'b/broken.zip', 'b/c.tar:d/y.cif'];
    expect(relativeFiles(await read([join(folder, 'in')]))).toEqual(below);
    expect(relativeFiles(await read([`${relative('.', folder)}/in/../in/`]))).toEqual(below);
    expect(relativeFiles(await read([file, archive, join(folder, 'gone.cif')]))).toEqual([
      'x.cif',
      'c.tar:d/y.cif',
      'gone.cif',
    ]);
    const stdin = Readable.from([await tarOf({ 'd/y.cif': '2' })]);
    expect(relativeFiles(await read(['-'], { stdin }))).toEqual(['stdin:d/y.cif']);
  });

  it('follows links, once round a circle', async () => {
    await put('real/x.cif', 'x');
    await symlink(join(folder, 'real'), join(folder, 'also'));
    await symlink(folder, join(folder, 'real', 'up'));
    await symlink(join(folder, 'gone.cif'), join(folder, 'broken.cif'));
    expect(files(await read([folder]))).toEqual(['also/x.cif', 'broken.cif', 'real/x.cif']);
    expect(brief(await read([folder]))[1]).toBe('broken!UNREADABLE There is no such file or folder.');
  });

  it('says that a path does not exist, and goes on', async () => {
    const items = await read([join(folder, 'nope.cif'), await put('x.cif', 'x')]);
    expect(brief(items)).toEqual(['nope!UNREADABLE There is no such file or folder.', 'x=x']);
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    const path = await put('x.cif', 'x');
    await chmod(path, 0);
    expect(brief(await read([path]))).toEqual(['x!UNREADABLE There is no permission to read it.']);
  });

  it('says that a folder holds no structures', async () => {
    await put('README.md', 'text');
    const [line] = brief(await read([folder]));
    expect(line).toMatch(/!NO_STRUCTURE The folder contains no structure file \(\.cif, \.vasp, POSCAR/);
  });

  it('refuses a file over the limit', async () => {
    const path = await put('x.cif', 'x'.repeat(3 * 1024 * 1024));
    expect(brief(await read([path], { limits: { fileBytes: 2 * 1024 * 1024 } }))).toEqual([
      'x!UNREADABLE The file is larger than 2 MiB, the maximum for one file.',
    ]);
  });
});

describe('packed files', () => {
  it('refuses a packed file that is over the limit once unpacked', async () => {
    const path = await put('x.cif.gz', gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    expect(brief(await read([path], { limits: { fileBytes: 1024 * 1024 } }))).toEqual([
      'x!UNREADABLE The file is larger than 1 MiB, the maximum for one file.',
    ]);
  });

  it('refuses a packed file that ends too early, and one that is broken', async () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 10_000 }, (_, i) => (i * i * i * 7919) >> 7)));
    const broken = Buffer.from(packed);
    broken.fill(0xff, 20, 60);
    const paths = [await put('short.cif.gz', packed.subarray(0, 500)), await put('broken.cif.gz', broken)];
    expect(brief(await read(paths))).toEqual([
      'short!UNREADABLE The packed file is truncated.',
      'broken!UNREADABLE The packed file is damaged.',
    ]);
  });

  it.each([
    ['bzip2', [0x42, 0x5a, 0x68, 0x39, 0x31]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
    ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ])('names %s as a packing that is not supported', async (name, magic) => {
    const path = await put('x.tar.packed', Buffer.from(magic));
    expect(brief(await read([path]))[0]).toMatch(`UNREADABLE The file is packed as ${name}, which is not supported`);
  });
});

describe('archives', () => {
  const members = { 'set/b.cif': 'B', 'set/a.cif': 'A', '../../etc/c.cif': 'C', 'set/d.cif.gz': 'D', README: 'no' };

  it('reads .tar.gz in its own order, names that climb out included', async () => {
    const path = await put('set.tar.gz', gzipSync(await tarOf(members)));
    const items = await read([path]);
    expect(brief(items)).toEqual(['b=B', 'a=A', 'c=C', 'd=D']);
    expect(files(items)[0]).toBe('set.tar.gz:set/b.cif');
  });

  it('reads .zip, stored and deflated', async () => {
    const path = await put('set.zip', zipOf(members));
    const items = await read([path]);
    expect(brief(items)).toEqual(['b=B', 'a=A', 'c=C', 'd=D']);
    expect(files(items)[2]).toBe('set.zip:../../etc/c.cif');
  });

  it('knows archives by their content, whatever their names', async () => {
    const path = await put('download', gzipSync(await tarOf({ 'x.cif': 'x' })));
    expect(brief(await read([path]))).toEqual(['x=x']);
  });

  it('refuses a member over the limit and reads the others', async () => {
    const archive = { 'a.cif': 'A', 'large.cif': 'x'.repeat(3 * 1024 * 1024), 'z.cif': 'Z' };
    const paths = [await put('t.tar', await tarOf(archive)), await put('z.zip', zipOf(archive))];
    const refusal = 'large!UNREADABLE The file has 3 MiB; the maximum for one file is 1 MiB.';
    const expected = ['a=A', refusal, 'z=Z'];
    expect(brief(await read(paths, { limits: { fileBytes: 1024 * 1024 } }))).toEqual([...expected, ...expected]);
  });

  it('reads a broken tar as far as it goes', async () => {
    const whole = await tarOf({ 'a.cif': 'A'.repeat(600), 'b.cif': 'B'.repeat(6000), 'c.cif': 'C' });
    const items = await read([await put('t.tar', whole.subarray(0, 4000))]);
    expect(brief(items)).toEqual([
      `a=${'A'.repeat(600)}`,
      'b!UNREADABLE The archive is damaged: Tar archive is truncated.',
      't!UNREADABLE The archive is damaged: Tar archive is truncated.',
    ]);
  });

  it('refuses a broken zip', async () => {
    const whole = zipOf({ 'a.cif': 'A'.repeat(600), 'b.cif': 'B' });
    expect(brief(await read([await put('t.zip', whole.subarray(0, 200))]))[0]).toMatch(
      /^t!UNREADABLE The archive is damaged: End of central directory record/,
    );
  });

  it('refuses an archive inside an archive, and one without structures', async () => {
    const inner = Buffer.from(zipOf({ 'a.cif': 'A' }));
    const tar = await packTar([{ header: { name: 'inner.cif', size: inner.length }, body: inner }]);
    const paths = [await put('nested.tar', tar), await put('empty.zip', zipOf({}))];
    const lines = brief(await read(paths));
    expect(lines[0]).toBe('inner!UNREADABLE This is a zip file inside an archive; unpack it first.');
    expect(lines[1]).toMatch(/^empty!NO_STRUCTURE The archive contains no structure file/);
  });

  it('holds one member at a time of an archive of many', async () => {
    let pulled = 0;
    const names = Array.from({ length: 2000 }, (_, i) => `${i}.cif`);
    const tar = await tarOf(Object.fromEntries(names.map((name) => [name, 'x'.repeat(4096)])));
    async function* slowly() {
      for (let at = 0; at < tar.length; at += 64 * 1024) {
        pulled += 64 * 1024;
        yield tar.subarray(at, at + 64 * 1024);
      }
    }
    const items = openSources(['-'], { stdin: slowly() });
    for (let i = 0; i < 10; i++) await items.next();
    expect(pulled).toBeLessThan(tar.length / 4);
    await items.return(undefined);
  });
});

describe('archives that are made to do harm', () => {
  it.each(['a file', 'standard input'])(
    'are refused where members of a zip lie on top of each other: %s',
    async (how) => {
      const names = Array.from({ length: 2000 }, (_, i) => `${String(i).padStart(4, '0')}.cif`);
      const bytes = overlappingZip(names, 'x'.repeat(1000));
      const [paths, options] =
        how === 'a file'
          ? [[await put('bomb.zip', bytes)], {}]
          : [['-'], { stdin: Readable.from([Buffer.from(bytes)]) }];
      expect(brief(await read(paths, options))).toEqual([
        expect.stringMatching(/^(bomb|stdin)!UNREADABLE Members of the archive overlap/),
      ]);
    },
  );

  it('are refused where a member lies in another', async () => {
    const inner = Buffer.from(zipOf({ 'a.cif': 'A'.repeat(100) }));
    const outer = Buffer.from(zipOf({ 'b.cif': inner.subarray(0, 135).toString('latin1'), 'c.cif': 'C' }));
    // The entry of c.cif points into the stored text of b.cif, which is a member of its own.
    const entry = outer.lastIndexOf('PK\x01\x02');
    outer.writeUInt32LE(35, entry + 42);
    expect(brief(await read([await put('quoted.zip', outer)]))).toEqual([
      expect.stringMatching(/^quoted!UNREADABLE Members of the archive overlap/),
    ]);
  });

  const limits = { archiveBytes: 100_000, archiveRatio: 20 };
  const zeros = '0'.repeat(60_000);
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.cif.gz`, zeros]));
  const gzipped = (text: string) => gzipSync(text);

  it('are read up to many times their size: a packed tar', async () => {
    const members = Object.fromEntries(Object.keys(many).map((name) => [name.replace('.gz', ''), zeros]));
    const items = await read([await put('t.tar.gz', gzipSync(await tarOf(members)))], { limits });
    expect(items.length).toBeLessThan(5);
    expect(brief(items).at(-1)).toMatch(
      /^t!UNREADABLE The archive unpacks to more than \d+ MiB from \d+ MiB, as malicious/,
    );
  });

  it('are read up to many times their size: packed files in a packed tar, and in a zip', async () => {
    const tar = await packTar(
      Object.keys(many).map((name) => ({ header: { name, size: gzipped(zeros).length }, body: gzipped(zeros) })),
    );
    for (const path of [await put('t.tgz', gzipSync(tar)), await put('t.zip', zipOf(many))]) {
      const lines = brief(await read([path], { limits }));
      expect(lines.length).toBeLessThan(10);
      expect(lines.at(-1)).toMatch(/^t!UNREADABLE The archive unpacks to more than/);
    }
  });

  it('do not end what comes after them', async () => {
    const paths = [await put('t.zip', zipOf(many)), await put('x.cif', 'x')];
    expect(brief(await read(paths, { limits })).at(-1)).toBe('x=x');
  });
});

describe('names that are no UTF-8', () => {
  const latin1 = (name: string) => Buffer.from(name, 'latin1');
  const at = (...parts: Buffer[]) => Buffer.concat([Buffer.from(`${folder}/`), ...parts]);

  // macOS takes UTF-8 alone.
  it.skipIf(process.platform !== 'linux')('are read in folders, each under a name of its own', async () => {
    await writeFile(at(latin1('caf\xe9.cif')), 'e acute');
    await writeFile(at(latin1('caf\xe8.cif')), 'e grave');
    await writeFile(at(Buffer.from('café.cif')), 'utf-8');
    await mkdir(at(latin1('caf\xe9')));
    await writeFile(at(latin1('caf\xe9/x.cif.gz')), gzipSync('x'));
    await writeFile(at(latin1('caf\xe9/\xff.zip')), zipOf({ 'm.cif': 'M' }));
    const items = await read([folder]);
    expect(brief(items)).toEqual(['caf%E8=e grave', 'm=M', 'x=x', 'caf%E9=e acute', 'café=utf-8']);
    expect(files(items).slice(1, 3)).toEqual(['caf%E9/%FF.zip:m.cif', 'caf%E9/x.cif.gz']);
    expect(await sizeOfSources([folder])).toBeGreaterThan(100);
  });

  it('are read in tar archives', async () => {
    const tar = Buffer.from(await tarOf({ 'cafX.cif': 'A' }));
    tar[3] = 0xe9;
    // The header's checksum is the sum of its bytes.
    const sum = Number.parseInt(tar.toString('latin1', 148, 154), 8) + 0xe9 - 'X'.charCodeAt(0);
    tar.write(sum.toString(8).padStart(6, '0'), 148, 'latin1');
    expect(brief(await read([await put('t.tar', tar)]))).toEqual([expect.stringMatching(/^caf.+=A$/)]);
  });

  it('are read in zip archives, whether they claim to be UTF-8 or not', async () => {
    for (const flag of [0, 8]) {
      const zip = Buffer.from(zipOf({ 'cafX.cif': 'A', 'cafY.cif': 'B' }));
      for (const [name, byte] of [
        ['cafX', 0xe9],
        ['cafY', 0xe8],
      ] as const) {
        for (let found = zip.indexOf(name); found >= 0; found = zip.indexOf(name)) zip[found + 3] = byte;
      }
      for (let entry = zip.indexOf('PK\x01\x02'); entry >= 0; entry = zip.indexOf('PK\x01\x02', entry + 1))
        zip[entry + 9] = flag;
      const items = await read([await put(`z${flag}.zip`, zip)]);
      expect(new Set(items.map(({ id }) => id)).size).toBe(2);
      expect(brief(items)).toEqual([expect.stringMatching(/^caf.+=A$/), expect.stringMatching(/^caf.+=B$/)]);
    }
  });
});

describe('standard input', () => {
  it.each([
    ['a structure', async () => Buffer.from('x'), ['stdin=x']],
    ['a packed structure', async () => gzipSync('x'), ['stdin=x']],
    ['a tar', async () => tarOf({ 'a.cif': 'A' }), ['a=A']],
    ['a packed tar', async () => gzipSync(await tarOf({ 'a.cif': 'A' })), ['a=A']],
    ['a zip', async () => zipOf({ 'a.cif': 'A' }), ['a=A']],
  ])('reads %s', async (_, bytes, expected) => {
    const stdin = Readable.from([await bytes()]);
    expect(brief(await read(['-'], { stdin }))).toEqual(expected);
  });
});

describe('position', () => {
  it('ends at the size of the input', async () => {
    const paths = [
      await put('x.cif', 'x'.repeat(100)),
      await put('t.tar.gz', gzipSync(await tarOf({ 'a.cif': 'A', 'b.cif': 'B' }))),
    ];
    await put('folder/y.cif', 'y'.repeat(50));
    paths.push(join(folder, 'folder'));
    const size = await sizeOfSources(paths);
    const items = await read(paths);
    expect(items.map((item) => item.position)).toEqual([...items.map((item) => item.position)].sort((a, b) => a - b));
    expect(items.at(-1)?.position).toBe(size);
    expect(await sizeOfSources([...paths, '-'])).toBeNull();
  });
});
