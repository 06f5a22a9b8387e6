/** Size and distortion of coordination polyhedra. */
import { tripleProduct, vectorAt } from '../crystal/vectors.js';

/** A hull is flat when its volume is below this part of the cube of its longest bond. */
const FLAT = 1e-4;

/** Points are moved by this part of the longest bond so that no four lie in a plane. */
const JITTER = 1e-8;

/**
 * Volume of the convex hull of the ligands, Å³; null for fewer than four ligands and for flat polyhedra.
 * `vectors`: from the centre to each ligand, Å, 3 numbers each.
 *
 * Every triangle with all other ligands on one side of it is a facet. Moved off common planes by a hair, all facets are
 * triangles, and the error is of the order of that hair.
 */
export function polyhedronVolume(vectors: Float64Array): number | null {
  const count = vectors.length / 3;
  if (count < 4) return null;
  let longest = 0;
  for (let i = 0; i < count; i++) {
    longest = Math.max(longest, Math.hypot(...vectorAt(vectors, 3 * i)));
  }
  const points = vectors.map((x, i) => x + longest * JITTER * Math.sin(12.9898 * (i + 1) * (i + 2)));
  let volume = 0;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      for (let k = j + 1; k < count; k++) {
        if (isFacet(points, i, j, k)) volume += Math.abs(sixfoldVolume(points, i, j, k, interior(points))) / 6;
      }
    }
  }
  return volume < FLAT * longest ** 3 ? null : volume;
}

/** Largest minus smallest bond length; null without ligands. Same unit as `distances`. */
export function bondLengthRange(distances: ArrayLike<number>): number | null {
  if (distances.length === 0) return null;
  const lengths = Array.from(distances);
  return Math.max(...lengths) - Math.min(...lengths);
}

/** Mean bond length, to 1e-6 of the unit of `distances`, whatever their order; null without ligands. */
export function bondLengthMean(distances: ArrayLike<number>): number | null {
  if (distances.length === 0) return null;
  const sum = Float64Array.from(distances)
    .sort()
    .reduce((total, distance) => total + distance, 0);
  return Math.round((sum / distances.length) * 1e6) / 1e6;
}

function isFacet(points: Float64Array, i: number, j: number, k: number): boolean {
  let side = 0;
  for (let other = 0; other < points.length / 3; other++) {
    if (other === i || other === j || other === k) continue;
    const sign = Math.sign(sixfoldVolume(points, i, j, k, points.subarray(3 * other, 3 * other + 3)));
    if (side !== 0 && sign !== side) return false;
    side = sign;
  }
  return true;
}

function interior(points: Float64Array): Float64Array {
  const mean = new Float64Array(3);
  for (let i = 0; i < points.length; i++) mean[i % 3]! += (3 * points[i]!) / points.length;
  return mean;
}

/** Six times the signed volume of the tetrahedron of three of the points and `apex`. */
function sixfoldVolume(points: Float64Array, i: number, j: number, k: number, apex: Float64Array): number {
  const [ax, ay, az] = [apex[0]!, apex[1]!, apex[2]!];
  const [ux, uy, uz] = [points[3 * i]! - ax, points[3 * i + 1]! - ay, points[3 * i + 2]! - az];
  const [vx, vy, vz] = [points[3 * j]! - ax, points[3 * j + 1]! - ay, points[3 * j + 2]! - az];
  const [wx, wy, wz] = [points[3 * k]! - ax, points[3 * k + 1]! - ay, points[3 * k + 2]! - az];
  return tripleProduct(ux, uy, uz, vx, vy, vz, wx, wy, wz);
}
