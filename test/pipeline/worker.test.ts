import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { readStructures } from '../../src/crystal/read.js';
import { graphs, record } from '../../src/pipeline/worker.js';

/** A superoxide chloride: by its composition alone it would have Cl³⁺ and O²⁻. Materials Project mp-997020, CC BY 4.0. */
const SUPEROXIDE = `CuClO2
1.0
6.37249696 0 0
-2.57599 5.82861 0
0 0 3.786874
Cu Cl O
2 2 4
direct
0.272595 0.272595 0
0.727405 0.727405 0.5
0.627399 0.372601 0.25
0.372601 0.627399 0.75
0.816573 0.998190 0.784562
0.998190 0.816573 0.215438
0.001810 0.183427 0.715438
0.183427 0.001810 0.284562
`;

const CHLORINE = 17;

describe('graphs of AMDNet', () => {
  const [read] = readStructures(SUPEROXIDE, { id: 'superoxide', file: 'POSCAR' });
  const crystal: Crystal = read!.ok ? read!.crystal : expect.fail('not read');
  const task = { crystal, warnings: [], neighbourhood: 'voronoi' } as const;

  it('have the cations of the composition, which networks have learned from, and records those of the sites', () => {
    for (const strategy of ['simplest', 'multi-weights'] as const) {
      const made = record({ ...task, dataset: null, strategy });
      if (!made.ok || made.graph === null) expect.fail('no graph');
      expect(new Set(made.record.sites.map(({ element }) => element))).toEqual(new Set(['Cu']));
      const { atoms, motifs } = made.graph;
      expect([...motifs.atoms].map((node) => atoms.atomicNumbers[node])).toContain(CHLORINE);
      const alone = graphs(task);
      expect(alone.ok && alone.graph).toEqual(made.graph);
    }
  });
});
