/**
 * Distortion against the regular polyhedra, whose ligands are all alike: tetrahedron, octahedron, cube, icosahedron and
 * dodecahedron (K. Robinson, G. V. Gibbs & P. H. Ribbe, Science 172, 567 (1971), doi:10.1126/science.172.3983.567, of
 * tetrahedra and octahedra; VESTA does the same for the others). Polyhedra of other geometries have no such measures.
 */
import { geometryOf } from '../geometries.js';
import { polyhedronVolume } from '../polyhedron.js';
import type { GeometryMatch } from '../symmetry-measure.js';
import { angleBetween } from './ligand-angles.js';

interface RegularPolyhedron {
  /** Of the polyhedron whose corners are at distance 1 from the centre. */
  readonly volume: number;
  /** Pairs of neighbouring corners, by their places in the table of geometries; 2 numbers each. */
  readonly edges: Uint8Array;
  /** Angle between neighbouring corners as seen from the centre, degrees. */
  readonly edgeAngle: number;
}

const SYMBOLS = ['T:4', 'O:6', 'C:8', 'I:12', 'DD:20'];

const REGULAR: ReadonlyMap<string, RegularPolyhedron> = new Map(SYMBOLS.map((symbol) => [symbol, regular(symbol)]));

function regular(symbol: string): RegularPolyhedron {
  const { points } = geometryOf(symbol)!;
  const radius = Math.hypot(points[0]!, points[1]!, points[2]!);
  const corners = Float64Array.from(points, (x) => x / radius);
  const count = corners.length / 3;
  const pairs: { readonly ends: readonly [number, number]; readonly angle: number }[] = [];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) pairs.push({ ends: [i, j], angle: angleBetween(corners, 3 * i, 3 * j) });
  }
  const edgeAngle = Math.min(...pairs.map(({ angle }) => angle));
  // The next nearest corners are seen under angles that are larger by 19° or more.
  const edges = pairs.filter(({ angle }) => angle < edgeAngle + 1).flatMap(({ ends }) => ends);
  return { volume: polyhedronVolume(corners)!, edges: Uint8Array.from(edges), edgeAngle };
}

/**
 * Mean of (l/l₀)², where l₀ is the distance centre–corner of the regular polyhedron that has the same volume: 1 if the
 * polyhedron is regular. null for other geometries and for flat polyhedra.
 *
 * @param volume of the polyhedron, in the cube of the unit of `distances`
 */
export function quadraticElongation(
  match: Pick<GeometryMatch, 'geometry'>,
  distances: ArrayLike<number>,
  volume: number | null,
): number | null {
  const ideal = REGULAR.get(match.geometry.symbol);
  if (ideal === undefined || volume === null) return null;
  const square = Math.cbrt(volume / ideal.volume) ** 2;
  let sum = 0;
  for (let i = 0; i < distances.length; i++) sum += distances[i]! ** 2 / square;
  return sum / distances.length;
}

/**
 * Σ (φ − φ₀)² / (m − 1) over the m edges of the polyhedron, degrees²: φ is the angle ligand–centre–ligand of an edge, φ₀
 * that of the regular polyhedron (109.47° in a tetrahedron, 90° in an octahedron). null for other geometries.
 */
export function bondAngleVariance(match: GeometryMatch, vectors: Float64Array): number | null {
  const ideal = REGULAR.get(match.geometry.symbol);
  if (ideal === undefined) return null;
  const { edges, edgeAngle } = ideal;
  const ligandAt = new Uint8Array(match.permutation.length);
  for (const [ligand, corner] of match.permutation.entries()) ligandAt[corner] = ligand;
  let sum = 0;
  for (let i = 0; i < edges.length; i += 2) {
    sum += (angleBetween(vectors, 3 * ligandAt[edges[i]!]!, 3 * ligandAt[edges[i + 1]!]!) - edgeAngle) ** 2;
  }
  return sum / (edges.length / 2 - 1);
}
