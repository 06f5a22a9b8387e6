/** What an ingest takes out of the graph, and what it leaves, when files go or can't be read any more. */
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { type IngestOptions, ingest } from '../../src/pipeline/ingest.js';
import { AnalysisPool } from '../../src/pipeline/pool.js';
import { openSources } from '../../src/sources/open.js';
import { temporaryFolder } from '../cli/command.js';
import { ALLOY, rockSalt } from '../cli/structures.js';
import { lists } from '../graph/lists.js';
import { zipOf } from '../sources/zip.js';

const MAGNESIA = rockSalt('Mg', 4.21);
const CALCIA = rockSalt('Ca', 4.81);
const home = temporaryFolder();
const pool = new AnalysisPool({ jobs: 1, workerFile: new URL('../../dist/pipeline/worker.js', import.meta.url) });
const cases: Case[] = [];
let count = 0;
afterAll(async () => {
  await pool.close();
  for (const each of cases) await each.close();
});

/** A folder of files and a graph of its own. */
class Case {
  readonly folder = join(home, `in-${++count}`);
  private store: GraphStore | undefined;

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    mkdirSync(this.folder);
    for (const [name, content] of Object.entries(files)) this.put(name, content);
    cases.push(this);
  }

  put(name: string, content: string | Uint8Array): void {
    mkdirSync(join(this.folder, name, '..'), { recursive: true });
    writeFileSync(join(this.folder, name), content);
  }

  remove(name: string): void {
    rmSync(join(this.folder, name), { recursive: true });
  }

  async opened(): Promise<GraphStore> {
    this.store ??= await openGraph(`${this.folder}-graph`);
    return this.store;
  }

  close(): Promise<void> | undefined {
    return this.store?.close();
  }

  /** `id status` of each structure; what was refused as `id CODE`, with `kept` behind it; `PLACE spared N`. */
  async ingest(paths: readonly string[], options: Partial<IngestOptions> & { readonly stdin?: string } = {}) {
    const lines: string[] = [];
    const { stdin = '', ...rest } = options;
    const sources = openSources(paths, { stdin: Readable.from([Buffer.from(stdin)]) });
    const batches = ingest({ store: await this.opened(), pool, sources, ...rest });
    for await (const { outcomes, spared = [] } of batches) {
      for (const outcome of outcomes) {
        const { id, status } = outcome;
        const kept = status === 'refused' && outcome.kept ? ' kept' : '';
        lines.push(`${id} ${status === 'refused' ? outcome.refusal.code : status}${kept}`);
      }
      lines.push(...spared.map(({ place, structures }) => `${relative(this.folder, place)} spared ${structures}`));
    }
    return lines;
  }

  /** Without pruning; then with. */
  run(...paths: string[]) {
    return this.ingest(paths);
  }

  prune(...paths: string[]) {
    return this.ingest(paths, { prune: paths.map((path) => resolve(path)) });
  }

  async ids(): Promise<string[]> {
    const store = await this.opened();
    const crystals = await (await lists(store)).crystals({}, { key: 'id', descending: false }, { limit: 1000 });
    expect((await store.statistics()).crystals).toBe(crystals.length);
    return crystals.map(({ id }) => id);
  }
}

describe('pruning', () => {
  it('takes out what is no longer in the folder, stored or refused, and nothing else', async () => {
    const here = new Case({
      'one/a.cif': MAGNESIA,
      'one/sub/b.cif': CALCIA,
      'one/alloy.cif': ALLOY,
      'two/c.cif': CALCIA,
    });
    const [one, two] = [join(here.folder, 'one'), join(here.folder, 'two')];
    await here.run(one, two);
    here.remove('one/sub');
    here.remove('one/alloy.cif');
    here.remove('two/c.cif');
    here.put('two/d.cif', MAGNESIA);
    expect(await here.run(one)).toEqual(['a unchanged']);
    expect(await here.prune(one)).toEqual(['a unchanged', 'alloy pruned', 'b pruned']);
    expect(await here.ids()).toEqual(['a', 'c']);
    expect(await here.prune(one)).toEqual(['a unchanged']);
    expect(await here.prune(one, two)).toEqual(['a unchanged', 'd stored', 'c pruned']);
  });

  it('knows the folder however its path is written, and its files when they have moved', async () => {
    const here = new Case({ 'a.cif': MAGNESIA, 'b.cif': CALCIA, 'c.cif': MAGNESIA });
    await here.run(`${relative('.', here.folder)}/`);
    here.remove('a.cif');
    mkdirSync(join(here.folder, 'new'));
    renameSync(join(here.folder, 'b.cif'), join(here.folder, 'new/b.cif'));
    expect(await here.prune(here.folder)).toEqual(['c unchanged', 'b unchanged', 'a pruned']);
    here.remove('new/b.cif');
    expect(await here.prune(`./${relative('.', here.folder)}/new/..`)).toEqual(['c unchanged', 'b pruned']);
  });

  it('leaves a folder alone whose name only begins alike', async () => {
    const here = new Case({ 'set/a.cif': MAGNESIA, 'set/z.cif': CALCIA, 'set2/b.cif': CALCIA, 'set:c.cif': MAGNESIA });
    await here.run(here.folder);
    here.remove('set/a.cif');
    expect(await here.prune(join(here.folder, 'set'))).toEqual(['z unchanged', 'a pruned']);
    expect(await here.ids()).toEqual(['b', 'set:c', 'z']);
  });

  it('looks into archives, and takes the members of one that is gone', async () => {
    const here = new Case({
      'x.zip': zipOf({ 'a.cif': MAGNESIA, 'b.cif': CALCIA }),
      'y.zip': zipOf({ 'c.cif': CALCIA }),
    });
    await here.run(here.folder);
    here.put('x.zip', zipOf({ 'b.cif': CALCIA }));
    here.remove('y.zip');
    expect(await here.prune(join(here.folder, 'x.zip'))).toEqual(['b unchanged', 'a pruned']);
    expect(await here.prune(here.folder)).toEqual(['b unchanged', 'c pruned']);
  });

  it('goes by files, not by structures: a file that holds fewer loses those alone', async () => {
    const here = new Case({ 'set.cif': MAGNESIA + CALCIA, 'a.cif': MAGNESIA });
    await here.run(here.folder);
    expect(await here.prune(here.folder)).toEqual(['a unchanged', 'set:MgO unchanged', 'set:CaO unchanged']);
    here.remove('set.cif');
    expect(await here.prune(here.folder)).toEqual(['a unchanged', 'set:CaO pruned', 'set:MgO pruned']);
  });

  it('leaves what came from standard input', async () => {
    const here = new Case({ 'a.cif': MAGNESIA });
    await here.ingest(['-'], { stdin: CALCIA });
    await here.run(here.folder);
    expect(await here.prune(here.folder)).toEqual(['a unchanged']);
    expect(await here.ids()).toEqual(['a', 'stdin']);
  });

  it('takes nothing out of a path that is missing or empty, unless told so', async () => {
    const here = new Case({ 'disk/a.cif': MAGNESIA, 'gone/b.cif': CALCIA, 'full/c.cif': CALCIA });
    const paths = ['disk', 'gone', 'full'].map((name) => join(here.folder, name));
    await here.run(...paths);
    here.remove('disk/a.cif');
    here.remove('gone');
    const found = ['disk NO_STRUCTURE', 'gone UNREADABLE'];
    expect(await here.prune(...paths)).toEqual([
      ...found.map((line) => `${line} kept`),
      'c unchanged',
      'disk spared 1',
      'gone spared 1',
    ]);
    expect(await here.ids()).toEqual(['a', 'b', 'c']);
    const all = { prune: paths, pruneUnreadable: true };
    expect(await here.ingest(paths, all)).toEqual([...found, 'c unchanged', 'a pruned', 'b pruned']);
  });

  it('takes nothing out when it is stopped before the end, and goes on', async () => {
    const here = new Case({ 'a.cif': MAGNESIA, 'b.cif': CALCIA });
    await here.run(here.folder);
    here.remove('b.cif');
    const controller = new AbortController();
    controller.abort();
    expect(await here.ingest([here.folder], { prune: [here.folder], signal: controller.signal })).toEqual([]);
    expect(await here.ids()).toEqual(['a', 'b']);
    expect(await here.prune(here.folder)).toEqual(['a unchanged', 'b pruned']);
  });
});

describe('a file that can not be read any more', () => {
  it.each([
    ['cut off', MAGNESIA.slice(0, 120)],
    ['emptied', ''],
    ['garbled', Buffer.alloc(300, 0xff)],
    ['something else', 'Not found\n'],
  ])('keeps its crystal when it is %s, until it is mended', async (_, content) => {
    const here = new Case({ 'a.cif': MAGNESIA, 'b.cif': CALCIA });
    await here.run(here.folder);
    here.put('a.cif', content);
    const kept = [expect.stringMatching(/^a [A-Z_]+ kept$/), 'b unchanged'];
    expect(await here.prune(here.folder)).toEqual(kept);
    expect(await here.run(here.folder)).toEqual(kept);
    expect(await here.ids()).toEqual(['a', 'b']);
    here.put('a.cif', MAGNESIA);
    expect(await here.run(here.folder)).toEqual(['a unchanged', 'b unchanged']);
    here.put('a.cif', content);
    await here.run(here.folder);
    here.put('a.cif', rockSalt('Ni', 4.18));
    expect(await here.run(here.folder)).toEqual(['a stored', 'b unchanged']);
  });

  it('is replaced by its refusal when told so, or when it is read and its structure is of no use', async () => {
    const here = new Case({ 'a.cif': MAGNESIA, 'b.cif': CALCIA, 'c.cif': MAGNESIA });
    await here.run(here.folder);
    here.put('a.cif', MAGNESIA.slice(0, 120));
    here.put('b.cif', ALLOY);
    expect(await here.run(here.folder)).toEqual([expect.stringMatching(/^a \w+ kept$/), 'b NO_ANION', 'c unchanged']);
    expect(await here.ids()).toEqual(['a', 'c']);
    const again = [expect.stringMatching(/^a \w+$/), 'b NO_ANION', 'c unchanged'];
    expect(await here.ingest([here.folder], { pruneUnreadable: true })).toEqual(again);
    expect(await here.ids()).toEqual(['c']);
    expect(await here.run(here.folder)).toEqual(again);
  });

  it('keeps all structures of a file of several', async () => {
    const here = new Case({ 'set.cif': MAGNESIA + CALCIA });
    await here.run(here.folder);
    here.put('set.cif', 'nothing');
    expect(await here.prune(here.folder)).toEqual([expect.stringMatching(/^set \w+ kept$/)]);
    here.put('set.cif', MAGNESIA + CALCIA.replace('Ca 0 0 0', 'Ca 0 %% 0'));
    expect(await here.prune(here.folder)).toEqual(['set:MgO unchanged', expect.stringMatching(/^set:CaO \w+ kept$/)]);
    expect(await here.ids()).toEqual(['set:CaO', 'set:MgO']);
    here.put('set.cif', MAGNESIA + CALCIA);
    expect(await here.run(here.folder)).toEqual(['set:MgO unchanged', 'set:CaO unchanged']);
  });

  it('keeps the members of a broken archive', async () => {
    const whole = zipOf({ 'a.cif': MAGNESIA, 'b.cif': CALCIA });
    const here = new Case({ 'x.zip': whole, 'y.cif.gz': gzipSync(MAGNESIA) });
    await here.run(here.folder);
    here.put('x.zip', whole.subarray(0, 300));
    here.put('y.cif.gz', gzipSync(MAGNESIA).subarray(0, 40));
    expect(await here.prune(here.folder)).toEqual(['x UNREADABLE kept', 'y UNREADABLE kept', 'x.zip spared 2']);
    expect(await here.ids()).toEqual(['a', 'b', 'y']);
    await here.ingest([here.folder], { prune: [here.folder], pruneUnreadable: true });
    expect(await here.ids()).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('keeps its crystal when it may not be read, in a closed folder too', async () => {
    const here = new Case({ 'a.cif': MAGNESIA, 'closed/b.cif': CALCIA });
    await here.run(here.folder);
    chmodSync(join(here.folder, 'a.cif'), 0);
    chmodSync(join(here.folder, 'closed'), 0);
    const lines = await here.prune(here.folder);
    chmodSync(join(here.folder, 'closed'), 0o700);
    expect(lines).toEqual(['a UNREADABLE kept', 'closed UNREADABLE kept', 'closed spared 1']);
    expect(await here.ids()).toEqual(['a', 'b']);
  });
});
