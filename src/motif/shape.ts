/** A coordination polyhedron as the symmetry measure sees it: free of place and size, its centre one of its points. */

export interface Shape {
  /** Ligands + 1. */
  readonly count: number;
  /** One for each part of the ligands, beginning with that part and going round; parts have five ligands or more. */
  readonly arrangements: readonly Arrangement[];
}

/** The points of a shape in the order in which the search assigns them. */
export interface Arrangement {
  /** The centre and then the ligands, [x0, y0, z0, x1, …]: centroid at the origin, squares of all coordinates sum to 1. */
  readonly points: Float64Array;
  /** Ligand (position in the list that the shape was made of) at each of the points but the centre; count − 1. */
  readonly ligands: Uint8Array;
  /** For each point: the share of the parts that are begun with it; 1/4 in the first of four parts. */
  readonly shares: Float64Array;
  /** Distances between points; count × count. */
  readonly distances: Float64Array;
  /** For each k: the distances between the points k … count − 1, largest first. */
  readonly distancesFrom: readonly Float64Array[];
  /** For each k: √ of the sum of squares of the points k … count − 1; count + 1 numbers. */
  readonly radiusFrom: Float64Array;
}

/** The smallest part: splitting further costs more than it saves (measured on 5 to 20 ligands). */
const PART = 5;

/** `vectors`: from the centre to each ligand, 3 numbers each, in any unit; at least one. */
export function shapeOf(vectors: ArrayLike<number>): Shape {
  const points = normalised(vectors);
  const count = points.length / 3;
  const distances = distancesBetween(points);
  const order = pathOrder(distances, count);
  const parts = Math.max(1, Math.floor((count - 1) / PART));
  const bounds = Array.from({ length: parts + 1 }, (_, part) => 1 + Math.round((part * (count - 1)) / parts));
  const arrangements = Array.from({ length: parts }, (_, first) => {
    const turned = [0];
    const shares = [0];
    for (let i = 0; i < parts; i++) {
      const part = (first + i) % parts;
      const ligands = order.slice(bounds[part], bounds[part + 1]);
      turned.push(...ligands);
      shares.push(...ligands.map(() => (i + 1) / parts));
    }
    return arrange(points, distances, turned, Float64Array.from(shares));
  });
  return { count, arrangements };
}

/** The points with the centre (the origin) as the first, centroid at the origin, squares summing to 1. */
export function normalised(vectors: ArrayLike<number>): Float64Array {
  const count = vectors.length / 3 + 1;
  const points = new Float64Array(3 * count);
  points.set(vectors, 3);
  for (let axis = 0; axis < 3; axis++) {
    let mean = 0;
    for (let i = axis; i < points.length; i += 3) mean += points[i]! / count;
    for (let i = axis; i < points.length; i += 3) points[i]! -= mean;
  }
  let squares = 0;
  for (const x of points) squares += x * x;
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < points.length; i++) points[i]! *= scale;
  return points;
}

/** Distances between points; count × count. */
export function distancesBetween(points: Float64Array): Float64Array {
  const count = points.length / 3;
  const distances = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const x = points[3 * i]! - points[3 * j]!;
      const y = points[3 * i + 1]! - points[3 * j + 1]!;
      const z = points[3 * i + 2]! - points[3 * j + 2]!;
      distances[i * count + j] = distances[j * count + i] = Math.sqrt(x * x + y * y + z * z);
    }
  }
  return distances;
}

/**
 * The centre, the point farthest from it, and from there on each time the nearest one that is left: a path. Neighbours
 * must go to neighbours, which leaves far fewer partial assignments than beginning with points far apart (measured: a
 * tenth of them with 20 ligands).
 */
function pathOrder(distances: Float64Array, count: number): number[] {
  const order = [0];
  while (order.length < count) {
    const last = order.at(-1)!;
    const sign = order.length === 1 ? -1 : 1;
    let next = -1;
    let smallest = Infinity;
    for (let i = 1; i < count; i++) {
      const distance = sign * distances[last * count + i]!;
      if (distance >= smallest || order.includes(i)) continue;
      smallest = distance;
      next = i;
    }
    order.push(next);
  }
  return order;
}

function arrange(
  points: Float64Array,
  distances: Float64Array,
  order: readonly number[],
  shares: Float64Array,
): Arrangement {
  const count = order.length;
  const arranged = new Float64Array(3 * count);
  const between = new Float64Array(count * count);
  order.forEach((from, to) => {
    arranged.set(points.subarray(3 * from, 3 * from + 3), 3 * to);
    for (let j = 0; j < count; j++) between[to * count + j] = distances[from * count + order[j]!]!;
  });
  const radiusFrom = new Float64Array(count + 1);
  for (let k = count - 1; k >= 0; k--) {
    const [x, y, z] = [arranged[3 * k]!, arranged[3 * k + 1]!, arranged[3 * k + 2]!];
    radiusFrom[k] = Math.sqrt(radiusFrom[k + 1]! ** 2 + x * x + y * y + z * z);
  }
  return {
    points: arranged,
    ligands: Uint8Array.from(order.slice(1), (point) => point - 1),
    shares,
    distances: between,
    distancesFrom: Array.from({ length: count }, (_, k) => pairDistances(between, count, k)),
    radiusFrom,
  };
}

function pairDistances(distances: Float64Array, count: number, from: number): Float64Array {
  const pairs = new Float64Array(((count - from) * (count - from - 1)) / 2);
  let at = 0;
  for (let i = from; i < count; i++) for (let j = i + 1; j < count; j++) pairs[at++] = distances[i * count + j]!;
  return pairs.sort().reverse();
}
