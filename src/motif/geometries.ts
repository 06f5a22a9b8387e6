/** The reference polyhedra, prepared for comparison with the shapes of crystals. */
import type { GeometrySymbol } from './analysis.js';
import { type GeometryEntry, geometryTable } from './geometry-table.js';
import { normalised } from './shape.js';
import { isometriesOf, type Target, targetOf } from './target.js';

/** A reference polyhedron. `unused` ones are names of ChemEnv's list that nothing is compared with. */
export type Geometry = GeometryEntry;

/** All 66, by coordination number. */
export const geometries: readonly Geometry[] = geometryTable;

/** A reference polyhedron as the search for the best permutation sees it. */
export interface Reference extends Target {
  readonly geometry: Geometry;
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
  return { geometry, ...targetOf(points, isometriesOf(points)) };
}
