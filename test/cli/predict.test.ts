import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, jsonLines, temporaryFolder } from './command.js';
import { ALLOY, rockSalt, sampleCif } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
function put(name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, text);
  return path;
}

const predict = (...args: string[]) => command.run(['predict', ...args]);

interface Contribution {
  readonly orbit: number;
  readonly bandGap: number;
  readonly formationEnergyPerAtom: number;
  readonly isMetal: number;
}

interface Line {
  readonly id: string;
  readonly bandGap: number;
  readonly formationEnergyPerAtom: number;
  readonly isMetal: number;
  readonly intervals: { readonly bandGap: [number, number]; readonly formationEnergyPerAtom: [number, number] };
  readonly cautions: readonly string[];
  readonly contributions: { readonly motifs: Contribution[]; readonly atoms: Contribution[] };
  readonly model: { readonly name: string; readonly version: string };
}

describe('motifgraph predict', () => {
  it('prints what the contract says, a line for each structure in the order of the input', async () => {
    const rutile = put('rutile.cif', await sampleCif('rutile-TiO2'));
    const run = await predict('--json', rutile, put('MgO.cif', rockSalt('Mg', 4.21)));
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const [first, second] = jsonLines<Line>(run.stdout);
    expect([first?.id, second?.id]).toEqual(['rutile', 'MgO']);
    for (const line of [first!, second!]) {
      expect(line.bandGap).toBeGreaterThanOrEqual(0);
      expect(line.intervals.bandGap[0]).toBeLessThanOrEqual(line.bandGap);
      expect(line.intervals.formationEnergyPerAtom[1]).toBeGreaterThan(line.formationEnergyPerAtom);
      expect(line.isMetal).toBeGreaterThan(0);
      expect(line.isMetal).toBeLessThan(1);
      expect(line.model).toEqual({ name: 'tiny', version: '1.0.0' });
    }
    expect(first?.contributions.motifs).toHaveLength(1);
    expect(first?.contributions.atoms.map(({ orbit }) => orbit)).toEqual([0, 1]);
    expect(first?.cautions).toEqual([]);
    expect(second?.cautions[0]).toMatch(/^Element Mg/);
  });

  it('gives the same numbers on both backends', async () => {
    const file = put('spinel.cif', await sampleCif('spinel-MgAl2O4'));
    const runs = await Promise.all(
      ['tfjs-node', 'wasm'].map((backend) => predict('--json', '--backend', backend, file)),
    );
    // Where it can't be had, the command says how to get it.
    if (runs[0]!.status !== 0) expect(runs[0]!.stderr).toMatch(/npm run tfjs-node/);
    else {
      const [one, other] = runs.map(({ stdout }) => jsonLines<Line>(stdout)[0]!);
      for (const key of ['bandGap', 'formationEnergyPerAtom', 'isMetal'] as const) {
        expect(Math.abs(one![key] - other![key])).toBeLessThan(1e-4);
      }
      expect(other!.contributions.motifs).toHaveLength(one!.contributions.motifs.length);
    }
    expect(runs[1]!.status).toBe(0);
  });

  it('shows people values with their intervals, and the motifs that they rest on', async () => {
    const run = await predict(put('spinel.cif', await sampleCif('spinel-MgAl2O4')));
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^spinel {2}by tiny 1\.0\.0\n/);
    expect(run.stdout).toMatch(/formation energy +-?\d\.\d{3} +eV\/atom +-?\d\.\d{3} to/);
    expect(run.stdout).toMatch(/Al-O:6 octahedron +4 /);
    expect(run.stdout).toMatch(/Mg-T:4 tetrahedron +2 /);
    expect(run.stdout).toMatch(/caution: Element Mg, Al/);
  });

  it('names the ligands of motifs, and sums what orbits of one motif add', async () => {
    const cell = rockSalt('Na', 5.64).replaceAll('\nO ', '\nCl ');
    const distorted =
      cell.replace("'F m -3 m'", "'P 1'").replace(/Na 0 0 0[\s\S]*/, '') +
      [
        'Na 0 0 0',
        'Na 0.5 0.5 0.01',
        'Na 0.5 0 0.5',
        'Na 0 0.5 0.5',
        'Cl 0.5 0.5 0.5',
        'Cl 0 0 0.5',
        'Cl 0 0.5 0',
        'Cl 0.5 0 0',
      ].join('\n');
    const run = await predict(put('salt.cif', `${distorted}\n`));
    expect(run.stdout.match(/Na-O:6\[Cl6\] octahedron +4 /g)).toHaveLength(1);
    expect(run.stdout.match(/Cl atom +4 /g)).toHaveLength(1);
  });

  it('refuses what can not be used, and goes on', async () => {
    const run = await predict('--json', put('alloy.cif', ALLOY), put('MgO.cif', rockSalt('Mg', 4.21)));
    expect(run.status).toBe(1);
    const [alloy, periclase] = jsonLines<{ id: string; error?: { code: string } }>(run.stdout);
    expect(alloy).toMatchObject({ id: 'alloy', error: { code: 'NO_ANION' } });
    expect(periclase).toMatchObject({ id: 'MgO', bandGap: expect.any(Number) });
  });

  it.each([
    ['a file that is not there', join(home, 'none.safetensors'), /There is no such file/],
    [
      'a file of another kind',
      put('other.safetensors', 'no tensors'),
      /It is not a Motifgraph model, or it is damaged/,
    ],
  ])('says what is wrong with a model: %s', async (_, file, message) => {
    const run = await predict('--model', file, put('MgO.cif', rockSalt('Mg', 4.21)));
    expect(run).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('knows its backends', async () => {
    expect(await predict('--backend', 'abacus', home)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/tfjs-node, wasm/),
    });
  });
});
