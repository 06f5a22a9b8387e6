import { describe, expect, it } from 'vitest';
import { openSample } from '../../src/sources/sample.js';
import { EVERYTHING, expectAnswers, inEachFormat, mutated, type StructureFile } from './mutations.js';
import { seeded } from './random.js';

const files: StructureFile[] = [];
for await (const { id, content } of openSample()) files.push(...inEachFormat(new TextDecoder().decode(content), id));

// A hundred thousand are tried by `npm run bench:mutations`.
describe('mutations of real structures', () => {
  it('give an analysis that makes sense, or a reason', () => {
    const random = seeded(11);
    const count = { analysed: 0, refused: 0 };
    for (let i = 0; i < 300; i++) {
      const { file, text } = files[Math.floor(random() * files.length)]!;
      let changed = text;
      for (let k = 0; k <= i % 3; k++) changed = mutated(changed, random);
      const { analysed, refused } = expectAnswers({ file, text: changed }, EVERYTHING);
      count.analysed += analysed;
      count.refused += refused;
    }
    expect(count.analysed).toBeGreaterThan(90);
    expect(count.refused).toBeGreaterThan(30);
  });
});
