/** Vectors of three numbers, and bases of three vectors. */

export type Vector = readonly [x: number, y: number, z: number];

/** Three vectors a, b, c. */
export type Basis = readonly [a: Vector, b: Vector, c: Vector];

export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Vector): number => Math.hypot(a[0], a[1], a[2]);
export const normalized = (a: Vector): Vector => scale(a, 1 / (length(a) || 1));
export const distance = (a: Vector, b: Vector): number => length(subtract(a, b));
export const middle = (a: Vector, b: Vector): Vector => scale(add(a, b), 0.5);

/** Angle a–b–c, degrees. */
export function angle(a: Vector, b: Vector, c: Vector): number {
  const cosine = dot(normalized(subtract(a, b)), normalized(subtract(c, b)));
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}

export function mean(points: readonly Vector[]): Vector {
  return scale(points.reduce(add, [0, 0, 0]), 1 / Math.max(1, points.length));
}

/** x·a + y·b + z·c. */
export function combine(basis: Basis, [x, y, z]: Vector): Vector {
  return add(add(scale(basis[0], x), scale(basis[1], y)), scale(basis[2], z));
}

export const volume = (basis: Basis): number => dot(basis[0], cross(basis[1], basis[2]));

/** The basis with which `combine` gives back the coordinates in another one. */
export function inverse(basis: Basis): Basis {
  const by = 1 / volume(basis);
  const [u, v, w] = [cross(basis[1], basis[2]), cross(basis[2], basis[0]), cross(basis[0], basis[1])];
  return [
    [u[0] * by, v[0] * by, w[0] * by],
    [u[1] * by, v[1] * by, w[1] * by],
    [u[2] * by, v[2] * by, w[2] * by],
  ];
}
