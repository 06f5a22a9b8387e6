/** What surrounds the sites of one crystal: neighbour searches and Voronoi cells, each cell made once. */
import type { Crystal } from '../crystal/crystal.js';
import { type AtomGrid, gridOf } from '../crystal/periodic/atom-grid.js';
import { remembered } from '../crystal/remembered.js';
import { absentIn } from './exclusion.js';
import { type VoronoiCell, voronoiCell } from './voronoi.js';

export class Surroundings {
  readonly grid: AtomGrid;
  readonly cellOf: (site: number) => VoronoiCell;

  constructor(crystal: Pick<Crystal, 'lattice' | 'fractional' | 'atomicNumbers' | 'disorder'>) {
    const grid = gridOf(crystal);
    this.grid = grid;
    const absent = absentIn(crystal);
    this.cellOf = remembered((site) => voronoiCell(grid, site, absent));
  }
}
