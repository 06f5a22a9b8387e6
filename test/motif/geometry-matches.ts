import { geometries } from '../../src/motif/geometries.js';
import { type GeometryMatch, matchesBelow } from '../../src/motif/symmetry-measure.js';

/** The measure against every reference of this coordination number, in the table's order; no measure is above 100. */
export function geometryMatches(vectors: ArrayLike<number>): GeometryMatch[] {
  return matchesBelow(vectors, 100).sort((a, b) => geometries.indexOf(a.geometry) - geometries.indexOf(b.geometry));
}
