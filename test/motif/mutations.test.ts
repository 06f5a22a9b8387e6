import { describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { describe as describeStructure } from '../../src/motif/description/describe.js';
import { openSample } from '../../src/sources/sample.js';
import { type Random, seeded } from './random.js';

const texts: string[] = [];
for await (const { content } of openSample()) texts.push(new TextDecoder().decode(content));

/** One number of the text changed: a little, a lot, or to another number of the file. */
function mutated(text: string, random: Random): string {
  const numbers = [...text.matchAll(/-?\d+\.\d+/g)];
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!;
  const chosen = pick(numbers);
  const value = Number(chosen[0]);
  const changed = pick([
    value * (1 + 0.05 * (random() - 0.5)),
    value * Math.exp(4 * random() - 2),
    -value,
    value + random() - 0.5,
    pick([0, 0.5, 1 / 3, 90, 120, 60]),
    Number(pick(numbers)[0]),
  ]);
  return text.slice(0, chosen.index) + changed.toFixed(5) + text.slice(chosen.index + chosen[0].length);
}

describe('mutations of real structures', () => {
  it('give an analysis that makes sense, or a reason', () => {
    const random = seeded(11);
    let analysed = 0;
    for (let i = 0; i < 200; i++) {
      let text = texts[Math.floor(random() * texts.length)]!;
      for (let k = 0; k <= i % 3; k++) text = mutated(text, random);
      for (const read of readStructures(text, { file: 'mutated.cif' })) {
        const result = read.ok
          ? analyzeMotifs(read.crystal, { strategy: 'multi-weights', bonds: 'crystalnn', fingerprints: true })
          : read;
        if (!result.ok) {
          expect(result.refusal.message).not.toBe('');
          continue;
        }
        analysed++;
        const { analysis } = result;
        for (const site of analysis.sites) {
          if (site.csm !== null) expect(site.csm).toSatisfy((csm: number) => csm >= 0 && csm <= 100);
          if (site.polyhedronVolume !== null) expect(site.polyhedronVolume).toBeGreaterThan(0);
          for (const { distance } of site.ligands) expect(distance).toBeGreaterThan(0.4 - 1e-6);
          const fractions = site.environments!.reduce((sum, { fraction }) => sum + fraction, 0);
          expect(fractions).toBeCloseTo(site.environments!.length === 0 ? 0 : 1, 9);
          expect(site.fingerprint!.every((value) => value > -0.1 && value < 1 + 1e-9)).toBe(true);
        }
        for (const { distance, anglesInDegrees, sharedLigands } of analysis.connections) {
          expect(distance).toBeGreaterThan(0);
          expect(anglesInDegrees).toHaveLength(sharedLigands);
          expect(anglesInDegrees.every((angle) => angle >= 0 && angle <= 180)).toBe(true);
        }
        expect(describeStructure(analysis)).toMatch(/^\p{Lu}.*\.$/u);
      }
    }
    expect(analysed).toBeGreaterThan(60);
  });
});
