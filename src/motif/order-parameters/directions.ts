/**
 * The directions from a site to its neighbours, and all angles between them: what every order parameter is made from.
 * Directions come in order of importance, so that the first n of them are themselves a set of neighbours.
 */
import { cross, dot, length, vectorAt } from '../../crystal/vectors.js';

/**
 * Two directions are one line (0° or 180° apart) below this sine of their angle: then no plane goes through them, and no
 * other direction has an azimuth about one of them counted from the other. Large enough that the eighth digit of a
 * file's coordinates doesn't bend what symmetry makes a line: order parameters jump there.
 */
const COLLINEAR = 1e-6;

export interface Directions {
  readonly count: number;
  /** Importance of each direction, descending; neighbours of the same rank are equals. */
  readonly ranks: Float64Array;
  /** Cosine of the angle between directions i and j, [i · count + j]; symmetric, as are the next two. */
  readonly cosines: Float64Array;
  /** Angle between directions i and j, divided by 180°. */
  readonly angles: Float64Array;
  /** 1 where i and j lie on one line, as i does with itself. */
  readonly collinear: Uint8Array;
  /** Unit normal of the plane through i and j, i × j, Cartesian; [3 (i · count + j)]; 0 where they are collinear. */
  readonly normals: Float64Array;
}

/** `vectors`: from the site to its neighbours, any lengths but 0; as many are taken as there are ranks (descending). */
export function directionsOf(vectors: Float64Array, ranks: Float64Array): Directions {
  const count = ranks.length;
  const units = new Float64Array(3 * count);
  for (let i = 0; i < 3 * count; i += 3) {
    const norm = length(vectors, i);
    for (let k = i; k < i + 3; k++) units[k] = vectors[k]! / norm;
  }
  const cosines = new Float64Array(count * count).fill(1);
  const angles = new Float64Array(count * count);
  const collinear = new Uint8Array(count * count).fill(1);
  const normals = new Float64Array(3 * count * count);
  for (let i = 0; i < count; i++) {
    const direction = vectorAt(units, 3 * i);
    for (let j = i + 1; j < count; j++) {
      const ij = i * count + j;
      const ji = j * count + i;
      const cosine = dot(units, 3 * i, units, 3 * j);
      const [nx, ny, nz] = cross(direction, vectorAt(units, 3 * j));
      const sine = Math.sqrt(nx * nx + ny * ny + nz * nz);
      cosines[ij] = cosines[ji] = cosine;
      angles[ij] = angles[ji] = Math.atan2(sine, cosine) / Math.PI;
      if (sine < COLLINEAR) continue;
      collinear[ij] = collinear[ji] = 0;
      const normal = [nx / sine, ny / sine, nz / sine];
      for (let k = 0; k < 3; k++) {
        normals[3 * ij + k] = normal[k]!;
        normals[3 * ji + k] = -normal[k]!;
      }
    }
  }
  return { count, ranks, cosines, angles, collinear, normals };
}

/** Cosine of the azimuth of direction m about the pole, counted from the meridian; neither collinear with the pole. */
export function cosineOfAzimuth({ count, normals }: Directions, pole: number, meridian: number, m: number): number {
  const a = 3 * (pole * count + meridian);
  const b = 3 * (pole * count + m);
  return Math.max(-1, Math.min(1, dot(normals, a, normals, b)));
}
