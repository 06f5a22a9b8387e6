/**
 * Voronoi cells of sites among all periodic neighbours.
 *
 * Each facet is a polygon of its own, cut by the bisector planes of the other neighbours. Facets share no topology that
 * rounding could break, so cubes, close packings and other degenerate cells need no special case: where planes meet in
 * a point or an edge, facets shrink to nothing and are left out.
 */
import { volumeOf } from '../crystal/lattice.js';
import {
  type AtomGrid,
  atomsWithin,
  binsWithin,
  type Neighbours,
  neighboursWithin,
} from '../crystal/periodic/atom-grid.js';
import { nearestAtom } from '../crystal/periodic/nearest-atom.js';
import type { Absent } from './exclusion.js';
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
const EXPECTED_NEIGHBOURS = 50;

/** Bins in a window for each site of the cell from which on it is faster to look for each site's nearest image. */
const BINS_FOR_AN_IMAGE = 27;

/** Corners have to be nearer to another atom by this part of their distance for it to count. */
const NEARER = 1e-9;

/** The Voronoi cell of `site` among all that are not `absent` where it is. A grid's sites must not coincide. */
export function voronoiCell(grid: AtomGrid, site: number, absent?: Absent): VoronoiCell {
  const neighbours = present(firstNeighbours(grid, site), site, absent);
  const cell = new GrowingCell(grid.coveringRadius);
  for (let i = 0; i < neighbours.count && neighbours.distances[i]! < 2 * cell.extent; i++) cell.cut(neighbours, i);
  cutFarCorners(cell, grid, site, firstRadius(grid), absent);
  return cell.finish();
}

/** The atoms that nearly every cell is closed by, nearest first; many more where most of space is empty. */
export function firstNeighbours(grid: AtomGrid, site: number): Neighbours {
  return neighboursWithin(grid, site, firstRadius(grid));
}

/** Å. */
function firstRadius({ lattice, siteCount }: AtomGrid): number {
  const volumePerSite = volumeOf(lattice) / siteCount;
  return Math.cbrt((3 * EXPECTED_NEIGHBOURS * volumePerSite) / (4 * Math.PI));
}

/** Atoms beyond the first search can only cut corners farther than half its radius: those that lie nearer to them. */
function cutFarCorners(cell: GrowingCell, grid: AtomGrid, site: number, radius: number, absent?: Absent): void {
  const safe: number[] = [];
  for (;;) {
    const corner = cell.cornerBeyond(radius / 2, safe);
    if (corner === null) return;
    const distance = Math.hypot(...corner) * (1 - NEARER);
    // Most corners lie near some atom; the whole sphere is searched in empty space only.
    let reach = Math.min(radius, distance);
    let around = present(atomsWithin(grid, site, corner, reach), site, absent);
    while (around.count === 0 && reach < distance) {
      reach = Math.min(2 * reach, distance);
      // In flat and in narrow cells a sphere that just reaches the next layer holds as many atoms as its square has room.
      // The nearest atom alone would not do where it may be one that is absent.
      const images = absent === undefined && binsWithin(grid, reach) > BINS_FOR_AN_IMAGE * grid.siteCount;
      if (images) reach = distance;
      around = images
        ? nearestAtom(grid, site, corner, reach)
        : present(atomsWithin(grid, site, corner, reach), site, absent);
    }
    if (around.count === 0) safe.push(...corner);
    else cell.cut(around, nearestTo(corner, around));
  }
}

function present(neighbours: Neighbours, site: number, absent: Absent | undefined): Neighbours {
  if (absent === undefined) return neighbours;
  const { sites, images, vectors, distances } = neighbours;
  const kept = Array.from(sites.keys()).filter((i) => !absent(site, sites[i]!, distances[i]!));
  const three = (list: ArrayLike<number>) => kept.flatMap((i) => [list[3 * i]!, list[3 * i + 1]!, list[3 * i + 2]!]);
  return {
    count: kept.length,
    sites: Int32Array.from(kept, (i) => sites[i]!),
    images: Int32Array.from(three(images)),
    vectors: Float64Array.from(three(vectors)),
    distances: Float64Array.from(kept, (i) => distances[i]!),
  };
}

function nearestTo(corner: readonly [number, number, number], { count, vectors }: Neighbours): number {
  let nearest = 0;
  let smallest = Infinity;
  for (let i = 0; i < count; i++) {
    const distance = Math.hypot(
      vectors[3 * i]! - corner[0],
      vectors[3 * i + 1]! - corner[1],
      vectors[3 * i + 2]! - corner[2],
    );
    if (distance >= smallest) continue;
    smallest = distance;
    nearest = i;
  }
  return nearest;
}

interface Facet {
  readonly polygon: Polygon;
  /** From the site to the neighbour, Å. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly distance: number;
  /** The neighbour's place in a list of neighbours; null for a face of the first cube. */
  readonly neighbour: { readonly list: Neighbours; readonly index: number } | null;
}

/** Polygons that no cell uses now. */
const spares: Polygon[] = [];

/** A cell from a cube that surely holds it to its final shape, one neighbour after the other. */
class GrowingCell {
  /** Distance of the farthest corner, Å. */
  extent = 0;
  private facets: Facet[] = [];
  private readonly size: number;

  /** `coveringRadius`: no corner of the final cell is farther, Å. */
  constructor(coveringRadius: number) {
    this.size = 2 * coveringRadius;
    for (const sign of [-1, 1]) {
      this.add(2 * sign * this.size, 0, 0, null);
      this.add(0, 2 * sign * this.size, 0, null);
      this.add(0, 0, 2 * sign * this.size, null);
    }
    for (const { polygon } of this.facets) {
      for (const { x, y, z } of this.facets) polygon.clip(x, y, z);
    }
    this.measureExtent();
  }

  /** Cuts away what is nearer to the neighbour than to the site. */
  cut(list: Neighbours, index: number): void {
    const x = list.vectors[3 * index]!;
    const y = list.vectors[3 * index + 1]!;
    const z = list.vectors[3 * index + 2]!;
    if (!this.reaches(x, y, z)) return;
    const { facets } = this;
    let kept = 0;
    for (const facet of facets) {
      facet.polygon.clip(x, y, z);
      if (facet.polygon.corners > 0) facets[kept++] = facet;
      else spares.push(facet.polygon);
    }
    facets.length = kept;
    const polygon = this.add(x, y, z, { list, index });
    for (let i = 0; i < kept && polygon.corners > 0; i++) polygon.clip(facets[i]!.x, facets[i]!.y, facets[i]!.z);
    if (polygon.corners === 0) {
      facets.pop();
      spares.push(polygon);
    }
    this.measureExtent();
  }

  /** A corner farther than `distance` that is not among `safe` (3 numbers each); null when there is none. */
  cornerBeyond(distance: number, safe: readonly number[]): [number, number, number] | null {
    if (this.extent <= distance) return null;
    for (const { polygon } of this.facets) {
      if (polygon.extent <= distance) continue;
      for (let i = 0; i < polygon.corners; i++) {
        const x = polygon.points[3 * i]!;
        const y = polygon.points[3 * i + 1]!;
        const z = polygon.points[3 * i + 2]!;
        if (x * x + y * y + z * z <= distance * distance) continue;
        let known = false;
        // The facets that meet in a corner have it each with its own rounding.
        for (let k = 0; k < safe.length && !known; k += 3) {
          known =
            Math.abs(x - safe[k]!) + Math.abs(y - safe[k + 1]!) + Math.abs(z - safe[k + 2]!) < NEARER * this.extent;
        }
        if (!known) return [x, y, z];
      }
    }
    return null;
  }

  /** The cell as it is; its polygons go back. */
  finish(): VoronoiCell {
    const facets = this.facets.filter(
      ({ neighbour, polygon }) => neighbour !== null && polygon.solidAngle() >= SMALLEST_SOLID_ANGLE,
    );
    facets.sort((a, b) => a.distance - b.distance);
    const count = facets.length;
    const cell = {
      count,
      sites: new Int32Array(count),
      images: new Int32Array(3 * count),
      vectors: new Float64Array(3 * count),
      distances: new Float64Array(count),
      solidAngles: new Float64Array(count),
      areas: new Float64Array(count),
    };
    for (let i = 0; i < count; i++) {
      const { polygon, distance, neighbour, x, y, z } = facets[i]!;
      const { list, index } = neighbour!;
      cell.sites[i] = list.sites[index]!;
      for (let k = 0; k < 3; k++) cell.images[3 * i + k] = list.images[3 * index + k]!;
      cell.vectors[3 * i] = x;
      cell.vectors[3 * i + 1] = y;
      cell.vectors[3 * i + 2] = z;
      cell.distances[i] = distance;
      cell.solidAngles[i] = polygon.solidAngle();
      cell.areas[i] = polygon.area();
    }
    for (const { polygon } of this.facets) spares.push(polygon);
    return cell;
  }

  private add(x: number, y: number, z: number, neighbour: Facet['neighbour']): Polygon {
    const polygon = spares.pop() ?? new Polygon();
    // Wide enough for any cut through the cube.
    polygon.start(x, y, z, 2 * this.size);
    this.facets.push({ polygon, x, y, z, distance: Math.sqrt(x * x + y * y + z * z), neighbour });
    return polygon;
  }

  /** Whether a corner lies nearer to (x, y, z) than to the site. */
  private reaches(x: number, y: number, z: number): boolean {
    const plane = ((x * x + y * y + z * z) / 2) * (1 + NEARER / 10);
    for (const { polygon } of this.facets) {
      const { points } = polygon;
      for (let i = 0; i < 3 * polygon.corners; i += 3) {
        if (points[i]! * x + points[i + 1]! * y + points[i + 2]! * z > plane) return true;
      }
    }
    return false;
  }

  private measureExtent(): void {
    this.extent = 0;
    for (const { polygon } of this.facets) this.extent = Math.max(this.extent, polygon.extent);
  }
}
