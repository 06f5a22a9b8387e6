/**
 * A Voronoi cell without anything clever: every corner is where three bisector planes meet and no other neighbour is
 * nearer; a facet is the convex hull of its corners. For generic positions (no four planes through a point).
 */
export interface NaiveFacet {
  readonly neighbour: number;
  readonly solidAngle: number;
  readonly area: number;
}

/** `neighbours`: vectors from the site, Å. Facets with three corners or more. */
export function naiveVoronoi(neighbours: readonly (readonly [number, number, number])[]): NaiveFacet[] {
  const corners = neighbours.map((): [number, number, number][] => []);
  const count = neighbours.length;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      for (let k = 0; k < j; k++) {
        const corner = meeting(neighbours[i]!, neighbours[j]!, neighbours[k]!);
        if (corner === null) continue;
        const radius = dot(corner, corner);
        const isCorner = neighbours.every((n, l) => {
          if (l === i || l === j || l === k) return true;
          const d = n.map((x, axis) => x - corner[axis]!) as [number, number, number];
          return dot(d, d) >= radius;
        });
        if (isCorner) for (const facet of [i, j, k]) corners[facet]!.push(corner);
      }
    }
  }
  return corners.flatMap((points, neighbour) =>
    points.length < 3 ? [] : [{ neighbour, ...measure(points, neighbours[neighbour]!) }],
  );
}

type Vector = readonly [number, number, number];

/** x with x·n = n·n/2 for three neighbours, by Cramer's rule. */
function meeting(a: Vector, b: Vector, c: Vector): [number, number, number] | null {
  const det = dot(a, cross(b, c));
  if (Math.abs(det) < 1e-9) return null;
  const [bc, ca, ab] = [cross(b, c), cross(c, a), cross(a, b)];
  return [0, 1, 2].map(
    (axis) => (dot(a, a) * bc[axis]! + dot(b, b) * ca[axis]! + dot(c, c) * ab[axis]!) / (2 * det),
  ) as [number, number, number];
}

/** Area, and solid angle by the angles of the spherical polygon (Girard's theorem). */
function measure(points: Vector[], normal: Vector): { solidAngle: number; area: number } {
  const middle = [0, 1, 2].map((axis) => points.reduce((sum, p) => sum + p[axis]!, 0) / points.length) as [
    number,
    number,
    number,
  ];
  const u = subtract(points[0]!, middle);
  const v = cross(normal, u);
  const angle = (p: Vector) => {
    const d = subtract(p, middle);
    return Math.atan2(dot(d, v) / Math.hypot(...v), dot(d, u) / Math.hypot(...u));
  };
  const ring = points.toSorted((p, q) => angle(p) - angle(q));
  let area = 0;
  let angles = 0;
  for (let i = 0; i < ring.length; i++) {
    const [before, at, after] = [ring.at(i - 1)!, ring[i]!, ring[(i + 1) % ring.length]!];
    area += Math.hypot(...cross(subtract(at, middle), subtract(after, middle))) / 2;
    const [m, n] = [cross(at, before), cross(at, after)];
    angles += Math.acos(Math.max(-1, Math.min(1, dot(m, n) / (Math.hypot(...m) * Math.hypot(...n)))));
  }
  return { area, solidAngle: angles - (ring.length - 2) * Math.PI };
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): [number, number, number] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function subtract(a: Vector, b: Vector): [number, number, number] {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
