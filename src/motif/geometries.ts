/** The reference polyhedra, prepared for comparison with the shapes of crystals. */
import type { GeometrySymbol } from './analysis.js';
import { type GeometryEntry, geometryTable } from './geometry-table.js';
import { distancesBetween, normalised } from './shape.js';

/** A reference polyhedron. `unused` ones are names of ChemEnv's list that nothing is compared with. */
export type Geometry = GeometryEntry;

/** All 66, by coordination number. */
export const geometries: readonly Geometry[] = geometryTable;

/** What the search for the best permutation needs to know of a reference polyhedron. */
export interface Reference {
  readonly geometry: Geometry;
  /** Points with the centre. */
  readonly count: number;
  /** The centre and then the points as in the table; normalised as `Shape.points` are. */
  readonly points: Float64Array;
  /** Distances between points; count × count. */
  readonly distances: Float64Array;
  /** Distances of all pairs of points, largest first, and the two points of each as bits. */
  readonly pairDistances: Float64Array;
  readonly pairMasks: Int32Array;
  /** The polyhedron's symmetry group: where each of its operations, proper or improper, takes the points. */
  readonly symmetries: readonly Uint8Array[];
}

const bySymbol = new Map(geometries.map((geometry) => [geometry.symbol, geometry]));
const byCoordination = new Map<number, readonly Reference[]>();

export function geometryOf(symbol: GeometrySymbol): Geometry | undefined {
  return bySymbol.get(symbol);
}

/** References with this coordination number, in the table's order; none for 0, 14–19 and more than 20. */
export function referencesOf(coordinationNumber: number): readonly Reference[] {
  let references = byCoordination.get(coordinationNumber);
  if (references === undefined) {
    references = geometries
      .filter((geometry) => geometry.coordinationNumber === coordinationNumber && geometry.unused === undefined)
      .map(prepare);
    byCoordination.set(coordinationNumber, references);
  }
  return references;
}

function prepare(geometry: Geometry): Reference {
  const points = normalised(geometry.points);
  const count = points.length / 3;
  const distances = distancesBetween(points);
  const pairs: [number, number][] = [];
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) pairs.push([distances[i * count + j]!, (1 << i) | (1 << j)]);
  pairs.sort((a, b) => b[0] - a[0]);
  return {
    geometry,
    count,
    points,
    distances,
    pairDistances: Float64Array.from(pairs, ([distance]) => distance),
    pairMasks: Int32Array.from(pairs, ([, mask]) => mask),
    symmetries: isometries(distances, count),
  };
}

/** Coordinates of the table have at least eight digits. */
const SAME_DISTANCE = 1e-6;

/** Permutations of the points that keep the centre and all distances: rotations and reflections of the polyhedron. */
function isometries(distances: Float64Array, count: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  const images = new Uint8Array(count);
  const extend = (point: number, taken: number): void => {
    if (point === count) {
      found.push(images.slice());
      return;
    }
    for (let image = 1; image < count; image++) {
      if (taken & (1 << image)) continue;
      let same = true;
      for (let k = 0; k < point && same; k++) {
        const change = distances[point * count + k]! - distances[image * count + images[k]!]!;
        same = Math.abs(change) <= SAME_DISTANCE;
      }
      if (!same) continue;
      images[point] = image;
      extend(point + 1, taken | (1 << image));
    }
  };
  extend(1, 1);
  return found;
}
