/** What GitHub and citation managers read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { version, license, engines } = JSON.parse(read('package.json')) as {
  version: string;
  license: string;
  engines: { node: string };
};

test('the citation and the changelog are of this version', () => {
  expect(parse(read('CITATION.cff'))).toMatchObject({ 'cff-version': '1.2.0', version, license });
  expect(read('CHANGELOG.md')).toContain(`## [${version}] - `);
});

test('CI runs what .ci/run runs, from the oldest Node.js that the package allows', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml'));
  expect(jobs.check.steps).toContainEqual({ run: '.ci/run' });
  expect(engines.node).toBe(`>=${jobs.check.strategy.matrix.node[0]}.19`);
});

test('issue templates have a name, and fields with labels', () => {
  const folder = '.github/ISSUE_TEMPLATE';
  const templates = readdirSync(join(ROOT, folder)).filter((name) => name !== 'config.yml');
  expect(templates).toHaveLength(3);
  for (const name of templates) {
    const form = parse(read(join(folder, name)));
    expect(form, name).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    for (const { id, attributes } of form.body)
      expect({ id, ...attributes }).toMatchObject({ id: expect.any(String), label: expect.any(String) });
  }
});
