import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { packedParts, unpackedParts } from '../../src/graph/crystal-parts.js';
import type { MotifSiteNode } from '../../src/graph/model.js';

test('a crystal of many sites is kept in texts that fit into a page of the database', () => {
  // Digests can't be compressed by more than a half.
  const sites = Array.from({ length: 5000 }, (_, i) => ({ id: createHash('sha256').update(`${i}`).digest('hex') }));
  const parts = { sites: sites as unknown as MotifSiteNode[], connections: [], contents: [] };
  const texts = packedParts(parts);
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(text.length).toBeLessThan(2 ** 18);
  expect(unpackedParts('big', texts)).toEqual(parts);
});

test('what is no such text is a damaged graph', () => {
  expect(() => unpackedParts('rutile-TiO2', ['rubbish'])).toThrow(/no proper sites of the crystal rutile-TiO2/);
});
