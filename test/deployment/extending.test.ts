/** The examples of docs/extending.md are changes of the code as it is. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PATCHES = [...readFileSync(join(ROOT, 'docs/extending.md'), 'utf8').matchAll(/^```diff\n(.*?)^```/gms)].map(
  ([, patch]) => patch!,
);

test('there is one for a predicted property, and one for a field of a site', () => {
  expect(PATCHES).toHaveLength(2);
});

test.each(PATCHES)('each applies, and changes at most three files', (patch) => {
  const { stderr } = spawnSync('git', ['apply', '--check'], { cwd: ROOT, input: patch, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(patch.match(/^diff --git/gm)!.length).toBeLessThanOrEqual(3);
});
