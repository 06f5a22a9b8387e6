import { expect } from 'vitest';

/**
 * The same, but for the last digits of numbers: engines make sums in another order, Neo4j keeps vectors in single precision,
 * and so is a prediction computed, together with whatever else is asked for at the time.
 */
export function nearly(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isInteger(value)) return expect.closeTo(value, 4);
  if (Array.isArray(value)) return value.map(nearly);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, nearly(inner)]));
}
