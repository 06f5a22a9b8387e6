/** Two structures never share an id, whatever they are called and in whatever order they come. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Credentials, openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { parseMotif } from '../../src/motif/motif-type.js';
import { identify } from '../../src/pipeline/identity.js';
import { type IngestOptions, ingest } from '../../src/pipeline/ingest.js';
import { AnalysisPool } from '../../src/pipeline/pool.js';
import { verify } from '../../src/pipeline/verify.js';
import { openSources } from '../../src/sources/open.js';
import { temporaryFolder } from '../cli/command.js';
import { ALLOY, rockSalt } from '../cli/structures.js';
import { lists } from '../graph/lists.js';
import { clearNeo4j, leaseNeo4j } from '../neo4j/lease.js';

const home = temporaryFolder();
const pool = new AnalysisPool({ jobs: 1, workerFile: new URL('../../dist/pipeline/worker.js', import.meta.url) });
const neo4j = await leaseNeo4j();
afterAll(() => pool.close());

function idOfNew(name: string, dataset?: string): string {
  return identify({ name, sha256: null, ofFile: [] }, dataset, new Map()).ids[0]!;
}

describe('the id of a new structure', () => {
  it.each(['quartz', 'mp-1234', 'Fe2.5O4', 'set:MgO', 'a_b~c', 'POSCAR'])('is its name, as of %s', (name) => {
    expect(idOfNew(name)).toBe(name);
    expect(idOfNew(name, 'mine')).toBe(name);
  });

  it.each([
    ['a b', /^a-b~[0-9a-f]{6}$/],
    ['50%', /^50~[0-9a-f]{6}$/],
    ['x#1', /^x-1~[0-9a-f]{6}$/],
    ['α-quartz', /^alpha-quartz~[0-9a-f]{6}$/],
    ['Καλιοῦχος', /^kappaalphalambdaiotaomicronupsilonchiomicronsigma~[0-9a-f]{6}$/],
    ['TiO₂ (Röntgen)', /^TiO2-Rontgen~[0-9a-f]{6}$/],
    ['石英', /^~[0-9a-f]{6}$/],
    ['石墨', /^~[0-9a-f]{6}$/],
    ['..', /^~[0-9a-f]{6}$/],
    ['-x', /^x~[0-9a-f]{6}$/],
    ['a/../b', /^a-..-b~[0-9a-f]{6}$/],
    [`${'long'.repeat(60)}`, /^(long){25}~[0-9a-f]{6}$/],
  ])('of %s is safe in an address', (name, form) => {
    expect(idOfNew(name)).toMatch(form);
    expect(encodeURIComponent(idOfNew(name)).replaceAll('%3A', ':')).toBe(idOfNew(name));
  });

  it('is another for names that look alike', () => {
    const names = ['a b', 'a-b', 'a  b', 'a+b', 'α', 'alpha', 'ά', 'é', 'e', '石英', '石墨'];
    expect(new Set(names.map((name) => idOfNew(name))).size).toBe(names.length);
  });
});

const ENGINES: [string, (() => [string, Credentials | undefined]) | null][] = [
  ['LadybugDB', () => [join(home, `graph-${++count}`), undefined]],
  [
    `Neo4j${'skipReason' in neo4j ? ` (${neo4j.skipReason})` : ''}`,
    'skipReason' in neo4j ? null : () => [neo4j.server.uri, neo4j.server],
  ],
];
let count = 0;

for (const [engine, address] of ENGINES) {
  describe.skipIf(address === null)(`files of one name, in a graph on ${engine}`, () => {
    let folder: string;
    let store: GraphStore;
    beforeEach(async () => {
      folder = join(home, `in-${++count}`);
      if ('server' in neo4j && engine === 'Neo4j') await clearNeo4j(neo4j.server);
      store = await openGraph(...address!());
      return () => store.close();
    });

    function put(name: string, content: string): void {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), content);
    }

    /** `id status`, and in brackets what was replaced. */
    async function run(names: readonly string[], dataset?: string, rest: Partial<IngestOptions> = {}) {
      const lines: string[] = [];
      const sources = openSources(
        names.map((name) => (name === '-' ? name : join(folder, name))),
        {
          stdin: Readable.from([Buffer.from(rockSalt('Mn', 4.44))]),
        },
      );
      for await (const { outcomes } of ingest({ store, pool, sources, ...(dataset && { dataset }), ...rest })) {
        for (const outcome of outcomes) {
          const { id, status, replaced } = outcome;
          const what = status === 'refused' ? outcome.refusal.code : status;
          lines.push(`${id} ${what}${replaced === undefined ? '' : ` (${replaced.replace(`${folder}/`, '')})`}`);
        }
      }
      return lines;
    }

    /** `id: formula of file, data set`. */
    async function crystals(): Promise<string[]> {
      const findings: unknown[] = [];
      await verify({ store, onFinding: (finding) => findings.push(finding) });
      expect(findings).toEqual([]);
      const all = await (await lists(store)).crystals({}, { key: 'id', descending: false }, { limit: 100 });
      const sources = await store.sourcesById(all.map(({ id }) => id));
      return all.map(({ id, formula, dataset }, i) => `${id}: ${formula} of ${sources[i]!.file}, ${dataset}`);
    }

    it('called like a motif get an id that is none', async () => {
      put('Ti-O:6.cif', rockSalt('Mn', 4.44));
      const [line] = await run(['.']);
      expect(line).toMatch(/^Ti-O:6~[0-9a-f]{6} stored$/);
      expect(parseMotif(line!.split(' ')[0]!)).toBeNull();
      expect(await run(['.'])).toEqual([line!.replace('stored', 'unchanged')]);
    });

    it('are two crystals in two data sets, each of which stays what it is', async () => {
      put('a/quartz.cif', rockSalt('Mg', 4.21));
      put('b/quartz.cif', rockSalt('Ca', 4.81));
      put('c/quartz.cif', rockSalt('Ni', 4.18));
      expect(await run(['a'], 'a')).toEqual(['quartz stored']);
      expect(await run(['b'], 'my b')).toEqual([expect.stringMatching(/^quartz~my-b~[0-9a-f]{6} stored$/)]);
      expect(await run(['c'])).toEqual([expect.stringMatching(/^quartz~[0-9a-f]{8} stored$/)]);
      const all = await crystals();
      expect(all.map((line) => line.replace(/~[0-9a-f]+:/, '~…:')).sort()).toEqual([
        'quartz: MgO of quartz.cif, a',
        'quartz~my-b~…: CaO of quartz.cif, my b',
        'quartz~…: NiO of quartz.cif, null',
      ]);
      for (const [names, dataset] of [[['b'], 'my b'], [['a'], 'a'], [['c']], [['c', 'a', 'b']]] as const) {
        const lines = await run(names, dataset);
        expect(lines.map((line) => line.split(' ')[1])).toEqual(names.map(() => 'unchanged'));
      }
      put('b/quartz.cif', rockSalt('Mn', 4.44));
      expect(await run(['a', 'b', 'c'])).toEqual([
        'quartz unchanged',
        expect.stringMatching(/^quartz~my-b~\w+ stored$/),
        expect.stringMatching(/^quartz~\w{8} unchanged$/),
      ]);
      expect((await crystals()).filter((line) => line.includes('MnO'))).toEqual([expect.stringMatching(/, my b$/)]);
      // Others come and go: ids stay.
      rmSync(join(folder, 'a/quartz.cif'));
      put('a/other.cif', rockSalt('Mg', 4.21));
      await run(['a'], 'a', { prune: [resolve(folder, 'a')] });
      expect((await run(['b', 'c'])).map((line) => line.replace(/~.*? /, '~… '))).toEqual([
        'quartz~… unchanged',
        'quartz~… unchanged',
      ]);
    });

    it('that every calculation calls so are called by their folders', async () => {
      const poscar = (metal: string) =>
        `${metal}O\n1\n4.2 0 0\n0 4.2 0\n0 0 4.2\n${metal} O\n4 4\nDirect\n` +
        '0 0 0\n0.5 0.5 0\n0.5 0 0.5\n0 0.5 0.5\n0.5 0.5 0.5\n0 0 0.5\n0 0.5 0\n0.5 0 0\n';
      put('runs/MgO/POSCAR', poscar('Mg'));
      put('runs/MgO/relax/CONTCAR', poscar('Mg'));
      put('runs/NiO/POSCAR', poscar('Ni'));
      const ids = ['MgO.POSCAR', 'MgO.relax.CONTCAR', 'NiO.POSCAR'];
      expect(await run(['runs'])).toEqual(ids.map((id) => `${id} stored`));
      expect(await run(['runs/NiO/POSCAR', 'runs'])).toContain('NiO.POSCAR unchanged');
      put('POSCAR', poscar('Ca'));
      expect(await run(['POSCAR'])).toEqual([`${basename(folder)}.POSCAR stored`]);
    });

    it('take the place of each other in one data set, in words', async () => {
      put('a/x.cif', rockSalt('Mg', 4.21));
      put('b/x.cif', rockSalt('Ca', 4.81));
      put('c/x.cif', ALLOY);
      put('d/x.cif', rockSalt('Ni', 4.18));
      expect(await run(['d'], 'mine')).toEqual(['x stored']);
      const [id] = (await run(['a']))[0]!.split(' ');
      expect(await run(['b'])).toEqual([`${id} stored (a/x.cif)`]);
      expect(await run(['a', 'b'])).toEqual([`${id} stored (b/x.cif)`, `${id} DUPLICATE_ID`]);
      expect(await run(['c'])).toEqual([`${id} NO_ANION (a/x.cif)`]);
      expect(await run(['a'])).toEqual([`${id} stored`]);
      expect(await run(['-'])).toEqual(['stdin stored']);
      expect(await run(['-'], 'mine')).toEqual(['stdin~mine stored']);
      expect(await crystals()).toEqual([
        'stdin: MnO of stdin, null',
        'stdin~mine: MnO of stdin, mine',
        'x: NiO of x.cif, mine',
        `${id}: MgO of x.cif, null`,
      ]);
    });

    it('are told apart by their files when the data set is named later, or left away', async () => {
      put('a/x.cif', rockSalt('Mg', 4.21));
      put('b/x.cif', rockSalt('Ca', 4.81));
      await run(['a']);
      expect(await run(['b'], 'mine')).toEqual(['x~mine stored']);
      expect(await run(['a'], 'first')).toEqual(['x stored']);
      put('a/x.cif', rockSalt('Ni', 4.18));
      expect(await run(['a', 'b'])).toEqual(['x stored', 'x~mine unchanged']);
      expect(await crystals()).toEqual(['x: NiO of x.cif, first', 'x~mine: CaO of x.cif, mine']);
    });

    it('are the same crystal where the file has moved', async () => {
      put('a/sub/x.cif', rockSalt('Mg', 4.21));
      await run(['a'], 'mine');
      expect(await crystals()).toEqual(['x: MgO of sub/x.cif, mine']);
      renameSync(join(folder, 'a'), join(folder, 'b'));
      expect(await run(['b'])).toEqual(['x unchanged']);
      expect(await run(['b'], 'mine', { prune: [folder] })).toEqual(['x unchanged']);
      expect(await crystals()).toEqual(['x: MgO of sub/x.cif, mine']);
      expect((await store.sourcesById(['x']))[0]?.place).toBe(join(folder, 'b/sub/x.cif'));
    });

    it('and names that are one once they are made safe are several', async () => {
      for (const [i, name] of ['a b', 'a-b', 'α', 'alpha', '50%', 'x#1', 'x-1'].entries()) {
        put(`in/${name}.cif`, rockSalt('Mg', 4.2 + i / 100));
      }
      put('in/set.cif', rockSalt('Mg', 4.21) + rockSalt('Mg', 4.22));
      const first = await run(['in']);
      expect(first.every((line) => line.endsWith(' stored'))).toBe(true);
      expect(new Set(first).size).toBe(9);
      expect(await run(['in'])).toEqual(first.map((line) => line.replace('stored', 'unchanged')));
      // As if it was made of the name and the data set of the other.
      put('more/x~mine.cif', rockSalt('Mg', 4.3));
      put('more/x.cif', rockSalt('Mg', 4.31));
      put('x.cif', rockSalt('Mg', 4.32));
      await run(['x.cif']);
      expect(await run(['more'], 'mine')).toEqual(['x~mine stored', 'x~mine~mine stored']);
      expect(await crystals()).toHaveLength(12);
    });

    it('of which one is gone lose that one alone', async () => {
      put('a/x.cif', rockSalt('Mg', 4.21));
      put('b/x.cif', rockSalt('Ca', 4.81));
      await run(['a'], 'a');
      await run(['b'], 'b');
      rmSync(join(folder, 'a/x.cif'));
      put('a/y.cif', rockSalt('Ni', 4.18));
      expect(await run(['a'], 'a', { prune: [resolve(folder, 'a')] })).toEqual(['y stored', 'x pruned']);
      expect(await crystals()).toEqual(['x~b: CaO of x.cif, b', 'y: NiO of y.cif, a']);
    });
  });
}
