import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTfjsNode } from '../amdnet/tfjs-node.js';
import { CommandLine, temporaryFolder } from './command.js';
import { ALLOY, rockSalt } from './structures.js';

const skipReason = await useTfjsNode();

const WITHOUT_TFJS_NODE = fileURLToPath(new URL('./without-tfjs-node.cjs', import.meta.url));
const METALS = ['Mg', 'Ca', 'Ni', 'Mn'];
const COUNT = 60;

describe.skipIf(skipReason !== null)(`motifgraph train and evaluate (${skipReason ?? 'tfjs-node is here'})`, () => {
  const home = temporaryFolder();
  const command = new CommandLine(home);
  const structures = join(home, 'structures');
  const labels = join(home, 'labels.csv');
  const commandOf = (out: string, ...options: string[]) => [
    ...['train', structures, '--labels', labels, '--out', join(home, out), '--jobs', '1', '--name', 'test'],
    ...['--width', '8', '--atom-layers', '1', '--motif-layers', '1', '--members', '2', '--batch-size', '8'],
    ...['--epochs', '12', '--rate', '0.02', ...options],
  ];

  beforeAll(() => {
    mkdirSync(structures);
    const rows = ['id,band_gap,formation_energy_per_atom,split'];
    for (let i = 0; i < COUNT; i++) {
      const metal = METALS[i % METALS.length]!;
      writeFileSync(join(structures, `s${i}.cif`), rockSalt(metal, 4.2 + i / 200));
      const split = i % 5 === 3 ? 'val' : i % 5 === 4 ? 'test' : 'train';
      rows.push(`s${i},${metal === 'Ni' ? 0 : (3 + i / 100).toFixed(3)},${(-1 - (i % 4)).toFixed(3)},${split}`);
    }
    writeFileSync(labels, `${rows.join('\r\n')}\r\n`);
  });

  it('trains a model that beats the simplest answers, and a kill changes nothing of it', async () => {
    const unbroken = await command.run(commandOf('unbroken.safetensors'));
    expect(unbroken).toMatchObject({ status: 0, signal: null });
    expect(unbroken.stdout).toContain(
      'Training on 36 crystals, with 12 for validation; 12 test crystals are not used.',
    );
    expect(unbroken.stdout).toContain('Seed 2: best after epoch');

    const folder = join(home, 'broken-training');
    const begun = async (seed: number, stop: 'SIGKILL' | 'SIGINT') => {
      const child = command.start(commandOf('broken.safetensors'));
      const exit = once(child, 'exit');
      while (!existsSync(join(folder, `seed-${seed}.checkpoint`)) && child.exitCode === null) await setTimeout(5);
      child.kill(stop);
      return exit;
    };
    expect(await begun(1, 'SIGKILL')).toEqual([null, 'SIGKILL']);
    expect(existsSync(join(home, 'broken.safetensors'))).toBe(false);
    expect(await begun(2, 'SIGINT')).toEqual([130, null]);
    expect((await command.run(commandOf('broken.safetensors'))).status).toBe(0);
    const model = readFileSync(join(home, 'broken.safetensors'));
    expect(model.equals(readFileSync(join(home, 'unbroken.safetensors')))).toBe(true);

    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    expect(report.members.map(({ seed }: { seed: number }) => seed)).toEqual([1, 2]);
    expect(readFileSync(join(folder, 'curves.csv'), 'utf8').trim().split('\n')).toHaveLength(1 + 2 * 12);
    expect(readFileSync(join(folder, 'curves.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<polyline [\s\S]*<\/svg>\n$/);

    const evaluated = ['evaluate', structures, '--labels', labels, '--model', join(home, 'broken.safetensors')];
    const scored = await command.run([...evaluated, '--json', '--out', join(home, 'scores')]);
    expect(scored.status).toBe(0);
    const { crystals, figures, baselines, coverage } = JSON.parse(scored.stdout);
    expect(crystals).toBe(12);
    expect(figures.formationEnergyPerAtom.mae).toBeLessThan(0.7 * baselines.mean.formationEnergyPerAtom.mae);
    expect(figures.isMetal.accuracy).toBeGreaterThanOrEqual(baselines.mean.isMetal.accuracy);
    expect(coverage.formationEnergyPerAtom).toBeGreaterThan(0.5);
    const predictions = readFileSync(join(home, 'scores', 'predictions.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const errors = predictions.map((line) => {
      const { labels, bandGap } = JSON.parse(line);
      return Math.abs(bandGap.value - labels.bandGap);
    });
    expect(errors.reduce((sum, error) => sum + error, 0) / 12).toBeCloseTo(figures.bandGap.mae, 6);
    expect(readFileSync(join(home, 'scores', 'evaluation.svg'), 'utf8').match(/<circle /g)).toHaveLength(2 * 12);

    const onWasm = await command.run([...evaluated, '--json', '--backend', 'wasm']);
    const same = JSON.parse(onWasm.stdout).figures;
    expect(same.bandGap.mae).toBeCloseTo(figures.bandGap.mae, 4);
    expect((await command.run(evaluated)).stdout).toMatch(/always the median .*\n[\s\S]*Confusion/);

    const other = await command.run(commandOf('broken.safetensors', '--rate', '0.01'));
    expect(other.status).toBe(1);
    expect(other.stderr).toContain('belongs to a training with other settings or data');
    const further = await command.run(
      commandOf('further.safetensors', '--initial', join(home, 'broken.safetensors'), '--epochs', '1'),
    );
    expect(further.status).toBe(0);
  });

  it('tells what could not be used, and goes on with the rest', async () => {
    const mixed = join(home, 'mixed');
    mkdirSync(mixed);
    for (let i = 0; i < 20; i++) writeFileSync(join(mixed, `s${i}.cif`), rockSalt('Mg', 4.2 + i / 100));
    writeFileSync(join(mixed, 'alloy.cif'), ALLOY);
    writeFileSync(join(mixed, 'unknown.cif'), rockSalt('Mg', 4.2));
    const rows = Array.from({ length: 20 }, (_, i) => `s${i},${i === 3 ? 'x' : 1 + i},-3`);
    const table = join(home, 'mixed.csv');
    writeFileSync(table, ['id,band_gap,formation_energy_per_atom', ...rows, 'alloy,0,0', 'gone,1,-1', ''].join('\n'));
    const { status, stdout, stderr } = await command.run([
      ...['train', mixed, '--labels', table, '--out', join(home, 'mixed.safetensors'), '--jobs', '1'],
      ...['--width', '4', '--atom-layers', '1', '--motif-layers', '0', '--epochs', '1', '--batch-size', '4'],
    ]);
    expect(stderr).toContain(`1 row refused:\n  ${table}:5: s3: band_gap is not a number: x\n`);
    expect(stderr).toContain('1 structure refused:\n  alloy: ');
    expect(stderr).toContain('2 structures without a row: s3, unknown\n');
    expect(stderr).toContain('1 structure that rows name, not found: gone\n');
    expect(stdout).toContain('are not used.');
    expect(existsSync(join(home, 'mixed.safetensors'))).toBe(true);
    expect(status).toBe(1);
  });

  it.each([
    [['--labels', 'nowhere.csv'], 'nowhere.csv: It cannot be read'],
    [['--split-column', 'mine'], 'It has no column mine (--split-column).'],
    [['--initial', 'nowhere.safetensors'], 'nowhere.safetensors: There is no such file.'],
    [['--out', 'nowhere/m.safetensors'], 'The model cannot be written'],
    [['--out', '.'], '. is a folder; name a file with --out.'],
  ])('refuses %j', async (options, message) => {
    const { status, stderr } = await command.run([
      ...commandOf('refused.safetensors'),
      '--work',
      join(home, 'work'),
      ...options,
    ]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('defect');
    expect(status).toBe(1);
  });

  it.each([
    [['--loss', '1,2'], 'Three numbers are needed'],
    [['--rate', 'fast'], 'It has to be a number from 0 to 1'],
    [['--split-seed', '1', '--split-column', 'split'], 'cannot be used with'],
  ])('is used wrongly with %j', async (options, message) => {
    const { status, stderr } = await command.run([...commandOf('refused.safetensors'), ...options]);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

describe('motifgraph train without tfjs-node', () => {
  it('says what to install', async () => {
    const command = new CommandLine(temporaryFolder());
    const env = { NODE_OPTIONS: `--require ${WITHOUT_TFJS_NODE}` };
    const { status, stderr } = await command.run(['train', '.', '--labels', 'l.csv', '--out', 'm.safetensors'], {
      env,
    });
    expect(stderr).toBe(
      "motifgraph: Training needs TensorFlow. @tensorflow/tfjs-node cannot be loaded (Cannot find module '@tensorflow/tfjs-node'); " +
        '`npm run tfjs-node` builds it. Predictions also work with the WebAssembly backend (wasm).\n',
    );
    expect(status).toBe(1);
  });
});
