/** CrystalNN of whole crystals, every site by itself. */
import type { Crystal } from '../../src/crystal/crystal.js';
import { gridOf } from '../../src/crystal/periodic/atom-grid.js';
import type { Bond } from '../../src/motif/analysis.js';
import { type Coordination, cationsOf, coordinationOf } from '../../src/motif/coordination.js';
import { bondedAnions, crystalNN } from '../../src/motif/crystalnn/bonds.js';
import type { LikelyNeighbours } from '../../src/motif/crystalnn/likely-neighbours.js';
import { voronoiCell } from '../../src/motif/voronoi.js';

type Atoms = Pick<Crystal, 'lattice' | 'fractional' | 'atomicNumbers'>;

export function neighboursOf(crystal: Atoms): LikelyNeighbours[] {
  const grid = gridOf(crystal);
  return Array.from(crystal.atomicNumbers, (_, site) => crystalNN(crystal, voronoiCell(grid, site), site));
}

export function bondedCoordination(crystal: Atoms, bonds: readonly Bond[], signs: Int8Array): Coordination {
  return coordinationOf(crystal, cationsOf(signs), bondedAnions(bonds, signs));
}
