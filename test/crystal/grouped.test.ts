import { describe, expect, it } from 'vitest';
import { grouped } from '../../src/crystal/grouped.js';

describe('grouped', () => {
  it('keeps the order of keys and items', () => {
    expect([...grouped([5, 2, 3, 8], (n) => n % 2)]).toEqual([
      [1, [5, 3]],
      [0, [2, 8]],
    ]);
  });
});
