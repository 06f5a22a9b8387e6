/** Styles are global: a class that two views style would look in each as whichever was opened last wants it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCES = fileURLToPath(new URL('../../explorer/src/', import.meta.url));

/** Classes that a rule's selectors begin with. */
function classesIn(css: string): string[] {
  const rules = css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g);
  return [...rules].flatMap(([, selectors]) =>
    selectors!.split(',').flatMap((one) => /^\s*\.([\w-]+)/.exec(one)?.[1] ?? []),
  );
}

test('a class is styled by one folder', () => {
  const folders = new Map<string, Set<string>>();
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.css')) continue;
    for (const name of classesIn(readFileSync(join(SOURCES, file), 'utf8'))) {
      folders.set(name, (folders.get(name) ?? new Set()).add(dirname(file)));
    }
  }
  expect(folders.size).toBeGreaterThan(100);
  expect([...folders].filter(([, styling]) => styling.size > 1)).toEqual([]);
});
