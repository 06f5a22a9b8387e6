/** Seeded random numbers, and random polyhedra made with them. */

export type Random = () => number;

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Rows of a rotation matrix, uniformly distributed; improper with `mirror`. */
export function rotation(random: Random, mirror = false): number[] {
  const q = [normal(random), normal(random), normal(random), normal(random)];
  const length = Math.hypot(...q);
  const [w, x, y, z] = q.map((c) => c / length) as [number, number, number, number];
  const sign = mirror ? -1 : 1;
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  ].map((c) => sign * c);
}

export function rotated(points: ArrayLike<number>, matrix: readonly number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < points.length; i += 3) {
    for (let row = 0; row < 9; row += 3) {
      result.push(matrix[row]! * points[i]! + matrix[row + 1]! * points[i + 1]! + matrix[row + 2]! * points[i + 2]!);
    }
  }
  return result;
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** Points in another order, order[i] being the old index of the new point i. */
export function reordered(points: ArrayLike<number>, order: readonly number[]): number[] {
  return order.flatMap((i) => [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!]);
}

/** Each coordinate moved by normal noise of this width. */
export function distorted(points: ArrayLike<number>, width: number, random: Random): number[] {
  return Array.from(points, (x) => x + width * normal(random));
}

/** `count` ligands in random directions, none closer than about two thirds of what an even spread allows. */
export function randomPolyhedron(count: number, random: Random): number[] {
  const smallest = Math.cos(0.66 * Math.sqrt((8 * Math.PI) / (Math.sqrt(3) * count)));
  const directions: number[][] = [];
  for (let tries = 0; directions.length < count; tries++) {
    if (tries > 5000) {
      directions.length = 0;
      tries = 0;
    }
    const v = [normal(random), normal(random), normal(random)];
    const length = Math.hypot(...v);
    const u = v.map((x) => x / length);
    if (directions.every((d) => d[0]! * u[0]! + d[1]! * u[1]! + d[2]! * u[2]! < smallest)) directions.push(u);
  }
  return directions.flatMap((u) => {
    const bond = 2 * (1 + 0.3 * random());
    return u.map((x) => x * bond);
  });
}
