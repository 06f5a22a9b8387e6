import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { cellText, cifText } from '../crystal/texts.js';
import { CommandLine, commandLine, jsonLines, temporaryFolder } from './command.js';
import { ALLOY, rockSalt, sampleCif, writeMany } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);

function put(name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, text);
  return path;
}

interface Analysis {
  readonly id: string;
  readonly formula: string;
  readonly spaceGroup: { readonly number: number; readonly symbol: string };
  readonly sites: readonly {
    readonly site: number;
    readonly element: string;
    readonly orbit: number;
    readonly geometry: string;
    readonly ligands: readonly { readonly site: number; readonly image: number[]; readonly distance: number }[];
  }[];
  readonly connections: readonly {
    readonly from: number;
    readonly to: number;
    readonly image: number[];
    readonly kind: string;
    readonly sharedLigands: number;
    readonly distance: number;
    readonly angles: number[];
  }[];
  readonly warnings: readonly string[];
}

interface Requested {
  readonly sites: readonly {
    readonly environments: readonly { geometry: string; fraction: number; csm: number }[];
    readonly fingerprint: readonly number[];
  }[];
  readonly bonds: readonly { from: number; to: number; image: number[]; distance: number }[];
  readonly elements: readonly string[];
  readonly oxidationStates: readonly (number | null)[];
  readonly orbits: readonly { orbit: number; element: string; wyckoff: string; sites: number[] }[];
  readonly nets: readonly {
    readonly centres: readonly string[];
    readonly kind: string;
    readonly dimensionality: number;
    readonly along: readonly number[] | null;
  }[];
  readonly frameworks: readonly {
    readonly connectivity: string;
    readonly dimensionality: number;
    readonly components: readonly { orientation: number[] | null }[];
  }[];
  readonly description: string;
}

describe('motifgraph analyze --json', () => {
  it('prints what the contract says, and nothing else', async () => {
    const run = await command.run(['analyze', '--json', put('rutile.cif', await sampleCif('rutile-TiO2'))]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const [rutile, ...others] = jsonLines<Analysis>(run.stdout);
    expect(others).toEqual([]);
    expect(Object.keys(rutile!)).toEqual([
      'id',
      'formula',
      'chemicalFormula',
      'spaceGroup',
      'symmetryTolerance',
      'prototype',
      'mineral',
      'globalInstabilityIndex',
      'sites',
      'connections',
      'bonds',
      'units',
      'elements',
      'isOrdered',
      'isAlloy',
      'oxidationStates',
      'ionAssignment',
      'ionConfidence',
      'orbits',
      'nets',
      'frameworks',
      'description',
      'warnings',
    ]);
    expect(rutile).toMatchObject({ id: 'rutile', formula: 'TiO2', spaceGroup: { number: 136, symbol: 'P4_2/mnm' } });
    expect(rutile).toMatchObject({
      symmetryTolerance: 0.01,
      prototype: { label: 'A2B_tP6_136_f_a', name: 'rutile', family: 'rutile', tolerance: 0.01 },
      mineral: 'rutile',
    });
    // Two titanium sites, each in an octahedron; per site two edges to its own images and eight corners to the other.
    expect(rutile?.sites).toHaveLength(2);
    for (const site of rutile?.sites ?? []) {
      expect(Object.keys(site)).toEqual([
        'site',
        'element',
        'oxidationState',
        'coordinationNumber',
        'geometry',
        'csm',
        'orbit',
        'ligands',
        'bondLengthRange',
        'polyhedronVolume',
        'distortionIndex',
        'quadraticElongation',
        'bondAngleVariance',
        'effectiveCoordinationNumber',
        'offCentreDisplacement',
        'bondValenceSum',
        'octahedralTilt',
        'ligandAngles',
        'isAmbiguous',
        'isCentre',
      ]);
      expect(site).toMatchObject({ element: 'Ti', coordinationNumber: 6, geometry: 'O:6', orbit: 0 });
      expect(site.ligands).toHaveLength(6);
      for (const ligand of site.ligands) {
        expect(Object.keys(ligand)).toEqual(['site', 'image', 'distance']);
        expect(ligand.image).toHaveLength(3);
        expect(ligand.distance).toBeCloseTo(1.96, 1);
      }
    }
    const kinds = rutile?.connections.map(({ kind, sharedLigands, angles }) => [kind, sharedLigands, angles.length]);
    expect(kinds?.filter(([kind]) => kind === 'edge')).toEqual([...Array(2)].map(() => ['edge', 2, 2]));
    expect(kinds?.filter(([kind]) => kind === 'corner')).toEqual([...Array(8)].map(() => ['corner', 1, 1]));
    for (const connection of rutile?.connections ?? []) {
      const keys = ['from', 'to', 'image', 'kind', 'sharedLigands', 'distance', 'angles'];
      // Octahedra that share a corner are tilted against each other.
      expect(Object.keys(connection)).toEqual(connection.kind === 'corner' ? [...keys, 'tilt'] : keys);
      for (const angle of connection.angles) expect(angle).toBeGreaterThan(90);
    }
  });

  it('prints the error of a file that can not be used in its place, and goes on', async () => {
    const paths = [
      put('MgO.cif', rockSalt('Mg', 4.21)),
      put('alloy.cif', ALLOY),
      put('broken.cif', ALLOY.replace('_cell_length_a 2.95', '_cell_length_a long')),
      join(home, 'gone.cif'),
      put('CaO.cif', rockSalt('Ca', 4.81)),
    ];
    const run = await command.run(['analyze', '--json', ...paths]);
    expect(run.status).toBe(1);
    const lines = jsonLines<{ id: string; error?: { code: string; message: string } }>(run.stdout);
    expect(lines.map(({ id }) => id)).toEqual(['MgO', 'alloy', 'broken', 'gone', 'CaO']);
    expect(lines.map(({ error }) => error?.code)).toEqual([undefined, 'NO_ANION', 'NO_CELL', 'UNREADABLE', undefined]);
    expect(lines[2]).toEqual({
      id: 'broken',
      error: { code: 'NO_CELL', message: expect.stringContaining('long'), file: paths[2], line: 2 },
    });
    expect(lines[3]).toEqual({
      id: 'gone',
      error: { code: 'UNREADABLE', message: 'There is no such file or folder.', file: paths[3], line: null },
    });
  });

  it('prints environments, bonds and fingerprints on request', async () => {
    const path = put('rutile.cif', await sampleCif('rutile-TiO2'));
    const run = await command.run([
      ...['analyze', '--json', '--strategy', 'multi-weights', '--bonds', 'crystalnn', '--fingerprints', path],
    ]);
    const [rutile] = jsonLines<Analysis & Requested>(run.stdout);
    for (const { environments, fingerprint } of rutile!.sites as unknown as Requested['sites']) {
      expect(environments).toEqual([{ geometry: 'O:6', fraction: 1, csm: expect.closeTo(0.4, 0) }]);
      expect(fingerprint).toHaveLength(61);
      expect(Math.max(...fingerprint)).toBeLessThanOrEqual(1);
    }
    expect(rutile!.bonds).toHaveLength(12);
    for (const bond of rutile!.bonds) {
      expect(Object.keys(bond)).toEqual(['from', 'to', 'image', 'distance']);
      expect(bond.distance).toBeCloseTo(1.96, 1);
    }
  });

  it('has the element and the oxidation state of each atom, and the orbits', async () => {
    const run = await command.run(['analyze', '--json', put('rutile.cif', await sampleCif('rutile-TiO2'))]);
    const [rutile] = jsonLines<Requested>(run.stdout);
    expect(rutile!.elements).toEqual(['Ti', 'Ti', 'O', 'O', 'O', 'O']);
    expect(rutile!.oxidationStates).toEqual([4, 4, -2, -2, -2, -2]);
    expect(rutile!.orbits.map(({ element, wyckoff, sites }) => [element, wyckoff, sites])).toEqual([
      ['Ti', 'a', [0, 1]],
      ['O', 'f', [2, 3, 4, 5]],
    ]);
  });

  it('tells nets and the structure in words', async () => {
    const run = await command.run(['analyze', '--json', put('rutile.cif', await sampleCif('rutile-TiO2'))]);
    const [rutile] = jsonLines<Requested>(run.stdout);
    expect(rutile!.frameworks.map(({ connectivity, dimensionality }) => [connectivity, dimensionality])).toEqual([
      ['corner', 3],
      ['edge', 1],
      ['face', 0],
      ['any', 3],
    ]);
    expect(rutile!.frameworks[1]!.components[0]!.orientation).toEqual([0, 0, 1]);
    expect(rutile!.nets[1]).toEqual({
      centres: ['Ti'],
      motif: 'Ti-O:6',
      isStrong: true,
      kind: 'edge',
      dimensionality: 1,
      components: 2,
      along: [0, 0, 1],
      formula: 'TiO4',
    });
    expect(rutile!.nets.map(({ kind }) => kind)).toEqual(['corner', 'edge', 'face', 'any']);
    expect(rutile!.description).toContain('shares edges with two others (in chains along c)');
  });

  it('prints a folder in the order of its names, however many threads work', async () => {
    const folder = join(home, 'many');
    mkdirSync(folder);
    writeMany(folder, 60, 60);
    const outputs = await Promise.all(
      ['1', '4'].map(async (jobs) => (await command.run(['analyze', '--json', '--jobs', jobs, folder])).stdout),
    );
    expect(outputs[0]).toBe(outputs[1]);
    const ids = jsonLines<{ id: string }>(outputs[0]!).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toHaveLength(60);
  });

  it('reads standard input', async () => {
    const run = await command.run(['analyze', '--json', '-'], { stdin: rockSalt('Mg', 4.21) });
    expect(jsonLines(run.stdout)).toEqual([expect.objectContaining({ id: 'stdin', formula: 'MgO' })]);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const folder = join(home, 'cut');
    mkdirSync(folder);
    writeMany(folder, 200);
    const pipe = spawn('bash', [
      '-c',
      `"$@" | head -n 1; echo "\${PIPESTATUS[0]}"`,
      '-',
      ...commandLine(['analyze', '--json', folder]),
    ]);
    const [stdout, stderr] = await Promise.all([text(pipe.stdout), text(pipe.stderr)]);
    expect(stdout.split('\n')).toEqual([expect.stringContaining('"id":"0000"'), '0', '']);
    expect(stderr).toBe('');
  });
});

describe('motifgraph analyze', () => {
  it('prints a table of sites and connections', async () => {
    const run = await command.run(['analyze', put('spinel.cif', await sampleCif('spinel-MgAl2O4'))]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const lines = run.stdout.split('\n');
    expect(lines[0]).toBe('spinel  MgAl2O4  Fd-3m (227, cubic)');
    expect(run.stdout).toMatch(/ {2}Mg \+2 +a -43m +2 +4 +T:4 tetrahedron +0\.00 +O 1\.\d{3} ×4\n/);
    expect(run.stdout).toMatch(/ {2}Al \+3 +d \.-3m +4 +6 +O:6 octahedron +\d\.\d\d +O 1\.\d{3} ×6\n/);
    expect(run.stdout).toMatch(/ {2}Mg \+2 +corner +12 +Al \+3 +3\.\d{3} +12\d\.\d\n/);
    expect(run.stdout).toMatch(/ {2}Al \+3 +edge +6 +Al \+3 +2\.\d{3} +9\d\.\d 9\d\.\d\n/);
  });

  it('prints the structure in words, and its nets', async () => {
    const run = await command.run(['analyze', put('rutile.cif', await sampleCif('rutile-TiO2'))]);
    const text = run.stdout.replace(/\s+/g, ' ');
    expect(text).toContain(
      'Each TiO₆ octahedron shares edges with two others (in chains along c) and corners with eight',
    );
    expect(run.stdout).toMatch(
      / {2}shared {2}nets of all cations\n {2}corner {2}framework\n {2}edge {4}chains along c\n {2}face {4}none\n/,
    );
    expect(run.stdout).toMatch(
      / {2}nets of {2}shared.*\n {2}Ti {7}corner {2}framework +TiO2\n {2}Ti {7}edge {4}chains along c +TiO4\n/,
    );
  });

  it('prints tables of environments, bonds and fingerprints on request', async () => {
    const run = await command.run([
      ...['analyze', '--strategy', 'multi-weights', '--bonds', 'crystalnn', '--fingerprints'],
      put('rutile.cif', await sampleCif('rutile-TiO2')),
    ]);
    expect(run.stdout).toMatch(/ {2}Ti \+4 +no +O:6 1\.000 \(0\.\d\d\)\n/);
    expect(run.stdout).toMatch(/ {2}O–Ti +12 +1\.\d{3}–1\.\d{3}\n/);
    expect(run.stdout).toMatch(/ {2}Ti \+4 +wt CN_6 \d\.\d\d, .*octahedral CN_6 \d\.\d\d/);
  });

  it('tells refusals on standard error', async () => {
    const path = put('alloy.cif', ALLOY);
    const run = await command.run(['analyze', path]);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/^alloy: NO_ANION: .* \(.*alloy\.cif\)\n$/);
  });

  it('analyses alloys where they are asked for', async () => {
    const path = put('alloy.cif', ALLOY);
    const run = await command.run(['analyze', '--alloys', path]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('neighbours in a cube: eight Zn (2.55 Å).');
    expect(run.stdout).toMatch(/ {2}Cu +a m-3m +1 +8 +C:8 cube /);
    expect(run.stdout).not.toContain('nets of all cations');
  });

  it.skipIf(!existsSync('/dev/full'))('goes on where refusals can not be told', async () => {
    const structures = [put('alloy.cif', ALLOY), put('rock-salt.cif', rockSalt('Mg', 4.21))];
    const run = spawn('bash', ['-c', '"$@" 2> /dev/full', '-', ...commandLine(['analyze', ...structures])]);
    expect(await text(run.stdout)).toMatch(/^rock-salt {2}MgO /);
  });

  it('lets no control characters of a file through to the terminal', async () => {
    const path = put('evil\u001b[2J.cif', ALLOY);
    const run = await command.run(['analyze', path]);
    expect(run.stderr).toContain('evil\ufffd[2J');
    expect(run.stderr).not.toContain('\u001b');
  });
});

describe('motifgraph analyze --symprec', () => {
  it('looks for symmetry within that', async () => {
    const atoms = 'Cs1 Cs 0 0 0\nCl1 Cl 0.5 0.5 0.507';
    const symmetry = "_space_group_name_H-M_alt 'P 1'";
    const path = put('shifted.cif', cifText({ cell: cellText(4.12, 4.12, 4.12, 90, 90, 90), symmetry, atoms }));
    const strict = jsonLines<Analysis>((await command.run(['analyze', '--json', path])).stdout)[0];
    expect(strict).toMatchObject({ spaceGroup: { number: 99 }, symmetryTolerance: 0.01 });
    const loose = jsonLines<Analysis>((await command.run(['analyze', '--json', '--symprec', '0.1', path])).stdout)[0];
    expect(loose).toMatchObject({ spaceGroup: { number: 221 }, symmetryTolerance: 0.1, warnings: [] });
    expect((await command.run(['analyze', '--symprec', '0.1', path])).stdout).toContain('(221, cubic), within 0.1 Å');
  });
});

describe('wrong usage', () => {
  it.each([
    [['analyze'], /missing required argument 'path'/],
    [['analyze', '--frobnicate', 'x.cif'], /unknown option '--frobnicate'/],
    [['analyze', '--strategy', 'best', 'x.cif'], /'best' is invalid. Allowed choices are simplest, multi-weights/],
    [['analyze', '--bonds', 'voronoi', 'x.cif'], /'voronoi' is invalid. Allowed choices are chemenv, crystalnn/],
    [['analyze', '--jobs', '0', 'x.cif'], /It has to be a whole number from 1 to 1024/],
    [['analyze', '--jobs', 'two', 'x.cif'], /It has to be a whole number from 1 to 1024/],
    [['analyze', '--symprec', '3', 'x.cif'], /It has to be a number from 0.00001 to 0.3, in Å/],
    [['analyze', '--symprec', 'tight', 'x.cif'], /It has to be a number from/],
    [['ingest'], /missing required argument 'path'/],
    [['serve', '--port', '70000'], /It has to be a whole number from 0 to 65535/],
    [['schema', '--write', 'a', '--check', 'b'], /cannot be used with/],
    [['anneal'], /unknown command 'anneal'/],
    [['embd'], /Did you mean embed/],
  ])('%j ends with status 2 and says why', async (args, message) => {
    const run = await command.run(args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
  });

  it.each([
    [[]],
    [['--help']],
    [['help', 'embed']],
    [['analyze', '--help']],
    [['ingest', '--help']],
    [['serve', '--help']],
  ])('%j shows help', async (args) => {
    const run = await command.run(args);
    expect(run.status).toBe(args.length === 0 ? 2 : 0);
    expect(run.stdout + run.stderr).toMatch(/Usage: motifgraph/);
  });

  it('--version is that of the package', async () => {
    expect((await command.run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
