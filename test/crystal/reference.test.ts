/**
 * Ten thousand oxides of the Materials Project: all are read, and have the oxidation states that pymatgen guesses. Needs the
 * reference data, whose folder `MOTIFGRAPH_REFERENCE` names: `golden/*-oxides.jsonl` and `data/mp-oxides/cifs.tar.gz`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { symbolOf } from '../../src/crystal/elements.js';
import { compositionOf } from '../../src/crystal/formula.js';
import { assignIons } from '../../src/crystal/ions.js';
import { guessOxidationStates } from '../../src/crystal/oxidation/composition-guess.js';
import { readStructures } from '../../src/crystal/read.js';
import { openSources } from '../../src/sources/open.js';

const { MOTIFGRAPH_REFERENCE: folder } = process.env;

describe.skipIf(!folder)(
  `the oxides of the reference data${folder ? '' : ' (MOTIFGRAPH_REFERENCE is not set)'}`,
  () => {
    const crystals = new Map<string, Crystal>();
    const problems: string[] = [];
    let seconds = 0;

    beforeAll(async () => {
      for await (const item of openSources([join(folder!, 'data/mp-oxides/cifs.tar.gz')])) {
        if (!item.ok) throw new Error(item.refusal.message);
        const start = performance.now();
        const results = readStructures(item.content, { id: item.id, file: item.file });
        seconds += (performance.now() - start) / 1000;
        for (const result of results) {
          if (result.ok) crystals.set(result.crystal.id, result.crystal);
          else problems.push(`${item.id}: ${result.refusal.message}`);
          if (result.ok && result.warnings.length > 0) problems.push(`${item.id}: ${result.warnings[0]!.message}`);
        }
      }
    });

    it('are read without a refusal or a warning', () => {
      expect(problems).toEqual([]);
      expect(crystals.size).toBe(10_309);
      expect(seconds).toBeLessThan(120);
    });

    it('have ions', () => {
      const without = [...crystals.values()].filter((crystal) => !assignIons(crystal).ok);
      expect(without.map(({ id }) => id)).toEqual([]);
    });

    it.each(['chemenv', 'crystalnn'])('have the oxidation states of golden/%s-oxides.jsonl', (name) => {
      const lines = readFileSync(join(folder!, `golden/${name}-oxides.jsonl`), 'utf8')
        .split('\n')
        .filter(Boolean);
      let compared = 0;
      for (const line of lines) {
        const { id, oxidation } = JSON.parse(line) as { id: string; oxidation?: Record<string, number> };
        if (oxidation === undefined) continue;
        const guess = guessOxidationStates(compositionOf(crystals.get(id)!))!;
        for (const [z, state] of guess)
          expect(state, `${symbolOf(z)} of ${id}`).toBeCloseTo(oxidation[symbolOf(z)]!, 6);
        expect(guess.size).toBe(Object.keys(oxidation).length);
        compared++;
      }
      expect(compared).toBeGreaterThan(150);
    });
  },
);
