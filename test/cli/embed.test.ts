import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import { crystalVectors } from '../../src/representation/representation.js';
import { shippedRepresentation } from '../../src/representation/representation-file.js';
import { CommandLine, temporaryFolder } from './command.js';
import { sampleCif } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const graph = join(home, 'graph');
const SHIPPED = new URL('../../models/motif-vectors.json.gz', import.meta.url).pathname;

describe('motifgraph embed', () => {
  it('says in one sentence that there is nothing to learn from', async () => {
    const { status, stderr } = await command.run(['embed', '--graph', join(home, 'empty')]);
    expect(stderr).toBe('motifgraph: The graph has no crystals; ingest some first.\n');
    expect(status).toBe(1);
  });

  it('learns from the graph, says how well, and writes a file that places other crystals', async () => {
    const folder = join(home, 'cifs');
    mkdirSync(folder);
    for (const id of ['rutile-TiO2', 'cassiterite-SnO2', 'anatase-TiO2', 'spinel-MgAl2O4', 'perovskite-SrTiO3']) {
      writeFileSync(join(folder, `${id}.cif`), await sampleCif(id));
    }
    expect(
      (await command.run(['ingest', '--no-predictions', folder, '--graph', graph, '--dataset', 'oxides'])).status,
    ).toBe(0);
    const file = join(home, 'learned.gz');
    const first = await command.run(['embed', '--graph', graph, '--least-crystals', '1', '--save', file]);
    // Progress, where the machine is slow.
    expect(first.stderr).not.toContain('motifgraph:');
    expect(first.stdout).toMatch(/^Learned from 5 crystals \(oxides\): vectors of \d+ motifs \(of \d+; /);
    expect(first.status).toBe(0);
    const bytes = readFileSync(file);
    await command.run(['embed', '--graph', graph, '--least-crystals', '1', '--save', file]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    const placed = await command.run(['embed', '--graph', graph, '--model', SHIPPED]);
    expect(placed.stdout).toMatch(/^Learned from 22,420 crystals/);
    const few = await command.run(['embed', '--graph', graph]);
    expect(few.stderr).toMatch(
      /No motif occurs in 10 or more crystals, too few to learn from; the graph is unchanged\. Use --model /,
    );
    expect(few.status).toBe(1);
    const store = await openGraph(graph);
    // By byte: `toEqual` takes most of a minute for as many.
    expect((await store.vectors.representation())!.equals(readFileSync(SHIPPED))).toBe(true);
    const rutile = (await store.vectors.crystalMotifs('', 1000)).find(({ id }) => id === 'rutile-TiO2')!;
    const { framework } = crystalVectors(rutile, await shippedRepresentation());
    expect(framework).toHaveLength(192);
    const stored = (await store.vectors.nearest('framework', framework!, 1000)).find(({ id }) => id === rutile.id);
    expect(stored!.cosine).toBeCloseTo(1, 5);
    await store.close();
  });

  it('refuses a file that is none of its own, and leaves the graph as it is', async () => {
    const file = join(home, 'damaged.gz');
    writeFileSync(file, readFileSync(SHIPPED).subarray(0, 5000));
    const { status, stderr } = await command.run(['embed', '--graph', graph, '--model', file]);
    expect(stderr).toBe(
      `motifgraph: ${file}: It is damaged, or not a file of vectors. Name a file that \`motifgraph embed --save\` wrote.\n`,
    );
    expect(status).toBe(1);
    const missing = await command.run(['embed', '--graph', graph, '--model', join(home, 'nowhere')]);
    expect(missing.stderr).toMatch(/nowhere: It cannot be read \(ENOENT/);
    const unwritable = await command.run(['embed', '--graph', graph, '--save', join(home, 'nowhere', 'learned.gz')]);
    expect(unwritable.stderr).toMatch(
      /learned\.gz: It cannot be written \(ENOENT.*\)\. Name another file with --save\./,
    );
    expect(unwritable.status).toBe(1);
    const wrong = await command.run(['embed', '--graph', graph, '--environment', 'weather']);
    expect(wrong.status).toBe(2);
    const store = await openGraph(graph);
    expect(await store.vectors.digest()).not.toBeNull();
    await store.close();
  });
});
