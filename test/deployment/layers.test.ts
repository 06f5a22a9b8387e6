import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** From the innermost outwards; representation and amdnet stand side by side. */
const FOLDERS = [
  'crystal',
  'motif',
  'representation',
  'amdnet',
  'graph',
  'sources',
  'pipeline',
  'optimade',
  'agents',
  'api',
  'cli',
];

/** What the linter says of a file of `src`, by this project's rules. */
function lint(file: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'motifgraph-lint-'));
  try {
    copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    copyFileSync(join(ROOT, '.gitignore'), join(folder, '.gitignore'));
    mkdirSync(dirname(join(folder, 'src', file)), { recursive: true });
    writeFileSync(join(folder, 'src', file), text);
    const biome = join(ROOT, 'node_modules/.bin/biome');
    const { stdout, stderr } = spawnSync(biome, ['lint', 'src'], { cwd: folder, encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the layers of src', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  it('are all known to the lint rule', () => {
    expect(FOLDERS).toEqual(expect.arrayContaining(folders));
    const { overrides } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8')) as {
      overrides: { includes: string[] }[];
    };
    const restricted = overrides.flatMap(({ includes }) => includes);
    // The outermost may import all.
    for (const folder of folders.filter((name) => name !== 'cli')) expect(restricted).toContain(`src/${folder}/**`);
  });

  it.each(folders.filter((folder) => folder !== 'cli'))('src/%s must not import what lies further out', (folder) => {
    expect(lint(`${folder}/probe.ts`, "import { main } from '../cli/main.js';\nmain();\n")).toContain(
      'noRestrictedImports',
    );
  });

  it('end with what the package exports, which has no part in the command', () => {
    expect(lint('index.ts', "export { main } from './cli/main.js';\n")).toContain('noRestrictedImports');
    expect(lint('index.ts', "export { startServer } from './api/server.js';\n")).not.toContain('noRestrictedImports');
  });

  it('may all import what the program is called, which imports none of them', () => {
    for (const folder of ['crystal', 'sources', 'cli']) {
      const text = "import { PROGRAM } from '../program.js';\nPROGRAM.version;\n";
      expect(lint(`${folder}/probe.ts`, text)).not.toContain('noRestrictedImports');
    }
    const text = "import { readStructures } from './crystal/read.js';\nreadStructures('', { file: 'a.cif' });\n";
    expect(lint('program.ts', text)).toContain('noRestrictedImports');
  });

  it('may be imported from further out', () => {
    const text = "import { readStructures } from '../crystal/read.js';\nreadStructures('', { file: 'a.cif' });\n";
    const output = lint('motif/probe.ts', text);
    expect(output).toContain('Checked 1 file');
    expect(output).not.toContain('noRestrictedImports');
  });
});
