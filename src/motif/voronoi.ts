/**
 * Voronoi cells of sites among all periodic neighbours.
 *
 * Each facet is found on its own: the bisector plane of one neighbour, cut by the bisector planes of the others. Facets
 * share no topology that rounding could break, so cubes, close packings and other degenerate cells need no special case:
 * where planes meet in a point or an edge, facets shrink to nothing and are left out.
 */
import { volumeOf } from '../crystal/lattice.js';
import { type AtomGrid, type Neighbours, neighboursWithin } from './periodic.js';
import { Polygon } from './polygon.js';

/** Facets of one Voronoi cell, nearest neighbour first; each list is parallel to the others. `m` facets. */
export interface VoronoiCell {
  readonly count: number;
  /** Site of the neighbour behind each facet; length m. */
  readonly sites: Int32Array;
  /** Lattice translation of that neighbour, in units of the crystal's own basis vectors; 3m. */
  readonly images: Int32Array;
  /** From the site to the neighbour, Å; 3m. Its direction is the facet's outward normal. */
  readonly vectors: Float64Array;
  /** Site–neighbour distance, Å (the facet lies at half of it); length m. */
  readonly distances: Float64Array;
  /** Solid angle that the facet subtends at the site, steradian; length m, sum 4π. */
  readonly solidAngles: Float64Array;
  /** Å²; length m. The cell's volume is Σ area · distance / 6. */
  readonly areas: Float64Array;
}

/**
 * Facets below this are rounding of coordinates, such as an edge of a degenerate cell that opened by 1e-6 Å; steradian.
 */
const SMALLEST_SOLID_ANGLE = 1e-6;

/** Neighbours that the first search should hold: enough to close nearly every cell. */
const EXPECTED_NEIGHBOURS = 60;

/** The Voronoi cell of `site`. A grid's sites must not coincide. */
export function voronoiCell(grid: AtomGrid, site: number): VoronoiCell {
  // Whatever lies beyond twice the covering radius can't cut the cell: images of the site itself are nearer.
  const farthest = 2 * grid.coveringRadius * (1 + 1e-9);
  const volumePerSite = volumeOf(grid.lattice) / grid.siteCount;
  let radius = Math.min(farthest, Math.cbrt((3 * EXPECTED_NEIGHBOURS * volumePerSite) / (4 * Math.PI)));
  for (;;) {
    const neighbours = neighboursWithin(grid, site, radius);
    const { cell, extent } = cutCell(neighbours, grid.coveringRadius);
    if (2 * extent <= radius || radius >= farthest) return cell;
    radius = Math.min(farthest, 2 * extent, 1.5 * radius);
  }
}

const facet = new Polygon();

/** The cell that these neighbours alone cut, and the distance of its farthest corner. */
function cutCell(neighbours: Neighbours, coveringRadius: number): { cell: VoronoiCell; extent: number } {
  const kept: number[] = [];
  const solidAngles: number[] = [];
  const areas: number[] = [];
  let extent = 0;
  for (let i = 0; i < neighbours.count; i++) {
    cutFacet(neighbours, i, coveringRadius);
    if (facet.corners === 0) continue;
    extent = Math.max(extent, facet.extent);
    const solidAngle = facet.solidAngle();
    if (solidAngle < SMALLEST_SOLID_ANGLE) continue;
    kept.push(i);
    solidAngles.push(solidAngle);
    areas.push(facet.area());
  }
  const count = kept.length;
  const images = new Int32Array(3 * count);
  const vectors = new Float64Array(3 * count);
  kept.forEach((i, position) => {
    images.set(neighbours.images.subarray(3 * i, 3 * i + 3), 3 * position);
    vectors.set(neighbours.vectors.subarray(3 * i, 3 * i + 3), 3 * position);
  });
  const cell = {
    count,
    sites: Int32Array.from(kept, (i) => neighbours.sites[i]!),
    images,
    vectors,
    distances: Float64Array.from(kept, (i) => neighbours.distances[i]!),
    solidAngles: Float64Array.from(solidAngles),
    areas: Float64Array.from(areas),
  };
  return { cell, extent };
}

/** Leaves in `facet` the part of neighbour i's bisector plane that is nearer to the site than to other neighbours. */
function cutFacet({ count, vectors, distances }: Neighbours, i: number, coveringRadius: number): void {
  facet.start(vectors[3 * i]!, vectors[3 * i + 1]!, vectors[3 * i + 2]!, coveringRadius);
  for (let j = 0; j < count && facet.corners > 0; j++) {
    // Neighbours come by distance: from here on each bisector plane is farther than the farthest corner.
    if (distances[j]! >= 2 * facet.extent) break;
    if (j !== i) facet.clip(vectors[3 * j]!, vectors[3 * j + 1]!, vectors[3 * j + 2]!);
  }
}
