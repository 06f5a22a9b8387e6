/** Faces of polyhedra. */
import { polygonHull } from 'd3-polygon';
import { add, cross, dot, length, mean, normalized, scale, subtract, type Vector } from './vectors.js';

/** Corners as indices of the points, counterclockwise from outside. */
export type Face = readonly number[];

export interface Hull {
  readonly faces: readonly Face[];
  /** Where two faces meet; of a flat one its outline. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** One face, which is seen from both sides. */
  readonly isFlat: boolean;
}

/** Å that corners of one face may lie out of its plane; if faces then overlap, it is cut into triangles. */
const TOLERANCES = [0.03, 1e-3, 1e-6];
/** Å. */
const FLAT = 0.05;

const NONE: Hull = { faces: [], edges: [], isFlat: false };

/**
 * The convex hull, with triangles in one plane joined.
 * Points in one plane give a flat one; two points or points on a line have no faces.
 */
export function hullOf(points: readonly Vector[]): Hull {
  if (points.length < 3) return NONE;
  const flat = planeOf(points);
  if (flat === null) return NONE;
  if (points.every((point) => Math.abs(dot(subtract(point, flat.origin), flat.normal)) < FLAT)) {
    const face = outline(
      points,
      points.map((_, index) => index),
      flat.normal,
    );
    return { faces: [face], edges: edgesOf([face]), isFlat: true };
  }
  for (const tolerance of TOLERANCES) {
    const faces = facesOf(points, tolerance);
    if (isClosed(faces)) return { faces, edges: edgesOf(faces), isFlat: false };
  }
  return NONE;
}

/** The plane that three far points span; null where all lie on a line. */
function planeOf(points: readonly Vector[]): { origin: Vector; normal: Vector } | null {
  const origin = mean(points);
  let best: Vector = [0, 0, 0];
  for (const a of points) {
    for (const b of points) {
      const normal = cross(subtract(a, origin), subtract(b, origin));
      if (length(normal) > length(best) + 1e-9) best = normal;
    }
  }
  return length(best) < FLAT ? null : { origin, normal: normalized(best) };
}

/** Of each three points with all others on one side of their plane, those that lie in it. */
function facesOf(points: readonly Vector[], tolerance: number): Face[] {
  const faces = new Map<string, Face>();
  const count = points.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      for (let k = j + 1; k < count; k++) {
        const normal = cross(subtract(points[j]!, points[i]!), subtract(points[k]!, points[i]!));
        if (length(normal) < 1e-4) continue;
        const unit = normalized(normal);
        const heights = points.map((point) => dot(subtract(point, points[i]!), unit));
        const isBelow = heights.every((height) => height < tolerance);
        if (!isBelow && !heights.every((height) => height > -tolerance)) continue;
        const corners = heights.flatMap((height, index) => (Math.abs(height) < tolerance ? [index] : []));
        faces.set(corners.join(), outline(points, corners, isBelow ? unit : scale(unit, -1)));
      }
    }
  }
  return [...faces.values()];
}

/** Corners of a planar face in order, seen with the normal towards the eye. */
function outline(points: readonly Vector[], corners: readonly number[], normal: Vector): Face {
  const right = normalized(cross(Math.abs(normal[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0], normal));
  const up = cross(normal, right);
  const flat = corners.map((corner): [number, number] => [dot(points[corner]!, right), dot(points[corner]!, up)]);
  const hull = polygonHull(flat) ?? flat;
  const ordered = hull.map((point) => corners[flat.indexOf(point)]!);
  const turn = ordered.reduce<Vector>(
    (sum, corner, at) => add(sum, cross(points[corner]!, points[ordered[(at + 1) % ordered.length]!]!)),
    [0, 0, 0],
  );
  return dot(turn, normal) < 0 ? ordered.reverse() : ordered;
}

const edgeText = (a: number, b: number): string => (a < b ? `${a}-${b}` : `${b}-${a}`);

function sidesOf(face: Face): (readonly [number, number])[] {
  return face.map((corner, at) => [corner, face[(at + 1) % face.length]!]);
}

function edgesOf(faces: readonly Face[]): (readonly [number, number])[] {
  return [...new Map(faces.flatMap(sidesOf).map((side) => [edgeText(...side), side])).values()];
}

/** Whether each edge has two faces. */
function isClosed(faces: readonly Face[]): boolean {
  const counts = new Map<string, number>();
  for (const side of faces.flatMap(sidesOf)) counts.set(edgeText(...side), (counts.get(edgeText(...side)) ?? 0) + 1);
  return faces.length >= 4 && [...counts.values()].every((count) => count === 2);
}
