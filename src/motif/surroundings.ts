/** What surrounds the sites of one crystal: neighbour searches and Voronoi cells, each cell made once. */
import type { Crystal } from '../crystal/crystal.js';
import { type AtomGrid, gridOf } from './periodic.js';
import { type VoronoiCell, voronoiCell } from './voronoi.js';

export class Surroundings {
  readonly grid: AtomGrid;
  private readonly cells = new Map<number, VoronoiCell>();

  constructor(crystal: Pick<Crystal, 'lattice' | 'fractional'>) {
    this.grid = gridOf(crystal);
  }

  cellOf(site: number): VoronoiCell {
    let cell = this.cells.get(site);
    if (cell === undefined) {
      cell = voronoiCell(this.grid, site);
      this.cells.set(site, cell);
    }
    return cell;
  }
}
