import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { lists } from '../graph/lists.js';
import { CommandLine, jsonLines, temporaryFolder } from './command.js';
import { ALLOY, rockSalt, sampleCif } from './structures.js';

/** H. Wiedemeier & H. G. von Schnering, Z. Kristallogr. 148, 295 (1978). */
const SNSE = `data_SnSe
_cell_length_a 11.501
_cell_length_b 4.153
_cell_length_c 4.445
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'P n m a'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Sn1 Sn 0.118 0.25 0.103
Se1 Se 0.855 0.25 0.479
`;

/** SrTiO₃ with an oxygen atom 0.04 Å off its place. */
const NEARLY_CUBIC = `data_SrTiO3
_cell_length_a 3.905
_cell_length_b 3.905
_cell_length_c 3.905
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'P 1'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Sr1 Sr 0.5 0.5 0.5
Ti1 Ti 0 0 0
O1 O 0.5 0 0.01
O2 O 0 0.5 0
O3 O 0 0 0.5
`;

const home = temporaryFolder();
const command = new CommandLine(home);
let count = 0;

/** A folder of files and the address of a graph that is not there yet. */
function fresh(files: Readonly<Record<string, string>>): { folder: string; graph: string } {
  const folder = join(home, `in-${++count}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, graph: join(home, `graph-${count}`) };
}

async function inGraph<Answer>(graph: string, ask: (store: GraphStore) => Promise<Answer>): Promise<Answer> {
  const store = await openGraph(graph);
  try {
    return await ask(store);
  } finally {
    await store.close();
  }
}

describe('motifgraph ingest', () => {
  it('stores structures with where they came from, and says so', async () => {
    const { folder, graph } = fresh({ 'rutile.cif': await sampleCif('rutile-TiO2'), 'MgO.cif': rockSalt('Mg', 4.21) });
    const run = await command.run(['ingest', folder, '--graph', graph, '--dataset', 'mine 2']);
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/^2 structures: 2 stored, 0 unchanged, 0 refused, in \d+ s \([\d,]+\/s, at most/);
    expect(run.stdout).toContain(`The graph is ${graph}`);
    expect(run.status).toBe(0);
    const [rutile] = await inGraph(graph, (store) => store.crystalsById(['rutile']));
    expect(rutile).toMatchObject({ formula: 'TiO2', dataset: 'mine 2', format: 'cif' });
    expect(rutile?.file).toBe('rutile.cif');
    const [motif] = await inGraph(graph, async (store) => (await lists(store)).connectedMotifs(['Ti-O:6']));
    expect(motif?.map(({ kind }) => kind).sort()).toEqual(['corner', 'edge']);
  });

  it('keeps the strategy with each crystal, and analyses again by another one', async () => {
    const { folder, graph } = fresh({ 'SnSe.cif': SNSE });
    const args = ['ingest', '--no-predictions', '--json', folder, '--graph', graph];
    const statuses = async (...options: string[]) => {
      const lines = jsonLines((await command.run([...args, ...options])).stdout);
      return lines.map(({ status }) => status);
    };
    const stored = () =>
      inGraph(graph, async (store) => {
        const [crystal] = await store.crystalsById(['SnSe']);
        const { sites } = (await store.partsOfCrystals(['SnSe']))[0]!;
        return { strategy: crystal!.strategy, method: crystal!.method, site: sites[0]! };
      });
    expect(await statuses()).toEqual(['stored']);
    const usual = await stored();
    expect(usual).toMatchObject({ strategy: 'simplest', method: 'chemenv simplest 1.4 0.3' });
    expect(usual.site).toMatchObject({ motifId: 'Sn-O:6[Se6]', isAmbiguous: true, environmentGeometries: ['S:5'] });
    expect(await statuses('--strategy', 'multi-weights')).toEqual(['stored']);
    expect(await statuses('--strategy', 'multi-weights')).toEqual(['unchanged']);
    const weighted = await stored();
    expect(weighted).toMatchObject({ strategy: 'multi-weights', method: 'chemenv multi-weights' });
    expect(weighted.site).toMatchObject({ motifId: 'Sn-S:5[Se5]', coordinationNumber: 5 });
    expect(await statuses()).toEqual(['stored']);
  });

  it('keeps the tolerance of the symmetry with each crystal, and analyses again with another one', async () => {
    const { folder, graph } = fresh({ 'a.cif': NEARLY_CUBIC });
    const args = ['ingest', '--no-predictions', '--json', folder, '--graph', graph];
    const run = async (...options: string[]) =>
      jsonLines((await command.run([...args, ...options])).stdout)[0]?.['status'];
    const stored = () =>
      inGraph(graph, async (store) => {
        const [crystal] = await store.crystalsById(['a']);
        return { number: crystal!.spaceGroupNumber, method: crystal!.method };
      });
    expect(await run()).toBe('stored');
    expect((await stored()).number).toBeLessThan(221);
    expect(await run('--symprec', '0.1')).toBe('stored');
    expect(await stored()).toEqual({ number: 221, method: 'chemenv simplest 1.4 0.3, symprec 0.1' });
    expect(await run('--symprec', '0.1')).toBe('unchanged');
    expect(await run()).toBe('stored');
  });

  it('leaves alone what is unchanged, and replaces what is not', async () => {
    const { folder, graph } = fresh({ 'a.cif': rockSalt('Mg', 4.21), 'b.cif': rockSalt('Ca', 4.81) });
    const args = ['ingest', '--no-predictions', folder, '--graph', graph, '--json'];
    const first = await command.run(args);
    expect(jsonLines(first.stdout)).toEqual([
      { id: 'a', status: 'stored' },
      { id: 'b', status: 'stored' },
    ]);
    writeFileSync(join(folder, 'b.cif'), rockSalt('Ni', 4.18));
    const second = await command.run(args);
    expect(jsonLines(second.stdout)).toEqual([
      { id: 'a', status: 'unchanged' },
      { id: 'b', status: 'stored' },
    ]);
    const statistics = await inGraph(graph, async (store) => ({
      ...(await store.statistics()),
      formulas: (await store.crystalsById(['a', 'b'])).map((crystal) => crystal?.formula),
      calcium: (await (await lists(store)).motifsById(['Ca-O:6']))[0]?.crystalCount ?? 0,
    }));
    expect(statistics).toMatchObject({ crystals: 2, formulas: ['MgO', 'NiO'], calcium: 0 });
  });

  it('takes a crystal away whose file is no longer usable', async () => {
    const { folder, graph } = fresh({ 'a.cif': rockSalt('Mg', 4.21) });
    const run = () => command.run(['ingest', '--no-predictions', folder, '--graph', graph]);
    await run();
    writeFileSync(join(folder, 'a.cif'), ALLOY);
    expect((await run()).status).toBe(1);
    const [crystal, source] = await inGraph(graph, async (store) => [
      (await store.crystalsById(['a']))[0],
      (await store.sourcesById(['a']))[0],
    ]);
    expect(crystal).toBeNull();
    expect(source).toMatchObject({ id: 'a', refusal: { code: 'NO_ANION' } });
  });

  it('lists what it refused by reason and in a file, in later runs too', async () => {
    const { folder, graph } = fresh({
      'alloy.cif': ALLOY,
      'broken.cif': ALLOY.replace('_cell_length_a 2.95', '_cell_length_a long'),
      'MgO.cif': rockSalt('Mg', 4.21),
    });
    const run = async () => {
      const result = await command.run(['ingest', '--no-predictions', folder, join(home, 'gone'), '--graph', graph]);
      return { ...result, file: readFileSync(`${graph}-failures.jsonl`, 'utf8') };
    };
    const first = await run();
    expect(first.status).toBe(1);
    expect(first.stdout).toContain('4 structures: 1 stored, 0 unchanged, 3 refused');
    expect(first.stdout).toMatch(/Refused, by reason:\n(.*\n)*? {2}1 {2}NO_ANION\n {6}alloy: /);
    expect(first.stdout).toContain(`All of them: ${graph}-failures.jsonl`);
    const errors = jsonLines<{ id: string; error: Record<string, unknown> }>(first.file);
    expect(errors.map(({ id, error }) => [id, error['code'], error['file'], error['line']])).toEqual([
      ['alloy', 'NO_ANION', join(folder, 'alloy.cif'), null],
      ['broken', expect.any(String), join(folder, 'broken.cif'), 2],
      ['gone', 'UNREADABLE', join(home, 'gone'), null],
    ]);
    const second = await run();
    expect(second.status).toBe(1);
    expect(second.stdout).toContain('4 structures: 0 stored, 1 unchanged, 3 refused');
    expect(jsonLines(second.file)).toEqual(errors);
  });

  it('writes the file of failures where it is told to, and takes an old one away', async () => {
    const { folder, graph } = fresh({ 'a.cif': ALLOY });
    const failures = join(home, 'lists', 'failed.jsonl');
    const run = () => command.run(['ingest', '--no-predictions', folder, '--graph', graph, '--failures', failures]);
    await run();
    expect(jsonLines(readFileSync(failures, 'utf8'))).toHaveLength(1);
    writeFileSync(join(folder, 'a.cif'), rockSalt('Mg', 4.21));
    await run();
    expect(existsSync(failures)).toBe(false);
  });

  it('says at once that the file of failures can not be written', async () => {
    const { folder, graph } = fresh({ 'a.cif': ALLOY });
    writeFileSync(join(home, 'no-folder'), '');
    const run = await command.run(['ingest', folder, '--graph', graph, '--failures', join(home, 'no-folder/f.jsonl')]);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(
      /^motifgraph: The list of failures cannot be written to .*; name another file with --failures\.\n$/,
    );
  });

  it('refuses the second of two files with one id, naming both', async () => {
    const { folder, graph } = fresh({ 'one/x.cif': rockSalt('Mg', 4.21), 'two/x.cif': rockSalt('Ca', 4.81) });
    const args = ['ingest', '--no-predictions', folder, '--graph', graph, '--json'];
    const run = async () => jsonLines((await command.run(args)).stdout);
    const refusal = {
      id: 'x',
      error: {
        code: 'DUPLICATE_ID',
        message: expect.stringContaining(`The id "x" was already used by ${join(folder, 'one/x.cif')} in this run.`),
        file: join(folder, 'two/x.cif'),
        line: null,
      },
    };
    expect(await run()).toEqual([{ id: 'x', status: 'stored' }, refusal]);
    expect(await run()).toEqual([{ id: 'x', status: 'unchanged' }, refusal]);
    expect((await inGraph(graph, (store) => store.crystalsById(['x'])))[0]?.formula).toBe('MgO');
  });

  it('keeps files of one name in two data sets, and says when one takes the place of another', async () => {
    const { folder, graph } = fresh({
      'one/quartz.cif': rockSalt('Mg', 4.21),
      'two/quartz.cif': rockSalt('Ca', 4.81),
      'three/quartz.cif': rockSalt('Ni', 4.18),
    });
    const ingest = (name: string, ...options: string[]) =>
      command.run(['ingest', '--no-predictions', join(folder, name), '--graph', graph, '--dataset', ...options]);
    await ingest('one', 'mine');
    const second = await ingest('two/quartz.cif', 'yours', '--json');
    expect(jsonLines(second.stdout)).toEqual([{ id: 'quartz~yours', status: 'stored' }]);
    expect(second.stderr).not.toContain('Warning');
    const place = join(folder, 'one/quartz.cif');
    const third = await ingest('three', 'mine', '--json');
    expect(jsonLines(third.stdout)).toEqual([{ id: 'quartz', status: 'stored', replaced: place }]);
    expect(third.stderr).toContain(
      `Warning: 1 structure replaced that of another file with the same name and data set. To keep both, name another data set with --dataset, or rename the files:\n  quartz: ${join(folder, 'three/quartz.cif')} for ${place}\n`,
    );
    const crystals = await inGraph(graph, (store) => store.crystalsById(['quartz', 'quartz~yours']));
    expect(crystals.map((crystal) => [crystal?.formula, crystal?.dataset])).toEqual([
      ['NiO', 'mine'],
      ['CaO', 'yours'],
    ]);
  });

  it('knows the structures of a file of several one by one', async () => {
    const { folder, graph } = fresh({ 'set.cif': rockSalt('Mg', 4.21) + rockSalt('Ca', 4.81) });
    const args = ['ingest', '--no-predictions', folder, '--graph', graph, '--json'];
    const run = async () => jsonLines((await command.run(args)).stdout);
    expect(await run()).toEqual([
      { id: 'set:MgO', status: 'stored' },
      { id: 'set:CaO', status: 'stored' },
    ]);
    writeFileSync(join(folder, 'set.cif'), rockSalt('Mg', 4.21) + rockSalt('Ca', 4.82));
    expect(await run()).toEqual([
      { id: 'set:MgO', status: 'unchanged' },
      { id: 'set:CaO', status: 'stored' },
    ]);
  });

  it('takes the structures away that a file holds no more', async () => {
    const { folder, graph } = fresh({ 'set.cif': rockSalt('Mg', 4.21) + rockSalt('Ca', 4.81) });
    const run = () => command.run(['ingest', '--no-predictions', folder, '--graph', graph]);
    await run();
    writeFileSync(join(folder, 'set.cif'), rockSalt('Mg', 4.21));
    await run();
    const [ids, sources, motifs] = await inGraph(graph, async (store) => [
      (await (await lists(store)).crystals({}, { key: 'id', descending: false }, { limit: 9 })).map(({ id }) => id),
      await store.sourcesById(['set', 'set:MgO', 'set:CaO']),
      await (await lists(store)).motifsById(['Ca-O:6']),
    ]);
    expect(ids).toEqual(['set']);
    expect(sources).toEqual([expect.objectContaining({ id: 'set' }), null, null]);
    expect(motifs).toEqual([null]);
  });

  it('gives crystals another data set when it is named', async () => {
    const { folder, graph } = fresh({ 'a.cif': rockSalt('Mg', 4.21) });
    const datasetAfter = async (...options: string[]) => {
      const args = ['ingest', '--no-predictions', folder, '--graph', graph, '--json'];
      const { stdout } = await command.run([...args, ...options]);
      const [crystal] = await inGraph(graph, (store) => store.crystalsById(['a']));
      return [jsonLines(stdout)[0]?.['status'], crystal?.dataset];
    };
    expect(await datasetAfter('--dataset', 'first')).toEqual(['stored', 'first']);
    expect(await datasetAfter('--dataset', 'second')).toEqual(['stored', 'second']);
    expect(await datasetAfter('--dataset', 'second')).toEqual(['unchanged', 'second']);
    expect(await datasetAfter()).toEqual(['unchanged', 'second']);
  });

  it('reads archives and standard input', async () => {
    const { graph } = fresh({});
    const cif = rockSalt('Mg', 4.21);
    const tar = gzipSync(await packTar([{ header: { name: 'd/m.cif', size: cif.length }, body: cif }]));
    const run = await command.run(['ingest', '--no-predictions', '-', '--graph', graph, '--json'], { stdin: tar });
    expect(jsonLines(run.stdout)).toEqual([{ id: 'm', status: 'stored' }]);
    expect(run.stderr).toContain('1 structure: 1 stored');
  });

  it('says in one sentence that the graph can not be opened', async () => {
    const { folder, graph } = fresh({ 'a.cif': ALLOY });
    writeFileSync(graph, '');
    const run = await command.run(['ingest', folder, '--graph', graph]);
    expect(run.status).toBe(4);
    expect(run.stderr).toMatch(/^motifgraph: .*\.\n$/);
  });

  it('keeps the graph in the user’s data folder unless told otherwise', async () => {
    const { folder } = fresh({ 'a.cif': rockSalt('Mg', 4.21) });
    const run = await command.run(['ingest', '--no-predictions', folder]);
    expect(run.stdout).toContain(`The graph is ${join(home, 'data/motifgraph/graph')}`);
  });
});

describe('motifgraph ingest --prune', () => {
  it('counts what it took out, and says so in lines of JSON', async () => {
    const { folder, graph } = fresh({ 'a.cif': rockSalt('Mg', 4.21), 'b.cif': rockSalt('Ca', 4.81) });
    const args = ['ingest', '--no-predictions', folder, '--graph', graph, '--prune'];
    expect((await command.run(args)).stdout).toContain('2 structures: 2 stored, 0 unchanged, 0 refused, 0 pruned, in ');
    rmSync(join(folder, 'b.cif'));
    const pruned = await command.run([...args, '--json']);
    expect(jsonLines(pruned.stdout)).toEqual([
      { id: 'a', status: 'unchanged' },
      { id: 'b', status: 'pruned' },
    ]);
    expect(pruned.status).toBe(0);
    expect(pruned.stderr).toContain('1 structure: 0 stored, 1 unchanged, 0 refused, 1 pruned, in ');
  });

  it('warns of what it left, because it may come back', async () => {
    const { folder, graph } = fresh({ 'a.cif': rockSalt('Mg', 4.21), 'disk/b.cif': rockSalt('Ca', 4.81) });
    const args = ['ingest', '--no-predictions', folder, join(folder, 'disk'), '--graph', graph];
    await command.run(args);
    writeFileSync(join(folder, 'a.cif'), 'nothing');
    rmSync(join(folder, 'disk'), { recursive: true });
    const run = await command.run([...args, '--prune', '--json']);
    expect(run.status).toBe(1);
    expect(jsonLines(run.stdout)).toEqual([
      { id: 'a', error: expect.objectContaining({ file: join(folder, 'a.cif') }), kept: true },
      { id: 'disk', error: expect.objectContaining({ code: 'UNREADABLE' }), kept: true },
    ]);
    expect(run.stderr).toContain(
      'Warning: 2 of the refused structures could be read before; their crystals stay in the graph.',
    );
    expect(run.stderr).toContain(
      `Warning: ${join(folder, 'disk')} is missing, empty or unreadable; the 1 structure stored from it stays.`,
    );
    await command.run([...args, '--prune', '--prune-unreadable']);
    expect((await inGraph(graph, (store) => store.statistics())).crystals).toBe(0);
  });
});
