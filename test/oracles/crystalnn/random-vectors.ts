/** Seeded random numbers, directions and rotations. */
export type Vector = readonly [number, number, number];

/** Numbers in [0, 1): mulberry32, seeded by a name. */
export function randomNumbers(name: string): () => number {
  let state = 0;
  for (const character of name) state = (Math.imul(state, 31) + character.codePointAt(0)!) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Vectors of lengths 1 to 2 in random directions. */
export function randomVectors(count: number, numbers: () => number): Vector[] {
  return Array.from({ length: count }, () => {
    const z = 2 * numbers() - 1;
    const phi = 2 * Math.PI * numbers();
    const length = 1 + numbers();
    const across = length * Math.sqrt(1 - z * z);
    return [across * Math.cos(phi), across * Math.sin(phi), length * z];
  });
}

/** Each coordinate shifted by up to `size`. */
export function moved(v: Vector, size: number, numbers: () => number): Vector {
  const shift = () => size * (2 * numbers() - 1);
  return [v[0] + shift(), v[1] + shift(), v[2] + shift()];
}

export function shuffled<T>(items: readonly T[], numbers: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(numbers() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** A random rotation, or a rotation with a reflection: v → v R, from a unit quaternion. */
export function isometry(numbers: () => number): (v: Vector) => Vector {
  const raw = Array.from({ length: 4 }, () => 2 * numbers() - 1);
  const size = Math.hypot(...raw);
  const [w, x, y, z] = raw.map((q) => q / size) as [number, number, number, number];
  const mirror = numbers() < 0.5 ? -1 : 1;
  return ([a, b, c]) => [
    mirror * (a * (1 - 2 * (y * y + z * z)) + b * 2 * (x * y - w * z) + c * 2 * (x * z + w * y)),
    mirror * (a * 2 * (x * y + w * z) + b * (1 - 2 * (x * x + z * z)) + c * 2 * (y * z - w * x)),
    mirror * (a * 2 * (x * z - w * y) + b * 2 * (y * z + w * x) + c * (1 - 2 * (x * x + y * y))),
  ];
}
