import { it } from 'vitest';
import { set2set } from '../../src/amdnet/set2set.js';
import { seeded } from '../motif/random.js';
import { times } from '../oracles/amdnet/naive-layers.js';
import { naiveSet2set } from '../oracles/amdnet/naive-set2set.js';
import { onEachBackend } from './on-each-backend.js';
import { column, indices } from './random-graph.js';
import { expectTwins, randomMatrix } from './twins.js';

const random = seeded(4);
const members = randomMatrix(24, 5, random);
const NUMBERS = members.map(() => 4 * random());
/** Set 2 has no members. */
const SETS = members.map((_, i) => [0, 1, 3][i % 3]!);
const SHAPE = { count: 4, steps: 3, units: 4 };

onEachBackend('Set2Set and its twin agree in answers and slopes', () => {
  it.each([
    ['for members of a usual size', 1, 2e-5],
    // Exponents of a few hundred are rounded at 3e-5 in single precision, and the shares of members with them: by how much
    // depends on the order in which a processor sums them.
    ['for members so large that exponents are cut off', 60, 1e-4],
  ])('%s', (_, size, tolerance) => {
    const numbers = column(NUMBERS);
    const sets = indices(SETS);
    expectTwins(
      {
        inputs: { members: members.map((row) => times(size, row)) },
        layer: (p, { members }) => [set2set(p, 'read', members, numbers, sets, SHAPE)],
        twin: (p, { members }) => [naiveSet2set(p, 'read', members, NUMBERS, SETS, SHAPE)],
      },
      { tolerance, directions: 2 },
    );
  });
});
