/** Seeded directions and isometries, on the random numbers of the motif tests. */
import { type Random, rotated, rotation, seeded } from '../../motif/random.js';

export type Vector = readonly [number, number, number];

/** Seeded by a name. */
export function randomNumbers(name: string): Random {
  let seed = 0;
  for (const character of name) seed = (Math.imul(seed, 31) + character.codePointAt(0)!) | 0;
  return seeded(seed);
}

/** Vectors of lengths 1 to 2 in random directions. */
export function randomVectors(count: number, numbers: Random): Vector[] {
  return Array.from({ length: count }, () => {
    const z = 2 * numbers() - 1;
    const phi = 2 * Math.PI * numbers();
    const length = 1 + numbers();
    const across = length * Math.sqrt(1 - z * z);
    return [across * Math.cos(phi), across * Math.sin(phi), length * z];
  });
}

/** Each coordinate shifted by up to `size`. */
export function moved(v: Vector, size: number, numbers: Random): Vector {
  const shift = () => size * (2 * numbers() - 1);
  return [v[0] + shift(), v[1] + shift(), v[2] + shift()];
}

/** A random rotation, or a rotation with a reflection. */
export function isometry(numbers: Random): (v: Vector) => Vector {
  const matrix = rotation(numbers, numbers() < 0.5);
  return (v) => rotated(v, matrix) as unknown as Vector;
}
