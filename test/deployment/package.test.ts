/** The package as it is published: what it holds, programs that are built on it, and its command. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../cli/command.js';

const ROOT = join(import.meta.dirname, '../..');
const { files, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  files: string[];
  bin: { motifgraph: string };
};
const run = promisify(execFile);

const folder = temporaryFolder();
/** The program of `examples/node`, with the package installed. */
const app = join(folder, 'app');
const installed = join(app, 'node_modules/motifgraph');

beforeAll(async () => {
  // Dependencies are found further up, by the build and by the programs: nothing is downloaded.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const checkout = join(folder, 'checkout');
  const sources = files.filter((name) => name !== 'dist');
  for (const name of [
    ...sources,
    'explorer',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'LICENSE',
  ]) {
    cpSync(join(ROOT, name), join(checkout, name), { recursive: true });
  }
  const settings = {
    npm_config_cache: join(folder, 'cache'),
    npm_config_update_notifier: 'false',
    // It builds, also where the tests themselves were begun without a build.
    npm_config_ignore_scripts: 'false',
  };
  await run('npm', ['pack', '--pack-destination', folder], { cwd: checkout, env: { ...process.env, ...settings } });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1']);
  for (const name of ['package.json', 'tsconfig.json', 'main.ts', 'rutile.cif']) {
    cpSync(join(ROOT, 'examples/node', name), join(app, name));
  }
});

/** What the compiler says of the program. */
async function compile(...options: string[]): Promise<string> {
  const compiler = join(ROOT, 'node_modules/.bin/tsc');
  return run(compiler, options, { cwd: app }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

/** What a module prints that is run in the program's folder. It has to end by itself. */
async function printed(name: string, module: string): Promise<string> {
  writeFileSync(join(app, name), module);
  return (await run(process.execPath, [name], { cwd: app })).stdout;
}

test('the example compiles under strict rules, reads, analyses, predicts, and asks a server of its own', async () => {
  expect(await compile()).toBe('');
  const { stdout, stderr } = await run(process.execPath, ['dist/main.js', 'rutile.cif'], { cwd: app });
  const [description, bandGap, answer] = stdout.split('\n');
  expect(stderr).toBe('');
  expect(description).toMatch(/^rutile: TiO₂ is tetragonal .* TiO₆ octahedra/);
  expect(bandGap).toMatch(/^Band gap \d\.\d\d eV \(/);
  expect(JSON.parse(answer!)).toMatchObject({
    data: {
      analyzeStructure: {
        formula: 'TiO2',
        spaceGroup: { symbol: 'P4_2/mnm' },
        motifs: [{ motifId: 'Ti-O:6', count: 2 }],
      },
    },
  });
});

test('its own declarations need no skipLibCheck', async () => {
  // Those of tfjs-core do: they know browsers alone.
  const complaints = await compile('--noEmit', '--skipLibCheck', 'false');
  expect(complaints.split('\n').filter((line) => line.includes('node_modules/motifgraph'))).toEqual([]);
});

test('predictions that overlap, and those by a predictor, agree and leave nothing that keeps a program alive', async () => {
  const output = await printed(
    'predictions.js',
    `
    import { readFileSync } from 'node:fs';
    import { openPredictor, predict, readStructures } from 'motifgraph';
    const [{ crystal }] = readStructures(readFileSync('rutile.cif'), { file: 'rutile.cif' });
    const overlapping = await Promise.all([predict(crystal), predict(crystal)]);
    const predictor = await openPredictor();
    const last = await predict(crystal, predictor);
    await predictor.close();
    const gaps = [...overlapping, last].map(({ prediction }) => prediction.bandGap.value.toFixed(3));
    console.log(new Set(gaps).size);
  `,
  );
  expect(output).toBe('1\n');
});

test('fills a graph, and leaves alone what is in it', async () => {
  const output = await printed(
    'ingest.js',
    `
    import { ingest, openGraph } from 'motifgraph';
    const graph = await openGraph('graph');
    const lines = [];
    for (let run = 0; run < 2; run++) {
      for await (const { id, status } of ingest(graph, ['rutile.cif'], { dataset: 'mine', prune: true })) lines.push(id, status);
    }
    const projection = await graph.projection();
    const [crystal] = await projection.crystals({ dataset: ['mine'] }, [{ key: 'id', descending: false }], { limit: 2 });
    console.log(lines.join(' '), crystal.formula);
    await graph.close();
  `,
  );
  expect(output).toBe('rutile stored rutile unchanged TiO2\n');
});

test('exports what the documentation names, and nothing of what is inside', async () => {
  const output = await printed(
    'exports.js',
    `
    const names = async (part) => Object.keys(await import(part));
    const parts = ['motifgraph', 'motifgraph/crystal', 'motifgraph/motif', 'motifgraph/graph'];
    const inside = await import('motifgraph/dist/api/server.js').catch(({ code }) => code);
    console.log(JSON.stringify([...(await Promise.all(parts.map(names))), inside]));
  `,
  );
  expect(JSON.parse(output)).toEqual([
    ['analyze', 'createServer', 'ingest', 'openGraph', 'openPredictor', 'predict', 'readStructures'],
    ['readStructures', 'symbolOf'],
    ['FINGERPRINT_LABELS', 'PatternError', 'analyze', 'describe', 'geometryOf', 'parsePattern'],
    ['GraphError', 'openGraph'],
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
  ]);
});

test('its command runs', async () => {
  const command = join(installed, bin.motifgraph);
  const { stdout } = await run(process.execPath, [command, 'analyze', 'rutile.cif'], { cwd: app });
  expect(stdout).toContain('Ti–O–Ti 131°');
});

test('a server of its own hands out the explorer and the query editor, whose libraries are not installed', async () => {
  const output = await printed(
    'explorer.js',
    `
    import { createServer, openGraph } from 'motifgraph';
    const graph = await openGraph('explored');
    const server = await createServer({ store: graph, port: 0 });
    for (const path of ['', 'query', 'crystal/rutile']) {
      const html = await (await fetch(server.url + path)).text();
      const links = [...html.matchAll(/(?:src|href)="\\/([^"]+)"/g)].map(([, link]) => link);
      const answers = await Promise.all(links.map((link) => fetch(server.url + link)));
      console.log(links.some((link) => link.endsWith('.js')), answers.every(({ ok }) => ok));
    }
    await server.close();
    await graph.close();
  `,
  );
  expect(output).toBe('true true\n'.repeat(3));
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const library of ['preact', 'react', 'three', 'graphiql', 'vite'])
    expect(dependencies).not.toHaveProperty(library);
});

test('source maps lead to sources that it holds', () => {
  const names = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' });
  const compiled = names.filter((name) => /\.(js|d\.ts)$/.test(name) && !name.startsWith('explorer'));
  expect(compiled.length).toBeGreaterThan(100);
  for (const name of compiled) {
    const file = join(installed, 'dist', name);
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] };
    expect(sources).toHaveLength(1);
    expect(existsSync(resolve(dirname(file), sources[0]!)), `${name}: ${sources[0]}`).toBe(true);
  }
});
