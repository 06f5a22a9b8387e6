import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graphsOf } from '../../src/pipeline/graph-cache.js';
import { ALLOY, sampleCif } from '../cli/structures.js';

const pool = { workerFile: new URL('../../dist/pipeline/worker.js', import.meta.url) };
let folder: string;
let cifs: string[];
const graphs = () => graphsOf(cifs, { neighbourhood: 'voronoi', folder: join(folder, 'graphs'), pool });
const cached = async () => (await readdir(join(folder, 'graphs'))).sort();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motifgraph-'));
  cifs = ['rutile.cif', 'alloy.cif'].map((name) => join(folder, name));
  await writeFile(cifs[0]!, await sampleCif('rutile-TiO2'));
  await writeFile(cifs[1]!, ALLOY);
});
afterEach(() => rm(folder, { recursive: true }));

describe('graphs on disk', () => {
  it('are read again, refusals too', async () => {
    const made = await graphs();
    const [file] = await cached();
    const bytes = await readFile(join(folder, 'graphs', file!));
    expect(made).toMatchObject([
      { ok: true, graph: { id: 'rutile' } },
      { ok: false, id: 'alloy', refusal: { code: 'NO_ANION' } },
    ]);
    expect(await graphs()).toEqual(made);
    expect(await cached()).toEqual([file]);
    expect(await readFile(join(folder, 'graphs', file!))).toEqual(bytes);
  });

  it('are made anew of files that changed', async () => {
    await graphs();
    await writeFile(cifs[1]!, await sampleCif('periclase-MgO'));
    expect(await graphs()).toMatchObject([{ ok: true }, { ok: true, graph: { id: 'alloy' } }]);
    expect(await cached()).toHaveLength(2);
  });

  it('are removed when they are of former methods', async () => {
    await graphs();
    const present = await cached();
    await writeFile(join(folder, 'graphs', '0-0-0123456789abcdef.graphs'), 'of old');
    await graphs();
    expect(await cached()).toEqual(present);
  });
});
