import { expect, test } from 'vitest';
import { usualIndices } from '../../src/crystal/directions.js';

test.each([
  [
    [0, 0, -2],
    [0, 0, 1],
  ],
  [
    [0, -3, 0],
    [0, 1, 0],
  ],
  [
    [-1, 1, 0],
    [1, -1, 0],
  ],
  [
    [1, -1, -1],
    [-1, 1, 1],
  ],
  [
    [2, 4, -6],
    [1, 2, -3],
  ],
] as const)('%j is the direction %j', (indices, usual) => {
  expect(usualIndices(indices)).toEqual(usual);
});
