/** Convex polygon in space that half-spaces cut down: the facet of a Voronoi cell as it is found. */
import { dot, length, tripleProduct } from '../crystal/vectors.js';

/** Corners that there is room for at first. */
const CAPACITY = 32;

export class Polygon {
  /** Corners left; 0 when nothing is. */
  corners = 0;
  /** Distance of the farthest corner from the origin, Å. */
  extent = 0;
  /** Corners in order, [x0, y0, z0, x1, …], Å. */
  points = new Float64Array(3 * CAPACITY);
  private spare = new Float64Array(3 * CAPACITY);
  private heights = new Float64Array(CAPACITY);

  /** A square of half-width `size` on the plane that bisects the vector from the origin to (x, y, z). */
  start(x: number, y: number, z: number, size: number): void {
    const length = Math.sqrt(x * x + y * y + z * z);
    // u: across the vector, made from the axis that is least along it; v = n × u.
    const ax = Math.abs(x);
    const ay = Math.abs(y);
    const az = Math.abs(z);
    let ux = 0;
    let uy = 0;
    let uz = 0;
    if (ax <= ay && ax <= az) {
      uy = -z;
      uz = y;
    } else if (ay <= az) {
      ux = z;
      uz = -x;
    } else {
      ux = -y;
      uy = x;
    }
    const scale = size / Math.sqrt(ux * ux + uy * uy + uz * uz);
    ux *= scale;
    uy *= scale;
    uz *= scale;
    const vx = (y * uz - z * uy) / length;
    const vy = (z * ux - x * uz) / length;
    const vz = (x * uy - y * ux) / length;
    const p = this.points;
    for (let i = 0; i < 4; i++) {
      const s = i === 0 || i === 3 ? 1 : -1;
      const t = i < 2 ? 1 : -1;
      p[3 * i] = x / 2 + s * ux + t * vx;
      p[3 * i + 1] = y / 2 + s * uy + t * vy;
      p[3 * i + 2] = z / 2 + s * uz + t * vz;
    }
    this.corners = 4;
    this.measureExtent();
  }

  /** Keeps the part that is nearer to the origin than to (x, y, z). */
  clip(x: number, y: number, z: number): void {
    const { heights, corners } = this;
    const plane = (x * x + y * y + z * z) / 2;
    const p = this.points;
    let highest = -Infinity;
    for (let i = 0; i < corners; i++) {
      const height = p[3 * i]! * x + p[3 * i + 1]! * y + p[3 * i + 2]! * z - plane;
      heights[i] = height;
      if (height > highest) highest = height;
    }
    if (highest <= 0) return;
    if (3 * (corners + 1) > this.spare.length) this.grow();
    const q = this.spare;
    let kept = 0;
    for (let i = 0, previous = corners - 1; i < corners; previous = i++) {
      const from = heights[previous]!;
      const to = heights[i]!;
      if (from <= 0 !== to <= 0) {
        const t = from / (from - to);
        const [x0, y0, z0] = [p[3 * previous]!, p[3 * previous + 1]!, p[3 * previous + 2]!];
        q[3 * kept] = x0 + t * (p[3 * i]! - x0);
        q[3 * kept + 1] = y0 + t * (p[3 * i + 1]! - y0);
        q[3 * kept + 2] = z0 + t * (p[3 * i + 2]! - z0);
        kept++;
      }
      if (to <= 0) {
        q[3 * kept] = p[3 * i]!;
        q[3 * kept + 1] = p[3 * i + 1]!;
        q[3 * kept + 2] = p[3 * i + 2]!;
        kept++;
      }
    }
    this.points = q;
    this.spare = p;
    this.corners = kept < 3 ? 0 : kept;
    this.measureExtent();
  }

  /**
   * Solid angle at the origin, steradian: the sum over triangles of
   * tan(Ω/2) = a·(b × c) / (abc + (a·b)c + (b·c)a + (c·a)b) (Van Oosterom & Strackee, IEEE Trans. Biomed. Eng. 30, 125).
   */
  solidAngle(): number {
    const p = this.points;
    const ax = p[0]!;
    const ay = p[1]!;
    const az = p[2]!;
    const a = length(p, 0);
    let sum = 0;
    for (let i = 1; i + 1 < this.corners; i++) {
      const bx = p[3 * i]!;
      const by = p[3 * i + 1]!;
      const bz = p[3 * i + 2]!;
      const cx = p[3 * i + 3]!;
      const cy = p[3 * i + 4]!;
      const cz = p[3 * i + 5]!;
      const b = length(p, 3 * i);
      const c = length(p, 3 * i + 3);
      const triple = tripleProduct(ax, ay, az, bx, by, bz, cx, cy, cz);
      const ab = dot(p, 0, p, 3 * i);
      const bc = dot(p, 3 * i, p, 3 * i + 3);
      const ca = dot(p, 3 * i + 3, p, 0);
      sum += 2 * Math.atan2(Math.abs(triple), a * b * c + ab * c + bc * a + ca * b);
    }
    return sum;
  }

  /** Å². */
  area(): number {
    const p = this.points;
    let x = 0;
    let y = 0;
    let z = 0;
    for (let i = 1; i + 1 < this.corners; i++) {
      const bx = p[3 * i]! - p[0]!;
      const by = p[3 * i + 1]! - p[1]!;
      const bz = p[3 * i + 2]! - p[2]!;
      const cx = p[3 * i + 3]! - p[0]!;
      const cy = p[3 * i + 4]! - p[1]!;
      const cz = p[3 * i + 5]! - p[2]!;
      x += by * cz - bz * cy;
      y += bz * cx - bx * cz;
      z += bx * cy - by * cx;
    }
    return Math.sqrt(x * x + y * y + z * z) / 2;
  }

  /** Room for twice as many corners; `points` keeps its own until the next clip. */
  private grow(): void {
    const heights = new Float64Array(2 * this.heights.length);
    heights.set(this.heights);
    this.heights = heights;
    this.spare = new Float64Array(3 * heights.length);
  }

  private measureExtent(): void {
    const p = this.points;
    let squared = 0;
    for (let i = 0; i < this.corners; i++) {
      const r = dot(p, 3 * i, p, 3 * i);
      if (r > squared) squared = r;
    }
    this.extent = Math.sqrt(squared);
  }
}
