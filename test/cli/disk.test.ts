/** A disk that is full, and one that can't be written. Both are made by mounting, which needs root. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { CommandLine, temporaryFolder } from './command.js';
import { writeMany } from './structures.js';

const home = temporaryFolder();
const command = new CommandLine(home);
const input = join(home, 'input');
writeMany(input, 40);
const disk = join(home, 'disk');
mkdirSync(disk);
const graph = join(disk, 'graph');
const ingest = () =>
  command.run(['ingest', input, '--graph', graph, '--no-predictions', '--failures', join(home, 'failures')]);

function mount(...options: string[]): boolean {
  try {
    execFileSync('mount', [...options, disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const mounted = mount('-t', 'tmpfs', '-o', 'size=300k', 'tmpfs');
afterAll(() => {
  if (mounted) execFileSync('umount', ['--lazy', disk]);
});

describe.skipIf(!mounted)(`a disk${mounted ? '' : ' (none can be mounted here)'}`, () => {
  it('that is full ends an ingest in words, and the same command goes on once there is room', async () => {
    const full = await ingest();
    expect(full.stderr).toMatch(/^Aborted\. .*run the same command again to continue\.$/m);
    expect(full.stderr).toMatch(/motifgraph: The disk with the graph in .*graph is full; .*free some space.*\.\n$/);
    expect(full).toMatchObject({ status: 5, signal: null });
    mount('-o', 'remount,size=20m');
    const again = await ingest();
    expect(again.status).toBe(1);
    expect(again.stdout).toMatch(/^40 structures: 38 stored, 0 unchanged, 2 refused/);
  });

  it('that can not be written is served, and refuses an ingest in words', async () => {
    mount('-o', 'remount,ro');
    const refused = await ingest();
    expect(refused.stderr).toMatch(/motifgraph: The folder .*graph can't be written .*\.\n$/);
    expect(refused.status).toBe(5);
    const child = command.start(['serve', '--graph', graph], { PORT: '0' });
    for await (const line of createInterface(child.stdout!)) {
      expect(line).toMatch(/^Motifgraph is running at .* \(38 crystals in /);
      break;
    }
    child.kill('SIGKILL');
  });
});
